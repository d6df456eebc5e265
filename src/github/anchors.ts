import type { LineComment } from '../review/plan-types.ts';
import { hunksOfPatch } from '../source/touched-lines.ts';
import type { ListedFile } from './pull-request.ts';

/** Which lines GitHub takes comments on, by its own list of files as it is now. */
export function standsInDiff(comment: LineComment, files: readonly ListedFile[]): boolean {
  const { at } = comment;
  const file = files.find((one) => one.filename === at.path);
  if (file?.patch === undefined) return false;
  const reading = hunksOfPatch(file.patch);
  // A patch that we cannot read says nothing against the anchor.
  if (reading.kind === 'refused') return true;
  const first = at.startLine ?? at.line;
  return reading.hunks.some((hunk) => {
    const start = at.side === 'LEFT' ? hunk.oldStart : hunk.newStart;
    const count = at.side === 'LEFT' ? hunk.oldCount : hunk.newCount;
    return start <= first && at.line < start + count;
  });
}
