/** Many findings: comments in reviews of thirty up to the cap, annotations by fifty, nothing left out. */
import { expect, it } from 'vitest';
import type { ActionResult } from '../github-server/run-action.ts';
import { namesTo, places, review, told, withPull, writes } from './support.ts';

function summaries(ran: ActionResult): string[] {
  const outputs = ran.requests
    .filter(({ method, path }) => method !== 'GET' && path.includes('/check-runs'))
    .map(({ body }) => JSON.stringify(body).match(/"summary":"((?:[^"\\]|\\.)*)"/)?.[1] ?? '');
  return [...new Set(outputs)];
}

it.concurrent('31: one review of thirty, one of one', async () => {
  const names = namesTo(31);
  await withPull({ names }, async (scenario) => {
    const ran = await review(scenario, { action: 'opened' });
    expect(told(scenario, ran)).toEqual(names);
    expect(writes(ran)).toEqual(['POST pulls/1/reviews', 'POST pulls/1/reviews', 'POST check-runs']);
  });
});

it.concurrent('101: fifty comments, the rest annotated; the same ones in the next run', async () => {
  const names = namesTo(101);
  await withPull({ names }, async (scenario) => {
    const ran = await review(scenario, { action: 'opened' });
    expect(told(scenario, ran)).toEqual(names);
    expect(scenario.pull.threads).toHaveLength(50);
    expect(writes(ran).slice(-2)).toEqual(['POST check-runs', expect.stringMatching(/^PATCH check-runs\//)]);
    for (const name of names) expect(ran.summary).toContain(`\`${name}\` returns`);
    const before = places(scenario);
    const again = await review(scenario);
    expect(told(scenario, again)).toEqual(names);
    expect(places(scenario)).toEqual(before);
  });
});

for (const [count, sent] of [
  [51, 2],
  [120, 3],
] as const) {
  it.concurrent(`${String(count)} annotations: ${String(sent)} requests, each with the whole summary`, async () => {
    const names = namesTo(count);
    await withPull({ names }, async (scenario) => {
      const ran = await review(scenario, { action: 'opened', inputs: { comments: 'false' } });
      expect(told(scenario, ran)).toEqual(names);
      expect(writes(ran)).toHaveLength(sent);
      expect(summaries(ran)).toHaveLength(1);
      expect(scenario.repository.checkRuns.at(-1)?.output.summary).toContain('route_000');
    });
  });
}
