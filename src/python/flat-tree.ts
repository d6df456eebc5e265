/**
 * A syntax tree as one array of numbers, in pre-order: four slots a node (type, start, end, index of the node that follows
 * its subtree). Walking it needs neither recursion nor a call into the parser's memory.
 */

/** Slots a node takes in `FlatTree.data`. */
export const SLOTS = 4;

/** Pseudo types beside those of the grammar. */
export const ERROR = 'ERROR';
export const MISSING = 'MISSING';

export class FlatTree {
  readonly text: string;
  readonly #data: Int32Array;
  readonly #names: readonly string[];
  readonly #named: Uint8Array;

  constructor(text: string, data: Int32Array, names: readonly string[], named: Uint8Array) {
    this.text = text;
    this.#data = data;
    this.#names = names;
    this.#named = named;
  }

  type(node: number): string {
    return this.#names[this.#data[node * SLOTS] ?? 0] ?? ERROR;
  }

  start(node: number): number {
    return this.#data[node * SLOTS + 1] ?? 0;
  }

  end(node: number): number {
    return this.#data[node * SLOTS + 2] ?? 0;
  }

  /** The node behind this one's subtree: its next sibling, if the parent reaches that far. */
  next(node: number): number {
    return this.#data[node * SLOTS + 3] ?? node + 1;
  }

  slice(node: number): string {
    return this.text.slice(this.start(node), this.end(node));
  }

  /** Named children. Error nodes are left out: they hold no role, and the flat pass has listed them as problems. */
  children(node: number): number[] {
    const found: number[] = [];
    const stop = this.next(node);
    for (let child = node + 1; child < stop; child = this.next(child)) {
      if (this.#named[this.#data[child * SLOTS] ?? 0] === 1) found.push(child);
    }
    return found;
  }

  /** Every kept child: named ones, operators and errors. */
  all(node: number): number[] {
    const found: number[] = [];
    const stop = this.next(node);
    for (let child = node + 1; child < stop; child = this.next(child)) found.push(child);
    return found;
  }

  /** The first child of a type. */
  child(node: number, type: string): number | undefined {
    const stop = this.next(node);
    for (let child = node + 1; child < stop; child = this.next(child)) {
      if (this.type(child) === type) return child;
    }
    return undefined;
  }
}
