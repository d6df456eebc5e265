import type { Value } from '../../value.ts';
import { callValue } from '../calls.ts';
import type { Machine } from '../machine.ts';

/** Keeps a startup handler or lifespan for later: it runs when everything is imported and the server starts. */
export function runAtStart(machine: Machine, handler: Value, argument?: Value): void {
  machine.startup.push(() => {
    const positional = argument === undefined ? [] : [argument];
    machine.under('at startup', () =>
      callValue(machine, handler, { ...machine.noArguments, positional }, handler.site),
    );
  });
}

/** All start-up code together; no handler gets more than half of what those before it left. */
const STARTUP_STEPS = 800_000;

/** Runs what was kept. Start-up code does the work of the application too, so it gets less room than imports do. */
export function runStartup(machine: Machine): void {
  let left = STARTUP_STEPS;
  machine.afterStart = true;
  for (const run of machine.startup.splice(0)) {
    const { spent, stoppedAt } = machine.room.within(left / 2, run);
    left -= spent;
    if (stoppedAt !== undefined)
      machine.note(stoppedAt, 'start-up code that is too long to follow: what it registers from here on is not listed');
  }
  machine.afterStart = false;
}
