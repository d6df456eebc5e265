import type { ExternalCallValue, ExternalValue, Value } from '../../value.ts';
import type { Machine } from '../machine.ts';
import type { IncludeNode, Registration, RouterNode } from '../nodes.ts';
import { joinPaths } from './paths.ts';

/** `router.routes` as a list: what a loop over it sees, and what is taken out of it or put into another. */

const ROUTES = /^(fastapi\.(FastAPI|APIRouter)|starlette\.applications\.Starlette)\(\)\.routes$/;

const CLASSES: Readonly<Record<Registration['kind'], string>> = {
  http: 'fastapi.routing.APIRoute',
  websocket: 'fastapi.routing.APIWebSocketRoute',
  raw: 'starlette.routing.Route',
};

/** The router behind `other.routes`. */
export function routesSource(machine: Machine, value: Value): RouterNode | undefined {
  return value.kind === 'external' && ROUTES.test(value.name) ? ownerOf(machine, value) : undefined;
}

/** The router whose list it is, or whose list's method. */
export function ownerOf(machine: Machine, { receiver }: ExternalValue): RouterNode | undefined {
  if (receiver?.kind === 'app') return machine.appNode(receiver.app).router;
  return receiver?.kind === 'router' ? machine.routerNode(receiver.router) : undefined;
}

/** The route objects in `other.routes`; undefined where some of them stand for whole routers or applications. */
export function routeItems(machine: Machine, value: Value): readonly Value[] | undefined {
  const source = routesSource(machine, value);
  if (source === undefined || source.includes.length + source.mounts.length > 0) return undefined;
  return source.registrations.map((one) => routeValue(machine, one, value));
}

function routeValue(machine: Machine, one: Registration, { site }: Value): ExternalCallValue {
  const path = wholePath(one);
  const methods: Value = {
    kind: 'set',
    items: one.methods.map((method): Value => ({ kind: 'string', value: method, site })),
    site,
  };
  const keywords = new Map<string, Value>([
    ['endpoint', one.endpoint],
    ['methods', methods],
  ]);
  const own = one.args.keywords.get('dependencies');
  const listed =
    own === undefined || own.kind === 'none' ? [] : own.kind === 'list' || own.kind === 'tuple' ? own.items : undefined;
  if (listed !== undefined && !one.routerDependencies.open)
    keywords.set('dependencies', { kind: 'list', items: [...one.routerDependencies.items, ...listed], site });
  if (path.known) keywords.set('path', { kind: 'string', value: path.text, site });
  const value: ExternalCallValue = {
    kind: 'external-call',
    callee: CLASSES[one.kind],
    args: { ...machine.noArguments, keywords },
    site: one.site,
  };
  machine.routeObjects.set(value, one);
  return value;
}

function wholePath(one: Registration): Registration['path'] {
  return one.kind === 'raw' || one.byHand === true ? one.path : joinPaths(one.router.prefix, one.path);
}

/** A registration as another router's list would hold it: whole already. */
export function asWhole(machine: Machine, one: Registration): Registration {
  return { ...one, path: wholePath(one), byHand: true, order: machine.tick() };
}

/** The same of an include: it took its parent's prefix and dependencies along when it was made. */
export function includeAsWhole(machine: Machine, one: IncludeNode): IncludeNode {
  const prefix = one.byHand === true ? one.prefix : joinPaths(one.parent.prefix, one.prefix);
  return { ...one, prefix, byHand: true, copiedAt: one.copiedAt ?? one.order, order: machine.tick() };
}

/** `router.routes.insert(0, route)`: matched before all that is there. */
export function moveToFront(machine: Machine, router: RouterNode): void {
  const last = router.registrations.at(-1);
  if (last !== undefined && !machine.frozen) last.order = -machine.tick();
}

/** `router.routes.remove(route)`. */
export function removeRoute(machine: Machine, router: RouterNode, item: Value): void {
  const at = router.registrations.findIndex((one) => one === machine.routeObjects.get(item));
  if (at >= 0 && !machine.frozen && machine.conditionFor(router) === undefined) router.registrations.splice(at, 1);
}

/** `router.routes = [route for route in router.routes if …]`: only what is still there is kept. */
export function replaceRoutes(machine: Machine, router: RouterNode, value: Value): void {
  if (value.kind !== 'list' || value.open === true || router.includes.length + router.mounts.length > 0) return;
  const kept = new Set(value.items.map((item) => machine.routeObjects.get(item)));
  if (kept.has(undefined) || machine.conditionFor(router) !== undefined) return;
  router.registrations.splice(0, Infinity, ...router.registrations.filter((one) => kept.has(one)));
}

/** `isinstance(route, APIRoute)` of an object of a known class of routes; undefined for every other. */
export function isRouteOf(object: Value, type: string): boolean | undefined {
  const known = [...Object.values(CLASSES), 'starlette.routing.WebSocketRoute', 'starlette.routing.Mount'];
  if (object.kind !== 'external-call' || !known.includes(object.callee) || !known.includes(type)) return undefined;
  return object.callee === type || (type === 'starlette.routing.Route' && object.callee === CLASSES.http);
}
