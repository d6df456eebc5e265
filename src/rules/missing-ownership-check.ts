import { nameOf, siteIn, within } from '../fastapi/questions/auth-code.ts';
import { groupBy, keyOf } from '../fastapi/questions/auth-group.ts';
import {
  callerParameters,
  enforcingNames,
  knowsCaller,
  outermost,
  shortName,
  treeOf,
} from '../fastapi/questions/auth-guards.ts';
import { derivedNames, isConversion, lookupsIn, type Lookup } from '../fastapi/questions/auth-lookups.ts';
import { namesCaller, namesStore } from '../fastapi/questions/auth-names.ts';
import { namesIdentifier } from '../fastapi/questions/auth-things.ts';
import { wordsOf } from '../fastapi/questions/auth-words.ts';
import { asksForOwner, callerNames, ownerFieldOf } from '../fastapi/questions/auth-ownership.ts';
import { isAdminRoute, isCatalogue, isUnsafe, subjectOf, titleOf } from '../fastapi/questions/auth-routes.ts';
import { isPublicByDesign } from '../fastapi/questions/auth-public.ts';
import type { Code, Facts } from '../fastapi/facts.ts';
import type { Parameter, Route } from '../fastapi/model.ts';
import { nodesIn, mentions } from '../fastapi/questions/auth-code.ts';
import type { Expr } from '../python/syntax.ts';
import { defineRule, type Problem } from './rule.ts';

export default defineRule({
  id: 'missing-ownership-check',
  summary: 'An object is fetched by an id from the request, and nobody asks whose it is',
  category: 'authentication',
  severity: 'high',
  confidence: 'medium',
  cwe: [639],
  owasp: ['API1'],
  seeds: ['S3'],
  docs: {
    why: 'Ids can be guessed, counted and passed on. A route that looks an object up by the id alone gives every caller every object (broken object level authorisation), however good the login is.',
    fix: 'Put the user into the lookup (`where(Order.id == order_id, Order.owner_id == user.id)`), or compare the owner afterwards and answer 404.',
    bad: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")
SESSIONS: dict[str, str] = {}
ORDERS: dict[int, dict] = {}


def get_current_user(token: str = Depends(oauth2_scheme)) -> str:
    if token not in SESSIONS:
        raise HTTPException(status_code=401)
    return SESSIONS[token]


@app.get("/orders/{order_id}")
def read_order(order_id: int, user: str = Depends(get_current_user)):
    order = ORDERS.get(order_id)
    if order is None:
        raise HTTPException(status_code=404)
    return order
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="login")
SESSIONS: dict[str, str] = {}
ORDERS: dict[int, dict] = {}


def get_current_user(token: str = Depends(oauth2_scheme)) -> str:
    if token not in SESSIONS:
        raise HTTPException(status_code=401)
    return SESSIONS[token]


@app.get("/orders/{order_id}")
def read_order(order_id: int, user: str = Depends(get_current_user)):
    order = ORDERS.get(order_id)
    if order is None or order["owner"] != user:
        raise HTTPException(status_code=404)
    return order
`,
    references: ['https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/'],
    limits:
      "Silent for administrators' routes, guards with roles or scopes, service keys, public catalogues (`/products/{id}`), routes in `public_routes`, and wherever the user goes into the lookup, a comparison or a checking function. Whether an object belongs to somebody cannot be told from the code alone: confidence is medium where the model has an owner column, low otherwise.",
  },

  *check(facts) {
    const enforcing = enforcingNames(facts);
    const found = facts.application.routes.flatMap((route) => {
      const open = isCandidate(facts, route) ? openLookup(facts, route, enforcing) : undefined;
      return open === undefined ? [] : [open];
    });
    for (const group of groupBy(found, ({ code, lookup }) => keyOf(siteIn(code, lookup.node))).values()) {
      const [first] = group;
      if (first !== undefined && !isOpenRead(facts, first))
        yield problemOf(
          facts,
          first,
          group.map(({ route }) => route),
        );
    }
  },
});

/** An open read in an application that does know its callers: missing-authentication speaks of it. */
function isOpenRead(facts: Facts, { route, code, lookup }: OpenLookup): boolean {
  if (route.protection.status !== 'public' || isUnsafe(route) || ownerFieldOf(facts, code, lookup.node) !== undefined)
    return false;
  return facts.application.routes.some(
    (other) => outermost(other) === outermost(route) && other.protection.status === 'protected',
  );
}

interface OpenLookup {
  readonly route: Route;
  readonly code: Code;
  readonly lookup: Lookup;
  readonly id: string;
}

function isCandidate(facts: Facts, route: Route): boolean {
  if (route.kind !== 'http' || !isKnown(route)) return false;
  if (isAdminRoute(route) || isPublicByDesign(facts, route)) return false;
  if (isCatalogue(route.path.text) && !isUnsafe(route)) return false;
  return !route.protection.guards.some(
    ({ name, demands, scopes }) => demands.length + scopes.length > 0 || isForMachines(name),
  );
}

/** What is not resolved only brings data: `Depends(get_db)` from elsewhere. */
function isKnown(route: Route): boolean {
  if (!route.openDependencies && route.protection.status !== 'unknown') return true;
  const open = treeOf(route.dependencies).filter(
    ({ resolved, children }) => !resolved && children.every((child) => child.resolved),
  );
  return open.length > 0 && open.every((use) => namesStore(shortName(use.name)));
}

/** A guard of administrators or of other services: there is no user whose objects these could be. */
function isForMachines(name: string): boolean {
  return wordsOf(shortName(name)).some((word) =>
    [
      'admin',
      'superuser',
      'staff',
      'role',
      'roles',
      'permission',
      'permissions',
      'scope',
      'scopes',
      'key',
      'apikey',
      'service',
      'internal',
      'secret',
      'basic',
      'webhook',
      'owner',
      'ownership',
      'member',
      'access',
      'policy',
    ].includes(word),
  );
}

function openLookup(facts: Facts, route: Route, enforcing: ReadonlySet<string>): OpenLookup | undefined {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const ids = idsOf(route);
  if (code === undefined) return undefined;
  if (
    treeOf(route.dependencies).some(
      (use) => use.parameters.some(({ name }) => ids.includes(name)) && knowsCaller(use, enforcing),
    )
  )
    return undefined;
  const known = callerParameters(route, enforcing);
  // A controller whose attributes hold the user, or repositories bound to one: whatever it does, it does for the caller.
  const bound =
    code.owner !== undefined &&
    route.dependencies.some((use) => use.via === 'class-attribute' && knowsCaller(use, enforcing));
  const self = bound ? code.def?.params[0]?.name : undefined;
  const callers = callerNames(code, self === undefined ? known : new Set([...known, self]));
  if (treeOf(route.dependencies).some((use) => /^APIKey|^HTTPBasic/.test(use.scheme ?? ''))) return undefined;
  const here = ids.length > 0 || isUnsafe(route) ? inBody(facts, code, route, ids, callers) : undefined;
  return here ?? inDependency(facts, code, route, ids, callers);
}

/** Names of parameters that pick one object: by their name, or by a type that is counted. */
function idsOf(route: Route): readonly string[] {
  return route.parameters
    .filter((parameter) => {
      if (parameter.source !== 'path') return parameter.source === 'query' && namesIdentifier(parameter.name);
      const type = parameter.annotation;
      return (
        namesIdentifier(parameter.name) ||
        (type?.kind === 'external' && /(^|\.)(int|UUID\d?|ObjectId|PydanticObjectId)$/.test(type.name))
      );
    })
    .map(({ name }) => name);
}

function inBody(
  facts: Facts,
  code: Code,
  route: Route,
  ids: readonly string[],
  callers: ReadonlySet<string>,
): OpenLookup | undefined {
  const names = derivedNames(code, new Set(ids), isConversion);
  const bodies = new Set(route.parameters.filter(({ source }) => source === 'body').map(({ name }) => name));
  const byBody = ids.length === 0 && isUnsafe(route);
  const usesId = (expr: Expr): boolean =>
    mentions(expr, names) ||
    (byBody &&
      nodesIn(expr).some(
        (node) => node.kind === 'attribute' && namesIdentifier(node.attr) && mentions(node.value, bodies),
      ));
  const [lookup] = lookupsIn(code, usesId).filter((one) => isUsed(code, one));
  if (lookup === undefined || asksForOwner(facts, code, callers, usesId)) return undefined;
  return { route, code, lookup, id: ids.find((id) => mentions(lookup.node, new Set([id]))) ?? ids[0] ?? 'id' };
}

/** What is found goes out, or is changed: returned, handed on, or the lookup itself removes it. */
function isUsed(code: Code, lookup: Lookup): boolean {
  return nodesIn(code.body).some((node) => {
    if (node.kind === 'return' || node.kind === 'expr' || node.kind === 'delete')
      return within(lookup.node, node) || mentions(node, lookup.results);
    if (node.kind === 'assign' || node.kind === 'augassign')
      return node.kind === 'assign'
        ? node.targets.some(
            (target) => target.kind !== 'name' && (within(lookup.node, target) || mentions(target, lookup.results)),
          )
        : true;
    return node.kind === 'for' && mentions(node.iter, lookup.results);
  });
}

/** `order = Depends(get_order)`: fetched by the dependency, and not compared here either. */
function inDependency(
  facts: Facts,
  handler: Code,
  route: Route,
  ids: readonly string[],
  callers: ReadonlySet<string>,
): OpenLookup | undefined {
  for (const parameter of route.parameters) {
    const use = parameter.dependency;
    const code = use?.value.kind === 'function' ? facts.codeOf(use.value) : undefined;
    if (use === undefined || code === undefined || !use.resolved) continue;
    const own = use.parameters.filter(({ source }) => source === 'path').map(({ name }) => name);
    if (own.length === 0) continue;
    const names = derivedNames(code, new Set(own), isConversion);
    const usesId = (expr: Expr): boolean => mentions(expr, names);
    const [lookup] = lookupsIn(code, usesId);
    if (lookup === undefined || asksForOwner(facts, code, callerNames(code, userParameters(use.parameters)), usesId))
      continue;
    if (asksForOwner(facts, handler, callers, (expr) => mentions(expr, new Set([parameter.name, ...ids])))) continue;
    if (passesBoth(handler, callers, parameter.name)) continue;
    return { route, code, lookup, id: own[0] ?? 'id' };
  }
  return undefined;
}

function userParameters(parameters: readonly Parameter[]): ReadonlySet<string> {
  return new Set(
    parameters
      .filter(({ name, source }) => source === 'request' || (source === 'dependency' && namesCaller(name)))
      .map(({ name }) => name),
  );
}

function passesBoth(code: Code, callers: ReadonlySet<string>, object: string): boolean {
  return code.calls.some(({ node }) => mentions(node, callers) && mentions(node, new Set([object])));
}

function problemOf(facts: Facts, { route, code, lookup, id }: OpenLookup, routes: readonly Route[]): Problem {
  const owner = ownerFieldOf(facts, code, lookup.node);
  const open = route.protection.status !== 'protected';
  const who = open ? 'any caller' : 'any signed-in user';
  const advice =
    owner === undefined
      ? 'Put the user into the lookup or compare the owner before going on'
      : `Compare \`${owner}\` with the user in the lookup`;
  return {
    at: siteIn(code, lookup.node),
    subject: `${subjectOf(route)} lookup in ${nameOf(code)}`,
    message: `\`${titleOf(route)}\` gives ${who} any object: it is fetched by \`${id}\` alone, and nothing asks whose it is. ${advice}; list the route under \`public_routes\` if it is for everybody.`,
    related: routes.map((one) => ({ at: one.site, message: `\`${id}\` comes from \`${titleOf(one)}\`` })),
    severity: owner !== undefined || /users?$/.test(route.path.text.split('/{')[0] ?? '') ? 'high' : 'medium',
    confidence: owner !== undefined && !open ? 'medium' : 'low',
  };
}
