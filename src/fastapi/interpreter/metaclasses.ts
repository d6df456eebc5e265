import type { ClassDef } from '../../python/syntax.ts';
import type { CallArguments, ClassValue, Value } from '../value.ts';
import { sequence } from '../values.ts';
import { classAttribute } from './attributes.ts';
import { callValue } from './calls.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { ownAttributes } from './library/reflection.ts';

/** A metaclass of the project sees every class below it made: `__new__` and `__init__` may keep it in a registry. */
export function callMetaclass(machine: Machine, cls: ClassValue, frame: Frame): void {
  const metaclass = metaclassOf(machine, cls.def, cls.bases, frame);
  if (metaclass === undefined || machine.frozen) return;
  machine.metaclasses.set(cls.def, metaclass);
  const name: Value = { kind: 'string', value: cls.def.name, site: cls.site };
  const namespace = ownAttributes(machine, cls, cls.site);
  const given = [name, sequence('tuple', cls.bases, cls.site), ...(namespace === undefined ? [] : [namespace])];
  machine.making.push(cls);
  for (const [method, self] of [
    ['__new__', metaclass],
    ['__init__', cls],
  ] as const) {
    const found = classAttribute(machine, metaclass, method, cls.site);
    if (found?.kind === 'function')
      callValue(
        machine,
        found,
        { ...machine.noArguments, positional: [self, ...given], keywords: optionsOf(machine, cls.def, frame) },
        cls.site,
      );
  }
  machine.making.pop();
}

function metaclassOf(machine: Machine, def: ClassDef, bases: readonly Value[], frame: Frame): ClassValue | undefined {
  const named = def.bases.find((one) => one.name === 'metaclass');
  const value = named === undefined ? undefined : evaluate(machine, named.value, frame);
  if (value?.kind === 'class') return value;
  for (const base of bases) {
    const inherited = base.kind === 'class' ? machine.metaclasses.get(base.def) : undefined;
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** `class Items(View, path="/items")`. */
function optionsOf(machine: Machine, def: ClassDef, frame: Frame): Map<string, Value> {
  return new Map(
    def.bases.flatMap((one): [string, Value][] =>
      one.name === undefined || one.name === 'metaclass' ? [] : [[one.name, evaluate(machine, one.value, frame)]],
    ),
  );
}

/** `super().__new__(mcs, name, bases, namespace)`, `type.__new__(…)`: the class that is being made. */
export function madeByMetaclass(machine: Machine, callee: string, args: CallArguments): Value | undefined {
  const isMaking = /^(super\(\)|builtins\.type)\.__new__$/.test(callee) && args.positional.length > 3;
  return isMaking ? machine.making.at(-1) : undefined;
}
