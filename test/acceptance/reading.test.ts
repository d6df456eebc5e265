/** However the change has to be read: the same findings, in a bounded number of requests, and never "no files". */
import { expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scenario } from '../github-server/scenario.ts';
import { pushEvent } from '../github-server/events.ts';
import { app, QUIET, requests, review, told, withPull } from './support.ts';

const NAMES = ['first', 'second', 'third'];
const BROKEN = { 'app/main.py': app(NAMES) };

function many(count: number, text = 'value = 1\n'): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`lib/m${String(index)}.py`, text]));
}

it.concurrent('130 files: two pages', async () => {
  await withPull({ head: { ...BROKEN, ...many(130) } }, async (scenario) => {
    const ran = await review(scenario, { action: 'opened' });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(requests(ran)).toHaveLength(6);
  });
});

it.concurrent('more files than GitHub lists: the trees of both commits are compared', async () => {
  const head = {
    ...BROKEN,
    ...many(340, 'value = 2\n'),
    'lib/m0.py': null,
    'lib/moved.py': many(1)['lib/m0.py'] ?? '',
  };
  await withPull({ base: many(340), head }, async (scenario) => {
    scenario.server.state.limits.maxFiles = 200;
    const ran = await review(scenario, { action: 'opened' });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(ran.outputs['verdict']).toBe('fail');
    expect(requests(ran).length).toBeLessThan(16);
  });
});

it.concurrent('a push of more files than a comparison lists', async () => {
  await withPull({ head: { ...BROKEN, ...many(310) } }, async (scenario) => {
    const { server, repository, pull } = scenario;
    const event = pushEvent(server.state, repository, 'feature', pull.base.sha);
    const ran = await review(scenario, { event });
    expect(told(scenario, ran)).toEqual(NAMES);
  });
});

it.concurrent('neither a whole list nor a whole tree: incomplete', async () => {
  await withPull({ head: { 'app/main.py': app(NAMES, []), ...many(310) } }, async (scenario) => {
    Object.assign(scenario.server.state.limits, { maxFiles: 200, maxTreeEntries: 10 });
    const ran = await review(scenario, { action: 'opened' });
    expect(ran).toMatchObject({ exitCode: 1, outputs: { verdict: 'incomplete' } });
  });
});

it.concurrent('rows without patch or counts', async () => {
  await withPull({ base: many(3), head: { ...BROKEN, ...many(3, 'value = 2\n') } }, async (scenario) => {
    scenario.server.state.limits.maxAnswerLines = 0;
    const ran = await review(scenario, { action: 'opened' });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(scenario.pull.threads).toHaveLength(3);
  });
});

it.concurrent('no archive: tree and blobs', async () => {
  await withPull(
    { faults: [{ match: { path: '/tarball' }, fault: { kind: 'status', status: 404 } }] },
    async (scenario) => {
      const ran = await review(scenario, { action: 'opened' });
      expect(told(scenario, ran)).toEqual(NAMES);
    },
  );
});

it.concurrent('a payload without `changed_files`, without repositories, of a fork that is gone', async () => {
  await withPull({}, async (scenario) => {
    const { number, head, base } = scenario.pull;
    const change = (payload: Record<string, unknown>): void => {
      payload['pull_request'] = { number, head: { sha: head.sha, repo: null }, base: { sha: base.sha } };
      delete payload['repository'];
      delete payload['sender'];
    };
    const ran = await review(scenario, { action: 'opened', change });
    expect(told(scenario, ran)).toEqual(NAMES);
    expect(ran.outputs['published']).toBe('full');
  });
});

it.concurrent('no Python in the change: green at once, and it says so', async () => {
  await withPull({ head: { 'README.md': 'Words.\n' } }, async (scenario) => {
    const ran = await review(scenario, { action: 'opened' });
    expect(ran).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass', findings: '0' } });
    expect(ran.summary).toContain('no Python file changed');
    expect(requests(ran)).toHaveLength(3);
  });
});

/** What a checkout and the API alone could see differently. */
const TRAPS = {
  '.gitattributes': 'guards.py export-ignore\nversion.py export-subst\n*.py text eol=crlf\n',
  'app/guards.py':
    'from fastapi import Depends, HTTPException\nfrom fastapi.security import OAuth2PasswordBearer\n\nscheme = OAuth2PasswordBearer(tokenUrl="t")\n\n\ndef guard(token: str = Depends(scheme)) -> str:\n    if token != "x":\n        raise HTTPException(401)\n    return token\n',
  'app/version.py': 'VERSION = "$Format:%H$"\n',
  'app/large.py': 'version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 1\n',
  'app/link.py': { mode: '120000', data: 'main.py' },
  vendored: { mode: '160000', data: '1'.repeat(40) },
} as const;

it.concurrent('a checkout, a shallow one, and none: the same findings', async () => {
  const use =
    '\n\nfrom app.guards import guard\nfrom fastapi import Depends\n\n\n@app.get("/kept", dependencies=[Depends(guard)])\ndef kept() -> dict[str, str]:\n    return {}\n';
  const config = { '.github/fastapi-hardening.yml': 'version: 1\nrules:\n  missing-rate-limit: off\n' };
  const base = { ...QUIET, ...config, ...TRAPS, 'app/main.py': app(NAMES, []) + use };
  await withPull({ base, head: { 'app/main.py': app(NAMES) + use } }, async (scenario) => {
    const reports: unknown[] = [];
    for (const depth of ['whole', 1, 'none'] as const) reports.push(await findingsWith(scenario, depth));
    expect(reports[1]).toEqual(reports[0]);
    expect(reports[2]).toEqual(reports[0]);
  });
});

async function findingsWith(scenario: Scenario, depth: 'whole' | 1 | 'none'): Promise<unknown> {
  const workspace = mkdtempSync(join(tmpdir(), 'checkout-'));
  try {
    const { fixture, pull } = scenario;
    if (depth !== 'none')
      fixture.checkout(workspace, `refs/pull/${String(pull.number)}/merge`, depth === 1 ? { depth } : {});
    const ran = await review(scenario, { inputs: { comments: 'false' }, workspace });
    const report = scenario.repository.checkRuns.at(-1);
    expect(told(scenario, ran)).toEqual(NAMES);
    return { outputs: ran.outputs, annotations: report?.annotations, summary: report?.output.summary };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}
