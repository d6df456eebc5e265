import type { Site } from '../../core/span.ts';
import type { CallArguments, SequenceValue, Value } from '../value.ts';
import { choice, defaultOf, sameValue, sequence, unknown } from '../values.ts';
import { iterate } from './iteration.ts';
import type { Machine } from './machine.ts';
import { itemOf } from './subscripts.ts';

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
    default:
      return undefined;
  }
}

export function dictMethod(
  dict: Extract<Value, { kind: 'dict' }>,
  method: string,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const [key, fallback] = args.positional;
  switch (method) {
    case 'items':
      return sequence(
        'list',
        dict.entries.map((entry) => sequence('tuple', [entry.key, entry.value], site)),
        site,
        dict.open === true,
      );
    case 'values':
      return sequence(
        'list',
        dict.entries.map((entry) => entry.value),
        site,
        dict.open === true,
      );
    case 'keys':
      return sequence(
        'list',
        dict.entries.map((entry) => entry.key),
        site,
        dict.open === true,
      );
    case 'get':
    case 'pop': {
      if (key === undefined) return undefined;
      if (method === 'pop') return popped(dict, key, fallback, site);
      const present = dict.entries.some((entry) => sameValue(entry.key, key));
      if (present) return itemOf(dict, key, site);
      if (key.kind === 'string' && dict.open !== true) return fallback ?? { kind: 'none', site };
      return choice([{ value: itemOf(dict, key, site) }, { value: fallback ?? { kind: 'none', site } }], site);
    }
    case 'setdefault': {
      if (key === undefined) return undefined;
      const found = dict.entries.find((entry) => sameValue(entry.key, key));
      if (found !== undefined) return found.value;
      const value: Value = fallback ?? { kind: 'none', site };
      Object.assign(dict, { entries: [...dict.entries, { key, value }] });
      return value;
    }
    case 'update': {
      const more = key === undefined ? undefined : defaultOf(key);
      const own = [...args.keywords].map(([name, value]) => ({
        key: { kind: 'string' as const, value: name, site: value.site },
        value,
      }));
      Object.assign(dict, {
        entries: [...dict.entries, ...(more?.kind === 'dict' ? more.entries : []), ...own],
        ...(more === undefined || more.kind === 'dict' ? {} : { open: true }),
      });
      return { kind: 'none', site };
    }
    case 'copy':
      return { ...dict, site };
    default:
      return undefined;
  }
}

/** `kwargs.pop("dependencies", None)` takes the entry out. */
function popped(dict: Extract<Value, { kind: 'dict' }>, key: Value, fallback: Value | undefined, site: Site): Value {
  const found = dict.entries.find((entry) => sameValue(entry.key, key));
  if (found !== undefined) {
    Object.assign(dict, { entries: dict.entries.filter((entry) => entry !== found) });
    return found.value;
  }
  return fallback ?? (dict.open === true ? unknown(site, 'an entry that is not known') : { kind: 'none', site });
}
