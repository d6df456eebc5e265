/** Faults, and what must hold after each of them. */
import { expect } from 'vitest';
import type { Fault, FaultRule } from '../../github-server/faults.ts';
import { run, type Ran } from './in-process.ts';
import { withScenario, type Scenario } from './scenario.ts';

export const BASE = { 'm.py': 'a = 1\n', 'n.py': 'a = 1\n' };
export const HEAD = {
  'm.py': 'a = 1\nx = 1  # finding high\ny = 1  # finding medium\nz = 1  # finding low\n',
  'n.py': 'a = 1\nw = 1  # finding critical\n',
};
export const ALL = ['w', 'x', 'y', 'z'];

/** The names of the findings, wherever each is said: comments, annotations of the check run, annotations of the log. */
export function said(scenario: Scenario, ran: Ran): string[] {
  const check = scenario.repository.checkRuns.at(-1);
  const texts = [
    ...scenario.comments().map(({ body }) => body),
    ...(check?.annotations ?? []).map(({ message }) => message),
    ...ran.annotations.map(({ message }) => message),
  ];
  return texts.map((text) => /wrong with (\w)/.exec(text)?.[1] ?? text).sort();
}

export const REVIEW = { method: 'POST', path: '/reviews' };
export const CHECK = { method: 'POST', path: '/check-runs' };

export async function afterFaults(
  faults: readonly FaultRule[],
  test: (scenario: Scenario, ran: Ran) => void | Promise<void>,
): Promise<void> {
  await withScenario(BASE, HEAD, async (scenario) => {
    scenario.server.faults.add(...faults);
    const ran = await run(scenario, { action: 'opened' });
    expect(said(scenario, ran)).toEqual(ALL);
    for (const name of ALL) expect(ran.summary).toContain(`wrong with ${name} `);
    expect(ran.outputs.get('verdict')).toBe('fail');
    await test(scenario, ran);
    scenario.server.faults.clear();
    const again = await run(scenario);
    expect(scenario.comments()).toHaveLength(4);
    expect(again.outputs.get('published')).toBe('full');
  });
}

export const status = (code: number, message?: string, errors?: string[]): Fault => ({
  kind: 'status',
  status: code,
  ...(message === undefined ? {} : { message }),
  ...(errors === undefined ? {} : { errors }),
});
