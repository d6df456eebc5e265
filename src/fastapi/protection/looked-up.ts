import type { Expr } from '../../python/syntax.ts';
import { anyBelow } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';

/** What says nothing of a text, or only of its form. */
const OF_FORM = /^(len|str|bool|print|repr|hash|isinstance)$/;

/** `verify_email(token)` looks its ticket up, and needs no other credential: the name is handed to a function, looked up or compared. */
export function isLookedUp(code: CodeBody, name: string): boolean {
  const isIt = (expr: Expr): boolean => expr.kind === 'name' && expr.id === name;
  return anyBelow(code.body, (node) => {
    if (node.kind === 'call')
      return !(node.func.kind === 'name' && OF_FORM.test(node.func.id)) && node.args.some(({ value }) => isIt(value));
    if (node.kind === 'subscript') return node.index.some(isIt);
    if (node.kind !== 'compare') return false;
    const sides = [node.left, ...node.comparators];
    return sides.some(isIt) && sides.every((one) => one.kind !== 'none' && one.kind !== 'string');
  });
}

/** What a look-up takes beside the thing that it looks for. */
export const LOOKUP_TOOLS =
  /^(db|database|session|db_session|async_session|conn|connection|cursor|request|repo\w*|service|uow|client|redis|cache|settings|self)$/;

/** Fields that a login form has. */
export const LOGIN_FIELD =
  /passw(or)?d|^pwd$|^user_?name$|^e?_?mail(_address)?$|^(access|id|refresh|provider)_token$|^otp|^pin(_code)?$/i;
