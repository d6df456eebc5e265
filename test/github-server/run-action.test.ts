import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
  workflowDispatchEvent,
  workflowRunEvent,
  type GitHubEvent,
} from './events.ts';
import { inspectChecks, inspectPull } from './inspect.ts';
import { objectOf } from './json.ts';
import { parseOutputs, runAction } from './run-action.ts';
import { ask, startScenario, type Scenario } from './scenario.ts';

/** Stands for an Action: comments on a line, sets an output, writes a summary and fails. */
const STAND_IN = `
import { appendFileSync, readFileSync } from 'node:fs';
const event = JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'));
const url = process.env.GITHUB_API_URL + '/repos/' + process.env.GITHUB_REPOSITORY + '/pulls/' + event.number + '/comments';
const body = { commit_id: event.pull_request.head.sha, path: 'a.py', line: 1, side: 'RIGHT', body: 'Look <!-- marker -->\\u202e' };
const headers = { authorization: 'token ' + process.env['INPUT_GITHUB-TOKEN'] };
const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
appendFileSync(process.env.GITHUB_OUTPUT, 'status=' + answer.status + '\\nlong<<END\\none\\ntwo\\nEND\\n');
appendFileSync(process.env.GITHUB_STEP_SUMMARY, '# Done');
console.log('::error::found');
process.exitCode = 1;
`;

let scenario: Scenario;
let folder: string;

beforeEach(async () => {
  scenario = await startScenario({ base: { 'a.py': '1\n' }, head: { 'a.py': '2\n' } });
  folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  writeFileSync(join(folder, 'main.mjs'), STAND_IN);
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await scenario.close();
});

const event = (): GitHubEvent => pullRequestEvent(scenario.server.state, scenario.repository, scenario.pull);
const run = (more: object = {}): ReturnType<typeof runAction> =>
  runAction({
    server: scenario.server,
    event: event(),
    token: scenario.token,
    tokenInput: 'github-token',
    entry: join(folder, 'main.mjs'),
    ...more,
  });

it('runs an Action as a runner does, and reads what it left', async () => {
  const result = await run();
  expect(result).toMatchObject({
    exitCode: 1,
    stdout: '::error::found\n',
    stderr: '',
    outputs: { status: '201', long: 'one\ntwo' },
    summary: '# Done',
  });
  expect(result.requests.map(({ method, path, status }) => [method, path, status])).toEqual([
    ['POST', '/repos/octo/app/pulls/1/comments', 201],
  ]);
});

it.each([
  ['before', 0],
  ['after', 1],
] as const)('kills it %s the server did what it asked', async (when, threads) => {
  const result = await run({ killAt: { request: 1, when } });
  expect(result.signal).toBe('SIGKILL');
  expect(scenario.pull.threads).toHaveLength(threads);
});

it('shows the pull request as a reader would see it', async () => {
  await run();
  await ask(scenario, 'POST', '/check-runs', {
    name: 'Report',
    head_sha: scenario.pull.head.sha,
    conclusion: 'failure',
    output: {
      title: '1 finding',
      summary: 'Read it.',
      annotations: [
        { path: 'a.py', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'm', title: 'Bad' },
      ],
    },
  });
  expect(inspectPull(scenario.repository, scenario.pull)).toContain(
    [
      '    1      - 1',
      '         1 + 2',
      '            ┌ github-actions[bot] on line 1',
      '            │ Look \ufffd',
    ].join('\n'),
  );
  expect(inspectChecks(scenario.repository, scenario.pull.head.sha)).toContain('✖ Report  failure — 1 finding');
});

describe('events', () => {
  it('fit the schemas of GitHub and carry what the runner sets', () => {
    const { repository, pull } = scenario;
    const { state } = scenario.server;
    const before = pull.head.sha;
    scenario.push({ 'a.py': '3\n' });
    const pulls = (['opened', 'reopened', 'synchronize', 'ready_for_review', 'closed'] as const).map((action) =>
      pullRequestEvent(state, repository, pull, action),
    );
    expect(pulls.map(({ ref }) => ref)).toEqual(Array(5).fill('refs/pull/1/merge'));
    expect(pulls[2]?.payload).toMatchObject({ before, after: pull.head.sha });
    expect(pullRequestEvent(state, repository, pull, 'opened', { target: true })).toMatchObject({
      name: 'pull_request_target',
      sha: pull.base.sha,
    });
    expect(mergeGroupEvent(state, repository, pull).payload).toMatchObject({
      merge_group: { base_sha: pull.base.sha },
    });
    expect(objectOf(pushEvent(state, repository, 'feature', before).payload)).toMatchObject({ before, created: false });
    expect(pushEvent(state, repository, 'main').payload).toMatchObject({ created: true });
    expect(workflowDispatchEvent(state, repository, { ref: 'main' }).ref).toBe('refs/heads/main');
    expect(scheduleEvent(state, repository).name).toBe('schedule');
  });

  it('of a finished run tell a fork from the repository by an empty list', async () => {
    const other = await startScenario({ base: { 'a.py': '1\n' }, head: { 'a.py': '2\n' }, fork: true });
    const finished = workflowRunEvent(other.server.state, other.repository, other.pull, { runId: 9 });
    expect(finished.payload).toMatchObject({
      workflow_run: { id: 9, pull_requests: [], head_repository: { full_name: 'stranger/app' } },
    });
    await other.close();
  });
});

it('reads both forms of outputs', () => {
  expect(parseOutputs('a=1\nb<<x\nline=1\nx\nc=\n')).toEqual({ a: '1', b: 'line=1', c: '' });
});
