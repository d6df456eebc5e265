/** Every event of the recipes, by the built Action. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  mergeGroupEvent,
  pushEvent,
  scheduleEvent,
  workflowDispatchEvent,
  workflowRunEvent,
} from '../github-server/events.ts';
import { actionsToken, readOnlyToken } from '../github-server/tokens.ts';
import { zipOf } from '../action/support/zip-of.ts';
import { sarifSchema } from '../support/schemas.ts';
import { requests, review, told, withPull, writes } from './support.ts';

const NAMES = ['first', 'second', 'third'];

async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'workspace-'));
  try {
    await test(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it.concurrent('closed: nothing is asked and nothing written', async () => {
  await withPull({}, async (scenario) => {
    expect(await review(scenario, { action: 'closed' })).toMatchObject({ exitCode: 0, requests: [] });
  });
});

it.concurrent('a draft: a report only, until it is ready', async () => {
  await withPull({}, async (scenario) => {
    scenario.pull.draft = true;
    const draft = await review(scenario, { action: 'opened' });
    expect(writes(draft)).toEqual(['POST check-runs']);
    expect(told(scenario, draft)).toEqual(NAMES);
    scenario.pull.draft = false;
    const ready = await review(scenario, { action: 'ready_for_review' });
    expect(scenario.pull.threads).toHaveLength(3);
    expect(told(scenario, ready)).toEqual(NAMES);
  });
});

it.concurrent('merge_group: a report on the queue’s commit, no comment', async () => {
  await withPull({}, async (scenario) => {
    const event = mergeGroupEvent(scenario.server.state, scenario.repository, scenario.pull);
    const ran = await review(scenario, { event });
    expect(writes(ran)).toEqual(['POST check-runs']);
    expect(ran).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', findings: '3' } });
    expect(scenario.repository.checkRuns.map(({ headSha }) => headSha)).toEqual([event.sha]);
  });
});

it.concurrent('push: what came with it', async () => {
  await withPull({}, async (scenario) => {
    const { server, repository, pull } = scenario;
    const ran = await review(scenario, { event: pushEvent(server.state, repository, 'feature', pull.base.sha) });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(writes(ran)).toEqual(['POST check-runs']);
  });
});

it.concurrent('pull_request_target: no checkout, all by the API; over a checkout of the head it refuses', async () => {
  await withPull({ fork: true }, async (scenario) => {
    await withFolder(async (workspace) => {
      scenario.fixture.checkout(workspace, `refs/pull/${String(scenario.pull.number)}/merge`, { depth: 1 });
      const refused = await review(scenario, { action: 'opened', target: true, workspace });
      expect(refused).toMatchObject({
        exitCode: 1,
        requests: [],
        outputs: { verdict: 'incomplete', published: 'none' },
      });
    });
    const ran = await review(scenario, { action: 'opened', target: true });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(scenario.pull.threads).toHaveLength(3);
  });
});

const AUDIT = { contents: 'read', checks: 'write', issues: 'write' } as const;

it.concurrent('workflow_dispatch: ref, threshold, formats, baseline, tracking issue', async () => {
  await withPull({}, async (scenario) => {
    await withFolder(async (workspace) => {
      const { server, repository, pull } = scenario;
      const token = server.state.addToken(actionsToken(AUDIT, 'ghs_audit'));
      const event = workflowDispatchEvent(server.state, repository, {});
      const inputs = {
        ref: 'feature',
        'sarif-file': 'a.sarif',
        'json-file': 'a.json',
        'html-file': 'a.html',
        'tracking-issue': 'true',
      };
      const ran = await review(scenario, { event, token, workspace, inputs });
      expect(ran).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', commit: pull.head.sha } });
      expect(ran.outputs['grade']).toMatch(/^[A-F]$/);
      expect(sarifSchema()(JSON.parse(readFileSync(join(workspace, 'a.sarif'), 'utf8')))).toEqual([]);
      expect(repository.issues.filter(({ isPull }) => !isPull)).toHaveLength(1);

      const accepted = await review(scenario, { event, token, workspace, inputs: { ...inputs, baseline: 'a.json' } });
      expect(accepted).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass', findings: '0' } });
      expect(repository.issues.filter(({ isPull }) => !isPull).map(({ state }) => state)).toEqual(['closed']);
    });
  });
});

it.concurrent('schedule: the default branch', async () => {
  await withPull({}, async (scenario) => {
    const { server, repository } = scenario;
    const token = server.state.addToken(actionsToken(AUDIT, 'ghs_audit'));
    const ran = await review(scenario, { event: scheduleEvent(server.state, repository), token });
    expect(ran.outputs['commit']).toBe(scenario.pull.base.sha);
    expect(ran.outputs['findings']).toMatch(/^\d+$/);
  });
});

it.concurrent(
  'workflow_run: publishes what the run of a fork found, in its own words',
  { timeout: 60_000 },
  async () => {
    await withPull({ fork: true }, async (scenario) => {
      await withFolder(async (workspace) => {
        const { server, repository, pull } = scenario;
        const reader = server.state.addToken(readOnlyToken());
        const inputs = { comments: 'false', 'check-run': 'false', 'artifact-file': 'hardening.json' };
        expect(writes(await review(scenario, { action: 'opened', token: reader, inputs, workspace }))).toEqual([]);
        const text = readFileSync(join(workspace, 'hardening.json'), 'utf8');

        const permissions = { actions: 'read', contents: 'read', 'pull-requests': 'write', checks: 'write' } as const;
        const token = server.state.addToken(actionsToken(permissions, 'ghs_publish'));
        const publish = async (content: string, runId: number) => {
          const zip = zipOf({ 'hardening.json': content });
          server.state.addArtifact(repository, { runId, name: 'fastapi-hardening', headSha: pull.head.sha, zip });
          const event = workflowRunEvent(server.state, repository, pull, { runId });
          return review(scenario, { event, token, inputs: { artifact: 'fastapi-hardening' } });
        };
        const hostile = await publish(text.replace(/"ruleId":"[^"]+"/, '"ruleId":"--> @everyone"'), 76);
        expect(hostile.exitCode).toBe(1);
        expect(requests(hostile).every((request) => request.startsWith('GET '))).toBe(true);

        const ran = await publish(text, 77);
        expect(ran.exitCode).toBe(0);
        expect(pull.threads).toHaveLength(3);
        expect((await publish(text, 78)).exitCode).toBe(0);
        expect(pull.threads).toHaveLength(3);
      });
    });
  },
);
