/** Refusals: findings go down the ladder of comment, file comment, annotation, log; none is lost, the verdict stays. */
import { expect, it } from 'vitest';
import type { FaultRule } from '../github-server/faults.ts';
import { beginsReview } from '../github-server/people.ts';
import { actionsToken, readOnlyToken } from '../github-server/tokens.ts';
import { review, told, withPull } from './support.ts';

const NAMES = ['first', 'second', 'third'];
const REVIEW = { method: 'POST', path: '/reviews' };

const ANCHORS = [
  'Line could not be resolved',
  'line must be part of the diff',
  'start line must be part of the same hunk as the line',
  'start line must precede the end line',
  "diff hunk can't be blank",
  'path is invalid',
  'Review comments is invalid and Review threads is invalid',
];

for (const message of ANCHORS) {
  it.concurrent(`"${message}", once: every comment is posted`, async () => {
    const fault: FaultRule = {
      match: REVIEW,
      times: 1,
      fault: { kind: 'status', status: 422, message: 'Unprocessable Entity', errors: [message] },
    };
    await withPull({ faults: [fault] }, async (scenario) => {
      const ran = await review(scenario, { action: 'opened' });
      expect(told(scenario, ran)).toEqual(NAMES);
      expect(scenario.pull.threads).toHaveLength(3);
      expect(ran.outputs['verdict']).toBe('fail');
    });
  });
}

it.concurrent('every line, always: comments on the file', async () => {
  const errors = [{ resource: 'PullRequestReviewComment', code: 'custom', field: 'line', message: null }];
  const fault: FaultRule = {
    match: REVIEW,
    fault: { kind: 'status', status: 422, message: 'Validation Failed', errors },
  };
  await withPull({ faults: [fault] }, async (scenario) => {
    const ran = await review(scenario, { action: 'opened' });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(scenario.pull.threads.map(({ subject }) => subject)).toEqual(['file', 'file', 'file']);
  });
});

it.concurrent('a pending review of somebody else under the same identity: left alone', async () => {
  await withPull({}, async (scenario) => {
    for (let count = 0; count < 120; count += 1)
      beginsReview(scenario.server.state, scenario.pull, 'octocat').state = 'COMMENTED';
    const theirs = beginsReview(scenario.server.state, scenario.pull, 'github-actions[bot]', 'Half a review.');
    const ran = await review(scenario, { action: 'opened' });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(scenario.pull.reviews).toContain(theirs);
    expect(ran.outputs['published']).toBe('degraded');
  });
});

it.concurrent('a pending review of our own, on the last of many pages: deleted', async () => {
  await withPull({}, async (scenario) => {
    for (let count = 0; count < 120; count += 1)
      beginsReview(scenario.server.state, scenario.pull, 'octocat').state = 'COMMENTED';
    const ours = beginsReview(
      scenario.server.state,
      scenario.pull,
      'github-actions[bot]',
      'x\n\n<!-- fastapi-hardening:v1 review run=1.1 -->',
    );
    const ran = await review(scenario, { action: 'opened' });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(scenario.pull.threads).toHaveLength(3);
    expect(scenario.pull.reviews).not.toContain(ours);
  });
});

it.concurrent('a locked conversation: annotations', async () => {
  await withPull({}, async (scenario) => {
    scenario.pull.locked = true;
    const ran = await review(scenario, { action: 'opened' });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(scenario.pull.threads).toEqual([]);
    expect(ran.outputs).toMatchObject({ verdict: 'fail', published: 'degraded' });
    expect(ran.outputs['published-reason']).toContain('locked');
  });
});

it.concurrent('the token of a fork: annotations of the job, and why', async () => {
  await withPull({ fork: true }, async (scenario) => {
    const token = scenario.server.state.addToken(readOnlyToken());
    const ran = await review(scenario, { action: 'opened', token });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(ran.outputs['published']).toBe('none');
    expect(ran.outputs['published-reason']).toMatch(/pull_requests: write.*checks: write.*fork/s);
    expect(ran.summary).toContain('`first` returns');
    expect(ran.exitCode).toBe(1);
  });
});

it.concurrent('the token of Dependabot is told apart from that of a fork', async () => {
  await withPull({ author: 'dependabot[bot]' }, async (scenario) => {
    const token = scenario.server.state.addToken(readOnlyToken());
    const ran = await review(scenario, { action: 'opened', token });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(ran.outputs['published-reason']).toContain('Dependabot');
    expect(ran.outputs['published-reason']).not.toContain('fork');
  });
});

it.concurrent('a token without `checks`: comments all the same', async () => {
  await withPull({}, async (scenario) => {
    const token = scenario.server.state.addToken(
      actionsToken({ contents: 'read', 'pull-requests': 'write' }, 'ghs_nochecks'),
    );
    const ran = await review(scenario, { action: 'opened', token });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(ran.outputs['published']).toBe('degraded');
    expect(ran.outputs['published-reason']).toContain('checks: write');
  });
});
