import type { Span } from '../core/span.ts';
import type { Fix } from '../rules/contract/rule.ts';

/** Lines of one file, first and last, 1-based and inclusive. */
export interface LineRange {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/**
 * The text that puts a fix in the place of exactly these lines, for a suggestion block. Undefined when the fix reaches
 * beyond them, or when the lines hold something a reader would not see they accept.
 */
export function suggestionFor(fix: Fix, range: LineRange, source: readonly string[]): readonly string[] | undefined {
  const inRange = fix.edits.every(
    ({ at }) => at.path === range.path && range.startLine <= at.span.startLine && at.span.endLine <= range.endLine,
  );
  if (!inRange || fix.edits.length === 0 || source.length < range.endLine) return undefined;
  const before = source.slice(range.startLine - 1, range.endLine);
  const text = applyEdits(source, fix);
  const after = text?.slice(range.startLine - 1, text.length - (source.length - range.endLine));
  if (after === undefined || after.join('\n') === before.join('\n')) return undefined;
  return [...before, ...after].some(isTreacherous) ? undefined : after;
}

/** CR is lost in a suggestion; characters that hide would be accepted unseen. A fence is harmless: ours is longer. */
function isTreacherous(line: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(line.replaceAll('\t', ''));
}

/** Applies a fix to the lines of its file; undefined when its edits overlap or lie outside. Last edit first: offsets hold. */
export function applyEdits(source: readonly string[], fix: Fix): readonly string[] | undefined {
  const lines = [...source];
  const edits = fix.edits.toSorted((a, b) => compareStart(b.at.span, a.at.span));
  let limit: Pick<Span, 'startLine' | 'startColumn'> = { startLine: Infinity, startColumn: Infinity };
  for (const { at, replacement } of edits) {
    const first = lines[at.span.startLine - 1];
    const last = lines[at.span.endLine - 1];
    if (first === undefined || last === undefined || !endsBefore(at.span, limit)) return undefined;
    const text = first.slice(0, at.span.startColumn - 1) + replacement + last.slice(at.span.endColumn);
    // A line whose whole text goes, goes with it.
    const after = text.trim() === '' && replacement === '' ? [] : text.split('\n');
    lines.splice(at.span.startLine - 1, at.span.endLine - at.span.startLine + 1, ...after);
    limit = at.span;
  }
  return lines;
}

function compareStart(a: Span, b: Span): number {
  return a.startLine - b.startLine || a.startColumn - b.startColumn;
}

function endsBefore(span: Span, limit: Pick<Span, 'startLine' | 'startColumn'>): boolean {
  return span.endLine < limit.startLine || (span.endLine === limit.startLine && span.endColumn < limit.startColumn);
}
