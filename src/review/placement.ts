import type { Site, Span } from '../core/span.ts';
import type { Hunk } from '../source/snapshot.ts';
import type { Placement } from './finding.ts';
import { firstAdded, firstDeleted, linesOf, type DiffScope, type FileScope } from './scope.ts';

/** Where a finding could be said: its own lines, the lines that make it true, and the lines it lost. */
export interface Anchors {
  /** Lines of the head. Absent for a cause that has nothing left at the head. */
  readonly head?: Site;
  /** Lines of the head that make it true, the nearest first. */
  readonly related: readonly Site[];
  /** Lines of the base that were deleted: the cause that a comparison found. */
  readonly base?: Site;
}

/**
 * The first place that exists: an added line of the anchor; an added related line; the deleted line; a line that the diff
 * shows as context; the file; the summary. A cause that was deleted goes before related lines: these are what it opened.
 */
export function placementOf(anchors: Anchors, scope: DiffScope): Placement {
  return (
    addedPlacement(anchors.head, scope) ??
    deletedPlacement(anchors.base, scope) ??
    first(anchors.related, (site) => addedLinePlacement(site, scope)) ??
    contextPlacement(anchors, scope) ??
    filePlacement(anchors, scope) ?? { kind: 'summary' }
  );
}

function addedPlacement(site: Site | undefined, scope: DiffScope): Placement | undefined {
  if (site === undefined) return undefined;
  const file = scope.atHead(site.path);
  const line = firstAdded(file, site.span);
  if (file === undefined || line === undefined) return undefined;
  const hunk = file.hunkAtHead(line);
  if (hunk === undefined) return undefined;
  const { startLine, endLine } = site.span;
  const isRange = endLine > startLine && isInside(startLine, endLine, hunk.newStart, hunk.newCount);
  if (!isRange) return { kind: 'line', path: file.change.path, line, side: 'RIGHT' };
  return { kind: 'line', path: file.change.path, line: endLine, side: 'RIGHT', startLine };
}

function addedLinePlacement(site: Site, scope: DiffScope): Placement | undefined {
  const file = scope.atHead(site.path);
  const line = firstAdded(file, site.span);
  if (file === undefined || line === undefined || file.hunkAtHead(line) === undefined) return undefined;
  return { kind: 'line', path: file.change.path, line, side: 'RIGHT' };
}

/** GitHub takes a comment on the left for deleted lines only, so a range is used when all of its lines were deleted. */
function deletedPlacement(site: Site | undefined, scope: DiffScope): Placement | undefined {
  if (site === undefined) return undefined;
  const file = scope.atBase(site.path);
  const line = firstDeleted(file, site.span);
  if (file === undefined || line === undefined) return undefined;
  const hunk = file.hunkAtBase(line);
  if (hunk === undefined) return undefined;
  const placement: Placement = { kind: 'line', path: file.change.path, line, side: 'LEFT' };
  if (!isDeletedRange(site.span, hunk)) return placement;
  return { ...placement, line: site.span.endLine, startLine: site.span.startLine };
}

function isDeletedRange(span: Span, hunk: Hunk): boolean {
  if (span.endLine <= span.startLine) return false;
  const deleted = new Set(hunk.deleted);
  for (const line of linesOf(span)) if (!deleted.has(line)) return false;
  return true;
}

function contextPlacement({ head, base }: Anchors, scope: DiffScope): Placement | undefined {
  const site = head ?? (base === undefined ? undefined : movedToHead(base, scope));
  if (site === undefined) return undefined;
  const file = scope.atHead(site.path);
  if (file === undefined) return undefined;
  for (const line of linesOf(site.span)) {
    if (file.hunkAtHead(line) !== undefined) return { kind: 'line', path: file.change.path, line, side: 'RIGHT' };
  }
  return undefined;
}

/** Where an unchanged line of the base stands now. */
function movedToHead(base: Site, scope: DiffScope): Site | undefined {
  const file = scope.atBase(base.path);
  const line = file?.toHead(base.span.startLine);
  if (file === undefined || line === undefined) return undefined;
  return { path: file.change.path, span: { ...base.span, startLine: line, endLine: line } };
}

function filePlacement({ head, base, related }: Anchors, scope: DiffScope): Placement | undefined {
  const file: FileScope | undefined =
    (head === undefined ? undefined : scope.atHead(head.path)) ??
    (base === undefined ? undefined : scope.atBase(base.path)) ??
    first(related, ({ path }) => scope.atHead(path));
  return file === undefined ? undefined : { kind: 'file', path: file.change.path };
}

function isInside(startLine: number, endLine: number, start: number, count: number): boolean {
  return startLine >= start && endLine < start + count;
}

function first<T, R>(items: readonly T[], pick: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const picked = pick(item);
    if (picked !== undefined) return picked;
  }
  return undefined;
}
