import { Octokit } from '@octokit/rest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { objectOf } from './json.ts';
import { ask, startScenario, type Scenario } from './scenario.ts';

let scenario: Scenario;
const review = { event: 'COMMENT', body: 'hello' };

beforeEach(async () => {
  scenario = await startScenario({ base: { 'a.py': '1\n' }, head: { 'a.py': '2\n' } });
});
afterEach(() => scenario.close());

describe('a fault', () => {
  it('comes as often as asked, after as many as were let pass', async () => {
    scenario.server.faults.add({
      match: { method: 'GET', path: /\/pulls\/1$/ },
      skip: 1,
      times: 1,
      fault: { kind: 'status', status: 503 },
    });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await ask(scenario, 'GET', '/pulls/1')).status);
    expect(statuses).toEqual([200, 503, 200]);
    expect(scenario.server.log.map((entry) => [entry.status, entry.fault])).toEqual([
      [200, undefined],
      [503, 'status'],
      [200, undefined],
    ]);
  });

  it('may strike before or after the write was stored', async () => {
    const fault = { kind: 'status', status: 502 } as const;
    scenario.server.faults.add(
      { match: { path: '/reviews' }, times: 1, fault },
      { match: { path: '/reviews' }, times: 1, when: 'after', fault },
    );
    await ask(scenario, 'POST', '/pulls/1/reviews', review);
    expect(scenario.pull.reviews).toHaveLength(0);
    await ask(scenario, 'POST', '/pulls/1/reviews', review);
    expect(scenario.pull.reviews).toHaveLength(1);
  });

  it('asks for patience as GitHub does', async () => {
    scenario.server.faults.add(
      { match: {}, times: 1, fault: { kind: 'secondary-limit', status: 429, retryAfter: 3 } },
      { match: {}, times: 1, fault: { kind: 'primary-limit', resetAfter: 5 } },
    );
    const secondary = await ask(scenario, 'GET', '/pulls/1');
    expect([secondary.status, secondary.headers.get('retry-after')]).toEqual([429, '3']);
    expect(String(objectOf(secondary.body)['message'])).toContain('secondary rate limit');
    const primary = await ask(scenario, 'GET', '/pulls/1');
    expect([primary.status, primary.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
  });

  it('never answers, resets or cuts', async () => {
    scenario.server.faults.add(
      { match: {}, times: 1, fault: { kind: 'timeout' } },
      { match: {}, times: 1, fault: { kind: 'reset' } },
      { match: {}, times: 1, fault: { kind: 'cut-body' } },
    );
    const url = `${scenario.server.url}/rate_limit`;
    await expect(fetch(url, { signal: AbortSignal.timeout(100) })).rejects.toThrow();
    await expect(fetch(url)).rejects.toThrow();
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  });

  it('cuts JSON so that Octokit takes it for an answer', async () => {
    scenario.server.faults.add({ match: { path: '/files' }, fault: { kind: 'cut-json' } });
    const octokit = new Octokit({ auth: scenario.token.value, baseUrl: scenario.server.url });
    const { data } = await octokit.rest.pulls.listFiles({ owner: 'octo', repo: 'app', pull_number: 1 });
    expect(typeof data).toBe('string');
  });

  it('moves the head while somebody reads', async () => {
    const run = (): void => void scenario.push({ 'a.py': '3\n' });
    scenario.server.faults.add({ match: { path: '/files' }, times: 1, when: 'after', fault: { kind: 'run', run } });
    const was = scenario.pull.head.sha;
    expect((await ask(scenario, 'GET', '/pulls/1/files')).status).toBe(200);
    expect(scenario.pull.head.sha).not.toBe(was);
  });
});

it('knows no address that GitHub has not, and says so', async () => {
  expect((await ask(scenario, 'GET', '/pulls/1/nonsense')).status).toBe(404);
  expect((await ask(scenario, 'GET', '/pulls/1/files?pages=2')).status).toBe(200);
  expect(scenario.server.violations.map((violation) => violation.detail)).toEqual([
    'GET /repos/octo/app/pulls/1/nonsense is not an address that the embedded GitHub knows',
    'pulls/list-files: unknown query parameter "pages"',
  ]);
});

it('refuses a bad token, and the user address to a job', async () => {
  const bad = { ...scenario.token, value: 'nonsense' };
  expect((await ask(scenario, 'GET', '/pulls/1', undefined, bad)).status).toBe(401);
  expect((await ask(scenario, 'GET', '//user')).status).toBe(403);
});

it('allows eighty contents a minute by its own clock', async () => {
  scenario.server.state.limits.contentPerMinute = 2;
  for (const expected of [200, 200, 403])
    expect((await ask(scenario, 'POST', '/pulls/1/reviews', review)).status).toBe(expected);
  expect(scenario.server.violations).toMatchObject([
    { kind: 'conduct', detail: '3 contents created within a minute.' },
  ]);
  scenario.server.state.clock.advance(60_000);
  expect((await ask(scenario, 'POST', '/pulls/1/reviews', review)).status).toBe(200);
});
