import type { Call, Expr } from '../../python/syntax.ts';
import { SCHEMES } from '../canonical.ts';
import type { CodeBody } from '../codes.ts';

const HAS_REQUIRED_SCOPE = 'starlette.authentication.has_required_scope';

/** Starlette's `has_required_scope(request, scopes)`: whoever sent nothing has none. */
export function asksForScopes(code: CodeBody, { func, args }: Call, isRequest: (expr: Expr) => boolean): boolean {
  const [asked, scopes] = args;
  const value = code.valueOf(func);
  if (value.kind !== 'external' || value.name !== HAS_REQUIRED_SCOPE) return false;
  return asked !== undefined && isRequest(asked.value) && !asksForNothing(code, scopes?.value);
}

/** Everybody has all scopes of an empty list. */
function asksForNothing(code: CodeBody, scopes: Expr | undefined): boolean {
  const listed = scopes === undefined ? undefined : code.valueOf(scopes);
  return listed?.kind === 'list' && listed.items.length === 0 && listed.open !== true;
}

/** `await bearer(request)` of a scheme: what the caller sent, as FastAPI would hand it in. */
export function callsScheme(code: CodeBody, { func, args }: Call, isRequest: (expr: Expr) => boolean): boolean {
  if (!args.some(({ value }) => isRequest(value))) return false;
  const value = code.valueOf(func);
  return value.kind === 'external-call' && SCHEMES.has(value.callee);
}
