import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { Code } from '../../fastapi/facts.ts';
import type { DependencyUse, Guard, Route } from '../../fastapi/model.ts';
import { isLogging, lastName, nodesIn } from '../../fastapi/questions/code.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { siteOf, textOf } from '../../python/position.ts';
import type { Expr } from '../../python/syntax.ts';
import type { Affected } from './affected.ts';
import { guardCodes, predicateCodes } from './body-cause.ts';
import { checksIn, keyOf, type Check, type Kind } from './checks.ts';
import { headCode, wholeSite } from './code-diff.ts';
import { newExit, type Exit } from './early-exits.ts';
import type { Cause } from './guard-cause.ts';
import { lostAnswer } from './lost-answers.ts';
import type { Snapshots } from './snapshots.ts';

/** A check that a guard made at the base, and that its body at the head goes past. */
export interface LostCheck extends Affected {
  /** Whether it told a good credential from a bad one, or one user from another. */
  readonly about: 'credential' | 'power';
  /** Its answer was 401 or 403. */
  readonly refuses: boolean;
  /** No other check is left in the body. */
  readonly isLast: boolean;
}

/**
 * Guards that still turn some requests away, so that the route counts as protected, while a check in their body went: the `raise`
 * became a log line, the condition was turned round, the whole `if` was deleted. Only a condition that both sides have is held
 * against itself, and only a body that gained nothing counts as one that lost; one that was written anew is judged by what it enforces.
 */
export function lostChecks(snapshots: Snapshots, explained: ReadonlySet<Route>): readonly LostCheck[] {
  const known = new Map<Code, Found | undefined>();
  const found = (code: Code, kind: Kind): Found | undefined => {
    if (!known.has(code)) known.set(code, lostIn(code, kind, snapshots));
    return known.get(code);
  };
  return snapshots.routes.flatMap(({ base, head }) => {
    if (base.protection.status !== 'protected' || head.protection.status !== 'protected' || explained.has(head))
      return [];
    const uses = treeOf(base.dependencies);
    for (const guard of base.protection.guards) {
      const lost = lostOf(guard, uses, found, snapshots);
      if (lost !== undefined) return [{ ...lost, route: head }];
    }
    return [];
  });
}

export type Found = Omit<LostCheck, 'route'>;

function lostOf(
  guard: Guard,
  uses: readonly DependencyUse[],
  found: (code: Code, kind: Kind) => Found | undefined,
  snapshots: Snapshots,
): Found | undefined {
  if (guard.kind === 'endpoint' || guard.kind === 'library') return undefined;
  const use = uses.find(({ name }) => name === guard.name);
  const own = guardCodes(guard, use, snapshots);
  for (const code of own) {
    const lost = found(code, 'guard');
    if (lost !== undefined) return { ...lost, about: aboutOf(lost, guard) };
  }
  for (const code of predicateCodes(own, use, snapshots)) {
    const lost = found(code, 'predicate');
    if (lost !== undefined) return { ...lost, about: 'power' };
  }
  return undefined;
}

/** What one body checked at the base and does not at the head. */
export function lostIn(code: Code, kind: Kind, snapshots: Snapshots): Found | undefined {
  const now = headCode(snapshots, code.name);
  if (now === undefined) return undefined;
  const answer = kind === 'predicate' ? lostAnswer(code, now) : undefined;
  if (answer !== undefined) return { cause: answer, about: 'power', isLast: false, refuses: true };
  const before = checksIn(code, kind);
  const after = checksIn(now, kind);
  const exit = kind === 'guard' ? newExit(code, now) : undefined;
  if (exit !== undefined) return leftEarly(exit, now);
  const rejecting = before.filter(({ does }) => does === 'reject');
  const narrowed =
    narrowedIn(rejecting, before, after) ?? askedForPresence(rejecting, after) ?? askedForAny(rejecting, after);
  if (narrowed !== undefined)
    return { ...natureOf(narrowed, before, after), cause: causeOf({ code, now }, narrowed, after) };
  if (gainsChecks(before, after)) return undefined;
  const lost = rejecting.find((check) => isLost(check, after));
  const verdicts = verdictsIn(code);
  const isGone = (check: Check): boolean => isDeleted(check, after, verdicts);
  const deleted = lost ?? (gainsCalls(code, now) ? undefined : rejecting.find(isGone));
  if (deleted === undefined) return undefined;
  return { ...natureOf(deleted, before, after), cause: causeOf({ code, now }, deleted, after) };
}

function natureOf(lost: Check, before: readonly Check[], after: readonly Check[]): Omit<Found, 'cause'> {
  const isNarrowed = (check: Check): boolean => check.conjuncts.includes(keyOf(lost));
  const left = after.filter((check) => check.does === 'reject' && !isTurned(check, before) && !isNarrowed(check));
  return {
    about: isAboutCredentials(lost) ? 'credential' : 'power',
    isLast: left.length === 0,
    refuses: REFUSES.test(lost.branchText),
  };
}

/** What stands behind a new way out was asked of everybody before. */
function leftEarly({ at, condition, behind }: Exit, now: Code): Found {
  return {
    cause: {
      at,
      side: 'RIGHT',
      counterparts: [],
      subject: `function ${now.name}`,
      what: `\`${shortName(now.name)}\` checks nothing where \`${condition}\``,
    },
    about: TELLS_CREDENTIALS.test(behind) ? 'credential' : 'power',
    isLast: false,
    refuses: REFUSES.test(behind),
  };
}

/** `if not user.is_admin` became `if not user.is_admin and not user.is_active`: fewer are turned away. */
function narrowedIn(rejecting: readonly Check[], before: readonly Check[], after: readonly Check[]): Check | undefined {
  return rejecting.find((check) => {
    const now = after.find((one) => narrows(one, check) || joins(one, rejecting));
    if (now === undefined || !now.conjuncts.includes(keyOf(check))) return false;
    if (before.some((one) => keyOf(one) === keyOf(now))) return false;
    const others = after.filter((one) => one !== now);
    return others.every((one) => keyOf(one) !== keyOf(check)) && !gainsChecks(before, others);
  });
}

/** `if not user.is_admin` became `if user.is_admin is None`: an answer that is no counts as there. */
function askedForPresence(rejecting: readonly Check[], after: readonly Check[]): Check | undefined {
  return rejecting.find(
    ({ asks, when }) =>
      !when &&
      YES_OR_NO.test(asks) &&
      after.every((one) => one.asks !== asks) &&
      after.some((one) => one.does === 'reject' && one.when && one.asks === `${asks} is None`),
  );
}

/** `needed <= granted` became `needed & granted`: one of all is enough. */
function askedForAny(rejecting: readonly Check[], after: readonly Check[]): Check | undefined {
  return rejecting.find(({ asks, when }) => {
    if (!ALL.test(asks) || after.some((one) => one.asks === asks)) return false;
    return after.some(
      (one) => one.does === 'reject' && one.when === when && ANY.test(one.asks) && isOfSame(one.asks, asks),
    );
  });
}

const ALL = /<=|>=|\.iss(?:ub|uper)set\(|^all\(/u;
const ANY = /&|\.intersection\(|^any\(/u;

function isOfSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) =>
    (text.match(/[A-Za-z_]\w*/gu) ?? [])
      .filter((word) => !SET_WORDS.test(word))
      .sort()
      .join(' '),
  );
  return left === right;
}

const SET_WORDS = /^(?:all|any|set|issubset|issuperset|intersection)$/u;

const YES_OR_NO = /(?:^|[._])(?:is|has|can|may)_\w+(?:\(.*\))?$/u;

/** `if a or b` became `if a and b`: each alone was enough, whatever it asks. */
function joins({ does, conjuncts }: Check, rejecting: readonly Check[]): boolean {
  return does === 'reject' && rejecting.filter((one) => conjuncts.includes(keyOf(one))).length > 1;
}

/** That somebody is there at all is no further condition. */
function narrows({ does, conjuncts }: Check, check: Check): boolean {
  if (does !== 'reject' || PRESENCE.test(check.asks) || !conjuncts.includes(keyOf(check))) return false;
  return conjuncts.some((one) => one !== keyOf(check) && !PRESENCE.test(one.replace(/ (?:true|false)$/u, '')));
}

function gainsChecks(before: readonly Check[], after: readonly Check[]): boolean {
  const asked = new Set(before.map(keyOf));
  return after.some((check) => check.does !== 'nothing' && !asked.has(keyOf(check)) && !isTurned(check, before));
}

/** A call of something that the base did not mention may do what the check did. */
export function gainsCalls(code: Code, now: Code): boolean {
  const text = textOf(code.module, rangeOf(code));
  const known = new Set(code.calls.map(({ callee }) => callee));
  const asking = now.calls.filter(({ node, callee }) => !isLogging(node) && !known.has(callee));
  return asking.some(({ callee }) => !new RegExp(`\\b${escaped(lastName(callee))}\\b`, 'u').test(text));
}

function escaped(name: string): string {
  return name.replaceAll(/\W/gu, '');
}

function rangeOf(code: Code): { readonly start: number; readonly end: number } {
  return { start: code.body[0]?.start ?? 0, end: code.body.at(-1)?.end ?? 0 };
}

function isLost(check: Check, after: readonly Check[]): boolean {
  const same = after.filter(({ asks }) => asks === check.asks);
  if (same.length === 0 || same.some(({ does, when }) => does !== 'nothing' && when === check.when)) return false;
  return same.every(({ does }) => does === 'nothing') || same.every((other) => isTurned(other, [check]));
}

/** Presence alone is what the model proves by itself: `if token is None`. */
const PRESENCE = /^\w+(?: is None)?$/u;
/** A local that holds the answer of a comparison: `password_ok`. */
const VERDICT = /(?:^|_)(?:ok|valid|correct|matches|match|allowed|verified)$|^(?:is|has|can)_/u;

function isDeleted(check: Check, after: readonly Check[], verdicts: ReadonlySet<string>): boolean {
  const isPresence = PRESENCE.test(check.asks) && !VERDICT.test(check.asks) && !verdicts.has(check.asks);
  return check.form === 'inside' && !isPresence && after.every(({ asks }) => asks !== check.asks);
}

/** Locals that hold the answer of a comparison, whatever they are called: `right = compare_digest(given, ADMIN)`. */
function verdictsIn({ body }: Code): ReadonlySet<string> {
  const answers = nodesIn(body).flatMap((node) =>
    node.kind === 'assign' && node.value !== undefined && isComparison(node.value) ? node.targets : [],
  );
  return new Set(answers.flatMap((target) => (target.kind === 'name' ? [target.id] : [])));
}

function isComparison(value: Expr): boolean {
  if (value.kind === 'boolop') return value.values.every(isComparison);
  if (value.kind === 'compare') return true;
  return value.kind === 'call' && value.func.kind === 'attribute' && /^(compare_digest|verify)$/u.test(value.func.attr);
}

/** It turns away those that it let through, and the other way round. */
function isTurned(check: Check, before: readonly Check[]): boolean {
  return (
    check.does === 'reject' &&
    before.some(({ asks, does, when }) => asks === check.asks && does === 'reject' && when !== check.when)
  );
}

const REFUSES = /\b(?:HTTP_)?40[13]|UNAUTHORIZED|FORBIDDEN\b/u;

const TELLS_CREDENTIALS = /^except |\b(?:HTTP_)?401|UNAUTHORIZED\b/u;

/** Whether an account may still be used is asked of somebody who is known, whatever the answer says. */
function isAboutCredentials({ asks, branchText }: Check): boolean {
  return !ACCOUNT_STATE.test(asks) && TELLS_CREDENTIALS.test(`${asks} ${branchText}`);
}

const ACCOUNT_STATE =
  /\.(?:is_)?(?:in)?(?:active|enabled|disabled|blocked|banned|locked|suspended|deactivated|verified|confirmed|archived)$/u;

/** The last check of a guard that asks for nothing but a login was the login. */
function aboutOf({ about, isLast }: Found, guard: Guard): LostCheck['about'] {
  return isLast && guard.demands.length === 0 ? 'credential' : about;
}

function causeOf(
  { code, now }: { readonly code: Code; readonly now: Code },
  lost: Check,
  after: readonly Check[],
): Cause {
  const here = after.find((one) => one.asks === lost.asks || one.conjuncts.includes(keyOf(lost)));
  const name = `\`${shortName(code.name)}\``;
  const cause = (at: Check['test'], counterpart: Cause['at'], what: string): Cause => ({
    at: siteOf(code.module, at),
    side: 'LEFT',
    counterparts: [counterpart],
    subject: `function ${now.name}`,
    what,
  });
  if (here === undefined) {
    const condition = textOf(code.module, lost.test).replaceAll(/\s+/gu, ' ');
    const statement = { start: lost.test.start, end: lost.branch.end };
    return cause(statement, wholeSite(now), `${name} no longer checks \`${condition}\``);
  }
  if (here.asks !== lost.asks)
    return cause(lost.test, siteOf(now.module, here.test), `${name} turns away only those who meet one more condition`);
  if (here.does === 'nothing')
    return cause(lost.branch, siteOf(now.module, here.branch), `${name} goes on where it turned the caller away`);
  return cause(lost.test, siteOf(now.module, here.test), `${name} turns its condition round`);
}
