import type { ClassValue, Value } from '../../value.ts';
import { defaultOf, sequence } from '../../values.ts';
import { classAttribute, getAttribute, hasBase } from '../attributes.ts';
import { callValue, runInit } from '../calls.ts';
import { MODELS } from '../fields.ts';
import { fieldNames, NAMED_TUPLE } from './dataclasses.ts';
import type { Machine } from '../machine.ts';
import { routeItems } from '../framework/route-lists.ts';

const MAX_ITEMS = 2000;

/** The items that a loop over the value would see; undefined when they are not all known. */
export function iterate(machine: Machine, value: Value): readonly Value[] | undefined {
  const settled = defaultOf(value);
  switch (settled.kind) {
    case 'list':
    case 'tuple':
    case 'set':
      return settled.open === true || settled.items.length > MAX_ITEMS ? undefined : settled.items;
    case 'dict':
      return settled.open === true ? undefined : settled.entries.map((entry) => entry.key);
    case 'string':
      return settled.value.length > 50
        ? undefined
        : Array.from(settled.value, (character) => ({ kind: 'string', value: character, site: settled.site }));
    case 'instance':
      if (hasBase(settled.class, MODELS)) return fieldPairs(machine, settled);
      return hasBase(settled.class, NAMED_TUPLE)
        ? fieldNames(settled.class).map((name) => getAttribute(machine, settled, name, settled.site))
        : iterateOwn(machine, settled);
    case 'class':
      return enumMembers(machine, settled);
    case 'external':
      return routeItems(machine, settled);
    default:
      return undefined;
  }
}

/** `for name, value in model`: its fields. */
function fieldPairs(machine: Machine, object: Extract<Value, { kind: 'instance' }>): readonly Value[] {
  const { site } = object;
  return fieldNames(object.class).map((name) =>
    sequence('tuple', [{ kind: 'string', value: name, site }, getAttribute(machine, object, name, site)], site),
  );
}

/** What the project's own `__iter__` gives. */
function iterateOwn(machine: Machine, object: Extract<Value, { kind: 'instance' }>): readonly Value[] | undefined {
  const method = classAttribute(machine, object.class, '__iter__', object.site);
  if (method?.kind !== 'function') return undefined;
  const made = callValue(machine, method, { ...machine.noArguments, positional: [object] }, object.site);
  return made.kind === 'instance' ? undefined : iterate(machine, made);
}

/** `for role in Role`: the members of an enumeration. */
function enumMembers(machine: Machine, value: Extract<Value, { kind: 'class' }>): readonly Value[] | undefined {
  if (!isEnum(value)) return undefined;
  const frame = machine.classFrame(value);
  if (frame === undefined) return undefined;
  const found = [...frame.vars.keys()]
    .filter((name) => !name.startsWith('_'))
    .flatMap((name) => {
      const member = frame.own(name);
      return member === undefined ? [] : [asMember(machine, value, member, name)];
    });
  return found.filter((member) => member.kind !== 'function');
}

const members = new WeakMap<Value, Value>();

/** A member of an enumeration: a text or a number that knows its name, else an object that holds its value. */
function asMember(machine: Machine, cls: ClassValue, value: Value, name: string): Value {
  if (value.kind === 'string' || value.kind === 'number') return { ...value, member: name, memberOf: cls };
  if (value.kind === 'external-call' && value.callee === 'enum.auto') {
    const given = automatic(machine, cls, name, value.site);
    return given.kind === 'string' || given.kind === 'number' ? { ...given, member: name, memberOf: cls } : given;
  }
  if (value.kind !== 'tuple' && value.kind !== 'list' && value.kind !== 'dict') return value;
  const known = members.get(value);
  if (known !== undefined) return known;
  const { site } = value;
  const args = { ...machine.noArguments, positional: value.kind === 'tuple' ? value.items : [value] };
  const attributes = new Map<string, Value>([
    ['value', value],
    ['_value_', value],
    ['name', { kind: 'string', value: name, site }],
  ]);
  const made: Value = { kind: 'instance', class: cls, args, attributes, site };
  members.set(value, made);
  runInit(machine, cls, made, args, site);
  return made;
}

/** `READ = auto()`: what the class itself generates, else the name of a text, else the next number. */
function automatic(machine: Machine, cls: ClassValue, name: string, site: Value['site']): Value {
  const hook = classAttribute(machine, cls, '_generate_next_value_', site);
  const named: Value = { kind: 'string', value: name, site };
  const before = [...(machine.classFrame(cls)?.vars.keys() ?? [])].filter((one) => !one.startsWith('_'));
  const place = before.indexOf(name);
  const number = (value: number): Value => ({ kind: 'number', value, site });
  if (hook?.kind === 'function') {
    const positional = [named, number(1), number(place), sequence('list', [], site, true)];
    return callValue(machine, hook, { ...machine.noArguments, positional }, site);
  }
  if (hasBase(cls, /(^|\.)StrEnum$/)) return { ...named, value: name.toLowerCase() };
  return number(hasBase(cls, /(^|\.)(Int)?Flag$/) ? 2 ** place : place + 1);
}

function isEnum(cls: ClassValue): boolean {
  return hasBase(cls, /(^|\.)(\w*Enum|Flag)$/);
}

/** `Role.ADMIN`: the value of that name, knowing it; undefined for what is no member of an enumeration. */
export function enumMember(
  machine: Machine,
  cls: ClassValue,
  name: string,
  found: Value | undefined,
): Value | undefined {
  return found !== undefined && !name.startsWith('_') && isEnum(cls) ? asMember(machine, cls, found, name) : undefined;
}

/** `Role.__members__`: each by its name; undefined for what is no enumeration. */
export function membersByName(machine: Machine, cls: ClassValue, site: Value['site']): Value | undefined {
  const found = enumMembers(machine, cls);
  const frame = machine.classFrame(cls);
  if (found === undefined || frame === undefined) return undefined;
  const names = [...frame.vars.keys()].filter((name) => !name.startsWith('_') && frame.own(name)?.kind !== 'function');
  const entries = found.map((value, index) => ({
    key: { kind: 'string' as const, value: names[index] ?? '', site },
    value,
  }));
  return { kind: 'dict', entries, site };
}

/** `zip`, `enumerate` and their like make tuples of what they were given, as many as the shortest has. */
export function tuples(lists: readonly (readonly Value[])[], site: Value['site']): Value {
  const count = lists.length === 0 ? 0 : Math.min(...lists.map((list) => list.length));
  const items = Array.from({ length: count }, (_, index) =>
    sequence(
      'tuple',
      lists.flatMap((list) => list[index] ?? []),
      site,
    ),
  );
  return sequence('list', items, site);
}
