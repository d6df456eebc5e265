import type { Facts } from '../../facts.ts';
import { nodesIn, siteIn } from '../code.ts';
import { literalsOf, type LiteralSecret } from './secret-literals.ts';

/** `config.JWT_SECRET_KEY = "…"`, on an object of a library that signs with it. */
export function attributeSecrets(facts: Facts): readonly LiteralSecret[] {
  return facts.codes.flatMap((code) =>
    nodesIn(code.body).flatMap((node) => {
      const [target] = node.kind === 'assign' ? node.targets : [];
      if (node.kind !== 'assign' || node.value === undefined || target?.kind !== 'attribute') return [];
      if (!/^(\w+_)?secret_key$/i.test(target.attr) || code.valueOf(target.value).kind !== 'external-call') return [];
      return literalsOf(code.valueOf(node.value), target.attr, 'signs', siteIn(code, node.value));
    }),
  );
}
