import type { Expr } from '../../python/syntax.ts';
import type { Value } from '../value.ts';
import { defaultOf } from '../values.ts';

/** The items of a list, tuple or set that is known whole. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  const settled = defaultOf(value);
  if (settled.kind !== 'list' && settled.kind !== 'tuple' && settled.kind !== 'set') return undefined;
  return settled.open === true ? undefined : settled.items;
}

/** What is true or false by its form: only such a local can stand for a condition. */
export function isQuestion(expr: Expr): boolean {
  return ['compare', 'call', 'boolop', 'unary'].includes(expr.kind);
}

/** A node that can be a part of the request. */
export function isExpression(node: { readonly kind: string }): node is Expr {
  return node.kind === 'name' || node.kind === 'attribute' || node.kind === 'subscript' || node.kind === 'call';
}

/** True as soon as it holds of one text; undefined where a text, or what it holds of one, is not known. */
export function anyOf(
  texts: readonly string[] | undefined,
  holds: (text: string) => boolean | undefined,
): boolean | undefined {
  const truths = texts?.map(holds);
  if (truths === undefined || truths.includes(true)) return truths === undefined ? undefined : true;
  return truths.includes(undefined) ? undefined : false;
}
