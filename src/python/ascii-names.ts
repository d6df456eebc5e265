/** Unicode's names of the printable ASCII characters, for `\N{…}`: `"\N{ASTERISK}"` must not hide a `*`. */
const PUNCTUATION: Readonly<Record<string, string>> = {
  SPACE: ' ',
  'EXCLAMATION MARK': '!',
  'QUOTATION MARK': '"',
  'NUMBER SIGN': '#',
  'DOLLAR SIGN': '$',
  'PERCENT SIGN': '%',
  AMPERSAND: '&',
  APOSTROPHE: "'",
  'LEFT PARENTHESIS': '(',
  'RIGHT PARENTHESIS': ')',
  ASTERISK: '*',
  'PLUS SIGN': '+',
  COMMA: ',',
  'HYPHEN-MINUS': '-',
  'FULL STOP': '.',
  SOLIDUS: '/',
  COLON: ':',
  SEMICOLON: ';',
  'LESS-THAN SIGN': '<',
  'EQUALS SIGN': '=',
  'GREATER-THAN SIGN': '>',
  'QUESTION MARK': '?',
  'COMMERCIAL AT': '@',
  'LEFT SQUARE BRACKET': '[',
  'REVERSE SOLIDUS': '\\',
  'RIGHT SQUARE BRACKET': ']',
  'CIRCUMFLEX ACCENT': '^',
  'LOW LINE': '_',
  'GRAVE ACCENT': '`',
  'LEFT CURLY BRACKET': '{',
  'VERTICAL LINE': '|',
  'RIGHT CURLY BRACKET': '}',
  TILDE: '~',
  'LINE FEED': '\n',
  'CARRIAGE RETURN': '\r',
  NULL: '\0',
};
const DIGITS = ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE'];

/** The character of a name, in any case, if it is an ASCII one. */
export function asciiByName(name: string): string | undefined {
  const upper = name.toUpperCase();
  const [, kind, letter] = /^(?:LATIN (SMALL|CAPITAL) LETTER|DIGIT) ([A-Z]+)$/.exec(upper) ?? [];
  if (kind !== undefined && letter?.length === 1) return kind === 'SMALL' ? letter.toLowerCase() : letter;
  if (kind === undefined && letter !== undefined)
    return DIGITS.includes(letter) ? String(DIGITS.indexOf(letter)) : undefined;
  return Object.hasOwn(PUNCTUATION, upper) ? PUNCTUATION[upper] : undefined;
}
