import type { Expr, Stmt } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import { nodesIn } from '../code.ts';

/** `expected = hmac.new(key, body, sha256).hexdigest()`, `"sha256=" + …`: a signature, whatever its variable is called. */
export function digestNames(nodes: readonly (Expr | Stmt)[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'assign' || node.value === undefined) return [];
    const made = nodesIn(node.value).some(
      (one) => one.kind === 'call' && /(^|\.)hmac\.(new|digest)$/.test(dottedName(one.func) ?? ''),
    );
    const ends = nodesIn(node.value).some((one) => one.kind === 'attribute' && /^(hex)?digest$/.test(one.attr));
    return made && ends ? node.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : [])) : [];
  });
}
