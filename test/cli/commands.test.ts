import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '../../src/core/version.ts';
import { ALL_RULES } from '../../src/rules/index.ts';
import { ROOT } from '../support/fixtures.ts';
import { createFolder, createRepo, removeTestFolders, writeIn, type TestRepository } from '../support/git-repo.ts';
import { publishedSchema, sarifSchema } from '../support/schemas.ts';
import { cli } from './run-cli.ts';

/** One finding of high severity. */
const OPEN = `from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/x")
def read_x():
    return HTTPException(status_code=404)
`;
const report = publishedSchema('report');
let change: TestRepository;

/** The example pull request of the demo, as two commits. */
beforeAll(() => {
  change = createRepo();
  cpSync(join(ROOT, 'fixtures/demo/base'), change.path, { recursive: true });
  change.commit('base');
  change.git('branch', 'base');
  rmSync(join(change.path, 'app'), { recursive: true });
  cpSync(join(ROOT, 'fixtures/demo/head'), change.path, { recursive: true });
  change.commit('head');
});
afterAll(removeTestFolders);

function folderWith(text: string): string {
  const folder = createFolder();
  writeIn(folder, 'main.py', text);
  return folder;
}

function json(text: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('No object was printed.');
  return { ...parsed };
}

describe('review', () => {
  it('prints what the published schema describes', async () => {
    const { status, out } = await cli(change.path, 'review', '--base', 'base', '--head', 'main', '--format', 'json');
    expect(report(json(out))).toEqual([]);
    expect(json(out)).toMatchObject({ schemaVersion: 1, command: 'review', verdict: 'fail' });
    expect(status).toBe(1);
  });

  it('says the same of the work tree, of two commits and of a diff', async () => {
    writeIn(change.path, '../change.diff', change.gitBytes('diff', 'base', 'main'));
    const commits = await cli(change.path, 'review', '--base', 'base', '--head', 'main', '--format', 'json');
    const tree = await cli(change.path, 'review', '--base', 'base', '--format', 'json');
    const diff = await cli(change.path, 'review', '--diff', '../change.diff', '--format', 'json');
    expect(json(tree.out)['findings']).toEqual(json(commits.out)['findings']);
    expect(json(diff.out)['findings']).toEqual(json(commits.out)['findings']);
  });

  it('finds nothing where nothing changed', async () => {
    const { status, out } = await cli(change.path, 'review', '--base', 'main', '--head', 'main');
    expect(out).toMatch(/nothing found in this change/i);
    expect(status).toBe(0);
  });

  it.each(['text', 'markdown', 'html'])('is readable as %s', async (format) => {
    const { out } = await cli(change.path, 'review', '--base', 'base', '--head', 'main', '--format', format);
    expect(out.toLowerCase()).toContain('failed');
  });

  it('is valid SARIF', async () => {
    const { out } = await cli(change.path, 'review', '--base', 'base', '--head', 'main', '--format', 'sarif');
    expect(sarifSchema()(json(out))).toEqual([]);
  });

  it('ends with 3 where git cannot be read', async () => {
    expect((await cli(change.path, 'review', '--base', 'no-such-ref')).status).toBe(3);
    expect((await cli(createFolder(), 'review', '--base', 'main')).status).toBe(3);
  });
});

describe('audit', () => {
  it('prints what the published schema describes', async () => {
    const { out } = await cli(change.path, 'audit', '--format', 'json');
    expect(report(json(out))).toEqual([]);
    expect(json(out)).toMatchObject({ schemaVersion: 1, command: 'audit', fixed: [] });
  });

  it('is valid SARIF, with fingerprints', async () => {
    const { out } = await cli(change.path, 'audit', '--format', 'sarif');
    expect(sarifSchema()(json(out))).toEqual([]);
    expect(out).toContain('primaryLocationLineHash');
  });

  it.each(['text', 'markdown', 'html'])('shows all its parts as %s', async (format) => {
    const { out } = await cli(change.path, 'audit', '--format', format);
    for (const part of [/grade [a-f]/i, /hardening checklist/i, /routes by protection/i, /findings/i, /coverage/i]) {
      expect(out).toMatch(part);
    }
  });

  it('fails by the threshold', async () => {
    const folder = folderWith(OPEN);
    expect((await cli(folder, 'audit')).status).toBe(1);
    expect((await cli(folder, 'audit', '--fail-on', 'critical')).status).toBe(0);
    expect((await cli(folder, 'audit', '--fail-on', 'never')).status).toBe(0);
    expect((await cli(folderWith('x = 1\n'), 'audit', '--fail-on', 'info')).status).toBe(0);
  });

  it('is incomplete where a file cannot be understood', async () => {
    const folder = folderWith('from fastapi import FastAPI\n\napp = FastAPI(\n\n@app.get("/x"\ndef x(: pass\n');
    expect((await cli(folder, 'audit', '--fail-on', 'critical')).status).toBe(4);
    expect((await cli(folder, 'audit', '--fail-on', 'never')).status).toBe(0);
  });

  it('accepts what a baseline holds', async () => {
    const folder = folderWith(OPEN);
    const written = await cli(folder, 'audit', '--format', 'json', '--output', 'baseline.json');
    expect(written).toMatchObject({ status: 1, out: '' });
    const again = await cli(folder, 'audit', '--format', 'json', '--baseline', 'baseline.json');
    expect(again.status).toBe(0);
    expect(json(again.out)['findings']).toEqual([]);
    expect(json(again.out)['accepted']).not.toEqual([]);
    writeIn(folder, 'broken.json', '{"schemaVersion": 2}');
    expect((await cli(folder, 'audit', '--baseline', 'broken.json')).status).toBe(2);
  });

  it('writes the same bytes twice', async () => {
    const first = await cli(change.path, 'audit', '--format', 'json');
    expect((await cli(change.path, 'audit', '--format', 'json')).out).toBe(first.out);
  });

  it('takes a configuration, and names what is wrong in it', async () => {
    const folder = folderWith(OPEN);
    writeIn(folder, 'policy.yml', 'version: 1\nfail_on: never\n');
    expect((await cli(folder, 'audit', '--config', 'policy.yml')).status).toBe(0);
    writeIn(folder, 'policy.yml', 'version: 1\nfail_onn: never\n');
    const refused = await cli(folder, 'audit', '--config', 'policy.yml');
    expect(refused.status).toBe(2);
    expect(refused.err).toMatch(/line 2: unknown key .*fail_on/);
    expect((await cli(folder, 'audit', '--config', 'missing.yml')).status).toBe(2);
  });

  it('ends with 3 where there is no folder', async () => {
    expect((await cli(createFolder(), 'audit', 'missing')).status).toBe(3);
  });
});

describe('--fix', () => {
  it('mends what it can and leaves the rest of the file as it is', async () => {
    const folder = createFolder();
    const text =
      '\ufefffrom fastapi import FastAPI, HTTPException\r\n\r\napp = FastAPI()\r\n\r\n\r\n@app.get("/x")\r\ndef x():\r\n    return HTTPException(status_code=404)\r\n';
    writeIn(folder, 'main.py', text);
    const { err } = await cli(folder, 'audit', '--fix');
    expect(err).toContain('Mended 1 of 1');
    expect(readFileSync(join(folder, 'main.py'), 'utf8')).toBe(text.replace('return HTTP', 'raise HTTP'));
  });
});

describe('routes', () => {
  it('prints what the published schema describes', async () => {
    const { status, out } = await cli(change.path, 'routes', '--format', 'json');
    expect(publishedSchema('routes')(json(out))).toEqual([]);
    expect(out).toContain('"app.main:app"');
    expect(status).toBe(0);
  });

  it('is readable', async () => {
    expect((await cli(change.path, 'routes')).out).toMatch(/Method\s+Path\s+Endpoint/);
    expect((await cli(change.path, 'routes', '--format', 'markdown')).out).toContain('| Method | Path |');
    expect((await cli(createFolder(), 'routes')).out).toContain('No FastAPI application');
  });
});

describe('rules and explain', () => {
  it('list and explain every rule', async () => {
    const { out } = await cli(ROOT, 'rules', '--format', 'json');
    expect(json(out)['rules']).toHaveLength(ALL_RULES.length);
    for (const rule of ALL_RULES) expect((await cli(ROOT, 'explain', rule.id)).out).toContain(`# ${rule.id}`);
  });

  it('guess what was meant', async () => {
    const { status, err } = await cli(ROOT, 'explain', 'missing-authentification');
    expect(err).toContain('did you mean missing-authentication?');
    expect(status).toBe(2);
  });
});

describe('everything else', () => {
  it('has help and a version', async () => {
    expect((await cli(ROOT, '--help')).out).toContain('Exit status');
    for (const command of ['review', 'audit', 'routes', 'explain', 'rules']) {
      expect((await cli(ROOT, command, '--help')).out).toContain('Usage:');
    }
    expect((await cli(ROOT, '--version')).out).toBe(`${VERSION}\n`);
    expect(json(readFileSync(join(ROOT, 'package.json'), 'utf8'))['version']).toBe(VERSION);
  });

  it('shows no control character of a hostile name', async () => {
    const { err } = await cli(ROOT, '\u001b[31m\u202eaudit');
    expect(err).not.toMatch(/[\u001b\u202e]/u);
  });
});
