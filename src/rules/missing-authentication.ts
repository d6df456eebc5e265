import { treeOf } from '../fastapi/dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import type { Confidence, Severity } from '../core/severity.ts';
import { compareSites, siteKey } from '../core/span.ts';
import type { Code, Facts } from '../fastapi/facts.ts';
import type { AppObject, Route } from '../fastapi/model.ts';
import { explainedRoutes } from '../fastapi/questions/authentication/explained.ts';
import {
  outermost,
  refusedByDependency,
  refusedByEndpoint,
  routerSubject,
  routerTitle,
  shortName,
  shownGuard,
  usualGuard,
} from '../fastapi/questions/authentication/guards.ts';
import { hasGuardedTwin } from '../fastapi/questions/authentication/includes.ts';
import { namesGuard, namesOptional } from '../fastapi/questions/authentication/names.ts';
import { asksForFormToken, bodiesOf, turnsAway } from '../fastapi/questions/authentication/middleware.ts';
import {
  effectOf,
  isScraped,
  isSensitivePath,
  isUnsafe,
  isVocabulary,
  subjectOf,
  titleOf,
} from '../fastapi/questions/authentication/routes.ts';
import { isPublicByDesign, verifiesSignature } from '../fastapi/questions/authentication/public.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'missing-authentication',
  summary: 'A route runs for callers who prove nothing',
  category: 'authentication',
  severity: 'high',
  confidence: 'medium',
  cwe: [306],
  owasp: ['API2', 'API5'],
  seeds: ['S1', 'S3'],
  // Of a whole application: its constructor only stands for all that is not there.
  reportsAbsence: (subject) => subject.startsWith('app '),
  docs: {
    why: 'FastAPI runs a route for every caller unless a dependency, decorator or middleware on its way raises. Here no dependency of the application, the includes, the router, the decorator or the parameters can reject a request for its credential.',
    fix: 'Give the route, its router or its include a dependency that raises 401: `dependencies=[Depends(get_current_user)]`. If everybody may call it, list it under `public_routes` in the configuration.',
    bad: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")
SESSIONS: dict[str, str] = {}


def get_current_user(token: str = Depends(oauth2_scheme)) -> str:
    user = SESSIONS.get(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


@app.get("/me")
def read_me(user: str = Depends(get_current_user)):
    return {"user": user}


@app.delete("/accounts/{account_id}")
def delete_account(account_id: int):
    return {"deleted": account_id}
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")
SESSIONS: dict[str, str] = {}


def get_current_user(token: str = Depends(oauth2_scheme)) -> str:
    user = SESSIONS.get(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


@app.get("/health")
def health():
    return {"ok": True}


@app.delete("/accounts/me")
def delete_account(user: str = Depends(get_current_user)):
    return {"deleted": user}
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/security/get-current-user/',
      'https://fastapi.tiangolo.com/tutorial/dependencies/global-dependencies/',
    ],
    limits:
      'Silent for routes that are public by their words (login, token, registration, password reset, health, documentation), webhooks that verify a signature, reads of a public catalogue (`/products`), and those in `public_routes`. A route whose dependencies could not all be resolved is listed under coverage instead. An application without any authentication gets one finding.',
  },

  *check(facts) {
    const explained = explainedRoutes(facts);
    const said = new Set<string>();
    for (const family of familiesOf(facts.application.routes)) {
      const open = family.filter((route) => isOpen(facts, route, family) && !explained.has(route));
      if (open.length === 0 || hasUnreadMiddleware(facts, family)) continue;
      // A guard that does not work yet is authentication too: the others were left out of it.
      if (!family.some((route) => explained.has(route) || (hasAuthentication(route) && !isWebhook(facts, route))))
        yield* openApplication(facts, open);
      else
        for (const group of groupsOf(open, family).filter((one) => isNews(said, one)))
          yield openRoutes(facts, group, family);
    }
  },
});

/** A function that registers the same routes on several applications has left them open once. */
function isNews(said: Set<string>, routes: readonly Route[]): boolean {
  const sites = routes.map((route) => siteKey(route.site));
  const known = sites.every((site) => said.has(site));
  for (const site of sites) said.add(site);
  return !known;
}

/** Routes of one served application, with what it mounts. */
function familiesOf(routes: readonly Route[]): readonly (readonly Route[])[] {
  return [...groupBy(routes, outermost).values()];
}

function isOpen(facts: Facts, route: Route, family: readonly Route[]): boolean {
  if (route.kind !== 'http' && !(route.kind === 'raw' && route.handler !== undefined)) return false;
  if (!runsForAnyone(route) || route.openDependencies) return false;
  if (/\b(debug|dev|development|test|testing|local)\b/i.test(route.condition?.replaceAll('_', ' ') ?? '')) return false;
  return (
    !hasGuardedTwin(facts, route) &&
    !isOptedOut(family, route) &&
    !refusedByDependency(facts, route) &&
    !refusedByEndpoint(facts, route) &&
    !isPublicByDesign(facts, route)
  );
}

/** `if NO_LOGIN: @app.get(path) … else: @app.get(path, dependencies=[…])`: whoever runs it chooses. */
function isOptedOut(family: readonly Route[], route: Route): boolean {
  return (
    route.condition !== undefined &&
    family.some(
      (other) =>
        other.protection.status !== 'public' &&
        other.path.text === route.path.text &&
        other.methods.join() === route.methods.join() &&
        other.condition !== undefined,
    )
  );
}

/** No guard; or one that says by its name that callers may be anonymous, so that no other rule speaks of it. */
function runsForAnyone({ protection, dependencies }: Route): boolean {
  if (protection.status === 'public') return true;
  return protection.status === 'unenforced' && treeOf(dependencies).some((use) => namesOptional(shortName(use.name)));
}

/** Middleware that answers 401 or 403, and that the model could not tie to a single route: what it lets through is not known. */
function hasUnreadMiddleware(facts: Facts, family: readonly Route[]): boolean {
  if (family.some((route) => route.protection.guards.some(({ kind }) => kind === 'middleware'))) return false;
  const apps = new Set(family.flatMap((route) => [route.app, outermost(route)]));
  const mayAsk = (code: Code): boolean => turnsAway(code) && !asksForFormToken(code);
  return [...apps].some((app) => app.middleware.some((use) => bodiesOf(facts, use).some(mayAsk)));
}

/** What proves which service calls says nothing of an application's users. */
function isWebhook(facts: Facts, route: Route): boolean {
  return /hook/i.test(`${route.path.text} ${route.endpoint}`) && verifiesSignature(facts, route);
}

function hasAuthentication(route: Route): boolean {
  if (route.protection.status === 'protected' || route.protection.status === 'unenforced') return true;
  return (
    route.protection.status === 'unknown' && treeOf(route.dependencies).some((use) => namesGuard(shortName(use.name)))
  );
}

/** No authentication anywhere: one finding at the constructor. */
function* openApplication(facts: Facts, open: readonly Route[]): Generator<Problem> {
  const [first] = open;
  if (first === undefined) return;
  const app = outermost(first);
  const unresolved = facts.application.routes.some(
    (route) => outermost(route) === app && route.protection.status === 'unknown',
  );
  const routes =
    open.length === 1 ? `its route \`${titleOf(first)}\` answers` : `its ${String(open.length)} routes answer`;
  const behind = gateBefore(facts, app);
  const advice =
    behind === undefined
      ? 'Add a dependency that raises 401 with `FastAPI(dependencies=[Depends(...)])` or per router, and name the routes meant for everybody in `public_routes`.'
      : `If only \`${behind.name}\` can reach it, say so with \`public_routes\`; else add a dependency that raises 401 with \`FastAPI(dependencies=[Depends(...)])\`.`;
  yield {
    at: app.site,
    subject: `app ${app.name}`,
    message: `\`${shortName(app.name)}\` has no authentication at all: ${routes} anyone${behind === undefined ? '' : ' who can connect'}. ${advice}`,
    related: open.map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` is open` })),
    ...weightOf(open, unresolved, behind !== undefined),
  };
}

/** Another application of this project that does ask who calls: this one may stand behind it. */
function gateBefore(facts: Facts, app: AppObject): AppObject | undefined {
  const gate = facts.application.routes.find((route) => outermost(route) !== app && hasAuthentication(route));
  return gate === undefined ? undefined : outermost(gate);
}

function weightOf(
  open: readonly Route[],
  unresolved: boolean,
  behind: boolean,
): { readonly severity: Severity; readonly confidence: Confidence } {
  if (behind) return { severity: 'medium', confidence: 'low' };
  // No less than single routes of it would be once the others are guarded: mending must not cost points.
  if (open.some((route) => effectOf(route) === 'changes'))
    return { severity: 'critical', confidence: unresolved ? 'low' : 'high' };
  const grave = open.some((route) => isSensitivePath(route.path.text) && !isScraped(route));
  const computes = open.some((route) => effectOf(route) === 'computes');
  return {
    severity: grave ? 'high' : 'medium',
    confidence: (grave || computes) && !unresolved ? 'medium' : 'low',
  };
}

/** One group for a router that is open altogether, or nearly so; single routes otherwise. Several paths of one function are one. */
function groupsOf(open: readonly Route[], family: readonly Route[]): readonly (readonly Route[])[] {
  const groups = groupsByRouter(open, family);
  // One function on two routers, `/v1/status` and `/api/status`.
  return [...groupBy(groups, ([first]) => (first === undefined ? '' : siteKey(first.site))).values()].map((same) =>
    same.flat(),
  );
}

function groupsByRouter(open: readonly Route[], family: readonly Route[]): readonly (readonly Route[])[] {
  return [...groupBy(open, (route) => route.router).entries()].flatMap(([router, routes]) => {
    const others = family.filter(
      (route) => route.router === router && route.kind === 'http' && route.protection.status !== 'public',
    );
    const functions = [...groupBy(routes, (route) => siteKey(route.site)).values()];
    return others.length === 0 || functions.length > 5 ? [routes] : functions;
  });
}

function openRoutes(facts: Facts, routes: readonly Route[], family: readonly Route[]): Problem {
  const sorted = [...routes].sort((a, b) => compareSites(a.site, b.site));
  const first = sorted[0] ?? routes[0];
  if (first === undefined) throw new Error('a group of routes is never empty');
  const places = new Set(sorted.map((route) => route.endpoint));
  const name = `\`${titleOf(first)}\` (\`${shortName(first.endpoint)}\`)`;
  const subject = places.size === 1 ? subjectOf(first) : `router ${routerSubject(facts, first.router)}`;
  const what =
    places.size === 1
      ? `${name} runs for anyone: nothing between the app and the handler checks a credential.`
      : `${String(places.size)} routes of ${routerTitle(facts, first.router)} run for anyone, from ${name} on: nothing between the app and their handlers checks a credential.`;
  return {
    at: first.site,
    subject,
    message: `${what} ${advice(facts, first, family, places.size > 1)}`,
    related: [
      ...sorted.slice(1).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` is open too` })),
      ...first.chain.map((include) => ({ at: include.site, message: 'included here without a guard' })),
      ...(places.size > 1 ? [{ at: first.router.site, message: 'the router has no guard' }] : []),
    ],
    ...gravity(sorted, family),
  };
}

function advice(facts: Facts, route: Route, family: readonly Route[], many: boolean): string {
  const guard = usualGuard(family);
  const call =
    guard === undefined ? 'a dependency that raises 401' : `a guard such as \`Depends(${shownGuard(guard)})\``;
  const where = many ? `to \`dependencies=\` of ${routerTitle(facts, route.router)}` : 'to it';
  return `Add ${call} ${where}, or list ${many ? 'them' : 'it'} under \`public_routes\` if everybody may call ${many ? 'them' : 'it'}.`;
}

function gravity(
  routes: readonly Route[],
  family: readonly Route[],
): { readonly severity: Severity; readonly confidence: Confidence } {
  if (routes.some((route) => effectOf(route) === 'changes')) return { severity: 'critical', confidence: 'high' };
  if (routes.some((route) => effectOf(route) === 'computes')) return { severity: 'high', confidence: 'medium' };
  if (routes.every(isVocabulary)) return { severity: 'medium', confidence: 'low' };
  const guarded = family.filter((route) => route.protection.status === 'protected');
  if (routes.some((route) => isSensitivePath(route.path.text) && !isScraped(route)))
    return { severity: 'high', confidence: 'medium' };
  // Reads beside guarded reads; where only the writes are guarded, everybody may well read.
  const beside = routes.some((route) => guarded.some((other) => other.router === route.router && !isUnsafe(other)));
  return { severity: beside ? 'high' : 'medium', confidence: 'low' };
}
