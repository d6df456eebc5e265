import type { Site } from '../../../core/span.ts';
import type { CallArguments, DecoratorUse, Value } from '../../value.ts';
import { argumentOf, stringsOf } from '../../values.ts';
import { classAttribute } from '../attributes.ts';
import { appliedTo, decoratingOf } from './decorating.ts';
import { callValue } from '../calls.ts';
import type { Machine } from '../machine.ts';
import type { Registration, RouterNode } from '../nodes.ts';
import { pathOf } from './paths.ts';
import { throughRouteClass } from './route-classes.ts';

/** Methods of an app or router that register an operation of the same HTTP method. */
export const VERBS: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
]);

const DECORATORS = new Set([...VERBS, 'api_route', 'websocket', 'route', 'websocket_route']);

/** A method whose result, given a function, registers it. */
export function isRouteMethod(name: string): boolean {
  return DECORATORS.has(name);
}

/** The app or router, and the method, behind `router.get`. */
export function routerMethod(
  machine: Machine,
  name: string,
  receiver: Value | undefined,
): { router: RouterNode; method: string } | undefined {
  const match = /^(?:fastapi\.(?:FastAPI|APIRouter)|starlette\.applications\.Starlette)\(\)\.(\w+)$/.exec(name);
  if (match?.[1] === undefined) return undefined;
  if (receiver?.kind === 'app') return { router: machine.appNode(receiver.app).router, method: match[1] };
  if (receiver?.kind === 'router') return { router: machine.routerNode(receiver.router), method: match[1] };
  return undefined;
}

/** `@router.get("/x")`: the result of a call that, given a function, registers it. */
export function isRouteDecorator(value: Value): boolean {
  if (value.kind !== 'external-call' || (value.receiver?.kind !== 'app' && value.receiver?.kind !== 'router'))
    return false;
  const method = /\(\)\.(\w+)$/.exec(value.callee)?.[1];
  return method !== undefined && DECORATORS.has(method);
}

/** The decorators on both sides of the one that registers. */
export interface Around {
  readonly below: readonly DecoratorUse[];
  readonly above: readonly DecoratorUse[];
}

/** Applies a route decorator to a function. */
export function registerDecorated(machine: Machine, use: DecoratorUse, endpoint: Value, around: Around): void {
  if (use.value.kind !== 'external-call' || !isRouteDecorator(use.value)) return;
  const found = routerMethod(machine, use.value.callee, use.value.receiver);
  if (found === undefined) return;
  registerOn(machine, found.router, {
    method: found.method,
    endpoint,
    args: use.value.args,
    site: use.site,
    how: 'decorator',
    around,
  });
}

/** A route as it was asked for. */
export interface Request {
  readonly method: string;
  readonly endpoint: Value;
  readonly args: CallArguments;
  readonly site: Site;
  readonly how: Registration['how'];
  readonly around: Around;
}

/** Records a route. A subclass that overrides `add_api_route` (which the decorators call) is followed first. */
export function registerOn(machine: Machine, router: RouterNode, request: Request): void {
  if (
    request.method !== 'websocket' &&
    request.method !== 'route' &&
    request.method !== 'websocket_route' &&
    followOverride(machine, router, request)
  )
    return;
  const kind =
    request.method === 'websocket'
      ? 'websocket'
      : request.method === 'route' || request.method === 'websocket_route'
        ? 'raw'
        : 'http';
  record(machine, router, kind, methodsOf(request.method, request.args), request);
}

/** What can stand as an endpoint. */
const CALLABLE: ReadonlySet<Value['kind']> = new Set([
  'function',
  'bound-method',
  'class',
  'instance',
  'partial',
  'external',
  'external-call',
  'app',
  'router',
]);

/** Endpoints that are none of the project's functions. */
const OUTSIDE: ReadonlySet<Value['kind']> = new Set(['external', 'external-call', 'app', 'router']);

/** Writes a route down as the router stands at this moment. */
export function record(
  machine: Machine,
  router: RouterNode,
  kind: Registration['kind'],
  methods: readonly string[],
  request: Request,
): void {
  if (machine.frozen) return;
  const { endpoint } = request;
  if (endpoint.kind === 'choice') {
    for (const one of endpoint.alternatives)
      machine.under(one.condition ?? 'one of several endpoints', () =>
        record(machine, router, kind, methods, { ...request, endpoint: one.value }),
      );
    return;
  }
  // What `getattr` finds by a name that is not known is not known either.
  const isFoundByName = endpoint.kind === 'external-call' && endpoint.callee === 'builtins.getattr';
  if (!CALLABLE.has(endpoint.kind) || isFoundByName) {
    const why = endpoint.kind === 'unknown' ? endpoint.reason : isFoundByName ? 'found by its name' : endpoint.kind;
    machine.note(request.site, `a route whose endpoint could not be resolved (${why})`);
    return;
  }
  const path = pathOf(argumentOf(request.args, 'path', 0));
  // What a loop over an object's members found, and no mark of it: whether it is a route at all cannot be told.
  if (kind === 'http' && !path.known && OUTSIDE.has(endpoint.kind)) {
    machine.note(request.site, 'a route whose path and endpoint could not be resolved');
    return;
  }
  if (!path.known) machine.note(request.site, 'a route whose path could not be resolved');
  const condition = machine.conditionFor(router);
  const { site, how, around } = standingOf(machine, request);
  router.registrations.push({
    kind,
    router,
    methods: kind === 'raw' ? withHead(methods) : methods,
    path,
    endpoint,
    args: kind === 'http' ? throughRouteClass(machine, router.routeClass, request) : request.args,
    site,
    how,
    routerDependencies: { items: [...router.dependencyList.items], open: router.dependencyList.open },
    routeClass: router.routeClass,
    decoratorsBelow: around.below,
    decoratorsAbove: around.above,
    order: machine.tick(),
    ...(condition === undefined ? {} : { condition }),
  });
}

/** Where a route stands, and between which decorators: at the decorator, be it ours and call the router itself, else at the call. */
function standingOf(machine: Machine, request: Request): Pick<Request, 'site' | 'how' | 'around'> {
  const { endpoint, around } = request;
  const decorating = decoratingOf(machine, endpoint);
  if (decorating !== undefined) {
    const applied = endpoint.kind === 'function' ? (endpoint.applied ?? []) : [];
    const below = [...applied, ...decorating.around.below];
    return { site: decorating.site, how: 'decorator', around: { ...decorating.around, below } };
  }
  const isAlone = around.below.length + around.above.length === 0;
  return isAlone ? { ...request, around: { ...around, below: appliedTo(endpoint) } } : request;
}

function followOverride(machine: Machine, router: RouterNode, request: Request): boolean {
  if (router.class === undefined) return false;
  const self: Value =
    router.app === undefined
      ? { kind: 'router', router, site: request.site }
      : { kind: 'app', app: router.app, site: request.site };
  const override = classAttribute(machine, router.class, 'add_api_route', request.site);
  if (override?.kind !== 'function' || machine.stack.includes(override.def)) return false;
  const keywords = new Map(request.args.keywords);
  const path = argumentOf(request.args, 'path', 0);
  keywords.delete('path');
  const methods = methodsOf(request.method, request.args).map((value): Value => ({
    kind: 'string',
    value,
    site: request.site,
  }));
  keywords.set('methods', { kind: 'list', items: methods, site: request.site });
  const positional = path === undefined ? [self] : [self, path, request.endpoint];
  const before = router.registrations.length;
  callValue(
    machine,
    override,
    { positional, keywords, keywordSites: request.args.keywordSites, open: request.args.open },
    request.site,
  );
  // The decorator's own place and neighbours are what a reader looks at, not the line in the override.
  const { site, how, around } = standingOf(machine, request);
  for (let index = before; index < router.registrations.length; index++) {
    const made = router.registrations[index];
    if (made !== undefined)
      router.registrations[index] = {
        ...made,
        site,
        how,
        decoratorsBelow: around.below,
        decoratorsAbove: around.above,
      };
  }
  return true;
}

/** `router.get("/x")` asks the router's own `api_route` for the decorator: a subclass may answer. */
export function callApiRouteOverride(
  machine: Machine,
  call: { readonly router: RouterNode; readonly method: string; readonly receiver: Value },
  args: CallArguments,
  site: Site,
): Value | undefined {
  const { router, method, receiver } = call;
  if (!VERBS.has(method) || router.class === undefined) return undefined;
  const override = classAttribute(machine, router.class, 'api_route', site);
  if (override?.kind !== 'function' || machine.stack.includes(override.def)) return undefined;
  const keywords = new Map(args.keywords);
  const path = argumentOf(args, 'path', 0);
  if (path !== undefined) keywords.set('path', path);
  keywords.set('methods', { kind: 'list', items: [{ kind: 'string', value: method.toUpperCase(), site }], site });
  return callValue(machine, override, { ...args, positional: [receiver], keywords }, site);
}

/** The HTTP methods that a registering call names; GET where it names none. */
export function methodsOf(method: string, args: CallArguments): readonly string[] {
  if (VERBS.has(method)) return [method.toUpperCase()];
  if (method === 'websocket' || method === 'websocket_route') return [];
  const listed = stringsOf(
    argumentOf(
      args,
      'methods',
      method === 'add_route' || method === 'route' ? (method === 'route' ? 1 : 2) : undefined,
    ),
  );
  return listed === undefined ? ['GET'] : [...new Set(listed.map((one) => one.toUpperCase()))].sort();
}

/** `router.add_api_route(path, endpoint, …)` and its like. */
export function registerCall(
  machine: Machine,
  router: RouterNode,
  method: string,
  args: CallArguments,
  site: Site,
): void {
  const endpoint = argumentOf(
    args,
    method === 'add_api_route' || method === 'add_api_websocket_route' ? 'endpoint' : 'route',
    1,
  );
  if (endpoint === undefined) {
    machine.note(site, `${method} without an endpoint that could be read`);
    return;
  }
  const request: Request = { method, endpoint, args, site, how: 'call', around: { below: [], above: [] } };
  if (method === 'add_api_route') {
    if (!followOverride(machine, router, request))
      record(machine, router, 'http', methodsOf('api_route', args), request);
  } else if (method === 'add_api_websocket_route') record(machine, router, 'websocket', [], request);
  else if (method === 'add_websocket_route') record(machine, router, 'raw', [], request);
  else record(machine, router, 'raw', rawMethods(endpoint, methodsOf('add_route', args), args), request);
}

const TAKES_ALL: ReadonlySet<Value['kind']> = new Set(['class', 'instance', 'external-call', 'app', 'router']);

/** A class, or an object that is an ASGI application, takes every method. */
export function rawMethods(endpoint: Value, methods: readonly string[], args: CallArguments): readonly string[] {
  return TAKES_ALL.has(endpoint.kind) && argumentOf(args, 'methods', 2) === undefined ? [] : methods;
}

/** A raw route that answers GET answers HEAD too. */
function withHead(methods: readonly string[]): readonly string[] {
  return methods.includes('GET') && !methods.includes('HEAD') ? [...methods, 'HEAD'].sort() : methods;
}
