import type { Site } from '../../core/span.ts';
import { siteOf } from '../../python/position.ts';
import type { FunctionValue, Value } from '../value.ts';
import { unknown } from '../values.ts';
import type { Machine } from './machine.ts';

/** What a call may take before it is asked whether it makes anything. */
const NOTICED = 5_000;
/** What all such calls of one function may take. */
const MOST = 100_000;

/**
 * Calls that take long and make nothing: a configuration that is parsed, a store that is opened. No application hangs on them, and
 * a few of them would use up the room that its routes need.
 */
export class IdleCalls {
  readonly #spent = new Map<object, number>();

  /** The function was followed at length before, in vain. */
  isTooLong(def: object): boolean {
    return (this.#spent.get(def) ?? 0) > MOST;
  }

  /** Follows a call, and remembers what it took where nothing came of it. */
  watch<T>(machine: Machine, def: object, follow: () => T): T {
    const { left } = machine.room;
    const made = madeIn(machine);
    const result = follow();
    const spent = left - machine.room.left;
    if (spent > NOTICED && madeIn(machine) === made) this.#spent.set(def, (this.#spent.get(def) ?? 0) + spent);
    return result;
  }
}

/** What such a call gives, and coverage names. */
export function notAgain(machine: Machine, fn: FunctionValue, site: Site): Value {
  const reason = `${fn.qualname}() is too long to follow again: what it registers is not listed`;
  machine.note(siteOf(fn.module, fn.def), reason);
  return unknown(site, reason);
}

/** Grows with everything that is made or registered, and with every module that is imported. */
function madeIn({ order, apps, routers, frames }: Machine): number {
  return order + apps.length + routers.length + frames.size;
}
