import type { Site } from '../../../core/span.ts';
import type { CallArguments, DictValue, SequenceValue, Value } from '../../value.ts';
import { choice, defaultOf, sameValue, sequence, unknown, withoutRepeats } from '../../values.ts';
import { iterate } from './iteration.ts';
import type { Machine } from '../machine.ts';
import { canHold } from '../sizes.ts';
import { itemOf } from '../subscripts.ts';

/** A method of a list or set; undefined for those that are not modelled. */
export function listMethod(
  machine: Machine,
  list: SequenceValue,
  method: string,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const item = args.positional.at(-1);
  const none: Value = { kind: 'none', site };
  switch (method) {
    case 'append':
    case 'add':
    case 'insert':
      if (item !== undefined) machine.append(list, [item]);
      return none;
    case 'extend':
    case 'update': {
      const items = item === undefined ? undefined : iterate(machine, item);
      machine.append(list, items ?? [], items === undefined);
      return none;
    }
    case 'copy':
      return sequence(list.kind, list.items, site, list.open === true);
    case 'pop':
    case 'popleft':
      return taken(machine, list, method === 'popleft' ? 0 : args.positional[0], site);
    default:
      return undefined;
  }
}

/** `names.pop()` takes the last item out, `names.pop(0)` the first. */
function taken(machine: Machine, list: SequenceValue, at: Value | number | undefined, site: Site): Value {
  const index = at === undefined ? -1 : typeof at === 'number' ? at : at.kind === 'number' ? at.value : undefined;
  const item = index === undefined || list.open === true ? undefined : list.items.at(index);
  if (index === undefined || item === undefined || machine.frozen) return unknown(site, 'an item of something unknown');
  Object.assign(list, { items: list.items.toSpliced(index, 1) });
  return item;
}

/** A method of a dict; undefined for those that are not modelled. */
export function dictMethod(
  machine: Machine,
  dict: DictValue,
  method: string,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const [key, fallback] = args.positional;
  switch (method) {
    case 'items':
      return listOf(dict, (entry) => sequence('tuple', [entry.key, entry.value], site), site);
    case 'values':
      return listOf(dict, (entry) => entry.value, site);
    case 'keys':
      return listOf(dict, (entry) => entry.key, site);
    case 'get':
      return key === undefined ? undefined : got(dict, key, fallback, site);
    case 'pop':
      return key === undefined ? undefined : popped(dict, key, fallback, site);
    case 'setdefault':
      return key === undefined ? undefined : settled(dict, key, fallback, site);
    case 'update':
      return updated(machine, dict, args, site);
    case 'copy':
      return { ...dict, site };
    default:
      return undefined;
  }
}

type Entry = DictValue['entries'][number];

function listOf(dict: DictValue, part: (entry: Entry) => Value, site: Site): Value {
  return sequence('list', dict.entries.map(part), site, dict.open === true);
}

/** `options.get("key", fallback)`: a key that is not known can be there or not. */
function got(dict: DictValue, key: Value, fallback: Value | undefined, site: Site): Value {
  const present = dict.entries.some((entry) => sameValue(entry.key, key));
  if (present) return itemOf(dict, key, site);
  if (key.kind === 'string' && dict.open !== true) return fallback ?? { kind: 'none', site };
  return choice([{ value: itemOf(dict, key, site) }, { value: fallback ?? { kind: 'none', site } }], site);
}

/** `options.setdefault("key", value)`. */
function settled(dict: DictValue, key: Value, fallback: Value | undefined, site: Site): Value {
  const found = dict.entries.find((entry) => sameValue(entry.key, key));
  if (found !== undefined) return found.value;
  const value: Value = fallback ?? { kind: 'none', site };
  put(dict, dict.entries.length, { key, value });
  return value;
}

/** `options.update(more, key=value)`: what is not known leaves the dict open. */
function updated(machine: Machine, dict: DictValue, args: CallArguments, site: Site): Value {
  const more = entriesOf(machine, args);
  for (const { key, value } of more.entries) setEntry(machine, dict, key, value);
  if (more.open && !machine.frozen) Object.assign(dict, { open: true });
  return { kind: 'none', site };
}

/** What `dict(…)` and `update(…)` are given: a dict, pairs, keywords. */
export function entriesOf(
  machine: Machine,
  args: CallArguments,
): { readonly entries: readonly Entry[]; readonly open: boolean } {
  const [given] = args.positional;
  const more = given === undefined ? undefined : defaultOf(given);
  const own = [...args.keywords].map(([name, value]): Entry => ({
    key: { kind: 'string', value: name, site: value.site },
    value,
  }));
  if (more === undefined) return { entries: own, open: args.open };
  if (more.kind === 'dict') return { entries: [...more.entries, ...own], open: args.open || more.open === true };
  const pairs = iterate(machine, more)?.map(pairOf);
  return pairs?.every((pair) => pair !== undefined) === true
    ? { entries: [...pairs, ...own], open: args.open }
    : { entries: own, open: true };
}

function pairOf(item: Value): Entry | undefined {
  if (item.kind !== 'tuple' && item.kind !== 'list') return undefined;
  const [key, value] = item.items;
  return key === undefined || value === undefined ? undefined : { key, value };
}

/** Sets an entry for everyone who holds the dict. */
export function setEntry(machine: Machine, dict: DictValue, key: Value, value: Value): void {
  if (machine.frozen) return;
  const at = dict.entries.findIndex((entry) => sameValue(entry.key, key));
  const entry = { key, value: underCondition(machine, dict, value, dict.entries[at]?.value) };
  put(dict, at < 0 ? dict.entries.length : at, entry);
}

/** Changes the dict for everyone who holds it; what would make it too large leaves it open. */
export function put(dict: DictValue, at: number, entry: Entry): void {
  if (canHold(dict, [entry.key, entry.value])) Object.assign(dict, { entries: dict.entries.toSpliced(at, 1, entry) });
  else Object.assign(dict, { open: true });
}

/** What is set under a condition may be set or not. */
function underCondition(machine: Machine, dict: DictValue, value: Value, before: Value | undefined): Value {
  const condition = machine.conditionSince(dict)?.text;
  if (condition === undefined) return value;
  const otherwise = before ?? unknown(value.site, 'not set');
  return choice(
    [
      { value, condition },
      { value: otherwise, condition: `not (${condition})` },
    ],
    value.site,
  );
}

/** `kwargs.pop("dependencies", None)` takes the entry out. */
function popped(dict: DictValue, key: Value, fallback: Value | undefined, site: Site): Value {
  const found = dict.entries.find((entry) => sameValue(entry.key, key));
  if (found !== undefined) {
    Object.assign(dict, { entries: dict.entries.filter((entry) => entry !== found) });
    return found.value;
  }
  return fallback ?? (dict.open === true ? unknown(site, 'an entry that is not known') : { kind: 'none', site });
}

/** `dict(prefix="/x", **more)`. */
export function makeDict(machine: Machine, args: CallArguments, site: Site): DictValue {
  const { entries, open } = entriesOf(machine, args);
  return machine.madeUnder({ kind: 'dict', entries: withoutRepeats(entries), site, ...(open ? { open: true } : {}) });
}

/** `defaultdict(list, {...})`. */
export function makeDefaultDict(machine: Machine, args: CallArguments, site: Site): Value {
  const [factory, ...positional] = args.positional;
  const dict = makeDict(machine, { ...args, positional }, site);
  return factory !== undefined && factory.kind !== 'none' ? machine.madeUnder({ ...dict, factory }) : dict;
}
