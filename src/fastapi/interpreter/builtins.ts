import type { Site } from '../../core/span.ts';
import type { CallArguments, ExternalCallValue, ExternalValue, InstanceValue, SequenceValue, Value } from '../value.ts';
import { argumentOf, sequence, unknown } from '../values.ts';
import { getAttribute, setAttribute } from './attributes.ts';
import { dictMethod, listMethod } from './containers.ts';
import { integer, readJson, truth } from './conversions.ts';
import { findModules, importByName, pathPart } from './discovery.ts';
import { iterate, pairs } from './iteration.ts';
import type { Machine } from './machine.ts';
import { stringMethod } from './strings.ts';

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
  ['builtins.list', (machine, args, site) => copyOf(machine, 'list', args, site)],
  ['builtins.tuple', (machine, args, site) => copyOf(machine, 'tuple', args, site)],
  ['builtins.set', (machine, args, site) => copyOf(machine, 'set', args, site)],
  ['builtins.frozenset', (machine, args, site) => copyOf(machine, 'set', args, site)],
  ['builtins.sorted', (machine, args, site) => copyOf(machine, 'list', args, site)],
  ['builtins.reversed', (machine, args, site) => reversed(machine, args, site)],
  ['builtins.dict', (_machine, args, site) => makeDict(args, site)],
  ['builtins.enumerate', (machine, args, site) => enumerated(machine, args, site)],
  ['builtins.zip', (machine, args, site) => zipped(machine, args, site)],
  ['builtins.range', (_machine, args, site) => range(args, site)],
  ['builtins.str', (_machine, args, site) => text(args, site)],
  ['builtins.bool', (_machine, args, site) => truth(args, site)],
  ['builtins.int', (_machine, args, site) => integer(args, site)],
  ['builtins.getattr', (machine, args, site) => getNamed(machine, args, site)],
  ['builtins.setattr', (machine, args, site) => setNamed(machine, args, site)],
  ['builtins.isinstance', (_machine, args, site) => isInstance(args, site)],
  ['builtins.callable', (_machine, args, site) => isCallable(args, site)],
  ['typing.cast', (_machine, args) => args.positional[1]],
  ['copy.copy', (_machine, args) => args.positional[0]],
  ['copy.deepcopy', (_machine, args) => args.positional[0]],
  ['functools.partial', (_machine, args, site) => makePartial(args, site)],
  ['json.loads', (_machine, args, site) => readJson(args, site)],
  ['os.getenv', environment],
  ['os.environ.get', environment],
  ['os.environ.setdefault', environment],
  ['decouple.config', environment],
  ['importlib.import_module', importByName],
  ['builtins.__import__', importByName],
  ['pkgutil.iter_modules', findModules],
  ['pkgutil.walk_packages', findModules],
  ['itertools.chain', chained],
  ['pathlib.Path', (_machine, args) => args.positional[0]],
  ['os.path.dirname', (_machine, args, site) => dirname(args, site)],
  ['os.path.abspath', (_machine, args) => args.positional[0]],
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
  if (receiver === undefined) return undefined;
  if (receiver.kind === 'instance' && callee.name.endsWith('.__init__'))
    return initOutside(machine, { self: receiver, callee: callee.name }, args, site);
  const method = callee.name.slice(callee.name.lastIndexOf('.') + 1);
  if (
    receiver.kind === 'external-call' &&
    /^(environs\.Env|starlette\.config\.Config|decouple\.Config)$/.test(receiver.callee)
  )
    return environment(machine, args, site);
  if (receiver.kind === 'environment' || receiver.kind === 'string')
    return stringMethod(machine, receiver, method, args, site);
  if (receiver.kind === 'list' || receiver.kind === 'set') return listMethod(machine, receiver, method, args, site);
  if (receiver.kind === 'dict') return dictMethod(receiver, method, args, site);
  return undefined;
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

function dirname(args: CallArguments, site: Site): Value | undefined {
  const [first] = args.positional;
  return first?.kind === 'string' ? pathPart(first.value, 'parent', site) : undefined;
}

function transparent(_machine: unknown, args: CallArguments): Value | undefined {
  const [first] = args.positional;
  return first?.kind === 'function' || first?.kind === 'class' ? first : undefined;
}

function copyOf(machine: Machine, kind: SequenceValue['kind'], args: CallArguments, site: Site): Value {
  const [first] = args.positional;
  if (first === undefined) return sequence(kind, [], site);
  const items = iterate(machine, first);
  return items === undefined
    ? sequence(kind, first.kind === 'list' ? first.items : [], site, true)
    : sequence(kind, items, site);
}

function reversed(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const items = args.positional[0] === undefined ? undefined : iterate(machine, args.positional[0]);
  return items === undefined ? undefined : sequence('list', [...items].reverse(), site);
}

function makeDict(args: CallArguments, site: Site): Value {
  const [first] = args.positional;
  const base = first?.kind === 'dict' ? first.entries : [];
  const known = first === undefined || first.kind === 'dict';
  const own = [...args.keywords].map(([name, value]) => ({
    key: { kind: 'string' as const, value: name, site: value.site },
    value,
  }));
  return { kind: 'dict', entries: [...base, ...own], site, ...(known && !args.open ? {} : { open: true }) };
}

function enumerated(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const items = args.positional[0] === undefined ? undefined : iterate(machine, args.positional[0]);
  if (items === undefined) return undefined;
  return pairs(
    items.map((_, index) => ({ kind: 'number' as const, value: index, site })),
    items,
    site,
  );
}

function zipped(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const lists = args.positional.map((value) => iterate(machine, value));
  const [left, right] = lists;
  return lists.length === 2 && left !== undefined && right !== undefined ? pairs(left, right, site) : undefined;
}

function range(args: CallArguments, site: Site): Value | undefined {
  const numbers = args.positional.map((value) => (value.kind === 'number' ? value.value : Number.NaN));
  const start = numbers.length === 1 ? 0 : numbers[0];
  const end = numbers.length === 1 ? numbers[0] : numbers[1];
  if (start === undefined || end === undefined || !(end - start >= 0 && end - start <= 200)) return undefined;
  return sequence(
    'list',
    Array.from({ length: end - start }, (_, index) => ({ kind: 'number' as const, value: start + index, site })),
    site,
  );
}

function chained(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const lists = args.positional.map((value) => iterate(machine, value));
  return lists.every((list) => list !== undefined) ? sequence('list', lists.flat(), site) : undefined;
}

function text(args: CallArguments, site: Site): Value | undefined {
  const [first] = args.positional;
  if (first === undefined) return { kind: 'string', value: '', site };
  if (first.kind === 'string' || first.kind === 'environment') return first;
  return first.kind === 'number' ? { kind: 'string', value: String(first.value), site } : undefined;
}

function getNamed(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [object, name, fallback] = args.positional;
  if (object === undefined || name?.kind !== 'string') return undefined;
  const found = getAttribute(machine, object, name.value, site);
  return found.kind === 'unknown' && fallback !== undefined ? fallback : found;
}

function setNamed(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [object, name, value] = args.positional;
  if (object === undefined || name?.kind !== 'string' || value === undefined) return undefined;
  setAttribute(machine, object, name.value, value, site);
  return { kind: 'none', site };
}

const KIND_OF_TYPE = new Map([
  ['builtins.str', 'string'],
  ['builtins.list', 'list'],
  ['builtins.dict', 'dict'],
  ['builtins.tuple', 'tuple'],
  ['fastapi.APIRouter', 'router'],
  ['fastapi.FastAPI', 'app'],
]);

function isInstance(args: CallArguments, site: Site): Value | undefined {
  const [object, type] = args.positional;
  if (object === undefined || type === undefined) return undefined;
  if (type.kind === 'external') {
    const kind = KIND_OF_TYPE.get(type.name);
    if (kind === undefined || object.kind === 'unknown' || object.kind === 'choice' || object.kind === 'environment')
      return undefined;
    if (object.kind === 'external' || object.kind === 'external-call') return { kind: 'bool', value: false, site };
    return { kind: 'bool', value: object.kind === kind, site };
  }
  if (type.kind === 'class' && object.kind === 'instance') {
    const same = object.class.def === type.def || hasBaseClass(object.class, type);
    return { kind: 'bool', value: same, site };
  }
  return undefined;
}

function hasBaseClass(cls: Extract<Value, { kind: 'class' }>, base: Extract<Value, { kind: 'class' }>): boolean {
  return cls.bases.some((one) => one.kind === 'class' && (one.def === base.def || hasBaseClass(one, base)));
}

function isCallable(args: CallArguments, site: Site): Value | undefined {
  const kind = args.positional[0]?.kind;
  if (kind === 'function' || kind === 'class' || kind === 'bound-method' || kind === 'partial')
    return { kind: 'bool', value: true, site };
  return kind === 'string' ||
    kind === 'list' ||
    kind === 'dict' ||
    kind === 'none' ||
    kind === 'module' ||
    kind === 'router'
    ? { kind: 'bool', value: false, site }
    : undefined;
}

function makePartial(args: CallArguments, site: Site): Value | undefined {
  const [fn, ...rest] = args.positional;
  return fn === undefined ? undefined : { kind: 'partial', function: fn, args: { ...args, positional: rest }, site };
}
