import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyser } from '../../src/app/analysis.ts';
import { DEFAULT_CONFIG, type Config } from '../../src/config/config.ts';
import { reviewFindings, type ReviewOutcome } from '../../src/review/review.ts';
import { COMPARISON_RULES, RULES } from '../../src/rules/index.ts';
import type { ComparisonRule, Rule } from '../../src/rules/contract/rule.ts';
import { diffTexts } from '../../src/source/diff-texts.ts';
import type { Change, FileChange } from '../../src/source/snapshot.ts';
import { snapshotOf, testTools } from './analyse.ts';

export type Files = ReadonlyMap<string, string>;

export interface ReviewCase {
  readonly base: Files;
  readonly head: Files;
  /** Path at the base → path at the head, as git would pair them. */
  readonly renames?: ReadonlyMap<string, string>;
  readonly config?: Partial<Config>;
  readonly rules?: readonly Rule[];
  readonly comparisonRules?: readonly ComparisonRule[];
}

/** Reviews the change between two trees as the product does, without git. */
export async function reviewOf(given: ReviewCase): Promise<ReviewOutcome> {
  const change = changeOf(given);
  const analyser = await createAnalyser(testTools(), [change.base, change.head]);
  const config = { ...DEFAULT_CONFIG, ...given.config };
  const { base, head } = analyser.analyseChange(change, config);
  return reviewFindings({
    base: base.facts,
    head: head.facts,
    change,
    rules: given.rules ?? RULES,
    comparisonRules: given.comparisonRules ?? COMPARISON_RULES,
    config,
  });
}

export function changeOf({ base, head, renames = new Map() }: ReviewCase): Change {
  const files: FileChange[] = [];
  const from = new Map([...renames].map(([before, after]) => [after, before]));
  for (const [path, text] of head) {
    const previousPath = from.get(path);
    const before = base.get(previousPath ?? path);
    if (before === text && previousPath === undefined) continue;
    const lines = diffTexts(before ?? '', text);
    if (previousPath !== undefined) files.push({ status: 'renamed', path, previousPath, lines });
    else files.push({ status: before === undefined ? 'added' : 'modified', path, lines });
  }
  for (const [path, text] of base) {
    if (head.has(path) || renames.has(path)) continue;
    files.push({ status: 'removed', path, lines: diffTexts(text, '') });
  }
  return { base: snapshotOf(base, 'base'), head: snapshotOf(head, 'head'), files };
}

/** Every file below a folder, by path. */
export function filesIn(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.toSorted().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}
