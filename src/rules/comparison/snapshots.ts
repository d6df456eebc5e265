import type { Facts } from '../../fastapi/facts.ts';
import { pairRoutes, type RoutePair } from './route-pairs.ts';
import { renamesOf, type Renames } from './renames.ts';

/** Both sides of a change, and what it calls by another name. */
export interface Snapshots {
  readonly base: Facts;
  readonly head: Facts;
  readonly renames: Renames;
  readonly routes: readonly RoutePair[];
}

const KNOWN = new WeakMap<Facts, WeakMap<Facts, Snapshots>>();

/** The six comparison rules ask the same first question; it is answered once. */
export function snapshotsOf(base: Facts, head: Facts, paths: ReadonlyMap<string, string>): Snapshots {
  const byHead = KNOWN.get(base) ?? new WeakMap<Facts, Snapshots>();
  KNOWN.set(base, byHead);
  const known = byHead.get(head);
  if (known !== undefined) return known;
  const renames = renamesOf(paths);
  const made = { base, head, renames, routes: pairRoutes(base.application, head.application, renames).pairs };
  byHead.set(head, made);
  return made;
}
