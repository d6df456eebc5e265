import type { Value } from './value.ts';
import { alternativesOf } from './values.ts';

/** What a dependency from a known package does. Source: the packages' own releases, newest on 2026-11-23. */
export interface LibraryDependency {
  readonly kind: 'guard' | 'optional' | 'other';
  readonly package: string;
  /** What it asks beyond a login: `superuser` of `current_user(superuser=True)`. */
  readonly demands: readonly string[];
}

interface Entry {
  readonly package: string;
  /** Versions looked at. */
  readonly version: string;
  /** Canonical names (of a value or of the callee that made it). */
  readonly pattern: RegExp;
  readonly kind: LibraryDependency['kind'];
}

const TABLE: readonly Entry[] = [
  {
    package: 'fastapi-users',
    version: '15.0.5',
    pattern:
      /^fastapi_users(\.\w+)*\.(FastAPIUsers(\(\))?(\.authenticator)?|Authenticator(\(\))?)\.current_user(_token)?$/,
    kind: 'guard',
  },
  {
    package: 'authx',
    version: '1.7.1',
    pattern:
      /^authx(\.\w+)*\.AuthX\(\)\.(access_token_required|fresh_token_required|refresh_token_required|token_required|scopes_required|get_current_subject|get_dependency)(\(\))?$/,
    kind: 'guard',
  },
  { package: 'fastapi-login', version: '1.10.3', pattern: /^fastapi_login(\.\w+)*\.LoginManager$/, kind: 'guard' },
  {
    package: 'fastapi-login',
    version: '1.10.3',
    pattern: /^fastapi_login(\.\w+)*\.LoginManager\(\)\.optional$/,
    kind: 'optional',
  },
  {
    package: 'fastapi-jwt',
    version: '0.3.0',
    pattern: /^fastapi_jwt(\.\w+)*\.Jwt(Access|Refresh)(Bearer|Cookie|BearerCookie)$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-azure-auth',
    version: '5.3.0',
    pattern: /^fastapi_azure_auth(\.\w+)*\.\w*(AzureAuthorizationCodeBearer|MultiTenantAuthorizationCodeBearer)$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-keycloak',
    version: '1.1.1',
    pattern: /^fastapi_keycloak(\.\w+)*\.FastAPIKeycloak\(\)\.get_current_user$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-auth0',
    version: '0.5.0',
    pattern: /^fastapi_auth0(\.\w+)*\.Auth0\(\)\.get_user$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-auth0',
    version: '0.5.0',
    // They document the login: one answers None to everybody, the others look at the form of the header alone.
    pattern: /^fastapi_auth0(\.\w+)*\.Auth0\(\)\.(implicit|password|authcode|oidc)_scheme$/,
    kind: 'optional',
  },
  {
    package: 'auth0-fastapi-api',
    version: '1.0.0b9',
    pattern: /^fastapi_plugin(\.\w+)*\.Auth0FastAPI\(\)\.require_auth$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-cloudauth',
    version: '0.4.3',
    pattern:
      /^fastapi_cloudauth(\.\w+)*\.\w+(CurrentUser|Current|UserInfo)$|^fastapi_cloudauth(\.\w+)*\.\w+\(\)\.scope$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-clerk-auth',
    version: '0.0.9',
    pattern: /^fastapi_clerk_auth(\.\w+)*\.ClerkHTTPBearer$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-nextauth-jwt',
    version: '2.1.1',
    pattern: /^fastapi_nextauth_jwt(\.\w+)*\.NextAuthJWT(v4)?$/,
    kind: 'guard',
  },
  {
    package: 'propelauth-fastapi',
    version: '4.4.0',
    pattern: /^propelauth_fastapi(\.\w+)*\.init_auth\(\)\.require_\w+(\(\))?$/,
    kind: 'guard',
  },
  {
    package: 'propelauth-fastapi',
    version: '4.4.0',
    pattern: /^propelauth_fastapi(\.\w+)*\.init_auth\(\)\.optional_user$/,
    kind: 'optional',
  },
  {
    package: 'fief-client',
    version: '0.20.0',
    pattern: /^fief_client(\.\w+)*\.FiefAuth\(\)\.(authenticated|current_user)$/,
    kind: 'guard',
  },
  {
    package: 'supertokens-python',
    version: '0.31.4',
    pattern: /^supertokens_python(\.\w+)*\.verify_session$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-third-party-auth',
    version: '0.1.2',
    pattern: /^fastapi_third_party_auth(\.\w+)*\.Auth\(\)\.required$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-third-party-auth',
    version: '0.1.2',
    pattern: /^fastapi_third_party_auth(\.\w+)*\.Auth\(\)\.optional$/,
    kind: 'optional',
  },
  {
    package: 'fastapi-key-auth',
    version: '0.15.5',
    pattern: /^fastapi_key_auth(\.\w+)*\.AuthorizerDependency$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-simple-security',
    version: '1.3.0',
    pattern: /^fastapi_simple_security(\.\w+)*\.api_key_security$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-permissions',
    version: '0.2.7',
    pattern: /^fastapi_permissions(\.\w+)*\.configure_permissions\(\)$/,
    kind: 'guard',
  },
  {
    package: 'fastapi-limiter',
    version: '0.2.0',
    pattern: /^fastapi_limiter(\.\w+)*\.(RateLimiter|WebSocketRateLimiter)$/,
    kind: 'other',
  },
  {
    package: 'fastapi-jwt-auth',
    version: '0.5.0',
    pattern: /^(fastapi_jwt_auth|another_fastapi_jwt_auth|async_fastapi_jwt_auth)(\.\w+)*\.AuthJWT(Bearer)?$/,
    kind: 'other',
  },
  {
    package: 'fastapi-csrf-protect',
    version: '1.0.7',
    pattern: /^fastapi_csrf_protect(\.\w+)*\.CsrfProtect$/,
    kind: 'other',
  },
  {
    package: 'dependency-injector',
    version: '4.48',
    pattern: /^dependency_injector(\.\w+)*\.(Provide|Closing)(\[\])?/,
    kind: 'other',
  },
  { package: 'fastapi-pagination', version: '0.13', pattern: /^fastapi_pagination(\.\w+)*\.\w*Params$/, kind: 'other' },
  { package: 'fastapi-filter', version: '2.0', pattern: /^fastapi_filter(\.\w+)*\.FilterDepends$/, kind: 'other' },
];

/** The table's word on a dependency; undefined for packages that are not in it. */
export function libraryDependency(value: Value): LibraryDependency | undefined {
  const name = value.kind === 'external' ? value.name : value.kind === 'external-call' ? value.callee : undefined;
  if (name === undefined) return undefined;
  const entry = TABLE.find((one) => one.pattern.test(name));
  if (entry === undefined) return undefined;
  if (entry.kind === 'guard' && isOptional(value)) return { kind: 'optional', package: entry.package, demands: [] };
  const demands = ['superuser', 'verified', 'active'].filter((name) => isAsked(value, name));
  return { kind: entry.kind, package: entry.package, demands };
}

/** `current_user(superuser=True)`. */
function isAsked(value: Value, name: string): boolean {
  const given = value.kind === 'external-call' ? value.args.keywords.get(name) : undefined;
  return given?.kind === 'bool' && given.value;
}

/** Arguments with which a guard lets those by who bring nothing, and what each is then not. */
const OPTIONAL: readonly (readonly [keyword: string, guards: boolean])[] = [
  ['optional', false],
  ['auto_error', true],
  ['session_required', true],
];

/** What is computed is a switch of whoever deploys: it is set so that it guards. */
function isOptional(value: Value): boolean {
  if (value.kind !== 'external-call') return false;
  const { keywords } = value.args;
  return OPTIONAL.some(([keyword, guards]) => {
    const given = keywords.get(keyword);
    return given !== undefined && alternativesOf(given).every(({ value: one }) => isBool(one, !guards));
  });
}

function isBool(value: Value, wanted: boolean): boolean {
  return value.kind === 'bool' && value.value === wanted;
}
