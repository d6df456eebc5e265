/** A full audit by hand: files, outputs, the tracking issue. With the product's own rules. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createUseCases } from '../../src/action/analysis.ts';
import { productTools } from '../../src/app/tools.ts';
import { workflowDispatchEvent } from '../github-server/events.ts';
import { actionsToken } from '../github-server/tokens.ts';
import { run } from './support/in-process.ts';
import { withScenario, type Scenario } from './support/scenario.ts';

const APP = {
  'app/main.py':
    'from fastapi import FastAPI\n\napp = FastAPI(debug=True)\n\n\n@app.get("/items")\ndef items():\n    return []\n',
};

const analysis = createUseCases(productTools(), '0.0.0');

async function audit(scenario: Scenario, inputs: Readonly<Record<string, string>>) {
  const event = workflowDispatchEvent(scenario.server.state, scenario.repository, {});
  const permissions = { contents: 'read', checks: 'write', issues: 'write' } as const;
  const token = scenario.server.state.addToken(actionsToken(permissions, 'ghs_audit'));
  return run(scenario, { event, inputs, token, analysis, workspace: scenario.emptyFolder() });
}

describe('workflow_dispatch', () => {
  it('audits the commit and writes what is asked for', { timeout: 30_000 }, async () => {
    await withScenario(APP, {}, async (scenario) => {
      const files = { 'sarif-file': 'out/a.sarif', 'json-file': 'out/a.json', 'html-file': 'out/a.html' };
      const ran = await audit(scenario, { ...files, 'fail-on': 'never' });
      expect(ran.failed).toBeUndefined();
      expect(ran.outputs.get('grade')).toMatch(/^[A-F]$/);
      for (const [output, path] of Object.entries(files)) {
        expect(ran.outputs.get(output)).toBe(path);
        expect(existsSync(join(scenario.emptyFolder(), path))).toBe(true);
      }
      expect(scenario.repository.checkRuns).toHaveLength(1);
      const baseline = await audit(scenario, { baseline: 'out/a.json', 'fail-on': 'low' });
      expect(baseline.outputs.get('findings')).toBe('0');
      expect(baseline.failed).toBeUndefined();
    });
  });

  it('of a branch by its name', { timeout: 30_000 }, async () => {
    await withScenario({ 'a.py': 'a = 1\n' }, APP, async (scenario) => {
      const ran = await audit(scenario, { ref: 'feature', 'fail-on': 'info' });
      expect(ran.outputs.get('commit')).toBe(scenario.pull.head.sha);
      expect(ran.outputs.get('verdict')).toBe('fail');
    });
  });

  it('keeps one issue up to date', { timeout: 30_000 }, async () => {
    await withScenario(APP, {}, async (scenario) => {
      const before = scenario.repository.issues.length;
      for (let count = 0; count < 3; count += 1) {
        const ran = await audit(scenario, { 'tracking-issue': 'true', 'fail-on': 'never' });
        expect(ran.outputs.get('published-reason')).toBe('');
        if (count > 0) expect(ran.writes).toEqual(['POST check-runs']);
      }
      const [issue, ...others] = scenario.repository.issues.slice(before);
      expect(others).toEqual([]);
      expect(issue?.title).toContain('Grade');
    });
  });
});
