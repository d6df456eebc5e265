import type { Site } from '../../core/span.ts';
import type { Slice } from '../../python/expressions.ts';
import type { Value } from '../value.ts';
import { itemUnderCondition, sequence, unknown } from '../values.ts';

/** Reads one bound: what it is, or undefined where the slice leaves it out. */
type ReadBound = (bound: Slice['lower']) => Value | undefined;

interface Bounds {
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly step: number;
}

/** `version.split(".")[:2]`, `path[1:]`: part of a text or list, where the bounds and all items are known. */
export function sliceOf(object: Value, slice: Slice, read: ReadBound, site: Site): Value {
  const bounds = boundsOf(slice, read);
  return (bounds === undefined ? undefined : partOf(object, bounds, site)) ?? unknown(site, 'a slice');
}

function boundsOf(slice: Slice, read: ReadBound): Bounds | undefined {
  const [lower, upper, step] = [slice.lower, slice.upper, slice.step].map((bound) => {
    const value = read(bound);
    if (value === undefined || value.kind === 'none') return undefined;
    return value.kind === 'number' && Number.isInteger(value.value) ? value.value : Number.NaN;
  });
  if ([lower, upper, step].some(Number.isNaN) || step === 0) return undefined;
  return { lower, upper, step: step ?? 1 };
}

function partOf(object: Value, bounds: Bounds, site: Site): Value | undefined {
  switch (object.kind) {
    case 'string':
      return { kind: 'string', value: pick(Array.from(object.value), bounds).join(''), site };
    case 'environment': {
      // The deployer's value is cut as well.
      const part = object.default === undefined ? undefined : partOf(object.default, bounds, site);
      return { kind: 'environment', name: object.name, site, ...(part === undefined ? {} : { default: part }) };
    }
    case 'list':
    case 'tuple':
      // An item that is there only sometimes moves those behind it.
      return object.open === true || object.items.some((item) => itemUnderCondition(item) !== undefined)
        ? undefined
        : sequence(object.kind, pick(object.items, bounds), site);
    default:
      return undefined;
  }
}

function pick<T>(items: readonly T[], { lower, upper, step }: Bounds): T[] {
  const { length } = items;
  const within = (at: number, least: number, most: number): number =>
    Math.min(Math.max(at < 0 ? at + length : at, least), most);
  const [first, last] =
    step > 0
      ? [within(lower ?? 0, 0, length), within(upper ?? length, 0, length)]
      : [within(lower ?? length - 1, -1, length - 1), upper === undefined ? -1 : within(upper, -1, length - 1)];
  const picked: T[] = [];
  for (let at = first; step > 0 ? at < last : at > last; at += step) {
    const item = items[at];
    if (item !== undefined) picked.push(item);
  }
  return picked;
}
