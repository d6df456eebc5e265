/** A checkout and the API alone are two ways to the same change. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { listFiles } from '../../src/github/pull-request.ts';
import { readChange, readSnapshot } from '../../src/github/source.ts';
import { readGitChange } from '../../src/source/git-change.ts';
import { readGitSnapshot } from '../../src/source/git-snapshot.ts';
import type { Change, Snapshot } from '../../src/source/snapshot.ts';
import { run } from './support/in-process.ts';
import { withScenario, type Files, type Scenario } from './support/scenario.ts';

const LINES = Array.from({ length: 60 }, (_, index) => `v${String(index)} = ${String(index)}\n`);

const BASE: Files = {
  'app/main.py': LINES.join(''),
  'app/gone.py': 'gone = 1\n',
  'app/old_name.py': LINES.join(''),
  'app/moved.py': `${LINES.join('')}end = 1\n`,
  'app/latin.py': 'é = 1\n',
  'app/no_newline.py': 'a = 1\nb = 2',
  'docs/words.md': 'Words.\n',
  'ünïcode name.py': 'a = 1\n',
  'pyproject.toml': '[project]\nname = "app"\n',
};

const HEAD: Files = {
  'app/main.py': [...LINES.slice(0, 10), 'new = 1\n', ...LINES.slice(12, 50), 'tail = 1\n', ...LINES.slice(50)].join(
    '',
  ),
  'app/gone.py': null,
  'app/old_name.py': null,
  'app/new_name.py': [...LINES, 'more = 1\n'].join(''),
  'app/moved.py': null,
  'lib/moved.py': `${LINES.join('')}end = 1\n`,
  'app/added.py': 'added = 1\n',
  'app/empty.py': '',
  'app/no_newline.py': 'a = 1\nb = 2\nc = 3',
  'docs/words.md': 'Other words.\n',
  'ünïcode name.py': 'a = 2\n',
};

async function byApi(scenario: Scenario): Promise<Change> {
  const { pull, server, token } = scenario;
  const { url: apiUrl, graphqlUrl } = server;
  const client = createClient({
    token: token.value,
    owner: 'octo',
    repo: 'app',
    apiUrl,
    graphqlUrl,
    paced: false,
    secondMs: 1,
  });
  const listed = await listFiles(client, { number: pull.number, changedFiles: undefined });
  return readChange(client, { base: pull.base.sha, head: pull.head.sha }, listed);
}

function comparable({ base, head, files, incomplete }: Change): unknown {
  return { base: filesOf(base), head: filesOf(head), files, incomplete };
}

function filesOf({ files, skipped }: Snapshot): unknown {
  const named = [...files.values()].map(({ path, blob, bytes }) => [path, blob, Buffer.from(bytes).toString('latin1')]);
  return { files: named.sort(), skipped: skipped.map(({ path, reason }) => [path, reason]).sort() };
}

async function expectEqual(scenario: Scenario): Promise<void> {
  const { base, head } = scenario.pull;
  const local = await readGitChange({ path: scenario.folder, base: base.sha, head: head.sha });
  expect(comparable(await byApi(scenario))).toEqual(comparable(local));
}

describe('the API', () => {
  it('gives the change that git gives', async () => {
    await withScenario(BASE, HEAD, expectEqual);
  });

  it('also where the base branch moved on', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.git('checkout', '--quiet', 'main');
      scenario.commit({ 'app/main.py': 'all = "new"\n', 'app/later.py': 'later = 1\n' });
      scenario.git('checkout', '--quiet', 'feature');
      scenario.server.state.moveBase(scenario.repository, scenario.pull, 'main');
      const { base, head } = scenario.pull;
      const local = await readGitChange({ path: scenario.folder, base: base.sha, head: head.sha });
      expect(comparable(await byApi(scenario))).toEqual(comparable(local));
    });
  });

  it('also where patches are left out', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.state.limits.maxAnswerLines = 0;
      await expectEqual(scenario);
    });
  });

  it('also where there is no archive', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      scenario.server.faults.add({ match: { path: '/tarball' }, fault: { kind: 'status', status: 404 } });
      await expectEqual(scenario);
    });
  });

  it('also where .gitattributes hides the files from archives', async () => {
    await withScenario(BASE, { ...HEAD, '.gitattributes': '*.py export-ignore\n' }, expectEqual);
  });

  it('also with more than a hundred files', async () => {
    const many = Object.fromEntries(Array.from({ length: 130 }, (_, index) => [`m${String(index)}.py`, 'a = 1\n']));
    await withScenario(BASE, { ...HEAD, ...many }, expectEqual);
  });

  it('gives the snapshot that git gives', async () => {
    await withScenario(BASE, HEAD, async (scenario) => {
      const { pull, server, token } = scenario;
      const { url: apiUrl, graphqlUrl } = server;
      const client = createClient({ token: token.value, owner: 'octo', repo: 'app', apiUrl, graphqlUrl, paced: false });
      const local = await readGitSnapshot({ path: scenario.folder, ref: pull.head.sha });
      expect(filesOf(await readSnapshot(client, pull.head.sha))).toEqual(filesOf(local));
    });
  });
});

describe('a checkout', () => {
  const change = { 'm.py': 'a = 1\nx = 1  # finding high\n' };

  it('with both commits spares the API all reading of files', async () => {
    await withScenario({ 'm.py': 'a = 1\n' }, change, async (scenario) => {
      const ran = await run(scenario, { action: 'opened', workspace: scenario.folder });
      expect(ran.requests).toEqual(['POST graphql repository', 'POST pulls/1/reviews', 'POST check-runs']);
      expect(scenario.comments()).toHaveLength(1);
    });
  });

  it('that is shallow leaves the reading to the API', async () => {
    await withScenario({ 'm.py': 'a = 1\n' }, change, async (scenario) => {
      const shallow = join(scenario.folder, '.git', 'shallow-clone');
      execFileSync('git', ['clone', '--quiet', '--depth=1', '--branch=feature', `file://${scenario.folder}`, shallow]);
      const ran = await run(scenario, { action: 'opened', workspace: shallow });
      expect(ran.requests).toContain('GET pulls/1/files');
      expect(scenario.comments()).toHaveLength(1);
    });
  });
});
