/** A GitHub that answers otherwise than the embedded one, or not at all in places: no file is taken for unchanged. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createUseCases } from '../../src/action/analysis.ts';
import { readEnvironment } from '../../src/action/environment.ts';
import { productTools } from '../../src/app/tools.ts';
import { createClient } from '../../src/github/client.ts';
import { FileRow, listFiles } from '../../src/github/pull-request.ts';
import { readChange } from '../../src/github/source.ts';
import { scheduleEvent } from '../github-server/events.ts';
import type { FaultRule } from '../github-server/faults.ts';
import { actionsToken } from '../github-server/tokens.ts';
import { ALL, BASE, HEAD, said, status } from './support/after-faults.ts';
import { run } from './support/in-process.ts';
import { withScenario } from './support/scenario.ts';

const analysis = createUseCases(productTools(), '0.0.0');

const NO_ARCHIVE: FaultRule = { match: { path: '/tarball' }, fault: status(404) };
const NO_FILES_BY_GRAPHQL: FaultRule = { match: { graphql: 'on Blob' }, fault: status(403) };
const NO_BLOBS: FaultRule = { match: { path: '/git/blobs' }, fault: status(403) };

describe('the list of files', () => {
  it('may hold null where GitHub leaves a field out', () => {
    const row = { filename: 'a.py', status: 'added', sha: null, additions: 1, deletions: 0 };
    expect(FileRow.parse({ ...row, previous_filename: null, patch: null })).toEqual(row);
  });
});

describe('a repository', () => {
  for (const name of ['.github', '_site', 'a.b-c', '-']) {
    it(`may be called ${name}`, () => {
      const environment = { GITHUB_REPOSITORY: `octo/${name}`, GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: '/e' };
      expect(readEnvironment(environment).repo).toBe(name);
    });
  }
  for (const name of ['.', '..', '', 'a b', 'a?b']) {
    it(`is never called "${name}"`, () => {
      const environment = { GITHUB_REPOSITORY: `octo/${name}`, GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: '/e' };
      expect(() => readEnvironment(environment)).toThrow('GITHUB_REPOSITORY');
    });
  }
});

describe('files', () => {
  for (const patches of [true, false]) {
    it(`come one by one where there is neither archive nor GraphQL, ${patches ? 'with' : 'without'} patches`, async () => {
      await withScenario(BASE, HEAD, async (scenario) => {
        scenario.server.faults.add(NO_ARCHIVE, NO_FILES_BY_GRAPHQL);
        if (!patches) scenario.server.state.limits.maxAnswerLines = 0;
        const ran = await run(scenario, { action: 'opened' });
        expect(said(scenario, ran)).toEqual(ALL);
      });
    });
  }

  it('that cannot be had are never green', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.faults.add(NO_ARCHIVE, NO_FILES_BY_GRAPHQL, NO_BLOBS);
      const ran = await run(scenario, { action: 'opened', analysis });
      expect(ran.outputs.get('verdict')).toBe('incomplete');
      expect(ran.failed).toContain('incomplete');
    });
  });

  it('of the base that cannot be had are never green', { timeout: 60_000 }, async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.state.limits.maxAnswerLines = 0;
      scenario.server.faults.add(NO_FILES_BY_GRAPHQL, NO_BLOBS);
      const ran = await run(scenario, { action: 'opened', analysis });
      expect(ran.outputs.get('verdict')).toBe('incomplete');
    });
  });

  it('that the clone left out are asked of GitHub', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.git('config', 'uploadpack.allowFilter', 'true');
      const workspace = join(scenario.folder, '.git', 'partial');
      scenario.git('clone', '--quiet', '--filter=blob:none', `file://${scenario.folder}`, workspace);
      const ran = await run(scenario, { action: 'opened', workspace });
      expect(said(scenario, ran)).toEqual(ALL);
      expect(ran.log.join('\n')).toContain('from GitHub');
    });
  });
});

describe('a checkout of the head below the workspace', () => {
  it('is seen on pull_request_target', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const workspace = join(scenario.folder, '.git', 'work');
      mkdirSync(workspace);
      scenario.git('clone', '--quiet', '--branch=feature', scenario.folder, join(workspace, 'their', 'code'));
      const refused = await run(scenario, { action: 'opened', target: true, workspace });
      expect(refused.failed).toContain('checkout');
      expect(refused.requests).toEqual([]);
      rmSync(workspace, { recursive: true });
    });
  });
});

describe('a review that is refused whatever it holds', () => {
  it('is given up after a few tries', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `v${String(index)} = 1  # finding high\n`);
    await withScenario(BASE, { 'm.py': names.join('') }, async (scenario) => {
      const match = { method: 'POST', path: /\/pulls\/\d+\/(?:reviews|comments)$/ };
      scenario.server.faults.add({ match, fault: status(422, 'Unprocessable Entity', ['no']) });
      const ran = await run(scenario, { action: 'opened' });
      expect(scenario.repository.checkRuns.at(-1)?.annotations).toHaveLength(30);
      expect(ran.requests.length).toBeLessThan(24);
    });
  });
});

describe('a patch that was cut between two hunks', () => {
  it('is not taken for the whole change', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `v${String(index)} = 1\n`);
    const head = lines.map((line, index) => (index % 50 === 5 ? `x${String(index)} = 1  # finding high\n` : line));
    await withScenario({ 'm.py': lines.join('') }, { 'm.py': head.join('') }, async (scenario) => {
      const { server, token, pull } = scenario;
      const { url: apiUrl, graphqlUrl } = server;
      const client = createClient({ token: token.value, owner: 'octo', repo: 'app', apiUrl, graphqlUrl, paced: false });
      const { files } = await listFiles(client, { number: pull.number, changedFiles: 1 });
      const cut = files.map((file) => ({ ...file, patch: file.patch?.split(/\n(?=@@ )/u)[0] ?? '' }));
      const change = await readChange(client, { base: pull.base.sha, head: pull.head.sha }, { files: cut });
      expect(change.files[0]?.lines).toMatchObject({ kind: 'hunks', hunks: [{ added: [6] }, { added: [56] }] });
    });
  });
});

describe('an earlier comment', () => {
  it('goes by REST where GraphQL does not take it away', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      await run(scenario, { action: 'opened' });
      scenario.push({ 'n.py': 'a = 1\n' });
      scenario.server.faults.add({ match: { graphql: 'deletePullRequestReviewComment' }, fault: status(502) });
      const ran = await run(scenario);
      expect(scenario.comments()).toHaveLength(3);
      expect(ran.outputs.get('published')).toBe('full');
    });
  });

  it('is not said again where GraphQL does not serve', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      await run(scenario, { action: 'opened' });
      scenario.server.faults.add({ match: { graphql: 'reviewThreads' }, fault: status(502) });
      const ran = await run(scenario);
      expect(said(scenario, ran)).toEqual(ALL);
      expect(scenario.comments()).toHaveLength(4);
      expect(ran.outputs.get('published-reason')).toContain('threads could not be read');
    });
  });

  it('of a person, with our marker in it, takes no annotation away', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      await run(scenario, { action: 'opened' });
      for (const [comment] of scenario.pull.threads.map(({ comments }) => comments)) {
        if (comment !== undefined) Object.assign(comment, { author: 'octocat' });
      }
      scenario.server.faults.add({ match: { graphql: 'reviewThreads' }, fault: status(502) });
      await run(scenario);
      expect(scenario.repository.checkRuns.at(-1)?.annotations).toHaveLength(4);
    });
  });

  it('of this very run is found by REST where GraphQL fails as well', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const review = { match: { method: 'POST', path: '/reviews' }, when: 'after', fault: { kind: 'reset' } } as const;
      scenario.server.faults.add(review, { match: { graphql: 'reviewThreads' }, skip: 1, fault: status(502) });
      const ran = await run(scenario, { action: 'opened' });
      expect(said(scenario, ran)).toEqual(ALL);
      expect(scenario.comments()).toHaveLength(4);
      expect(ran.outputs.get('published')).toBe('full');
    });
  });

  it('that went although the answer was lost is not missed', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      await run(scenario, { action: 'opened' });
      scenario.push({ 'n.py': 'a = 1\n' });
      const match = { graphql: 'deletePullRequestReviewComment' };
      scenario.server.faults.add({ match, when: 'after', fault: status(502) });
      const ran = await run(scenario);
      expect(scenario.comments()).toHaveLength(3);
      expect(ran.outputs.get('published')).toBe('full');
    });
  });
});

describe('an audit', () => {
  it('whose check run is refused is said in the log', { timeout: 60_000 }, async () => {
    const app = 'from fastapi import FastAPI\n\napp = FastAPI(debug=True)\n';
    await withScenario({ 'main.py': app }, {}, async (scenario) => {
      const token = scenario.server.state.addToken(actionsToken({ contents: 'read' }, 'ghs_reader'));
      const event = scheduleEvent(scenario.server.state, scenario.repository);
      const ran = await run(scenario, { event, token, analysis });
      expect(ran.outputs.get('published')).toBe('none');
      expect(ran.annotations).toHaveLength(Number(ran.outputs.get('findings')));
      expect(ran.annotations.length).toBeGreaterThan(0);
    });
  });
});
