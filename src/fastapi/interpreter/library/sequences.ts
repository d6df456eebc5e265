import type { Site } from '../../../core/span.ts';
import type { CallArguments, SequenceValue, Value } from '../../value.ts';
import { argumentOf, sequence, textOfValue, truthOf } from '../../values.ts';
import { callValue } from '../calls.ts';
import { iterate, tuples } from './iteration.ts';
import type { Machine } from '../machine.ts';
import { routesSource } from '../framework/route-lists.ts';

/** Python's functions that make one sequence of another. */

export function copyOf(machine: Machine, kind: SequenceValue['kind'], args: CallArguments, site: Site): Value {
  const [first] = args.positional;
  if (first === undefined) return sequence(kind, [], site);
  const items = iterate(machine, first);
  // A router's list that stands for whole routers too goes on as what it is.
  if (items === undefined && routesSource(machine, first) !== undefined) return first;
  return items === undefined
    ? sequence(kind, first.kind === 'list' ? first.items : [], site, true)
    : sequence(kind, items, site);
}

/** `sorted(names, key=…)`: in order where texts or numbers decide it; else as they stand. */
export function sorted(machine: Machine, args: CallArguments, site: Site): Value {
  const copy = copyOf(machine, 'list', args, site);
  const reverse = args.keywords.get('reverse');
  const backwards = reverse === undefined ? false : truthOf(reverse);
  if (copy.kind !== 'list' || backwards === undefined) return copy;
  const ordered = inOrder(machine, copy.items, { args, site, backwards });
  return ordered === undefined ? copy : { ...copy, items: ordered };
}

/** `max(VERSIONS, key=…)`, `min(1, 2)`: the first of those that stand highest, or lowest. */
export function extreme(machine: Machine, args: CallArguments, site: Site, backwards: boolean): Value | undefined {
  const [first, second] = args.positional;
  const items = first === undefined || second !== undefined ? args.positional : iterate(machine, first);
  if (items?.length === 0) return args.keywords.get('default');
  return items === undefined ? undefined : inOrder(machine, items, { args, site, backwards })?.[0];
}

/** By texts or numbers; undefined where those do not decide it. */
function inOrder(
  machine: Machine,
  items: readonly Value[],
  { args, site, backwards }: { readonly args: CallArguments; readonly site: Site; readonly backwards: boolean },
): readonly Value[] | undefined {
  const rule = args.keywords.get('key');
  const ranks = items.map((item) => rankOf(rule === undefined ? item : callWith(machine, rule, [item], site)));
  if (!ranks.every((one) => one !== undefined) || new Set(ranks.map((one) => typeof one)).size > 1) return undefined;
  const direction = backwards ? -1 : 1;
  return items
    .map((item, index) => ({ item, rank: ranks[index] ?? '' }))
    .sort((a, b) => (a.rank < b.rank ? -direction : a.rank > b.rank ? direction : 0))
    .map(({ item }) => item);
}

function rankOf(value: Value): string | number | undefined {
  return value.kind === 'number' ? value.value : textOfValue(value);
}

/** A call with arguments by position. */
function callWith(machine: Machine, callee: Value, positional: readonly Value[], site: Site): Value {
  return callValue(machine, callee, { ...machine.noArguments, positional }, site);
}

/** `functools.reduce(include, routers, app)`: every call is made. */
export function reduced(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [callee, list, initial] = args.positional;
  const items = list === undefined ? undefined : iterate(machine, list);
  if (callee === undefined || items === undefined) return undefined;
  const [first, ...rest] = initial === undefined ? items : [initial, ...items];
  return rest.reduce<Value | undefined>(
    (made, item) => (made === undefined ? undefined : callWith(machine, callee, [made, item], site)),
    first,
  );
}

/** More pairs than anybody registers. */
const MAX_PRODUCT = 500;

/** `itertools.product(versions, routers)`: every pair. */
export function product(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const lists = args.positional.map((value) => iterate(machine, value));
  if (args.keywords.size > 0 || !lists.every((list) => list !== undefined)) return undefined;
  if (lists.reduce((count, list) => count * list.length, 1) > MAX_PRODUCT) return undefined;
  const rows = lists.reduce<readonly (readonly Value[])[]>(
    (made, list) => made.flatMap((row) => list.map((item) => [...row, item])),
    [[]],
  );
  return sequence(
    'list',
    rows.map((row) => sequence('tuple', row, site)),
    site,
  );
}

/** `chain.from_iterable(lists)`. */
export function flattened(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const lists = args.positional[0] === undefined ? undefined : iterate(machine, args.positional[0]);
  return lists === undefined ? undefined : chained(machine, { ...args, positional: lists }, site);
}

export function reversed(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const items = args.positional[0] === undefined ? undefined : iterate(machine, args.positional[0]);
  return items === undefined ? undefined : sequence('list', [...items].reverse(), site);
}

export function enumerated(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const items = args.positional[0] === undefined ? undefined : iterate(machine, args.positional[0]);
  const start = argumentOf(args, 'start', 1) ?? { kind: 'number', value: 0, site };
  if (items === undefined || start.kind !== 'number') return undefined;
  const numbers = items.map((_, index) => ({ kind: 'number' as const, value: start.value + index, site }));
  return tuples([numbers, items], site);
}

export function zipped(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const lists = args.positional.map((value) => iterate(machine, value));
  return lists.every((list) => list !== undefined) ? tuples(lists, site) : undefined;
}

export function range(args: CallArguments, site: Site): Value | undefined {
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

export function chained(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const lists = args.positional.map((value) => iterate(machine, value));
  return lists.every((list) => list !== undefined) ? sequence('list', lists.flat(), site) : undefined;
}

/** `any(name.startswith(one) for one in SKIPPED)`. */
export function anyOf(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const truths = truthsOf(machine, args);
  if (truths?.includes(true) === true) return { kind: 'bool', value: true, site };
  return truths?.includes(undefined) === false ? { kind: 'bool', value: false, site } : undefined;
}

export function allOf(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const truths = truthsOf(machine, args);
  if (truths?.includes(false) === true) return { kind: 'bool', value: false, site };
  return truths?.includes(undefined) === false ? { kind: 'bool', value: true, site } : undefined;
}

function truthsOf(
  machine: Machine,
  { positional: [list] }: CallArguments,
): readonly (boolean | undefined)[] | undefined {
  return list === undefined ? undefined : iterate(machine, list)?.map(truthOf);
}

/** `next(items)`: the first of them, else the fallback. */
export function firstOf(machine: Machine, args: CallArguments): Value | undefined {
  const [source, fallback] = args.positional;
  const items = source === undefined ? undefined : iterate(machine, source);
  return items === undefined ? undefined : (items[0] ?? fallback);
}
