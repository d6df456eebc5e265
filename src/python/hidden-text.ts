import { codingCookie, knownEncoding } from './decode.ts';
import type { Module } from './syntax.ts';
import { walk } from './walk.ts';

/** Text that a reader sees differently from Python, or not at all. Lines and columns are 1-based, ends inclusive. */
export interface HiddenText {
  readonly line: number;
  readonly startColumn: number;
  readonly endColumn: number;
  readonly kind: 'bare-cr' | 'coding-cookie' | 'bidi-control' | 'folded-identifier';
  /** Says in words what it is; characters are named by code point, never printed. */
  readonly what: string;
}

/** A file made of nothing else tells as much by its first ones. */
const MAX_FINDINGS = 100;
/** Explicit embeddings, overrides and isolates reorder what stands behind them; marks do not hide code. */
const BIDI = /[\u202A-\u202E\u2066-\u2069]/g;
const WORD = /[\p{L}\p{Nl}\p{M}\p{N}\p{Pc}]+/gu;
const NON_ASCII = /[^\p{ASCII}]/u;

/**
 * What may hide in a file. Works on its text, so it also finds what led the parser astray; the syntax only tells which words
 * are strings and comments, where full-width letters are just writing.
 */
export function hiddenText(module: Pick<Module, 'text' | 'lineStarts' | 'body' | 'comments'>): HiddenText[] {
  const { text, lineStarts } = module;
  const cookie = codingCookie(text);
  const found: HiddenText[] = [];
  const isAscii = !NON_ASCII.test(text);
  if (isAscii && !text.includes('\r') && cookie === undefined) return [];
  const inText = text.includes('\r') ? returnsInStrings(module) : new Set<number>();
  const prose = isAscii ? new Set<number>() : proseLetters(module);
  for (const [index, start] of lineStarts.entries()) {
    const number = index + 1;
    const line = text.slice(start, lineStarts[number] ?? text.length).replace(/\n$/, '');
    if (cookie?.line === number && knownEncoding(cookie.name) === undefined)
      found.push(cookieText(line, number, cookie.name));
    for (const hidden of bareReturns(line, number)) if (!inText.has(start + hidden.startColumn - 1)) found.push(hidden);
    if (!isAscii && NON_ASCII.test(line)) {
      for (const hidden of bidiControls(line, number)) found.push(hidden);
      for (const hidden of foldedIdentifiers(line, number, (column) => prose.has(start + column))) found.push(hidden);
    }
    if (found.length > MAX_FINDINGS) break;
  }
  return found.slice(0, MAX_FINDINGS);
}

function cookieText(line: string, number: number, name: string): HiddenText {
  const start = Math.max(0, line.indexOf(name));
  const what = `the file declares the encoding ${name}`;
  return { kind: 'coding-cookie', line: number, startColumn: start + 1, endColumn: start + name.length, what };
}

/** A CR that no LF follows ends the line for Python: what stands behind it in a comment is code. */
function bareReturns(line: string, number: number): HiddenText[] {
  const found: HiddenText[] = [];
  for (let at = line.indexOf('\r'); at !== -1 && at < line.length - 1; at = line.indexOf('\r', at + 1)) {
    const what = `a carriage return ends this ${line.slice(0, at).includes('#') ? 'comment' : 'line'} for Python`;
    found.push({ kind: 'bare-cr', line: number, startColumn: at + 1, endColumn: at + 1, what });
    if (found.length > MAX_FINDINGS) break;
  }
  return found;
}

/** In a string of several lines it is an end of line like any other, and hides nothing. */
function returnsInStrings({ text, body }: Pick<Module, 'text' | 'body'>): ReadonlySet<number> {
  const found = new Set<number>();
  walk(body, (node) => {
    if (node.kind !== 'string' && node.kind !== 'bytes' && node.kind !== 'fstring') return;
    for (let at = text.indexOf('\r', node.start); at !== -1 && at < node.end; at = text.indexOf('\r', at + 1))
      found.add(at);
  });
  return found;
}

function bidiControls(line: string, number: number): HiddenText[] {
  return Array.from(line.matchAll(BIDI), ({ index, 0: control }) => {
    const what = `${codePoints(control)} reorders the text behind it`;
    return { kind: 'bidi-control', line: number, startColumn: index + 1, endColumn: index + 1, what };
  });
}

/** Words that Python reads as ASCII though they are not written so. */
function foldedIdentifiers(line: string, number: number, isProse: (column: number) => boolean): HiddenText[] {
  const found: HiddenText[] = [];
  for (const { index, 0: word } of line.matchAll(WORD)) {
    const folded = word.normalize('NFKC');
    if (folded === word || !/^\w+$/.test(folded) || isProse(index + word.search(NON_ASCII))) continue;
    const what = `${codePoints(word)} is read as ${folded}`;
    found.push({
      kind: 'folded-identifier',
      line: number,
      startColumn: index + 1,
      endColumn: index + word.length,
      what,
    });
  }
  return found;
}

/** Offsets of the letters beyond ASCII that stand in strings and comments, where they are what they look like. */
function proseLetters(module: Pick<Module, 'text' | 'body' | 'comments'>): Set<number> {
  const letters = new Set<number>();
  const add = (start: number, end: number): void => {
    for (let at = start; at < end; at += 1) if (module.text.charCodeAt(at) > 0x7f) letters.add(at);
  };
  for (const { start, end } of module.comments) add(start, end);
  walk(module.body, (node) => {
    if (node.kind === 'string' || node.kind === 'bytes') add(node.start, node.end);
    if (node.kind === 'fstring') literalRanges(node.start, node.end, node.parts, add);
  });
  return letters;
}

/** The stretches of an f-string between its expressions. */
function literalRanges(
  start: number,
  end: number,
  parts: readonly (string | { readonly start: number; readonly end: number })[],
  add: (start: number, end: number) => void,
): void {
  let at = start;
  for (const part of parts) {
    if (typeof part === 'string') continue;
    add(at, part.start);
    at = Math.max(at, part.end);
  }
  add(at, end);
}

function codePoints(text: string): string {
  return Array.from(text)
    .filter((letter) => NON_ASCII.test(letter))
    .map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}
