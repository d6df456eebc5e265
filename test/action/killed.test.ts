/** A run that dies at any moment leaves nothing that the next one does not mend. Its own process, killed for good. */
import { describe, expect, it } from 'vitest';
import { run } from './support/in-process.ts';
import { withScenario, type Scenario } from './support/scenario.ts';

const BASE = { 'm.py': 'a = 1\n', 'n.py': 'a = 1\n' };
const FIRST = {
  'm.py': 'a = 1\nx = 1  # finding high\ny = 1  # finding low\n',
  'n.py': 'a = 1\ng = 1  # finding low\n',
};
/** One stays, one is fixed, one is new. */
const SECOND = { 'm.py': 'a = 1\nx = 1  # finding high\nz = 1  # finding high\n' };

const REQUESTS = [1, 2, 3, 4, 5, 6] as const;

function subjects(scenario: Scenario): string[] {
  return scenario
    .comments()
    .map(({ body }) => /wrong with (\w)/.exec(body)?.[1] ?? body)
    .sort();
}

describe('killed at a request of a run that posts and deletes', () => {
  for (const when of ['before', 'after'] as const) {
    for (const request of REQUESTS) {
      it(`${when} request ${String(request)} is handled`, { timeout: 60_000 }, async () => {
        await withScenario(BASE, FIRST, async (scenario) => {
          await run(scenario, { action: 'opened' });
          expect(subjects(scenario)).toEqual(['g', 'x', 'y']);
          scenario.push(SECOND);
          const killed = await scenario.run({ killAt: { request, when } });
          expect(killed.signal).toBe('SIGKILL');
          const ran = await run(scenario);
          expect(subjects(scenario)).toEqual(['g', 'x', 'z']);
          expect(ran.outputs.get('verdict')).toBe('fail');
        });
      });
    }
  }
});
