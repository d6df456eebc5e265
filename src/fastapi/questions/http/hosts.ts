import type { Stmt } from '../../../python/syntax.ts';
import { anyBelow } from '../../../python/walk.ts';
import type { Facts } from '../../facts.ts';
import type { MiddlewareUse } from '../../model.ts';
import { shortMiddleware } from './apps.ts';
import { middlewareBodies } from './bodies.ts';

export const TRUSTED_HOST = 'starlette.middleware.trustedhost.TrustedHostMiddleware';
export const HTTPS_REDIRECT = 'starlette.middleware.httpsredirect.HTTPSRedirectMiddleware';

/** A middleware that looks at the host: Starlette's, a library's by its name, an own one by its code. */
export function checksHost(facts: Facts, use: MiddlewareUse): boolean {
  if (
    use.name === TRUSTED_HOST ||
    /(trusted|allowed|valid\w*)_?hosts?|host_?(check|valid|guard|allow)/i.test(shortMiddleware(use))
  )
    return true;
  return middlewareBodies(facts, use).some((code) => readsHost(code.body));
}

/** `request.headers["host"]`, `request.url.hostname`, `b"host"`. */
function readsHost(body: readonly Stmt[]): boolean {
  return anyBelow(
    body,
    (node) =>
      ((node.kind === 'string' || node.kind === 'bytes') && node.value.toLowerCase() === 'host') ||
      (node.kind === 'attribute' && node.attr === 'hostname'),
  );
}

/** A middleware that sends callers to HTTPS. */
export function redirectsToHttps(facts: Facts, use: MiddlewareUse): boolean {
  if (
    use.name === HTTPS_REDIRECT ||
    /https?_?(redirect|only|enforc)|(force|enforce|require)_?(https|ssl|tls)|ssl_?redirect/i.test(shortMiddleware(use))
  )
    return true;
  return middlewareBodies(facts, use).some(({ body }) =>
    anyBelow(body, (node) => (node.kind === 'string' || node.kind === 'bytes') && /^https(:\/\/)?$/.test(node.value)),
  );
}
