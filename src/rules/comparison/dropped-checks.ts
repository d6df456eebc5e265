import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { Facts } from '../../fastapi/facts.ts';
import type { DecoratorRef, DependencyUse, Route } from '../../fastapi/model.ts';
import { lastName } from '../../fastapi/questions/code.ts';
import { looksLikeGuard, shortName } from '../../fastapi/questions/authentication/guards.ts';
import { namesGuard } from '../../fastapi/questions/authentication/names.ts';
import { subjectOf } from '../../fastapi/questions/authentication/paths.ts';
import type { Affected } from './affected.ts';
import { dependencyEdge, type Cause } from './guard-cause.ts';
import type { RoutePair } from './route-pairs.ts';
import { sourceText } from './source-text.ts';
import type { Snapshots } from './snapshots.ts';
import { changesThings, hasPower } from './strength.ts';

/**
 * Checks that cannot be proved, and whose own words say that they are some: `Depends(Permissions([IsManager]))` in a list, where
 * nothing takes its value, and `current_user(role="admin")`. Counted where the route stands as it did and no other such word came.
 */
export function droppedChecks(snapshots: Snapshots, explained: ReadonlySet<Route>): readonly Affected[] {
  const found: Affected[] = [];
  for (const pair of snapshots.routes) {
    if (explained.has(pair.head) || !isComparable(pair)) continue;
    const dropped = pair.base.dependencies.find((use) => isDropped(use, pair, snapshots));
    const cause = dropped === undefined ? lostDecorator(pair, snapshots) : dependencyEdge(pair, dropped, snapshots);
    if (cause !== undefined) found.push({ cause, route: pair.head });
  }
  return found;
}

/**
 * Routes that nothing guards any more, where the base asked for a guard that could not be read: it went with the change, and its
 * name says what it was.
 */
export function droppedGuards(snapshots: Snapshots): readonly Affected[] {
  return snapshots.routes.flatMap((pair): readonly Affected[] => {
    const { base, head } = pair;
    if (base.protection.status !== 'unknown' || head.protection.status !== 'public' || head.openDependencies) return [];
    if (treeOf(head.dependencies).some(looksLikeGuard)) return [];
    const isGuard = (use: DependencyUse): boolean =>
      looksLikeGuard(use) || hasPower(shortName(use.name)) || isToldOfPower(use, snapshots.base);
    const use = base.dependencies.find(isGuard);
    const cause = use === undefined ? lostDecorator(pair, snapshots) : dependencyEdge(pair, use, snapshots);
    return cause === undefined ? [] : [{ cause, route: head }];
  });
}

/** `@require_scope("tag:read")` that stands above the function no longer, where nothing of its kind came. */
function lostDecorator({ base, head }: RoutePair, { renames, head: facts }: Snapshots): Cause | undefined {
  if (asksForPower(head, facts) || head.decoratorsBelow.some(isCheck)) return undefined;
  const lost = base.decoratorsBelow.find(isCheck);
  if (lost === undefined) return undefined;
  const name = calleeOf(lost);
  return {
    at: lost.site,
    side: 'LEFT',
    counterparts: [head.site],
    subject: `${renames.text(subjectOf(head))} @${name}`,
    what: `\`${shortName(head.endpoint)}\` lost its decorator \`@${name}\``,
  };
}

function isCheck(decorator: DecoratorRef): boolean {
  const name = shortName(calleeOf(decorator));
  return hasPower(name) || namesGuard(name) || /^requires?_|_required$|^requires$|^restrict|scopes?$/iu.test(name);
}

function calleeOf({ text }: DecoratorRef): string {
  return /^@?([\w.]+)/u.exec(text)?.[1] ?? text;
}

/** Where the head shows all that it asks for, and its guards are no stronger than they were. */
function isComparable({ base, head }: RoutePair): boolean {
  if (base.protection.status !== 'protected' || head.protection.status !== 'protected') return false;
  if (head.openDependencies) return false;
  const demands = new Set(base.protection.guards.flatMap((guard) => guard.demands));
  return head.protection.guards.every((guard) => guard.demands.every((demand) => demands.has(demand)));
}

/** A dependency or decorator whose own words say that it asks for more than a login. */
export function asksForPower(route: Route, facts: Facts): boolean {
  return (
    treeOf(route.dependencies).some(
      (use) => hasPower(shortName(use.name)) || use.scopes.some(hasPower) || isToldOfPower(use, facts),
    ) || route.decoratorsBelow.some(({ text }) => hasPower(text))
  );
}

function isDropped(use: DependencyUse, { base, head }: RoutePair, snapshots: Snapshots): boolean {
  if (asksForPower(head, snapshots.head)) return false;
  if (mayChangeThings(use, snapshots.base)) {
    const told = treeOf(head.dependencies).filter(({ name }) => name === snapshots.renames.text(use.name));
    return told.length > 0 && !told.some((one) => mayChangeThings(one, snapshots.head));
  }
  const heads = treeOf(head.dependencies);
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

/** `allow(Permission.BERTH_WRITE)`. */
function mayChangeThings(use: DependencyUse, facts: Facts): boolean {
  return [use.site, use.marker].some((site) => argumentsIn(sourceText(facts, site) ?? '').some(changesThings));
}

/** What stands between the parentheses of a dependency's own call: strings, names without what they belong to, and keywords. */
function argumentsIn(text: string): readonly string[] {
  const inner = /\w\((.*)\)/u.exec(text.replace(/\b(?:Depends|Security)\(/u, '('))?.[1];
  return (inner?.match(/[\w.]+/gu) ?? []).map(lastName);
}
