/** What a pull request holds after runs, pushes and people: the acceptance list of publishing.md. */
import { describe, expect, it } from 'vitest';
import { run } from './support/in-process.ts';
import { withScenario, type Scenario } from './support/scenario.ts';

const BASE = { 'app/main.py': 'a = 1\nb = 2\nc = 3\n' };
const ONE = { 'app/main.py': 'a = 1\nx = 3  # finding high\nb = 2\nc = 3\n' };

function places(scenario: Scenario): string[] {
  return scenario.comments().map(({ path, line, side }) => `${path}:${String(line ?? 'file')} ${side}`);
}

function reply(scenario: Scenario): void {
  const [thread] = scenario.pull.threads;
  const [first] = thread?.comments ?? [];
  if (thread === undefined || first === undefined) throw new Error('there is no thread');
  thread.comments.push({
    ...first,
    id: scenario.server.state.nextId(),
    author: 'octocat',
    body: 'Why?',
    inReplyTo: first.id,
  });
}

describe('a pull request with a finding', () => {
  it('gets one comment and a report, in five requests of which two write', async () => {
    await withScenario(BASE, ONE, async (scenario) => {
      const ran = await run(scenario, { action: 'opened' });
      expect(places(scenario)).toEqual(['app/main.py:2 RIGHT']);
      expect(ran.requests.filter((request) => !request.includes('_storage'))).toEqual([
        'GET pulls/1/files',
        'GET tarball/SHA',
        'POST graphql repository',
        'POST pulls/1/reviews',
        'POST check-runs',
      ]);
      expect(ran.failed).toContain('fail');
      expect(Object.fromEntries(ran.outputs)).toMatchObject({
        verdict: 'fail',
        findings: '1',
        high: '1',
        published: 'full',
      });
      expect(scenario.repository.checkRuns.map(({ headSha, conclusion }) => [headSha, conclusion])).toEqual([
        [scenario.pull.head.sha, 'failure'],
      ]);
    });
  });

  it('is left alone by a second run: four requests, and only the report is written', async () => {
    await withScenario(BASE, ONE, async (scenario) => {
      await run(scenario, { action: 'opened' });
      const ran = await run(scenario);
      expect(ran.writes).toEqual(['POST check-runs']);
      expect(ran.requests.filter((request) => !request.includes('_storage'))).toHaveLength(4);
      expect(places(scenario)).toEqual(['app/main.py:2 RIGHT']);
      expect(ran.outputs.get('verdict')).toBe('fail');
    });
  });

  it('keeps its comment when a hundred lines come in above it', async () => {
    await withScenario(BASE, ONE, async (scenario) => {
      await run(scenario, { action: 'opened' });
      scenario.push({ 'app/main.py': `${'pad = 0\n'.repeat(100)}${ONE['app/main.py']}` });
      const ran = await run(scenario);
      expect(ran.writes).toEqual(['POST check-runs']);
      expect(places(scenario)).toEqual(['app/main.py:102 RIGHT']);
    });
  });

  it('has it once after the file was renamed', async () => {
    await withScenario(BASE, ONE, async (scenario) => {
      await run(scenario, { action: 'opened' });
      scenario.push({ 'app/main.py': null, 'app/other.py': ONE['app/main.py'] });
      await run(scenario);
      expect(scenario.comments().map(({ outdated }) => outdated)).toEqual([false]);
      expect((await run(scenario)).writes).toEqual(['POST check-runs']);
    });
  });

  it('loses the comment when it is fixed and nobody answered', async () => {
    await withScenario(BASE, ONE, async (scenario) => {
      await run(scenario, { action: 'opened' });
      scenario.push({ 'app/main.py': 'a = 1\nx = 3\nb = 2\nc = 3\n' });
      const ran = await run(scenario);
      expect(places(scenario)).toEqual([]);
      expect(ran.outputs.get('verdict')).toBe('pass');
    });
  });

  it('keeps the conversation when it is fixed, and says so there', async () => {
    await withScenario(BASE, ONE, async (scenario) => {
      await run(scenario, { action: 'opened' });
      reply(scenario);
      scenario.push({ 'app/main.py': 'a = 1\nx = 3\nb = 2\nc = 3\n' });
      await run(scenario);
      expect(scenario.comments().map(({ body }) => body.split('\n')[0])).toEqual([
        expect.stringContaining('No longer found'),
      ]);
      expect((await run(scenario)).writes).toEqual(['POST check-runs']);
    });
  });

  it('stays quiet and still fails after a human resolved the thread', async () => {
    await withScenario(BASE, ONE, async (scenario) => {
      await run(scenario, { action: 'opened' });
      for (const thread of scenario.pull.threads) thread.resolvedBy = 'octocat';
      const ran = await run(scenario);
      expect(ran.writes).toEqual(['POST check-runs']);
      expect(ran.outputs.get('verdict')).toBe('fail');
      expect(scenario.comments().map(({ resolved }) => resolved)).toEqual([true]);
    });
  });

  it('is not fooled by our marker in somebody else’s comment', async () => {
    await withScenario(BASE, ONE, async (scenario) => {
      await run(scenario, { action: 'opened' });
      const [thread] = scenario.pull.threads;
      const [first] = thread?.comments ?? [];
      if (thread === undefined || first === undefined) throw new Error('there is no thread');
      thread.comments[0] = { ...first, author: 'mallory' };
      await run(scenario);
      expect(places(scenario)).toEqual(['app/main.py:2 RIGHT', 'app/main.py:2 RIGHT']);
    });
  });

  it('bears a force-push to an unrelated history of the same change', async () => {
    await withScenario(BASE, ONE, async (scenario) => {
      await run(scenario, { action: 'opened' });
      scenario.git('checkout', '--quiet', '-B', 'feature', 'main');
      scenario.push(ONE);
      const ran = await run(scenario);
      expect(ran.writes).toEqual(['POST check-runs']);
      expect(places(scenario)).toEqual(['app/main.py:2 RIGHT']);
    });
  });
});

describe('placement', () => {
  it('of a deleted line is the left side, by its old number', async () => {
    const base = { 'app/main.py': 'a = 1\nguard = 1  # finding critical removed-guard\nb = 2\n' };
    await withScenario(base, { 'app/main.py': 'a = 1\nb = 2\n' }, async (scenario) => {
      await run(scenario, { action: 'opened' });
      expect(places(scenario)).toEqual(['app/main.py:2 LEFT']);
    });
  });

  it('outside every hunk is the file', async () => {
    const old = `${'pad = 0\n'.repeat(20)}y = 1  # finding high\n`;
    await withScenario({ 'm.py': old }, { 'm.py': `z = 1\n${old}` }, async (scenario) => {
      await run(scenario, { action: 'opened' });
      expect(scenario.comments().map(({ path, subject }) => [path, subject])).toEqual([['m.py', 'file']]);
      expect((await run(scenario)).writes).toEqual(['POST check-runs']);
    });
  });
});

describe('many findings', () => {
  const many = (count: number): string =>
    Array.from({ length: count }, (_, index) => `x${String(index)} = 1  # finding high\n`).join('');

  it('go in reviews of thirty', async () => {
    await withScenario({ 'm.py': '' }, { 'm.py': many(31) }, async (scenario) => {
      const ran = await run(scenario, { action: 'opened' });
      expect(scenario.comments()).toHaveLength(31);
      expect(ran.writes).toEqual(['POST pulls/1/reviews', 'POST pulls/1/reviews', 'POST check-runs']);
    });
  });

  it('beyond the cap are annotated, fifty a request, and the choice is stable', async () => {
    await withScenario({ 'm.py': '' }, { 'm.py': many(170) }, async (scenario) => {
      const ran = await run(scenario, { action: 'opened' });
      const [check] = scenario.repository.checkRuns;
      expect(scenario.comments()).toHaveLength(50);
      expect(check?.annotations).toHaveLength(120);
      expect(ran.writes.slice(2).map((write) => write.replace(/\d+/, 'ID'))).toEqual([
        'POST check-runs',
        'PATCH check-runs/ID',
        'PATCH check-runs/ID',
      ]);
      expect(check?.output.summary).toContain('170 high');
      const said = new Set([
        ...scenario.comments().map(({ line }) => line),
        ...(check?.annotations ?? []).map((one) => one.start_line),
      ]);
      expect(said.size).toBe(170);
      expect((await run(scenario)).writes.filter((write) => !write.includes('check-runs'))).toEqual([]);
    });
  });
});

describe('nothing to look at', () => {
  it('ends green at once, without reading the files, and says so', async () => {
    await withScenario(BASE, { 'README.md': 'Words.\n' }, async (scenario) => {
      const ran = await run(scenario, { action: 'opened' });
      expect(ran.failed).toBeUndefined();
      expect(ran.requests).toEqual(['GET pulls/1/files', 'POST graphql repository', 'POST check-runs']);
      expect(ran.summary).toContain('Nothing to check');
    });
  });

  it('still takes back what an earlier push brought', async () => {
    await withScenario(BASE, { ...ONE, 'README.md': 'Words.\n' }, async (scenario) => {
      await run(scenario, { action: 'opened' });
      scenario.push(BASE);
      await run(scenario);
      expect(places(scenario)).toEqual([]);
    });
  });
});
