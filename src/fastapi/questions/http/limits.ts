import { isLoginForm } from '../../protection/parameters.ts';
import { treeOf } from '../../dependency-tree.ts';
import type { Code, Facts } from '../../facts.ts';
import type { AppObject, DependencyUse, MiddlewareUse, Route } from '../../model.ts';
import type { Value } from '../../value.ts';
import { lastName, nodesIn } from '../code.ts';
import { namesLimit, namesPassword, wordsOf } from '../authentication/names.ts';
import { isPublicPath, segmentsOf } from '../authentication/paths.ts';
import { remembered } from '../remember.ts';
import { isOpaque, shortMiddleware, takesEffect } from './apps.ts';
import { middlewareBodies, reachableCode, reachableFrom } from './bodies.ts';

/** Rate limits: who has one, and which routes need one most. */

export type Limit = 'yes' | 'no' | 'unknown';

const LIMITER = /slow_?api|rate_?limit|throttl|limiter/i;
/** Suites that limit among other things. */
const SUITE =
  /^(fastapi_guard|guard|fastapi_shield|fastapi_armor|zuplo|asgi_ratelimit|ratelimit|fastapi_throttle\w*|slowapi|fastapi_limiter|fastapi_simple_rate_limiter|fastapi_advanced_rate_limiter|pyrate_limiter|limits|throttled)(\.|$)/;

/** Answers 429 or 423 itself. */
export const answersTooMany = remembered(() => {
  const known = new Map<Code, boolean>();
  return (code: Code): boolean => {
    const found = known.get(code) ?? hasTooMany(code);
    known.set(code, found);
    return found;
  };
});

function hasTooMany(code: Code): boolean {
  return nodesIn(code.body).some(
    (node) =>
      (node.kind === 'number' && (node.value === 429 || node.value === 423)) ||
      (node.kind === 'attribute' && /^(HTTP_4(29|23)_|TOO_MANY_REQUESTS$|LOCKED$)/.test(node.attr)) ||
      (node.kind === 'name' && /TooMany|RateLimit(Exceeded|Error)|HTTP_429|HTTP_423/.test(node.id)),
  );
}

export function limitOfApp(facts: Facts, app: AppObject): Limit {
  const limits = app.middleware.filter(takesEffect).map((use) => limitOfMiddleware(facts, use));
  return limits.includes('yes') ? 'yes' : limits.includes('unknown') || app.args.open ? 'unknown' : 'no';
}

function limitOfMiddleware(facts: Facts, use: MiddlewareUse): Limit {
  const configured = facts.config.rateLimiters;
  if (
    configured.includes(use.name) ||
    configured.includes(use.name.replace(':', '.')) ||
    LIMITER.test(shortMiddleware(use)) ||
    SUITE.test(use.name)
  )
    return 'yes';
  const bodies = middlewareBodies(facts, use);
  if (bodies.some((code) => answersTooMany(facts)(code) || callsLimiter(code))) return 'yes';
  return isOpaque(use) ? 'unknown' : 'no';
}

export function limitOfRoute(facts: Facts, route: Route): Limit {
  const decorators = [...route.decoratorsBelow, ...route.decoratorsAbove];
  if (
    decorators.some(
      ({ text, value }) => LIMITER.test(text) || namesLimit(text.split('(')[0] ?? '') || isLimiter(facts, value),
    )
  )
    return 'yes';
  const uses = treeOf(route.dependencies);
  if (uses.some((use) => isLimitDependency(facts, use))) return 'yes';
  if (route.handler === undefined) return 'unknown';
  const code = facts.codeOf(route.handler);
  if (code === undefined) return 'unknown';
  if (reachableCode(facts, code).some((one) => answersTooMany(facts)(one) || callsLimiter(one))) return 'yes';
  return route.openDependencies || uses.some(({ resolved, scheme }) => !resolved && scheme === undefined)
    ? 'unknown'
    : 'no';
}

function isLimitDependency(facts: Facts, use: DependencyUse): boolean {
  const configured = facts.config.rateLimiters;
  if (configured.includes(use.name) || configured.includes(use.name.replace(':', '.'))) return true;
  return namesLimit(lastName(use.name)) || LIMITER.test(use.name) || isLimiter(facts, use.value);
}

function isLimiter(facts: Facts, value: Value): boolean {
  const name = value.kind === 'external' ? value.name : value.kind === 'external-call' ? value.callee : '';
  if (SUITE.test(name) || LIMITER.test(name)) return true;
  return reachableFrom(facts, value).some((code) => answersTooMany(facts)(code) || callsLimiter(code));
}

/** `await rate_limiter.check(ip)`, `throttle(user)`, `limits.hit(...)`, `login_attempts(...)`. */
function callsLimiter(code: Code): boolean {
  return code.calls.some((call) => {
    if (SUITE.test(call.callee)) return true;
    const { func } = call.node;
    const text = code.module.text.slice(func.start, func.end);
    return (
      LIMITER.test(text) ||
      /too_many|lock(ed)?_?out|failed_?(login|attempt)|login_?attempt|brute/i.test(text) ||
      (func.kind === 'attribute' && func.attr === 'hit')
    );
  });
}

const CREDENTIAL_PATHS = new Set([
  'login',
  'log-in',
  'signin',
  'sign-in',
  'token',
  'access-token',
  'register',
  'registration',
  'signup',
  'sign-up',
  'authenticate',
  'reset-password',
  'password-reset',
  'forgot-password',
  'recover-password',
  'password-recovery',
  'request-password-reset',
  'forgot',
  'otp',
  'verify-otp',
  'send-otp',
  'request-otp',
  '2fa',
  'mfa',
  'totp',
  'magic-link',
  'verify-code',
  'verify-2fa',
  'verify-mfa',
  'resend-otp',
  'resend-code',
  'send-code',
  'resend-verification',
  'resend-verification-email',
  'send-verification',
  'send-verification-email',
  'verify-email',
  'confirm-email',
]);

/** A step of what comes before it: `/password/reset/confirm`. */
const STEPS = /^(confirm|request|complete|start|initiate|finish)$/i;
/** Everything below them is a way in: `/login/pin`, `/password-recovery/{email}`. */
const CREDENTIAL_PARENTS = /^(log-?in|sign-?in|password-recovery)$/i;

/** Where passwords, codes or tokens are tried, or mails are sent on request. */
export function isCredentialRoute(route: Route): boolean {
  if (!isOpenPost(route)) return false;
  if (route.parameters.some(takesLoginForm)) return true;
  const statics = segmentsOf(route.path.text).filter((segment) => !segment.includes('{'));
  if (statics.length > 2 && STEPS.test(statics.at(-1) ?? '')) statics.pop();
  const [parent, last] = [statics.at(-2) ?? '', statics.at(-1) ?? ''];
  // `/devices/{id}/register` registers no user.
  if (/^(register|registration)$/i.test(last) && !isPublicPath(route.path.text)) return false;
  return (
    // `/otp/verify` is `/verify-otp`, `/password/reset` is `/password-reset`.
    [last, `${parent}-${last}`, `${last}-${parent}`].some((name) => CREDENTIAL_PATHS.has(wordsOf(name).join('-'))) ||
    CREDENTIAL_PATHS.has(last.toLowerCase()) ||
    CREDENTIAL_PARENTS.test(parent)
  );
}

function isOpenPost(route: Route): boolean {
  return route.kind === 'http' && route.methods.includes('POST') && route.protection.status !== 'protected';
}

/** A password comes in with the body or form, whatever the path says: it is tried, or an account is made. */
export function takesPassword(facts: Facts, route: Route): boolean {
  if (!isOpenPost(route)) return false;
  return route.parameters.some(({ source, name, annotation }) => {
    if (source !== 'body' && source !== 'form') return false;
    const model = annotation === undefined ? undefined : facts.modelOf(annotation);
    return isTried(name) || model?.fields.some((field) => isTried(field.name)) === true;
  });
}

/** A password, or a code that stands for one. */
function isTried(name: string): boolean {
  return (
    namesPassword(name) ||
    /^((otp|totp|mfa|2fa|two_factor|verification)(_code)?|passcode|pin)$/.test(wordsOf(name).join('_'))
  );
}

function takesLoginForm({ annotation, dependency }: Route['parameters'][number]): boolean {
  return [annotation, dependency?.value].some(isLoginForm);
}
