/** Whatever GitHub answers: every finding is said somewhere, exactly once, and the verdict is the same. */
import { describe, expect, it } from 'vitest';
import type { Fault, FaultRule } from '../github-server/faults.ts';
import { actionsToken, readOnlyToken } from '../github-server/tokens.ts';
import { run } from './support/in-process.ts';
import { withScenario } from './support/scenario.ts';
import { afterFaults, ALL, BASE, CHECK, HEAD, REVIEW, said, status } from './support/after-faults.ts';

describe('a token that may not write', () => {
  it('of a fork: annotations of the log, the summary, and the verdict', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const token = scenario.server.state.addToken(readOnlyToken());
      const ran = await run(scenario, { action: 'opened', token });
      expect(said(scenario, ran)).toEqual(ALL);
      expect(ran.annotations.map(({ annotation_level: level }) => level)).toEqual([
        'failure',
        'failure',
        'warning',
        'notice',
      ]);
      expect(ran.outputs.get('published')).toBe('none');
      expect(ran.outputs.get('published-reason')).toContain('pull_requests: write');
      expect(ran.outputs.get('published-reason')).toContain('checks: write');
      expect(ran.outputs.get('verdict')).toBe('fail');
    });
  });

  it('without checks: comments all the same', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const token = scenario.server.state.addToken(
        actionsToken({ contents: 'read', 'pull-requests': 'write' }, 'ghs_nochecks'),
      );
      const ran = await run(scenario, { action: 'opened', token });
      expect(scenario.comments()).toHaveLength(4);
      expect(said(scenario, ran)).toEqual(ALL);
      expect(ran.outputs.get('published')).toBe('degraded');
    });
  });

  it('without pull requests: annotations of the check run', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const permissions = { contents: 'read', 'pull-requests': 'read', checks: 'write' } as const;
      const token = scenario.server.state.addToken(actionsToken(permissions, 'ghs_nopulls'));
      const ran = await run(scenario, { action: 'opened', token });
      expect(scenario.repository.checkRuns[0]?.annotations).toHaveLength(4);
      expect(said(scenario, ran)).toEqual(ALL);
      expect(ran.outputs.get('published')).toBe('degraded');
    });
  });

  it('makes the job fail only where the workflow asks for that', async () => {
    const clean = { 'm.py': 'a = 1\nx = 1  # finding low\n' };
    await withScenario(BASE, clean, async (scenario) => {
      const token = scenario.server.state.addToken(readOnlyToken());
      expect((await run(scenario, { token })).failed).toBeUndefined();
      const strict = await run(scenario, { token, inputs: { 'publish-failure-is-fatal': 'true' } });
      expect(strict.failed).toContain('not everything was published');
      expect(strict.outputs.get('verdict')).toBe('pass');
    });
  });
});

describe('a locked conversation', () => {
  it('gets no comment, and annotations in their place', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const issue = scenario.repository.issues.find(({ number }) => number === scenario.pull.number);
      if (issue !== undefined) issue.locked = true;
      scenario.pull.locked = true;
      const ran = await run(scenario, { action: 'opened' });
      expect(scenario.comments()).toEqual([]);
      expect(said(scenario, ran)).toEqual(ALL);
      expect(ran.outputs.get('published-reason')).toContain('locked');
    });
  });

  it('that was locked after it was looked at', async () => {
    await afterFaults(
      [{ match: REVIEW, fault: status(403, 'Unable to create comment because issue is locked.') }],
      (_, ran) => {
        expect(ran.outputs.get('published')).toBe('degraded');
      },
    );
  });
});

describe('an answer that is lost', () => {
  const lost: readonly (readonly [string, Fault])[] = [
    ['502', status(502)],
    ['500', status(500)],
    ['cut in its body', { kind: 'cut-body' }],
    ['cut JSON', { kind: 'cut-json' }],
    ['a reset', { kind: 'reset' }],
    ['a timeout', { kind: 'timeout' }],
  ];
  for (const [name, fault] of lost) {
    it(`of the review after it was stored, as ${name}: not posted twice`, async () => {
      await afterFaults([{ match: REVIEW, when: 'after', times: 1, fault }], (scenario, ran) => {
        expect(scenario.comments()).toHaveLength(4);
        expect(ran.outputs.get('published')).toBe('full');
      });
    });
    it(`of the review before it was stored, as ${name}: posted once`, async () => {
      await afterFaults([{ match: REVIEW, when: 'before', times: 1, fault }], (scenario, ran) => {
        expect(scenario.comments()).toHaveLength(4);
        expect(ran.outputs.get('published')).toBe('full');
      });
    });
    it(`of the check run after it was stored, as ${name}: one check run`, async () => {
      await afterFaults([{ match: CHECK, when: 'after', times: 1, fault }], (scenario) => {
        expect(scenario.repository.checkRuns).toHaveLength(1);
      });
    });
    it(`of every read once, as ${name}: read again`, async () => {
      const reads = ['/files', '/tarball', '/graphql'].map((path): FaultRule => ({ match: { path }, times: 1, fault }));
      await afterFaults(reads, (scenario, ran) => {
        expect(scenario.comments()).toHaveLength(4);
        expect(ran.outputs.get('published')).toBe('full');
      });
    });
  }

  it('again and again: annotations in place of comments', async () => {
    await afterFaults([{ match: REVIEW, fault: status(502) }], (scenario, ran) => {
      expect(scenario.comments()).toEqual([]);
      expect(ran.outputs.get('published')).toBe('degraded');
    });
  });

  it('on everything that writes: the log', async () => {
    await afterFaults(
      [
        { match: REVIEW, fault: status(502) },
        { match: CHECK, fault: status(502) },
      ],
      (_, ran) => {
        expect(ran.annotations).toHaveLength(4);
        expect(ran.outputs.get('published')).toBe('none');
      },
    );
  });

  it('of the threads: no comment is written blindly', async () => {
    await afterFaults([{ match: { graphql: 'reviewThreads' }, fault: status(502) }], (scenario, ran) => {
      expect(scenario.comments()).toEqual([]);
      expect(ran.outputs.get('published-reason')).toContain('threads could not be read');
    });
  });
});
