import type { Call, Expr } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';

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

/** Everything that a body assigns to a name. */
export function givenTo(code: CodeBody, id: string): readonly Expr[] {
  const given: Expr[] = [];
  walk(
    code.body,
    (node) => {
      if (node.kind !== 'assign' || node.value === undefined) return;
      if (node.targets.some((one) => one.kind === 'name' && one.id === id)) given.push(node.value);
    },
    { scope: 'own' },
  );
  return given;
}
