import { treeOf } from '../fastapi/dependency-tree.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import { parameterBounds } from '../rules/comparison/bounds.ts';
import { rateLimitsOf } from '../rules/comparison/rates.ts';
import type { Renames } from '../rules/comparison/renames.ts';
import { responseFilterOf } from '../rules/comparison/response-models.ts';
import { pairRoutes, type RoutePair } from '../rules/comparison/route-pairs.ts';
import { sourceText } from '../rules/comparison/source-text.ts';
import { isSameStrength, strengthOf } from '../rules/comparison/strength.ts';
import type { RouteState, Surface, SurfaceEntry } from './finding.ts';

/** What the change does to the API as callers see it: addresses that come, go and move, and what each asks of them. */
export function surfaceOf(base: Facts, head: Facts, renames: Renames): Surface {
  const { pairs, added, removed } = pairRoutes(base.application, head.application, renames);
  const surface: Record<keyof Surface, SurfaceEntry[]> = { added: [], removed: [], moved: [], changed: [] };
  for (const route of added.filter(isServed)) surface.added.push(...entriesOf(route, { after: stateOf(route, head) }));
  for (const route of removed.filter(isServed))
    surface.removed.push(...entriesOf(route, { before: stateOf(route, base) }));
  for (const pair of pairs.filter(({ head: route }) => isServed(route))) addPair(surface, pair, { base, head });
  return {
    added: surface.added.toSorted(compareEntries),
    removed: surface.removed.toSorted(compareEntries),
    moved: surface.moved.toSorted(compareEntries),
    changed: surface.changed.toSorted(compareEntries),
  };
}

/** A mounted application is known by its own routes. */
function isServed(route: Route): boolean {
  return route.kind !== 'mount' || route.handlerValue.kind !== 'app';
}

function addPair(
  surface: Record<keyof Surface, SurfaceEntry[]>,
  pair: RoutePair,
  facts: { readonly base: Facts; readonly head: Facts },
): void {
  const before = stateOf(pair.base, facts.base);
  const after = stateOf(pair.head, facts.head);
  const old = methodsOf(pair.base);
  const now = methodsOf(pair.head);
  const gone = old.filter((method) => !now.includes(method));
  const come = now.filter((method) => !old.includes(method));
  surface.removed.push(...gone.map((method) => entry(pair.base, method, { before })));
  surface.added.push(...come.map((method) => entry(pair.head, method, { after })));
  const stayed = now
    .filter((method) => old.includes(method))
    .map((method) => entry(pair.head, method, { before, after }));
  if (before.path !== after.path) surface.moved.push(...stayed);
  if (isChanged(pair, before, after)) surface.changed.push(...stayed);
}

/** A guard that was renamed or moved asks for the same; a stricter one is a change, as a weaker one is. */
function isChanged(pair: RoutePair, before: RouteState, after: RouteState): boolean {
  const isStanding = standsIn(pair);
  return (
    before.status !== after.status ||
    !isSameList(before.scopes, after.scopes) ||
    before.responseModel !== after.responseModel ||
    before.hidden !== after.hidden ||
    !isSameList(before.limits.filter(isStanding), after.limits.filter(isStanding)) ||
    (before.status === 'protected' && !isSameStrength(strengthOf(pair.base), strengthOf(pair.head)))
  );
}

/** A parameter that came or went takes its bound along; that is no change of a limit. */
function standsIn({ base, head }: RoutePair): (limit: string) => boolean {
  const sides = [parameterBounds(base), parameterBounds(head)];
  const moving = sides.flatMap((side) =>
    [...side].flatMap(([name, bounds]) => (sides.every((one) => one.has(name)) ? [] : bounds)),
  );
  return (limit) => !moving.includes(limit);
}

/** Rates, and upper bounds of what callers send along. */
function limitsOf(route: Route, facts: Facts): readonly string[] {
  const rates = rateLimitsOf(route, facts).map(({ text, written }) => {
    const shown = text.replaceAll(/\s+/gu, ' ');
    const rate = written === undefined ? undefined : sourceText(facts, written);
    // A constant says nothing of how much it lets through.
    return rate === undefined || shown.includes(rate) ? shown : `${shown}, ${rate}`;
  });
  return [...new Set([...rates, ...[...parameterBounds(route).values()].flat()])].toSorted();
}

function stateOf(route: Route, facts: Facts): RouteState {
  const filter = responseFilterOf(route, facts);
  const { status, via } = route.protection;
  const guards = route.protection.guards.flatMap(({ scopes }) => scopes);
  const used = treeOf(route.dependencies).flatMap(({ scopes }) => scopes);
  return {
    path: route.path.text,
    status,
    via: via.map(({ site, text }) => ({ file: site.path, line: site.span.startLine, text })),
    scopes: [...new Set([...used, ...guards])].toSorted(),
    responseModel: filter.kind === 'model' ? filter.text : null,
    limits: limitsOf(route, facts),
    ...(isHidden(route) ? { hidden: true } : {}),
  };
}

/** Any level can leave a route out of the schema. */
function isHidden(route: Route): boolean {
  const levels = [route.args, route.router.args, ...route.chain.flatMap(({ args, parent }) => [args, parent.args])];
  return levels.some(({ keywords }) => {
    const given = keywords.get('include_in_schema');
    return given?.kind === 'bool' && !given.value;
  });
}

type States = { readonly before?: RouteState; readonly after?: RouteState };

function entriesOf(route: Route, states: States): readonly SurfaceEntry[] {
  return methodsOf(route).map((method) => entry(route, method, states));
}

function entry(route: Route, method: string, { before, after }: States): SurfaceEntry {
  const { endpoint, file, line, path } = route;
  return { method, path: path.text, endpoint, file, line, before: before ?? null, after: after ?? null };
}

/** A route without methods takes every one; a socket is a method of its own here. */
function methodsOf(route: Route): readonly string[] {
  if (route.kind === 'websocket') return ['WEBSOCKET'];
  if (route.kind === 'mount') return ['MOUNT'];
  return route.methods.length === 0 ? ['ANY'] : route.methods;
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function compareEntries(a: SurfaceEntry, b: SurfaceEntry): number {
  return compareText(a.path, b.path) || compareText(a.method, b.method) || compareText(a.endpoint, b.endpoint);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
