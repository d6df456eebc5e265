import { ERROR } from './flat-tree.ts';
import type { Flattened, Stretch } from './flatten.ts';

/** A text of the same length that the grammar understands better, and the comments that were blanked in it. */
export interface Repair {
  readonly text: string;
  readonly comments: readonly Stretch[];
}

/** Nobody writes longer ones, and a bound keeps hostile files cheap. */
const MAX_PARAMETERS = 4000;
const GENERIC = /\b(?:class|def|type)[ \t]+[\p{L}\p{N}_]+[ \t]*\[/gu;

/**
 * `class A[T = int]` of Python 3.13 is unknown to the grammar. Nobody reads type parameters here, so those with a default are
 * blanked. Nothing where there are none.
 */
export function withoutTypeDefaults(text: string): Repair | undefined {
  const blanked = new Blanking(text);
  for (const match of text.matchAll(GENERIC)) {
    const open = match.index + match[0].length - 1;
    if (open < blanked.end) continue;
    const comments: Stretch[] = [];
    const close = closingBracket(text, open, comments);
    if (close === undefined) break;
    if (text.slice(open, close).includes('=')) blanked.blank(open, close, comments);
  }
  return blanked.result();
}

/** Behind the bracket that closes the one at `open`; strings and comments are passed over. */
function closingBracket(text: string, open: number, comments: Stretch[]): number | undefined {
  const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|#[^\n]*|[[\](){}]/g;
  const window = text.slice(open, open + MAX_PARAMETERS);
  let depth = 0;
  for (let match = token.exec(window); match !== null; match = token.exec(window)) {
    if ('[({'.includes(match[0])) depth += 1;
    else if ('])}'.includes(match[0])) depth -= 1;
    else if (match[0].startsWith('#')) comments.push({ start: open + match.index, end: open + token.lastIndex });
    if (depth === 0) return open + token.lastIndex;
  }
  return undefined;
}

/**
 * Where a line inside brackets is indented less than its block, the grammar may take it for the end of the block. Newlines and
 * comments inside brackets mean nothing, so they are blanked.
 */
export function withoutBracketedNewlines(text: string): Repair | undefined {
  const token =
    /[rRbBfFtTuU]{0,2}(?:'''(?:\\[^]|[^\\])*?'''|"""(?:\\[^]|[^\\])*?"""|'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*")|#[^\n]*|[[\](){}\n]/g;
  const blanked = new Blanking(text);
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const { index, 0: found } = match;
    if (found === '(' || found === '[' || found === '{') depth += 1;
    else if (found === ')' || found === ']' || found === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) continue;
    else if (found === '\n') blanked.blank(index, index + 1);
    else if (found.startsWith('#'))
      blanked.blank(index, index + found.length, [{ start: index, end: index + found.length }]);
  }
  return blanked.result();
}

/** Semicolons in place of the newlines that the grammar overlooked: `x,` alone on a line, say, before an assignment. */
export function withSemicolons(text: string, breaks: readonly number[], comments: readonly Stretch[]): Repair {
  const blanked = new Blanking(text);
  const endings = new Map(comments.map((comment) => [comment.end, comment]));
  for (const at of breaks) {
    const comment = endings.get(at);
    if (comment !== undefined) blanked.blank(comment.start, comment.end, [comment]);
    blanked.put(at, ';');
  }
  return blanked.result() ?? { text, comments: [] };
}

/** Rewrites a text from left to right without changing its length. */
class Blanking {
  end = 0;
  readonly #text: string;
  readonly #parts: string[] = [];
  readonly #comments: Stretch[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  blank(start: number, end: number, comments: readonly Stretch[] = []): void {
    this.put(start, ' '.repeat(end - start));
    this.#comments.push(...comments);
  }

  put(start: number, replacement: string): void {
    this.#parts.push(this.#text.slice(this.end, start), replacement);
    this.end = start + replacement.length;
  }

  result(): Repair | undefined {
    if (this.end === 0) return undefined;
    return { text: this.#parts.join('') + this.#text.slice(this.end), comments: this.#comments };
  }
}

/** A line at the left edge that begins a statement: a place to take up reading again behind an error. */
const FRESH_START = /^(?:@|(?:async\s+)?def\s|class\s|from\s|import\s|[A-Za-z_][\w.]*\s*(?:=|\())/;
const MAX_PIECES = 200;

/**
 * Where the grammar lost its way at the left edge of a file, one error may swallow every statement behind it. The stretches
 * to read once more, each on its own, and cut where a new statement begins.
 */
export function lostStretches(text: string, flat: Flattened): Stretch[] {
  const { tree } = flat;
  const regions: { start: number; end: number }[] = [];
  const errors = tree.type(0) === ERROR ? [0] : tree.all(0).filter((child) => tree.type(child) === ERROR);
  for (const error of errors) {
    const last = regions.at(-1);
    if (last !== undefined && tree.end(error) <= last.end) continue;
    const end = nextFreshStart(text, tree.end(error));
    if (last !== undefined && tree.start(error) < last.end) last.end = end;
    else regions.push({ start: text.lastIndexOf('\n', tree.start(error) - 1) + 1, end });
  }
  const pieces = regions.flatMap((region) => cut(text, region));
  return pieces.length > MAX_PIECES ? [] : pieces;
}

function nextFreshStart(text: string, from: number): number {
  for (let at = text.indexOf('\n', Math.max(0, from - 1)); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (FRESH_START.test(text.slice(at + 1, at + 200))) return at + 1;
  }
  return text.length;
}

/** Cuts at fresh starts, but not between decorators and what they decorate, and not inside a string of several lines. */
function cut(text: string, region: Stretch): Stretch[] {
  const pieces: Stretch[] = [];
  let start = region.start;
  let decorated = false;
  let quotes = 0;
  for (let at = region.start; at < region.end;) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 || newline >= region.end ? region.end : newline + 1;
    const line = text.slice(at, next);
    if (quotes % 2 === 0 && FRESH_START.test(line)) {
      if (at > start && !decorated) {
        pieces.push({ start, end: at });
        start = at;
      }
      decorated = line.startsWith('@');
    }
    quotes += line.match(/"""|'''/g)?.length ?? 0;
    at = next;
  }
  pieces.push({ start, end: region.end });
  return pieces;
}
