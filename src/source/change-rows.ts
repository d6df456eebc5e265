/** Rows of a change (what became of which file), and the touched lines of each. */
import { touchedLines } from './diff-texts.ts';
import { isRegular } from './git-tree.ts';
import { isWanted } from './wanted.ts';
import type { Side } from './diff-texts.ts';
import type { FileChange, Snapshot } from './snapshot.ts';

/** One file on both sides; a mode is absent where the file is. */
export interface ChangeRow {
  readonly path: string;
  readonly previousPath?: string;
  readonly oldMode?: string;
  readonly newMode?: string;
}

/** Reads `git diff-tree --raw -z`: names come as they are, never out of diff text. */
export function rawRows(fields: readonly string[]): ChangeRow[] {
  const rows: ChangeRow[] = [];
  const rest = fields.values();
  for (const field of rest) {
    const [, oldMode = '', newMode = '', status = ''] = /^:(\d+) (\d+) \S+ \S+ ([A-Z])\d*$/.exec(field) ?? [];
    const first: string | undefined = rest.next().value;
    const second: string | undefined = status === 'R' || status === 'C' ? rest.next().value : undefined;
    if (first === undefined) break;
    rows.push({
      path: second ?? first,
      ...(second === undefined ? {} : { previousPath: first }),
      ...(/[1-9]/.test(oldMode) ? { oldMode } : {}),
      ...(/[1-9]/.test(newMode) ? { newMode } : {}),
    });
  }
  return rows;
}

/** The changes of wanted files; a rename into or out of what is wanted is an addition or a removal. */
export function narrowRows(rows: readonly ChangeRow[]): ChangeRow[] {
  return rows.flatMap((row) => {
    const { path, previousPath, oldMode, newMode } = row;
    const narrowed: ChangeRow[] = [];
    if (previousPath !== undefined && !(isWanted(path) && isWanted(previousPath))) {
      if (isWanted(previousPath) && oldMode !== undefined) narrowed.push({ path: previousPath, oldMode });
      if (isWanted(path) && newMode !== undefined) narrowed.push({ path, newMode });
      return narrowed;
    }
    return isWanted(path) ? [row] : [];
  });
}

/** One row as a change with its touched lines; the patch is a proposal, believed only if it is true of both sides. */
export function fileChange(row: ChangeRow, base: Snapshot, head: Snapshot, patch: string | undefined): FileChange {
  const before = sideOf(base, row.previousPath ?? row.path, row.oldMode, row.newMode);
  const after = sideOf(head, row.path, row.newMode, row.oldMode);
  return {
    status: statusOf(row),
    path: row.path,
    ...(row.previousPath === undefined ? {} : { previousPath: row.previousPath }),
    lines: touchedLines(before, after, patch),
  };
}

function statusOf(row: ChangeRow): FileChange['status'] {
  if (row.previousPath !== undefined) return 'renamed';
  const had = row.oldMode !== undefined && (isRegular(row.oldMode) || row.newMode === undefined);
  const has = row.newMode !== undefined && (isRegular(row.newMode) || row.oldMode === undefined);
  if (had && has) return 'modified';
  return had ? 'removed' : 'added';
}

/** A link or submodule where the other side is a file counts as no file; alone, as one that can't be read. */
function sideOf(snapshot: Snapshot, path: string, mode: string | undefined, otherMode: string | undefined): Side {
  if (mode === undefined) return 'absent';
  if (!isRegular(mode) && otherMode !== undefined && isRegular(otherMode)) return 'absent';
  return snapshot.files.get(path)?.bytes ?? 'unreadable';
}
