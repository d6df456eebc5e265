/** Touched lines of two texts at hand: with the patch somebody made of them, or without one. */
import { structuredPatch } from 'diff';
import { byteText } from './text.ts';
import { hunksOfPatch, proveHunks, wholeFileHunks } from './touched-lines.ts';
import type { TouchedLines } from './snapshot.ts';

/** Beyond these the whole file counts as touched: a bound that is the same on every machine, unlike a time-out. */
const MAX_CHARS = 8 * 1024 * 1024;
const MAX_EDITS = 2000;
const CONTEXT_LINES = 3;

/** One side of a file in a change: its bytes, or why there are none. */
export type Side = Uint8Array | 'absent' | 'unreadable';

/**
 * The touched lines of one file. A patch is used when it is true of both texts (its hunks are the ones GitHub accepts
 * comments in); else the texts are compared here.
 */
export function touchedLines(before: Side, after: Side, patch?: string): TouchedLines {
  if (before === 'unreadable' || after === 'unreadable') {
    const side = before === 'unreadable' ? 'base' : 'head';
    return { kind: 'unknown', reason: `the file cannot be read at the ${side}` };
  }
  const oldText = before === 'absent' ? '' : byteText(before);
  const newText = after === 'absent' ? '' : byteText(after);
  if (patch !== undefined && patch !== '') {
    const reading = hunksOfPatch(patch);
    if (reading.kind === 'hunks' && proveHunks(oldText, newText, reading.hunks)) return reading;
  }
  return diffTexts(oldText, newText);
}

/** Compares two texts line by line. Its own patch goes through the same door as a foreign one, proof included. */
export function diffTexts(oldText: string, newText: string): TouchedLines {
  if (oldText === newText) return { kind: 'hunks', hunks: [] };
  if (oldText === '') return { kind: 'hunks', hunks: wholeFileHunks(newText, 'added') };
  if (newText === '') return { kind: 'hunks', hunks: wholeFileHunks(oldText, 'deleted') };
  if (oldText.length + newText.length > MAX_CHARS) return { kind: 'whole' };
  const patch = patchOf(oldText, newText);
  const reading = patch === undefined ? undefined : hunksOfPatch(patch);
  const proved = reading?.kind === 'hunks' && proveHunks(oldText, newText, reading.hunks);
  return proved ? reading : { kind: 'whole' };
}

function patchOf(oldText: string, newText: string): string | undefined {
  const options = { context: CONTEXT_LINES, maxEditLength: MAX_EDITS };
  const made = structuredPatch('f', 'f', oldText, newText, '', '', options);
  return made?.hunks
    .map(
      (hunk) =>
        `@@ -${range(hunk.oldStart, hunk.oldLines)} +${range(hunk.newStart, hunk.newLines)} @@\n${hunk.lines.join('\n')}`,
    )
    .join('\n');
}

/** With count 0 the format names the line before; the library counts from the line itself. */
function range(start: number, count: number): string {
  return `${count === 0 ? start - 1 : start},${count}`;
}
