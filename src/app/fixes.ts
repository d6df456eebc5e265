import { compareSites } from '../core/span.ts';
import { applyEdits } from '../report/suggestion.ts';
import type { Finding } from '../review/finding.ts';
import type { Fix } from '../rules/contract/rule.ts';

export interface FixedFile {
  readonly path: string;
  readonly text: string;
}

export interface FixOutcome {
  readonly files: readonly FixedFile[];
  readonly applied: readonly Finding[];
  /** Their edits meet those of another fix; a second run takes them up. */
  readonly left: readonly Finding[];
}

/** Applies every fix that does not get in another one's way. `textOf` gives a file as it is now. */
export function applyFixes(findings: readonly Finding[], textOf: (path: string) => string | undefined): FixOutcome {
  const edits = new Map<string, Fix['edits'][number][]>();
  const applied: Finding[] = [];
  const left: Finding[] = [];
  for (const finding of findings) {
    if (finding.fix === undefined) continue;
    if (finding.fix.edits.every((edit) => isFree(edit, edits.get(edit.at.path) ?? []))) {
      applied.push(finding);
      for (const edit of finding.fix.edits) {
        const taken = edits.get(edit.at.path) ?? [];
        if (!taken.some((other) => isSame(edit, other))) edits.set(edit.at.path, [...taken, edit]);
      }
    } else left.push(finding);
  }
  const files = [...edits].map(([path, ofFile]) => ({ path, text: editedText(path, ofFile, textOf) }));
  return { files, applied, left };
}

function editedText(path: string, edits: Fix['edits'], textOf: (path: string) => string | undefined): string {
  const lines = textOf(path)?.split('\n');
  const edited = lines === undefined ? undefined : applyEdits(lines, { title: '', edits });
  if (edited === undefined) throw new Error(`The fixes of ${path} do not fit its text.`);
  return edited.join('\n');
}

type Edit = Fix['edits'][number];

/** The same edit twice (an import two fixes want) is one edit; others stand apart: on lines of their own, or in one with text between. */
function isFree(edit: Edit, taken: readonly Edit[]): boolean {
  return taken.every((other) => isSame(edit, other) || isBefore(edit, other) || isBefore(other, edit));
}

function isBefore({ at: { span }, replacement }: Edit, later: Edit): boolean {
  const next = later.at.span;
  if (span.endLine < next.startLine) return true;
  const within = span.startLine === next.startLine && span.endLine === next.endLine && span.startLine === span.endLine;
  return (
    within &&
    ![replacement, later.replacement].some((text) => text.includes('\n')) &&
    span.endColumn + 1 < next.startColumn
  );
}

function isSame(edit: Edit, other: Edit): boolean {
  return edit.replacement === other.replacement && compareSites(edit.at, other.at) === 0;
}
