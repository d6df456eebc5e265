import type { Call, Expr } from '../../python/syntax.ts';

/** Where a body keeps something: a name, or an attribute of one (`self.user`). */
export function slotOf(target: Expr): string | undefined {
  if (target.kind === 'name') return target.id;
  return target.kind === 'attribute' && target.value.kind === 'name' ? `${target.value.id}.${target.attr}` : undefined;
}

/** The call whose answer a value is, awaited or not. */
export function calledIn(value: Expr): Call | undefined {
  const call = value.kind === 'await' ? value.value : value;
  return call.kind === 'call' ? call : undefined;
}
