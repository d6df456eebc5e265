import type { Site } from '../../core/span.ts';
import type { ClassValue, ExternalCallValue, ExternalValue, FunctionValue, ModuleValue, Value } from '../value.ts';
import { canonical } from '../canonical.ts';
import { backendAttribute } from '../fastapi-users.ts';
import { choice, sequence, unknown } from '../values.ts';
import { keepInState, readState } from './framework/app-state.ts';
import { callValue } from './calls.ts';
import { PATH_CONSTANTS, pathPart } from './library/file-system.ts';
import { unknownAttribute } from './framework/lost-registrations.ts';
import type { Machine } from './machine.ts';
import { assignAppAttribute } from './framework/framework.ts';
import { configured } from './fields.ts';
import { instanceAttribute } from './instance-attributes.ts';
import { enumMember, membersByName } from './library/iteration.ts';
import { AppNode, RouterNode } from './nodes.ts';
import { lineage, ownAttributes } from './library/reflection.ts';
import { replaceRoutes } from './framework/route-lists.ts';

/** `object.name`. */
export function getAttribute(machine: Machine, object: Value, name: string, site: Site): Value {
  if (name === '__dict__')
    return ownAttributes(machine, object, site) ?? unknown(site, 'the attributes of something unknown');
  if (name === '__class__') return classOf(object) ?? unknown(site, 'the class of something unknown');
  switch (object.kind) {
    case 'module':
      return moduleAttribute(machine, object, name, site);
    case 'external':
      return outsideAttribute(machine, object, name, site);
    case 'external-call':
      return madeAttribute(machine, object, name, site);
    case 'app':
      return appAttribute(machine, object, name, site);
    case 'router':
      return routerAttribute(machine, object, name, site);
    case 'class':
      return ownClassAttribute(machine, object, name, site);
    case 'instance':
      return instanceAttribute(machine, object, name, site);
    case 'function':
    case 'bound-method':
      return functionAttribute(machine, object, name, site);
    case 'choice':
      return choice(
        object.alternatives.map((one) => ({ ...one, value: getAttribute(machine, one.value, name, site) })),
        site,
      );
    case 'string':
    case 'number':
      return literalAttribute(machine, object, name, site);
    case 'list':
    case 'tuple':
    case 'set':
    case 'dict':
      return (
        listedModule(object, name) ?? {
          kind: 'external',
          name: `builtins.${object.kind}().${name}`,
          site,
          receiver: object,
        }
      );
    case 'environment':
      if (object.default?.kind === 'instance') return configured(machine, object, object.default, name, site);
      return { kind: 'external', name: `builtins.str().${name}`, site, receiver: object };
    default:
      return unknownAttribute(object, name, site);
  }
}

/** `Class.name`: a class method is bound to the class, everything else is as its body left it. */
function ownClassAttribute(machine: Machine, cls: ClassValue, name: string, site: Site): Value {
  if (name === '__name__') return { kind: 'string', value: cls.def.name, site };
  if (name === '__qualname__') return { kind: 'string', value: cls.qualname, site };
  if (name === '__module__') return { kind: 'string', value: cls.moduleName, site };
  if (name === '__mro__') return sequence('tuple', [...lineage(cls)], site);
  if (name === '__subclasses__')
    return { kind: 'external', name: 'builtins.type().__subclasses__', receiver: cls, site };
  if (name === '__members__')
    return membersByName(machine, cls, site) ?? unknown(site, `${cls.qualname} has no ${name}`);
  const found = classAttribute(machine, cls, name, site);
  if (found?.kind === 'function' && isClassMethod(found))
    return { kind: 'bound-method', self: cls, function: found, site };
  return enumMember(machine, cls, name, found) ?? found ?? unknown(site, `${cls.qualname} has no ${name}`);
}

function isClassMethod(fn: FunctionValue): boolean {
  return fn.decorators.some((use) => use.value.kind === 'external' && /(^|\.)classmethod$/.test(use.value.name));
}

function moduleAttribute(machine: Machine, object: ModuleValue, name: string, site: Site): Value {
  if (name === '__path__') return object;
  if (name === '__name__') return { kind: 'string', value: object.name, site };
  if (name === '__file__') return { kind: 'string', value: `/${object.path}`, site };
  return machine.member(object, name, site) ?? unknown(site, `${object.name} does not define ${name}`);
}

function outsideAttribute(machine: Machine, object: ExternalValue, name: string, site: Site): Value {
  const kept = readState(machine, object, name);
  if (kept !== undefined) return kept;
  const dotted = canonical(`${object.name}.${name}`);
  const text = PATH_CONSTANTS.get(dotted) ?? /^http\.HTTPMethod\.([A-Z]+)$/.exec(dotted)?.[1];
  if (text !== undefined) return { kind: 'string', value: text, site };
  return {
    kind: 'external',
    name: dotted,
    site,
    ...(object.receiver === undefined ? {} : { receiver: object.receiver }),
  };
}

/** An attribute of what a call of outside code gave. */
function madeAttribute(machine: Machine, object: ExternalCallValue, name: string, site: Site): Value {
  if (/^(types\.Simple|argparse\.)Namespace$/.test(object.callee))
    return object.args.keywords.get(name) ?? unknown(site, `the namespace has no ${name}`);
  const ofRoute = machine.routeObjects.has(object) ? object.args.keywords.get(name) : undefined;
  if (ofRoute !== undefined) return ofRoute;
  if (object.callee === 'builtins.super') return superAttribute(machine, object, name, site);
  return (
    backendAttribute(object, name) ?? {
      kind: 'external',
      name: canonical(`${object.callee}().${name}`),
      site,
      receiver: object,
    }
  );
}

function literalAttribute(
  machine: Machine,
  object: Extract<Value, { kind: 'string' | 'number' }>,
  name: string,
  site: Site,
): Value {
  const own = object.memberOf === undefined ? undefined : classAttribute(machine, object.memberOf, name, site);
  if (own?.kind === 'function') return bind(machine, own, object, site) ?? own;
  // A member of a string enumeration is its value.
  if (name === 'value') return object;
  if (name === 'name' && object.member !== undefined) return { kind: 'string', value: object.member, site };
  if (object.kind === 'string') {
    const part = pathPart(object.value, name, site);
    if (part !== undefined) return part;
  }
  return { kind: 'external', name: `builtins.str().${name}`, site, receiver: object };
}

/** `pkgutil.iter_modules` yields named tuples: (finder, name, ispkg). */
function listedModule(object: Value, name: string): Value | undefined {
  if (object.kind !== 'tuple' || object.items.length !== 3 || object.items[0]?.kind !== 'external') return undefined;
  if (object.items[0].name !== 'pkgutil.ModuleInfo().module_finder') return undefined;
  if (name === 'name') return object.items[1];
  return name === 'ispkg' ? object.items[2] : undefined;
}

function functionAttribute(
  machine: Machine,
  object: FunctionValue | Extract<Value, { kind: 'bound-method' }>,
  name: string,
  site: Site,
): Value {
  const fn = object.kind === 'bound-method' ? object.function : object;
  if (name === '__name__') return { kind: 'string', value: fn.qualname.split('.').at(-1) ?? fn.qualname, site };
  if (name === '__qualname__') return { kind: 'string', value: fn.qualname, site };
  if (name === '__module__') return { kind: 'string', value: fn.moduleName, site };
  return machine.functionAttributes(fn).get(name) ?? unknown(site, `${fn.qualname}.${name}`);
}

function appAttribute(machine: Machine, object: Extract<Value, { kind: 'app' }>, name: string, site: Site): Value {
  const app = machine.appNode(object.app);
  const own =
    app.attributes.get(name) ??
    (app.class === undefined ? undefined : bind(machine, classAttribute(machine, app.class, name, site), object, site));
  if (own !== undefined && own.kind !== 'external') return own;
  if (name === 'router') return { kind: 'router', router: app.router, site };
  return {
    kind: 'external',
    name: `${app.plain ? 'starlette.applications.Starlette' : 'fastapi.FastAPI'}().${name}`,
    receiver: object,
    site,
  };
}

function routerAttribute(
  machine: Machine,
  object: Extract<Value, { kind: 'router' }>,
  name: string,
  site: Site,
): Value {
  const router = machine.routerNode(object.router);
  const own =
    router.attributes.get(name) ??
    (router.class === undefined
      ? undefined
      : bind(machine, classAttribute(machine, router.class, name, site), object, site));
  if (own !== undefined && own.kind !== 'external') return own;
  if (name === 'prefix') return { kind: 'string', value: router.prefix.text, site };
  if (name === 'dependencies') return machine.listValue(router.dependencyList, site);
  return { kind: 'external', name: `fastapi.APIRouter().${name}`, receiver: object, site };
}

/** `super().name`: looked up in the bases, bound to the same object. */
function superAttribute(machine: Machine, object: Value, name: string, site: Site): Value {
  const cell = machine.supers.get(object);
  if (cell === undefined) return unknown(site, `super().${name}`);
  for (const one of classesAfter(cell)) {
    const found = machine.classFrame(one)?.own(name);
    if (found !== undefined && found.kind !== 'external') return bind(machine, found, cell.self, site) ?? found;
  }
  if (cell.self.kind === 'app')
    return { kind: 'external', name: `fastapi.FastAPI().${name}`, receiver: cell.self, site };
  if (cell.self.kind === 'router')
    return { kind: 'external', name: `fastapi.APIRouter().${name}`, receiver: cell.self, site };
  return { kind: 'external', name: `super().${name}`, receiver: cell.self, site };
}

/** Where `super()` looks: what comes after the class whose method asks, in the order of the object's own class. */
function classesAfter({ self, cls }: { readonly self: Value; readonly cls: ClassValue }): readonly ClassValue[] {
  const own = self.kind === 'class' ? self : classOf(self);
  const order = own === undefined ? [] : lineage(own);
  const at = order.findIndex((one) => one.def === cls.def);
  return at < 0 ? lineage(cls).slice(1) : order.slice(at + 1);
}

/** Own attribute, else the first base that has it; an outside base answers with its dotted name. */
export function classAttribute(machine: Machine, cls: ClassValue, name: string, site: Site): Value | undefined {
  const order = lineage(cls);
  for (const one of order) {
    const own = machine.classFrame(one)?.own(name);
    if (own !== undefined) return own;
  }
  const outside = order.flatMap(({ bases }) => bases.filter((base) => base.kind === 'external'));
  const first = outside.find((base) => !/^(typing|abc|enum|builtins)\./.test(base.name));
  return first === undefined ? undefined : { kind: 'external', name: `${first.name}.${name}`, site };
}

/** True when a class has one of these outside bases, however far up. */
export function hasBase(cls: ClassValue, pattern: RegExp): boolean {
  return cls.bases.some((base) =>
    base.kind === 'external' ? pattern.test(base.name) : base.kind === 'class' ? hasBase(base, pattern) : false,
  );
}

/** Methods become bound, properties are read, static and class methods are what they say. */
export function bind(machine: Machine, found: Value | undefined, self: Value, site: Site): Value | undefined {
  if (found?.kind !== 'function') return found;
  const names = found.decorators.map((use) => (use.value.kind === 'external' ? use.value.name : ''));
  if (names.some((name) => /(^|\.)staticmethod$/.test(name))) return found;
  const receiver = isClassMethod(found) ? (classOf(self) ?? self) : self;
  const bound: Value = { kind: 'bound-method', self: receiver, function: found, site };
  return names.some((name) => /(^|\.)(property|cached_property|computed_field)$/.test(name))
    ? callValue(machine, bound, machine.noArguments, site)
    : bound;
}

/** The class of this project that an object was made of. */
export function classOf(object: Value): ClassValue | undefined {
  if (object.kind === 'instance') return object.class;
  if (object.kind === 'app' && object.app instanceof AppNode) return object.app.class;
  return object.kind === 'router' && object.router instanceof RouterNode ? object.router.class : undefined;
}

/** `object.name = value`. */
export function setAttribute(machine: Machine, object: Value, name: string, value: Value, site: Site): void {
  // `raise NotAllowed("…")` runs its `__init__`, whoever reads it.
  if (machine.frozen && !(object.kind === 'instance' && machine.passing.has(object))) return;
  if (object.kind === 'instance') machine.attributesOf(object).set(name, value);
  else if (object.kind === 'app') assignAppAttribute(machine, machine.appNode(object.app), name, value, site);
  else if (object.kind === 'router') setRouterAttribute(machine, object, name, value);
  else if (object.kind === 'class') machine.classFrame(object)?.set(name, value);
  else if (object.kind === 'module') machine.frames.get(object.path)?.set(name, value);
  else if (object.kind === 'function') machine.functionAttributes(object).set(name, value);
  else if (object.kind === 'external') keepInState(machine, object, name, value);
  else if (object.kind === 'choice')
    for (const one of object.alternatives) setAttribute(machine, one.value, name, value, site);
}

function setRouterAttribute(
  machine: Machine,
  object: Extract<Value, { kind: 'router' }>,
  name: string,
  value: Value,
): void {
  const router = machine.routerNode(object.router);
  if (name === 'dependencies') {
    const known = value.kind === 'list' || value.kind === 'tuple';
    router.dependencyList.items = known ? [...value.items] : [value];
    router.dependencyList.open = known ? value.open === true : true;
  } else if (name === 'route_class') router.routeClass = value;
  else if (name === 'prefix')
    router.prefix = value.kind === 'string' ? { text: value.value, known: true } : { text: '{?}', known: false };
  else if (name === 'routes') replaceRoutes(machine, router, value);
  else router.attributes.set(name, value);
}
