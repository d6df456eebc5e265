import type { Site } from '../../../core/span.ts';
import type { CallArguments, ExternalCallValue, ExternalValue, Value } from '../../value.ts';
import { argumentOf } from '../../values.ts';
import { configureApp, configureRouter, makeApp, makeRouter } from './construction.ts';
import type { Machine } from '../machine.ts';
import { addMiddleware, withoutFirst, wrappedByOutside } from './middleware.ts';
import type { AppNode, RouterNode } from '../nodes.ts';
import { include } from './includes.ts';
import { callOnOutside, decorateOnOutside } from './outside-routers.ts';
import {
  callApiRouteOverride,
  isRouteDecorator,
  registerCall,
  registerDecorated,
  routerMethod,
} from './registration.ts';
import { setUpByPackage } from '../package-setups.ts';
import { addResource } from './resources.ts';
import { mount, registerRouteObject, registerRouteObjects } from './route-objects.ts';
import { moveToFront, ownerOf, removeRoute } from './route-lists.ts';
import { runAtStart } from './startup.ts';

const ROUTER_CLASSES = new Set([
  'fastapi.APIRouter',
  'fastapi_utils.inferring_router.InferringRouter',
  'fastapi_restful.inferring_router.InferringRouter',
  'starlette.routing.Router',
]);

/** Packages' own makers of an application: what they are given goes to FastAPI. */
const OUTSIDE_APPS = /^fastapi_offline(\.\w+)?\.FastAPIOffline$/;

/** Calls that FastAPI, Starlette or a server give meaning to; undefined for all others. */
export function callFramework(
  machine: Machine,
  callee: ExternalValue | ExternalCallValue,
  args: CallArguments,
  site: Site,
): Value | undefined {
  if (callee.kind === 'external-call') return callResult(machine, callee, args, site);
  if (callee.name === 'fastapi.FastAPI') return makeApp(machine, args, site, false);
  if (OUTSIDE_APPS.test(callee.name)) return makeApp(machine, args, site, false);
  if (callee.name === 'starlette.applications.Starlette') return makeApp(machine, args, site, true);
  if (ROUTER_CLASSES.has(callee.name)) return makeRouter(machine, args, site);
  if (/^sqladmin(\.\w+)*\.Admin$/.test(callee.name)) mountAdmin(machine, callee, args, site);
  if (setUpByPackage(machine, callee, args, site)) return { kind: 'none', site };
  const added = addResource(machine, callee, args, site);
  if (added !== undefined) return added;
  if (/^(uvicorn|hypercorn)\.run$|^uvicorn\.(config\.)?Config$/.test(callee.name))
    return serve(machine, callee, args, site);
  if (/^fastapi\.(FastAPI|APIRouter)\.__init__$/.test(callee.name)) return initBase(machine, args, site);
  const found = routerMethod(machine, callee.name, callee.receiver);
  if (found !== undefined && callee.receiver !== undefined)
    return callMethod(machine, { ...found, callee, receiver: callee.receiver }, args, site);
  const appended = callRouteList(machine, callee, args) ?? callMiddlewareList(machine, callee, args, site);
  if (appended !== undefined) return appended;
  const kept = callOnOutside(machine, callee, args, site);
  if (kept !== undefined) return kept;
  return wrappedByOutside(machine, callee.name, args, callee, site);
}

/** `app.get("/x")(function)`, `app.exception_handler(X)(function)`, `app.middleware("http")(function)`. */
function callResult(machine: Machine, callee: ExternalCallValue, args: CallArguments, site: Site): Value | undefined {
  const [given] = args.positional;
  if (given === undefined) return undefined;
  if (isRouteDecorator(callee)) {
    registerDecorated(machine, { site, value: callee, text: callee.callee }, given, { below: [], above: [] });
    return given;
  }
  if (decorateOnOutside(machine, { site, value: callee, text: callee.callee }, given, { below: [], above: [] }))
    return given;
  if (callee.receiver?.kind !== 'app' && callee.receiver?.kind !== 'router') return undefined;
  const method = /\(\)\.(\w+)$/.exec(callee.callee)?.[1];
  if (method === 'middleware' && callee.receiver.kind === 'app')
    addMiddleware(machine, machine.appNode(callee.receiver.app), {
      how: 'decorator',
      value: given,
      args: callee.args,
      site,
    });
  else if (method === 'exception_handler' && callee.receiver.kind === 'app')
    addHandler(machine.appNode(callee.receiver.app), callee.args, given, callee.site);
  else if (method === 'on_event' && argumentOf(callee.args, 'event_type', 0)?.kind === 'string')
    onEvent(machine, callee.args, given);
  else return undefined;
  return given;
}

/** `APIRouter.__init__(self, prefix=…)`: what `super().__init__(…)` would do. */
function initBase(machine: Machine, args: CallArguments, site: Site): Value {
  const [self] = args.positional;
  const own = withoutFirst(args);
  if (self?.kind === 'app') configureApp(machine, machine.appNode(self.app), own);
  else if (self?.kind === 'router') configureRouter(machine, machine.routerNode(self.router), own);
  return { kind: 'none', site };
}

function onEvent(machine: Machine, args: CallArguments, handler: Value): void {
  const event = argumentOf(args, 'event_type', 0);
  if (event?.kind === 'string' && event.value === 'startup') runAtStart(machine, handler);
}

interface MethodCall {
  readonly router: RouterNode;
  readonly method: string;
  readonly callee: ExternalValue;
  readonly receiver: Value;
}

/** A method of an app or router. Decorator factories give a result that registers when it is applied. */
function callMethod(machine: Machine, call: MethodCall, args: CallArguments, site: Site): Value | undefined {
  const app = call.receiver.kind === 'app' ? machine.appNode(call.receiver.app) : undefined;
  const none: Value = { kind: 'none', site };
  switch (call.method) {
    case '__init__':
      if (app !== undefined) configureApp(machine, app, args);
      else configureRouter(machine, call.router, args);
      return none;
    case 'include_router':
      include(machine, call.router, args, site);
      return none;
    case 'mount':
      mount(machine, call.router, args, site);
      return none;
    case 'host':
      mount(machine, call.router, args, site, true);
      return none;
    case 'add_api_route':
    case 'add_api_websocket_route':
    case 'add_route':
    case 'add_websocket_route':
      registerCall(machine, call.router, call.method, args, site);
      return none;
    case 'add_event_handler':
      addEventHandler(machine, args);
      return none;
    case 'add_middleware':
    case 'add_exception_handler':
      if (app !== undefined) configureLate(machine, app, call.method, args, site);
      return none;
    default:
      return (
        (app === undefined ? callApiRouteOverride(machine, call, args, site) : undefined) ?? {
          kind: 'external-call',
          callee: call.callee.name,
          receiver: call.receiver,
          args,
          site,
        }
      );
  }
}

function configureLate(machine: Machine, app: AppNode, method: string, args: CallArguments, site: Site): void {
  if (method === 'add_middleware') {
    const cls = argumentOf(args, 'middleware_class', 0);
    if (cls !== undefined)
      addMiddleware(machine, app, { how: 'add_middleware', value: cls, args: withoutFirst(args), site });
    return;
  }
  const handler = argumentOf(args, 'handler', 1);
  if (handler !== undefined) addHandler(app, args, handler, site);
}

function addEventHandler(machine: Machine, args: CallArguments): void {
  const handler = argumentOf(args, 'func', 1);
  if (handler !== undefined) onEvent(machine, args, handler);
}

function addHandler(app: AppNode, args: CallArguments, handler: Value, site: Site): void {
  const value = argumentOf(args, 'exc_class_or_status_code', 0);
  if (value === undefined) return;
  app.exceptionHandlers.push({ exception: exceptionName(value), value, handler, site });
}

/** `exception_handlers={…}`. */
export function readExceptionHandlers(app: AppNode, value: Value | undefined): void {
  if (value?.kind !== 'dict') return;
  for (const entry of value.entries)
    app.exceptionHandlers.push({
      exception: exceptionName(entry.key),
      value: entry.key,
      handler: entry.value,
      site: entry.key.site,
    });
}

function exceptionName(value: Value): string {
  if (value.kind === 'external') return value.name;
  if (value.kind === 'class') return `${value.moduleName}:${value.qualname}`;
  return value.kind === 'number' ? String(value.value) : '?';
}

/** `app.routes.append(APIRoute(…))`, `router.routes.extend([...])`, `app.routes.remove(route)`. */
function callRouteList(machine: Machine, callee: ExternalValue, args: CallArguments): Value | undefined {
  const match = /\(\)\.routes\.(append|insert|extend|remove)$/.exec(callee.name);
  if (match === null) return undefined;
  const router = ownerOf(machine, callee);
  const item = args.positional.at(-1);
  if (router === undefined || item === undefined) return undefined;
  if (match[1] === 'extend') registerRouteObjects(machine, router, item);
  else if (match[1] === 'remove') removeRoute(machine, router, item);
  else registerRouteObject(machine, router, item);
  const [index] = args.positional;
  if (match[1] === 'insert' && index?.kind === 'number' && index.value === 0) moveToFront(machine, router);
  return { kind: 'none', site: item.site };
}

function serve(machine: Machine, callee: ExternalValue, args: CallArguments, site: Site): Value {
  const target = argumentOf(args, 'app', 0);
  if (target !== undefined) machine.servers.push({ target, args, site, underMain: machine.underMain });
  return { kind: 'external-call', callee: callee.name, args, site };
}

/** `app.name = value`: some attributes change what the app does. */
export function assignAppAttribute(machine: Machine, app: AppNode, name: string, value: Value, site: Site): void {
  const { condition } = machine;
  app.assigned.set(name, { value, site, ...(condition === undefined ? {} : { condition }) });
  if (name === 'dependency_overrides') app.dependencyOverrides.push(site);
  else if (name === 'router' && value.kind === 'router') app.attributes.set(name, value);
  else if (name !== 'debug') app.attributes.set(name, value);
}

/** `app.user_middleware.append(Middleware(X))`: past `add_middleware`, at either end of the list. */
function callMiddlewareList(
  machine: Machine,
  callee: ExternalValue,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const method = /\(\)\.user_middleware\.(append|insert)$/.exec(callee.name)?.[1];
  const item = args.positional.at(-1);
  if (method === undefined || callee.receiver?.kind !== 'app' || item?.kind !== 'external-call') return undefined;
  const cls = argumentOf(item.args, 'cls', 0);
  if (cls === undefined) return undefined;
  const how = method === 'append' ? 'argument' : 'add_middleware';
  addMiddleware(machine, machine.appNode(callee.receiver.app), {
    how,
    value: cls,
    args: withoutFirst(item.args),
    site,
  });
  return { kind: 'none', site };
}

/** SQLAdmin mounts a Starlette application of its own at `base_url`; the app's dependencies do not reach it. */
function mountAdmin(machine: Machine, callee: ExternalValue, args: CallArguments, site: Site): void {
  const app = argumentOf(args, 'app', 0);
  if (app?.kind !== 'app') return;
  const path: Value = args.keywords.get('base_url') ?? { kind: 'string', value: '/admin', site };
  const target: Value = { kind: 'external-call', callee: callee.name, args, site };
  mount(machine, machine.appNode(app.app).router, { ...machine.noArguments, positional: [path, target] }, site);
}
