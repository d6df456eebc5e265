import type { Site, Span } from '../core/span.ts';
import type { Module } from './syntax.ts';

/** Offsets into a module's text, end exclusive; every node is one. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The 1-based line that holds an offset. */
export function lineOf(module: Module, offset: number): number {
  const starts = module.lineStarts;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** Offsets to lines and columns; an empty range covers the character it stands before. */
export function spanOf(module: Module, range: Range): Span {
  const last = Math.max(range.start, range.end - 1);
  const startLine = lineOf(module, range.start);
  const endLine = lineOf(module, last);
  return {
    startLine,
    startColumn: range.start - (module.lineStarts[startLine - 1] ?? 0) + 1,
    endLine,
    endColumn: last - (module.lineStarts[endLine - 1] ?? 0) + 1,
  };
}

/** Where a node stands, with its file. */
export function siteOf(module: Module, range: Range): Site {
  return { path: module.path, span: spanOf(module, range) };
}

/** The source text of a node. */
export function textOf(module: Module, range: Range): string {
  return module.text.slice(range.start, range.end);
}
