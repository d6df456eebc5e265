import type { Site } from '../../core/span.ts';
import type { CallArguments, SequenceValue, Value } from '../value.ts';
import { argumentOf, sequence, textOfValue, truthOf } from '../values.ts';
import { iterate, tuples } from './iteration.ts';
import type { Machine } from './machine.ts';

/** Python's functions that make one sequence of another. */

export function copyOf(machine: Machine, kind: SequenceValue['kind'], args: CallArguments, site: Site): Value {
  const [first] = args.positional;
  if (first === undefined) return sequence(kind, [], site);
  const items = iterate(machine, first);
  return items === undefined
    ? sequence(kind, first.kind === 'list' ? first.items : [], site, true)
    : sequence(kind, items, site);
}

/** `sorted(names)`: in order where that is the order of texts; else as they stand. */
export function sorted(machine: Machine, args: CallArguments, site: Site): Value {
  const copy = copyOf(machine, 'list', args, site);
  if (copy.kind !== 'list' || args.keywords.has('key')) return copy;
  const reverse = args.keywords.get('reverse');
  const texts = copy.items.map(textOfValue);
  if (!texts.every((one) => one !== undefined) || (reverse !== undefined && truthOf(reverse) === undefined))
    return copy;
  const ordered = copy.items
    .map((item, index) => ({ item, text: texts[index] ?? '' }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ item }) => item);
  return { ...copy, items: reverse !== undefined && truthOf(reverse) === true ? ordered.reverse() : ordered };
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

/** `next(items)`: the first of them, else the fallback. */
export function firstOf(machine: Machine, args: CallArguments): Value | undefined {
  const [source, fallback] = args.positional;
  const items = source === undefined ? undefined : iterate(machine, source);
  return items === undefined ? undefined : (items[0] ?? fallback);
}
