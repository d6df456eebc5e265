import type { DataField, DataModel, Facts } from '../../facts.ts';
import type { Route } from '../../model.ts';
import { textOf } from '../../../python/position.ts';
import { namesPassword, wordsOf } from '../authentication/names.ts';
import { shapeOf } from './types.ts';

/** Fields that no answer should carry. A name alone decides, so only two grades: a password or its hash, and other secrets. */
export type Grade = 'password' | 'secret';

const STATE = new Set([
  'is',
  'has',
  'must',
  'can',
  'should',
  'change',
  'changed',
  'reset',
  'expires',
  'expired',
  'expiry',
  'expiration',
  'at',
  'updated',
  'last',
  'set',
  'required',
  'count',
  'length',
  'policy',
  'url',
  'uri',
  'link',
  'enabled',
  'strength',
  'min',
  'max',
  'hint',
  'type',
  'id',
  'date',
  'time',
  'status',
  'provider',
  'only',
  'login',
  'protected',
  'name',
  'valid',
  'ok',
  'rules',
  'masked',
  'file',
  'path',
  'env',
  'version',
  'days',
  'attempts',
  'flow',
  'email',
  'public',
  'present',
  'configured',
  'exists',
  'usage',
  'limit',
  'cost',
  'input',
  'output',
  'total',
  'prompt',
]);
const SECRETS =
  /(^|_)(secret|secret_key|private_key|signing_key|encryption_key|api_key|apikey|token|recovery_codes|backup_codes|otp|mfa_seed)$/;

export function gradeOf(name: string): Grade | undefined {
  const words = wordsOf(name);
  if (words.some((word) => STATE.has(word)) && !/^(reset_token|last_password)$/.test(words.join('_'))) return undefined;
  // `vault_password_key`: under which name it is kept.
  if (namesPassword(name)) return /^(key|ref|alias|arn)$/.test(words.at(-1) ?? '') ? undefined : 'password';
  // `api_key_hash` is as good as the key to those who guess.
  const held = /^(hash|digest)$/.test(words.at(-1) ?? '') ? words.slice(0, -1) : words;
  return SECRETS.test(held.join('_')) && !words.some((word) => HARMLESS.has(word)) ? 'secret' : undefined;
}

/** `csrf_token` is meant for the page, `push_token` for a device, `next_page_token` for the next request. */
const HARMLESS = new Set([
  'csrf',
  'xsrf',
  'push',
  'fcm',
  'apns',
  'device',
  'next',
  'page',
  'cursor',
  'continuation',
  'sync',
  'upload',
  'download',
  'image',
  'unsubscribe',
]);

export interface Sensitive {
  readonly field: DataField;
  readonly grade: Grade;
}

/** Fields whose name and type say that they hold a credential as it is. */
export function sensitiveFields(facts: Facts, model: DataModel): readonly Sensitive[] {
  return model.fields.flatMap((field) => {
    const grade = gradeOf(field.name);
    return grade === undefined || !holdsText(facts, field) || isLeftOut(facts, field) || isRewritten(model, field)
      ? []
      : [{ field, grade }];
  });
}

/** `@field_serializer("password")`: what goes out is what the serializer makes of it. */
function isRewritten({ class: { def, module } }: DataModel, { name }: DataField): boolean {
  return def.body.some(
    (one) =>
      one.kind === 'function' &&
      one.decorators.some(({ expression }) => {
        const text = textOf(module, expression);
        return /serializer\(/.test(text) && (text.includes(`"${name}"`) || text.includes(`'${name}'`));
      }),
  );
}

/** A `bool` says whether there is one, `SecretStr` is masked, a relationship is another table. */
function holdsText(facts: Facts, field: DataField): boolean {
  if (field.annotation === undefined)
    return !/\brelationship\(|\bColumn\(\s*(?:\w+\.)?(?:Boolean|DateTime|Integer)\b/.test(
      field.value === undefined ? '' : field.module.text.slice(field.value.start, field.value.end),
    );
  const { kind, items } = shapeOf(facts.valueIn(field.module, field.annotation));
  return (
    kind === 'text' ||
    kind === 'bytes' ||
    kind === 'any' ||
    (kind === 'list' && items[0] !== undefined && shapeOf(items[0]).kind === 'text')
  );
}

/** `Field(exclude=True)`. */
function isLeftOut(facts: Facts, field: DataField): boolean {
  const value = field.value === undefined ? undefined : facts.valueIn(field.module, field.value);
  const shape = field.annotation === undefined ? undefined : shapeOf(facts.valueIn(field.module, field.annotation));
  return [...(value === undefined ? [] : [value]), ...(shape?.metadata ?? [])].some((one) => {
    const exclude = one.kind === 'external-call' ? one.args.keywords.get('exclude') : undefined;
    return exclude !== undefined && !(exclude.kind === 'bool' && !exclude.value);
  });
}

const ISSUES = new Set([
  'login',
  'signin',
  'token',
  'tokens',
  'key',
  'keys',
  'secret',
  'secrets',
  'auth',
  'oauth',
  'oauth2',
  'refresh',
  'apikey',
  'webhook',
  'webhooks',
  'credential',
  'credentials',
  'share',
  'invite',
  'session',
  'sessions',
  'rotate',
  'mfa',
  'totp',
  'otp',
  '2fa',
  'password',
  'passwords',
  'register',
  'signup',
  'invitation',
  'setup',
  'enroll',
  'jwt',
  'settings',
  'config',
]);

/** Handing out a token or key is what these are for; a creation shows it once. */
export function issuesSecrets(route: Route): boolean {
  if (route.methods.includes('POST')) return true;
  return namesIssue(`${route.path.text} ${route.endpoint.slice(route.endpoint.indexOf(':') + 1)}`);
}

export function namesIssue(name: string): boolean {
  return wordsOf(name).some((word) => ISSUES.has(word));
}

/** Sensitive fields that matter on this route. */
export function exposedFields(facts: Facts, route: Route, model: DataModel): readonly Sensitive[] {
  return sensitiveFields(facts, model).filter(({ grade }) => grade === 'password' || !issuesSecrets(route));
}
