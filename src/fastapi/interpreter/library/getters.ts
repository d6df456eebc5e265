import type { Site } from '../../../core/span.ts';
import type { CallArguments, ExternalCallValue, Value } from '../../value.ts';
import { sequence, textOfValue } from '../../values.ts';
import { getAttribute } from '../attributes.ts';
import { callValue } from '../calls.ts';
import type { Machine } from '../machine.ts';
import { itemOf } from '../subscripts.ts';

/** Calls what `operator.attrgetter("router")` and its like made; undefined for every other object. */
export function callGetter(
  machine: Machine,
  getter: ExternalCallValue,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const [object] = args.positional;
  const given = getter.args.positional;
  if (object === undefined || given.length === 0) return undefined;
  switch (getter.callee) {
    case 'operator.attrgetter':
      return together(
        given.map((path) => attributeAt(machine, object, textOfValue(path), site)),
        site,
      );
    case 'operator.itemgetter':
      return together(
        given.map((key) => itemOf(object, key, site)),
        site,
      );
    case 'operator.methodcaller': {
      const method = attributeAt(machine, object, textOfValue(given[0]), site);
      const rest = { ...getter.args, positional: given.slice(1) };
      return method === undefined ? undefined : callValue(machine, method, rest, site);
    }
    default:
      return undefined;
  }
}

/** `attrgetter("views.router")` goes down by the dots. */
function attributeAt(machine: Machine, object: Value, path: string | undefined, site: Site): Value | undefined {
  return path?.split('.').reduce((value, name) => getAttribute(machine, value, name, site), object);
}

/** One name gives the value, several a tuple of them. */
function together(values: readonly (Value | undefined)[], site: Site): Value | undefined {
  if (!values.every((one) => one !== undefined)) return undefined;
  return values.length === 1 ? values[0] : sequence('tuple', values, site);
}
