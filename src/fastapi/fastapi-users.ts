import type { CallArguments, ExternalCallValue, Value } from './value.ts';
import { argumentOf, defaultOf, NO_ARGUMENTS } from './values.ts';

/**
 * What fastapi-users' `current_user(...)` pulls in: the manager's getter, for each backend its transport's scheme and its
 * strategy's getter, and the getter of the enabled backends. Source: fastapi_users/authentication/authenticator.py, release 15.0.5.
 */

const CURRENT_USER = /^fastapi_users(\.\w+)*\.(FastAPIUsers(\(\))?(\.authenticator)?|Authenticator(\(\))?)\.(\w+)$/;
const BACKEND = /^fastapi_users(\.\w+)*\.AuthenticationBackend(\[\])?$/;
const SCHEME_OF_TRANSPORT: readonly [RegExp, string][] = [
  [/^fastapi_users(\.\w+)*\.BearerTransport$/, 'fastapi.security.OAuth2PasswordBearer'],
  [/^fastapi_users(\.\w+)*\.CookieTransport$/, 'fastapi.security.APIKeyCookie'],
];
/** As Python names what the methods return. */
const DEPENDENCY_OF_METHOD = new Map(
  ['current_user', 'current_user_token'].map((name) => [
    name,
    `fastapi_users.authentication.authenticator:Authenticator.${name}.<locals>.${name}_dependency`,
  ]),
);

/** As Python names the dependency that `current_user(…)` or `current_user_token(…)` returned; undefined for all others. */
export function currentUserName(value: Value): string | undefined {
  if (value.kind !== 'external-call') return undefined;
  return DEPENDENCY_OF_METHOD.get(CURRENT_USER.exec(value.callee)?.at(-1) ?? '');
}

/** The callables below it, in the order of its signature. */
export function currentUserParts(value: ExternalCallValue): readonly Value[] {
  const owner = ownerOf(value);
  if (owner === undefined) return [];
  const ofAuthenticator = /\.Authenticator(\(\))?\./.test(value.callee);
  const manager = argumentOf(owner, 'get_user_manager', ofAuthenticator ? 1 : 0);
  const backends = argumentOf(owner, ofAuthenticator ? 'backends' : 'auth_backends', ofAuthenticator ? 0 : 1);
  const listed = backends?.kind === 'list' || backends?.kind === 'tuple' ? backends.items : [];
  const enabled = value.args.keywords.get('get_enabled_backends');
  return [manager, ...listed.flatMap(backendParts), enabled].flatMap((part) => part ?? []);
}

/** What `FastAPIUsers(…)`, or an own subclass of it, was made with. */
function ownerOf(value: ExternalCallValue): CallArguments | undefined {
  const owner = value.receiver;
  return owner?.kind === 'external-call' || owner?.kind === 'instance' ? owner.args : undefined;
}

/** `backend.get_strategy`, `backend.transport`, `transport.scheme`: what the object was made with, or makes of it. */
export function backendAttribute(object: ExternalCallValue, name: string): Value | undefined {
  if (name === 'scheme') return schemeOfTransport(object);
  if (!BACKEND.test(object.callee)) return undefined;
  if (name === 'transport') return argumentOf(object.args, name, 1);
  return name === 'get_strategy' ? argumentOf(object.args, name, 2) : undefined;
}

function backendParts(backend: Value): Value[] {
  const settled = defaultOf(backend);
  if (settled.kind !== 'external-call') return [];
  const strategy = backendAttribute(settled, 'get_strategy');
  const scheme = schemeOfTransport(backendAttribute(settled, 'transport'));
  return [scheme, strategy].flatMap((part) => part ?? []);
}

function schemeOfTransport(transport: Value | undefined): Value | undefined {
  if (transport?.kind !== 'external-call') return undefined;
  const scheme = SCHEME_OF_TRANSPORT.find(([pattern]) => pattern.test(transport.callee))?.[1];
  if (scheme === undefined) return undefined;
  const { site } = transport;
  const keywords = new Map<string, Value>([['auto_error', { kind: 'bool', value: false, site }]]);
  return { kind: 'external-call', callee: scheme, args: { ...NO_ARGUMENTS, keywords }, site };
}
