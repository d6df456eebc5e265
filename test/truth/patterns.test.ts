import { describe, expect, it } from 'vitest';
import { couldHang } from '../../src/fastapi/pattern-cost.ts';
import { fits } from '../../src/fastapi/python-pattern.ts';

describe('a pattern of the analysed code', () => {
  it.each([
    ['a repeated group', '(a+)+$', 'a'],
    ['a group that is counted', '(a+){40}x', 'a'],
    ['a label whose class holds the dot', '([a.]+\\.)+x', 'a.'],
    ['a label of anything but a letter', '([^x]+\\.)+x', 'a.'],
    ['a label with dashes that ends in one', '([a-z-]+-)+x', 'a-'],
    ['many characters that may be left out', `${'a?'.repeat(50)}${'a'.repeat(50)}`, 'a'],
    ['many groups that may be left out', `${'(a)?'.repeat(40)}b`, 'a'],
    ['many alternatives in a row', `${'(a|a)'.repeat(30)}x`, 'a'],
    ['many repetitions in a row', '.*.*.*.*.*x', 'a'],
    ['lazy repetitions', '(a*?)+?b', 'a'],
    ['a named group', '(?P<n>a+)+b', 'a'],
    ['groups in groups', '(?:(?:a*)*)*b', 'a'],
  ])('that could try for ever is not run: %s', (_, pattern, letter) => {
    expect(couldHang(pattern, 100)).toBe(true);
    expect(fits(pattern, 'search', letter.repeat(100 / letter.length))).toBeUndefined();
  });

  it.each([
    ['^(/docs|/redoc|/health|/static/.*|/api/v\\d+/public/.*)$', '/api/v1/public/items/{item_id}/things', true],
    ['https?://([a-z0-9-]+\\.)*example\\.(com|org)(:\\d{1,5})?', 'https://a.b.evil-site.net:8443', false],
    ['https://[\\w-]+(\\.[\\w-]+)*\\.example\\.com', 'https://deep.er.example.com', true],
    ['(?<!^)(?=[A-Z])', 'UserProfileController', true],
    ['^/api/[^/]+/items/[^/]+/?$', '/api/v1/items/{item_id}', true],
  ])('is run where it is harmless: %s', (pattern, text, answer) => {
    expect(fits(pattern, 'search', text)).toBe(answer);
  });

  it('is not run where JavaScript would read it otherwise', () => {
    expect(fits('[]x]+', 'search', 'x')).toBeUndefined();
    expect(fits('(?>x)', 'search', 'x')).toBeUndefined();
  });
});
