import type { Code } from '../../fastapi/facts.ts';
import type { DependencyUse, Guard, Route } from '../../fastapi/model.ts';
import { shortName, treeOf } from '../../fastapi/questions/auth-guards.ts';
import { siteOf } from '../../python/position.ts';
import type { Affected } from './affected.ts';
import { guardCodes } from './body-cause.ts';
import { checksIn, type Check } from './checks.ts';
import { headCode } from './code-diff.ts';
import type { Cause } from './guard-cause.ts';
import type { Snapshots } from './snapshots.ts';

/** A check that a guard made at the base, and that its body at the head goes past. */
export interface LostCheck extends Affected {
  /** Whether it told a good credential from a bad one, or one user from another. */
  readonly about: 'credential' | 'power';
}

/**
 * Guards that still turn some requests away, so that the route counts as protected, while a check in their body was switched off:
 * the `raise` became a log line, the condition was turned round. Only a condition that both sides have is held against itself; a
 * body that was written anew is judged by what it enforces.
 */
export function lostChecks(snapshots: Snapshots, explained: ReadonlySet<Route>): readonly LostCheck[] {
  const known = new Map<Code, Found | undefined>();
  return snapshots.routes.flatMap(({ base, head }) => {
    if (base.protection.status !== 'protected' || head.protection.status !== 'protected' || explained.has(head))
      return [];
    const uses = treeOf(base.dependencies);
    for (const guard of base.protection.guards) {
      if (guard.kind === 'endpoint' || guard.kind === 'library') continue;
      for (const code of codesOf(guard, uses, snapshots)) {
        if (!known.has(code)) known.set(code, lostIn(code, snapshots));
        const found = known.get(code);
        if (found !== undefined) return [{ ...found, route: head }];
      }
    }
    return [];
  });
}

type Found = Omit<LostCheck, 'route'>;

function codesOf(guard: Guard, uses: readonly DependencyUse[], snapshots: Snapshots): readonly Code[] {
  return guardCodes(
    guard,
    uses.find(({ name }) => name === guard.name),
    snapshots,
  );
}

function lostIn(code: Code, snapshots: Snapshots): Found | undefined {
  const now = headCode(snapshots, code.name);
  if (now === undefined) return undefined;
  const before = checksIn(code);
  const after = checksIn(now);
  const asked = new Set(before.map(keyOf));
  const isRewritten = after.some(
    (check) => check.does !== 'nothing' && !asked.has(keyOf(check)) && !isTurned(check, before),
  );
  const lost = isRewritten ? undefined : before.find((check) => check.does === 'reject' && isLost(check, after));
  const here = lost === undefined ? undefined : after.find(({ asks }) => asks === lost.asks);
  if (lost === undefined || here === undefined) return undefined;
  const left = after.filter((check) => check.does === 'reject' && !isTurned(check, before));
  return {
    cause: causeOf({ code, now }, { lost, here }),
    about: isAboutCredential(lost, left) ? 'credential' : 'power',
  };
}

function keyOf({ asks, when }: Check): string {
  return `${asks} ${String(when)}`;
}

function isLost(check: Check, after: readonly Check[]): boolean {
  const same = after.filter(({ asks }) => asks === check.asks);
  if (same.length === 0 || same.some(({ does, when }) => does !== 'nothing' && when === check.when)) return false;
  return same.every(({ does }) => does === 'nothing') || same.every((other) => isTurned(other, [check]));
}

/** It turns away those that it let through, and the other way round. */
function isTurned(check: Check, before: readonly Check[]): boolean {
  return (
    check.does === 'reject' &&
    before.some(({ asks, does, when }) => asks === check.asks && does === 'reject' && when !== check.when)
  );
}

function isAboutCredential(lost: Check, left: readonly Check[]): boolean {
  return left.length === 0 || lost.asks.startsWith('except ') || /\b(HTTP_)?401|UNAUTHORIZED\b/u.test(lost.branchText);
}

function causeOf(
  { code, now }: { readonly code: Code; readonly now: Code },
  { lost, here }: { readonly lost: Check; readonly here: Check },
): Cause {
  const isMute = here.does === 'nothing';
  const name = `\`${shortName(code.name)}\``;
  return {
    at: siteOf(code.module, isMute ? lost.branch : lost.test),
    side: 'LEFT',
    counterparts: [siteOf(now.module, isMute ? here.branch : here.test)],
    subject: `function ${now.name}`,
    what: isMute ? `${name} goes on where it turned the caller away` : `${name} turns its condition round`,
  };
}
