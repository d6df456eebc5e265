import { describe, expect, it } from 'vitest';
import { COMPARISON_RULES } from '../src/rules/index.ts';
import { asComment, casesIn, causedBy, outcomeOf, type ComparisonCase } from './support/comparison-case.ts';

describe.each(COMPARISON_RULES.map(({ id }) => id))('%s', (id) => {
  const cases = casesIn(`rules/${id}`);

  it.each(cases)('$name: $expected.about', expectComments);

  it('has four changes or more that it reports, and four or more that it leaves alone', () => {
    const hits = cases.filter(({ expected }) => expected.comments.some(({ rule }) => rule === id));
    const misses = cases.filter(({ expected }) => expected.comments.every(({ rule }) => rule !== id));
    expect(hits.length).toBeGreaterThanOrEqual(4);
    expect(misses.length).toBeGreaterThanOrEqual(4);
  });
});

describe('what several rules look at', () => {
  it.each(casesIn('reviews'))('$name: $expected.about', expectComments);
});

async function expectComments(given: ComparisonCase): Promise<void> {
  const outcome = await outcomeOf(given);
  expect(outcome.crashes).toEqual([]);
  const caused = causedBy(outcome);
  expect(caused.map(asComment).toSorted()).toEqual(
    given.expected.comments.map(({ rule, path, line, side }) => `${rule} ${path}:${line} ${side}`).toSorted(),
  );
  expect(caused.map(({ placement }) => placement.kind)).toEqual(caused.map(() => 'line'));
}
