import { treeOf } from '../fastapi/dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import { explainedRoutes } from '../fastapi/questions/authentication/explained.ts';
import { compareSites, siteKey } from '../core/span.ts';
import type { Code, Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import { outermost } from '../fastapi/questions/authentication/guards.ts';
import { namesCaller } from '../fastapi/questions/authentication/names.ts';
import { wordsOf } from '../fastapi/questions/words.ts';
import { segmentsOf } from '../fastapi/questions/authentication/paths.ts';
import { subjectOf, titleOf } from '../fastapi/questions/authentication/routes.ts';
import { mentions, returnsIn } from '../fastapi/questions/code.ts';
import { hasHiddenMiddleware, servedApps, shortMiddleware } from '../fastapi/questions/http/apps.ts';
import { middlewareBodies, reachableCode, reachableFrom } from '../fastapi/questions/http/bodies.ts';
import { headersSetBy, type HeaderCover } from '../fastapi/questions/http/headers.ts';
import { expressionsIn } from '../python/walk.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'missing-cache-control',
  summary: 'Answers with user data may be cached',
  category: 'transport',
  severity: 'low',
  confidence: 'low',
  cwe: [525],
  owasp: ['API3'],
  seeds: ['S0'],
  reportsAbsence: true,
  docs: {
    why: "FastAPI sends no `Cache-Control` (measured). Without one, browsers and intermediaries may keep an answer by their own rules, and show one user's data to the next on a shared machine or behind a careless cache.",
    fix: 'Send `Cache-Control: no-store` with what belongs to one user, from the route or, with `response.headers.setdefault("Cache-Control", "no-store")`, from one middleware.',
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
TOKENS = {"t-1": "ada"}


def get_current_user(authorization: str = Header()) -> str:
    user = TOKENS.get(authorization)
    if user is None:
        raise HTTPException(status_code=401)
    return user


@app.get("/me")
def me(user: str = Depends(get_current_user)):
    return {"name": user}
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException
from fastapi.responses import JSONResponse

app = FastAPI()
TOKENS = {"t-1": "ada"}


def get_current_user(authorization: str = Header()) -> str:
    user = TOKENS.get(authorization)
    if user is None:
        raise HTTPException(status_code=401)
    return user


@app.get("/me")
def me(user: str = Depends(get_current_user)):
    return JSONResponse({"name": user}, headers={"Cache-Control": "no-store"})
`,
    references: [
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Cache-Control',
      'https://cwe.mitre.org/data/definitions/525.html',
    ],
    limits:
      'Only guarded GET routes that speak of the caller (`/me`, `/profile`, what a handler returns of the current user). Any `Cache-Control` of the route, its dependencies or a middleware counts as a decision, but for `public` on the route. Many routes of one router are one finding. Silent with `behind_proxy: true`.',
  },

  *check(facts) {
    if (facts.config.behindProxy) return;
    for (const [app, routes] of groupBy(facts.application.routes, outermost)) {
      if (!servedApps(facts).includes(app) || hasHiddenMiddleware(facts, app)) continue;
      const cover = headersSetBy(facts, app);
      const isSet =
        cover.open ||
        (cover.names.has('cache-control') && !isForEverybody(cover)) ||
        app.middleware.some(
          (use) => middlewareBodies(facts, use).length === 0 && /cache|secweb|armor/i.test(shortMiddleware(use)),
        );
      if (!isSet) yield* problems(routes.filter((route) => isPersonal(facts, route) && !decides(facts, route)));
    }
  },
});

/** Beyond that a router is one finding. */
const MANY = 8;

function* problems(routes: readonly Route[]): Generator<Problem> {
  for (const [, all] of groupBy(routes, (route) => route.router)) {
    const functions = [...groupBy(all, (route) => siteKey(route.site)).values()]
      .map(([first]) => first)
      .filter((route) => route !== undefined);
    const sorted = functions.toSorted((a, b) => compareSites(a.site, b.site));
    const groups = sorted.length > MANY ? [sorted] : sorted.map((route) => [route]);
    for (const group of groups) if (group[0] !== undefined) yield problemOf(group[0], group.slice(1));
  }
}

function problemOf(route: Route, others: readonly Route[]): Problem {
  const what = others.length === 0 ? 'answers' : `and ${String(others.length)} more routes of its router answer`;
  return {
    at: route.site,
    subject: others.length === 0 ? subjectOf(route) : `router ${route.router.name}`,
    message: `\`${titleOf(route)}\` ${what} with the caller's own data and no \`Cache-Control\`, so a browser or cache may keep it. Send \`Cache-Control: no-store\`, best from one middleware.`,
    related: others.map((other) => ({ at: other.site, message: `\`${titleOf(other)}\` has none either` })),
  };
}

const PERSONAL = new Set(['me', 'profile', 'account', 'whoami', 'self', 'myself', 'billing', 'wallet', 'inbox']);

/** Records of people: `/users`, `/patients/{id}`. */
const PEOPLE = /^(users?|accounts|customers?|patients?|employees?|members?|persons?|people|contacts?)$/;

/** A guarded read of what belongs to the caller, or of people's records. */
function isPersonal(facts: Facts, route: Route): boolean {
  if (route.kind !== 'http' || !route.methods.includes('GET') || !isMeantGuarded(facts, route)) return false;
  const segments = segmentsOf(route.path.text).map((segment) => segment.toLowerCase());
  if (segments.some((segment) => PERSONAL.has(segment) || wordsOf(segment).includes('my'))) return true;
  if (PEOPLE.test(segments.filter((segment) => !segment.startsWith('{')).at(-1) ?? '')) return true;
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  return code !== undefined && givesCaller(route, code);
}

/** Guarded, or about to be: the guard is there, and another rule says why it does not work yet. */
function isMeantGuarded(facts: Facts, route: Route): boolean {
  return route.protection.status === 'protected' || explainedRoutes(facts).has(route);
}

/** `return user`, `return db.orders(user.id)`: the answer is made from the injected caller. */
function givesCaller(route: Route, code: Code): boolean {
  const callers = new Set(
    route.parameters.flatMap(({ name, dependency }) => (dependency !== undefined && namesCaller(name) ? [name] : [])),
  );
  if (callers.size === 0) return false;
  return returnsIn(code).some(({ value }) => value !== undefined && mentions(value, callers));
}

/** All that the application says of caching is that everybody may. */
function isForEverybody({ names }: HeaderCover): boolean {
  const said = [...names].filter((text) => /^\s*(public|private|no-store|no-cache|max-age|s-maxage)\b/i.test(text));
  return said.some((text) => FOR_EVERYBODY.test(text)) && said.every((text) => !/private|no-(store|cache)/i.test(text));
}

/** `public, max-age=600`: whoever stands between may keep it and hand it to others. */
const FOR_EVERYBODY = /^\s*public\s*($|,)/i;

/** Some `Cache-Control` is written by the handler, what it calls, or a dependency. */
function decides(facts: Facts, route: Route): boolean {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const bodies = [
    ...(code === undefined ? [] : reachableCode(facts, code)),
    ...treeOf(route.dependencies).flatMap(({ value }) => reachableFrom(facts, value, 1)),
  ];
  const expressions = bodies.flatMap((body) => expressionsIn([...body.body]));
  if (expressions.some((expr) => expr.kind === 'string' && FOR_EVERYBODY.test(expr.value))) return false;
  if (expressions.some((expr) => (expr.kind === 'string' && /^cache-control$/i.test(expr.value)) || namesCache(expr)))
    return true;
  const responseClass = route.args.keywords.get('response_class');
  return responseClass !== undefined && responseClass.kind !== 'external';
}

function namesCache(expr: { readonly kind: string; readonly id?: unknown; readonly attr?: unknown }): boolean {
  const name = expr.kind === 'name' ? expr.id : expr.kind === 'attribute' ? expr.attr : undefined;
  return typeof name === 'string' && /no_?(store|cache)|cache_?control/i.test(name);
}
