import type { Site, Span } from '../core/span.ts';
import type { Hunk } from '../source/snapshot.ts';
import type { ComparisonFinding } from './engine.ts';
import { firstAdded, firstDeleted, linesOf, type DiffScope } from './scope.ts';

/** Text of a line on either side, trimmed; empty where there is none. */
export interface LineTexts {
  readonly base: (path: string, line: number) => string;
  readonly head: (path: string, line: number) => string;
}

/**
 * Settles on which side a comparison finding stands. A rule knows what the base said and what the head says in its place; only
 * the diff knows which of these lines were written by the change. Deleted without replacement: LEFT. Modified: RIGHT.
 */
export function settled(finding: ComparisonFinding, scope: DiffScope, texts: LineTexts): ComparisonFinding {
  if (finding.side === 'RIGHT') return finding;
  const { problem } = finding;
  const { at } = problem;
  const counterparts = problem.counterparts ?? [];
  const file = scope.atBase(at.path);
  const line = firstDeleted(file, at.span);
  if (file !== undefined && line !== undefined) {
    const hunk = file.hunkAtBase(line);
    const site =
      hunk === undefined
        ? undefined
        : (replacement({ path: file.change.path, line, hunk, at, counterparts }, texts) ??
          movedTo(file.change.path, counterparts, scope));
    return site === undefined ? onLeft(finding, deletedPart(at, file.isDeleted, line)) : onRight(finding, site);
  }
  // The line itself stands: what changed is its counterpart, or something both depend on.
  const changed = counterparts.find((site) => firstAdded(scope.atHead(site.path), site.span) !== undefined);
  const standing = changed ?? counterparts[0];
  return standing === undefined ? finding : onRight(finding, standing);
}

/** What lost it was written anew in another file: there it is to be mended. */
function movedTo(path: string, counterparts: readonly Site[], scope: DiffScope): Site | undefined {
  return counterparts.find((site) => {
    const file = site.path === path ? undefined : scope.atHead(site.path);
    return file !== undefined && [...linesOf(site.span)].every(file.isAdded);
  });
}

interface DeletedLine {
  readonly path: string;
  readonly line: number;
  readonly hunk: Hunk;
  readonly at: Site;
  readonly counterparts: readonly Site[];
}

/** The line that was written in place of a deleted one, in the same run of changed lines. */
function replacement({ path, line, hunk, at, counterparts }: DeletedLine, texts: LineTexts): Site | undefined {
  const block = blockOf(hunk, line);
  const text = texts.base(at.path, line);
  const others = block.deleted.filter((deleted) => deleted !== line).map((deleted) => texts.base(at.path, deleted));
  // The place of a decorator is not taken by the line below it, which was changed as well.
  const isFree = (added: number): boolean => {
    const now = texts.head(path, added);
    return !text.startsWith('@') || others.every((other) => likenessOf(other, now) <= likenessOf(text, now));
  };
  if (block.added.length === 0) return undefined;
  for (const site of counterparts) {
    if (site.path !== path) continue;
    const inside = block.added.filter((added) => added >= site.span.startLine && added <= site.span.endLine);
    if (inside.length === site.span.endLine - site.span.startLine + 1) return site;
    const free = inside.filter(isFree);
    const [first] = free;
    if (first === undefined) continue;
    const best = mostAlike(text, free, (added) => texts.head(path, added));
    return lineSite(path, best?.line ?? first, texts);
  }
  const best = mostAlike(text, block.added, (added) => texts.head(path, added));
  if (best !== undefined && best.likeness >= ALIKE) return lineSite(path, best.line, texts);
  // Written anew further down: git takes blank lines between for unchanged ones.
  return counterparts.find((site) => {
    const isWritten = site.path === path && [...linesOf(site.span)].every((added) => hunk.added.includes(added));
    return isWritten && likenessOf(text, texts.head(path, site.span.startLine)) >= ALIKE;
  });
}

const ALIKE = 0.5;

interface Block {
  readonly added: readonly number[];
  readonly deleted: readonly number[];
}

/** The run of deleted and added lines, unbroken by context, that holds a deleted line. */
function blockOf(hunk: Hunk, deletedLine: number): Block {
  const oldContext = hunk.context.map(([old]) => old);
  const newContext = hunk.context.map(([, now]) => now);
  const index = oldContext.findIndex((old) => old > deletedLine);
  const above = index < 0 ? oldContext.length - 1 : index - 1;
  const from = newContext[above] ?? hunk.newStart - 1;
  const to = index < 0 ? Number.POSITIVE_INFINITY : (newContext[index] ?? Number.POSITIVE_INFINITY);
  const oldFrom = oldContext[above] ?? hunk.oldStart - 1;
  const oldTo = index < 0 ? Number.POSITIVE_INFINITY : (oldContext[index] ?? Number.POSITIVE_INFINITY);
  return {
    added: hunk.added.filter((line) => line > from && line < to),
    deleted: hunk.deleted.filter((line) => line > oldFrom && line < oldTo),
  };
}

function mostAlike(
  text: string,
  lines: readonly number[],
  textOf: (line: number) => string,
): { readonly line: number; readonly likeness: number } | undefined {
  let best: { line: number; likeness: number } | undefined;
  for (const line of lines) {
    const likeness = likenessOf(text, textOf(line));
    if (best === undefined || likeness > best.likeness) best = { line, likeness };
  }
  return best !== undefined && best.likeness > 0 ? best : undefined;
}

/** Shared words of two lines, as a part of all of them. */
function likenessOf(a: string, b: string): number {
  const left = wordsOf(a);
  const right = wordsOf(b);
  const shared = [...left].filter((word) => right.has(word)).length;
  const all = left.size + right.size - shared;
  return all === 0 ? 0 : shared / all;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/\w+/gu) ?? []);
}

function lineSite(path: string, line: number, texts: LineTexts): Site {
  const endColumn = Math.max(1, texts.head(path, line).length);
  return { path, span: { startLine: line, startColumn: 1, endLine: line, endColumn } };
}

/** The run of deleted lines from the first one on, as far as the cause reaches. */
function deletedPart(at: Site, isDeleted: (line: number) => boolean, first: number): Site {
  let last = first;
  for (const line of linesOf(at.span)) {
    if (line <= last) continue;
    if (line !== last + 1 || !isDeleted(line)) break;
    last = line;
  }
  const span: Span = {
    startLine: first,
    startColumn: first === at.span.startLine ? at.span.startColumn : 1,
    endLine: last,
    endColumn: at.span.endColumn,
  };
  return { path: at.path, span };
}

function onLeft(finding: ComparisonFinding, at: Site): ComparisonFinding {
  return { ...finding, path: at.path, ...at.span, side: 'LEFT' };
}

function onRight(finding: ComparisonFinding, at: Site): ComparisonFinding {
  return { ...finding, path: at.path, ...at.span, side: 'RIGHT' };
}
