import type { Value } from './value.ts';
import { argumentOf } from './values.ts';

/**
 * What fastapi-users' `current_user(...)` pulls in: the manager's getter, and for each backend its transport's scheme
 * and its strategy's getter. Source: fastapi_users/authentication/authenticator.py, release 15.0.5.
 */

const CURRENT_USER = /^fastapi_users(\.\w+)*\.FastAPIUsers(\(\))?\.current_user$/;
const SCHEME_OF_TRANSPORT: readonly [RegExp, string][] = [
  [/\.BearerTransport$/, 'fastapi.security.OAuth2PasswordBearer'],
  [/\.CookieTransport$/, 'fastapi.security.APIKeyCookie'],
];

/** As Python names the dependency that `current_user` returns. */
export const CURRENT_USER_NAME =
  'fastapi_users.authentication.authenticator:Authenticator.current_user.<locals>.current_user_dependency';

/** True for the dependency that `current_user(…)` returned. */
export function isCurrentUser(value: Value): boolean {
  return value.kind === 'external-call' && CURRENT_USER.test(value.callee);
}

/** The callables below it, in the order of its signature. */
export function currentUserParts(value: Extract<Value, { kind: 'external-call' }>): readonly Value[] {
  const owner = value.receiver;
  if (owner?.kind !== 'external-call') return [];
  const manager = argumentOf(owner.args, 'get_user_manager', 0);
  const backends = argumentOf(owner.args, 'auth_backends', 1);
  const listed = backends?.kind === 'list' || backends?.kind === 'tuple' ? backends.items : [];
  return [...(manager === undefined ? [] : [manager]), ...listed.flatMap(backendParts)];
}

function backendParts(backend: Value): Value[] {
  if (backend.kind !== 'external-call') return [];
  const transport = argumentOf(backend.args, 'transport', 1);
  const strategy = argumentOf(backend.args, 'get_strategy', 2);
  const callee = transport?.kind === 'external-call' ? transport.callee : undefined;
  const scheme = SCHEME_OF_TRANSPORT.find(([pattern]) => callee !== undefined && pattern.test(callee))?.[1];
  const parts: Value[] = strategy === undefined ? [] : [strategy];
  if (scheme === undefined || transport === undefined) return parts;
  const autoError = { kind: 'bool' as const, value: false, site: transport.site };
  const keywords = new Map<string, Value>([['auto_error', autoError]]);
  return [
    {
      kind: 'external-call',
      callee: scheme,
      args: { positional: [], keywords, keywordSites: new Map(), open: false },
      site: transport.site,
    },
    ...parts,
  ];
}
