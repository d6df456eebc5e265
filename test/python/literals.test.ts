import { describe, expect, it } from 'vitest';
import { parseText } from '../support/parser.ts';

function valueOf(source: string): unknown {
  const [statement] = parseText(source).body;
  if (statement?.kind !== 'expr') throw new Error('not an expression');
  const { value } = statement;
  if (value.kind === 'fstring') return value.parts.map((part) => (typeof part === 'string' ? part : part.kind));
  return 'value' in value ? value.value : value.kind;
}

describe('strings', () => {
  it.each([
    [String.raw`"\x2a\052\u002a\U0000002a"`, '****'],
    [String.raw`"\N{ASTERISK}\N{latin small letter a}\N{DIGIT FIVE}"`, '*a5'],
    [String.raw`"\N{SNOWMAN}"`, String.raw`\N{SNOWMAN}`],
    [String.raw`"\a\b\f\n\r\t\v\\\'\"\q\8"`, '\x07\b\f\n\r\t\v\\\'"\\q\\8'],
    [String.raw`r"\x2a\"` + '"', String.raw`\x2a\"`],
    [String.raw`b"\x2a\u002a\377"`, '*\\u002a\xff'],
    [String.raw`"\777\1x"`, '\u01ff\u0001x'],
    [String.raw`"\U00110000"`, String.raw`\U00110000`],
    [String.raw`"\ud83d\ude00"`, '😀'],
    ['"""a\r\nb\\\r\nc"""', 'a\nbc'],
    ['"a" "b"\\\n"c"', 'abc'],
    ['("a" # comment\n "b")', 'ab'],
    ['"" ""', ''],
    [String.raw`f"\x7b{{{x}}}\N{ASTERISK}"`, ['{{', 'name', '}*']],
    [String.raw`rf"\n{x}\{{"`, ['\\n', 'name', '\\{']],
    ['f"{x}" "{y}" r"\\d"', ['name', '{y}\\d']],
    ['f"{x!r:{y}.{z}}"', ['name', 'name', 'name']],
    ['f"{ x = !r}"', [' x = ', 'name']],
    ['f"{x != y}"', ['compare']],
    ['f"{a, b}{yield}{*c, d}"', ['tuple', 'yield', 'tuple']],
    ['f""', ''],
  ])('%s', (source, value) => {
    expect(valueOf(source)).toEqual(value);
  });

  it('takes an f-string for no docstring', () => {
    const [plain, format, bytes] = parseText('def a(): "x"\ndef b(): f"x"\ndef c(): b"x"\n').body;
    expect(plain).toMatchObject({ docstring: 'x' });
    expect(format).not.toHaveProperty('docstring');
    expect(bytes).not.toHaveProperty('docstring');
  });
});

describe('numbers', () => {
  it.each([
    ['0xFf', 255],
    ['0o17', 15],
    ['0b11', 3],
    ['1_000', 1000],
    ['1e3', 1000],
    ['.5', 0.5],
    ['1.', 1],
    ['00', 0],
    ['1j', Number.NaN],
  ])('%s', (source, value) => {
    expect(valueOf(source)).toBe(value);
  });
});
