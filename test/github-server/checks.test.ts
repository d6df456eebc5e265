import { afterEach, beforeEach, expect, it } from 'vitest';
import { objectOf } from './json.ts';
import { ask, startScenario, type Scenario } from './scenario.ts';
import { personalToken } from './tokens.ts';

let scenario: Scenario;
const note = { path: 'a.py', start_line: 1, end_line: 1, annotation_level: 'warning', message: 'm' };
const create = (output: object, more: object = {}): Promise<{ status: number; body: unknown }> =>
  ask(scenario, 'POST', '/check-runs', {
    name: 'Report',
    head_sha: scenario.pull.head.sha,
    status: 'completed',
    conclusion: 'failure',
    output: { title: 't', summary: 's', ...output },
    ...more,
  });
const message = (reply: { body: unknown }): unknown => objectOf(reply.body)['message'];

beforeEach(async () => {
  scenario = await startScenario({ base: { 'a.py': '1\n' }, head: { 'a.py': '2\n' } });
});
afterEach(() => scenario.close());

it('takes fifty annotations a request, and says so of the fifty-first', async () => {
  expect((await create({ annotations: Array(50).fill(note) })).status).toBe(201);
  const reply = await create({ annotations: Array(51).fill(note) });
  expect(reply.status).toBe(422);
  expect(message(reply)).toBe('Invalid request.\n\nNo more than 50 items are allowed; 51 were supplied.');
  expect(scenario.repository.checkRuns).toHaveLength(1);
});

it('replaces the output by an update, and appends annotations', async () => {
  const { id } = objectOf((await create({ text: 'more', annotations: Array(50).fill(note) })).body);
  await ask(scenario, 'PATCH', `/check-runs/${String(id)}`, {
    output: { title: 't', summary: 'new', annotations: [note] },
  });
  const run = scenario.repository.checkRuns[0];
  expect(run?.output).toEqual({ title: 't', summary: 'new', text: null });
  expect(run?.annotations).toHaveLength(51);
});

it('counts a summary in bytes, and cuts a text without a word', async () => {
  const wide = 'é'.repeat(40_000);
  expect(message(await create({ summary: wide }))).toContain('Only 65535 characters are allowed; 80000 were supplied.');
  expect((await create({ text: wide })).status).toBe(201);
  expect(Buffer.byteLength(scenario.repository.checkRuns[0]?.output.text ?? '')).toBeLessThanOrEqual(65_538);
  expect(scenario.server.violations.map((violation) => violation.kind)).toContain('conduct');
});

it.each([
  ['a line 0', { start_line: 0, end_line: 0 }],
  ['an end before its start', { start_line: 2 }],
  ['columns over several lines', { end_line: 2, start_column: 1 }],
  ['an unknown level', { annotation_level: 'error' }],
])('refuses an annotation with %s', async (_, bad) => {
  expect((await create({ annotations: [{ ...note, ...bad }] })).status).toBe(422);
});

it('is made by Apps only', async () => {
  const token = scenario.server.state.addToken(personalToken('hubot'));
  const reply = await ask(scenario, 'POST', '/check-runs', { name: 'x', head_sha: scenario.pull.head.sha }, token);
  expect([reply.status, message(reply)]).toEqual([403, 'You must authenticate via a GitHub App.']);
});

it('wants a conclusion where the status is completed, and a commit that exists', async () => {
  const reply = await ask(scenario, 'POST', '/check-runs', { name: 'x', head_sha: 'f'.repeat(40) });
  expect(message(reply)).toBe(`No commit found for SHA: ${'f'.repeat(40)}`);
  expect((await ask(scenario, 'POST', '/check-runs', { head_sha: scenario.pull.head.sha })).status).toBe(422);
});

it('shows the newest of a name, or all', async () => {
  await create({ summary: 'one' });
  await create({ summary: 'two' });
  const at = `/commits/${scenario.pull.head.sha}/check-runs`;
  expect(objectOf((await ask(scenario, 'GET', at)).body)['total_count']).toBe(1);
  expect(objectOf((await ask(scenario, 'GET', `${at}?filter=all`)).body)['total_count']).toBe(2);
});
