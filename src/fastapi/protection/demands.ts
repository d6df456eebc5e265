import type { Expr } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { Anonymous } from './anonymous.ts';
import type { Taint } from './taint.ts';
import type { FlowContext } from './ways.ts';

/** What a condition asks beyond "is somebody there": attributes of the user, and the literals they are held against. */
export function demandsOf(code: CodeBody, taint: Taint, test: Expr): readonly string[] {
  const demands = new Set<string>();
  walk(test, (node) => {
    if (
      node.kind === 'attribute' &&
      node.value.kind === 'name' &&
      taint.of(node.value) !== undefined &&
      !/^(credentials|scheme|headers|cookies|get|lower|split|startswith|id|session|state|user)$/.test(node.attr)
    )
      demands.add(node.attr);
    if (node.kind === 'compare')
      for (const side of [node.left, ...node.comparators]) for (const text of literalsOf(code, side)) demands.add(text);
  });
  return [...demands].sort();
}

function literalsOf(code: CodeBody, expr: Expr): string[] {
  if (expr.kind === 'none' || expr.kind === 'number' || expr.kind === 'bool') return [];
  if (expr.kind === 'attribute' && expr.value.kind === 'name' && /^[A-Z]/.test(expr.value.id)) return [expr.attr];
  const value = code.valueOf(expr);
  if (value.kind === 'string' && expr.kind !== 'string') return [value.value];
  if (value.kind === 'string') return value.value.length < 40 ? [value.value] : [];
  return value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set'
    ? value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
    : [];
}

/** The condition holds what was sent against something, or takes its digest. */
export function comparesCredential(context: FlowContext, anonymous: Anonymous, gate: Expr): boolean {
  let compares = false;
  walk(gate, (node) => {
    if (node.kind === 'compare' && /^(==|!=|in|not in)$/.test(node.ops[0] ?? '')) {
      const sides = [node.left, ...node.comparators];
      if (sides.some((side) => context.taint.isRaw(side)) && sides.every((side) => side.kind !== 'none'))
        compares = true;
    }
    if (node.kind === 'call' && anonymous.isDigest(node) && node.args.some((one) => context.taint.isRaw(one.value)))
      compares = true;
  });
  return compares;
}
