import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../support/fixtures.ts';
import { createFolder, removeTestFolders, writeIn } from '../support/git-repo.ts';

const DIST = join(ROOT, 'dist');
let alone: string;
let project: string;

/** The committed dist in a folder with nothing else above it. */
beforeAll(() => {
  alone = join(createFolder(), 'action');
  cpSync(DIST, alone, { recursive: true });
  project = createFolder();
  writeIn(project, 'main.py', 'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/x")\ndef read_x():\n    return 1\n');
});
afterAll(removeTestFolders);

function run(...argv: readonly string[]) {
  // An empty environment: nothing but Node itself is there to help.
  const ended = spawnSync(process.execPath, [join(alone, 'cli.js'), ...argv], { cwd: project, encoding: 'utf8', env: {} });
  return { status: ended.status, out: ended.stdout, err: ended.stderr };
}

describe('dist, alone in a folder', () => {
  it('lists the rules and explains itself', () => {
    expect(run('rules').status).toBe(0);
    expect(run('--help').out).toContain('Usage');
  });

  it('reads an application', () => {
    const { status, out, err } = run('routes', '--format', 'json');
    expect(err).toBe('');
    expect(out).toContain('"main:read_x"');
    expect(status).toBe(0);
  });

  it('does not load the parser where there is nothing to parse', () => {
    const without = join(createFolder(), 'action');
    cpSync(DIST, without, { recursive: true, filter: (path) => !/\.wasm$|[\\/]parser-\w+\.js$/.test(path) });
    const empty = createFolder();
    for (const argv of [['rules'], ['--help'], ['audit', empty], ['explain', 'missing-authentication']]) {
      const ended = spawnSync(process.execPath, [join(without, 'cli.js'), ...argv], { encoding: 'utf8', env: {} });
      expect(ended.stderr).toBe('');
      expect(ended.status).toBe(0);
    }
  });

  it('refuses a parser that was tampered with', () => {
    const tampered = join(createFolder(), 'action');
    cpSync(DIST, tampered, { recursive: true });
    writeIn(tampered, 'tree-sitter-python.wasm', 'not a grammar');
    const ended = spawnSync(process.execPath, [join(tampered, 'cli.js'), 'audit', project], { encoding: 'utf8', env: {} });
    expect(ended.status).toBe(70);
    expect(ended.stderr).toContain('tree-sitter-python.wasm is not the file');
  });

  it('bears a reader that goes away', () => {
    const command = `"${process.execPath}" "${join(alone, 'cli.js')}" rules --format json | head -c 10`;
    const ended = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(ended.stdout).toHaveLength(10);
    expect(ended.stderr).toBe('');
  });

  it('holds no path of the machine it was built on', () => {
    for (const name of readdirSync(DIST, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.js')) continue;
      expect(readFileSync(join(DIST, name), 'utf8').includes(ROOT), name).toBe(false);
    }
  });

  it('names the licence of all it carries', () => {
    const text = readFileSync(join(DIST, 'licenses.txt'), 'utf8');
    for (const name of ['web-tree-sitter', 'tree-sitter-python', '@octokit/rest', 'parse-diff', 'zod', 'yaml']) {
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
    expect(text).not.toContain('No licence file');
    expect(existsSync(join(DIST, 'index.js'))).toBe(true);
  });
});
