import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDiffFile } from '../../src/source/diff-file.ts';
import { readGitChange } from '../../src/source/git-change.ts';
import { createFolder, createRepo, removeTestFolders, writeIn } from '../support/git-repo.ts';
import type { Change } from '../../src/source/snapshot.ts';

afterAll(removeTestFolders);

const containing = (text: string): unknown => expect.stringContaining(text);
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

type Files = Readonly<Record<string, string>>;

function folderWith(files: Files): string {
  const path = createFolder();
  for (const [name, content] of Object.entries(files)) writeIn(path, name, content);
  return path;
}

const contents = (change: Change, side: 'base' | 'head'): Files =>
  Object.fromEntries(
    [...change[side].files.values()].map((file) => [file.path, Buffer.from(file.bytes).toString('utf8')]),
  );

const rows = (change: Change): string[] =>
  change.files.map(
    (file) =>
      `${file.status} ${file.path}${file.previousPath === undefined ? '' : ` < ${file.previousPath}`} ${file.lines.kind}`,
  );

const MODIFY = '--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n one\n-two\n+zwei\n';
const failure = (path: string, diffText: string): Promise<unknown> =>
  readDiffFile({ path, diffText }).then(
    () => 'no failure',
    (error: unknown) => error,
  );

describe('which side the folder is', () => {
  it('is the head where the diff can be taken back from it', async () => {
    const path = folderWith({ 'a.py': 'one\nzwei\n', 'b.py': 'b\n' });
    const change = await readDiffFile({ path, diffText: MODIFY });
    expect(contents(change, 'base')).toEqual({ 'a.py': 'one\ntwo\n', 'b.py': 'b\n' });
    expect(contents(change, 'head')).toEqual({ 'a.py': 'one\nzwei\n', 'b.py': 'b\n' });
    expect(change.files).toMatchObject([
      { status: 'modified', path: 'a.py', lines: { hunks: [{ deleted: [2], added: [2] }] } },
    ]);
  });

  it('is the base where the diff can be applied to it', async () => {
    const change = await readDiffFile({ path: folderWith({ 'a.py': 'one\ntwo\n' }), diffText: MODIFY });
    expect(contents(change, 'base')).toEqual({ 'a.py': 'one\ntwo\n' });
    expect(contents(change, 'head')).toEqual({ 'a.py': 'one\nzwei\n' });
  });

  it('is neither where a line differs: named with its file', async () => {
    const path = folderWith({ 'a.py': 'one\ndrei\n' });
    expect(await failure(path, MODIFY)).toMatchObject({
      code: 'diff-unreadable',
      message: containing('line 2 of "a.py" differs'),
    });
  });
});

describe('what git prints', () => {
  const before: Files = {
    'a.py': 'one\ntwo\n',
    'gone.py': 'x\n',
    'old name.py': `${'row\n'.repeat(9)}end`,
    'b/b.py': 'inner\n',
    'dir b/x.py': 'x b/x.py b/x\n',
    'é "q"\t.py': 'é\n',
    'notes.md': 'n\n',
    'turned.py': 'a\nb\n',
    '2020-01-01 00:00:00 +0000.py': 'date\n',
  };
  const after: Files = {
    'a.py': 'one\nzwei',
    'new name.py': `${'row\n'.repeat(9)}END\n`,
    'b/b.py': 'inner\n--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n',
    'dir b/x.py': 'y\n',
    'é "q"\t.py': 'é\né\n',
    'notes.md': 'other\n',
    'turned.py': 'a\r\nb\r\n',
    '2020-01-01 00:00:00 +0000.py': 'dates\n',
    'empty.py': '',
    'fresh.py': '-- x\n++ y\n',
    'named.md': 'm\n',
  };
  const repo = createRepo();
  const put = (files: Files): void => Object.entries(files).forEach(([name, content]) => repo.write(name, content));
  put(before);
  repo.commit();
  repo.git('rm', '-q', '-r', '.');
  put(after);
  repo.commit();
  const print = (...flags: string[]): string => repo.git('diff', '--no-color', ...flags, 'HEAD~1', 'HEAD');

  it.each([
    ['by default', []],
    ['with longer context', ['-U10']],
    ['without context', ['-U0']],
    ['without renames', ['--no-renames']],
    ['with plain names', ['-c']],
    ['without prefixes', ['--no-prefix']],
    ['with other prefixes', ['--src-prefix=i/', '--dst-prefix=w/']],
    ['as binary', ['--binary', '--full-index']],
  ])('%s', async (_, flags) => {
    const diffText =
      flags[0] === '-c' ? repo.git('-c', 'core.quotePath=false', 'diff', 'HEAD~1', 'HEAD') : print(...flags);
    const change = await readDiffFile({ path: repo.path, diffText });
    const wanted = (files: Files): Files =>
      Object.fromEntries(
        Object.entries(files)
          .filter(([name]) => name.endsWith('.py'))
          .sort(),
      );
    expect(contents(change, 'base')).toEqual(wanted(before));
    expect(contents(change, 'head')).toEqual(wanted(after));
    if (flags.length > 0) return;
    const byGit = await readGitChange({ path: repo.path, base: 'HEAD~1', head: 'HEAD' });
    expect(change.files).toEqual(byGit.files);
  });

  it('reads it also with the line ends of a Windows shell', async () => {
    const own = folderWith({ 'a.py': 'one\nzwei\n' });
    const change = await readDiffFile({ path: own, diffText: `\ufeff${MODIFY.replaceAll('\n', '\r\n')}` });
    expect(contents(change, 'base')).toEqual({ 'a.py': 'one\ntwo\n' });
  });

  it('reads bytes that are no UTF-8', async () => {
    const path = createFolder();
    writeIn(path, 'a.py', Uint8Array.of(0xe9, 10));
    const diffText = Buffer.from('--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-\xe8\n+\xe9\n', 'latin1');
    const change = await readDiffFile({ path, diffText });
    expect(change.base.files.get('a.py')?.bytes).toEqual(Uint8Array.of(0xe8, 10));
  });
});

describe('names', () => {
  it('keeps a folder that is called a, when the diff has no prefixes', async () => {
    const path = folderWith({ 'a/a.py': 'one\nzwei\n' });
    const diffText = MODIFY.replace('b/a.py', 'a/a.py').replace('--- a/a.py', 'diff --git a/a.py a/a.py\n--- a/a.py');
    expect(rows(await readDiffFile({ path, diffText }))).toEqual(['modified a/a.py hunks']);
  });

  it('takes the first half of a line that two names could be read out of', async () => {
    const path = folderWith({ 'x b/a.py': '' });
    const diffText = 'diff --git a/x b/a.py b/x b/a.py\nold mode 100644\nnew mode 100755\n';
    expect(rows(await readDiffFile({ path, diffText }))).toEqual(['modified x b/a.py hunks']);
  });

  it.each([
    ['a folder above', '--- a/../a.py\n+++ b/../a.py\n@@ -1 +1 @@\n-a\n+b\n', 'not safe'],
    ['an absolute name', '--- a//etc/a.py\n+++ b//etc/a.py\n@@ -1 +1 @@\n-a\n+b\n', 'not safe'],
    ['two names', '--- a/x.py\n+++ b/y.py\n@@ -1 +1 @@\n-a\n+b\n', 'cannot be told'],
    [
      'lines that disagree',
      'diff --git a/x.py b/x.py\n--- a/y.py\n+++ b/y.py\n@@ -1 +1 @@\n-a\n+b\n',
      'cannot be told',
    ],
    ['a new file that may have a prefix or not', '--- /dev/null\n+++ b/x.py\n@@ -0,0 +1 @@\n+b\n', 'two ways'],
    ['prefixes here, none there', `${MODIFY}--- x.py\n+++ x.py\n@@ -1 +1 @@\n-a\n+b\n`, 'some have none'],
    ['a quote that stays open', 'diff --git "a/x.py b/x.py\n', 'cannot be told'],
    ['an escape that is none', 'diff --git "a/\\q.py" "b/\\q.py"\n', 'cannot be told'],
    ['bytes that are no UTF-8', 'diff --git "a/\\377.py" "b/\\377.py"\n', 'cannot be told'],
    ['one file twice', MODIFY + MODIFY, 'twice'],
  ])('refuses %s', async (_, diffText, words) => {
    const path = folderWith({ 'a.py': 'one\nzwei\n' });
    expect(await failure(path, diffText)).toMatchObject({
      code: 'diff-unreadable',
      message: containing(words),
    });
  });
});

describe('what is no diff', () => {
  it.each([
    ['a commit message that may hold a diff', `From 1234 Mon Sep 17 00:00:00 2001\nSubject: x\n\n${MODIFY}`],
    ['colours', MODIFY.replace('---', '\u001b[1m---')],
    ['a merge', 'diff --cc a.py\nindex 1,2..3\n--- a/a.py\n+++ b/a.py\n@@@ -1 -1 +1 @@@\n--a\n++b\n'],
    ['a hunk that ends early', MODIFY.replace('+zwei\n', '')],
    ['a hunk that goes on', `${MODIFY}+more\n`],
    ['a file without a hunk', '--- a/a.py\n+++ b/a.py\n'],
    ['HTML', '<!doctype html>\n'],
  ])('is refused with its line: %s', async (_, diffText) => {
    const path = folderWith({ 'a.py': 'one\nzwei\n' });
    expect(await failure(path, diffText)).toMatchObject({
      code: 'diff-unreadable',
      message: matching(/Line \d+: /),
    });
  });

  it('may be empty: nothing changed', async () => {
    expect((await readDiffFile({ path: folderWith({ 'a.py': 'a\n' }), diffText: '' })).files).toEqual([]);
  });
});

describe('what the diff has no lines of', () => {
  it('is unknown, not unchanged', async () => {
    const path = folderWith({ 'a.py': 'one\0' });
    const diffText = 'diff --git a/a.py b/a.py\nindex 1234567..89abcde 100644\nBinary files a/a.py and b/a.py differ\n';
    const change = await readDiffFile({ path, diffText });
    expect(rows(change)).toEqual(['modified a.py unknown']);
    expect(change.base.skipped).toMatchObject([{ path: 'a.py', reason: 'unreadable' }]);
  });

  it('never writes: the folder is as it was', async () => {
    const path = folderWith({ 'a.py': 'one\nzwei\n' });
    await readDiffFile({ path, diffText: MODIFY });
    expect(readFileSync(join(path, 'a.py'), 'utf8')).toBe('one\nzwei\n');
  });
});
