import { byteText, linesOf } from '../source/text.ts';
import { hunksOfPatch } from '../source/touched-lines.ts';

/**
 * The old bytes of a file, from its new bytes and the patch that GitHub lists. Saves asking for every old file. Undefined
 * where the patch is not plainly and wholly true of the new bytes; then the old file has to be fetched.
 */
export function unpatch(head: Uint8Array, patch: string): Uint8Array | undefined {
  // What is not UTF-8 came through JSON damaged; the lines that were deleted could not be told from the real ones.
  if (patch.includes('\uFFFD') || hunksOfPatch(patch).kind === 'refused') return undefined;
  const newLines = linesOf(byteText(head));
  const oldLines: string[] = [];
  let next = 0;
  let previous = '';
  for (const line of linesOf(byteText(Buffer.from(patch.endsWith('\n') ? patch : `${patch}\n`, 'utf8')))) {
    const sign = line[0];
    const content = line.slice(1);
    if (sign === '@') {
      const start = hunkStart(line);
      if (start === undefined || start < next || start > newLines.length) return undefined;
      oldLines.push(...newLines.slice(next, start));
      next = start;
    } else if (sign === '-') oldLines.push(content);
    else if (sign === '\\') {
      // "No newline at end of file" speaks of the line before it.
      if (previous !== '+') chomp(oldLines);
    } else {
      const here = newLines[next];
      if (here === undefined || (here !== content && `${here}\n` !== content)) return undefined;
      if (sign === ' ') oldLines.push(here);
      next += 1;
    }
    previous = sign ?? '';
  }
  oldLines.push(...newLines.slice(next));
  return Buffer.from(oldLines.join(''), 'latin1');
}

/** How many lines of the new file come before the hunk. With count 0 git names the line before. */
function hunkStart(header: string): number | undefined {
  const match = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/u.exec(header);
  if (match === null) return undefined;
  const start = Number(match[1]);
  return match[2] === '0' ? start : start - 1;
}

function chomp(lines: string[]): void {
  const last = lines.pop();
  if (last !== undefined) lines.push(last.endsWith('\n') ? last.slice(0, -1) : last);
}
