import { afterAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { UserError } from '../../src/core/errors.ts';
import { readGitChange } from '../../src/source/git-change.ts';
import { readGitSnapshot } from '../../src/source/git-snapshot.ts';
import { createFolder, createRepo, removeTestFolders, repositoryAt } from '../support/git-repo.ts';
import type { Change, FileChange } from '../../src/source/snapshot.ts';
import type { TestRepository } from '../support/git-repo.ts';

afterAll(removeTestFolders);

const containing = (text: string): unknown => expect.stringContaining(text);

const TEN = Array.from({ length: 10 }, (_, index) => `line_${index + 1} = ${index + 1}\n`).join('');

/** A repository with one commit on main, and a branch that is checked out. */
function branched(files: Readonly<Record<string, string | Uint8Array>>): TestRepository {
  const repo = createRepo();
  for (const [path, content] of Object.entries(files)) repo.write(path, content);
  repo.commit('base');
  repo.git('checkout', '-q', '-b', 'topic');
  return repo;
}

const summary = (change: Change): string[] => change.files.map(summaryOf);

function summaryOf(file: FileChange): string {
  const from = file.previousPath === undefined ? '' : ` < ${file.previousPath}`;
  if (file.lines.kind !== 'hunks') return `${file.status} ${file.path}${from} ${file.lines.kind}`;
  const deleted = file.lines.hunks.flatMap((hunk) => hunk.deleted);
  const added = file.lines.hunks.flatMap((hunk) => hunk.added);
  return `${file.status} ${file.path}${from} -${deleted.join(',')} +${added.join(',')}`;
}

const textOf = (change: Change, side: 'base' | 'head', path: string): string | undefined => {
  const file = change[side].files.get(path);
  return file === undefined ? undefined : Buffer.from(file.bytes).toString('utf8');
};

describe('two commits', () => {
  it('names modified, added, removed and renamed files with their lines on both sides', async () => {
    const repo = branched({
      'a.py': TEN,
      'gone.py': 'x = 1\ny = 2\n',
      'old.py': TEN.replaceAll('line', 'row'),
      'same.py': 's\n',
    });
    repo.write('a.py', TEN.replace('line_3 = 3\n', 'line_3 = 33\n').replace('line_9 = 9\n', ''));
    repo.remove('gone.py');
    repo.git('mv', 'old.py', 'new.py');
    repo.write('new.py', TEN.replaceAll('line', 'row').replace('row_1 = 1', 'row_1 = 11'));
    repo.write('empty.py', '');
    repo.write('fresh.py', 'a\nb');
    repo.write('notes.md', 'not read\n');
    repo.commit();
    const change = await readGitChange({ path: repo.path, base: 'main', head: 'topic' });
    expect(summary(change)).toEqual([
      'modified a.py -3,9 +3',
      'added empty.py - +',
      'added fresh.py - +1,2',
      'removed gone.py -1,2 +',
      'renamed new.py < old.py -1 +1',
    ]);
    expect(textOf(change, 'base', 'gone.py')).toBe('x = 1\ny = 2\n');
    expect(change.head.files.has('gone.py')).toBe(false);
    expect([...change.head.files.keys()]).toEqual(['a.py', 'empty.py', 'fresh.py', 'new.py', 'same.py']);
    expect(change.head.files.get('same.py')?.blob).toBe(change.base.files.get('same.py')?.blob);
  });

  it('compares with the merge base: what main got meanwhile is no change of the branch', async () => {
    const repo = branched({ 'a.py': TEN });
    repo.write('b.py', 'b\n');
    repo.commit();
    repo.git('checkout', '-q', 'main');
    repo.write('main_only.py', 'm\n');
    repo.commit();
    const change = await readGitChange({ path: repo.path, base: 'main', head: 'topic' });
    expect(summary(change)).toEqual(['added b.py - +1']);
  });

  it('takes the base itself where the histories have no common commit', async () => {
    const repo = branched({ 'a.py': 'a\n' });
    repo.git('checkout', '-q', '--orphan', 'other');
    repo.write('a.py', 'b\n');
    repo.commit();
    expect(summary(await readGitChange({ path: repo.path, base: 'main', head: 'other' }))).toEqual([
      'modified a.py -1 +1',
    ]);
  });

  it('goes back to a head that the base contains, and says so: the arguments may be the wrong way round', async () => {
    const repo = branched({ 'a.py': TEN });
    repo.write('b.py', 'b\n');
    repo.commit();
    const change = await readGitChange({ path: repo.path, base: 'topic', head: 'main' });
    expect(summary(change)).toEqual(['removed b.py -1 +']);
    expect(change.note).toContain('contains the head already');
  });
});

describe('the work tree', () => {
  it('holds what is not committed and new files, but not what is ignored', async () => {
    const repo = branched({ 'a.py': TEN, 'old.py': TEN.replaceAll('line', 'row'), '.gitignore': 'ignored/\n' });
    repo.write('committed.py', 'c\n');
    repo.commit();
    repo.write('a.py', `${TEN}eleven = 11\n`);
    repo.write('untracked.py', 'u\n');
    repo.write('ignored/x.py', 'i\n');
    repo.remove('old.py');
    repo.write('pkg/new.py', TEN.replaceAll('line', 'row'));
    const change = await readGitChange({ path: repo.path, base: 'main' });
    expect(summary(change)).toEqual([
      'modified a.py - +11',
      'added committed.py - +1',
      'renamed pkg/new.py < old.py - +',
      'added untracked.py - +1',
    ]);
    expect(change.head.id).toBe('worktree');
  });

  it('is the same change as the commit when it is clean', async () => {
    const repo = branched({ 'a.py': TEN, 'b.py': TEN });
    repo.write('a.py', TEN.replace('line_5', 'line_five'));
    repo.remove('b.py');
    repo.commit();
    const atHead = await readGitChange({ path: repo.path, base: 'main', head: 'HEAD' });
    const inTree = await readGitChange({ path: repo.path, base: 'main' });
    expect(inTree.files).toEqual(atHead.files);
    expect(inTree.head.files).toEqual(atHead.head.files);
  });

  it('sees through line ends that a checkout on Windows made', async () => {
    const repo = branched({ 'a.py': TEN });
    repo.write('a.py', TEN.replaceAll('\n', '\r\n').replace('line_4 = 4', 'line_4 = 44'));
    expect(summary(await readGitChange({ path: repo.path, base: 'main' }))).toEqual(['modified a.py -4 +4']);
  });

  it('takes a file that a sparse checkout leaves out from the index', async () => {
    const repo = branched({ 'a.py': 'a\n', 'far/b.py': 'b\n' });
    repo.git('update-index', '--skip-worktree', 'far/b.py');
    repo.remove('far');
    const change = await readGitChange({ path: repo.path, base: 'main' });
    expect(summary(change)).toEqual([]);
    expect(textOf(change, 'head', 'far/b.py')).toBe('b\n');
  });
});

describe('where the repository is', () => {
  it('reads a subfolder with paths of its own, and nothing beside it', async () => {
    const repo = branched({ 'svc/api/app/main.py': TEN, 'outside.py': TEN, 'moves.py': TEN.replaceAll('line', 'm') });
    repo.write('svc/api/app/main.py', TEN.replace('line_1 = 1', 'line_1 = 0'));
    repo.write('outside.py', 'changed\n');
    repo.git('mv', 'moves.py', 'svc/api/app/moves.py');
    repo.commit();
    const expected = ['modified app/main.py -1 +1', 'added app/moves.py - +1,2,3,4,5,6,7,8,9,10'];
    const path = join(repo.path, 'svc/api');
    expect(summary(await readGitChange({ path, base: 'main', head: 'HEAD' }))).toEqual(expected);
    expect(summary(await readGitChange({ path, base: 'main' }))).toEqual(expected);
    const snapshot = await readGitSnapshot({ path, ref: 'main' });
    expect([...snapshot.files.keys()]).toEqual(['app/main.py']);
  });

  it('reads a folder that the base does not have', async () => {
    const repo = branched({ 'a.py': 'a\n' });
    repo.write('new/b.py', 'b\n');
    repo.commit();
    const change = await readGitChange({ path: join(repo.path, 'new'), base: 'main', head: 'HEAD' });
    expect(summary(change)).toEqual(['added b.py - +1']);
  });

  it('reads a shallow clone whose branches no longer meet', async () => {
    const origin = branched({ 'a.py': 'a\n' });
    origin.write('b.py', 'b\n');
    origin.commit();
    const clone = repositoryAt(createFolder());
    clone.git('clone', '-q', '--depth=1', '--no-single-branch', `file://${origin.path}`, '.');
    const change = await readGitChange({ path: clone.path, base: 'origin/main', head: 'origin/topic' });
    expect(summary(change)).toEqual(['added b.py - +1']);
    expect(change.note).toContain('no common commit');
  });

  it('finds a base that exists as a remote branch only', async () => {
    const origin = branched({ 'a.py': 'a\n' });
    origin.write('a.py', 'b\n');
    origin.commit();
    const clone = repositoryAt(createFolder());
    clone.git('clone', '-q', origin.path, '.');
    expect(summary(await readGitChange({ path: clone.path, base: 'main' }))).toEqual(['modified a.py -1 +1']);
  });

  it('reads a detached head and a linked worktree', async () => {
    const repo = branched({ 'a.py': 'a\n' });
    repo.write('a.py', 'b\n');
    repo.git('checkout', '-q', '--detach', repo.commit());
    const linked = createFolder();
    repo.git('worktree', 'add', '-q', '--detach', join(linked, 'w'), 'topic');
    for (const path of [repo.path, join(linked, 'w')]) {
      expect(summary(await readGitChange({ path, base: 'main' }))).toEqual(['modified a.py -1 +1']);
    }
  });

  it('ignores the variables that a git hook sets', async () => {
    const repo = branched({ 'a.py': 'a\n' });
    const other = branched({ 'other.py': 'o\n' });
    process.env['GIT_DIR'] = join(other.path, '.git');
    try {
      const snapshot = await readGitSnapshot({ path: repo.path, ref: 'HEAD' });
      expect([...snapshot.files.keys()]).toEqual(['a.py']);
    } finally {
      delete process.env['GIT_DIR'];
    }
  });
});

describe('what cannot be read', () => {
  const failure = (promise: Promise<unknown>): Promise<unknown> =>
    promise.then(
      () => 'no failure',
      (error: unknown) => error,
    );

  it.each(['nowhere', '-x', '--output=/tmp/x', 'main:a.py', '', 'a\nb'])(
    'names a ref that is none: %j',
    async (base) => {
      const repo = branched({ 'a.py': 'a\n' });
      const error = await failure(readGitChange({ path: repo.path, base }));
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ code: 'git-unreadable', message: containing('names no commit') });
    },
  );

  it('says that a folder is no repository, and that one is missing', async () => {
    const folder = createFolder();
    const repo = branched({ 'a.py': 'a\n' });
    expect(await failure(readGitChange({ path: join(repo.path, 'a.py'), base: 'main' }))).toMatchObject({
      code: 'path-unreadable',
    });
    expect(await failure(readGitChange({ path: folder, base: 'main' }))).toMatchObject({ code: 'git-unreadable' });
    expect(await failure(readGitChange({ path: join(folder, 'x'), base: 'main' }))).toMatchObject({
      code: 'path-unreadable',
    });
  });
});
