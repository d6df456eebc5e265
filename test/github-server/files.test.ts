import { gunzipSync, gzipSync } from 'node:zlib';
import { Octokit } from '@octokit/rest';
import { afterEach, expect, it } from 'vitest';
import { isObject, listOf, objectOf } from './json.ts';
import { ask, startScenario, type Scenario } from './scenario.ts';
import { actionsToken } from './tokens.ts';

let scenario: Scenario | undefined;
afterEach(() => scenario?.close());
async function start(...options: Parameters<typeof startScenario>): Promise<Scenario> {
  scenario = await startScenario(...options);
  return scenario;
}

const many = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`file${String(index).padStart(4, '0')}.py`, `x = ${index}\n`]),
  );

it('lists files as GitHub does: status, blob ids, patches, names before', async () => {
  const text = 'one\ntwo\nthree\nfour\nfive\n';
  const base = {
    'a.py': text,
    'b.py': text,
    'c.bin': Buffer.from([0]),
    'd é.py': 'x\n',
    'mode.sh': 'run\n',
    'e.py': 'e\n',
  };
  const running = await start({
    base,
    head: {
      'b.py': null,
      'moved.py': `${text}six\n`,
      'a.py': `${text}diff --git a/x b/x\n-- no header\n@@ -1 +1 @@\n`,
      'c.bin': Buffer.from([0, 1]),
      'd é.py': null,
      'mode.sh': { mode: '100755', data: 'run\n' },
      'e.py': 'e',
      sub: { mode: '160000', data: 'a'.repeat(40) },
    },
  });
  const rows = listOf((await ask(running, 'GET', '/pulls/1/files')).body).map(objectOf);
  const facts = rows.map(({ filename, status, additions, deletions, previous_filename: before }) => [
    filename,
    status,
    additions,
    deletions,
    before,
  ]);
  expect(facts).toEqual([
    ['a.py', 'modified', 3, 0, undefined],
    ['c.bin', 'modified', 0, 0, undefined],
    ['d é.py', 'removed', 0, 1, undefined],
    ['e.py', 'modified', 1, 1, undefined],
    ['mode.sh', 'changed', 0, 0, undefined],
    ['moved.py', 'renamed', 1, 0, 'b.py'],
    ['sub', 'added', 1, 0, undefined],
  ]);
  expect(rows.filter((row) => row['patch'] === undefined).map((row) => row['filename'])).toEqual(['c.bin', 'mode.sh']);
  expect(rows[3]?.['patch']).toBe('@@ -1 +1 @@\n-e\n+e\n\\ No newline at end of file');
});

it('pages 30 at a time, 100 at most, with links', async () => {
  const running = await start({ base: { 'a.py': 'x\n' }, head: many(120) });
  const first = await ask(running, 'GET', '/pulls/1/files');
  expect(listOf(first.body)).toHaveLength(30);
  expect(first.headers.get('link')).toContain('page=4>; rel="last"');
  const octokit = new Octokit({ auth: running.token.value, baseUrl: running.server.url, request: { retries: 0 } });
  const where = { owner: 'octo', repo: 'app', pull_number: 1 };
  expect(await octokit.paginate(octokit.rest.pulls.listFiles, { ...where, per_page: 100 })).toHaveLength(120);
  expect((await octokit.rest.pulls.get(where)).data.changed_files).toBe(120);
  expect(running.server.violations).toEqual([]);
});

it('stops at its limit of rows, while changed_files tells the truth', async () => {
  const running = await start({ base: { 'a.py': 'x\n' }, head: many(12) });
  running.server.state.limits.maxFiles = 10;
  expect(listOf((await ask(running, 'GET', '/pulls/1/files')).body)).toHaveLength(10);
  expect(objectOf((await ask(running, 'GET', '/pulls/1')).body)['changed_files']).toBe(12);
});

it('leaves out long patches, and past the budget of an answer the counts too', async () => {
  const running = await start({
    base: { 'z.py': 'z\n' },
    head: { 'a.py': 'a\n'.repeat(50), 'b.py': 'b\n'.repeat(30), 'z.py': 'Z\n' },
  });
  Object.assign(running.server.state.limits, { maxPatchLines: 40, maxAnswerLines: 84 });
  const rows = listOf((await ask(running, 'GET', '/pulls/1/files')).body).map(objectOf);
  expect(rows.map((row) => [row['filename'], row['changes'], typeof row['patch']])).toEqual([
    ['a.py', 50, 'undefined'],
    ['b.py', 30, 'string'],
    ['z.py', 0, 'undefined'],
  ]);
});

it('obeys -diff in the attributes of the head', async () => {
  const running = await start({ base: { 'a.py': 'x\n' }, head: { 'a.py': 'y\n', '.gitattributes': '*.py -diff\n' } });
  const rows = listOf((await ask(running, 'GET', '/pulls/1/files')).body).map(objectOf);
  expect(rows.find((row) => row['filename'] === 'a.py')).toMatchObject({ changes: 0, status: 'modified' });
});

it('refuses the diff of a large change with 406', async () => {
  const running = await start({ base: { 'a.py': 'x\n' }, head: many(5) });
  running.server.state.limits.maxDiffFiles = 5;
  const headers = { accept: 'application/vnd.github.diff', authorization: `token ${running.token.value}` };
  const response = await fetch(`${running.server.url}/repos/octo/app/pulls/1`, { headers });
  expect(response.status).toBe(406);
});

it('serves contents, blobs, trees, comparisons and archives', async () => {
  const running = await start({ base: { 'a.py': 'x\n', 'p/b.py': 'b\n' }, head: { 'a.py': 'é\n' } });
  const content = objectOf((await ask(running, 'GET', '/contents/a.py?ref=feature')).body);
  expect(Buffer.from(String(content['content']), 'base64').toString()).toBe('é\n');
  const blob = objectOf((await ask(running, 'GET', `/git/blobs/${String(content['sha'])}`)).body);
  expect(blob['size']).toBe(3);
  const tree = objectOf((await ask(running, 'GET', '/git/trees/feature?recursive=1')).body);
  expect(listOf(tree['tree']).map((entry) => objectOf(entry)['path'])).toEqual(['a.py', 'p', 'p/b.py']);
  expect(listOf((await ask(running, 'GET', '/contents/p')).body).map((entry) => objectOf(entry)['path'])).toEqual([
    'p/b.py',
  ]);
  const compared = objectOf((await ask(running, 'GET', '/compare/main...feature')).body);
  expect(compared).toMatchObject({ status: 'ahead', ahead_by: 1 });
  const response = await fetch(`${running.server.url}/repos/octo/app/tarball/feature`);
  expect(response.redirected).toBe(true);
  expect(gunzipSync(Buffer.from(await response.arrayBuffer())).toString('latin1')).toContain('octo-app-');
});

it('answers 304 to who has it already', async () => {
  const running = await start({ base: { 'a.py': 'x\n' }, head: { 'a.py': 'y\n' } });
  const etag = (await ask(running, 'GET', '/pulls/1')).headers.get('etag') ?? '';
  const response = await fetch(`${running.server.url}/repos/octo/app/pulls/1`, {
    headers: { 'if-none-match': etag, authorization: `token ${running.token.value}` },
  });
  expect(response.status).toBe(304);
});

it('speaks under the addresses of an Enterprise server', async () => {
  const running = await start({ base: { 'a.py': 'x\n' }, head: { 'a.py': 'y\n' }, enterprise: true });
  expect(running.server.url).toMatch(/\/api\/v3$/);
  const pull = objectOf((await ask(running, 'GET', '/pulls/1')).body);
  expect(String(pull['url'])).toContain('/api/v3/repos/octo/app/pulls/1');
});

it('stores SARIF, lists artifacts and hands them out', async () => {
  const running = await start({
    base: { 'a.py': 'x\n' },
    head: { 'a.py': 'y\n' },
    token: actionsToken({ 'security-events': 'write', actions: 'read' }),
  });
  const sarif = gzipSync(JSON.stringify({ version: '2.1.0', runs: [] })).toString('base64');
  const upload = { commit_sha: running.pull.head.sha, ref: 'refs/pull/1/head', sarif };
  expect((await ask(running, 'POST', '/code-scanning/sarifs', upload)).status).toBe(202);
  expect(running.repository.sarifs.map((item) => item.sarif)).toEqual([{ version: '2.1.0', runs: [] }]);
  running.server.state.addArtifact(running.repository, {
    runId: 7,
    name: 'findings',
    headSha: running.pull.head.sha,
    zip: Buffer.from('PK'),
  });
  const [artifact] = listOf(objectOf((await ask(running, 'GET', '/actions/runs/7/artifacts')).body)['artifacts']);
  const zip = await ask(running, 'GET', `/actions/artifacts/${String(isObject(artifact) ? artifact['id'] : '')}/zip`);
  expect(zip.body).toBe('PK');
});
