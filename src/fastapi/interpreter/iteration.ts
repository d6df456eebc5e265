import type { Value } from '../value.ts';
import { defaultOf, sequence } from '../values.ts';
import type { Machine } from './machine.ts';

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
    case 'class':
      return enumMembers(machine, settled);
    default:
      return undefined;
  }
}

/** `for role in Role`: the members of an enumeration. */
function enumMembers(machine: Machine, value: Extract<Value, { kind: 'class' }>): readonly Value[] | undefined {
  if (!value.bases.some((base) => base.kind === 'external' && /(^|\.)(\w*Enum|Flag)$/.test(base.name)))
    return undefined;
  const frame = machine.classFrame(value);
  if (frame === undefined) return undefined;
  const members = [...frame.vars.keys()]
    .filter((name) => !name.startsWith('_'))
    .flatMap((name) => frame.own(name) ?? []);
  return members.filter((member) => member.kind !== 'function');
}

/** `zip`, `enumerate` and their like make tuples of what they were given. */
export function pairs(left: readonly Value[], right: readonly Value[], site: Value['site']): Value {
  const count = Math.min(left.length, right.length);
  const items: Value[] = [];
  for (let index = 0; index < count; index++) {
    const a = left[index];
    const b = right[index];
    if (a !== undefined && b !== undefined) items.push(sequence('tuple', [a, b], site));
  }
  return sequence('list', items, site);
}
