import { treeOf } from '../fastapi/dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { Guard, Route } from '../fastapi/model.ts';
import { asksForMore } from '../fastapi/questions/authentication/administrators.ts';
import { asksForOwner, callerNames } from '../fastapi/questions/authentication/ownership.ts';
import { callerParameters, shortName, shownGuard } from '../fastapi/questions/authentication/guards.ts';
import { takesScopes } from '../fastapi/questions/authentication/scopes.ts';
import { wordsOf } from '../fastapi/questions/words.ts';
import { isAdminRoute, subjectOf, titleOf } from '../fastapi/questions/authentication/routes.ts';
import { isConfigured } from '../fastapi/questions/authentication/public.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'insufficient-privilege',
  summary: 'An administrative route asks for a login only',
  category: 'authentication',
  severity: 'medium',
  confidence: 'low',
  cwe: [863],
  owasp: ['API5'],
  seeds: ['S3'],
  reportsAbsence: true,
  docs: {
    why: 'A guard that only asks for a login lets every user in. Where the project has a guard for administrators, a route under `/admin` without it is open to all who may sign in (broken function level authorisation).',
    fix: "Use the project's stronger guard on the route, or on the whole admin router.",
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
USERS = {"t-1": {"name": "ada", "role": "admin"}}


def current_user(x_token: str = Header()) -> dict:
    if x_token not in USERS:
        raise HTTPException(status_code=401)
    return USERS[x_token]


def require_admin(user: dict = Depends(current_user)) -> dict:
    if user["role"] != "admin":
        raise HTTPException(status_code=403)
    return user


@app.get("/admin/stats")
def stats(user: dict = Depends(require_admin)):
    return {"visits": 3}


@app.delete("/admin/cache")
def clear_cache(user: dict = Depends(current_user)):
    return {"cleared": True}
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
USERS = {"t-1": {"name": "ada", "role": "admin"}}


def current_user(x_token: str = Header()) -> dict:
    if x_token not in USERS:
        raise HTTPException(status_code=401)
    return USERS[x_token]


def require_admin(user: dict = Depends(current_user)) -> dict:
    if user["role"] != "admin":
        raise HTTPException(status_code=403)
    return user


@app.get("/admin/stats")
def stats(user: dict = Depends(require_admin)):
    return {"visits": 3}


@app.delete("/admin/cache")
def clear_cache(user: dict = Depends(require_admin)):
    return {"cleared": True}
`,
    references: [
      'https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/',
      'https://fastapi.tiangolo.com/advanced/security/oauth2-scopes/',
    ],
    limits:
      'A path or handler named for administrators is what makes a route administrative, hence the low confidence. Silent where the project has no stronger guard, and where the handler itself asks for the role.',
  },

  *check(facts) {
    const stronger = strongGuard(facts);
    if (stronger === undefined) return;
    const enforcing = facts.application.enforcing;
    const weak = facts.application.routes.filter((route) => isWeak(facts, route, enforcing));
    for (const routes of groupBy(weak, (route) => route.endpoint).values()) {
      const [first] = routes;
      if (first !== undefined) yield problemOf(first, stronger);
    }
  },
});

const POWERS = [
  'admin',
  'admins',
  'administrator',
  'superuser',
  'staff',
  'role',
  'roles',
  'permission',
  'permissions',
  'scope',
  'scopes',
  'superadmin',
  'owner',
];

function isStrong(guard: Guard): boolean {
  return (
    guard.scopes.length > 0 ||
    asksForMore(guard) ||
    wordsOf(shortName(guard.name)).some((word) => POWERS.includes(word))
  );
}

/** `Security(current_user)` without scopes: what compares them has nothing to compare. */
function asksNoScope(route: Route, guard: Guard): boolean {
  const uses = treeOf(route.dependencies).filter(({ name }) => name === guard.name);
  const others = guard.demands.filter((one) => !/scope/i.test(one));
  return uses.length > 0 && uses.every(takesScopes) && guard.scopes.length === 0 && others.length === 0;
}

/** A guard of this project that asks for more than a login, and for administration rather than a scope of its own. */
function strongGuard(facts: Facts): Guard | undefined {
  const guards = facts.application.routes.flatMap((route) => route.protection.guards).filter(isStrong);
  const forAdministrators = guards.filter((guard) =>
    /admin|super|staff|role/i.test(`${guard.name} ${[...guard.demands, ...guard.scopes].join(' ')}`),
  );
  // What other routes can use comes before what one asks by itself.
  return forAdministrators.find(({ kind }) => kind !== 'endpoint') ?? forAdministrators[0];
}

function isWeak(facts: Facts, route: Route, enforcing: ReadonlySet<string>): boolean {
  if (
    route.protection.status !== 'protected' ||
    route.openDependencies ||
    !isAdminRoute(route) ||
    isConfigured(facts, route)
  )
    return false;
  if (
    route.protection.guards.some((guard) => isStrong(guard) && !asksNoScope(route, guard)) ||
    treeOf(route.dependencies).some((use) => use.scopes.length > 0 || /^(APIKey|HTTPBasic)/.test(use.scheme ?? ''))
  )
    return false;
  if (
    /\/(log|sign)-?(in|out|off)$|\/me(\/|$)/.test(route.path.text) ||
    /^((get|read|fetch|show)_(current|my|own)_\w+|whoami|me)$/.test(shortName(route.endpoint)) ||
    route.protection.guards.some(({ name }) =>
      wordsOf(shortName(name)).some((word) => ['key', 'secret', 'internal', 'service'].includes(word)),
    )
  )
    return false;
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  if (code === undefined) return false;
  return !asksForOwner(facts, code, callerNames(code, callerParameters(route, enforcing)), () => false);
}

function problemOf(route: Route, stronger: Guard): Problem {
  const weak = route.protection.guards.map((guard) => `\`${shortName(guard.name)}\``).join(', ') || 'its guard';
  return {
    at: route.site,
    subject: subjectOf(route),
    message: `\`${titleOf(route)}\` reads as administrative and asks for a login only (${weak}). ${adviceOf(stronger)}`,
    related: [
      { at: stronger.site, message: `${callOf(stronger)} asks for more` },
      ...route.protection.guards.map((guard) => ({
        at: guard.site,
        message: `\`${shortName(guard.name)}\` lets every user in`,
      })),
    ],
  };
}

function adviceOf(stronger: Guard): string {
  const shown = callOf(stronger);
  return stronger.kind === 'endpoint' ? `Ask for more, as ${shown} does.` : `Use ${shown}, as other routes do.`;
}

/** The stronger guard as one would write it; by its demands where its name alone says nothing. */
function callOf({ name, kind, scopes, demands }: Guard): string {
  if (scopes.length > 0) {
    const list = scopes.map((scope) => `"${scope}"`).join(', ');
    return `\`Security(${shortName(name)}, scopes=[${list}])\``;
  }
  if (kind === 'library' && demands.length > 0)
    return `\`current_user(${demands.map((one) => `${one}=True`).join(', ')})\``;
  return `\`${shownGuard(name)}\``;
}
