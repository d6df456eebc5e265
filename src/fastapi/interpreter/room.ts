import type { Site } from '../../core/span.ts';

/** For the modules and factories, for start-up code, and for signatures: no real application needs as many. */
export const STEPS = 3_000_000;

/** Steps that one part of the work may take. No part can use up what a later one needs. */
export class Room {
  #left = STEPS;
  #stoppedAt: Site | undefined;

  /** Takes steps; false when there is no room for them. */
  take(steps = 1): boolean {
    if (this.isEmpty) return false;
    this.#left -= steps;
    return true;
  }

  get left(): number {
    return this.#left;
  }

  get isEmpty(): boolean {
    return this.#left <= 0;
  }

  /** Remembers the first place that was not read for want of room. */
  stop(site: Site): void {
    this.#stoppedAt ??= site;
  }

  /** Does work in at most so many steps, and says where they ran out, if they did. */
  within<T>(steps: number, work: () => T): { value: T; spent: number; stoppedAt: Site | undefined } {
    const outer = { left: this.#left, stoppedAt: this.#stoppedAt };
    this.#left = steps;
    this.#stoppedAt = undefined;
    try {
      const value = work();
      return { value, spent: steps - this.#left, stoppedAt: this.#stoppedAt };
    } finally {
      this.#left = outer.left;
      this.#stoppedAt = outer.stoppedAt;
    }
  }
}
