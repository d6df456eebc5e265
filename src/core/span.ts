/** Places in source text, the way GitHub counts them. */

/** Lines and columns are 1-based, ends inclusive, columns in UTF-16 units; lines are split at LF only. */
export interface Span {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A span in a file; `path` is relative to the analysed root, with forward slashes. */
export interface Site {
  readonly path: string;
  readonly span: Span;
}

/** True when the span covers the line. */
export function coversLine(span: Span, line: number): boolean {
  return span.startLine <= line && line <= span.endLine;
}

/** Equal sites have equal keys. */
export function siteKey({ path, span }: Site): string {
  return `${path}:${String(span.startLine)}:${String(span.startColumn)}:${String(span.endLine)}:${String(span.endColumn)}`;
}

/** Orders sites by path, then by place; for stable output. */
export function compareSites(a: Site, b: Site): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return (
    a.span.startLine - b.span.startLine ||
    a.span.startColumn - b.span.startColumn ||
    a.span.endLine - b.span.endLine ||
    a.span.endColumn - b.span.endColumn
  );
}

/** True when `inner` lies in `outer`, or is the same. */
export function contains(outer: Span, inner: Span): boolean {
  const begins =
    outer.startLine < inner.startLine ||
    (outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn);
  const ends = inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return begins && ends;
}
