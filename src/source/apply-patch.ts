/** Applies hunks where they say they belong, and nowhere else. */
import { linesOf } from './text.ts';

export type AppliedPatch =
  | { readonly kind: 'text'; readonly text: string }
  /** The first line of the file that isn't what the patch expects there. */
  | { readonly kind: 'misfit'; readonly line: number };

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** `forward` makes the new text of the old one, `reverse` the old one of the new; exact, without any searching. */
export function applyPatch(text: string, patch: string, direction: 'forward' | 'reverse'): AppliedPatch {
  const source = linesOf(text);
  const made: string[] = [];
  const [takes, gives] = direction === 'forward' ? ['-', '+'] : ['+', '-'];
  const lines = patch === '' ? [] : patch.split('\n');
  let at = 0;
  for (const [index, line] of lines.entries()) {
    const sign = line[0];
    if (sign === '@') {
      const first = firstLine(line, direction);
      if (first < at || first > source.length) return { kind: 'misfit', line: first + 1 };
      while (at < first) made.push(source[at++] ?? '');
      continue;
    }
    const content = line.slice(1) + (lines[index + 1]?.startsWith('\\') ? '' : '\n');
    if (sign === ' ' || sign === takes) {
      if (source[at] !== content) return { kind: 'misfit', line: at + 1 };
      at += 1;
    }
    if (sign === ' ' || sign === gives) made.push(content);
  }
  const result = [...made, ...source.slice(at)];
  // Only the last line can lack its line feed.
  const open = result.findIndex((line, index) => !line.endsWith('\n') && index < result.length - 1);
  return open === -1 ? { kind: 'text', text: result.join('') } : { kind: 'misfit', line: open + 1 };
}

/** Index of the hunk's first line in the text it is applied to; with count 0 the header names the line before. */
function firstLine(header: string, direction: 'forward' | 'reverse'): number {
  const [, oldStart = '0', oldCount = '1', newStart = '0', newCount = '1'] = HUNK.exec(header) ?? [];
  const [start, count] = direction === 'forward' ? [oldStart, oldCount] : [newStart, newCount];
  return Number(count) === 0 ? Number(start) : Number(start) - 1;
}
