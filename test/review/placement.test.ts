import { afterAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Site } from '../../src/core/span.ts';
import { placementOf } from '../../src/review/placement.ts';
import { scopeOf } from '../../src/review/scope.ts';
import type { FileChange } from '../../src/source/snapshot.ts';
import { hunksOfPatch } from '../../src/source/touched-lines.ts';
import { createRepo, removeTestFolders } from '../support/git-repo.ts';

afterAll(removeTestFolders);

function site(path: string, startLine: number, endLine = startLine): Site {
  return { path, span: { startLine, startColumn: 1, endLine, endColumn: 1 } };
}

const hunk = {
  oldStart: 8,
  oldCount: 7,
  newStart: 8,
  newCount: 7,
  deleted: [11],
  added: [11],
  context: [
    [8, 8],
    [9, 9],
    [10, 10],
    [12, 12],
    [13, 13],
    [14, 14],
  ],
} as const;
const modified: FileChange = { status: 'modified', path: 'a.py', lines: { kind: 'hunks', hunks: [hunk] } };
const removed: FileChange = {
  status: 'removed',
  path: 'gone.py',
  lines: {
    kind: 'hunks',
    hunks: [{ oldStart: 1, oldCount: 3, newStart: 0, newCount: 0, deleted: [1, 2, 3], added: [], context: [] }],
  },
};
const unknown: FileChange = { status: 'modified', path: 'big.py', lines: { kind: 'unknown', reason: 'too large' } };
const scope = scopeOf([modified, removed, unknown]);

describe('placementOf', () => {
  it('takes the added line of an anchor', () => {
    expect(placementOf({ head: site('a.py', 11), related: [] }, scope)).toEqual({
      kind: 'line',
      path: 'a.py',
      line: 11,
      side: 'RIGHT',
    });
  });

  it('uses a range when it lies whole in one hunk', () => {
    const placement = placementOf({ head: site('a.py', 10, 12), related: [] }, scope);
    expect(placement).toEqual({ kind: 'line', path: 'a.py', startLine: 10, line: 12, side: 'RIGHT' });
  });

  it('takes the first added line of an anchor that leaves the hunk', () => {
    const placement = placementOf({ head: site('a.py', 2, 12), related: [] }, scope);
    expect(placement).toEqual({ kind: 'line', path: 'a.py', line: 11, side: 'RIGHT' });
  });

  it('takes an added related line where the anchor was not touched', () => {
    const placement = placementOf({ head: site('b.py', 3), related: [site('a.py', 8), site('a.py', 11)] }, scope);
    expect(placement).toEqual({ kind: 'line', path: 'a.py', line: 11, side: 'RIGHT' });
  });

  it('puts a deleted cause on the left, before what it affects', () => {
    const placement = placementOf({ base: site('gone.py', 2, 3), related: [site('a.py', 11)] }, scope);
    expect(placement).toEqual({ kind: 'line', path: 'gone.py', startLine: 2, line: 3, side: 'LEFT' });
  });

  it('takes a line that the hunk shows as context', () => {
    expect(placementOf({ head: site('a.py', 13), related: [] }, scope)).toEqual({
      kind: 'line',
      path: 'a.py',
      line: 13,
      side: 'RIGHT',
    });
  });

  it('speaks of the file when its lines are not shown', () => {
    expect(placementOf({ head: site('a.py', 40), related: [] }, scope)).toEqual({ kind: 'file', path: 'a.py' });
    expect(placementOf({ head: site('big.py', 1), related: [] }, scope)).toEqual({ kind: 'file', path: 'big.py' });
  });

  it('leaves the rest to the summary', () => {
    expect(placementOf({ head: site('b.py', 1), related: [] }, scope)).toEqual({ kind: 'summary' });
  });
});

/** Lines of a text that git meets in practice: few different ones, so that they move and repeat. */
const text = fc
  .array(fc.constantFrom('a', 'b', '    c', '', 'd = 1'), { maxLength: 40 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

describe('placementOf, on changes made with git', () => {
  it('names only lines that a hunk shows on that side', () => {
    const repo = createRepo();
    fc.assert(
      fc.property(
        text,
        text,
        fc.array(fc.tuple(fc.nat(45), fc.nat(6)), { minLength: 4, maxLength: 8 }),
        (before, after, places) => {
          repo.write('a.py', before);
          const base = repo.commit();
          repo.write('a.py', after);
          const head = repo.commit();
          const diff = repo.git('diff', base, head);
          const start = diff.indexOf('@@');
          const reading = start < 0 ? undefined : hunksOfPatch(diff.slice(start));
          if (reading?.kind !== 'hunks') return;
          const changed = scopeOf([{ status: 'modified', path: 'a.py', lines: reading }]);
          for (const [line, length] of places) {
            const at = site('a.py', line + 1, line + 1 + length);
            for (const anchors of [{ head: at, related: [] }, { base: at, related: [] }, { related: [at] }]) {
              expectShown(placementOf(anchors, changed), reading.hunks);
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});

function expectShown(
  placement: ReturnType<typeof placementOf>,
  hunks: readonly {
    oldStart: number;
    oldCount: number;
    newStart: number;
    newCount: number;
    deleted: readonly number[];
  }[],
): void {
  if (placement.kind !== 'line') return;
  const { line, side, startLine = line } = placement;
  const holding = hunks.find(({ oldStart, oldCount, newStart, newCount }) => {
    const [start, count] = side === 'LEFT' ? [oldStart, oldCount] : [newStart, newCount];
    return startLine >= start && line < start + count;
  });
  expect(holding).toBeDefined();
  expect(startLine).toBeLessThanOrEqual(line);
  if (side === 'LEFT') expect(holding?.deleted).toContain(line);
}
