/** Every event, and what the Action does of it. */
import { describe, expect, it } from 'vitest';
import { taskOf } from '../../src/action/event.ts';
import { readEnvironment } from '../../src/action/environment.ts';
import {
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
  workflowDispatchEvent,
  workflowRunEvent,
} from '../github-server/events.ts';
import { readOnlyToken } from '../github-server/tokens.ts';
import { run } from './support/in-process.ts';
import { withScenario, type Scenario } from './support/scenario.ts';
import { zipOf } from './support/zip-of.ts';

const BASE = { 'm.py': 'a = 1\n' };
const HEAD = { 'm.py': 'a = 1\nx = 1  # finding high\n' };

describe('pull_request', () => {
  it('closed: nothing is written', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const ran = await run(scenario, { action: 'closed' });
      expect(ran.requests).toEqual([]);
      expect(ran.failed).toBeUndefined();
    });
  });

  for (const [draft, comments, annotations, verdict] of [
    ['comment', 1, 0, 'fail'],
    ['check-only', 0, 1, 'fail'],
    ['skip', 0, 0, undefined],
  ] as const) {
    it(`of a draft with \`draft: ${draft}\``, async () => {
      await withScenario(BASE, HEAD, async (scenario) => {
        scenario.pull.draft = true;
        const ran = await run(scenario, { action: 'opened', inputs: { draft } });
        expect(scenario.comments()).toHaveLength(comments);
        expect(scenario.repository.checkRuns.flatMap((check) => check.annotations)).toHaveLength(annotations);
        expect(ran.outputs.get('verdict')).toBe(verdict);
      });
    });
  }

  it('ready for review: the draft gets its comment', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.pull.draft = true;
      await run(scenario, { action: 'opened' });
      scenario.pull.draft = false;
      await run(scenario, { action: 'ready_for_review' });
      expect(scenario.comments()).toHaveLength(1);
    });
  });
});

describe('pull_request_target', () => {
  it('reads everything through the API', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      await run(scenario, { action: 'opened', target: true });
      expect(scenario.comments()).toHaveLength(1);
    });
  });

  it('refuses to run over a checkout of the head, unless told to', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const workspace = scenario.folder;
      const refused = await run(scenario, { action: 'opened', target: true, workspace });
      expect(refused.failed).toContain('checkout');
      expect(refused.requests).toEqual([]);
      await run(scenario, { action: 'opened', target: true, workspace, inputs: { 'allow-head-checkout': 'true' } });
      expect(scenario.comments()).toHaveLength(1);
    });
  });

  it('runs over a checkout of the base', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.git('checkout', '--quiet', 'main');
      const ran = await run(scenario, { action: 'opened', target: true, workspace: scenario.folder });
      expect(ran.outputs.get('verdict')).toBe('fail');
    });
  });
});

describe('merge_group and push', () => {
  it('are compared with their base; the report is a check run, and no comment', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const { state } = scenario.server;
      const ran = await run(scenario, { event: mergeGroupEvent(state, scenario.repository, scenario.pull) });
      expect(ran.outputs.get('verdict')).toBe('fail');
      expect(ran.writes).toEqual(['POST check-runs']);
      expect(scenario.repository.checkRuns[0]?.annotations).toHaveLength(1);
    });
  });

  it('of a push: before to after', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const { server, repository, pull } = scenario;
      const event = pushEvent(server.state, repository, 'feature', pull.base.sha);
      const ran = await run(scenario, { event });
      expect(ran.outputs.get('verdict')).toBe('fail');
      expect(ran.writes).toEqual(['POST check-runs']);
    });
  });
});

describe('what an event asks for', () => {
  const tasks = async (scenario: Scenario): Promise<Record<string, string>> => {
    const { state } = scenario.server;
    const { repository, pull } = scenario;
    const events = [
      workflowDispatchEvent(state, repository, {}),
      scheduleEvent(state, repository),
      pullRequestEvent(state, repository, pull, 'closed'),
      pullRequestEvent(state, repository, pull, 'opened', { target: true }),
    ];
    const kinds = events.map((event) => {
      const environment = readEnvironment({
        GITHUB_REPOSITORY: 'octo/app',
        GITHUB_EVENT_NAME: event.name,
        GITHUB_EVENT_PATH: '/e',
        GITHUB_SHA: event.sha,
      });
      return [event.name, taskOf(environment, event.payload).kind] as const;
    });
    return Promise.resolve(Object.fromEntries(kinds));
  };

  it('is one of five things', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      expect(await tasks(scenario)).toEqual({
        workflow_dispatch: 'audit',
        schedule: 'audit',
        pull_request: 'nothing',
        pull_request_target: 'review-pull',
      });
    });
  });

  it('is refused by name when it is none of ours', () => {
    const environment = readEnvironment({
      GITHUB_REPOSITORY: 'octo/app',
      GITHUB_EVENT_NAME: 'gollum',
      GITHUB_EVENT_PATH: '/e',
    });
    expect(() => taskOf(environment, {})).toThrow('gollum');
  });
});

function finding(): Record<string, unknown> {
  return {
    ruleId: 'fake-rule',
    severity: 'high',
    confidence: 'high',
    fingerprint: 'abcdef0123456789abcd',
    path: 'm.py',
    startLine: 2,
    endLine: 2,
    startColumn: 1,
    endColumn: 2,
    side: 'RIGHT',
    state: 'introduced',
    placement: { kind: 'line', path: 'm.py', line: 2, side: 'RIGHT' },
    related: [],
  };
}

describe('workflow_run', () => {
  const artifact = (scenario: Scenario, change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
    schemaVersion: 1,
    pullRequest: scenario.pull.number,
    headSha: scenario.pull.head.sha,
    verdict: 'fail',
    findings: [finding()],
    suppressed: [],
    unread: [],
    ...change,
  });

  async function published(scenario: Scenario, content: unknown, name = 'hardening.json'): Promise<string | undefined> {
    const { state } = scenario.server;
    const zip = zipOf({ [name]: typeof content === 'string' ? content : JSON.stringify(content) });
    const headSha = scenario.pull.head.sha;
    state.addArtifact(scenario.repository, { runId: 77, name: 'fastapi-hardening', headSha, zip });
    const event = workflowRunEvent(state, scenario.repository, scenario.pull, { runId: 77 });
    const ran = await run(scenario, { event, inputs: { artifact: 'fastapi-hardening' }, token: scenario.publisher() });
    return ran.failed;
  }

  it('publishes what a read-only run found', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const folder = scenario.emptyFolder();
      const token = scenario.server.state.addToken(readOnlyToken());
      const inputs = { comments: 'false', 'check-run': 'false', 'artifact-file': 'out/hardening.json' };
      const first = await run(scenario, { action: 'opened', token, inputs, workspace: folder });
      expect(first.writes).toEqual([]);
      expect(first.outputs.get('artifact-file')).toBe('out/hardening.json');
      expect(await published(scenario, scenario.fileIn(folder, 'out/hardening.json'))).toBeUndefined();
      expect(scenario.comments().map(({ path, line }) => [path, line])).toEqual([['m.py', 2]]);
      // The words are made on this side; what the other run said is nowhere.
      expect(scenario.comments()[0]?.body).not.toContain('wrong with');
    });
  });

  const hostile: readonly (readonly [string, (scenario: Scenario) => unknown])[] = [
    ['no JSON', () => 'x'],
    ['another commit', (scenario) => artifact(scenario, { headSha: 'f'.repeat(40) })],
    ['an unknown key', (scenario) => artifact(scenario, { message: '@everyone' })],
    [
      'a rule that does not exist',
      (scenario) => artifact(scenario, { findings: [{ ...finding(), ruleId: 'no-such-rule' }] }),
    ],
    ['text for a rule', (scenario) => artifact(scenario, { findings: [{ ...finding(), ruleId: '--> @all' }] })],
    [
      'a path that leads out',
      (scenario) => artifact(scenario, { findings: [{ ...finding(), path: '../../etc/passwd' }] }),
    ],
    ['a pull request that is not there', (scenario) => artifact(scenario, { pullRequest: 999 })],
  ];
  for (const [what, content] of hostile) {
    it(`refuses an artifact with ${what}`, async () => {
      await withScenario(BASE, HEAD, async (scenario) => {
        expect(await published(scenario, content(scenario))).toMatch(
          /artifact of the other workflow is refused|GitHub refused a request/,
        );
        expect(scenario.comments()).toEqual([]);
      });
    });
  }

  it('writes nothing once the pull request has newer commits', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const event = workflowRunEvent(scenario.server.state, scenario.repository, scenario.pull, { runId: 77 });
      const zip = zipOf({ 'hardening.json': JSON.stringify(artifact(scenario)) });
      const headSha = scenario.pull.head.sha;
      scenario.server.state.addArtifact(scenario.repository, { runId: 77, name: 'fastapi-hardening', headSha, zip });
      scenario.push({ 'n.py': 'n = 1\n' });
      const ran = await run(scenario, {
        event,
        inputs: { artifact: 'fastapi-hardening' },
        token: scenario.publisher(),
      });
      expect(ran.writes).toEqual([]);
    });
  });
});
