import { expect, it } from 'vitest';
import { createParseCache } from '../../src/python/parse-cache.ts';
import { parser } from '../support/parser.ts';

it('reads each blob once, whatever its path', () => {
  let parsed = 0;
  const cache = createParseCache({
    parse: (input) => {
      parsed += 1;
      return parser.parse(input);
    },
  });
  const bytes = Buffer.from('x = 1\n');
  const first = cache.parse({ path: 'a.py', blob: 'b1', bytes });
  expect(cache.parse({ path: 'a.py', blob: 'b1', bytes })).toBe(first);
  const moved = cache.parse({ path: 'b.py', blob: 'b1', bytes });
  expect(moved.path).toBe('b.py');
  expect(moved.body).toBe(first.body);
  cache.parse({ path: 'a.py', blob: 'b2', bytes: Buffer.from('y = 2\n') });
  expect(parsed).toBe(2);
});
