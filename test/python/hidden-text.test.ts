import { describe, expect, it } from 'vitest';
import { hiddenText } from '../../src/python/hidden-text.ts';
import { parseText } from '../support/parser.ts';

const found = (source: string): string[] =>
  hiddenText(parseText(source)).map(
    ({ kind, line, startColumn, endColumn }) => `${kind} ${line}:${startColumn}-${endColumn}`,
  );

describe('hidden text', () => {
  it('finds a carriage return that ends a comment', () => {
    expect(found('x = 1\n# harmless\rimport os\n')).toEqual(['bare-cr 2:11-11']);
    expect(found('x = 1\r\n# fine\r\n')).toEqual([]);
  });

  it('finds a coding cookie that changes what Python reads', () => {
    expect(found('# -*- coding: utf-7 -*-\nx = 1\n')).toEqual(['coding-cookie 1:15-19']);
    expect(found('# -*- coding: utf-8 -*-\nx = 1\n')).toEqual([]);
  });

  it('finds controls that reorder text, also in strings and comments', () => {
    expect(found('x = "\u202E" # \u2066\n')).toEqual(['bidi-control 1:6-6', 'bidi-control 1:11-11']);
    expect(found('x = "\u200F"\n')).toEqual([]);
  });

  it('finds identifiers that Python folds to ASCII', () => {
    expect(found('ｅval(x)\n')).toEqual(['folded-identifier 1:1-4']);
    expect(found('import 𝐨𝐬\n')).toEqual(['folded-identifier 1:8-11']);
    expect(found('f"{ｅval}"\n')).toEqual(['folded-identifier 1:4-7']);
  });

  it('lets people write', () => {
    expect(found('größe = "ＡＰＩ ①"  # ＡＰＩ\nｆ = 1\n').filter((hidden) => hidden.includes(' 1:'))).toEqual([]);
    expect(found('f"ＡＰＩ {x} ＡＰＩ"\n')).toEqual([]);
  });

  it('prints no character that it warns of', () => {
    const [hidden] = hiddenText(parseText('# \u202E\n'));
    expect(hidden?.what).toBe('U+202E reorders the text behind it');
  });
});
