import { expect, it } from 'vitest';
import { createParseCache } from '../../src/python/parse-cache.ts';
import { parser } from '../support/parser.ts';

it('reads each file once, and a copy at another path by itself', () => {
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
  const copy = cache.parse({ path: 'b.py', blob: 'b1', bytes });
  expect(copy.path).toBe('b.py');
  // A definition is known by its node.
  expect(copy.body[0]).not.toBe(first.body[0]);
  cache.parse({ path: 'a.py', blob: 'b2', bytes: Buffer.from('y = 2\n') });
  expect(parsed).toBe(3);
});
