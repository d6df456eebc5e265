/** Each recipe's workflow, run whole on the events it is for. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
  workflowDispatchEvent,
  workflowRunEvent,
} from '../github-server/events.ts';
import type { ActionResult } from '../github-server/run-action.ts';
import { ROOT } from '../support/fixtures.ts';
import { runWorkflow, type WorkflowRun } from '../support/workflow.ts';
import { told, withPull } from './support.ts';

const NAMES = ['first', 'second', 'third'];
const SEEN = new Set<string>();

function recipe(name: string): string {
  SEEN.add(name);
  return `docs/recipes/${name}`;
}

function actionOf({ steps }: WorkflowRun): ActionResult {
  const step = steps.find(({ kind }) => kind === 'action');
  if (step?.kind !== 'action') throw new Error('the Action did not run');
  return step.result;
}

it.concurrent('pull-request.yml: comments, report, a failing job; the merge queue; not on a closed one', async () => {
  const path = recipe('pull-request.yml');
  await withPull({}, async (scenario) => {
    const { server, repository, pull } = scenario;
    const run = await runWorkflow(path, {
      scenario,
      event: pullRequestEvent(server.state, repository, pull, 'opened'),
    });
    expect(run).toMatchObject({ status: 'failure', group: `FastAPI Hardening-pull_request-${String(pull.number)}` });
    expect(told(scenario, actionOf(run))).toEqual(NAMES);
    expect(pull.threads).toHaveLength(3);
    const queue = await runWorkflow(path, { scenario, event: mergeGroupEvent(server.state, repository, pull) });
    expect(queue).toMatchObject({ started: true, status: 'failure' });
    const closed = pullRequestEvent(server.state, repository, pull, 'closed');
    expect(await runWorkflow(path, { scenario, event: closed })).toMatchObject({ started: false });
  });
});

it.concurrent('pull-request-target.yml: comments on the pull request of a fork', async () => {
  await withPull({ fork: true }, async (scenario) => {
    const { server, repository, pull } = scenario;
    const event = pullRequestEvent(server.state, repository, pull, 'opened', { target: true });
    const run = await runWorkflow(recipe('pull-request-target.yml'), { scenario, event });
    expect(run.status).toBe('failure');
    expect(told(scenario, actionOf(run))).toEqual(NAMES);
    expect(pull.threads).toHaveLength(3);
  });
});

it.concurrent('fork-analyse.yml gates and hands over; fork-publish.yml comments', async () => {
  await withPull({ fork: true }, async (scenario) => {
    const { server, repository, pull } = scenario;
    const event = pullRequestEvent(server.state, repository, pull, 'opened');
    const analyse = await runWorkflow(recipe('fork-analyse.yml'), { scenario, event, runId: 88 });
    expect(analyse.status).toBe('failure');
    expect(told(scenario, actionOf(analyse))).toEqual(NAMES);
    expect(analyse.steps.map(({ kind }) => kind)).toEqual(['action', 'other']);
    expect(pull.threads).toEqual([]);

    const finished = workflowRunEvent(server.state, repository, pull, { runId: 88, conclusion: 'failure' });
    const publish = await runWorkflow(recipe('fork-publish.yml'), { scenario, event: finished });
    expect(publish.status).toBe('success');
    expect(pull.threads).toHaveLength(3);

    const push = workflowRunEvent(server.state, repository, pull, { runId: 89, event: 'push' });
    expect(await runWorkflow('docs/recipes/fork-publish.yml', { scenario, event: push })).toMatchObject({
      status: 'skipped',
    });
  });
});

it.concurrent('push.yml: pushes to the default branch, and no others', async () => {
  await withPull({}, async (scenario) => {
    const { server, repository, pull, fixture } = scenario;
    const other = pushEvent(server.state, repository, 'feature', pull.base.sha);
    expect(await runWorkflow(recipe('push.yml'), { scenario, event: other })).toMatchObject({ started: false });
    const before = pull.base.sha;
    fixture.git.updateRefs({ 'refs/heads/main': pull.head.sha });
    const run = await runWorkflow('docs/recipes/push.yml', {
      scenario,
      event: pushEvent(server.state, repository, 'main', before),
    });
    expect(run).toMatchObject({ started: true, status: 'failure' });
    expect(told(scenario, actionOf(run))).toEqual(NAMES);
  });
});

it.concurrent('audit.yml: by hand for another ref no upload to code scanning, on schedule one', async () => {
  const path = recipe('audit.yml');
  await withPull({}, async (scenario) => {
    const { server, repository, pull } = scenario;
    const inputs = { ref: 'feature', 'fail-on': 'high' };
    const byHand = await runWorkflow(path, {
      scenario,
      event: workflowDispatchEvent(server.state, repository, inputs),
      inputs,
    });
    expect(byHand).toMatchObject({
      status: 'failure',
      steps: [{ kind: 'action' }, { kind: 'skipped' }, { kind: 'other' }],
    });
    expect(actionOf(byHand).outputs).toMatchObject({ verdict: 'fail', commit: pull.head.sha });

    const weekly = await runWorkflow(path, { scenario, event: scheduleEvent(server.state, repository) });
    expect(weekly.status).toBe('success');
    expect(weekly.steps[1]).toMatchObject({ kind: 'other', inputs: { sarif_file: 'hardening.sarif' } });
    expect(repository.artifacts.map(({ name }) => name)).toEqual([
      'fastapi-hardening-audit',
      'fastapi-hardening-audit',
    ]);
    expect(repository.issues.filter(({ isPull }) => !isPull)).toHaveLength(1);
  });
});

it('every recipe is run here', () => {
  expect([...SEEN].sort()).toEqual(readdirSync(join(ROOT, 'docs/recipes')).sort());
});
