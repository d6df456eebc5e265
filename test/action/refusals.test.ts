/** Changes that cannot be read, reviews that GitHub refuses, limits, and what moves meanwhile. */
import { describe, expect, it } from 'vitest';

import { run } from './support/in-process.ts';
import { withScenario, type Scenario } from './support/scenario.ts';
import { afterFaults, ALL, BASE, CHECK, HEAD, REVIEW, said, status } from './support/after-faults.ts';

describe('a change that cannot be read', () => {
  it('is never green: the list of files', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.faults.add({ match: { path: /files|compare/ }, fault: status(502) });
      const ran = await run(scenario, { action: 'opened' });
      expect(ran.failed).toContain('changes cannot be read');
    });
  });

  it('is never green: a list that is cut short, and no comparison', async () => {
    await withScenario(BASE, { 'm.py': 'a = 2\n', 'n.py': 'a = 2\n' }, async (scenario) => {
      scenario.server.state.limits.maxFiles = 1;
      scenario.server.faults.add({ match: { path: '/compare/' }, fault: status(404) });
      const ran = await run(scenario, { action: 'opened' });
      expect(ran.outputs.get('verdict')).toBe('incomplete');
      expect(ran.failed).toContain('incomplete');
    });
  });

  it('is read from a comparison where the list is cut short', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.state.limits.maxFiles = 1;
      const ran = await run(scenario, { action: 'opened' });
      expect(said(scenario, ran)).toEqual(ALL);
    });
  });

  it('is read by tree and blobs where there is no archive', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.faults.add({ match: { path: '/tarball' }, fault: status(404) });
      const ran = await run(scenario, { action: 'opened' });
      expect(said(scenario, ran)).toEqual(ALL);
      expect(ran.requests.filter((request) => request.includes('git/trees'))).toHaveLength(1);
    });
  });

  it('is read whole where patches are left out', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.state.limits.maxAnswerLines = 0;
      const ran = await run(scenario, { action: 'opened' });
      expect(said(scenario, ran)).toEqual(ALL);
    });
  });
});

describe('a review that GitHub refuses', () => {
  it('because of one line it does not know: the others are posted', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      // The pull request's own diff became another one while the Action looked at it.
      scenario.server.faults.add({
        match: REVIEW,
        times: 1,
        fault: {
          kind: 'run',
          run: () => scenario.server.state.moveBase(scenario.repository, scenario.pull, movedBase(scenario)),
        },
      });
      const ran = await run(scenario, { action: 'opened' });
      expect(said(scenario, ran)).toEqual(ALL);
      expect(ran.outputs.get('verdict')).toBe('fail');
    });
  });

  for (const message of [
    'Line could not be resolved',
    'line must be part of the diff',
    "diff hunk can't be blank",
    'path is invalid',
    'Review comments is invalid and Review threads is invalid',
  ]) {
    it(`with "${message}", once: found by halves`, async () => {
      await afterFaults(
        [{ match: REVIEW, times: 1, fault: status(422, 'Unprocessable Entity', [message]) }],
        (scenario) => {
          expect(scenario.comments()).toHaveLength(4);
        },
      );
    });
  }

  it('always: on files, and what is left annotated', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.faults.add({
        match: REVIEW,
        fault: status(422, 'Unprocessable Entity', ['Line could not be resolved']),
      });
      const ran = await run(scenario, { action: 'opened' });
      expect(said(scenario, ran)).toEqual(ALL);
      expect(scenario.comments().map(({ subject }) => subject)).toEqual(['file', 'file', 'file', 'file']);
    });
  });

  it('because of somebody else’s pending review: it is left alone', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      pendingReview(scenario, 'Not ours.');
      const ran = await run(scenario, { action: 'opened' });
      expect(said(scenario, ran)).toEqual(ALL);
      expect(scenario.pull.reviews.map(({ body }) => body)).toContain('Not ours.');
      expect(ran.outputs.get('published')).toBe('degraded');
    });
  });

  it('because of our own pending review: it is deleted', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      pendingReview(scenario, 'x\n\n<!-- fastapi-hardening:v1 review run=1.1 -->');
      await run(scenario, { action: 'opened' });
      expect(scenario.comments()).toHaveLength(4);
    });
  });

  it('because of an annotation: the report is written without them', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.faults.add({ match: CHECK, times: 1, fault: status(422, 'Invalid request.', ['annotations']) });
      const ran = await run(scenario, { action: 'opened', inputs: { comments: 'false' } });
      expect(said(scenario, ran)).toEqual(ALL);
      expect(scenario.repository.checkRuns).toHaveLength(1);
    });
  });
});

function pendingReview(scenario: Scenario, body: string): void {
  scenario.pull.reviews.push({
    id: scenario.server.state.nextId(),
    author: 'github-actions[bot]',
    commit: scenario.pull.head.sha,
    body,
    state: 'PENDING',
    submittedAt: undefined,
  });
}

/** A commit on the base branch that already holds part of the change. */
function movedBase(scenario: Scenario): string {
  scenario.git('checkout', '--quiet', 'main');
  scenario.git('merge', '--quiet', '--ff-only', 'feature~1');
  scenario.git('checkout', '--quiet', 'feature');
  return 'main';
}

describe('too many requests', () => {
  for (const code of [403, 429] as const) {
    it(`with retry-after, as ${String(code)}: waited for and posted`, async () => {
      await afterFaults(
        [{ match: REVIEW, times: 1, fault: { kind: 'secondary-limit', status: code, retryAfter: 30 } }],
        (scenario, ran) => {
          expect(scenario.comments()).toHaveLength(4);
          expect(ran.sleptSeconds).toBeGreaterThanOrEqual(30);
          expect(ran.outputs.get('published')).toBe('full');
        },
      );
    });
  }

  it('for longer than the budget: annotated at once', async () => {
    await afterFaults(
      [{ match: REVIEW, fault: { kind: 'secondary-limit', status: 403, retryAfter: 3600 } }],
      (scenario, ran) => {
        expect(scenario.comments()).toEqual([]);
        expect(ran.sleptSeconds).toBeLessThan(120);
        expect(ran.outputs.get('published')).toBe('degraded');
      },
    );
  });

  it('in the hour, soon over: waited for', async () => {
    await afterFaults([{ match: REVIEW, times: 1, fault: { kind: 'primary-limit', resetAfter: 20 } }], (scenario) => {
      expect(scenario.comments()).toHaveLength(4);
    });
  });
});

describe('while the Action looks', () => {
  it('the head moves: no thread is written to, and nothing is lost', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.faults.add({
        match: { path: '/tarball' },
        times: 1,
        fault: { kind: 'run', run: () => scenario.push({ 'o.py': 'o = 1\n' }) },
      });
      const ran = await run(scenario, { action: 'opened' });
      expect(ran.writes).toEqual(['POST check-runs']);
      expect(said(scenario, ran)).toEqual(ALL);
      expect(ran.outputs.get('published-reason')).toContain('newer commits');
    });
  });

  it('the pull request is closed: no thread is written to', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const close = (): void => {
        scenario.pull.state = 'closed';
      };
      scenario.server.faults.add({ match: { path: '/tarball' }, times: 1, fault: { kind: 'run', run: close } });
      const ran = await run(scenario, { action: 'opened' });
      expect(ran.writes).toEqual(['POST check-runs']);
    });
  });
});

describe('an earlier comment that cannot be brought up to date', () => {
  it('by GraphQL is deleted by REST', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      await run(scenario, { action: 'opened' });
      scenario.push(BASE);
      scenario.server.faults.add({ match: { graphql: 'deletePullRequestReviewComment' }, fault: status(502) });
      const ran = await run(scenario);
      expect(scenario.comments()).toEqual([]);
      expect(ran.outputs.get('published')).toBe('full');
    });
  });
});
