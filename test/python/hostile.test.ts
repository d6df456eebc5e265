import { describe, expect, it } from 'vitest';
import type { Module } from '../../src/python/syntax.ts';
import { walk } from '../../src/python/walk.ts';
import { parser, parseText } from '../support/parser.ts';

function depthOf(module: Module): number {
  const reach = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 0;
    return 1 + Object.values(value).reduce<number>((most, part) => Math.max(most, reach(part)), 0);
  };
  return reach(module.body);
}

function randomAscii(length: number): string {
  let seed = 1;
  const letters: string[] = [];
  while (letters.length < length) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff;
    letters.push(String.fromCharCode(32 + ((seed >> 8) % 95)));
  }
  return letters.join('');
}

const HOSTILE: Readonly<Record<string, string>> = {
  'brackets, open': '['.repeat(100_000),
  'brackets, closed': '['.repeat(100_000) + ']'.repeat(100_000),
  parentheses: `${'('.repeat(100_000)}x${')'.repeat(100_000)}`,
  'calls in a chain': `x${'.a()'.repeat(50_000)}`,
  sums: `x${'+x'.repeat(50_000)}`,
  'types in a row': `x: ${'a[b]|'.repeat(20_000)}c`,
  nots: `${'not '.repeat(50_000)}x`,
  elifs: `if a:\n x\n${'elif b:\n y\n'.repeat(10_000)}`,
  'backslash newlines': `x = 1 ${'\\\n'.repeat(30_000)}\n`,
  'f-strings in f-strings': 'f"{'.repeat(50_000),
  NULs: '\0'.repeat(100_000),
  'indents without end': Array.from({ length: 700 }, (_, depth) => `${' '.repeat(depth)}if x:`).join('\n'),
  'random text': randomAscii(950_000),
  'random lines': Array.from({ length: 10_000 }, () => randomAscii(80)).join('\n'),
  'a quote too many': `${'x = """a"""\n'.repeat(20_000)}"""`,
  'one long string behind an error': `$\n"${'a\\n'.repeat(300_000)}"`,
  'carriage returns': '#\r'.repeat(200_000),
  'generics without end': 'class A[='.repeat(30_000),
  'targets in a row': `${'a='.repeat(100_000)}1`,
};

describe('hostile source', () => {
  it.each(Object.entries(HOSTILE))('stays within its limits: %s', { timeout: 30_000 }, (_, source) => {
    const started = performance.now();
    const module = parseText(source);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(depthOf(module)).toBeLessThan(2_500);
    let nodes = 0;
    walk(module, () => void (nodes += 1));
    expect(module.problems.length).toBeLessThanOrEqual(50);
  });

  it('is examined no further than its limits', () => {
    const module = parser.parse({ path: 'a.py', blob: '1', bytes: Buffer.alloc(1_000_001, 'x') });
    expect(module).toMatchObject({ body: [], problems: [{ kind: 'too-large', line: 1 }] });
    expect(parseText(HOSTILE['backslash newlines'] ?? '')).toMatchObject({
      body: [],
      problems: [{ kind: 'too-slow' }],
    });
  });

  it('leaves the parser fit for the next file', () => {
    parseText(HOSTILE['backslash newlines'] ?? '');
    expect(parseText('x = 1\n')).toMatchObject({ body: [{ kind: 'assign' }], problems: [] });
  });

  it('names nesting that it does not follow', () => {
    const { problems } = parseText(`ok = 1\nx = ${'-'.repeat(500)}1\nif a:\n    pass\n`);
    expect(problems).toEqual([{ kind: 'too-deep', line: 2, reason: 'Nesting too deep to follow.' }]);
  });
});
