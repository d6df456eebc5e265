import type { FunctionDef, Lambda } from '../../python/syntax.ts';
import { functionCodeOf, type CodeBody } from '../codes.ts';
import { callValue } from '../interpreter/calls.ts';
import type { Machine } from '../interpreter/machine.ts';
import type { ClassValue, FunctionValue, InstanceValue } from '../value.ts';
import { NO_ARGUMENTS } from '../values.ts';

/** Bodies of functions as they were defined: a closure keeps the values its factory gave it. */
export class CodeFinder {
  readonly machine: Machine;
  readonly #methods = new WeakMap<InstanceValue, Map<unknown, CodeBody>>();
  readonly #codes = new Map<object, Map<unknown, CodeBody>>();
  readonly #lambdas = new Map<Lambda, FunctionDef>();
  readonly #anyOf = new Map<ClassValue, InstanceValue>();

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** The body of a method as it runs on one object: `self` is that object, with what its `__init__` kept. */
  methodOn(fn: FunctionValue, self: InstanceValue): CodeBody | undefined {
    const methods = this.#methods.get(self) ?? new Map<unknown, CodeBody>();
    this.#methods.set(self, methods);
    const known = methods.get(fn.def);
    if (known !== undefined) return known;
    const closure = this.machine.closureOf(fn);
    const [first] = fn.def.params;
    if (fn.def.kind === 'lambda' || closure === undefined || first === undefined) return undefined;
    const code = functionCodeOf(this.machine, fn.def, closure);
    code.frame.set(first.name, self);
    // `super()` looks above the class that the method is written in.
    if (closure.kind === 'class') this.machine.selfOf.set(code.frame, { self, owner: closure });
    methods.set(fn.def, code);
    return code;
  }

  /** Some object of the class, with what is known of all of them. */
  anyOf(cls: ClassValue): InstanceValue {
    const known = this.#anyOf.get(cls);
    if (known !== undefined) return known;
    const args = { ...NO_ARGUMENTS, open: true };
    const attributes = this.machine.knownAttributes(cls);
    const made: InstanceValue = { kind: 'instance', class: cls, args, attributes, site: cls.site };
    this.#anyOf.set(cls, made);
    return made;
  }

  /** Undefined for a function whose scope is not known. */
  codeFor(fn: FunctionValue): CodeBody | undefined {
    const closure = this.machine.closureOf(fn);
    if (closure === undefined) return undefined;
    const byClosure = this.#codes.get(fn.def) ?? new Map<unknown, CodeBody>();
    this.#codes.set(fn.def, byClosure);
    const known = byClosure.get(closure);
    if (known !== undefined) return known;
    const code = functionCodeOf(this.machine, fn.def.kind === 'lambda' ? this.#written(fn.def) : fn.def, closure);
    byClosure.set(closure, code);
    return code;
  }

  /** A lambda as the `def` that it stands for. */
  #written(lambda: Lambda): FunctionDef {
    const known = this.#lambdas.get(lambda);
    if (known !== undefined) return known;
    const { start, end, params, body } = lambda;
    const def: FunctionDef = {
      kind: 'function',
      name: '<lambda>',
      async: false,
      decorators: [],
      params,
      body: [{ kind: 'return', value: body, start: body.start, end: body.end }],
      defStart: start,
      signatureEnd: body.start,
      start,
      end,
    };
    this.#lambdas.set(lambda, def);
    return def;
  }
}

/** An object of the class made with no arguments: for `raise Unauthorized`. */
export function instantiateQuietly(machine: Machine, cls: ClassValue): InstanceValue {
  const made = machine.quietly(() => callValue(machine, cls, NO_ARGUMENTS, cls.site));
  return made.kind === 'instance'
    ? made
    : { kind: 'instance', class: cls, args: NO_ARGUMENTS, attributes: new Map(), site: cls.site };
}
