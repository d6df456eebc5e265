import type { Site } from '../../core/span.ts';
import type { Code, Facts } from '../../fastapi/facts.ts';
import type { Route } from '../../fastapi/model.ts';
import { mentions, nodesIn } from '../../fastapi/questions/auth-code.ts';
import { enforces, enforcingNames, shortName } from '../../fastapi/questions/auth-guards.ts';
import { namesCaller, namesOwnerField } from '../../fastapi/questions/auth-names.ts';
import { subjectOf } from '../../fastapi/questions/auth-paths.ts';
import { siteOf } from '../../python/position.ts';
import type { Call, Compare, Expr, Stmt } from '../../python/syntax.ts';
import { wholeSite } from './code-diff.ts';
import { asksForPower } from './dropped-checks.ts';
import type { Cause } from './guard-cause.ts';
import type { Snapshots } from './snapshots.ts';
import { strengthOf } from './strength.ts';

/** Routes whose handler looked at the owner of an object and looks at nobody now. */
export function* lostOwnership(
  snapshots: Snapshots,
  explained: ReadonlySet<Route>,
): Generator<{ readonly cause: Cause; readonly route: Route }> {
  const enforcing = { base: enforcingNames(snapshots.base), head: enforcingNames(snapshots.head) };
  const seen = new Set<string>();
  for (const { base, head } of snapshots.routes) {
    const isComparable =
      base.protection.status === 'protected' && head.protection.status === 'protected' && !explained.has(head);
    if (!isComparable || seen.has(head.endpoint)) continue;
    const before = base.handler === undefined ? undefined : snapshots.base.codeOf(base.handler);
    const after = head.handler === undefined ? undefined : snapshots.head.codeOf(head.handler);
    if (before === undefined || after === undefined || strengthOf(head).namesPower) continue;
    if (asksForPower(head, snapshots.head)) continue;
    // A list is filtered by its owner's column; other conditions on the caller say little where nothing is looked up by an id.
    const [condition] = conditionsIn(before, callersOf(base, enforcing.base)).filter(
      ({ namesOwner }) => namesOwner || head.path.text.includes('{'),
    );
    if (condition === undefined || usesCaller(after, callersOf(head, enforcing.head))) continue;
    if (asksElsewhere(after, snapshots.head)) continue;
    seen.add(head.endpoint);
    yield { cause: causeOf(condition.site, after, head), route: head };
  }
}

function causeOf(condition: Site, after: Code, head: Route): Cause {
  return {
    at: condition,
    side: 'LEFT',
    counterparts: [wholeSite(after)],
    subject: `${subjectOf(head)} owner`,
    what: `\`${shortName(head.endpoint)}\` no longer asks whose object it is`,
  };
}

/** Parameters that carry the caller, injected by something that enforces or named for it. */
function callersOf(route: Route, enforcing: ReadonlySet<string>): ReadonlySet<string> {
  const callers = route.parameters.filter(
    ({ name, dependency }) => dependency !== undefined && (enforces(dependency, enforcing) || namesCaller(name)),
  );
  return new Set(callers.map(({ name }) => name));
}

/** With the locals that are made from them: `user_id = user.id`. */
function withLocals(code: Code, callers: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set(callers);
  for (const node of nodesIn(code.body)) {
    if (node.kind !== 'assign' || node.value === undefined || !isPlain(node.value) || !mentions(node.value, names))
      continue;
    for (const target of node.targets) if (target.kind === 'name') names.add(target.id);
  }
  return names;
}

/** `user.id`, `user["sub"]`, `str(user.id)`: still the caller, not something looked up by it. */
function isPlain(value: Expr): boolean {
  if (value.kind === 'call') return value.func.kind === 'name' && /^(str|int|UUID)$/u.test(value.func.id);
  return value.kind === 'attribute' || value.kind === 'subscript' || value.kind === 'name';
}

interface Condition {
  readonly site: Site;
  /** It holds an owner's column against the caller: `Item.owner_id == user.id`. */
  readonly namesOwner: boolean;
}

/** Comparisons and look-up arguments that name the caller. */
function conditionsIn(code: Code, callers: ReadonlySet<string>): readonly Condition[] {
  const names = withLocals(code, callers);
  return nodesIn(code.body)
    .filter((node) => isCondition(node, names))
    .map((node) => ({ site: siteOf(code.module, node), namesOwner: nodesIn(node).some(isOwnerColumn) }));
}

function isOwnerColumn(node: Expr | Stmt): boolean {
  if (node.kind === 'attribute') return namesOwnerField(node.attr);
  return node.kind === 'call' && node.args.some(({ name }) => name !== undefined && namesOwnerField(name));
}

function isCondition(node: Expr | Stmt, names: ReadonlySet<string>): boolean {
  if (node.kind === 'compare') return namesAnyCaller(node, names) && !isNoneCheck(node.ops);
  if (node.kind !== 'call' || !isLookup(node)) return false;
  return node.args.some(
    ({ name, value }) => isOwnerValue(value) && mentions(value, names) && (name === undefined || namesOwnerField(name)),
  );
}

/** Beside the caller's parameter: `current_user_id(request)`, held against an owner's column. */
function namesAnyCaller(node: Compare, names: ReadonlySet<string>): boolean {
  if (mentions(node, names)) return true;
  const sides = [node.left, ...node.comparators];
  return sides.some(isCallerCall) && sides.some(isOwnerColumn);
}

function isCallerCall(expr: Expr): boolean {
  const called = expr.kind === 'await' ? expr.value : expr;
  if (called.kind !== 'call') return false;
  const { func } = called;
  return namesCaller(func.kind === 'attribute' ? func.attr : func.kind === 'name' ? func.id : '');
}

function isNoneCheck(ops: readonly string[]): boolean {
  return ops.every((op) => op === 'is' || op === 'is not');
}

/** `user.id` or a local made from it; a whole user may be passed for many reasons. */
function isOwnerValue(value: Expr): boolean {
  return value.kind === 'attribute' || value.kind === 'subscript' || value.kind === 'name' || value.kind === 'call';
}

function isLookup({ func }: Call): boolean {
  const name = func.kind === 'attribute' ? func.attr : func.kind === 'name' ? func.id : '';
  return /^(get|find|fetch|load|list|read|delete|remove|update|lookup|query|filter|select|where|one|first|owned|for)(_|$)|^filter_by$|_for_(user|owner)$|_by_/u.test(
    name,
  );
}

/** True when the caller still decides something: any comparison, any argument that is not logged. */
function usesCaller(code: Code, callers: ReadonlySet<string>): boolean {
  const names = withLocals(code, callers);
  return nodesIn(code.body).some((node) => {
    if (node.kind === 'compare') return namesAnyCaller(node, names) && !isNoneCheck(node.ops);
    if (node.kind !== 'call' || isLogging(node)) return false;
    return node.args.some(({ value }) => mentions(value, names));
  });
}

/** A helper took the question over: `owned_account(account_id, request)`. */
function asksElsewhere(code: Code, facts: Facts): boolean {
  return code.calls.some(({ target }) => {
    const body = target === undefined ? undefined : facts.codeOf(target);
    return body !== undefined && nodesIn(body.body).some((node) => isOwnerQuestion(node));
  });
}

function isOwnerQuestion(node: Expr | Stmt): boolean {
  return node.kind === 'compare' && !isNoneCheck(node.ops) && [node.left, ...node.comparators].some(isOwnerColumn);
}

function isLogging({ func }: Call): boolean {
  if (func.kind === 'name') return func.id === 'print';
  return func.kind === 'attribute' && /^(debug|info|warning|error|exception|critical|log|bind)$/u.test(func.attr);
}
