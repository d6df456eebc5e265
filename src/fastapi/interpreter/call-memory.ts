import type { CallArguments, FunctionValue, Value } from '../value.ts';
import type { Machine } from './machine.ts';

/** A call that took so many steps, and was not done, is not followed again. */
const MOST_STEPS = 2_000;

/**
 * What calls gave that were followed for a reader. Nothing changes once the application is built, so the same function, handed the
 * same, gives the same again; service code is followed from many places.
 */
export class CallMemory {
  readonly #results = new Map<string, Value>();
  readonly #ids = new WeakMap<object, number>();
  #next = 0;

  /** `depth` is part of the question: deeper down less is followed. */
  recall(machine: Machine, fn: FunctionValue, args: CallArguments, follow: () => Value): Value {
    if (!machine.frozen) return follow();
    const key = this.#keyOf(machine, fn, args);
    const known = this.#results.get(key);
    if (known !== undefined) return known;
    const { left } = machine.room;
    const found = follow();
    // What ran out of steps says how much was left; unless it is this call that takes more than anybody has.
    if (!machine.room.isEmpty || left - machine.room.left > MOST_STEPS) this.#results.set(key, found);
    return found;
  }

  #keyOf(machine: Machine, fn: FunctionValue, args: CallArguments): string {
    const closure = typeof fn.closure === 'object' && fn.closure !== null ? this.#id(fn.closure) : 0;
    return `${this.#id(fn.def)} ${closure} ${machine.stack.length} ${this.#ofCall(args, 3)}`;
  }

  #ofCall(args: CallArguments, depth: number): string {
    const positional = args.positional.map((value) => this.#of(value, depth));
    const keywords = [...args.keywords].map(([name, value]) => `${name}=${this.#of(value, depth)}`);
    return JSON.stringify([...positional, ...keywords, ...(args.open ? ['*'] : [])]);
  }

  /** Two values with one text are the same to whatever is handed them; below `depth` only a thing itself is the same. */
  #of(value: Value, depth: number): string {
    switch (value.kind) {
      case 'string':
      case 'number':
      case 'bool':
        return `${value.kind} ${String(value.value)}`;
      case 'none':
      case 'unknown':
        return value.kind;
      case 'external':
        return value.receiver === undefined ? value.name : `this ${this.#id(value)}`;
      case 'instance':
        return value.attributes.size === 0 && value.args.open
          ? `object ${this.#id(value.class.def)}`
          : `this ${this.#id(value)}`;
      case 'external-call':
        if (depth === 0) break;
        return `${value.receiver === undefined ? '' : this.#of(value.receiver, depth - 1)} ${value.callee} ${this.#ofCall(value.args, depth - 1)}`;
      case 'choice':
        if (depth === 0) break;
        return value.alternatives
          .map((one) => `${this.#of(one.value, depth - 1)} if ${one.condition ?? ''} ${String(one.usual)}`)
          .join(' | ');
      default:
    }
    return `this ${this.#id(value)}`;
  }

  #id(object: object): number {
    const known = this.#ids.get(object);
    if (known !== undefined) return known;
    this.#ids.set(object, ++this.#next);
    return this.#next;
  }
}
