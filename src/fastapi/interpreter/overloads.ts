import type { Site } from '../../core/span.ts';
import type { Value } from '../value.ts';
import { classAttribute, getAttribute } from './attributes.ts';
import { callValue } from './calls.ts';
import type { Machine } from './machine.ts';

const METHODS: ReadonlyMap<string, string> = new Map([
  ['+', 'add'],
  ['-', 'sub'],
  ['*', 'mul'],
  ['@', 'matmul'],
  ['/', 'truediv'],
  ['//', 'floordiv'],
  ['%', 'mod'],
  ['|', 'or'],
  ['&', 'and'],
  ['^', 'xor'],
  ['<<', 'lshift'],
  ['>>', 'rshift'],
]);

/** What a project's own class makes of an operator: `api / "users" >> handler`; undefined where no class of ours answers. */
export function overloaded(
  machine: Machine,
  op: string,
  { left, right }: { readonly left: Value; readonly right: Value },
  site: Site,
  inPlace = false,
): Value | undefined {
  const name = METHODS.get(op);
  if (name === undefined) return undefined;
  return (
    (inPlace ? answer(machine, left, `__i${name}__`, right, site) : undefined) ??
    answer(machine, left, `__${name}__`, right, site) ??
    answer(machine, right, `__r${name}__`, left, site)
  );
}

function answer(machine: Machine, object: Value, method: string, other: Value, site: Site): Value | undefined {
  if (object.kind !== 'instance' || classAttribute(machine, object.class, method, site)?.kind !== 'function')
    return undefined;
  const args = { ...machine.noArguments, positional: [other] };
  return callValue(machine, getAttribute(machine, object, method, site), args, site);
}
