import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { applyPatch } from '../../src/source/apply-patch.ts';
import { diffTexts, touchedLines } from '../../src/source/diff-texts.ts';
import { byteText, linesOf } from '../../src/source/text.ts';
import { hunksOfPatch, proveHunks } from '../../src/source/touched-lines.ts';
import type { Hunk, TouchedLines } from '../../src/source/snapshot.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);

const LINE = fc.constantFrom(
  'a',
  'b',
  'c',
  '',
  ' ',
  '\t',
  '--- a/x',
  '+++ b/x',
  '@@ -1 +1 @@',
  'diff --git a/x b/x',
  '\\ No newline at end of file',
  '-',
  '+',
  'x\r',
  '\r',
  'é',
  '\f',
  '\u2028',
  '\0',
  'def f():',
  '    pass',
);
const END = fc.constantFrom('\n', '\n', '\n', '\r\n');
const TEXT = fc
  .tuple(fc.array(fc.tuple(LINE, END), { maxLength: 30 }), fc.boolean())
  .map(([lines, open]) =>
    lines.map(([line, end], index) => line + (open && index === lines.length - 1 ? '' : end)).join(''),
  );

/** A text and another one made of it by a few edits. */
const PAIR = fc
  .tuple(
    TEXT,
    fc.array(fc.tuple(fc.nat(40), fc.nat(3), fc.array(LINE, { maxLength: 3 })), { maxLength: 5 }),
    fc.boolean(),
  )
  .map(([before, edits, cut]) => {
    const lines = linesOf(before);
    for (const [at, count, added] of edits)
      lines.splice(at % (lines.length + 1), count, ...added.map((line) => `${line}\n`));
    const after = lines.join('');
    return [before, cut && after.endsWith('\n') ? after.slice(0, -1) : after] as const;
  });

/** The truth by another way than `proveHunks`: what is left on both sides must be the same. */
function isTrue(before: string, after: string, hunks: readonly Hunk[]): boolean {
  const deleted = new Set(hunks.flatMap((hunk) => hunk.deleted));
  const added = new Set(hunks.flatMap((hunk) => hunk.added));
  const kept = linesOf(before).filter((_, index) => !deleted.has(index + 1));
  const same = linesOf(after).filter((_, index) => !added.has(index + 1));
  const inRange =
    [...deleted].every((line) => line <= linesOf(before).length) &&
    [...added].every((line) => line <= linesOf(after).length);
  return inRange && JSON.stringify(kept) === JSON.stringify(same);
}

function hunksIn(lines: TouchedLines): readonly Hunk[] {
  if (lines.kind !== 'hunks') throw new Error(`expected hunks, not ${lines.kind}`);
  return lines.hunks;
}

/** A patch in git's form, made from hunks and both texts. */
function patchOf(before: string, after: string, hunks: readonly Hunk[]): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const print = (sign: string, line = ''): string[] =>
    line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'];
  return hunks
    .flatMap((hunk) => {
      const body: string[] = [];
      let [oldLine, newLine] = [
        hunk.oldCount === 0 ? hunk.oldStart + 1 : hunk.oldStart,
        hunk.newCount === 0 ? hunk.newStart + 1 : hunk.newStart,
      ];
      const [oldEnd, newEnd] = [oldLine + hunk.oldCount, newLine + hunk.newCount];
      while (oldLine < oldEnd || newLine < newEnd) {
        if (hunk.deleted.includes(oldLine)) body.push(...print('-', old[oldLine++ - 1]));
        else if (hunk.added.includes(newLine)) body.push(...print('+', now[newLine++ - 1]));
        else {
          body.push(...print(' ', old[oldLine++ - 1]));
          newLine += 1;
        }
      }
      return [`@@ -${hunk.oldStart},${hunk.oldCount} +${hunk.newStart},${hunk.newCount} @@ def f():`, ...body];
    })
    .join('\n');
}

describe('hunksOfPatch', () => {
  it('numbers lines on both sides', () => {
    const reading = hunksOfPatch('@@ -3,4 +3,5 @@ class a/Foo b/other.py\n one\n-two\n+zwei\n+drei\n three\n four');
    expect(reading).toEqual({
      kind: 'hunks',
      hunks: [
        {
          oldStart: 3,
          oldCount: 4,
          newStart: 3,
          newCount: 5,
          deleted: [4],
          added: [4, 5],
          context: [
            [3, 3],
            [5, 6],
            [6, 7],
          ],
        },
      ],
    });
  });

  it('drops the note on a missing line feed, wherever it stands', () => {
    const patch = '@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file';
    expect(hunksOfPatch(patch)).toMatchObject({ kind: 'hunks', hunks: [{ deleted: [1], added: [1] }] });
  });

  it.each([
    ['nothing', ''],
    ['a header alone', '@@ -1,1 +1,1 @@'],
    ['a first line that is no hunk', 'diff --git a/f b/f\n@@ -1 +1 @@\n-a\n+b'],
    ['a hunk that is too short', '@@ -1,2 +1,3 @@\n a\n+b'],
    ['a hunk that is too long', '@@ -1 +1 @@\n-a\n+b\n+c'],
    ['another file behind', '@@ -1 +1 @@\n-a\n+b\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b'],
    ['the note first', '@@ -1 +1 @@\n\\ No newline at end of file\n-a\n+b'],
    ['the note in another language', '@@ -1 +1 @@\n-a\n\\ Kein Zeilenumbruch\n+b'],
    ['the note with a carriage return', '@@ -1 +1 @@\r\n-a\r\n\\ No newline at end of file\r\n+b\r'],
    ['a line without a sign', '@@ -1,2 +1,2 @@\n-a\n+b\nc'],
    ['hunks out of step', '@@ -1 +1,2 @@\n a\n+b\n@@ -5 +5,2 @@\n c\n+d'],
    ['hunks that overlap', '@@ -1,3 +1,2 @@\n a\n-b\n c\n@@ -3,2 +2,1 @@\n c\n-d'],
    ['a combined diff', '@@@ -1 -1 +1 @@@\n--a\n++b'],
    ['colours', '\u001b[36m@@ -1 +1 @@\u001b[m\n-a\n+b'],
    ['a number that is too long', `@@ -${'1'.repeat(64_000)} +1 @@\n-a\n+b`],
    ['only context', '@@ -1 +1 @@\n a'],
  ])('refuses %s', (_, patch) => {
    expect(hunksOfPatch(patch).kind).toBe('refused');
  });
});

describe('diffTexts', () => {
  it('finds exactly what is touched', () => {
    fc.assert(
      fc.property(PAIR, ([before, after]) => {
        const hunks = hunksIn(diffTexts(before, after));
        expect(isTrue(before, after, hunks)).toBe(true);
        expect(proveHunks(before, after, hunks)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('calls the whole file touched where a comparison would cost too much', () => {
    const lines = (word: string): string => Array.from({ length: 5000 }, (_, index) => `${word} ${index}\n`).join('');
    expect(diffTexts(lines('a'), lines('b'))).toEqual({ kind: 'whole' });
  });

  it.each([
    ['equal texts', 'a\n', 'a\n', 0],
    ['a new file', '', 'a\nb', 1],
    ['a removed file', 'a\n', '', 1],
    ['a line feed added at the end', 'a', 'a\n', 1],
    ['line ends turned', 'a\nb\n', 'a\r\nb\r\n', 1],
  ])('%s', (_, before, after, count) => {
    const hunks = hunksIn(diffTexts(before, after));
    expect(hunks).toHaveLength(count);
    expect(isTrue(before, after, hunks)).toBe(true);
  });
});

describe('a patch and both texts', () => {
  it('is read as it was made, and takes the old text to the new one and back', () => {
    fc.assert(
      fc.property(PAIR, ([before, after]) => {
        const hunks = hunksIn(diffTexts(before, after));
        const patch = patchOf(before, after, hunks);
        if (patch === '') return;
        expect(hunksOfPatch(patch)).toEqual({ kind: 'hunks', hunks });
        expect(applyPatch(before, patch, 'forward')).toEqual({ kind: 'text', text: after });
        expect(applyPatch(after, patch, 'reverse')).toEqual({ kind: 'text', text: before });
      }),
      { numRuns: RUNS },
    );
  });

  it('never proves a damaged patch that is wrong', () => {
    fc.assert(
      fc.property(
        PAIR,
        fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.nat()), { minLength: 1, maxLength: 3 }),
        ([before, after], damage) => {
          const lines = patchOf(before, after, hunksIn(diffTexts(before, after))).split('\n');
          for (const [at, kind, other] of damage) {
            const index = at % Math.max(1, lines.length);
            const line = lines[index] ?? '';
            if (kind === 0) lines.splice(index, 1);
            else if (kind === 1) lines.splice(index, 0, lines[other % Math.max(1, lines.length)] ?? '');
            else if (kind === 2) lines[index] = (' +-\\@'[other % 5] ?? '') + line.slice(1);
            else if (kind === 3) lines[index] = line.replace(/\d+/g, (digits) => String((Number(digits) + other) % 40));
            else lines.length = index + 1;
          }
          const reading = hunksOfPatch(lines.join('\n'));
          if (reading.kind === 'hunks' && proveHunks(before, after, reading.hunks))
            expect(isTrue(before, after, reading.hunks)).toBe(true);
          const [oldBytes, newBytes] = [Buffer.from(before), Buffer.from(after)];
          const answer = hunksIn(touchedLines(oldBytes, newBytes, lines.join('\n')));
          expect(isTrue(byteText(oldBytes), byteText(newBytes), answer)).toBe(true);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('touchedLines', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

  it('keeps the hunks of a patch that is true, as GitHub made them', () => {
    const lines = touchedLines(bytes('a\nb\nc\n'), bytes('a\nB\nc\n'), '@@ -2 +2 @@\n-b\n+B');
    expect(lines).toMatchObject({ kind: 'hunks', hunks: [{ oldStart: 2, oldCount: 1, context: [] }] });
  });

  it('compares the texts where the patch is missing or of another file', () => {
    const expected = { kind: 'hunks', hunks: [{ deleted: [2], added: [2] }] };
    for (const patch of [undefined, '', '@@ -1 +1 @@\n-a\n+A', 'Binary files differ']) {
      expect(touchedLines(bytes('a\nb\nc\n'), bytes('a\nB\nc\n'), patch)).toMatchObject(expected);
    }
  });

  it('tells two bytes apart that are both no UTF-8', () => {
    expect(touchedLines(Uint8Array.of(0xff, 10), Uint8Array.of(0xfe, 10))).toMatchObject({
      kind: 'hunks',
      hunks: [{ added: [1] }],
    });
  });

  it('does not know the lines of a side that cannot be read', () => {
    expect(touchedLines('unreadable', bytes('a'))).toMatchObject({ kind: 'unknown' });
    expect(touchedLines(bytes('a'), 'unreadable')).toMatchObject({ kind: 'unknown' });
  });
});
