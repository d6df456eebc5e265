/**
 * The patch of one file, as exact touched lines.
 *
 * parse-diff reads hunks rightly and names wrongly, so it never sees a name: one file a call, under a constant header.
 * What it answers is believed only when every line of the patch is accounted for, and proved where both texts are at hand.
 */
import parseDiff from 'parse-diff';
import { linesOf } from './text.ts';
import type { Hunk } from './snapshot.ts';

export type PatchReading =
  { readonly kind: 'hunks'; readonly hunks: readonly Hunk[] } | { readonly kind: 'refused'; readonly reason: string };

const HEADER = '--- a/f\n+++ b/f\n';
/** Bounded digits: parse-diff's own pattern is quadratic on long ones. */
const HUNK_HEADER = /^@@ -\d{1,9}(?:,\d{1,9})? \+\d{1,9}(?:,\d{1,9})? @@/;
const NO_LINE_FEED = '\\ No newline at end of file';
const MAX_PATCH_CHARS = 32 * 1024 * 1024;

/** Reads the hunks of one file's patch: from the first `@@` on, as GitHub's `patch` field has it. */
export function hunksOfPatch(patch: string): PatchReading {
  const text = patch.endsWith('\n') ? patch.slice(0, -1) : patch;
  if (text.length > MAX_PATCH_CHARS) return refused('the patch is too large');
  const lines = text.split('\n');
  if (!HUNK_HEADER.test(lines[0] ?? '')) return refused('the patch does not begin with a hunk');
  if (lines.some((line) => line.startsWith('@@') && !HUNK_HEADER.test(line)))
    return refused('a hunk header is damaged');
  const chunks = chunksOf(text);
  if (chunks === undefined) return refused('the patch cannot be parsed');
  let read = 0;
  const hunks: Hunk[] = [];
  for (const chunk of chunks) {
    const hunk = hunkOf(chunk);
    if (hunk === undefined) return refused('a hunk does not hold what its header says');
    hunks.push(hunk);
    read += 1 + chunk.changes.length;
  }
  if (read !== lines.length) return refused('lines of the patch belong to no hunk');
  return runInStep(hunks) ? { kind: 'hunks', hunks } : refused('the hunks do not run in step');
}

/** True when `oldText` becomes `newText` by exactly these hunks. Then no touched line is missing or wrong. */
export function proveHunks(oldText: string, newText: string, hunks: readonly Hunk[]): boolean {
  const oldLines = linesOf(oldText);
  const newLines = linesOf(newText);
  if (!runInStep(hunks)) return false;
  const deleted = new Set(hunks.flatMap((hunk) => hunk.deleted));
  const added = new Set(hunks.flatMap((hunk) => hunk.added));
  const paired = new Map(hunks.flatMap((hunk) => hunk.context));
  let unseen = deleted.size + added.size + paired.size;
  let oldLine = 1;
  let newLine = 1;
  while (oldLine <= oldLines.length || newLine <= newLines.length) {
    const isDeleted = oldLine <= oldLines.length && deleted.has(oldLine);
    const isAdded = !isDeleted && newLine <= newLines.length && added.has(newLine);
    const pair = isDeleted || isAdded ? undefined : paired.get(oldLine);
    if (!isDeleted && !isAdded) {
      // Also where one text has ended and the other hasn't.
      if (oldLines[oldLine - 1] !== newLines[newLine - 1] || (pair ?? newLine) !== newLine) return false;
    }
    if (isDeleted || isAdded || pair !== undefined) unseen -= 1;
    if (!isAdded) oldLine += 1;
    if (!isDeleted) newLine += 1;
  }
  return unseen === 0;
}

/** The one hunk of a file that was added or removed whole, as git prints it; none for an empty file. */
export function wholeFileHunks(text: string, side: 'added' | 'deleted'): readonly Hunk[] {
  const count = linesOf(text).length;
  if (count === 0) return [];
  const lines = Array.from({ length: count }, (_, index) => index + 1);
  return side === 'added'
    ? [{ oldStart: 0, oldCount: 0, newStart: 1, newCount: count, deleted: [], added: lines, context: [] }]
    : [{ oldStart: 1, oldCount: count, newStart: 0, newCount: 0, deleted: lines, added: [], context: [] }];
}

function refused(reason: string): PatchReading {
  return { kind: 'refused', reason };
}

function chunksOf(patch: string): parseDiff.Chunk[] | undefined {
  try {
    const [file, ...others] = parseDiff(HEADER + patch);
    if (file === undefined || others.length > 0 || file.from !== 'f' || file.to !== 'f') return undefined;
    return file.chunks;
  } catch {
    return undefined; // it throws on some damaged patches
  }
}

function hunkOf(chunk: parseDiff.Chunk): Hunk | undefined {
  const deleted: number[] = [];
  const added: number[] = [];
  const context: [number, number][] = [];
  for (const change of chunk.changes) {
    // The note comes as one more change of the same kind and number as the line before it. In any other wording
    // it would be taken for a line of context, and all numbers after it would be off.
    if (change.content === NO_LINE_FEED) continue;
    if (change.content.startsWith('\\')) return undefined;
    if (change.type === 'del') deleted.push(change.ln);
    else if (change.type === 'add') added.push(change.ln);
    else if (change.content.startsWith(' ')) context.push([change.ln1, change.ln2]);
    else return undefined;
  }
  const whole = deleted.length + context.length === chunk.oldLines && added.length + context.length === chunk.newLines;
  if (!whole || deleted.length + added.length === 0) return undefined;
  return {
    oldStart: chunk.oldStart,
    oldCount: chunk.oldLines,
    newStart: chunk.newStart,
    newCount: chunk.newLines,
    deleted,
    added,
    context,
  };
}

/** Hunks ascend, don't overlap, and both sides differ by just what the hunks before added and removed. */
function runInStep(hunks: readonly Hunk[]): boolean {
  let oldEnd = 1;
  let shift = 0;
  for (const hunk of hunks) {
    // With count 0 git names the line before.
    const oldFirst = hunk.oldCount === 0 ? hunk.oldStart + 1 : hunk.oldStart;
    const newFirst = hunk.newCount === 0 ? hunk.newStart + 1 : hunk.newStart;
    if (oldFirst < oldEnd || newFirst - oldFirst !== shift) return false;
    oldEnd = oldFirst + hunk.oldCount;
    shift += hunk.newCount - hunk.oldCount;
  }
  return true;
}
