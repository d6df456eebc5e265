import { functionCodeOf, type CodeBody } from '../codes.ts';
import { callValue } from '../interpreter/calls.ts';
import type { Machine } from '../interpreter/machine.ts';
import type { ClassValue, FunctionValue, InstanceValue } from '../value.ts';
import { NO_ARGUMENTS } from '../values.ts';

/** Bodies of functions as they were defined: a closure keeps the values its factory gave it. */
export class CodeFinder {
  readonly machine: Machine;
  readonly #methods = new WeakMap<InstanceValue, CodeBody>();
  readonly #codes = new Map<object, Map<unknown, CodeBody>>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** The body of a method as it runs on one object: `self` is that object, with what its `__init__` kept. */
  methodOn(fn: FunctionValue, self: InstanceValue): CodeBody | undefined {
    const known = this.#methods.get(self);
    if (known !== undefined) return known;
    const closure = this.machine.closureOf(fn);
    const [first] = fn.def.params;
    if (fn.def.kind === 'lambda' || closure === undefined || first === undefined) return undefined;
    const code = functionCodeOf(this.machine, fn.def, closure);
    code.frame.set(first.name, self);
    this.#methods.set(self, code);
    return code;
  }

  /** Undefined for a lambda or a function whose scope is not known. */
  codeFor(fn: FunctionValue): CodeBody | undefined {
    const closure = this.machine.closureOf(fn);
    if (fn.def.kind === 'lambda' || closure === undefined) return undefined;
    const byClosure = this.#codes.get(fn.def) ?? new Map<unknown, CodeBody>();
    this.#codes.set(fn.def, byClosure);
    const known = byClosure.get(closure);
    if (known !== undefined) return known;
    const code = functionCodeOf(this.machine, fn.def, closure);
    byClosure.set(closure, code);
    return code;
  }
}

/** An object of the class made with no arguments: for `raise Unauthorized`. */
export function instantiateQuietly(machine: Machine, cls: ClassValue): InstanceValue {
  const made = machine.quietly(() => callValue(machine, cls, NO_ARGUMENTS, cls.site));
  return made.kind === 'instance'
    ? made
    : { kind: 'instance', class: cls, args: NO_ARGUMENTS, attributes: new Map(), site: cls.site };
}
