import type { Site } from '../../../core/span.ts';
import type { FunctionDef } from '../../../python/syntax.ts';
import type { MiddlewareUse } from '../../model.ts';
import type { CallArguments, ClassValue, Value } from '../../value.ts';
import { argumentOf, unknown } from '../../values.ts';
import { classAttribute } from '../attributes.ts';
import { runInit } from '../calls.ts';
import type { Machine } from '../machine.ts';
import type { AppNode } from '../nodes.ts';

/** One layer as it was asked for. */
export type Layer = Pick<MiddlewareUse, 'how' | 'value' | 'args' | 'site'>;

/** `app.add_middleware(cls, **options)`: the last one added is the outermost. */
export function addMiddleware(machine: Machine, app: AppNode, layer: Layer): void {
  if (machine.frozen) return;
  const { how, value, args, site } = layer;
  if (value.kind === 'unknown') machine.note(site, `a middleware that could not be resolved (${value.reason})`);
  if (value.kind === 'class') rememberObject(machine, value, args, site);
  const use: MiddlewareUse = {
    // `@app.middleware("http")` wraps the function in Starlette's own class.
    name: how === 'decorator' ? 'starlette.middleware.base.BaseHTTPMiddleware' : middlewareName(value),
    value,
    how,
    site,
    args,
    afterStart: machine.afterStart,
    ...(machine.condition === undefined || machine.afterStart
      ? {}
      : { condition: machine.condition, usual: machine.conditions.usual === true }),
  };
  if (how === 'argument') app.middleware.push(use);
  else app.middleware.unshift(use);
}

/** The class or function, as Python would name it. */
function middlewareName(value: Value): string {
  if (value.kind === 'external') return value.name;
  if (value.kind === 'external-call') return value.callee;
  if (value.kind === 'class' || value.kind === 'function') return `${value.moduleName}:${value.qualname}`;
  if (value.kind === 'bound-method') return `${value.function.moduleName}:${value.function.qualname}`;
  if (value.kind === 'instance') return `${value.class.moduleName}:${value.class.qualname}`;
  return '?';
}

/** Everything after the class itself. */
export function withoutFirst(args: CallArguments): CallArguments {
  return { ...args, positional: args.positional.slice(1) };
}

/** `middleware=[Middleware(A, …), Middleware(B, …)]`: the first is the outermost of the list, inside all added ones. */
export function readMiddlewareList(machine: Machine, app: AppNode, value: Value | undefined): void {
  if (value === undefined || value.kind === 'none') return;
  if (value.kind !== 'list' && value.kind !== 'tuple') {
    machine.note(value.site, 'a middleware list that could not be read');
    return;
  }
  if (value.open === true) machine.note(value.site, 'a part of a middleware list could not be read');
  for (const item of value.items) {
    if (item.kind === 'external-call' && item.callee === 'starlette.middleware.Middleware') {
      const cls = argumentOf(item.args, 'cls', 0);
      if (cls !== undefined)
        addMiddleware(machine, app, { how: 'argument', value: cls, args: withoutFirst(item.args), site: item.site });
    } else machine.note(item.site, 'a middleware that could not be read');
  }
}

/** `app = Wrapper(app, …)` with one of our ASGI classes: still the app, with one more layer outside. */
export function wrappedApp(machine: Machine, cls: ClassValue, args: CallArguments, site: Site): Value | undefined {
  const inner = argumentOf(args, 'app', 0);
  if (inner?.kind !== 'app') return undefined;
  const call = classAttribute(machine, cls, '__call__', site);
  const isAsgi = call?.kind === 'function' && call.def.kind === 'function' && takesAsgi(call.def);
  if (!isAsgi) return undefined;
  return wrapApp(machine, machine.appNode(inner.app), cls, args, site);
}

function takesAsgi(def: FunctionDef): boolean {
  return def.params.length === 4 && def.params[1]?.name === 'scope';
}

/** The same for a class from outside: only what is named a middleware wraps; an admin panel takes the app and is none. */
export function wrappedByOutside(
  machine: Machine,
  name: string,
  args: CallArguments,
  value: Value,
  site: Site,
): Value | undefined {
  const inner = argumentOf(args, 'app', 0);
  if (inner?.kind !== 'app' || !/\.\w*(Middleware|ASGIApp|SecWeb)$/.test(name)) return undefined;
  return wrapApp(machine, machine.appNode(inner.app), value, args, site);
}

/** The wrapped app goes by the name that it is bound to next. */
function wrapApp(machine: Machine, app: AppNode, value: Value, args: CallArguments, site: Site): Value {
  addMiddleware(machine, app, { how: 'wrap', value, args: withoutFirst(args), site });
  app.renamable = true;
  return { kind: 'app', app, site };
}

/** What its `__init__` makes of the options: `self.exempt` and the like decide what it lets through. */
function rememberObject(machine: Machine, cls: ClassValue, args: CallArguments, site: Site): void {
  const attributes = new Map<string, Value>();
  const object: Value = { kind: 'instance', class: cls, args, attributes, site };
  runInit(machine, cls, object, { ...args, positional: [unknown(site, 'the app inside'), ...args.positional] }, site);
  machine.instances.set(cls.def, attributes);
}
