/**
 * One name for each thing of FastAPI and Starlette, whatever module it was imported from.
 * Public names win: `fastapi.routing.APIRouter` is `fastapi.APIRouter`; what FastAPI only re-exports keeps Starlette's name.
 */

const FROM_FASTAPI = new Map([
  ['fastapi.applications.FastAPI', 'fastapi.FastAPI'],
  ['fastapi.routing.APIRouter', 'fastapi.APIRouter'],
  ['fastapi.exceptions.HTTPException', 'fastapi.HTTPException'],
  ['fastapi.exceptions.WebSocketException', 'fastapi.WebSocketException'],
  ['fastapi.datastructures.UploadFile', 'fastapi.UploadFile'],
  ['fastapi.background.BackgroundTasks', 'fastapi.BackgroundTasks'],
  ['fastapi.requests.HTTPConnection', 'starlette.requests.HTTPConnection'],
  ['fastapi.Request', 'starlette.requests.Request'],
  ['fastapi.Response', 'starlette.responses.Response'],
  ['fastapi.WebSocket', 'starlette.websockets.WebSocket'],
  ['fastapi.WebSocketDisconnect', 'starlette.websockets.WebSocketDisconnect'],
  ['fastapi.status', 'starlette.status'],
  ['fastapi.middleware.Middleware', 'starlette.middleware.Middleware'],
]);

const PARAMETERS = new Set(['Depends', 'Security', 'Query', 'Path', 'Body', 'Form', 'File', 'Header', 'Cookie']);
const OWN_RESPONSES = new Set(['ORJSONResponse', 'UJSONResponse', 'EventSourceResponse']);
const SCHEME_MODULES = new Map([
  [
    'oauth2',
    [
      'OAuth2',
      'OAuth2PasswordBearer',
      'OAuth2AuthorizationCodeBearer',
      'OAuth2PasswordRequestForm',
      'OAuth2PasswordRequestFormStrict',
      'SecurityScopes',
    ],
  ],
  [
    'http',
    ['HTTPBearer', 'HTTPBasic', 'HTTPDigest', 'HTTPBase', 'HTTPAuthorizationCredentials', 'HTTPBasicCredentials'],
  ],
  ['api_key', ['APIKeyHeader', 'APIKeyQuery', 'APIKeyCookie']],
  ['open_id_connect_url', ['OpenIdConnect']],
]);
const SCHEME_HOME = new Map(
  [...SCHEME_MODULES].flatMap(([module, names]) => names.map((name) => [name, module] as const)),
);

/** Classes whose instances extract a credential and compare nothing. */
export const SCHEMES: ReadonlySet<string> = new Set(
  [
    'OAuth2',
    'OAuth2PasswordBearer',
    'OAuth2AuthorizationCodeBearer',
    'HTTPBearer',
    'HTTPBasic',
    'HTTPDigest',
    'HTTPBase',
    'APIKeyHeader',
    'APIKeyQuery',
    'APIKeyCookie',
    'OpenIdConnect',
  ].map((name) => `fastapi.security.${name}`),
);

/** The canonical name of an imported thing. */
export function canonical(name: string): string {
  const folded = FROM_FASTAPI.get(name);
  if (folded !== undefined) return folded;
  if (name.startsWith('typing_extensions.')) return name.replace('_extensions', '');
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (/^fastapi\.(params|param_functions)\./.test(name) && PARAMETERS.has(last)) return `fastapi.${last}`;
  if (name.startsWith('fastapi.security.') && SCHEME_HOME.has(last)) return `fastapi.security.${last}`;
  if (name.startsWith('fastapi.responses.')) return OWN_RESPONSES.has(last) ? name : `starlette.responses.${last}`;
  for (const part of ['middleware', 'staticfiles', 'templating', 'websockets', 'requests', 'concurrency', 'status']) {
    const prefix = `fastapi.${part}.`;
    if (name.startsWith(prefix) && !name.startsWith('fastapi.middleware.asyncexitstack'))
      return `starlette.${part}.${name.slice(prefix.length)}`;
  }
  return name;
}

/** `defining.module:Name` of a library's class, as Python would print it. */
export function definingName(name: string): string {
  if (name.includes(':')) return name;
  const cut = name.lastIndexOf('.');
  const last = name.slice(cut + 1);
  const home = name.startsWith('fastapi.security.') ? SCHEME_HOME.get(last) : undefined;
  if (home !== undefined) return `fastapi.security.${home}:${last}`;
  if (name.startsWith('fastapi_login.LoginManager'))
    return `fastapi_login.fastapi_login:${name.slice('fastapi_login.'.length).replace('()', '')}`;
  // `Provide[Container.service]` is an object, whatever stands in the brackets.
  if (/^dependency_injector\.wiring\.(Provide|Provider|Closing)\[\]$/.test(name))
    return name.slice(0, -2).replace('.wiring.', '.wiring:');
  if (name === 'fastapi.BackgroundTasks') return 'fastapi.background:BackgroundTasks';
  return cut < 0 ? name : `${name.slice(0, cut)}:${last}`;
}
