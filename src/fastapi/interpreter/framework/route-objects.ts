import type { Site } from '../../../core/span.ts';
import type { CallArguments, ExternalCallValue, Value } from '../../value.ts';
import { argumentOf } from '../../values.ts';
import type { Machine } from '../machine.ts';
import type { RouterNode } from '../nodes.ts';
import { pathOf } from './paths.ts';
import { asWhole, includeAsWhole, routesSource } from './route-lists.ts';
import { methodsOf, rawMethods, record, type Request } from './registration.ts';

/** `routes=[Route(…), Mount(…), APIRoute(…)]`: registered without the app's own dependencies. */
export function registerRouteObjects(machine: Machine, router: RouterNode, value: Value): void {
  const source = routesSource(machine, value);
  if (source !== undefined) {
    copyRoutes(machine, router, source);
    return;
  }
  if (value.kind !== 'list' && value.kind !== 'tuple') {
    if (value.kind !== 'none') machine.note(value.site, 'a list of routes that could not be read');
    return;
  }
  for (const item of value.items) registerRouteObject(machine, router, item);
}

/** `router.routes += [APIRoute(…)]`: true when the left side is a list of routes. */
export function extendRoutes(machine: Machine, list: Value, added: Value): boolean {
  const router = routesSource(machine, list);
  if (router !== undefined) registerRouteObjects(machine, router, added);
  return router !== undefined;
}

/** `APIRouter(routes=other.routes)`, `app.routes.extend(other.routes)`: the other's routes as they are now. */
function copyRoutes(machine: Machine, router: RouterNode, source: RouterNode): void {
  if (machine.frozen || router === source) return;
  const parts = [
    ...source.registrations.map((one) => ({ one, copy: () => router.registrations.push(asWhole(machine, one)) })),
    ...source.includes.map((one) => ({ one, copy: () => router.includes.push(includeAsWhole(machine, one)) })),
    ...source.mounts.map((one) => ({ one, copy: () => router.mounts.push({ ...one, order: machine.tick() }) })),
  ];
  for (const part of parts.sort((a, b) => a.one.order - b.one.order)) part.copy();
}

/** One `Route(…)`, `WebSocketRoute(…)`, `APIRoute(…)`, `Mount(…)` or `Host(…)`. */
export function registerRouteObject(machine: Machine, router: RouterNode, item: Value): void {
  if (item.kind !== 'external-call') {
    machine.note(item.site, 'a route object that could not be read');
    return;
  }
  const known = machine.routeObjects.get(item);
  if (known !== undefined) {
    if (!machine.frozen) router.registrations.push(asWhole(machine, known));
    return;
  }
  registerMade(machine, router, item);
}

/** A route object by its class. */
function registerMade(machine: Machine, router: RouterNode, item: ExternalCallValue): void {
  const { args, site } = item;
  const endpoint = argumentOf(args, 'endpoint', 1);
  const request = (method: string): Request => ({
    method,
    endpoint: endpoint ?? item,
    args,
    site,
    how: 'call',
    around: { below: [], above: [] },
  });
  switch (item.callee) {
    case 'starlette.routing.Route':
      record(
        machine,
        router,
        'raw',
        rawMethods(endpoint ?? item, methodsOf('add_route', { ...args, positional: [] }), args),
        request('add_route'),
      );
      return;
    case 'starlette.routing.WebSocketRoute':
      record(machine, router, 'raw', [], request('add_websocket_route'));
      return;
    case 'fastapi.routing.APIRoute':
    case 'fastapi.routing.APIWebSocketRoute':
      record(
        machine,
        router,
        item.callee.endsWith('.APIRoute') ? 'http' : 'websocket',
        item.callee.endsWith('.APIRoute') ? methodsOf('api_route', args) : [],
        request('add_api_route'),
      );
      withoutRouterList(router);
      return;
    case 'starlette.routing.Mount':
      mount(machine, router, args, site);
      return;
    case 'starlette.routing.Host':
      mount(machine, router, args, site, true);
      return;
    default:
      machine.note(item.site, `a route object of ${item.callee}`);
  }
}

/** A route object that is put into the list by hand never meets the router's own dependencies. */
function withoutRouterList(router: RouterNode): void {
  const last = router.registrations.pop();
  if (last !== undefined)
    router.registrations.push({ ...last, byHand: true, routerDependencies: { items: [], open: false } });
}

/** `app.mount(path, target)`, `Mount(path, app=…)`, `app.host(pattern, target)`. */
export function mount(machine: Machine, router: RouterNode, args: CallArguments, site: Site, host = false): void {
  const target = argumentOf(args, 'app', 1) ?? argumentOf(args, 'routes');
  if (target === undefined) {
    machine.note(site, 'a mount whose application could not be read');
    return;
  }
  if (machine.frozen) return;
  if (target.kind === 'unknown')
    machine.note(site, `a mount whose application could not be resolved (${target.reason})`);
  const condition = machine.conditionFor(router);
  router.mounts.push({
    path: pathOf(argumentOf(args, host ? 'host' : 'path', 0)),
    target,
    site,
    order: machine.tick(),
    host,
    ...(condition === undefined ? {} : { condition }),
  });
}
