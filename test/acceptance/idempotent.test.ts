/** A finding has one comment, however often the review runs and however its lines move. */
import { expect, it } from 'vitest';
import { app, places, requests, review, told, withPull, writes } from './support.ts';

const NAMES = ['first', 'second', 'third'];
const REPORT = ['POST check-runs'];

it.concurrent('on the same head: five requests at first, then four, of which one writes', async () => {
  await withPull({}, async (scenario) => {
    const first = await review(scenario, { action: 'opened' });
    expect(told(scenario, first)).toEqual(NAMES);
    expect(writes(first)).toEqual(['POST pulls/1/reviews', 'POST check-runs']);
    expect(requests(first)).toHaveLength(5);
    expect(first.exitCode).toBe(1);
    expect(first.outputs).toMatchObject({ verdict: 'fail', findings: '3', high: '3', published: 'full' });

    const second = await review(scenario);
    expect(told(scenario, second)).toEqual(NAMES);
    expect(writes(second)).toEqual(REPORT);
    expect(requests(second)).toHaveLength(4);
    expect(second.exitCode).toBe(1);
  });
});

it.concurrent('a hundred lines above it: the comment moves along', async () => {
  await withPull({}, async (scenario) => {
    await review(scenario, { action: 'opened' });
    const before = places(scenario);
    scenario.push({ 'app/main.py': `${'# padding\n'.repeat(100)}${app(NAMES)}` });
    const ran = await review(scenario);
    expect(writes(ran)).toEqual(REPORT);
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(places(scenario)).not.toEqual(before);
  });
});

it.concurrent('the file renamed: each is said once, at its new place', async () => {
  await withPull({}, async (scenario) => {
    await review(scenario, { action: 'opened' });
    scenario.push({ 'app/main.py': null, 'app/service.py': app(NAMES) });
    const ran = await review(scenario);
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(writes(await review(scenario))).toEqual(REPORT);
  });
});

it.concurrent('a force-push onto a base that moved on', async () => {
  await withPull({}, async (scenario) => {
    await review(scenario, { action: 'opened' });
    const moved = scenario.fixture.commit('main', { 'app/other.py': 'value = 1\n' });
    scenario.server.state.moveBase(scenario.repository, scenario.pull, moved);
    scenario.push({ 'app/main.py': app(NAMES), 'app/more.py': 'value = 2\n' }, { from: 'main' });
    const ran = await review(scenario);
    expect(writes(ran)).toEqual(REPORT);
    expect(told(scenario, ran)).toEqual(NAMES);
  });
});
