import { Buffer } from 'node:buffer';
import type { SyntaxProblem } from './syntax.ts';

/** Bytes as text, the way Python's tokenizer would decode them. */
export interface Decoded {
  readonly text: string;
  readonly problems: readonly SyntaxProblem[];
  /** False where the encoding is one that we do not read: what Python runs may look quite different. */
  readonly readable: boolean;
}

const UTF8 = new Set(['utf-8', 'utf8', 'utf', 'u8', 'utf-8-sig', 'cp65001']);
const ASCII = new Set(['ascii', 'us-ascii', '646', 'ansi-x3.4-1968', 'iso646-us']);
const LATIN1 = new Set([
  'latin-1',
  'latin1',
  'latin',
  'l1',
  'iso-8859-1',
  'iso8859-1',
  'iso-latin-1',
  '8859',
  'cp819',
  'ibm819',
]);
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK = /^[ \t\f]*(?:#.*)?$/;
const BOM = [0xef, 0xbb, 0xbf];

/** The declared encoding, and where: on line 1, or on line 2 behind a line without code (PEP 263). */
export function codingCookie(text: string): { readonly name: string; readonly line: number } | undefined {
  const lines = text.slice(0, 10_000).split(/\r\n|\r|\n/, 2);
  for (const [index, line] of lines.entries()) {
    const name = COOKIE.exec(line)?.[1];
    if (name !== undefined) return { name, line: index + 1 };
    if (!BLANK.test(line)) return undefined;
  }
  return undefined;
}

/** Which of the encodings that we read a cookie names; nothing for any other. */
export function knownEncoding(cookie: string): 'utf-8' | 'ascii' | 'latin-1' | undefined {
  const name = cookie.toLowerCase().replaceAll('_', '-');
  if (UTF8.has(name) || name.startsWith('utf-8-')) return 'utf-8';
  if (ASCII.has(name)) return 'ascii';
  if (LATIN1.has(name) || /^(?:latin-1|iso-8859-1|iso-latin-1)-/.test(name)) return 'latin-1';
  return undefined;
}

export function decode(bytes: Uint8Array): Decoded {
  const hasBom = BOM.every((byte, at) => bytes[at] === byte);
  const content = Buffer.from(bytes.buffer, bytes.byteOffset + (hasBom ? 3 : 0), bytes.byteLength - (hasBom ? 3 : 0));
  const cookie = codingCookie(content.toString('latin1', 0, 10_000));
  const encoding = cookie === undefined ? 'utf-8' : knownEncoding(cookie.name);
  if (cookie !== undefined && (encoding === undefined || (hasBom && encoding !== 'utf-8'))) {
    const problem = {
      kind: 'encoding' as const,
      line: cookie.line,
      reason: `The file declares the encoding ${cookie.name}.`,
    };
    return { text: content.toString('utf8'), problems: [problem], readable: false };
  }
  if (encoding === 'latin-1') return withProblems(content.toString('latin1'), []);
  const text = content.toString('utf8');
  const invalid = text.includes('\uFFFD') ? invalidLine(content) : undefined;
  const problems: SyntaxProblem[] =
    invalid === undefined ? [] : [{ kind: 'encoding', line: invalid, reason: 'Bytes that are not valid UTF-8.' }];
  return withProblems(text, problems);
}

function withProblems(text: string, problems: readonly SyntaxProblem[]): Decoded {
  const nul = text.indexOf('\0');
  if (nul === -1) return { text, problems, readable: true };
  const problem: SyntaxProblem = {
    kind: 'not-text',
    line: lineAt(text, nul),
    reason: 'A NUL character: Python does not run such a file.',
  };
  return { text, problems: [...problems, problem], readable: true };
}

/** The line of the first invalid byte; a replacement character that the file itself holds is no fault. */
function invalidLine(content: Buffer): number | undefined {
  let line = 1;
  let start = 0;
  for (;;) {
    const newline = content.indexOf(0x0a, start);
    const end = newline === -1 ? content.length : newline;
    if (!isUtf8(content.subarray(start, end))) return line;
    if (newline === -1) return undefined;
    start = newline + 1;
    line += 1;
  }
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes);
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
