/** Answers that are lost, late, limited or sent elsewhere: each finding is said once, and the verdict is the same. */
import { expect, it } from 'vitest';
import type { Fault, FaultRule } from '../github-server/faults.ts';
import { review, told, withPull } from './support.ts';

const NAMES = ['first', 'second', 'third'];
const REVIEW = { method: 'POST', path: '/reviews' };
const CHECK = { method: 'POST', path: '/check-runs' };
const LIST = { method: 'GET', path: '/files' };

const status = (code: number, headers: Readonly<Record<string, string>> = {}, message?: string): Fault => ({
  kind: 'status',
  status: code,
  headers,
  ...(message === undefined ? {} : { message }),
});
const inTwoSeconds = (): string => new Date(Date.now() + 2000).toUTCString();

const FAULTS: readonly (readonly [string, FaultRule])[] = [
  ['502 after the review was stored', { match: REVIEW, when: 'after', times: 1, fault: status(502) }],
  ['502 before the review was stored', { match: REVIEW, times: 1, fault: status(502) }],
  ['a review stored, its answer cut in half', { match: REVIEW, when: 'after', times: 1, fault: { kind: 'cut-json' } }],
  ['a check run stored, the connection reset', { match: CHECK, when: 'after', times: 1, fault: { kind: 'reset' } }],
  ['503 of the check run', { match: CHECK, times: 1, fault: status(503) }],
  ['half a list of files', { match: LIST, times: 1, fault: { kind: 'cut-json' } }],
  ['a list of files that breaks off', { match: LIST, times: 1, fault: { kind: 'cut-body' } }],
  ['an archive that breaks off', { match: { path: '/_storage' }, times: 1, fault: { kind: 'cut-body' } }],
  ['three errors of one read in a row', { match: LIST, times: 3, fault: status(500) }],
  ['a limit with seconds', { match: REVIEW, times: 1, fault: { kind: 'secondary-limit', status: 403, retryAfter: 1 } }],
  ['a limit with a date', { match: REVIEW, times: 1, fault: status(429, { 'retry-after': inTwoSeconds() }) }],
  ['the hourly limit, soon over', { match: REVIEW, times: 1, fault: { kind: 'primary-limit', resetAfter: 1 } }],
  [
    'the review redirected for good',
    { match: REVIEW, times: 1, fault: status(301, { location: '/repos/octo/app/pulls/1/reviews' }) },
  ],
  [
    'the review redirected for now',
    { match: REVIEW, times: 1, fault: status(307, { location: '/repos/octo/app/pulls/1/reviews' }) },
  ],
  ['GraphQL out of order', { match: { graphql: 'reviewThreads' }, times: 1, fault: status(502) }],
];

for (const [name, fault] of FAULTS) {
  it.concurrent(name, async () => {
    await withPull({ faults: [fault] }, async (scenario) => {
      const ran = await review(scenario, { action: 'opened' });
      expect(told(scenario, ran)).toEqual(NAMES);
      expect(scenario.pull.threads).toHaveLength(3);
      expect(scenario.repository.checkRuns).toHaveLength(1);
      expect(ran).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', published: 'full' } });
    });
  });
}

it.concurrent(
  'a list of files that never comes whole: incomplete, said in the report, never green',
  { timeout: 90_000 },
  async () => {
    const faults: FaultRule[] = [{ match: { path: /\/(?:files|compare)/ }, fault: { kind: 'status', status: 404 } }];
    await withPull({ faults }, async (scenario) => {
      const ran = await review(scenario, { action: 'opened' });
      expect(ran).toMatchObject({ exitCode: 1, outputs: { verdict: 'incomplete' } });
      expect(ran.summary).toContain('changes cannot be read');
      expect(scenario.repository.checkRuns.map(({ conclusion }) => conclusion)).toEqual(['failure']);
    });
  },
);
