import type { Span } from '../core/span.ts';
import type { FileChange, Hunk } from '../source/snapshot.ts';

/** Which lines of which side a change touches, asked by path and line. Every path asked of the head is a head path. */
export interface DiffScope {
  /** Path at the base → path at the head, for files that git pairs as renamed. */
  readonly renames: ReadonlyMap<string, string>;
  /** The change of the file that has this path at the head (or had it, when it was removed). */
  atHead(path: string): FileScope | undefined;
  /** The change of the file that had this path at the base. */
  atBase(path: string): FileScope | undefined;
}

/** One changed file. */
export interface FileScope {
  readonly change: FileChange;
  readonly isAdded: (headLine: number) => boolean;
  readonly isDeleted: (baseLine: number) => boolean;
  /** The line of the head that holds an unchanged line of the base; undefined where it is deleted or cannot be told. */
  toHead(baseLine: number): number | undefined;
  /** The hunk that shows the line on that side, when the diff is known. */
  hunkAtHead(headLine: number): Hunk | undefined;
  hunkAtBase(baseLine: number): Hunk | undefined;
}

export function scopeOf(files: readonly FileChange[]): DiffScope {
  const head = new Map<string, FileScope>();
  const base = new Map<string, FileScope>();
  const renames = new Map<string, string>();
  for (const change of files) {
    const scope = fileScope(change);
    head.set(change.path, scope);
    if (change.status === 'renamed' && change.previousPath !== undefined) {
      renames.set(change.previousPath, change.path);
      base.set(change.previousPath, scope);
    } else if (change.status === 'modified' || change.status === 'removed') {
      base.set(change.path, scope);
    }
  }
  return { renames, atHead: (path) => head.get(path), atBase: (path) => base.get(path) };
}

function fileScope(change: FileChange): FileScope {
  if (change.lines.kind !== 'hunks') return wholeScope(change);
  const { hunks } = change.lines;
  const added = new Set(hunks.flatMap((hunk) => hunk.added));
  const deleted = new Set(hunks.flatMap((hunk) => hunk.deleted));
  return {
    change,
    isAdded: (line) => added.has(line),
    isDeleted: (line) => deleted.has(line),
    toHead: (line) => (deleted.has(line) ? undefined : line + shiftAt(hunks, line)),
    hunkAtHead: (line) => hunks.find((hunk) => covers(hunk.newStart, hunk.newCount, line)),
    hunkAtBase: (line) => hunks.find((hunk) => covers(hunk.oldStart, hunk.oldCount, line)),
  };
}

/** No hunks: every line may be touched, and no line is promised to be shown. */
function wholeScope(change: FileChange): FileScope {
  return {
    change,
    isAdded: () => change.status !== 'removed',
    isDeleted: () => change.status !== 'added',
    toHead: () => undefined,
    hunkAtHead: () => undefined,
    hunkAtBase: () => undefined,
  };
}

function covers(start: number, count: number, line: number): boolean {
  return line >= start && line < start + count;
}

/** How far an unchanged line of the base has moved: the lines added above it less the lines deleted above it. */
function shiftAt(hunks: readonly Hunk[], baseLine: number): number {
  let shift = 0;
  for (const hunk of hunks) {
    if (covers(hunk.oldStart, hunk.oldCount, baseLine)) {
      const pair = hunk.context.find(([oldLine]) => oldLine === baseLine);
      if (pair !== undefined) return pair[1] - pair[0];
    }
    // With count 0 git names the line before the insertion, so that line itself is not moved by it.
    const firstBehind = hunk.oldCount === 0 ? hunk.oldStart + 1 : hunk.oldStart + hunk.oldCount;
    if (baseLine < firstBehind) break;
    shift += hunk.newCount - hunk.oldCount;
  }
  return shift;
}

/** The lines of a span, first to last. */
export function* linesOf(span: Span): Generator<number> {
  for (let line = span.startLine; line <= span.endLine; line += 1) yield line;
}

/** The first line of the span that the change added. */
export function firstAdded(scope: FileScope | undefined, span: Span): number | undefined {
  if (scope === undefined) return undefined;
  for (const line of linesOf(span)) if (scope.isAdded(line)) return line;
  return undefined;
}

/** The first line of the span (of the base) that the change deleted. */
export function firstDeleted(scope: FileScope | undefined, span: Span): number | undefined {
  if (scope === undefined) return undefined;
  for (const line of linesOf(span)) if (scope.isDeleted(line)) return line;
  return undefined;
}
