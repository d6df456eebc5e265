import type { Call, Expr, Stmt } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import { nodesIn } from '../code.ts';

/** `hashlib.sha256((body + settings.webhook_secret).encode())`: a signature made by hand. Of a sent key alone it is what is stored. */
function isKeyedHash({ func, args }: Call): boolean {
  if (!/^hashlib\.\w+$/.test(dottedName(func) ?? '')) return false;
  const nodes = nodesIn(args.map(({ value }) => value));
  const joins = nodes.some(({ kind }) => kind === 'binary' || kind === 'fstring');
  return (
    joins &&
    nodes.some((node) => {
      const name =
        node.kind === 'attribute' ? node.attr : node.kind === 'name' && /^[A-Z_]+$/.test(node.id) ? node.id : '';
      return /(^|_)(secret|key|token)$/i.test(name);
    })
  );
}

/** `expected = hmac.new(key, body, sha256).hexdigest()`, `"sha256=" + …`: a signature, whatever its variable is called. */
export function digestNames(nodes: readonly (Expr | Stmt)[]): readonly string[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'assign' || node.value === undefined) return [];
    const made = nodesIn(node.value).some(
      (one) =>
        one.kind === 'call' && (/(^|\.)hmac\.(new|digest)$/.test(dottedName(one.func) ?? '') || isKeyedHash(one)),
    );
    const ends = nodesIn(node.value).some((one) => one.kind === 'attribute' && /^(hex)?digest$/.test(one.attr));
    return made && ends ? node.targets.flatMap((target) => (target.kind === 'name' ? [target.id] : [])) : [];
  });
}

/** `….hexdigest()`. */
export function isDigest(expr: Expr): boolean {
  return expr.kind === 'call' && expr.func.kind === 'attribute' && /^(hex)?digest$/.test(expr.func.attr);
}

/** `hashlib.sha256(…).hexdigest()`, `md5(…).hexdigest()`: made without a key. */
export function isPlainDigest(expr: Expr): boolean {
  const made = expr.kind === 'call' && expr.func.kind === 'attribute' ? expr.func.value : undefined;
  return made?.kind === 'call' && /^(hashlib\.|(md5|sha\d+|sha3_\d+|blake2[bs])$)/.test(dottedName(made.func) ?? '');
}
