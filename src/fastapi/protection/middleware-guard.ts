import type { Call } from '../../python/syntax.ts';
import { classAttribute, hasBase } from '../interpreter/attributes.ts';
import type { AppObject, MiddlewareUse } from '../model.ts';
import type { BareRoute } from '../bare-route.ts';
import type { FunctionValue, Value } from '../value.ts';
import { judgeBackend } from './backend-guard.ts';
import { demandsIn, NO_JUDGEMENT, requestOf, statusesIn, toJudgement, type Judgement } from './judgement.ts';
import type { Protector } from './protector.ts';
import type { Body } from './body.ts';
import type { Origin } from './origins.ts';

/** Middleware of packages that turns away what brings no good credential. */
const KNOWN_GUARDS =
  /^(fastapi_key_auth(\.\w+)*\.AuthorizerMiddleware|fastapi_opa(\.\w+)*\.OPAMiddleware|fastapi_cloudauth(\.\w+)*\.\w*Middleware)$/;
/** Middleware of packages we do not know, with a name that promises a guard. */
const AUTH_NAME = /auth(?!or)|login|jwt|token|oidc|keycloak|(?<!headers?|body|size|rate|csp)guard|saml|sso/i;
const HTTP_ONLY = /^starlette\.middleware\.base\.BaseHTTPMiddleware$/;

/** What a middleware does to requests for one route. */
export function judgeMiddleware(
  protector: Protector,
  use: MiddlewareUse,
  row: BareRoute,
  apps: readonly AppObject[],
): Judgement {
  if (row.kind === 'mount' || use.afterStart) return NO_JUDGEMENT;
  const { value } = use;
  if (value.kind === 'external') return judgeOutside(protector, use, value, row, apps);
  const isHttpOnly = use.how === 'decorator' || (value.kind === 'class' && hasBase(value, HTTP_ONLY));
  // A guard for HTTP never sees a socket.
  if (row.kind === 'websocket' && isHttpOnly) return NO_JUDGEMENT;
  const body = bodyOf(protector, value);
  if (body === undefined) return NO_JUDGEMENT;
  return judgeFunction(protector, use, body, row, apps);
}

function judgeOutside(
  protector: Protector,
  use: MiddlewareUse,
  value: Extract<Value, { kind: 'external' }>,
  row: BareRoute,
  apps: readonly AppObject[],
): Judgement {
  if (value.name === 'starlette.middleware.base.BaseHTTPMiddleware') {
    const dispatch = use.args.keywords.get('dispatch') ?? use.args.positional[0];
    if (row.kind === 'websocket' || dispatch === undefined) return NO_JUDGEMENT;
    const fn = protector.functionOf(dispatch);
    return fn === undefined ? NO_JUDGEMENT : judgeFunction(protector, use, fn, row, apps);
  }
  if (value.name === 'starlette.middleware.authentication.AuthenticationMiddleware')
    return judgeBackend(protector, use, row, apps);
  if (KNOWN_GUARDS.test(value.name)) {
    return {
      stopsAnonymous: true,
      guards: [
        { name: value.name, kind: 'library', site: use.site, scopes: [], proof: [], statuses: [401], demands: [] },
      ],
      readsCredential: true,
    };
  }
  const last = value.name.split('.').at(-1) ?? '';
  if (/^(starlette|fastapi)\./.test(value.name) || !AUTH_NAME.test(last)) return NO_JUDGEMENT;
  return { ...NO_JUDGEMENT, unknown: `the middleware ${value.name} cannot be read` };
}

function bodyOf(protector: Protector, value: Value): FunctionValue | undefined {
  if (value.kind === 'function') return value;
  if (value.kind === 'bound-method') return value.function;
  if (value.kind !== 'class') return undefined;
  for (const name of ['dispatch', '__call__']) {
    const found = classAttribute(protector.machine, value, name, value.site);
    if (found?.kind === 'function') return found;
  }
  return undefined;
}

function judgeFunction(
  protector: Protector,
  use: MiddlewareUse,
  fn: FunctionValue,
  row: BareRoute,
  apps: readonly AppObject[],
): Judgement {
  const asked = asBody(protector, fn, row, apps);
  if (asked === undefined) return NO_JUDGEMENT;
  const found = protector.enforcer.enforcementOf(asked);
  const judged = toJudgement(found, {
    name: use.name,
    kind: 'middleware',
    site: use.site,
    scopes: [],
    proof: found.rejections[0]?.evidence ?? [],
    statuses: statusesIn(found),
    demands: demandsIn(found),
  });
  // A middleware that only sets `request.state.user` says nothing of the routes behind it.
  const stopsAnonymous = judged.stopsAnonymous && (use.condition === undefined || use.usual === true);
  const guards = stopsAnonymous ? judged.guards : [];
  return {
    stopsAnonymous,
    guards,
    readsCredential: guards.length > 0,
    ...(judged.unknown !== undefined && judged.guards.length > 0 ? { unknown: judged.unknown } : {}),
  };
}

/** The body of a middleware of ours, as it runs for one route. */
export function middlewareBody(
  protector: Protector,
  { value, args }: MiddlewareUse,
  row: BareRoute,
  apps: readonly AppObject[],
): Body | undefined {
  const given = value.kind === 'external' ? (args.keywords.get('dispatch') ?? args.positional[0]) : undefined;
  const fn = given === undefined ? bodyOf(protector, value) : protector.functionOf(given);
  return fn === undefined ? undefined : asBody(protector, fn, row, apps);
}

function asBody(protector: Protector, fn: FunctionValue, row: BareRoute, apps: readonly AppObject[]): Body | undefined {
  const code = protector.finder.codeFor(fn);
  if (code === undefined) return undefined;
  const origins = new Map<string, Origin>();
  for (const param of code.def?.params ?? []) {
    if (
      param.name === 'request' ||
      param.name === 'scope' ||
      /\bRequest\b/.test(code.module.text.slice(param.start, param.end))
    )
      origins.set(param.name, 'request');
  }
  return { code, origins, role: 'middleware', apps, request: requestOf(row), passes: isHandOver };
}

/** `call_next(request)`, `self.app(scope, receive, send)`. */
function isHandOver(call: Call): boolean {
  const { func } = call;
  if (func.kind === 'name') return func.id === 'call_next' || func.id === 'app';
  return (
    func.kind === 'attribute' &&
    (func.attr === 'app' || func.attr === 'call_next' || func.attr === '_app') &&
    func.value.kind === 'name' &&
    func.value.id === 'self'
  );
}
