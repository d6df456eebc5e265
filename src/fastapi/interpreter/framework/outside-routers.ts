import type { Site } from '../../../core/span.ts';
import type {
  CallArguments,
  DecoratorUse,
  ExternalCallValue,
  ExternalValue,
  InstanceValue,
  Value,
} from '../../value.ts';
import { argumentOf, textOfValue } from '../../values.ts';
import { configureRouter } from './construction.ts';
import { include } from './includes.ts';
import type { Machine } from '../machine.ts';
import { RouterNode } from '../nodes.ts';
import { type Around, isRouteMethod, registerCall, registerOn } from './registration.ts';

/**
 * Objects of another package's classes that are used like routers: `ErrorAwareRouter()`. What is registered on one is
 * kept apart until an include proves that it is a router; what its class adds to the dependencies stays open.
 */

type Outside = ExternalCallValue | InstanceValue;

/** Packages whose objects have routes too, but no application of FastAPI. */
const OTHERS =
  /^(flask|quart|sanic|bottle|aiohttp|django|tornado|litestar|robyn|falcon|blacksheep|locust|respx|responses|httpretty|requests_mock|pytest|unittest|builtins|typing)\b/;

/** The object and the method behind `router.get`, where the object is of an outside class. */
function methodOf(callee: Value): { readonly object: Outside; readonly method: string } | undefined {
  if (callee.kind !== 'external' && callee.kind !== 'external-call') return undefined;
  const { receiver } = callee;
  if (receiver?.kind !== 'external-call' && receiver?.kind !== 'instance') return undefined;
  const name = callee.kind === 'external' ? callee.name : callee.callee;
  const method = name.slice(name.lastIndexOf('.') + 1);
  return OTHERS.test(name) || method === name ? undefined : { object: receiver, method };
}

/** `router.include_router(…)`, `router.add_api_route(…)` on such an object. */
export function callOnOutside(
  machine: Machine,
  callee: ExternalValue,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const found = methodOf(callee);
  if (found === undefined || machine.frozen) return undefined;
  const none: Value = { kind: 'none', site };
  if (found.method === 'include_router') {
    include(machine, routerOf(machine, found.object), args, site);
    return none;
  }
  if (found.method !== 'add_api_route' && found.method !== 'add_api_websocket_route') return undefined;
  registerCall(machine, routerOf(machine, found.object), found.method, args, site);
  return none;
}

/** `@router.get("/x")` of such an object: true when it was kept. */
export function decorateOnOutside(machine: Machine, use: DecoratorUse, endpoint: Value, around: Around): boolean {
  const found = use.value.kind === 'external-call' ? methodOf(use.value) : undefined;
  if (found === undefined || use.value.kind !== 'external-call' || machine.frozen) return false;
  const path = textOfValue(argumentOf(use.value.args, 'path', 0));
  if (!isRouteMethod(found.method) || path === undefined || (path !== '' && !path.startsWith('/'))) return false;
  registerOn(machine, routerOf(machine, found.object), {
    method: found.method,
    endpoint,
    args: use.value.args,
    site: use.site,
    how: 'decorator',
    around,
  });
  return true;
}

function routerOf(machine: Machine, object: Outside): RouterNode {
  const known = machine.outsideRouters.get(object);
  if (known !== undefined) return known;
  const name = object.kind === 'instance' ? object.class.qualname : object.callee;
  const router = new RouterNode(
    `<${name}() at ${object.site.path}:${String(object.site.span.startLine)}>`,
    object.site,
    object.args,
  );
  configureRouter(machine, router, object.args);
  router.dependencyList.open = true;
  machine.outsideRouters.set(object, router);
  return router;
}

/** An include says that the object is a router. Undefined for what nothing was registered on. */
export function provenRouter(machine: Machine, object: Value): RouterNode | undefined {
  const router = machine.outsideRouters.get(object);
  if (router !== undefined && !machine.routers.includes(router)) machine.routers.push(router);
  return router;
}

/** What was registered on objects that no include proved to be routers. */
export function noteUnproven(machine: Machine): void {
  for (const router of machine.outsideRouters.values()) {
    if (machine.routers.includes(router)) continue;
    for (const { site } of [...router.registrations, ...router.includes])
      machine.note(site, `registered on ${router.name.replace(/^<| at .*$/g, '')}, which is not known to be a router`);
  }
}
