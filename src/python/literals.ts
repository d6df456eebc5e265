/** Evaluates Python's literals from their source text. */
import { asciiByName } from './ascii-names.ts';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};
const ESCAPE = /\\([0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[^])/g;
/** In an f-string a backslash leaves a brace alone, and doubled braces stand for one. */
const FORMAT_ESCAPE = /\\([0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[^{}])|\{\{|\}\}/g;
const NEWLINE = /\r\n?/g;
const OPENING = /([A-Za-z]{0,3})('''|"""|'|")/y;

export interface StringShape {
  readonly raw: boolean;
  readonly bytes: boolean;
  /** 'f' or 't' when braces interpolate. */
  readonly format: 'f' | 't' | '';
  /** Where the content begins and ends. */
  readonly start: number;
  readonly end: number;
}

/** Reads prefix and quotes of the literal that takes up a range. */
export function stringShape(text: string, start: number, end: number): StringShape {
  OPENING.lastIndex = start;
  const opening = OPENING.exec(text);
  const prefix = (opening?.[1] ?? '').toLowerCase();
  const quote = opening?.[2] ?? '';
  const contentStart = Math.min(end, start + prefix.length + quote.length);
  const closes = end - contentStart >= quote.length && text.startsWith(quote, end - quote.length);
  return {
    raw: prefix.includes('r'),
    bytes: prefix.includes('b'),
    format: prefix.includes('f') ? 'f' : prefix.includes('t') ? 't' : '',
    start: contentStart,
    end: closes ? end - quote.length : end,
  };
}

/** The value of a stretch of literal text. `\N{…}` needs Unicode's table of names: outside ASCII it is left as it is written. */
export function evaluateText(source: string, shape: Pick<StringShape, 'raw' | 'bytes' | 'format'>): string {
  const text = source.includes('\r') ? source.replace(NEWLINE, '\n') : source;
  const interpolating = shape.format !== '';
  if (shape.raw) return interpolating ? text.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0)) : text;
  if (!text.includes('\\') && !(interpolating && /[{}]/.test(text))) return text;
  return text.replace(interpolating ? FORMAT_ESCAPE : ESCAPE, (whole: string, escape: string | undefined) =>
    escape === undefined ? whole.charAt(0) : (evaluateEscape(escape, shape.bytes) ?? whole),
  );
}

function evaluateEscape(escape: string, bytes: boolean): string | undefined {
  const simple = SIMPLE_ESCAPES[escape];
  if (simple !== undefined) return simple;
  if (/^[0-7]/.test(escape)) return String.fromCharCode(Number.parseInt(escape, 8) & (bytes ? 0xff : 0x1ff));
  if (escape.length === 1) return undefined;
  if (escape.startsWith('N')) return bytes ? undefined : asciiByName(escape.slice(2, -1));
  const code = Number.parseInt(escape.slice(1), 16);
  if (escape.startsWith('x')) return String.fromCharCode(code);
  if (bytes || code > 0x10ffff) return undefined;
  return String.fromCodePoint(code);
}

/** The value of a number; a complex one has none here (`NaN`). */
export function evaluateNumber(raw: string): number {
  const digits = raw.replaceAll('_', '').toLowerCase().replace(/l$/, '');
  if (!digits.startsWith('0x') && digits.endsWith('j')) return Number.NaN;
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  return Number(digits);
}

/** The name Python uses for an identifier: letters folded with NFKC, so that `ｅval` is `eval`. */
export function foldName(name: string): string {
  for (let at = 0; at < name.length; at += 1) {
    if (name.charCodeAt(at) > 0x7f) return name.normalize('NFKC');
  }
  return name;
}
