import type { Expr, Stmt } from '../../../python/syntax.ts';
import type { CallSite, Code, Facts } from '../../facts.ts';
import { mentions, nameOf, nodesIn, refuses, within } from '../code.ts';
import { turnsAway } from './middleware.ts';
import { namesGuard } from './names.ts';
import { remembered } from '../remember.ts';

/** A coroutine that would have checked the caller, and is dropped. */
export interface DroppedCheck {
  readonly code: Code;
  readonly call: CallSite;
}

export const droppedChecks = remembered((facts: Facts): readonly DroppedCheck[] =>
  facts.codes.flatMap((code) =>
    code.def === undefined
      ? []
      : code.calls
          .filter((call) => isCheck(facts, code, call) && (isDropped(code, call) || isGivenToRoute(facts, code, call)))
          .map((call) => ({ code, call })),
  ),
);

/** An async function of ours that can refuse, or is named like one that does and says so by its result. */
function isCheck(facts: Facts, code: Code, call: CallSite): boolean {
  if (call.awaited) return false;
  const target = call.target;
  if (target?.def.kind !== 'function' || !target.def.async) return false;
  const inner = facts.codeOf(target);
  if (inner === undefined || nodesIn(target.def.body).some((node) => node.kind === 'yield')) return false;
  if (refuses(facts, inner) || namesGuard(nameOf(inner)) || /^(is|has|can)_/.test(nameOf(inner))) return true;
  // Whatever it is called: who may pass depends on it, and a coroutine is always true.
  return (
    turnsAway(code) &&
    nodesIn(code.body).some(
      (node) =>
        node.kind === 'if' && (isCondition(node.test, call.node) || asksForName(node.test, nameOfResult(code, call))),
    )
  );
}

/** `user` of `user = auth.user_of(token)`. */
function nameOfResult(code: Code, call: CallSite): string | undefined {
  const made = nodesIn(code.body).find((node) => node.kind === 'assign' && node.value === call.node);
  const target = made?.kind === 'assign' ? made.targets[0] : undefined;
  return target?.kind === 'name' ? target.id : undefined;
}

/** `if not user`: of a coroutine it is never true. */
function asksForName(test: Expr, name: string | undefined): boolean {
  if (test.kind === 'unary' && test.op === 'not') return asksForName(test.operand, name);
  if (test.kind === 'boolop') return test.values.some((value) => asksForName(value, name));
  if (test.kind === 'compare') return test.comparators[0]?.kind === 'none' && asksForName(test.left, name);
  return test.kind === 'name' && test.id === name;
}

/** As a statement of its own, as a condition, or under a name that nothing awaits. */
function isDropped(code: Code, call: CallSite): boolean {
  const nodes = nodesIn(code.body);
  return nodes.some((node) => {
    if (node.kind === 'expr') return node.value === call.node;
    if (node.kind === 'if' || node.kind === 'while' || node.kind === 'conditional' || node.kind === 'assert')
      return isCondition(node.test, call.node);
    if (node.kind !== 'assign' || node.value !== call.node) return false;
    const [target] = node.targets;
    if (target?.kind !== 'name') return false;
    const { id } = target;
    // Asked whether it is there, it was not meant to be handed on as a coroutine.
    const isAsked = nodes.some((one) => one.kind === 'if' && one.start > node.start && asksForName(one.test, id));
    return !isKept(isAsked ? nodes.filter(({ kind }) => kind === 'await') : nodes, id, node);
  });
}

/** `return verify(request)` of a dependency: FastAPI hands the coroutine to the route, and nobody runs it. */
function isGivenToRoute(facts: Facts, code: Code, call: CallSite): boolean {
  if (facts.usesOf(code).length === 0 || isAwaitedElsewhere(facts, code)) return false;
  const name = nameOfResult(code, call);
  const nodes = nodesIn(code.body);
  if (nodes.some((node) => node.kind === 'return' && node.value === call.node)) return true;
  return (
    name !== undefined &&
    !nodes.some((node) => node.kind === 'await' && mentions(node, new Set([name]))) &&
    nodes.some((node) => node.kind === 'return' && node.value?.kind === 'name' && node.value.id === name)
  );
}

/** A route, or another dependency, awaits what it is given. */
function isAwaitedElsewhere(facts: Facts, code: Code): boolean {
  const names = new Set(facts.usesOf(code).flatMap(({ parameter }) => parameter ?? []));
  return facts.codes.some((one) =>
    nodesIn(one.body).some((node) => node.kind === 'await' && node.value.kind === 'name' && names.has(node.value.id)),
  );
}

function isCondition(test: Expr, call: Expr): boolean {
  if (test === call) return true;
  if (test.kind === 'unary') return isCondition(test.operand, call);
  return test.kind === 'boolop' && test.values.some((value) => isCondition(value, call));
}

/** The name is awaited, or handed to something that could await it. */
function isKept(nodes: readonly (Expr | Stmt)[], name: string, made: Stmt): boolean {
  const holders = nodes.filter(
    (node) =>
      node !== made &&
      (node.kind === 'await' ||
        node.kind === 'call' ||
        node.kind === 'return' ||
        node.kind === 'list' ||
        node.kind === 'yield'),
  );
  return holders.some((node) =>
    nodesIn(node).some((inner) => inner.kind === 'name' && inner.id === name && within(inner, node)),
  );
}
