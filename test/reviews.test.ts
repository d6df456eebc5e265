import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isAtLeast } from '../src/core/severity.ts';
import type { ReviewFinding } from '../src/review/finding.ts';
import { COMPARISON_RULES } from '../src/rules/index.ts';
import { filesIn, reviewOf } from './support/review-case.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/reviews');

const expectedFile = z.strictObject({
  /** What the change does, in a sentence. */
  about: z.string(),
  /** Every comment that must be made, and no other that the change causes. */
  comments: z.array(
    z.strictObject({ rule: z.string(), path: z.string(), line: z.number(), side: z.enum(['LEFT', 'RIGHT']) }),
  ),
  renames: z.record(z.string(), z.string()).optional(),
  config: z.strictObject({ publicRoutes: z.array(z.string()) }).optional(),
});

const COMPARISONS = new Set(COMPARISON_RULES.map(({ id }) => id));

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const expected = expectedFile.parse(JSON.parse(readFileSync(join(FOLDER, name, 'expected.json'), 'utf8')));

  it(expected.about, async () => {
    const outcome = await reviewOf({
      base: filesIn(join(FOLDER, name, 'base')),
      head: filesIn(join(FOLDER, name, 'head')),
      renames: new Map(Object.entries(expected.renames ?? {})),
      ...(expected.config === undefined ? {} : { config: expected.config }),
    });
    expect(outcome.crashes).toEqual([]);
    // What plain rules say of new code in passing is the business of their own tests.
    const caused = outcome.findings.filter(
      ({ ruleId, state, severity }) =>
        COMPARISONS.has(ruleId) || (state === 'introduced' && isAtLeast(severity, 'medium')),
    );
    expect(caused.map(asComment).toSorted()).toEqual(
      expected.comments.map(({ rule, path, line, side }) => `${rule} ${path}:${line} ${side}`).toSorted(),
    );
    expect(caused.map(({ placement }) => placement.kind)).toEqual(caused.map(() => 'line'));
  });
});

function asComment({ ruleId, path, startLine, side }: ReviewFinding): string {
  return `${ruleId} ${path}:${startLine} ${side}`;
}
