import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { Site } from '../../core/span.ts';
import type { Code, Facts } from '../../fastapi/facts.ts';
import type { DependencyUse, Route } from '../../fastapi/model.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { subjectOf } from '../../fastapi/questions/authentication/paths.ts';
import { siteOf } from '../../python/position.ts';
import { headCode, wholeSite } from './code-diff.ts';
import { asksForPower } from './dropped-checks.ts';
import type { Cause } from './guard-cause.ts';
import { gainsCalls } from './lost-checks.ts';
import { lostArgument, widenedOwner } from './ownership-arguments.ts';
import { questionsIn, type Body } from './ownership-questions.ts';
import {
  asksElsewhere,
  asksInDependency,
  callersOf,
  conditionsIn,
  parametersGiven,
  usesCaller,
  type Condition,
} from './ownership-conditions.ts';
import type { RoutePair } from './route-pairs.ts';
import type { Snapshots } from './snapshots.ts';
import { strengthOf } from './strength.ts';

export interface LostOwner {
  readonly cause: Cause;
  readonly route: Route;
}

/** Routes whose handler, or a function that it calls, looked at the owner of an object and looks at nobody now. */
export function lostOwnership(snapshots: Snapshots, explained: ReadonlySet<Route>): readonly LostOwner[] {
  const enforcing = { base: snapshots.base.application.enforcing, head: snapshots.head.application.enforcing };
  const seen = new Set<string>();
  return snapshots.routes.flatMap((pair) => {
    const { base, head } = pair;
    const bodies = isComparable(pair, snapshots) && !explained.has(head) ? bodiesOf(pair, snapshots) : undefined;
    if (bodies === undefined || seen.has(head.endpoint) || asksInDependency(base, head, snapshots.head)) return [];
    const before = { code: bodies.before, callers: callersOf(base, enforcing.base) };
    const after = { code: bodies.after, callers: callersNow(pair, enforcing, snapshots) };
    const cause =
      lostIn(before, after, { route: head, snapshots }) ??
      lostBelow(before, after, { route: head, snapshots }) ??
      lostQuestion(before, after, head) ??
      handedOver(before, after, { route: head, snapshots }) ??
      lostAbove(pair, enforcing, snapshots);
    if (cause === undefined || seen.has(cause.subject)) return [];
    seen.add(head.endpoint).add(cause.subject);
    return [{ cause, route: head }];
  });
}

/** A guard that is written anew, and cannot be proved as it is now, gives the caller all the same. */
function callersNow(
  { base, head }: RoutePair,
  enforcing: Record<'base' | 'head', ReadonlySet<string>>,
  { renames }: Snapshots,
): ReadonlySet<string> {
  const known = callersOf(base, enforcing.base);
  const guards = base.parameters.flatMap(({ name, dependency }) =>
    known.has(name) && dependency !== undefined ? [renames.text(dependency.name)] : [],
  );
  const same = head.parameters.filter(({ dependency }) => dependency !== undefined && guards.includes(dependency.name));
  return new Set([...callersOf(head, enforcing.head), ...same.map(({ name }) => name)]);
}

function isComparable({ base, head }: RoutePair, snapshots: Snapshots): boolean {
  if (base.protection.status !== 'protected' || head.protection.status !== 'protected') return false;
  // Who may do more than others may well see what is not theirs; a role that the route asked for before says nothing new.
  if (claimsPower(head, snapshots.head)) return false;
  const isPowerful = hasPowerfulGuard(head, snapshots.head);
  return !isPowerful || (hasPowerfulGuard(base, snapshots.base) && !isAdministrators(head));
}

function hasPowerfulGuard(route: Route, facts: Facts): boolean {
  return strengthOf(route).namesPower || asksForPower(route, facts);
}

/** A permission that cannot be read may well ask for the owner. */
function claimsPower(route: Route, facts: Facts): boolean {
  const proven = new Set(route.protection.guards.map(({ name }) => name));
  const dependencies = route.dependencies.filter(({ name }) => !proven.has(name));
  return asksForPower({ ...route, dependencies }, facts);
}

function isAdministrators({ protection, dependencies }: Route): boolean {
  const names = [...protection.guards.map(({ name }) => name), ...treeOf(dependencies).map(({ name }) => name)];
  return names.some((name) => /admin|superuser|staff|root|owner/iu.test(shortName(name)));
}

function bodiesOf({ base, head }: RoutePair, snapshots: Snapshots): { before: Code; after: Code } | undefined {
  const before = base.handler === undefined ? undefined : snapshots.base.codeOf(base.handler);
  const after = head.handler === undefined ? undefined : snapshots.head.codeOf(head.handler);
  return before === undefined || after === undefined ? undefined : { before, after };
}

interface Where {
  readonly route: Route;
  readonly snapshots: Snapshots;
}

function lostIn(before: Body, after: Body, { route, snapshots }: Where): Cause | undefined {
  // A list is filtered by its owner's column; other conditions on the caller say little where nothing is looked up by an id.
  const [condition] = ownerConditions(before, route);
  if (condition === undefined || usesCaller(after.code, after.callers)) return undefined;
  if (asksElsewhere(after.code, snapshots.head)) return undefined;
  return causeOf(condition.site, after.code, `${subjectOf(route)} owner`);
}

function ownerConditions({ code, callers }: Body, route: Route): readonly Condition[] {
  return conditionsIn(code, callers).filter(({ namesOwner }) => namesOwner || route.path.text.includes('{'));
}

/** The handler hands the caller on as it did, to a function that held the object's owner against it. */
function lostBelow(before: Body, after: Body, where: Where): Cause | undefined {
  const { route, snapshots } = where;
  if (ownerConditions(after, route).length > ownerConditions(before, route).length) return undefined;
  for (const call of before.code.calls) {
    const code = call.target === undefined ? undefined : snapshots.base.codeOf(call.target);
    const callers = parametersGiven(call, before.callers);
    const now = code === undefined ? undefined : headCode(snapshots, code.name);
    if (code === undefined || now === undefined || callers.size === 0) continue;
    const calls = after.code.calls.filter(
      ({ target }) => target !== undefined && snapshots.head.codeOf(target)?.name === now.name,
    );
    if (calls.length === 0) {
      const [asked] = conditionsIn(code, callers).filter(({ namesOwner }) => namesOwner);
      if (asked === undefined || usesCaller(after.code, after.callers) || asksElsewhere(after.code, snapshots.head))
        continue;
      return causeOf(siteOf(before.code.module, call.node), after.code, `${subjectOf(route)} owner`);
    }
    if (asksElsewhere(now, snapshots.head)) continue;
    const callersNow = new Set(calls.flatMap((one) => [...parametersGiven(one, after.callers)]));
    const condition = conditionOfUnused(code, callers, { code: now, callers: callersNow });
    if (condition === undefined) continue;
    return causeOf(condition.site, now, `function ${now.name} owner`);
  }
  return undefined;
}

/** One parameter that was held against the object's owner, and that decides nothing any more; others may go on. */
function conditionOfUnused(code: Code, callers: ReadonlySet<string>, now: Body): Condition | undefined {
  for (const name of callers) {
    const [condition] = conditionsIn(code, new Set([name])).filter(({ namesOwner }) => namesOwner);
    const left = now.callers.has(name) ? new Set([name]) : now.callers;
    if (condition !== undefined && !usesCaller(now.code, left)) return condition;
  }
  return undefined;
}

/** `ensure_owner(order, user)` went from the handler, and it asks nothing of the kind instead. */
function lostQuestion(before: Body, after: Body, route: Route): Cause | undefined {
  const [question] = questionsIn(before).filter(({ callee }) => !after.code.calls.some((one) => one.callee === callee));
  if (question === undefined || questionsIn(after).length >= questionsIn(before).length) return undefined;
  if (conditionsIn(after.code, after.callers).length > conditionsIn(before.code, before.callers).length)
    return undefined;
  if (gainsCalls(before.code, after.code)) return undefined;
  return causeOf(siteOf(before.code.module, question.node), after.code, `${subjectOf(route)} owner`);
}

/** The caller is handed on no longer, or the request may name another owner. */
function handedOver(before: Body, after: Body, { route, snapshots }: Where): Cause | undefined {
  const subject = `${subjectOf(route)} owner`;
  const widened = widenedOwner(before, after, route);
  if (widened !== undefined) {
    const what = `\`${shortName(after.code.name)}\` lets the request say whose objects it is about`;
    return { at: siteOf(after.code.module, widened), side: 'RIGHT', counterparts: [], subject, what };
  }
  const argument = asksElsewhere(after.code, snapshots.head) ? undefined : lostArgument(before, after, route);
  return argument === undefined ? undefined : causeOf(siteOf(before.code.module, argument), after.code, subject);
}

/** A dependency that looked the object up for the handler: `Depends(own_vessel)`. */
function lostAbove(
  { base, head }: RoutePair,
  enforcing: Record<'base' | 'head', ReadonlySet<string>>,
  snapshots: Snapshots,
): Cause | undefined {
  for (const use of treeOf(base.dependencies)) {
    const now = treeOf(head.dependencies).find(({ name }) => name === snapshots.renames.text(use.name));
    const bodies =
      now === undefined ? undefined : { before: codeOf(use, snapshots.base), after: codeOf(now, snapshots.head) };
    if (now === undefined || bodies?.before === undefined || bodies.after === undefined) continue;
    const before = { code: bodies.before, callers: callersOf(use, enforcing.base) };
    const after = { code: bodies.after, callers: callersOf(now, enforcing.head) };
    const below = lostBelow(before, after, { route: head, snapshots });
    if (below !== undefined) return below;
    const [condition] = conditionsIn(before.code, before.callers).filter(({ namesOwner }) => namesOwner);
    if (condition === undefined || usesCaller(after.code, after.callers)) continue;
    if (!asksElsewhere(after.code, snapshots.head))
      return causeOf(condition.site, after.code, `function ${now.name} owner`);
  }
  return undefined;
}

function codeOf({ value }: DependencyUse, facts: Facts): Code | undefined {
  return value.kind === 'function' ? facts.codeOf(value) : undefined;
}

function causeOf(condition: Site, after: Code, subject: string): Cause {
  return {
    at: condition,
    side: 'LEFT',
    counterparts: [wholeSite(after)],
    subject,
    what: `\`${shortName(after.name)}\` no longer asks whose object it is`,
  };
}
