import type { Site } from '../../../core/span.ts';
import type { CallArguments, ClassValue, FunctionValue, Value } from '../../value.ts';
import { sequence, truthOf } from '../../values.ts';
import { classOf, getAttribute } from '../attributes.ts';
import { callValue } from '../calls.ts';
import { iterate } from './iteration.ts';
import type { Machine } from '../machine.ts';

/** What Python tells about its own objects: attributes by name, members, classes. */

/** A name that a project gives its own marks: `_route_args`. No package's object answers to it. */
const OWN_MARK = /^_[^_]/;
const WITH_NAMES: ReadonlySet<Value['kind']> = new Set(['module', 'class', 'instance']);
const WITH_MARKS: ReadonlySet<Value['kind']> = new Set(['function', 'bound-method']);
const WITHOUT_MARKS: ReadonlySet<Value['kind']> = new Set([
  ...(['string', 'number', 'bool', 'none', 'list', 'tuple', 'set', 'dict', 'external', 'external-call'] as const),
]);

/** Names that applications and routers answer to. */
const FRAMEWORK_NAMES = new Set(
  (
    'add_api_route add_api_websocket_route add_event_handler add_exception_handler add_middleware add_route add_websocket_route api_route app ' +
    'callbacks contact debug default default_response_class delete dependencies dependency_overrides dependency_overrides_provider deprecated ' +
    'description docs_url exception_handler exception_handlers frontend get handle head host include_in_schema include_router lifespan ' +
    'lifespan_context matches middleware middleware_stack mount not_found on_event on_shutdown on_startup openapi openapi_schema openapi_tags ' +
    'openapi_url openapi_version options patch post prefix put redirect_slashes redoc_url responses root_path route route_class router routes ' +
    'servers setup state summary tags title trace url_path_for user_middleware version webhooks websocket websocket_route'
  ).split(' '),
);

/** An object of the framework or of a package has no attribute that a project uses as its own mark. */
export function lacks(object: Value, found: Value, name: string): boolean {
  if (found.kind !== 'external') return false;
  if (object.kind === 'router' || object.kind === 'app') return !FRAMEWORK_NAMES.has(name) && !name.startsWith('__');
  return (object.kind === 'external' || object.kind === 'external-call') && OWN_MARK.test(name);
}

/** `hasattr(object, "name")`, where every attribute of the object is known. */
export function hasNamed(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [object, name] = args.positional;
  if (object === undefined || name?.kind !== 'string') return undefined;
  const isMark = OWN_MARK.test(name.value);
  if (isMark && WITHOUT_MARKS.has(object.kind)) return { kind: 'bool', value: false, site };
  const isFramework = object.kind === 'router' || object.kind === 'app';
  if (!WITH_NAMES.has(object.kind) && !isFramework && !(isMark && WITH_MARKS.has(object.kind))) return undefined;
  const found = getAttribute(machine, object, name.value, site);
  if (lacks(object, found, name.value)) return { kind: 'bool', value: false, site };
  if (found.kind === 'choice' || (found.kind === 'external' && !isMark)) return undefined;
  return { kind: 'bool', value: found.kind !== 'unknown' && found.kind !== 'external', site };
}

/** `type(object)`. */
export function typeOf(args: CallArguments): Value | undefined {
  const [object] = args.positional;
  return object === undefined || args.positional.length > 1 ? undefined : classOf(object);
}

/** `inspect.getmembers(object, predicate)`: pairs of name and value, by name. */
export function getMembers(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [object, predicate] = args.positional;
  if (object === undefined) return undefined;
  const names = memberNames(machine, object);
  if (names === undefined) return undefined;
  const pairs = names.flatMap((name) => {
    const value = getAttribute(machine, object, name, site);
    if (predicate !== undefined && !passes(machine, predicate, value, site)) return [];
    return [sequence('tuple', [{ kind: 'string', value: name, site }, value], site)];
  });
  return sequence('list', pairs, site);
}

/** `dir(object)`: the names alone. */
export function listNames(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [object] = args.positional;
  const names = object === undefined ? undefined : memberNames(machine, object);
  return names === undefined
    ? undefined
    : sequence(
        'list',
        names.map((value) => ({ kind: 'string', value, site })),
        site,
      );
}

/** `vars(object)`, `Class.__dict__`: own attributes in the order they were made. */
export function ownAttributes(machine: Machine, object: Value | undefined, site: Site): Value | undefined {
  const own = object === undefined ? undefined : ownNames(machine, object);
  if (own === undefined) return undefined;
  const entries = [...own].map(([name, value]) => ({ key: { kind: 'string' as const, value: name, site }, value }));
  return { kind: 'dict', entries, site };
}

function ownNames(machine: Machine, object: Value): Map<string, Value> | undefined {
  if (object.kind === 'instance') return new Map(object.attributes);
  const frame =
    object.kind === 'class'
      ? machine.classFrame(object)
      : object.kind === 'module'
        ? machine.frames.get(object.path)
        : undefined;
  if (frame === undefined) return undefined;
  return new Map(
    [...frame.vars.keys()].flatMap((name): [string, Value][] => {
      const value = frame.own(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** All names that an object answers to, in the order of the alphabet; undefined when it has others that nobody sees. */
function memberNames(machine: Machine, object: Value): readonly string[] | undefined {
  const own = ownNames(machine, object);
  if (own === undefined) return undefined;
  const names = new Set(own.keys());
  const cls = object.kind === 'class' ? object : classOf(object);
  for (const one of cls === undefined ? [] : lineage(cls))
    for (const name of machine.classFrame(one)?.vars.keys() ?? []) names.add(name);
  return [...names].sort((a, b) => (a < b ? -1 : 1));
}

const lineages = new WeakMap<ClassValue, readonly ClassValue[]>();

/** A class and its bases in the project, in the order in which Python looks for an attribute. */
export function lineage(cls: ClassValue): readonly ClassValue[] {
  const known = lineages.get(cls);
  if (known !== undefined) return known;
  const all = [cls, ...cls.bases.flatMap((base) => (base.kind === 'class' ? lineage(base) : []))];
  // A base that several classes share comes after all of them.
  const order = all.filter((one, index) => all.findLastIndex((other) => other.def === one.def) === index);
  lineages.set(cls, order);
  return order;
}

const KINDS: ReadonlyMap<string, readonly Value['kind'][]> = new Map([
  ['inspect.ismethod', ['bound-method']],
  ['inspect.isfunction', ['function']],
  ['inspect.isroutine', ['function', 'bound-method']],
  ['inspect.isclass', ['class']],
  ['inspect.ismodule', ['module']],
  ['builtins.callable', ['function', 'bound-method', 'class', 'partial']],
]);

/** What is not certainly refused passes: its use will say what it is. */
function passes(machine: Machine, predicate: Value, value: Value, site: Site): boolean {
  const kinds = predicate.kind === 'external' ? KINDS.get(predicate.name) : undefined;
  if (kinds !== undefined) return kinds.includes(value.kind);
  if (predicate.kind !== 'function' && predicate.kind !== 'bound-method') return true;
  return truthOf(callValue(machine, predicate, { ...machine.noArguments, positional: [value] }, site)) !== false;
}

/** `inspect.isclass(value)` and its like. */
function isKind(predicate: string, args: CallArguments, site: Site): Value | undefined {
  const [value] = args.positional;
  if (value === undefined || value.kind === 'unknown' || value.kind === 'choice') return undefined;
  return { kind: 'bool', value: KINDS.get(predicate)?.includes(value.kind) === true, site };
}

/** `iscoroutinefunction(func)`: which of its wrappers a decorator returns. */
function isCoroutineFunction(args: CallArguments, site: Site): Value | undefined {
  const [value] = args.positional;
  if (value?.kind === 'function') return { kind: 'bool', value: isAsync(value), site };
  if (value?.kind === 'bound-method') return { kind: 'bool', value: isAsync(value.function), site };
  return value?.kind === 'partial' ? isCoroutineFunction({ ...args, positional: [value.function] }, site) : undefined;
}

function isAsync({ def }: FunctionValue): boolean {
  return def.kind === 'function' && def.async;
}

/** `map(function, items)`: every call is made, as the loop over it would. */
export function mapped(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [callee, ...lists] = args.positional;
  const known = lists.map((list) => iterate(machine, list));
  const [first] = known;
  if (callee === undefined || first === undefined || known.some((list) => list === undefined)) return undefined;
  const results = first.map((_, index) =>
    callValue(
      machine,
      callee,
      { ...machine.noArguments, positional: known.flatMap((list) => list?.[index] ?? []) },
      site,
    ),
  );
  return sequence('list', results, site);
}

/** `filter(predicate, items)`. */
export function filtered(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [predicate, list] = args.positional;
  const items = list === undefined ? undefined : iterate(machine, list);
  if (predicate === undefined || items === undefined) return undefined;
  const verdicts = items.map((item) =>
    truthOf(
      predicate.kind === 'none'
        ? item
        : callValue(machine, predicate, { ...machine.noArguments, positional: [item] }, site),
    ),
  );
  return sequence(
    'list',
    items.filter((_, index) => verdicts[index] === true),
    site,
    verdicts.includes(undefined),
  );
}

/** Everybody has all scopes of an empty list. */
function hasScopes({ positional: [, scopes] }: CallArguments, site: Site): Value | undefined {
  return scopes?.kind === 'list' && scopes.items.length === 0 ? { kind: 'bool', value: true, site } : undefined;
}

type Predicate = (args: CallArguments, site: Site) => Value | undefined;

/** Questions that have a true or a false answer. */
export const PREDICATES: readonly (readonly [name: string, holds: Predicate])[] = [
  ...['inspect.isclass', 'inspect.isfunction', 'inspect.ismethod', 'inspect.ismodule'].map(
    (name): [string, Predicate] => [name, (args, site) => isKind(name, args, site)],
  ),
  ['inspect.iscoroutinefunction', isCoroutineFunction],
  ['asyncio.iscoroutinefunction', isCoroutineFunction],
  ['starlette._utils.is_async_callable', isCoroutineFunction],
  ['starlette.authentication.has_required_scope', hasScopes],
];
