import type { Site } from '../../core/span.ts';
import type { Code, Facts } from '../../fastapi/facts.ts';
import type { MiddlewareUse } from '../../fastapi/model.ts';
import { lastName } from '../../fastapi/questions/code.ts';
import { textOfValue } from '../../fastapi/values.ts';
import { siteOf } from '../../python/position.ts';
import { expressionsIn } from '../../python/walk.ts';

/** What a middleware is there for, as far as security goes. */
export type Purpose = 'hosts' | 'https' | 'cors' | 'session' | 'limiter' | 'body-limit' | 'headers' | 'csrf';

const BY_NAME: readonly (readonly [RegExp, Purpose])[] = [
  [/trusted_?host/iu, 'hosts'],
  [/https_?redirect/iu, 'https'],
  [/cors/iu, 'cors'],
  [/csrf|xsrf/iu, 'csrf'],
  [/session/iu, 'session'],
  [/slow_?api|rate_?limit|throttl|limiter/iu, 'limiter'],
  [
    /(body|content|request|upload|payload)_?(size|length|body)?_?(limit|size)|limit_?(upload|body|request_?size)|max_?body/iu,
    'body-limit',
  ],
  [/(secur\w*_?headers?|headers?_?secur|helmet|secweb|hsts|content_?security|_?csp|security_?middleware)/iu, 'headers'],
];

/** The class or function of a middleware: what `@app.middleware("http")` stands above goes by its own name. */
export function ownName({ name, value }: MiddlewareUse, facts: Facts): string {
  return (value.kind === 'function' ? facts.codeOf(value)?.name : undefined) ?? name;
}

/** Where it is installed: the call, or the function from its `@app.middleware("http")` on. */
export function installedAt({ how, site, value }: MiddlewareUse, facts: Facts): Site {
  const code = how === 'decorator' && value.kind === 'function' ? facts.codeOf(value) : undefined;
  const [decorator] = code?.def?.decorators ?? [];
  if (code?.def === undefined || decorator === undefined) return site;
  return siteOf(code.module, { start: decorator.start, end: code.def.end });
}

/** By its name where it is a library's; by what its code does where it is ours. */
export function purposeOf(use: MiddlewareUse, facts: Facts): Purpose | undefined {
  const own = ownName(use, facts);
  const codes = facts.codes.filter(({ name }) => name === own || name.startsWith(`${own}.`));
  const named = BY_NAME.find(([pattern]) => pattern.test(lastName(own)))?.[1];
  return codes.length === 0 ? named : (purposeOfCode(codes) ?? named);
}

const SECURITY_HEADERS = new Set([
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'content-security-policy',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
]);

function purposeOfCode(codes: readonly Code[]): Purpose | undefined {
  const expressions = codes.flatMap(({ body }) => expressionsIn(body));
  const strings = [
    ...expressions.flatMap((expr) => (expr.kind === 'string' || expr.kind === 'bytes' ? [expr.value] : [])),
    ...codes.flatMap(keysOfConstants),
  ].map((text) => text.toLowerCase());
  const numbers = new Set(expressions.flatMap((expr) => (expr.kind === 'number' ? [expr.value] : [])));
  const names = expressions.flatMap((expr) => (expr.kind === 'attribute' ? [expr.attr] : []));
  const answers = (status: number): boolean =>
    numbers.has(status) || names.some((name) => name.startsWith(`HTTP_${status}`));
  if (answers(429)) return 'limiter';
  if (answers(413)) return 'body-limit';
  return strings.some((text) => SECURITY_HEADERS.has(text)) ? 'headers' : undefined;
}

/** `for name, value in HEADERS.items()`: what the constant is about. */
function keysOfConstants(code: Code): readonly string[] {
  return expressionsIn(code.body).flatMap((expr) => {
    const value = expr.kind === 'name' ? code.valueOf(expr) : undefined;
    return value?.kind === 'dict' ? value.entries.flatMap(({ key }) => textOfValue(key) ?? []) : [];
  });
}
