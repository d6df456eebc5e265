import type { Site } from '../../../core/span.ts';
import type { CallArguments, ClassValue, Value } from '../../value.ts';
import { argumentOf } from '../../values.ts';
import { classAttribute } from '../attributes.ts';
import { callValue, runInit } from '../calls.ts';
import { readExceptionHandlers } from './framework.ts';
import type { Machine } from '../machine.ts';
import { readMiddlewareList } from './middleware.ts';
import { AppNode, RouterNode } from '../nodes.ts';
import { pathOf, readList } from './paths.ts';
import { registerRouteObjects } from './route-objects.ts';
import { runAtStart } from './startup.ts';

/** `FastAPI(...)` and `Starlette(...)`. */
export function makeApp(machine: Machine, args: CallArguments, site: Site, plain: boolean): Value {
  const app = new AppNode(placeholder('app', site), site, args, { module: moduleAt(machine, site), plain });
  if (machine.frozen) return existingApp(machine, site) ?? { kind: 'app', app, site };
  addApp(machine, app);
  configureApp(machine, app, args);
  return { kind: 'app', app, site };
}

/** An object of a subclass: its `__init__` decides what reaches FastAPI's own. */
export function makeAppOfClass(machine: Machine, cls: ClassValue, args: CallArguments, site: Site): Value {
  const app = new AppNode(placeholder('app', site), site, args, {
    module: moduleAt(machine, site),
    plain: false,
    class: cls,
  });
  if (machine.frozen) return existingApp(machine, site) ?? { kind: 'app', app, site };
  addApp(machine, app);
  const value: Value = { kind: 'app', app, site };
  if (!runInit(machine, cls, value, args, site)) configureApp(machine, app, args);
  return value;
}

/** `APIRouter(…)`. */
export function makeRouter(machine: Machine, args: CallArguments, site: Site): Value {
  const router = new RouterNode(placeholder('router', site), site, args);
  if (machine.frozen) return existingRouter(machine, site) ?? { kind: 'router', router, site };
  addRouter(machine, router);
  configureRouter(machine, router, args);
  return { kind: 'router', router, site };
}

/** An object of a subclass: its `__init__` decides what reaches FastAPI's own. */
export function makeRouterOfClass(machine: Machine, cls: ClassValue, args: CallArguments, site: Site): Value {
  const router = new RouterNode(placeholder('router', site), site, args, cls);
  if (machine.frozen) return existingRouter(machine, site) ?? { kind: 'router', router, site };
  addRouter(machine, router);
  const value: Value = { kind: 'router', router, site };
  if (!runInit(machine, cls, value, args, site)) configureRouter(machine, router, args);
  return value;
}

/** What the constructor's arguments do; called once the real `FastAPI.__init__` is reached. */
export function configureApp(machine: Machine, app: AppNode, args: CallArguments): void {
  app.args = args;
  const list = readList(argumentOf(args, 'dependencies'), args.open);
  app.router.dependencyList.items = list.items;
  app.router.dependencyList.open = list.open;
  app.router.args = args;
  readMiddlewareList(machine, app, argumentOf(args, 'middleware'));
  readExceptionHandlers(app, argumentOf(args, 'exception_handlers'));
  const routes = argumentOf(args, 'routes', app.plain ? 1 : undefined);
  if (routes !== undefined) registerRouteObjects(machine, app.router, routes);
  const lifespan = argumentOf(args, 'lifespan');
  if (lifespan !== undefined) runAtStart(machine, lifespan, { kind: 'app', app, site: app.site });
  callSetup(machine, app);
  for (const name of ['on_startup']) {
    const handlers = argumentOf(args, name);
    if (handlers?.kind === 'list') for (const handler of handlers.items) runAtStart(machine, handler);
  }
}

/** `FastAPI.__init__` ends with `self.setup()`: a subclass with a method of that name has it called. */
function callSetup(machine: Machine, app: AppNode): void {
  if (app.class === undefined) return;
  const setup = classAttribute(machine, app.class, 'setup', app.site);
  if (setup?.kind !== 'function') return;
  const self: Value = { kind: 'app', app, site: app.site };
  callValue(machine, setup, { ...machine.noArguments, positional: [self] }, app.site);
}

/** What the constructor's arguments do; called once the real `APIRouter.__init__` is reached. */
export function configureRouter(machine: Machine, router: RouterNode, args: CallArguments): void {
  router.args = args;
  const prefix = argumentOf(args, 'prefix');
  router.prefix = prefix === undefined ? { text: '', known: true } : pathOf(prefix);
  const list = readList(argumentOf(args, 'dependencies'), args.open);
  router.dependencyList.items = list.items;
  router.dependencyList.open = list.open;
  router.routeClass = argumentOf(args, 'route_class');
  // Starlette's own Router takes them first, APIRouter by name alone.
  const [first] = args.positional;
  const routes = argumentOf(args, 'routes') ?? (first?.kind === 'list' ? first : undefined);
  if (routes !== undefined) registerRouteObjects(machine, router, routes);
  const lifespan = argumentOf(args, 'lifespan');
  if (lifespan !== undefined) runAtStart(machine, lifespan);
}

function addApp(machine: Machine, app: AppNode): void {
  app.router.underMain = machine.underMain;
  machine.apps.push(app);
}

function addRouter(machine: Machine, router: RouterNode): void {
  router.underMain = machine.underMain;
  machine.routers.push(router);
}

/** What was made there when the application was built: a reader gets that one, not another. */
function existingApp(machine: Machine, site: Site): Value | undefined {
  const app = machine.apps.find((one) => isAt(one.site, site));
  return app === undefined ? undefined : { kind: 'app', app, site };
}

function existingRouter(machine: Machine, site: Site): Value | undefined {
  const router = machine.routers.find((one) => isAt(one.site, site));
  return router === undefined ? undefined : { kind: 'router', router, site };
}

function isAt(a: Site, b: Site): boolean {
  return a.path === b.path && a.span.startLine === b.span.startLine && a.span.startColumn === b.span.startColumn;
}

/** Objects are named by the first name they are bound to; until then, by where they are made. */
function placeholder(what: string, site: Site): string {
  return `<${what} at ${site.path}:${String(site.span.startLine)}>`;
}

function moduleAt(machine: Machine, site: Site): string {
  return machine.frames.get(site.path)?.moduleName ?? machine.project.layout.nameOf(site.path);
}
