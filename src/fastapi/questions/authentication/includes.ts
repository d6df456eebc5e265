import { groupBy } from '../../../core/group.ts';
import { compareSites, siteKey } from '../../../core/span.ts';
import type { Facts } from '../../facts.ts';
import type { DependencyUse, IncludeUse, Route, RouterObject } from '../../model.ts';
import { enforces, outermost } from './guards.ts';
import { routesThroughInclude } from '../reach.ts';
import { remembered } from '../remember.ts';
import { isCredentialRoute } from '../http/limits.ts';
import { isPublicByDesign } from './public.ts';

/** An include that lets callers reach routes without the guard that they have elsewhere. */
export interface OpenInclude {
  readonly include: IncludeUse;
  /** Routes that this include leaves open. */
  readonly routes: readonly Route[];
  /** Includes of the same router, or of its siblings, that bring a guard. */
  readonly guarded: readonly IncludeUse[];
  /** What guards there, by name. */
  readonly guards: readonly string[];
  readonly sameRouter: boolean;
}

/** Routes that are guarded, by what registered them. */
const guardedByRegistration = remembered((facts: Facts) =>
  groupBy(
    facts.application.routes.filter(({ protection }) => protection.status === 'protected'),
    registrationKey,
  ),
);

function registrationKey({ registration, endpoint }: Route): string {
  return `${siteKey(registration)} ${endpoint}`;
}

/** The same function registered once and reached by other ways, which are guarded. */
function guardedTwins(facts: Facts, route: Route): readonly Route[] {
  const twins = guardedByRegistration(facts).get(registrationKey(route)) ?? [];
  return twins.filter((other) => other.router === route.router);
}

/** The same function registered once, reached by two ways, one of them open. */
export function hasGuardedTwin(facts: Facts, route: Route): boolean {
  return guardedTwins(facts, route).some((other) => other !== route && outermost(other) === outermost(route));
}

/** Includes that are the odd one out: their routes are open, those beside them are not. */
export const openIncludes = remembered((facts: Facts): readonly OpenInclude[] => {
  const found: OpenInclude[] = [];
  const enforcing = facts.application.enforcing;
  for (const include of includesOf(facts)) {
    const routes = routesThroughInclude(facts, include).filter((route) => isOpen(facts, route));
    if (routes.length === 0 || include.openDependencies || include.args.open) continue;
    const twice = twiceIncluded(facts, include, routes);
    const open = twice ?? oddOneOut(facts, include, routes, enforcing);
    if (open !== undefined) found.push(open);
  }
  return found.filter((open) => !found.some((other) => isInner(other, open)));
});

/** The include further down the chain of the same routes: that is where the guard is missing. */
function isInner(inner: OpenInclude, outer: OpenInclude): boolean {
  return (
    inner !== outer &&
    outer.routes.every(
      (route) =>
        inner.routes.includes(route) && route.chain.indexOf(inner.include) > route.chain.indexOf(outer.include),
    )
  );
}

/** All includes that some route came through, in order. */
const includesOf = remembered((facts: Facts): readonly IncludeUse[] => {
  const seen = new Set(facts.application.routes.flatMap((route) => route.chain));
  return [...seen].sort((a, b) => compareSites(a.site, b.site));
});

function isOpen(facts: Facts, route: Route): boolean {
  return route.protection.status === 'public' && !route.openDependencies && !isPublicByDesign(facts, route);
}

function twiceIncluded(facts: Facts, include: IncludeUse, open: readonly Route[]): OpenInclude | undefined {
  const routes = open.filter((route) => hasGuardedTwin(facts, route) && differsAt(facts, route) === include);
  if (routes.length === 0) return undefined;
  const twins = [...new Set(routes.flatMap((route) => guardedTwins(facts, route)))];
  const guarded = [...new Set(twins.flatMap((route) => route.chain))].filter(
    (one) => one !== include && one.child === include.child,
  );
  const guards = twins.flatMap((route) => route.protection.guards.map(({ name }) => name));
  return { include, routes, guarded, guards, sameRouter: true };
}

/** The include of the chain that the guarded twin does not share: outermost first. */
function differsAt(facts: Facts, route: Route): IncludeUse | undefined {
  const [twin] = guardedTwins(facts, route);
  return route.chain.find((include) => twin === undefined || !twin.chain.includes(include));
}

function oddOneOut(
  facts: Facts,
  include: IncludeUse,
  routes: readonly Route[],
  enforcing: ReadonlySet<string>,
): OpenInclude | undefined {
  const brothers = siblingsOf(facts, include.parent).filter((one) => one !== include && one.child !== include.child);
  const isBare = (one: IncludeUse): boolean => routesThroughInclude(facts, one).some((route) => isOpen(facts, route));
  const guardsOf = (one: IncludeUse): readonly DependencyUse[] =>
    one.dependencies.filter((use) => enforces(use, enforcing));
  const withGuard = brothers.filter((one) => guardsOf(one).length > 0);
  // Where all the others ask for the same role, this one was left out; else a role says nothing about its neighbours.
  const shared = new Set(withGuard.flatMap((one) => guardsOf(one).map(({ name }) => name)));
  const all =
    withGuard.length > 1 && shared.size === 1 && !brothers.some((one) => !withGuard.includes(one) && isBare(one));
  const guarded = all ? withGuard : withGuard.filter((one) => guardsOf(one).some((use) => !isRoleGuard(facts, use)));
  const bare = brothers.filter((one) => !guarded.includes(one) && isBare(one));
  if (guarded.length === 0 || guarded.length < bare.length + 1) return undefined;
  if (include.dependencies.some((use) => enforces(use, enforcing))) return undefined;
  const below = routesThroughInclude(facts, include);
  // Where people sign in, no guard for the whole router is missing.
  if (below.some((route) => isCredentialRoute(route))) return undefined;
  if (below.some((route) => route.protection.status === 'protected' && route.chain.at(-1) === include))
    return undefined;
  const guards = guarded.flatMap((one) =>
    one.dependencies.filter((use) => enforces(use, enforcing)).map(({ name }) => name),
  );
  return { include, routes, guarded, guards, sameRouter: false };
}

function siblingsOf(facts: Facts, parent: RouterObject): readonly IncludeUse[] {
  return includesOf(facts).filter((include) => include.parent === parent);
}

/** A guard that asks for more than "logged in" says nothing about the routers beside it. */
function isRoleGuard(facts: Facts, use: DependencyUse): boolean {
  return roleGuards(facts).has(use.name);
}

const roleGuards = remembered(
  (facts: Facts): ReadonlySet<string> =>
    new Set(
      facts.application.routes.flatMap(({ protection }) =>
        protection.guards.flatMap(({ name, demands, scopes }) => (demands.length + scopes.length > 0 ? [name] : [])),
      ),
    ),
);
