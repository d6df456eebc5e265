import type { Call, Expr, Stmt } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';

/** Where a body keeps something: a name, or an attribute of one (`self.user`). */
export function slotOf(target: Expr): string | undefined {
  if (target.kind === 'name') return target.id;
  return target.kind === 'attribute' && target.value.kind === 'name' ? `${target.value.id}.${target.attr}` : undefined;
}

/** What `not user`, `user is None` finds missing. */
export function slotMissedIn(test: Expr): string | undefined {
  if (test.kind === 'unary') return test.op === 'not' ? slotOf(test.operand) : undefined;
  if (test.kind !== 'compare' || test.ops[0] !== 'is') return undefined;
  return test.comparators[0]?.kind === 'none' ? slotOf(test.left) : undefined;
}

/** The call whose answer a value is, awaited or not. */
export function calledIn(value: Expr): Call | undefined {
  const call = value.kind === 'await' ? value.value : value;
  return call.kind === 'call' ? call : undefined;
}

/** Everything that a body assigns to a name. */
export function givenTo(code: CodeBody, id: string): readonly Expr[] {
  const given: Expr[] = [];
  walk(
    code.body,
    (node) => {
      if (node.kind === 'walrus' && node.target.id === id) given.push(node.value);
      if (node.kind !== 'assign' || node.value === undefined) return;
      if (node.targets.some((one) => one.kind === 'name' && one.id === id)) given.push(node.value);
    },
    { scope: 'own' },
  );
  return given;
}

/** Everything that a name is bound to or unpacked from: `async with session() as db`, `enabled, key = await settings(db)`. */
export function boundFrom(code: CodeBody, id: string): readonly Expr[] {
  const sources: Expr[] = [];
  const binds = (target: Expr | undefined): boolean =>
    target?.kind === 'tuple' ? target.items.some(binds) : target?.kind === 'name' && target.id === id;
  walk(
    code.body,
    (node) => {
      if (node.kind === 'assign' && node.value !== undefined && node.targets.some(binds)) sources.push(node.value);
      if (node.kind === 'with')
        sources.push(...node.items.flatMap(({ context, target }) => (binds(target) ? [context] : [])));
    },
    { scope: 'own' },
  );
  return sources;
}

/** A slot, and what a statement or expression gives it. */
export interface Given {
  readonly slot: string;
  readonly value: Expr;
}

/** What a node binds: an assignment, a loop, a pattern of a `match`. */
export function givenBy(node: Expr | Stmt): readonly Given[] {
  switch (node.kind) {
    case 'assign': {
      const { value, targets } = node;
      return value === undefined ? [] : targets.flatMap((target) => bound(target, value));
    }
    case 'augassign':
    case 'walrus':
      return bound(node.target, node.value);
    case 'for':
      return bound(node.target, node.iter);
    case 'comprehension':
      return node.generators.flatMap(({ target, iter }) => bound(target, iter));
    case 'match':
      return node.cases.flatMap(({ captures }) => captures.map((slot) => ({ slot, value: node.subject })));
    case 'with':
      return node.items.flatMap(({ target, context }) => (target === undefined ? [] : bound(target, context)));
    default:
      return [];
  }
}

function bound(target: Expr, value: Expr): readonly Given[] {
  if (target.kind === 'tuple' || target.kind === 'list') return target.items.flatMap((item) => bound(item, value));
  const slot = slotOf(target);
  return slot === undefined ? [] : [{ slot, value }];
}
