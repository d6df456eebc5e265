/** What identifiers of this trade mean. A name alone never proves anything: rules that lean on it say so in their confidence. */

import { wordsOf } from '../words.ts';

export { namesIdentifier, namesOwnerField, namesPrivilege } from './things.ts';
export { wordsOf } from '../words.ts';

const SECRET_ENDINGS = [
  ['token'],
  ['jwt'],
  ['secret'],
  ['password'],
  ['passwd'],
  ['pwd'],
  ['passphrase'],
  ['apikey'],
  ['credential'],
  ['credentials'],
  ['api', 'key'],
  ['x', 'key'],
  ['access', 'key'],
  ['auth', 'key'],
  ['secret', 'key'],
  ['private', 'key'],
  ['signing', 'key'],
  ['encryption', 'key'],
  ['jwt', 'key'],
  ['master', 'key'],
  ['admin', 'key'],
  ['service', 'key'],
  ['webhook', 'key'],
  ['session', 'key'],
  ['valid', 'key'],
  ['expected', 'key'],
  ['client', 'secret'],
  ['pin', 'code'],
  ['otp'],
];
/** `next_token` and its kind are no credentials. */
const HARMLESS_BEFORE = new Set([
  'next',
  'page',
  'continuation',
  'sync',
  'cursor',
  'pagination',
  'csrf',
  'xsrf',
  'max',
  'num',
  'n',
  'count',
  'stop',
  'pad',
  'idempotency',
]);

/** A name whose value proves who calls, or signs that proof: `x_api_key`, `ACCESS_TOKEN`, `password`. */
export function namesCredential(name: string): boolean {
  const words = wordsOf(name);
  return SECRET_ENDINGS.some((ending) => {
    const at = words.length - ending.length;
    if (at < 0 || !ending.every((word, index) => words[at + index] === word)) return false;
    return !HARMLESS_BEFORE.has(words[at - 1] ?? '');
  });
}

/** A credential, or a digest made with one. */
export function namesComparedSecret(name: string): boolean {
  const last = wordsOf(name).at(-1) ?? '';
  return namesCredential(name) || ['signature', 'hmac', 'digest', 'mac', 'otp'].includes(last);
}

export function namesPassword(name: string): boolean {
  return wordsOf(name).some((word) => ['password', 'passwd', 'pwd', 'passphrase', 'pw', 'passcode'].includes(word));
}

const USER_WORDS = new Set([
  'user',
  'principal',
  'identity',
  'claims',
  'account',
  'member',
  'caller',
  'viewer',
  'actor',
  'subject',
  'me',
  'tenant',
  'owner',
  'requester',
]);

/** `current_user`, `principal`, `claims`: who the request acts for. */
export function namesCaller(name: string): boolean {
  return wordsOf(name).some((word) => USER_WORDS.has(word));
}

const GUARD_WORDS = new Set([
  'auth',
  'authenticate',
  'authenticated',
  'authentication',
  'authorize',
  'authorized',
  'authorization',
  'authorise',
  'authorised',
  'login',
  'logged',
  'permission',
  'permissions',
  'role',
  'roles',
  'scope',
  'scopes',
  'guard',
  'protect',
  'protected',
  'jwt',
  'token',
  'credentials',
]);
const GUARD_VERBS = new Set([
  'require',
  'requires',
  'required',
  'verify',
  'check',
  'ensure',
  'validate',
  'assert',
  'enforce',
  'must',
  'need',
  'needs',
  'only',
  'restrict',
]);
const GUARDED = new Set([
  'user',
  'admin',
  'superuser',
  'staff',
  'owner',
  'ownership',
  'access',
  'key',
  'apikey',
  'session',
  'signed',
  'active',
  'principal',
  'member',
]);

/** `get_current_user`, `require_admin`, `verify_api_key`, `login_required`: reads as "this keeps callers out". */
export function namesGuard(name: string): boolean {
  const words = wordsOf(name);
  if (namesOptional(name)) return false;
  if (words.includes('current') && words.some((word) => USER_WORDS.has(word) || word === 'admin')) return true;
  const verb = words.some((word) => GUARD_VERBS.has(word));
  if (verb && words.some((word) => GUARDED.has(word) || GUARD_WORDS.has(word))) return true;
  return (
    words.some((word) =>
      [
        'auth',
        'authenticate',
        'authenticated',
        'authorize',
        'authorized',
        'authorise',
        'authentication',
        'authorization',
        'protected',
        'guard',
      ].includes(word),
    ) && !words.includes('url')
  );
}

/** `get_optional_user`, `maybe_user`: a caller may be anonymous on purpose. */
export function namesOptional(name: string): boolean {
  const text = wordsOf(name).join(' ');
  return /\b(optional|maybe|anonymous|guest|or none|if any|if present|if authenticated|if exists|soft|try|peek|unsafe)\b/.test(
    text,
  );
}

const STORE_WORDS = new Set([
  'db',
  'session',
  'database',
  'conn',
  'connection',
  'repo',
  'repository',
  'store',
  'storage',
  'uow',
  'pool',
  'engine',
  'collection',
  'mongo',
  'redis',
  'cache',
]);

/** `get_db`, `SessionDep`: brings data, not a caller. */
export function namesStore(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.some((word) => STORE_WORDS.has(word)) && !words.some((word) => USER_WORDS.has(word) || GUARD_WORDS.has(word))
  );
}

const LIMIT_WORDS = new Set(['limit', 'limits', 'limiter', 'ratelimit', 'throttle', 'throttled']);

/** `limiter.limit`, `rate_limit`, `throttle`. */
export function namesLimit(name: string): boolean {
  return wordsOf(name).some((word) => LIMIT_WORDS.has(word));
}
