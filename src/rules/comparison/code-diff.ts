import { diffArrays } from 'diff';
import type { Site } from '../../core/span.ts';
import type { Code, Facts } from '../../fastapi/facts.ts';
import { lineOf, siteOf } from '../../python/position.ts';
import { dottedName } from '../../python/walk.ts';
import type { Snapshots } from './snapshots.ts';
import { isWithin } from './source-text.ts';

/** Where two versions of a body differ. */
export interface CodeDifference {
  /** Lines that the head has no longer. */
  readonly base?: Site;
  /** Lines that the head has in their place, or lines that are new. */
  readonly head?: Site;
  /** The whole body at the head. */
  readonly whole: Site;
  readonly name: string;
}

/** The body of this name, as the head calls it. */
export function headCode({ head, renames }: Snapshots, baseName: string): Code | undefined {
  return codeNamed(head, renames.text(baseName));
}

export function codeNamed(facts: Facts, name: string): Code | undefined {
  return facts.codes.find((code) => code.name === name && !isStub(code));
}

/** `@overload`: what follows under the same name is what runs. */
function isStub({ def }: Code): boolean {
  return def?.decorators.some(({ expression }) => /(?:^|\.)overload$/u.test(dottedName(expression) ?? '')) === true;
}

/**
 * The first difference between two versions of a body, comments and blanks left out; among several the one that took away a
 * line of `proof` (lines of the base).
 */
export function differenceOf(base: Code, head: Code, proof: readonly number[] = []): CodeDifference | undefined {
  const before = linesOf(base);
  const after = linesOf(head);
  const blocks = blocksOf(before, after);
  const takesProof = blocks.find(({ removed }) => removed.some(({ line }) => proof.includes(line)));
  const block = takesProof ?? blocks.find(({ removed }) => removed.length > 0) ?? blocks[0];
  if (block === undefined) return undefined;
  const baseSite = siteOfLines(base, causeIn(block, proof));
  const headSite = siteOfLines(head, block.added);
  return {
    ...(baseSite === undefined ? {} : { base: baseSite }),
    ...(headSite === undefined ? {} : { head: headSite }),
    whole: wholeSite(head),
    name: base.name,
  };
}

/** The innermost function in whose body a site stands. */
export function codeHolding(facts: Facts, site: Site): Code | undefined {
  return facts.codes.findLast((code) => {
    const whole = wholeSite(code);
    return code.def !== undefined && isWithin(site, whole) && whole.span.startLine < site.span.startLine;
  });
}

export function wholeSite(code: Code): Site {
  const last = code.body.at(-1);
  return siteOf(code.module, {
    start: code.def?.start ?? code.body[0]?.start ?? 0,
    end: code.def?.end ?? last?.end ?? 1,
  });
}

interface Line {
  readonly line: number;
  readonly text: string;
}

interface Block {
  readonly removed: readonly Line[];
  readonly added: readonly Line[];
}

/** Lines of a body that say something, without indentation. */
function linesOf(code: Code): readonly Line[] {
  const { span } = wholeSite(code);
  const comments = new Map(code.module.comments.map(({ start }) => [lineOf(code.module, start), start]));
  const lines: Line[] = [];
  for (let line = span.startLine; line <= span.endLine; line += 1) {
    const start = code.module.lineStarts[line - 1] ?? 0;
    const end = comments.get(line) ?? code.module.lineStarts[line] ?? code.module.text.length;
    const text = code.module.text.slice(start, end).trim();
    if (text !== '') lines.push({ line, text });
  }
  return lines;
}

function blocksOf(before: readonly Line[], after: readonly Line[]): readonly Block[] {
  const blocks: { removed: Line[]; added: Line[] }[] = [];
  let open: { removed: Line[]; added: Line[] } | undefined;
  let old = 0;
  let now = 0;
  for (const { added, removed, count } of diffArrays(
    before.map(({ text }) => text),
    after.map(({ text }) => text),
  )) {
    if (!added && !removed) {
      open = undefined;
      old += count;
      now += count;
      continue;
    }
    if (open === undefined) blocks.push((open = { removed: [], added: [] }));
    if (removed) open.removed.push(...before.slice(old, (old += count)));
    else open.added.push(...after.slice(now, (now += count)));
  }
  return blocks;
}

/** A deletion is shown whole, condition and all; of lines that were replaced, those that proved something. */
function causeIn({ removed, added }: Block, proof: readonly number[]): readonly Line[] {
  const proving = removed.filter(({ line }) => proof.includes(line));
  const isShown = added.length === 0 && removed.length <= MAX_SHOWN;
  return isShown || proving.length === 0 ? removed : proving;
}

const MAX_SHOWN = 8;

function siteOfLines(code: Code, lines: readonly Line[]): Site | undefined {
  const [first] = lines;
  if (first === undefined) return undefined;
  let last = first;
  for (const line of lines) if (line.line === last.line + 1) last = line;
  const start = (code.module.lineStarts[first.line - 1] ?? 0) + indentOf(code, first);
  const end = (code.module.lineStarts[last.line - 1] ?? 0) + indentOf(code, last) + last.text.length;
  return siteOf(code.module, { start, end });
}

function indentOf(code: Code, { line, text }: Line): number {
  const start = code.module.lineStarts[line - 1] ?? 0;
  return Math.max(0, code.module.text.indexOf(text, start) - start);
}
