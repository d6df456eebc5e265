/** What is fixed, answered or resolved: conversations stay, nothing else does, and the gate looks at the code alone. */
import { expect, it } from 'vitest';
import { personReplies, personResolves } from '../github-server/people.ts';
import type { Scenario } from '../github-server/scenario.ts';
import { app, review, told, withPull, writes } from './support.ts';

const NAMES = ['answered', 'broken', 'deleted', 'settled'];

function threadOf(scenario: Scenario, name: string) {
  const thread = scenario.pull.threads.find(({ comments }) => comments[0]?.body.includes(`\`${name}\` returns`));
  if (thread === undefined) throw new Error(`${name} has no thread`);
  return thread;
}

it.concurrent(
  'fixed: deleted, or edited where somebody replied; resolved by hand: quiet, and it still fails',
  async () => {
    await withPull({ names: NAMES }, async (scenario) => {
      await review(scenario, { action: 'opened' });
      const answered = threadOf(scenario, 'answered');
      const settled = threadOf(scenario, 'settled');
      personReplies(scenario.server.state, scenario.pull, answered, { login: 'octocat', body: 'Why?' });
      personResolves(settled, 'octocat');
      scenario.push({ 'app/main.py': app(NAMES, ['broken', 'settled']) });

      const ran = await review(scenario);
      expect(told(scenario, ran)).toEqual(['broken', 'settled']);
      expect(scenario.pull.threads).toHaveLength(3);
      expect(answered.comments[0]?.body).toContain('No longer found at');
      expect(answered.comments[1]?.body).toBe('Why?');
      expect(settled.resolvedBy).toBe('octocat');
      expect(ran.outputs['findings']).toBe('2');

      scenario.push({ 'app/main.py': app(NAMES, ['settled']) });
      const gate = await review(scenario);
      expect(told(scenario, gate)).toEqual(['settled']);
      expect(gate.exitCode).toBe(1);

      scenario.push({ 'app/main.py': app(NAMES, []) });
      const clean = await review(scenario);
      expect(told(scenario, clean)).toEqual([]);
      expect(clean).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass', published: 'full' } });
      expect(writes(await review(scenario))).toEqual(['POST check-runs']);
    });
  },
);

it.concurrent('a token that may resolve: the answered conversation is closed', async () => {
  await withPull({ names: NAMES }, async (scenario) => {
    const { server } = scenario;
    const permissions = { contents: 'write', 'pull-requests': 'write', checks: 'write' } as const;
    const token = server.state.addToken({ ...scenario.token, value: 'ghs_writes_contents', permissions });
    await review(scenario, { action: 'opened', token });
    const thread = threadOf(scenario, 'answered');
    personReplies(server.state, scenario.pull, thread, { login: 'octocat', body: 'Why?' });
    scenario.push({ 'app/main.py': app(NAMES, ['broken']) });
    await review(scenario, { token });
    expect(thread.resolvedBy).toBe('github-actions[bot]');
  });
});
