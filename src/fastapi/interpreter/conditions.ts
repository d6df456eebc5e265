import type { DictValue, SequenceValue } from '../value.ts';

/** A condition that could not be decided, and whether it holds unless somebody configures it otherwise. */
export interface Condition {
  readonly text: string;
  readonly usual: boolean | undefined;
}

/** The conditions under which the interpreter is running, outermost first. */
export class Conditions {
  #stack: Condition[] = [];
  readonly #madeUnder = new WeakMap<SequenceValue | DictValue, number>();

  /** All of them as one text; undefined where there is none. */
  get text(): string | undefined {
    return textOf(this.#stack);
  }

  /** Whether they hold unless somebody configures it otherwise. */
  get usual(): boolean | undefined {
    return allOf(this.#stack.map((one) => one.usual));
  }

  under<T>(condition: Condition, work: () => T): T {
    this.#stack.push(condition);
    try {
      return work();
    } finally {
      this.#stack.pop();
    }
  }

  /** From here on a condition holds, until `leave` takes back that many. */
  enter(text: string): void {
    this.#stack.push({ text, usual: undefined });
  }

  leave(count: number): void {
    this.#stack.splice(this.#stack.length - count, count);
  }

  /** Runs `work` under none of them. */
  without<T>(work: () => T): T {
    const around = this.#stack;
    this.#stack = [];
    try {
      return work();
    } finally {
      this.#stack = around;
    }
  }

  /** Remembers under which conditions a container was made: what is added under the same ones is always there. */
  noteMade(container: SequenceValue | DictValue): void {
    if (!this.#madeUnder.has(container)) this.#madeUnder.set(container, this.#stack.length);
  }

  /** What holds here and did not where the container was made. */
  since(container: SequenceValue | DictValue): Condition | undefined {
    const since = this.#stack.slice(this.#madeUnder.get(container) ?? 0);
    const text = textOf(since);
    return text === undefined ? undefined : { text, usual: allOf(since.map((one) => one.usual)) };
  }
}

function textOf(conditions: readonly Condition[]): string | undefined {
  return [...new Set(conditions.map((one) => one.text))].join(' and ') || undefined;
}

function allOf(truths: readonly (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(false)) return false;
  return truths.every((one) => one === true) ? true : undefined;
}
