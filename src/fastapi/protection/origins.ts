import type { Expr, Param } from '../../python/syntax.ts';
import type { CodeBody } from '../codes.ts';

/** What a parameter brings into a body. */
export type Origin =
  /** A credential as it was sent: nothing has looked at it yet. */
  | 'raw'
  /** A credential, or what was made of one: nothing (None) when the caller sends none. */
  | 'credential'
  /** A header or cookie whose name says nothing of credentials. */
  | 'header'
  | 'request'
  /** Everything a wrapped endpoint was called with. */
  | 'arguments'
  /** A field of the body or a form: what a caller says of himself, `password` among it. */
  | 'body'
  /** The same whoever calls: a database's session, what the settings say. */
  | 'deployment'
  | 'other';

/** A parameter that plainly holds the request, by annotation text or by the names everyone uses. */
export function looksLikeRequest(code: CodeBody, param: Param): boolean {
  const annotation =
    param.annotation === undefined ? '' : code.module.text.slice(param.annotation.start, param.annotation.end);
  return (
    /\b(Request|HTTPConnection|WebSocket|Scope)\b/.test(annotation) ||
    (annotation === '' && /^(request|req|websocket|conn|scope)$/.test(param.name))
  );
}

/** A key under which a wrapper finds the request: `kwargs["request"]`. */
export function isRequestKey(key: Expr | undefined): boolean {
  return key?.kind === 'string' && /^(request|websocket|req|conn)$/.test(key.value);
}
