import type { Site } from '../../core/span.ts';
import type { CallArguments, DictValue, SequenceValue, Value } from '../value.ts';
import { unknown } from '../values.ts';

/**
 * Bounds on what is computed, far beyond any application. A loop that doubles a text would fill the memory, and a walk
 * over a list that holds itself would never end.
 */
const LONGEST_TEXT = 10_000;
const MOST_PARTS = 20_000;
const DEEPEST = 100;

/** A computed value, or `unknown` where it is absurdly large. */
export function ofBearableSize(value: Value, site: Site): Value {
  if (value.kind === 'string' ? value.value.length <= LONGEST_TEXT : isBearable(value)) return value;
  return unknown(site, 'a value that is too large');
}

/**
 * Whether one can walk through a value. What stands in it twice counts twice, since a walk meets it again. No value is
 * bearable in a `holder` that it holds itself.
 */
function isBearable(value: Value, holder?: Value): boolean {
  let room = MOST_PARTS;
  const visit = (one: Value, depth: number): boolean => {
    room--;
    if (one === holder || depth > DEEPEST || room < 0) return false;
    return partsOf(one).every((part) => visit(part, depth + 1));
  };
  return visit(value, 0);
}

/** Whether a list or dict can take these in and stay bearable. */
export function canHold(holder: SequenceValue | DictValue, added: readonly Value[]): boolean {
  const held = holder.kind === 'dict' ? holder.entries.length : holder.items.length;
  return held + added.length <= MOST_PARTS && added.every((one) => isBearable(one, holder));
}

function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
      return value.items;
    case 'dict':
      return value.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'choice':
      return value.alternatives.map((one) => one.value);
    case 'annotated':
      return [value.base, ...value.metadata];
    case 'environment':
      return value.default === undefined ? NONE : [value.default];
    case 'external-call':
      return value.receiver === undefined ? partsOfCall(value.args) : [value.receiver, ...partsOfCall(value.args)];
    case 'partial':
      return [value.function, ...partsOfCall(value.args)];
    case 'instance':
      return partsOfCall(value.args);
    default:
      return NONE;
  }
}

const NONE: readonly Value[] = [];

function partsOfCall({ positional, keywords }: CallArguments): readonly Value[] {
  return keywords.size === 0 ? positional : [...positional, ...keywords.values()];
}
