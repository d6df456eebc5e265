import type { Facts } from '../../fastapi/facts.ts';
import type { DependencyUse, Route } from '../../fastapi/model.ts';
import { shortName, treeOf } from '../../fastapi/questions/auth-guards.ts';
import type { Affected } from './affected.ts';
import { dependencyEdge } from './guard-cause.ts';
import type { RoutePair } from './route-pairs.ts';
import { sourceText } from './source-text.ts';
import type { Snapshots } from './snapshots.ts';
import { hasPower } from './strength.ts';

/**
 * Checks that cannot be proved, and whose own words say that they are some: `Depends(Permissions([IsManager]))` in a list, where
 * nothing takes its value, and `current_user(role="admin")`. Counted where the route stands as it did and no other such word came.
 */
export function droppedChecks(snapshots: Snapshots, explained: ReadonlySet<Route>): readonly Affected[] {
  const found: Affected[] = [];
  for (const pair of snapshots.routes) {
    if (explained.has(pair.head) || !isComparable(pair)) continue;
    const dropped = pair.base.dependencies.find((use) => isDropped(use, pair, snapshots));
    if (dropped !== undefined) found.push({ cause: dependencyEdge(pair, dropped, snapshots), route: pair.head });
  }
  return found;
}

/** Where the head shows all that it asks for, and its guards are no stronger than they were. */
function isComparable({ base, head }: RoutePair): boolean {
  if (base.protection.status !== 'protected' || head.protection.status !== 'protected') return false;
  if (head.openDependencies) return false;
  const demands = new Set(base.protection.guards.flatMap((guard) => guard.demands));
  return head.protection.guards.every((guard) => guard.demands.every((demand) => demands.has(demand)));
}

function isDropped(use: DependencyUse, { base, head }: RoutePair, snapshots: Snapshots): boolean {
  const heads = treeOf(head.dependencies);
  const asksForPower = (other: DependencyUse): boolean =>
    hasPower(shortName(other.name)) || isToldOfPower(other, snapshots.head);
  if (heads.some(asksForPower) || head.decoratorsBelow.some(({ text }) => hasPower(text))) return false;
  const isToldLess = heads.some(({ name }) => name === snapshots.renames.text(use.name));
  if (isToldLess) return isToldOfPower(use, snapshots.base);
  // A value that the handler takes may be anything; what is proved is compared by what it demands.
  if (use.parameter !== undefined || base.protection.guards.some(({ name }) => name === use.name)) return false;
  return hasPower(shortName(use.name)) || isToldOfPower(use, snapshots.base);
}

/** True where a word of power stands among those that the dependency is asked with. */
function isToldOfPower(use: DependencyUse, facts: Facts): boolean {
  return [use.site, use.marker].some((site) => argumentsIn(sourceText(facts, site) ?? '').some(hasPower));
}

/** What stands between the parentheses of a dependency's own call: strings, names and keywords. */
function argumentsIn(text: string): readonly string[] {
  const inner = /\w\((.*)\)/u.exec(text.replace(/\b(?:Depends|Security)\(/u, '('))?.[1];
  return inner?.match(/\w+/gu) ?? [];
}
