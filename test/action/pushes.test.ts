/** Pushes with nothing before them to compare with. */
import { describe, expect, it } from 'vitest';
import { createUseCases } from '../../src/action/analysis.ts';
import { productTools } from '../../src/app/tools.ts';
import { mergeGroupEvent, pushEvent, type GitHubEvent } from '../github-server/events.ts';
import type { JsonObject } from '../github-server/json.ts';
import { run } from './support/in-process.ts';
import { withScenario, type Scenario } from './support/scenario.ts';

const analysis = createUseCases(productTools(), '0.0.0');
const APP = { 'main.py': 'from fastapi import FastAPI\n\napp = FastAPI(debug=True)\n' };
const GONE = '1'.repeat(40);
const WHY = 'The push replaced the history of its branch: with nothing to compare, all of it was looked at.';

const withPayload = (event: GitHubEvent, more: JsonObject): GitHubEvent => ({
  ...event,
  payload: { ...event.payload, ...more },
});

function push(scenario: Scenario, before: string): GitHubEvent {
  const { server, repository, pull } = scenario;
  return withPayload(pushEvent(server.state, repository, 'feature', pull.base.sha), { before, forced: true });
}

/** A commit without parents, as a force-push of a history that was written anew. */
function rewrite(scenario: Scenario): void {
  scenario.git('checkout', '--quiet', '--orphan', 'anew');
  scenario.git('commit', '--quiet', '-m', 'anew');
  scenario.git('branch', '--force', 'feature', 'anew');
}

describe('a push that replaced its history', () => {
  it('whose old commit is gone is audited whole, and says so', { timeout: 60_000 }, async () => {
    await withScenario({ 'a.txt': 'a\n' }, APP, async (scenario) => {
      const ran = await run(scenario, { event: push(scenario, GONE), analysis });
      expect(ran.outputs.get('verdict')).toBe('fail');
      expect(ran.outputs.get('published')).toBe('full');
      expect(ran.outputs.get('commit')).toBe(scenario.pull.head.sha);
      expect(ran.summary).toContain(WHY);
      expect(scenario.repository.checkRuns[0]?.output.summary).toContain(WHY);
    });
  });

  it('whose histories have nothing in common, too', { timeout: 60_000 }, async () => {
    await withScenario(APP, { 'a.txt': 'a\n' }, async (scenario) => {
      rewrite(scenario);
      const ran = await run(scenario, { event: push(scenario, scenario.pull.base.sha), analysis });
      expect(ran.outputs.get('grade')).toMatch(/^[A-F]$/);
      expect(ran.summary).toContain(WHY);
    });
  });

  it('and cannot be read at all is incomplete', async () => {
    await withScenario(APP, { 'a.txt': 'a\n' }, async (scenario) => {
      for (const path of ['/compare/', '/tarball/', '/git/trees/']) {
        scenario.server.faults.add({ match: { path }, fault: { kind: 'status', status: 404 } });
      }
      const ran = await run(scenario, { event: push(scenario, GONE), analysis });
      expect(ran.failed).toContain('The changes cannot be read.');
    });
  });

  it('is not taken for one where GitHub only fails to compare', async () => {
    await withScenario(APP, { 'b.py': 'b = 1\n' }, async (scenario) => {
      scenario.server.faults.add({ match: { path: '/compare/' }, fault: { kind: 'status', status: 500 } });
      const ran = await run(scenario, { event: push(scenario, scenario.pull.base.sha), analysis });
      expect(ran.outputs.get('verdict')).toBe('incomplete');
      expect(ran.summary).not.toContain(WHY);
    });
  });
});

it('a merge group that cannot be compared is incomplete', async () => {
  await withScenario(APP, { 'b.py': 'b = 1\n' }, async (scenario) => {
    scenario.server.faults.add({ match: { path: '/compare/' }, fault: { kind: 'status', status: 404 } });
    const event = mergeGroupEvent(scenario.server.state, scenario.repository, scenario.pull);
    const ran = await run(scenario, { event, analysis });
    expect(ran.outputs.get('verdict')).toBe('incomplete');
  });
});
