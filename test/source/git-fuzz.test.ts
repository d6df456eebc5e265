import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readGitChange } from '../../src/source/git-change.ts';
import { readDiffFile } from '../../src/source/diff-file.ts';
import { byteText, linesOf } from '../../src/source/text.ts';
import { createRepo, removeTestFolders } from '../support/git-repo.ts';
import type { Change, FileChange } from '../../src/source/snapshot.ts';

afterAll(removeTestFolders);

/** Pairs of files compared in one run; each batch is one repository. FUZZ_RUNS counts pairs. */
const BATCH = 40;
const BATCHES = Math.max(1, Math.round(Number(process.env['FUZZ_RUNS'] ?? 80) / BATCH));

const LINE = fc.constantFrom(
  'a',
  'b',
  '',
  '    c',
  'd\r',
  '--- a/x',
  '@@ -1 +1 @@',
  '\\ No newline at end of file',
  '}',
  'def f():',
  '\xe9',
  '\0',
);
const CONTENT = fc
  .tuple(fc.array(LINE, { maxLength: 25 }), fc.boolean())
  .map(([lines, closed]) => Buffer.from(lines.join('\n') + (closed && lines.length > 0 ? '\n' : ''), 'latin1'));
const EDIT = fc.tuple(fc.nat(30), fc.nat(4), fc.array(LINE, { maxLength: 4 }));
const PAIR = fc.tuple(
  CONTENT,
  fc.array(EDIT, { maxLength: 4 }),
  fc.constantFrom('keep', 'keep', 'keep', 'rename', 'remove', 'add'),
);

function edited(before: Buffer, edits: readonly [number, number, string[]][]): Buffer {
  const lines = linesOf(byteText(before));
  for (const [at, count, added] of edits)
    lines.splice(at % (lines.length + 1), count, ...added.map((line) => `${line}\n`));
  return Buffer.from(lines.join(''), 'latin1');
}

/** By itself, not with the code under test: what no hunk touches must be the same on both sides. */
function untouchedIsEqual(change: Change, file: FileChange): boolean {
  if (file.lines.kind !== 'hunks') return false;
  const { hunks } = file.lines;
  const lines = (side: 'base' | 'head', path: string): string[] =>
    linesOf(byteText(change[side].files.get(path)?.bytes ?? new Uint8Array()));
  const [old, now] = [lines('base', file.previousPath ?? file.path), lines('head', file.path)];
  const deleted = hunks.flatMap((hunk) => hunk.deleted);
  const added = hunks.flatMap((hunk) => hunk.added);
  const kept = old.filter((_, index) => !deleted.includes(index + 1));
  const same = now.filter((_, index) => !added.includes(index + 1));
  return (
    JSON.stringify(kept) === JSON.stringify(same) &&
    old.length - deleted.length === kept.length &&
    now.length - added.length === same.length
  );
}

describe('random changes of real repositories', () => {
  it('have touched lines that are true of both sides, from commits, the work tree and a diff file alike', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(PAIR, { minLength: BATCH, maxLength: BATCH }), async (pairs) => {
        const repo = createRepo();
        pairs.forEach(([before, , fate], index) => fate !== 'add' && repo.write(`f${index}.py`, before));
        repo.commit();
        pairs.forEach(([before, edits, fate], index) => {
          if (fate === 'rename' || fate === 'remove') repo.remove(`f${index}.py`);
          if (fate !== 'remove')
            repo.write(fate === 'rename' ? `g/f${index}.py` : `f${index}.py`, edited(before, edits));
        });
        repo.commit();
        const atHead = await readGitChange({ path: repo.path, base: 'HEAD~1', head: 'HEAD' });
        const inTree = await readGitChange({ path: repo.path, base: 'HEAD~1' });
        const diff = repo.gitBytes('diff', '--text', 'HEAD~1', 'HEAD');
        for (const change of [atHead, inTree]) {
          for (const file of change.files) expect(untouchedIsEqual(change, file), file.path).toBe(true);
          const changed = new Set(change.files.flatMap((file) => [file.path, file.previousPath ?? file.path]));
          for (const [path, { blob }] of change.head.files)
            expect(changed.has(path) || change.base.files.get(path)?.blob === blob).toBe(true);
          for (const path of change.base.files.keys())
            expect(changed.has(path) || change.head.files.has(path)).toBe(true);
        }
        const byDiff = await readDiffFile({ path: repo.path, diffText: diff });
        expect(byDiff.base.files).toEqual(atHead.base.files);
        expect(byDiff.files).toEqual(atHead.files);
      }),
      // Shrinking would run git some thousand times; the seed reproduces the failure.
      { numRuns: BATCHES, endOnFailure: true },
    );
  }, 600_000);
});
