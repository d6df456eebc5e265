import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGitChange } from '../../src/source/git-change.ts';
import { readGitSnapshot } from '../../src/source/git-snapshot.ts';
import { createFolder, createRepo, removeTestFolders, repositoryAt } from '../support/git-repo.ts';
import type { TestRepository } from '../support/git-repo.ts';

afterAll(removeTestFolders);

const LFS = 'version https://git-lfs.github.com/spec/v1\noid sha256:0000\nsize 1\n';
const HOSTILE_NAMES = [
  '-x.py',
  '--output=y.py',
  'a b.py',
  ' lead.py',
  "it's.py",
  'q"uote.py',
  'back\\slash.py',
  'é.py',
  '日本/語.py',
  'tab\t.py',
  'line\nfeed.py',
  ':(glob)*.py',
  '*.py',
  '[a].py',
  '2020-01-01 00:00:00 +0000.py',
  'a/x b/a.py',
  '@@ -1 +1 @@.py',
  'new\n--- a/forged.py\n+++ b/forged.py',
  '$(touch pwned).py',
  '..dots.py',
  '%s.py',
  '##[error].py',
].map((name) => (name.endsWith('.py') ? name : `${name}.py`));

function committed(repo: TestRepository, files: Readonly<Record<string, string | Uint8Array>>): TestRepository {
  for (const [path, content] of Object.entries(files)) repo.write(path, content);
  repo.commit();
  return repo;
}

const skips = (snapshot: {
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}): string[] => snapshot.skipped.map(({ path, reason }) => `${path} ${reason}`).sort();

describe('names', () => {
  it('are read as they are, and never as options, patterns or diff lines', async () => {
    const repo = createRepo();
    committed(repo, Object.fromEntries(HOSTILE_NAMES.map((name) => [name, 'one\ntwo\n'])));
    committed(repo, Object.fromEntries(HOSTILE_NAMES.map((name, index) => [name, `one\n${index}\ntwo\n`])));
    for (const head of [{ head: 'HEAD' }, {}]) {
      const change = await readGitChange({ path: repo.path, base: 'HEAD~1', ...head });
      expect(change.files.map((file) => file.path)).toEqual([...HOSTILE_NAMES].sort());
      for (const file of change.files) {
        expect(file).toMatchObject({
          status: 'modified',
          lines: { kind: 'hunks', hunks: [{ deleted: [], added: [2] }] },
        });
        expect(Buffer.from(change.head.files.get(file.path)?.bytes ?? []).toString()).toContain(
          String(HOSTILE_NAMES.indexOf(file.path)),
        );
      }
    }
    expect(existsSync(join(repo.path, 'pwned'))).toBe(false);
  });

  it('that are no UTF-8 are listed, not guessed', async () => {
    const repo = committed(createRepo(), { 'a.py': 'a\n' });
    const blob = repo.git('rev-parse', 'HEAD:a.py').trim();
    repo.git('config', 'core.protectNTFS', 'false');
    const tree = repo.git('-c', 'core.quotePath=false', 'write-tree').trim();
    expect(tree).not.toBe('');
    // update-index takes names as bytes from a list.
    repo.write('.list', Buffer.concat([Buffer.from(`100644 ${blob}\t`), Buffer.of(0xff), Buffer.from('.py\0')]));
    repo.git('-c', 'alias.take=!git update-index -z --index-info < .list', 'take');
    repo.git('commit', '-q', '-m', 'bytes');
    const snapshot = await readGitSnapshot({ path: repo.path, ref: 'HEAD' });
    expect(skips(snapshot)).toEqual(['\uFFFD.py unsafe-name']);
  });
});

describe('what is no plain file', () => {
  it('links, submodules and pointers of LFS are listed, at a commit and in the work tree', async () => {
    const other = committed(createRepo(), { 'm.py': 'm\n' });
    const outside = createFolder();
    const repo = committed(createRepo(), {
      'real/a.py': 'a\n',
      'pointer.py': LFS,
      'large.py': new Uint8Array(5 * 1024 * 1024 + 1),
    });
    repo.link('app.py', join(outside, 'x.py'));
    repo.link('pkg', outside);
    repo.link('alias', 'real');
    repo.link('LICENSE', 'real/a.py');
    repo.link('notes.md', '../notes.md');
    repo.git('submodule', '--quiet', 'add', other.path, 'sub');
    repo.commit();
    const expected = [
      'alias symlink',
      'app.py symlink',
      'large.py too-large',
      'pkg symlink',
      'pointer.py lfs-pointer',
      'sub submodule',
    ];
    const snapshot = await readGitSnapshot({ path: repo.path, ref: 'HEAD' });
    expect(skips(snapshot)).toEqual(expected);
    expect([...snapshot.files.keys()]).toEqual(['real/a.py']);
    const change = await readGitChange({ path: repo.path, base: 'HEAD' });
    expect(skips(change.head)).toEqual(expected);
    expect(change.files).toEqual([]);
  });

  it('a file that becomes a link is removed, one that was a link is added, a new link is unknown', async () => {
    const repo = createRepo();
    repo.link('was_link.py', 'a.py');
    committed(repo, { 'a.py': 'a\n', 'was_file.py': 'x\ny\n' });
    repo.remove('was_link.py');
    repo.remove('was_file.py');
    repo.write('was_link.py', 'now\n');
    repo.link('was_file.py', 'a.py');
    repo.link('fresh.py', '/etc/passwd');
    repo.commit();
    const expected = [
      { status: 'added', path: 'fresh.py', lines: { kind: 'unknown' } },
      { status: 'removed', path: 'was_file.py', lines: { kind: 'hunks', hunks: [{ deleted: [1, 2] }] } },
      { status: 'added', path: 'was_link.py', lines: { kind: 'hunks', hunks: [{ added: [1] }] } },
    ];
    expect((await readGitChange({ path: repo.path, base: 'HEAD~1', head: 'HEAD' })).files).toMatchObject(expected);
    expect((await readGitChange({ path: repo.path, base: 'HEAD~1' })).files).toMatchObject(expected);
  });

  it('a tracked folder that was swapped for a link is not entered', async () => {
    const outside = createFolder();
    const repo = committed(createRepo(), { 'app/x.py': 'x\n' });
    repositoryAt(outside).write('x.py', 'secret\n');
    repo.remove('app');
    repo.link('app', outside);
    const change = await readGitChange({ path: repo.path, base: 'HEAD' });
    expect(change.head.files.size).toBe(0);
    expect(change.files).toMatchObject([{ status: 'removed', path: 'app/x.py' }]);
  });

  it('text that git is told to take for binary, and a NUL byte, hide no line', async () => {
    const repo = committed(createRepo(), {
      '.gitattributes': '*.py -diff\n',
      'a.py': 'one\ntwo\n',
      'nul.py': 'a\0\nb\n',
    });
    committed(repo, { 'a.py': 'one\nzwei\n', 'nul.py': 'a\0\nc\n' });
    const lines = { kind: 'hunks', hunks: [{ deleted: [2], added: [2] }] };
    const change = await readGitChange({ path: repo.path, base: 'HEAD~1', head: 'HEAD' });
    expect(change.files).toMatchObject([
      { path: 'a.py', lines },
      { path: 'nul.py', lines },
    ]);
  });
});

describe('a repository that wants to run something', () => {
  const trap = (repo: TestRepository): string => {
    const proof = join(createFolder(), 'ran');
    const command = `touch ${proof}; false`;
    for (const key of [
      'core.fsmonitor',
      'core.sshCommand',
      'core.editor',
      'core.pager',
      'diff.external',
      'filter.x.clean',
      'filter.x.smudge',
    ]) {
      repo.git('config', key, command);
    }
    repo.git('config', 'diff.x.textconv', command);
    repo.git('config', 'diff.x.command', command);
    repo.git('config', 'remote.origin.url', `ext::sh -c "${command}"`);
    repo.git('config', 'protocol.ext.allow', 'always');
    return proof;
  };

  it('runs nothing by its own configuration and attributes', async () => {
    const repo = committed(createRepo(), { 'a.py': 'one\n', '.gitattributes': '*.py diff=x filter=x\n' });
    committed(repo, { 'a.py': 'two\n' });
    const proof = trap(repo);
    repo.write('a.py', 'three\n');
    expect((await readGitChange({ path: repo.path, base: 'HEAD~1' })).files).toHaveLength(1);
    expect((await readGitChange({ path: repo.path, base: 'HEAD~1', head: 'HEAD' })).files).toHaveLength(1);
    expect(existsSync(proof)).toBe(false);
  });

  it('is not taken for one when it hides bare in a folder', async () => {
    const repo = committed(createRepo(), { 'app/a.py': 'a\n' });
    const bare = repositoryAt(join(repo.path, 'trap'));
    repo.write('trap/x.py', 'x\n');
    bare.git('init', '-q', '--bare', '.');
    const proof = trap(bare);
    bare.git('config', 'core.worktree', '..');
    repo.commit();
    expect([...(await readGitSnapshot({ path: repo.path, ref: 'HEAD' })).files.keys()]).toEqual([
      'app/a.py',
      'trap/x.py',
    ]);
    expect((await readGitChange({ path: repo.path, base: 'HEAD' })).files).toEqual([]);
    await expect(readGitSnapshot({ path: bare.path, ref: 'HEAD' })).rejects.toMatchObject({ code: 'git-unreadable' });
    expect(existsSync(proof)).toBe(false);
  });

  it('cannot have another folder read as its work tree', async () => {
    const repo = committed(createRepo(), { 'a.py': 'a\n' });
    repo.git('config', 'core.worktree', createFolder());
    await expect(readGitChange({ path: repo.path, base: 'HEAD' })).rejects.toMatchObject({ code: 'git-unreadable' });
  });

  it('fetches nothing: what a partial clone left out is named', async () => {
    const origin = committed(createRepo(), { 'a.py': 'a\n' });
    origin.git('config', 'uploadpack.allowFilter', 'true');
    const clone = repositoryAt(createFolder());
    clone.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${origin.path}`, '.');
    const read = readGitSnapshot({ path: clone.path, ref: 'HEAD' }).then(skips, (error: unknown) => String(error));
    // Older versions of git end where newer ones go on without the object.
    expect([['a.py unreadable'], expect.stringContaining('this is a partial clone')]).toContainEqual(await read);
    expect(clone.git('rev-list', '--objects', '--missing=print', 'HEAD')).toContain('?');
  });

  it('cannot swap objects with replace refs', async () => {
    const repo = committed(createRepo(), { 'a.py': 'one\n', 'b.py': 'two\n' });
    repo.git('replace', repo.git('rev-parse', 'HEAD:a.py').trim(), repo.git('rev-parse', 'HEAD:b.py').trim());
    const snapshot = await readGitSnapshot({ path: repo.path, ref: 'HEAD' });
    expect(Buffer.from(snapshot.files.get('a.py')?.bytes ?? []).toString()).toBe('one\n');
  });
});
