import type { Expr } from '../../../python/syntax.ts';
import type { Code } from '../../facts.ts';
import { nodesIn } from '../code.ts';

/** What a local name may stand for where it is read. */

/** What a name is given somewhere in the body, in order. */
export function assignedTo(code: Code, name: string): readonly Expr[] {
  return nodesIn(code.body).flatMap((node): readonly Expr[] => {
    if (
      node.kind === 'assign' &&
      node.value !== undefined &&
      node.targets.some((target) => target.kind === 'name' && target.id === name)
    )
      return [node.value];
    if (node.kind === 'walrus' && node.target.id === name) return [node.value];
    return node.kind === 'for' && node.target.kind === 'name' && node.target.id === name ? [node.iter] : [];
  });
}

/** Of what a name is given, all that may still stand where it is read: a statement of the body itself replaces what came before. */
export function standing(
  code: Code,
  assigned: readonly Expr[],
  read: Expr,
): readonly { readonly value: Expr; readonly before?: Expr }[] {
  const plain = code.body.flatMap((node) => (node.kind === 'assign' && node.value !== undefined ? [node.value] : []));
  const last = assigned.findLastIndex((value) => value.end <= read.start && plain.includes(value));
  return assigned.slice(Math.max(last, 0)).map((value, index) => {
    const before = index === 0 && last > 0 ? assigned[last - 1] : undefined;
    return { value, ...(before === undefined ? {} : { before }) };
  });
}
