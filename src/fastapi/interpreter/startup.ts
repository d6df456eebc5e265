import type { Value } from '../value.ts';
import { callValue } from './calls.ts';
import type { Machine } from './machine.ts';

/** Keeps a startup handler or lifespan for later: it runs when everything is imported and the server starts. */
export function runAtStart(machine: Machine, handler: Value, argument?: Value): void {
  machine.startup.push(() => {
    const positional = argument === undefined ? [] : [argument];
    machine.under('at startup', () =>
      callValue(machine, handler, { ...machine.noArguments, positional }, handler.site),
    );
  });
}

/** Runs what was kept. */
export function runStartup(machine: Machine): void {
  machine.afterStart = true;
  for (const run of machine.startup.splice(0)) run();
  machine.afterStart = false;
}
