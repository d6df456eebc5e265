import { treeOf } from '../fastapi/dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import { siteKey } from '../core/span.ts';
import { asksForMore, namesAdministrators } from '../fastapi/questions/authentication/administrators.ts';
import { nameOf, raisesHttp, siteIn, wordsBelow } from '../fastapi/questions/code.ts';
import {
  bodyOf,
  callerParameters,
  isKnown,
  outermost,
  routerTitle,
  shortName,
} from '../fastapi/questions/authentication/guards.ts';
import { wordsOf } from '../fastapi/questions/words.ts';
import { isListedForAll } from '../fastapi/questions/authentication/listed.ts';
import { isInMemory, storeCall } from '../fastapi/questions/authentication/lookups.ts';
import { ownerFieldOf } from '../fastapi/questions/authentication/ownership.ts';
import { isAdminRoute, isCatalogue, isUnsafe, subjectOf, titleOf } from '../fastapi/questions/authentication/routes.ts';
import { isPublicByDesign } from '../fastapi/questions/authentication/public.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import { openLookup, type OpenLookup } from '../fastapi/questions/authentication/open-lookups.ts';
import { defineRule, type Problem } from './contract/rule.ts';

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
      "Silent for administrators' routes, guards with roles or scopes, service keys, public catalogues (`/products/{id}`), routes in `public_routes`, and wherever the user goes into the lookup, a comparison or a checking function. Whether an object belongs to somebody cannot be told from the code alone: confidence is medium where the model has an owner column, low otherwise. In an application without any authentication the severity is medium: `missing-authentication` comes first there.",
  },

  *check(facts) {
    const enforcing = facts.application.enforcing;
    const found = facts.application.routes.flatMap((route) => {
      const open = isCandidate(facts, route) ? openLookup(facts, route, enforcing) : undefined;
      return open === undefined ? [] : [open];
    });
    const lookups = [...groupBy(found, ({ code, lookup }) => siteKey(siteIn(code, lookup.node))).values()].filter(
      ([first]) => first !== undefined && !isOpenRead(facts, first) && !isNobodys(facts, first),
    );
    for (const ofRouter of groupBy(lookups, ([first]) => first?.route.router).values()) {
      const alike = ofRouter.filter((one) => isAlike(facts, one));
      const together = alike.length > MANY ? alike.flat() : [];
      for (const [first, ...others] of ofRouter.filter(([first]) => first === undefined || !together.includes(first)))
        if (first !== undefined)
          yield problemOf(
            facts,
            first,
            [first, ...others].map(({ route }) => route),
          );
      const [worst] = together.toSorted((a, b) => rank(facts, a) - rank(facts, b));
      if (worst !== undefined) yield ofWholeRouter(facts, worst, together);
    }
  },
});

/** A router that asks nobody who he is gives all its objects away, and one whose objects name no owner to everybody signed in: one cause. */
const MANY = 6;

function isAlike(facts: Facts, [first]: readonly OpenLookup[]): boolean {
  if (first === undefined) return false;
  return first.route.protection.status === 'public' || ownerFieldOf(facts, first.code, first.lookup.node) === undefined;
}

function rank(facts: Facts, { code, lookup }: OpenLookup): number {
  return ownerFieldOf(facts, code, lookup.node) === undefined ? 1 : 0;
}

function ofWholeRouter(facts: Facts, worst: OpenLookup, all: readonly OpenLookup[]): Problem {
  const problem = problemOf(facts, worst, [worst.route]);
  const others = all.filter((one) => one !== worst);
  return {
    ...problem,
    message: `${problem.message} ${String(others.length)} more lookups of ${routerTitle(facts, worst.route.router)} do the same.`,
    related: [
      ...(problem.related ?? []),
      ...others.map((one) => ({
        at: siteIn(one.code, storeCall(one.lookup.node)),
        message: `\`${titleOf(one.route)}\` too, by \`${one.id}\``,
      })),
    ],
  };
}

/** An open read in an application that does know its callers: missing-authentication speaks of it. */
function isOpenRead(facts: Facts, { route, code, lookup }: OpenLookup): boolean {
  if (route.protection.status !== 'public' || isUnsafe(route) || ownerFieldOf(facts, code, lookup.node) !== undefined)
    return false;
  return facts.application.routes.some(
    (other) => outermost(other) === outermost(route) && other.protection.status === 'protected',
  );
}

/** Neither the object nor the project knows an owner: a registry in memory, a page by its slug. */
function isNobodys(facts: Facts, { route, code, lookup, id }: OpenLookup): boolean {
  const hasOwner = ownerFieldOf(facts, code, lookup.node) !== undefined;
  if (!hasOwner && !isUnsafe(route) && isListedForAll(facts, route, { code, node: lookup.node })) return true;
  if (/slug$/i.test(id)) return !hasOwner;
  if (!isInMemory(code, lookup)) return false;
  const hasUser = [...callerParameters(route, facts.application.enforcing)].some((name) => !name.startsWith('_'));
  return !hasUser && (route.protection.status === 'public' || !facts.modules.some(({ text }) => OWNERS.test(text)));
}

const OWNERS = /\b(owner|owner_id|user_id|author_id|created_by|tenant_id|customer_id|account_id)\b/;

function isCandidate(facts: Facts, route: Route): boolean {
  if (route.kind !== 'http' || !isKnown(route)) return false;
  if (isAdminRoute(route) || namesAdministrators(route) || isPublicByDesign(facts, route)) return false;
  if ((isCatalogue(route.path.text) && !isUnsafe(route)) || watchesPath(facts, route)) return false;
  return !route.protection.guards.some(
    (guard) => guard.scopes.length > 0 || asksForMore(guard) || isForMachines(guard.name),
  );
}

/** `Depends(ProjectAuthorizer("project_id"))`: reads the path's parameters off the request, and turns callers away by them. */
function watchesPath(facts: Facts, route: Route): boolean {
  return treeOf(route.dependencies).some((use) => {
    const code = bodyOf(facts, use);
    return code !== undefined && wordsBelow(code.body).has('path_params') && raisesHttp(facts, code);
  });
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
      'rbac',
      'acl',
      'abac',
    ].includes(word),
  );
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
    at: siteIn(code, storeCall(lookup.node)),
    subject: `${subjectOf(route)} lookup in ${nameOf(code)}`,
    message: `\`${titleOf(route)}\` gives ${who} any object: it is fetched by \`${id}\` alone, and nothing asks whose it is. ${advice}; list the route under \`public_routes\` if it is for everybody.`,
    related: routes.map((one) => ({ at: one.site, message: `\`${id}\` comes from \`${titleOf(one)}\`` })),
    severity: isGrave(facts, route, owner) ? 'high' : 'medium',
    confidence: owner !== undefined && !open ? 'medium' : 'low',
  };
}

/** Where nobody is asked who he is, whose an object is comes second: missing-authentication speaks of the whole application. */
function isGrave(facts: Facts, route: Route, owner: string | undefined): boolean {
  const knowsCallers = facts.application.routes.some(
    (other) => outermost(other) === outermost(route) && other.protection.status !== 'public',
  );
  return knowsCallers && (owner !== undefined || /users?$/.test(route.path.text.split('/{')[0] ?? ''));
}
