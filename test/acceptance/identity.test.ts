/** Whose comment it is decides what a marker means. */
import { expect, it } from 'vitest';
import { personComments } from '../github-server/people.ts';
import type { Scenario } from '../github-server/scenario.ts';
import { appToken, personalToken } from '../github-server/tokens.ts';
import { app, review, told, withPull, writes } from './support.ts';

const NAMES = ['first', 'second', 'third'];

function bodies({ pull }: Scenario): string[] {
  return pull.threads.map(({ comments }) => comments[0]?.body ?? '');
}

it.concurrent('our marker in somebody else’s comment is only text', async () => {
  await withPull({}, async (scenario) => {
    await review(scenario, { action: 'opened' });
    const [copied = ''] = bodies(scenario);
    const [thread] = scenario.pull.threads.splice(0, 1);
    if (thread === undefined) throw new Error('there is no thread');
    const place = { repository: scenario.repository, pull: scenario.pull };
    const anchor = { path: 'app/main.py', line: thread.line ?? 0, side: 'RIGHT', subject: 'line' } as const;
    personComments(scenario.server.state, place, anchor, { login: 'stranger', body: copied });
    await review(scenario);
    expect(bodies(scenario).filter((body) => body === copied)).toHaveLength(1);
    expect(scenario.pull.threads).toHaveLength(4);
    scenario.push({ 'app/main.py': app(NAMES, []) });
    await review(scenario);
    expect(bodies(scenario)).toEqual([copied]);
  });
});

it.concurrent('a note that a maintainer wrote under our comment changes nothing', async () => {
  await withPull({}, async (scenario) => {
    await review(scenario, { action: 'opened' });
    const [first] = scenario.pull.threads[0]?.comments ?? [];
    if (first !== undefined) first.body += '\n\n_Edit: agreed, will be mended._';
    const ran = await review(scenario);
    expect(writes(ran)).toEqual(['POST check-runs']);
    expect(told(scenario, ran)).toEqual(NAMES);
  });
});

it.concurrent('250 threads of others', async () => {
  await withPull({}, async (scenario) => {
    const place = { repository: scenario.repository, pull: scenario.pull };
    const anchor = { path: 'app/main.py', line: 8, side: 'RIGHT', subject: 'line' } as const;
    for (let count = 0; count < 250; count += 1) {
      personComments(scenario.server.state, place, anchor, { login: 'octocat', body: 'Nice.' });
    }
    await review(scenario, { action: 'opened' });
    const ran = await review(scenario);
    expect(writes(ran)).toEqual(['POST check-runs']);
    expect(scenario.pull.threads).toHaveLength(253);
  });
});

for (const token of [appToken('hardening'), personalToken('octocat')]) {
  it.concurrent(`as ${token.login}: knows its own comments`, async () => {
    await withPull({}, async (scenario) => {
      scenario.server.state.addToken(token);
      await review(scenario, { action: 'opened', token });
      const ran = await review(scenario, { token });
      expect(scenario.pull.threads).toHaveLength(3);
      expect(told(scenario, ran).filter((name, index, all) => all.indexOf(name) === index)).toEqual(NAMES);
    });
  });
}

it.concurrent('two jobs, each for its folder: neither takes back what the other said', async () => {
  const head = { 'shop/main.py': app(['first']), 'admin/main.py': app(['second']) };
  const base = { 'shop/main.py': app(['first'], []), 'admin/main.py': app(['second'], []) };
  await withPull({ base, head }, async (scenario) => {
    const shop = { path: 'shop', 'check-name': 'shop' };
    const admin = { path: 'admin', 'check-name': 'admin' };
    await review(scenario, { action: 'opened', inputs: shop });
    await review(scenario, { action: 'opened', inputs: admin });
    const ran = await review(scenario, { inputs: shop });
    expect(writes(ran)).toEqual(['POST check-runs']);
    expect(told(scenario, ran)).toEqual(['first', 'second']);
  });
});
