import type { Expr, Stmt } from '../../../python/syntax.ts';
import type { Code } from '../../facts.ts';
import type { Value } from '../../value.ts';
import { nameOf } from '../code.ts';
import { wordsOf } from '../words.ts';
import { operandName } from './compare.ts';

/** What is called a token or a password and is a word: a piece of a text, one of a list that nobody may choose. */

/** `for token in line.split()`: a piece of a text. */
export function isPieceOfText(nodes: readonly (Expr | Stmt)[], name: string): boolean {
  return nodes.some((node) =>
    (node.kind === 'for' ? [node] : node.kind === 'comprehension' ? node.generators : []).some(
      ({ target, iter }) =>
        target.kind === 'name' &&
        target.id === name &&
        iter.kind === 'call' &&
        iter.func.kind === 'attribute' &&
        /^(r?split(lines)?|findall|tokenize|lower)$/.test(iter.func.attr) &&
        !/(^|_)(keys?|tokens?|secrets?)(_|$)/i.test(operandName(iter.func.value) ?? ''),
    ),
  );
}

/** `password in COMMON_PASSWORDS`, `token in OPERATORS`: whoever finds it there is let in nowhere. */
export function isListedWord(code: Code, op: string, list: Expr): boolean {
  if (op !== 'in' && op !== 'not in') return false;
  return [operandName(list) ?? '', nameOf(code)].some(namesRefusedWords) || isPunctuation(code.valueOf(list));
}

function namesRefusedWords(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.some((word) => /^passwords?$/.test(word)) &&
    words.some((word) =>
      /^(common|weak|forbidden|banned|blocked|blocklist|blacklist|denylist|leaked|breached|pwned|disallowed|worst|trivial)$/.test(
        word,
      ),
    )
  );
}

/** `{"<", ">>", "&&"}`. */
function isPunctuation(value: Value): boolean {
  return (
    (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set') &&
    value.items.length > 0 &&
    value.items.every((item) => item.kind === 'string' && /^[^\p{L}\p{N}]+$/u.test(item.value))
  );
}
