import type { Expr } from '../../../python/syntax.ts';
import type { Code, Facts } from '../../facts.ts';
import { nodesIn, wordsBelow } from '../code.ts';
import { callsTo } from '../reach.ts';
import { wordsOf } from '../words.ts';

/** Who calls a function that stores a password, and whether what they hand in is a hash already. */

/** Every caller that can be seen hands in a hash: `store.create_user(email, password=hasher.hash(password))`. */
export function isHashedByCallers(facts: Facts, code: Code, parameter: string): boolean {
  const { def } = code;
  if (def === undefined) return false;
  const isBound = /^(self|cls)$/.test(def.params[0]?.name ?? '');
  const position = def.params.findIndex(({ name }) => name === parameter) - (isBound ? 1 : 0);
  const given = callsTo(facts, def).flatMap((call) => {
    const value = call.argumentNode(parameter, position);
    return value === undefined ? [] : [{ code: call.code, value }];
  });
  return given.length > 0 && given.every(({ code: caller, value }) => isHash(caller, value));
}

/** `hasher.hash(password)`, or a name that is nothing else. */
function isHash(code: Code, value: Expr): boolean {
  if (value.kind !== 'name') return [...wordsBelow(value)].some(namesHash);
  if (namesHash(value.id)) return true;
  const bound = nodesIn(code.body).flatMap((node) =>
    node.kind === 'assign' && node.targets.some((target) => target.kind === 'name' && target.id === value.id)
      ? [node.value]
      : [],
  );
  return bound.length > 0 && bound.every((one) => one !== undefined && [...wordsBelow(one)].some(namesHash));
}

function namesHash(name: string): boolean {
  return wordsOf(name).some((word) => /^(hash(ed|er|pw)?|encrypted|digest)$/.test(word));
}
