import type { Flattened } from './flatten.ts';

/**
 * Checks the parser's idea of lines against Python's. The grammar takes a newline for a blank wherever that gives a tree, and
 * counts indentation in its own way; code could hide in the difference. Python's own rules are few, and this is them.
 */
export interface Layout {
  /** Newlines that end a statement for Python and stand inside one for the parser. */
  readonly breaks: readonly number[];
  /** Places where the two may count indentation differently. */
  readonly oddities: readonly Oddity[];
}

export interface Oddity {
  readonly at: number;
  readonly reason: string;
}

/** The parser keeps indentation in 16 bits; Python has no such limit, and nobody writes this much. */
const MAX_INDENT = 1000;
const TAB = 8;

export function checkLayout(text: string, flat: Flattened): Layout {
  const scan = new LineScan(text, opaque(flat));
  scan.run();
  return { breaks: breaksIn(flat.statements, scan.ends), oddities: [...scan.oddities, ...mixedIndents(scan.indents)] };
}

/** Strings and comments, by place: what stands in them is no layout. */
function opaque(flat: Flattened): Int32Array {
  const ranges = [...flat.strings, ...flat.comments].sort((a, b) => a.start - b.start);
  const flatRanges = new Int32Array(ranges.length * 2);
  for (const [index, { start, end }] of ranges.entries()) flatRanges.set([start, end], index * 2);
  return flatRanges;
}

/** How a line's indentation counts: for Python in columns, for the parser in units of its own. */
interface Indent {
  readonly columns: number;
  readonly units: number;
  readonly at: number;
}

const CODE = { newline: 0x0a, backslash: 0x5c, cr: 0x0d, hash: 0x23, space: 0x20, tab: 0x09, formFeed: 0x0c } as const;

class LineScan {
  /** Newlines that end a logical line. */
  readonly ends: number[] = [];
  readonly oddities: Oddity[] = [];
  readonly indents = new Map<string, Indent>();
  readonly #text: string;
  readonly #opaque: Int32Array;
  #depth = 0;

  constructor(text: string, ranges: Int32Array) {
    this.#text = text;
    this.#opaque = ranges;
  }

  run(): void {
    const text = this.#text;
    let next = 0;
    let at = this.#lineStart(0);
    while (at < text.length) {
      if (at >= (this.#opaque[next] ?? text.length)) {
        at = Math.max(at, this.#opaque[next + 1] ?? text.length);
        next += 2;
        continue;
      }
      at = this.#step(at, text.charCodeAt(at));
    }
  }

  #step(at: number, code: number): number {
    switch (code) {
      case 0x28:
      case 0x5b:
      case 0x7b:
        this.#depth += 1;
        return at + 1;
      case 0x29:
      case 0x5d:
      case 0x7d:
        this.#depth = Math.max(0, this.#depth - 1);
        return at + 1;
      case CODE.backslash:
        return continuation(this.#text, at) ?? at + 1;
      case CODE.newline:
        if (this.#depth > 0) return at + 1;
        this.ends.push(at);
        return this.#lineStart(at + 1);
      default:
        return at + 1;
    }
  }

  /** Reads the indentation of a logical line; returns where its content begins. */
  #lineStart(start: number): number {
    const text = this.#text;
    let columns = 0;
    let units = 0;
    let at = start;
    for (; ; at += 1) {
      const code = text.charCodeAt(at);
      if (code === CODE.space) {
        columns += 1;
        units += 1;
      } else if (code === CODE.tab) {
        columns = (Math.floor(columns / TAB) + 1) * TAB;
        units += TAB;
      } else if (code === CODE.formFeed) {
        columns = 0;
        units = 0;
      } else break;
    }
    const code = text.charCodeAt(at);
    if (at === text.length || code === CODE.newline || code === CODE.hash || code === CODE.cr) return at;
    if (columns > MAX_INDENT) this.#odd(at, 'Indented too deep to follow.');
    if (continuation(text, at) !== undefined) this.#odd(at, 'A line that begins with a backslash.');
    if (columns !== units) this.indents.set(`${columns} ${units}`, { columns, units, at });
    else if (columns > 0) this.indents.set(`${columns}`, { columns, units, at });
    return at;
  }

  #odd(at: number, reason: string): void {
    if (this.oddities.length < 50) this.oddities.push({ at, reason });
  }
}

/** Behind a backslash and its newline. */
function continuation(text: string, at: number): number | undefined {
  if (text.charCodeAt(at) !== CODE.backslash) return undefined;
  if (text.charCodeAt(at + 1) === CODE.newline) return at + 2;
  return text.charCodeAt(at + 1) === CODE.cr && text.charCodeAt(at + 2) === CODE.newline ? at + 3 : undefined;
}

/** Blanks before a tab: harmless while both ways of counting put all indentations of a file in the same order. */
function mixedIndents(indents: ReadonlyMap<string, Indent>): Oddity[] {
  const sorted = [...indents.values()].sort((a, b) => a.columns - b.columns || a.units - b.units);
  for (const [index, indent] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before === undefined) continue;
    const inOrder = before.columns < indent.columns ? before.units < indent.units : false;
    if (!inOrder) return [{ at: indent.at, reason: 'Indentation that mixes blanks and tabs.' }];
  }
  return [];
}

/** Both lists are in order of place, and these statements do not nest. */
function breaksIn(statements: Flattened['statements'], ends: readonly number[]): number[] {
  const found: number[] = [];
  let next = 0;
  for (const { start, end } of statements) {
    while (next < ends.length && (ends[next] ?? 0) < start) next += 1;
    for (; next < ends.length && (ends[next] ?? 0) < end; next += 1) found.push(ends[next] ?? 0);
  }
  return found;
}
