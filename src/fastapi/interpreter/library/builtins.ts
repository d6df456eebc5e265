import type { Site } from '../../../core/span.ts';
import type { CallArguments, ExternalCallValue, ExternalValue, InstanceValue, Value } from '../../value.ts';
import { argumentOf, sequence, unknown } from '../../values.ts';
import { getAttribute, hasBase, setAttribute } from '../attributes.ts';
import { dictMethod, listMethod, makeDefaultDict, makeDict } from './containers.ts';
import { dumped, replaced } from './dataclasses.ts';
import { MODELS } from '../fields.ts';
import { madeByMetaclass } from '../metaclasses.ts';
import { escaped, integer, lengthOf, readJson, shownAs, truth } from './conversions.ts';
import { findModules, importByName, walkModules } from './discovery.ts';
import { FILE_SYSTEM } from './file-system.ts';
import { isCallable, isInstance, isSubclass } from './kinds.ts';
import type { Machine } from '../machine.ts';
import { callPattern, PATTERNS } from './patterns.ts';
import {
  filtered,
  getMembers,
  hasNamed,
  lacks,
  listNames,
  mapped,
  ownAttributes,
  PREDICATES,
  typeOf,
} from './reflection.ts';
import {
  allOf,
  anyOf,
  chained,
  copyOf,
  enumerated,
  extreme,
  firstOf,
  flattened,
  product,
  range,
  reduced,
  reversed,
  sorted,
  zipped,
} from './sequences.ts';
import { stringMethod } from './strings.ts';
import { entered } from '../with.ts';

const NAMES = new Set(
  (
    'list tuple set frozenset dict str int float bool bytes len sorted reversed enumerate zip map filter range getattr setattr hasattr isinstance ' +
    'issubclass callable print open eval exec compile type object property staticmethod classmethod super any all sum min max abs id vars globals ' +
    'locals dir repr hash input iter next Exception BaseException ValueError TypeError KeyError RuntimeError PermissionError LookupError ' +
    'NotImplementedError AttributeError IndexError OSError IOError ImportError ModuleNotFoundError StopIteration AssertionError UnicodeDecodeError ' +
    'ConnectionError TimeoutError FileNotFoundError NotImplemented Ellipsis round ord chr hex format bytearray memoryview slice __import__ __debug__'
  ).split(' '),
);

/** A name that Python itself provides. */
export function builtin(id: string, site: Site): Value | undefined {
  return NAMES.has(id) ? { kind: 'external', name: `builtins.${id}`, site } : undefined;
}

type Handler = (machine: Machine, args: CallArguments, site: Site) => Value | undefined;

const HANDLERS = new Map<string, Handler>([
  ...FILE_SYSTEM,
  ...PATTERNS,
  ['builtins.list', (machine, args, site) => copyOf(machine, 'list', args, site)],
  ['builtins.tuple', (machine, args, site) => copyOf(machine, 'tuple', args, site)],
  ['builtins.set', (machine, args, site) => copyOf(machine, 'set', args, site)],
  ['builtins.frozenset', (machine, args, site) => copyOf(machine, 'set', args, site)],
  ['builtins.sorted', (machine, args, site) => sorted(machine, args, site)],
  ['builtins.max', (machine, args, site) => extreme(machine, args, site, true)],
  ['builtins.min', (machine, args, site) => extreme(machine, args, site, false)],
  ['builtins.reversed', (machine, args, site) => reversed(machine, args, site)],
  ['builtins.dict', makeDict],
  ['builtins.globals', (machine, _args, site) => namesOfModule(machine, site)],
  ['collections.defaultdict', makeDefaultDict],
  ['collections.OrderedDict', makeDict],
  ['collections.deque', (machine, args, site) => copyOf(machine, 'list', args, site)],
  ['builtins.enumerate', (machine, args, site) => enumerated(machine, args, site)],
  ['builtins.zip', (machine, args, site) => zipped(machine, args, site)],
  ['builtins.range', (_machine, args, site) => range(args, site)],
  ['builtins.str', (_machine, args, site) => shownAs(args, site)],
  ['builtins.format', (_machine, args, site) => shownAs(args, site)],
  ['builtins.len', (_machine, args, site) => lengthOf(args, site)],
  ['builtins.bool', (_machine, args, site) => truth(args, site)],
  ['builtins.int', (_machine, args, site) => integer(args, site)],
  ['builtins.getattr', (machine, args, site) => getNamed(machine, args, site)],
  ['builtins.setattr', (machine, args, site) => setNamed(machine, args, site)],
  ['builtins.hasattr', hasNamed],
  ['builtins.type', (_machine, args) => typeOf(args)],
  ['builtins.dir', listNames],
  ['builtins.vars', (machine, args, site) => ownAttributes(machine, args.positional[0], site)],
  ['builtins.any', (machine, args, site) => anyOf(machine, args, site)],
  ['builtins.all', (machine, args, site) => allOf(machine, args, site)],
  ['builtins.map', mapped],
  ['builtins.filter', filtered],
  ['builtins.exec', madeAtRunTime],
  ['builtins.eval', madeAtRunTime],
  ['builtins.next', (machine, args) => firstOf(machine, args)],
  ['builtins.iter', (_machine, args) => args.positional[0]],
  ['inspect.getmembers', getMembers],
  ...PREDICATES.map(([name, holds]): [string, Handler] => [name, (_machine, args, site) => holds(args, site)]),
  ['builtins.isinstance', (_machine, args, site) => isInstance(args, site)],
  ['builtins.issubclass', (_machine, args, site) => isSubclass(args, site)],
  ['builtins.callable', (_machine, args, site) => isCallable(args, site)],
  ['typing.cast', (_machine, args) => args.positional[1]],
  ...['dataclasses.asdict', 'attrs.asdict', 'attr.asdict'].map((name): [string, Handler] => [name, asDict]),
  ['dataclasses.replace', replaced],
  ['copy.replace', replaced],
  ['copy.copy', (_machine, args) => args.positional[0]],
  ['copy.deepcopy', (_machine, args) => args.positional[0]],
  ['functools.partial', (_machine, args, site) => makePartial(args, site)],
  ['json.loads', (_machine, args, site) => readJson(args, site)],
  ['re.escape', (_machine, args, site) => escaped(args, site)],
  ['os.getenv', environment],
  ['os.environ.get', environment],
  ['os.environ.setdefault', environment],
  ['decouple.config', environment],
  ['importlib.import_module', importByName],
  ['builtins.__import__', importByName],
  ['pkgutil.iter_modules', findModules],
  ['pkgutil.walk_packages', walkModules],
  ['itertools.chain', chained],
  ['itertools.chain.from_iterable', flattened],
  ['itertools.product', product],
  ['functools.reduce', reduced],
  ['builtins.staticmethod', (_machine, args, site) => asMethod('staticmethod', args, site)],
  ['builtins.classmethod', (_machine, args, site) => asMethod('classmethod', args, site)],
  ['functools.update_wrapper', wrapBy],
  ['functools.lru_cache', transparent],
  ['functools.cache', transparent],
]);

/** What a call of Python's own functions gives; undefined for those that are not modelled. */
export function callBuiltin(
  machine: Machine,
  callee: ExternalValue,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const handler = HANDLERS.get(callee.name);
  if (handler !== undefined) return handler(machine, args, site);
  const { receiver } = callee;
  if (receiver === undefined) return baseInit(machine, callee, args, site);
  const made = madeByMetaclass(machine, callee.name, args);
  if (made !== undefined) return made;
  if (callee.name === 'super().__new__' && args.positional[0]?.kind === 'class')
    return { kind: 'instance', class: args.positional[0], args: machine.noArguments, attributes: new Map(), site };
  if (receiver.kind === 'instance' && callee.name.endsWith('.__init__'))
    return initOutside(machine, { self: receiver, callee: callee.name }, args, site);
  const method = callee.name.slice(callee.name.lastIndexOf('.') + 1);
  if (
    receiver.kind === 'external-call' &&
    /^(environs\.Env|starlette\.config\.Config|decouple\.Config)$/.test(receiver.callee)
  )
    return environment(machine, args, site);
  if (method === 'get_secret_value') return secretIn(receiver);
  if (receiver.kind === 'external-call' && receiver.callee === 're.compile')
    return callPattern(receiver, method, args, site);
  if (receiver.kind === 'external-call' && /^contextlib\.(Async)?ExitStack$/.test(receiver.callee))
    return /^enter_(async_)?context$/.test(method) ? entered(machine, args.positional[0]) : undefined;
  if (receiver.kind === 'environment' || receiver.kind === 'string')
    return stringMethod(machine, receiver, method, args, site);
  if (receiver.kind === 'list' || receiver.kind === 'set') return listMethod(machine, receiver, method, args, site);
  if (receiver.kind === 'class' && method === '__subclasses__')
    return sequence('list', [...machine.subclassesOf(receiver)], site);
  if (receiver.kind === 'instance' && /^(model_dump|dict)$/.test(method) && hasBase(receiver.class, MODELS))
    return dumped(machine, receiver, args, site);
  if (receiver.kind === 'dict') return dictMethod(machine, receiver, method, args, site);
  return undefined;
}

/** `SecretStr("…")`, or a setting that is one. */
function secretIn(held: Value): Value | undefined {
  if (held.kind === 'external-call') return held.args.positional[0];
  if (held.kind !== 'environment' || held.default === undefined) return held;
  const secret = secretIn(held.default);
  return secret === undefined ? undefined : { ...held, default: secret };
}

/** `config("DEBUG", default=False)` with starlette's or decouple's own object. */
export function callConfigObject(callee: ExternalCallValue, args: CallArguments, site: Site): Value | undefined {
  return /^(starlette\.config\.Config|decouple\.(Auto)?Config|environs\.Env)$/.test(callee.callee)
    ? environment(undefined, args, site)
    : undefined;
}

function environment(_machine: unknown, args: CallArguments, site: Site): Value {
  const name = argumentOf(args, 'key', 0);
  const fallback =
    args.keywords.get('default') ?? (args.positional[1]?.kind === 'external' ? undefined : args.positional[1]);
  if (name?.kind !== 'string') return unknown(site, 'an environment variable');
  return { kind: 'environment', name: name.value, site, ...(fallback === undefined ? {} : { default: fallback }) };
}

/** `Base.__init__(self, …)` of an outside base: as `super().__init__(…)`. */
function baseInit(machine: Machine, callee: ExternalValue, args: CallArguments, site: Site): Value | undefined {
  const [self, ...positional] = args.positional;
  return self?.kind === 'instance' && callee.name.endsWith('.__init__')
    ? initOutside(machine, { self, callee: callee.name }, { ...args, positional }, site)
    : undefined;
}

/** `super().__init__(status_code=401)` of an exception: what it was given is what the object has. */
function initOutside(
  machine: Machine,
  { self, callee }: { readonly self: InstanceValue; readonly callee: string },
  args: CallArguments,
  site: Site,
): Value {
  const attributes = machine.attributesOf(self);
  for (const [name, value] of args.keywords) if (!attributes.has(name)) attributes.set(name, value);
  const [first] = args.positional;
  // What comes first is a status only there: `Exception` takes a text, or a code of the project's own.
  if (first !== undefined && /HTTPException\.__init__$/.test(callee) && !attributes.has('status_code'))
    attributes.set('status_code', first);
  return { kind: 'none', site };
}

function transparent(_machine: unknown, args: CallArguments): Value | undefined {
  const [first] = args.positional;
  return first?.kind === 'function' || first?.kind === 'class' ? first : undefined;
}

function asDict(
  machine: Machine,
  { positional: [object, ...rest], ...args }: CallArguments,
  site: Site,
): Value | undefined {
  return object?.kind === 'instance' ? dumped(machine, object, { ...args, positional: rest }, site) : undefined;
}

/** `update_wrapper(wrapper, f)`: as `@wraps(f)` would. */
function wrapBy(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [wrapper, wrapped] = args.positional;
  if (wrapper !== undefined && wrapped !== undefined) setAttribute(machine, wrapper, '__wrapped__', wrapped, site);
  return wrapper;
}

/** `guard = staticmethod(check)` in a class body: as the decorator would make it. */
function asMethod(kind: string, args: CallArguments, site: Site): Value | undefined {
  const [first] = args.positional;
  if (first?.kind !== 'function') return undefined;
  const value: Value = { kind: 'external', name: `builtins.${kind}`, site };
  return { ...first, decorators: [...first.decorators, { site, value, text: kind }] };
}

/** What such code adds to an application is not seen. */
function madeAtRunTime(machine: Machine, _args: CallArguments, site: Site): Value {
  const reason = 'code that is made at run time';
  machine.note(site, reason);
  return unknown(site, reason);
}

/** `globals()`: the names of the module that the call stands in. */
function namesOfModule(machine: Machine, site: Site): Value | undefined {
  return ownAttributes(machine, { kind: 'module', path: site.path, name: '', site }, site);
}

function getNamed(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [object, name, fallback] = args.positional;
  if (object === undefined || name?.kind !== 'string') return undefined;
  const found = getAttribute(machine, object, name.value, site);
  const missing =
    found.kind === 'unknown' ||
    (isLiteral(object) && name.value.startsWith('_')) ||
    isOfPlainBase(found, name.value) ||
    lacks(object, found, name.value);
  return missing && fallback !== undefined ? fallback : found;
}

/** What a model's outside base would answer for a name that no release of it has. */
function isOfPlainBase(found: Value, name: string): boolean {
  return found.kind === 'external' && found.name === `pydantic.BaseModel.${name}` && !/^(model_|__pydantic)/.test(name);
}

function isLiteral(value: Value): boolean {
  return ['string', 'number', 'bool', 'none', 'list', 'tuple', 'set', 'dict'].includes(value.kind);
}

function setNamed(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [object, name, value] = args.positional;
  if (object === undefined || name?.kind !== 'string' || value === undefined) return undefined;
  setAttribute(machine, object, name.value, value, site);
  return { kind: 'none', site };
}

function makePartial(args: CallArguments, site: Site): Value | undefined {
  const [fn, ...rest] = args.positional;
  return fn === undefined ? undefined : { kind: 'partial', function: fn, args: { ...args, positional: rest }, site };
}
