import { treeOf } from '../../dependency-tree.ts';
import type { Expr, Stmt } from '../../../python/syntax.ts';
import type { Code, Facts } from '../../facts.ts';
import type { Parameter, Route } from '../../model.ts';
import { mentions, nameOf, nodesIn, servesRequests } from '../code.ts';
import { schemesOf } from './guards.ts';
import { namesGuard, namesOptional } from './names.ts';
import { isPublicByDesign } from './public.ts';
import { bodiesOf, turnsAway } from './middleware.ts';
import { routesWithDependency } from '../reach.ts';
import { remembered } from '../remember.ts';
import { swallowsIn, type Swallow } from './swallow.ts';

/** The rejection that a guard catches, where that lets callers in: nobody who gets its result asks whether there is one. */
export function swallowOf(facts: Facts, code: Code): Swallow | undefined {
  const known = verdicts(facts);
  if (!known.has(code)) known.set(code, judge(facts, code));
  return known.get(code);
}

/** Asked for every dependency of every route. */
const verdicts = remembered(() => new Map<Code, Swallow | undefined>());

function judge(facts: Facts, code: Code): Swallow | undefined {
  const behind = behindMiddleware(facts).get(code);
  if (code.def === undefined || !(servesRequests(facts, code) || behind !== undefined) || namesOptional(nameOf(code)))
    return undefined;
  const [swallow] = swallowsIn(facts, code);
  if (swallow === undefined) return undefined;
  if (behind !== undefined) return turnsAway(code) || isAskedBehind(facts, code, behind) ? undefined : swallow;
  return isGuard(facts, code, swallow) && !isCheckedLater(facts, code) && !letsNobodyIn(facts, code)
    ? swallow
    : undefined;
}

/** A policy that hands nothing on, on routes with a guard of their own or for everybody: who is caught here is refused there. */
function letsNobodyIn(facts: Facts, code: Code): boolean {
  if (nodesIn(code.body).some((node) => node.kind === 'return' && node.value !== undefined)) return false;
  const routes = reaching(facts, code);
  const guarded = routes.filter((route) => isGuardedBesides(route, code));
  return guarded.length > 0 && routes.every((route) => guarded.includes(route) || isPublicByDesign(facts, route));
}

/** By something else than this function, or the object that it is a method of. */
function isGuardedBesides({ protection }: Route, code: Code): boolean {
  const own = [code.name, `${code.name.replace(/\.\w+$/, '')}()`];
  return protection.status === 'protected' && protection.guards.some(({ name }) => !own.includes(name));
}

/** The bodies of middleware, with the routes behind them. */
const behindMiddleware = remembered((facts: Facts): ReadonlyMap<Code, readonly Route[]> => {
  const bodies = new Map<Code, readonly Route[]>();
  for (const app of facts.application.allApps) {
    const routes = facts.application.routes.filter((route) => route.app === app || route.outerApps.includes(app));
    for (const use of app.middleware) for (const code of bodiesOf(facts, use)) bodies.set(code, routes);
  }
  return bodies;
});

/** What stands behind the middleware turns callers away, or looks at what it leaves on the request. */
function isAskedBehind(facts: Facts, code: Code, routes: readonly Route[]): boolean {
  if (!routes.some(({ kind }) => kind === 'http') || routes.some(({ protection }) => protection.status !== 'public'))
    return true;
  return stateReaders(facts).some((other) => other !== code);
}

const stateReaders = remembered((facts: Facts) => facts.codes.filter(({ body }) => nodesIn(body).some(readsState)));

/** `request.state.user`, `request.user`. */
function readsState(node: Expr | Stmt): boolean {
  return (
    node.kind === 'attribute' && (node.attr === 'state' || (node.attr === 'user' && isNamed(node.value, 'request')))
  );
}

const isNamed = (expr: Expr, name: string): boolean => expr.kind === 'name' && expr.id === name;

/** Reached as a dependency; a token that cannot be read counts only where it came from a scheme, or the name promises a guard. */
function isGuard(facts: Facts, code: Code, swallow: Swallow): boolean {
  if (facts.usesOf(code).length === 0) return facts.routesOf(code).length > 0 && checksForItself(code, swallow);
  return (
    swallow.what !== 'token' ||
    namesGuard(nameOf(code)) ||
    facts.usesOf(code).some((use) => schemesOf(use).length > 0 || use.parameters.some(isAuthorization)) ||
    nodesIn(code.body).some((node) => node.kind === 'string' && node.value.toLowerCase() === 'authorization')
  );
}

/** An endpoint that calls its guard and keeps nothing of it: what it catches there was meant to keep callers out. */
function checksForItself(code: Code, { what, cause, handler }: Swallow): boolean {
  const answers = nodesIn(handler.body).some(({ kind }) => kind === 'return' || kind === 'assign');
  if (what !== 'call' || answers) return false;
  return nodesIn(code.body).some(
    (node) =>
      node.kind === 'expr' && (node.value === cause || (node.value.kind === 'await' && node.value.value === cause)),
  );
}

/** `authorization: str = Header()`. */
function isAuthorization({ name, source }: Parameter): boolean {
  return source === 'header' && name.toLowerCase() === 'authorization';
}

/** Routes whose dependencies hold the function, or that stand behind the middleware. */
export function reaching(facts: Facts, code: Code): readonly Route[] {
  const behind = behindMiddleware(facts).get(code);
  if (behind !== undefined) return behind.filter(({ kind }) => kind === 'http');
  return code.def === undefined ? [] : routesWithDependency(facts, code.def);
}

/** Everyone who gets its result asks whether there is one: another dependency that refuses, or the endpoint. */
function isCheckedLater(facts: Facts, code: Code): boolean {
  const routes = reaching(facts, code);
  return (
    routes.length > 0 &&
    routes.every((route) => {
      const holders = treeOf(route.dependencies).filter((use) =>
        use.children.some((child) => child.value.kind === 'function' && child.value.def === code.def),
      );
      const above = holders.flatMap((use) => (use.value.kind === 'function' ? (facts.codeOf(use.value) ?? []) : []));
      const own = route.handler === undefined ? undefined : facts.codeOf(route.handler);
      const names = new Set(
        treeOf(route.dependencies).flatMap((use) =>
          use.value.kind === 'function' && use.value.def === code.def && use.parameter !== undefined
            ? [use.parameter]
            : [],
        ),
      );
      return [...above, ...(own === undefined ? [] : [own])].some((one) => asks(one, names));
    })
  );
}

/** Some condition of the body is about one of the names. */
export function asks(code: Code, names: ReadonlySet<string>): boolean {
  return nodesIn(code.body).some(
    (node) =>
      (node.kind === 'if' || node.kind === 'conditional' || node.kind === 'assert') && mentions(node.test, names),
  );
}
