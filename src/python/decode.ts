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
const COOKIE = /^[ \t\f]*#[^]*?coding[:=][ \t]*([-\w.]+)/;
const BLANK = /^[ \t\f]*(?:#[^]*)?$/;
const FIRST_LINES = /^([^\r\n]*)(?:\r\n|\r|\n)?([^\r\n]*)/;
const BOM = [0xef, 0xbb, 0xbf];
const LENIENT = new TextDecoder('utf-8', { ignoreBOM: true });
const STRICT = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const CHUNK = 4096;

/** The declared encoding, and where: on line 1, or on line 2 behind a line without code (PEP 263). */
export function codingCookie(text: string): { readonly name: string; readonly line: number } | undefined {
  const [, first = '', second = ''] = FIRST_LINES.exec(text) ?? [];
  for (const [index, line] of [first, second].entries()) {
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
  const content = hasBom ? bytes.subarray(BOM.length) : bytes;
  const cookie = codingCookie(latin1(content.subarray(0, endOfSecondLine(content))));
  const encoding = cookie === undefined ? 'utf-8' : knownEncoding(cookie.name);
  if (cookie !== undefined && (encoding === undefined || (hasBom && encoding !== 'utf-8'))) {
    const reason = `The file declares the encoding ${cookie.name}.`;
    return {
      text: LENIENT.decode(content),
      problems: [{ kind: 'encoding', line: cookie.line, reason }],
      readable: false,
    };
  }
  if (encoding === 'latin-1') return withProblems(latin1(content), []);
  const text = LENIENT.decode(content);
  const invalid = text.includes('\uFFFD') ? invalidLine(content) : undefined;
  const problems: SyntaxProblem[] =
    invalid === undefined ? [] : [{ kind: 'encoding', line: invalid, reason: 'Bytes that are not valid UTF-8.' }];
  return withProblems(text, problems);
}

/** However long the two lines are: Python reads all of them for a cookie. */
function endOfSecondLine(bytes: Uint8Array): number {
  let ends = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const isEnd = bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a);
    if (isEnd && (ends += 1) === 2) return at;
  }
  return bytes.length;
}

/** Each byte the character of its number; the decoder of that name in the platform reads Windows-1252 instead. */
function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return parts.join('');
}

function withProblems(text: string, problems: readonly SyntaxProblem[]): Decoded {
  const nul = text.indexOf('\0');
  if (nul === -1) return { text, problems, readable: true };
  const reason = 'A NUL character: Python does not run such a file.';
  return { text, problems: [...problems, { kind: 'not-text', line: lineAt(text, nul), reason }], readable: true };
}

/** The line of the first invalid byte; a replacement character that the file itself holds is no fault. */
function invalidLine(content: Uint8Array): number | undefined {
  let line = 1;
  for (let start = 0; ; line += 1) {
    const newline = content.indexOf(0x0a, start);
    if (!isUtf8(content.subarray(start, newline === -1 ? content.length : newline))) return line;
    if (newline === -1) return undefined;
    start = newline + 1;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    STRICT.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
