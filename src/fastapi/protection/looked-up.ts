import type { Expr } from '../../python/syntax.ts';
import { anyBelow } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import { isDigestComparison } from './credentials.ts';

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

/** `compare_digest(key, HOOK_KEY)`, and of what is named like a secret `token != HOOK_TOKEN`: the caller has to know it. */
export function isHeldAgainst(code: CodeBody, name: string, isNamedSo: boolean): boolean {
  return anyBelow(code.body, (node) => {
    const isDigest = node.kind === 'call' && isDigestComparison(code.callAt(node)?.callee ?? '');
    const isPlain = isNamedSo && node.kind === 'compare' && /^(==|!=|in|not in)$/.test(node.ops[0] ?? '');
    return (isDigest || isPlain) && anyBelow(node, (part) => part.kind === 'name' && part.id === name);
  });
}

/** What a look-up takes beside the thing that it looks for. */
export const LOOKUP_TOOLS =
  /^(db|database|session|db_session|async_session|conn|connection|cursor|request|repo\w*|service|uow|client|redis|cache|settings|self)$/;

/** Fields that a login form has. */
export const LOGIN_FIELD =
  /passw(or)?d|^pwd$|^user_?name$|^e?_?mail(_address)?$|^(access|id|refresh|provider)_token$|^otp|^pin(_code)?$/i;
