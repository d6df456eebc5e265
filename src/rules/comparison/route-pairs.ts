import { groupBy } from '../../core/group.ts';
import type { Application, Route } from '../../fastapi/model.ts';
import type { Renames } from './renames.ts';
import { stableName } from './titles.ts';

/** A route of the base and what serves in its place at the head. */
export interface RoutePair {
  readonly base: Route;
  readonly head: Route;
}

export interface RoutePairs {
  readonly pairs: readonly RoutePair[];
  readonly added: readonly Route[];
  readonly removed: readonly Route[];
}

/**
 * Pairs the routes of two snapshots, each once, from the surest sign to the weakest: the same function at the same address; the
 * same function elsewhere (a prefix changed); the same address served by another function (it was renamed or moved); the same
 * function name under a changed address in another file. A route without a partner was added or removed.
 */
export function pairRoutes(base: Application, head: Application, renames: Renames): RoutePairs {
  const bases = new Set(base.routes);
  const heads = new Set(head.routes);
  const pairs: RoutePair[] = [];
  for (const sign of SIGNS) {
    const baseGroups = groupBy(bases, (route) => sign.key(route, (name) => renames.text(name)));
    const headGroups = groupBy(heads, (route) => sign.key(route, (name) => name));
    for (const [key, group] of baseGroups) {
      const partners = headGroups.get(key) ?? [];
      if (sign.mustBeAlone && (group.length !== 1 || partners.length !== 1)) continue;
      for (const [index, route] of group.entries()) {
        const partner = partners[index];
        if (partner === undefined) continue;
        pairs.push({ base: route, head: partner });
        bases.delete(route);
        heads.delete(partner);
      }
    }
  }
  const order = new Map(base.routes.map((route, index) => [route, index]));
  const place = ({ base: route }: RoutePair): number => order.get(route) ?? 0;
  return { pairs: pairs.toSorted((a, b) => place(a) - place(b)), added: [...heads], removed: [...bases] };
}

interface Sign {
  readonly key: (route: Route, renamed: (name: string) => string) => string;
  /** A weak sign decides only where there is nothing to choose. */
  readonly mustBeAlone: boolean;
}

const SIGNS: readonly Sign[] = [
  {
    key: (route, as) => key(route.app.module, surface(route), as(route.endpoint), stableName(as(route.router.name))),
    mustBeAlone: false,
  },
  { key: (route, as) => key(surface(route), as(route.endpoint)), mustBeAlone: false },
  { key: (route, as) => key(route.kind, route.path.text, as(route.endpoint)), mustBeAlone: false },
  { key: (route, as) => key(route.kind, methods(route), as(route.endpoint)), mustBeAlone: false },
  { key: (route, as) => key(surface(route), stableName(as(route.app.name))), mustBeAlone: true },
  { key: (route) => key(surface(route)), mustBeAlone: true },
  { key: (route, as) => key(route.kind, as(route.endpoint)), mustBeAlone: true },
  {
    key: (route) => key(route.kind, methods(route), nameOf(route.endpoint), lastSegments(route.path.text)),
    mustBeAlone: true,
  },
];

function key(...parts: readonly string[]): string {
  return parts.join('\u0000');
}

function surface(route: Route): string {
  return key(route.kind, methods(route), route.path.text);
}

function methods(route: Route): string {
  return route.methods.join(',');
}

function nameOf(endpoint: string): string {
  return endpoint.slice(endpoint.indexOf(':') + 1);
}

/** What a new prefix leaves: the last named segment and the parameters behind it. */
function lastSegments(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const lastNamed = parts.findLastIndex((part) => !part.startsWith('{'));
  return parts.slice(Math.max(0, lastNamed)).join('/');
}
