import { expressionsIn } from '../../../python/walk.ts';
import type { Code, Facts } from '../../facts.ts';
import type { AppObject, MiddlewareUse, Pin, Route } from '../../model.ts';
import type { CallArguments } from '../../value.ts';
import { hasHiddenMiddleware, isOpaque, shortMiddleware, takesEffect } from '../http/apps.ts';
import { nodesIn } from '../code.ts';
import { middlewareBodies } from '../http/bodies.ts';

/** What bounds the size of a request. */

const LIMITER =
  /body_?limit|(body|content|request|upload|payload|entity|file)_?(size|length)|size_?limit|max_?(body|content|upload|request|payload)|limit_?upload/i;

/** Below the application's own limit nothing larger comes in; `unknown` where some middleware cannot be read. */
export function bodyLimit(facts: Facts, app: AppObject): 'yes' | 'no' | 'unknown' {
  if (setsLimit(app.args)) return 'yes';
  const verdicts = app.middleware.filter(takesEffect).map((use) => limits(facts, use));
  if (verdicts.includes('yes')) return 'yes';
  if (verdicts.includes('unknown') || app.args.open || hasHiddenMiddleware(facts, app)) return 'unknown';
  return 'no';
}

function limits(facts: Facts, use: MiddlewareUse): 'yes' | 'no' | 'unknown' {
  if (LIMITER.test(shortMiddleware(use))) return 'yes';
  if (middlewareBodies(facts, use).some(looksAtSize)) return 'yes';
  return isOpaque(use) ? 'unknown' : 'no';
}

function looksAtSize(code: Code): boolean {
  return (
    countsBody(code) ||
    expressionsIn(code.body).some(
      (expr) =>
        (expr.kind === 'string' && /^content-length$/i.test(expr.value)) ||
        (expr.kind === 'bytes' && /^content-length$/i.test(expr.value)) ||
        (expr.kind === 'number' && expr.value === 413) ||
        (expr.kind === 'attribute' && /^HTTP_413_|^(REQUEST_ENTITY|CONTENT)_TOO_LARGE$/.test(expr.attr)),
    )
  );
}

/** `total += len(message["body"])`, held against a limit: what plain ASGI middleware does about `receive`. */
function countsBody(code: Code): boolean {
  const expressions = expressionsIn(code.body);
  const counts = expressions.some(
    (expr) =>
      expr.kind === 'call' &&
      expr.func.kind === 'name' &&
      expr.func.id === 'len' &&
      nodesIn(expr).some((inner) => inner.kind === 'string' && inner.value === 'body'),
  );
  return counts && expressions.some((expr) => expr.kind === 'compare' && /^[<>]=?$/.test(expr.ops[0] ?? ''));
}

function setsLimit(args: CallArguments): boolean {
  const value = args.keywords.get('max_body_size');
  return value !== undefined && value.kind !== 'none';
}

/** A limit of the route's own, of its router or of an include. */
export function hasRouteLimit(route: Route): boolean {
  return [
    route.args,
    route.router.args,
    ...route.chain.map(({ args }) => args),
    ...route.chain.map(({ parent }) => parent.args),
    route.app.args,
  ].some(setsLimit);
}

/** True when the pinned version is at least `major.minor`; undefined where nothing is pinned. */
export function isAtLeast(pin: Pin | undefined, major: number, minor: number): boolean | undefined {
  const [, first, second] = /^(\d+)\.(\d+)/.exec(pin?.version ?? '') ?? [];
  if (first === undefined || second === undefined) return undefined;
  return Number(first) > major || (Number(first) === major && Number(second) >= minor);
}
