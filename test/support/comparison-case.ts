import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isAtLeast } from '../../src/core/severity.ts';
import type { ReviewOutcome } from '../../src/review/review.ts';
import type { ReviewFinding } from '../../src/review/finding.ts';
import { COMPARISON_RULES } from '../../src/rules/index.ts';
import { ROOT } from './fixtures.ts';
import { filesIn, reviewOf } from './review-case.ts';

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

/** A change on disk: `base/`, `head/` and what must be said of it. */
export interface ComparisonCase {
  readonly name: string;
  readonly folder: string;
  readonly expected: z.infer<typeof expectedFile>;
}

/** The changes in a folder of fixtures: `rules/<comparison id>`, or `reviews` for what several rules look at. */
export function casesIn(fixtures: string): readonly ComparisonCase[] {
  const parent = join(ROOT, 'fixtures', fixtures);
  return readdirSync(parent).map((name) => {
    const folder = join(parent, name);
    return {
      name,
      folder,
      expected: expectedFile.parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))),
    };
  });
}

export async function outcomeOf({ folder, expected }: ComparisonCase): Promise<ReviewOutcome> {
  return reviewOf({
    base: filesIn(join(folder, 'base')),
    head: filesIn(join(folder, 'head')),
    renames: new Map(Object.entries(expected.renames ?? {})),
    ...(expected.config === undefined ? {} : { config: expected.config }),
  });
}

const COMPARISONS = new Set(COMPARISON_RULES.map(({ id }) => id));

/** What the change causes. What plain rules say of new code in passing is the business of their own tests. */
export function causedBy({ findings }: ReviewOutcome): readonly ReviewFinding[] {
  return findings.filter(
    ({ ruleId, state, severity }) =>
      COMPARISONS.has(ruleId) || (state === 'introduced' && isAtLeast(severity, 'medium')),
  );
}

export function asComment({ ruleId, path, startLine, side }: ReviewFinding): string {
  return `${ruleId} ${path}:${startLine} ${side}`;
}
