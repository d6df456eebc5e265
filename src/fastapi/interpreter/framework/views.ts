import type { Site } from '../../../core/span.ts';
import type { ClassValue, FunctionValue, InstanceValue, Value } from '../../value.ts';
import { argumentOf } from '../../values.ts';
import { hasBase } from '../attributes.ts';
import type { Machine } from '../machine.ts';
import { RouterNode } from '../nodes.ts';
import { configureRouter } from './construction.ts';
import { pathOf } from './paths.ts';
import { VERBS } from './registration.ts';

/**
 * `@cbv(router)` and every decorator like it: a class whose methods, with `self`, were registered in its body can only
 * serve through one. Its annotated attributes are dependencies of each route, and the routes move to the router's end.
 */
export function applyView(machine: Machine, decorator: Value, cls: ClassValue): boolean {
  const frame = machine.classFrame(cls);
  if (frame === undefined || (decorator.kind === 'external' && /dataclass/.test(decorator.name))) return false;
  if (decorator.kind === 'function' && !/signature/.test(decorator.module.text)) return false;
  const routers = [...machine.routers, ...machine.apps.map((app) => app.router)];
  let applied = false;
  for (const router of routers) {
    const own = router.registrations.filter(
      (one) =>
        one.endpoint.kind === 'function' &&
        machine.closureOf(innermost(one.endpoint)) === frame &&
        takesSelf(innermost(one.endpoint)),
    );
    for (const registration of own) {
      registration.view = cls;
      registration.order = machine.tick();
      router.registrations.splice(router.registrations.indexOf(registration), 1);
      router.registrations.push(registration);
      applied = true;
    }
  }
  if (applied) machine.views.add(cls.def);
  return applied;
}

/** The function that decorators were put around. */
export function innermost(fn: FunctionValue): FunctionValue {
  return fn.wraps?.function.kind === 'function' ? innermost(fn.wraps.function) : fn;
}

function takesSelf(fn: FunctionValue): boolean {
  return fn.def.params[0]?.name === 'self';
}

const ROUTER_ARGUMENTS = new Set(['prefix', 'dependencies', 'route_class']);

/** classy-fastapi: an object of a `Routable` has a router with its decorated methods. */
export function viewRouter(machine: Machine, instance: InstanceValue, site: Site): void {
  if (!hasBase(instance.class, /^classy_fastapi\.(routable\.)?Routable$/)) return;
  const router = new RouterNode(
    `${instance.class.moduleName}:${instance.class.qualname}().router`,
    site,
    instance.args,
    undefined,
  );
  machine.routers.push(router);
  const given = new Map([...machine.attributesOf(instance)].filter(([name]) => ROUTER_ARGUMENTS.has(name)));
  configureRouter(machine, router, { ...instance.args, keywords: new Map([...instance.args.keywords, ...given]) });
  for (const [, method] of methodsOfClass(machine, instance.class)) {
    for (const use of method.decorators) {
      const verb =
        use.value.kind === 'external-call'
          ? /^classy_fastapi(?:\.decorators)?\.(\w+)$/.exec(use.value.callee)?.[1]
          : undefined;
      if (verb === undefined || use.value.kind !== 'external-call' || (!VERBS.has(verb) && verb !== 'websocket'))
        continue;
      router.registrations.push({
        kind: verb === 'websocket' ? 'websocket' : 'http',
        router,
        methods: verb === 'websocket' ? [] : [verb.toUpperCase()],
        path: pathOf(argumentOf(use.value.args, 'path', 0)),
        endpoint: { kind: 'bound-method', self: instance, function: method, site: method.site },
        args: use.value.args,
        site: use.site,
        how: 'decorator',
        routerDependencies: { items: [...router.dependencyList.items], open: router.dependencyList.open },
        routeClass: router.routeClass,
        decoratorsBelow: [],
        decoratorsAbove: [],
        order: machine.tick(),
      });
    }
  }
  machine.attributesOf(instance).set('router', { kind: 'router', router, site });
}

/** Methods of a class and its bases in the project by name, an override hiding what it replaces; as `inspect.getmembers` lists them. */
export function methodsOfClass(machine: Machine, cls: ClassValue): readonly (readonly [string, FunctionValue])[] {
  return [...methodsByName(machine, cls)].sort(([a], [b]) => (a < b ? -1 : 1));
}

function methodsByName(machine: Machine, cls: ClassValue): Map<string, FunctionValue> {
  const found = new Map<string, FunctionValue>();
  for (const base of [...cls.bases].reverse()) {
    if (base.kind === 'class') for (const [name, method] of methodsByName(machine, base)) found.set(name, method);
  }
  const frame = machine.classFrame(cls);
  for (const name of frame?.vars.keys() ?? []) {
    const value = frame?.own(name);
    if (value?.kind === 'function') found.set(name, value);
  }
  return found;
}
