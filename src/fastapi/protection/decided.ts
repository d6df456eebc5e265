import type { Expr, Stmt } from '../../python/syntax.ts';
import { anyBelow } from '../../python/walk.ts';
import type { Taint } from './taint.ts';

/** `if key in KEYS: return OPERATOR`: what it gives says whether a credential was right, though it holds none of it. */
export function decidesByCredential(body: readonly Stmt[], taint: Taint): boolean {
  return body.some((one) =>
    anyBelow(
      one,
      (node) =>
        node.kind === 'if' &&
        anyBelow(node.test, (part) => part.kind === 'compare' && isCheck(part, taint)) &&
        node.body.some((inner) => inner.kind === 'return'),
    ),
  );
}

/** Whether a credential is there is no check of it, and neither is whether one of its name was sent. */
function isCheck({ left, ops, comparators }: Extract<Expr, { kind: 'compare' }>, taint: Taint): boolean {
  const [op = ''] = ops;
  const [right] = comparators;
  if (right === undefined || right.kind === 'none' || (right.kind === 'string' && right.value === '')) return false;
  if (op === 'in' || op === 'not in') return taint.of(left) === 'credential';
  return (op === '==' || op === '!=') && [left, right].some((side) => taint.of(side) === 'credential');
}
