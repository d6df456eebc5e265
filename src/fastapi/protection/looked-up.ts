import type { Expr } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';

/** What says nothing of a text, or only of its form. */
const OF_FORM = /^(len|str|bool|print|repr|hash|isinstance)$/;

/** `verify_email(token)` looks its ticket up, and needs no other credential: the name is handed to a function, looked up or compared. */
export function isLookedUp(code: CodeBody, name: string): boolean {
  const isIt = (expr: Expr): boolean => expr.kind === 'name' && expr.id === name;
  let found = false;
  walk(code.body, (node) => {
    if (node.kind === 'call' && !(node.func.kind === 'name' && OF_FORM.test(node.func.id)))
      found ||= node.args.some(({ value }) => isIt(value));
    if (node.kind === 'subscript') found ||= node.index.some(isIt);
    if (node.kind === 'compare') {
      const sides = [node.left, ...node.comparators];
      found ||= sides.some(isIt) && sides.every((one) => one.kind !== 'none' && one.kind !== 'string');
    }
  });
  return found;
}
