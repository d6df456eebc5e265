import { createAnalyser, type Analysis } from '../../src/app/analysis.ts';
import type { Tools } from '../../src/app/ports.ts';
import { loadPythonParser } from '../../src/app/parser-files.ts';
import { DEFAULT_CONFIG, type Config } from '../../src/config/config.ts';
import { buildFacts } from '../../src/fastapi/build.ts';
import { findingsOf } from '../../src/review/engine.ts';
import type { Finding } from '../../src/review/finding.ts';
import { reviewFindings, type ReviewOutcome } from '../../src/review/review.ts';
import type { ComparisonRule, Rule } from '../../src/rules/contract/rule.ts';
import { diffTexts } from '../../src/source/diff-texts.ts';
import { blobId } from '../../src/source/folder.ts';
import type { FileChange, Snapshot } from '../../src/source/snapshot.ts';
import type { Tree } from './fixtures.ts';

const parser = loadPythonParser();

/** The tools of the product, with one parser for all tests of a file. */
export function testTools(rules: readonly Rule[] = []): Tools {
  return { loadParser: () => parser, buildFacts, rules, comparisonRules: [] };
}

/** Files in memory as a snapshot. */
export function snapshotOf(tree: Tree, id = 'test'): Snapshot {
  const files = [...tree].map(([path, text]) => {
    const bytes = new TextEncoder().encode(text);
    return [path, { path, blob: blobId(bytes), bytes }] as const;
  });
  return { id, files: new Map(files), skipped: [] };
}

export async function analyse(tree: Tree, config: Config = DEFAULT_CONFIG): Promise<Analysis> {
  const snapshot = snapshotOf(tree);
  const analyser = await createAnalyser(testTools(), [snapshot]);
  return analyser.analyse(snapshot, config);
}

/** What rules find in a tree; a rule that fails is an error. */
export async function findIn(
  tree: Tree,
  rules: readonly Rule[],
  config: Config = DEFAULT_CONFIG,
): Promise<readonly Finding[]> {
  const { facts } = await analyse(tree, config);
  const { findings, crashes } = findingsOf(facts, rules, config);
  for (const crash of crashes) throw new Error(`${crash.ruleId} failed: ${crash.message}`);
  return findings;
}

/** Reviews the change from one tree to another. Files keep their paths: nothing is renamed. */
export async function reviewTrees(
  base: Tree,
  head: Tree,
  rules: { readonly rules: readonly Rule[]; readonly comparisonRules: readonly ComparisonRule[] },
  config: Config = DEFAULT_CONFIG,
): Promise<ReviewOutcome> {
  const [before, after] = [await analyse(base, config), await analyse(head, config)];
  return reviewFindings({
    base: before.facts,
    head: after.facts,
    change: { files: changeOf(base, head) },
    ...rules,
    config,
  });
}

export function changeOf(base: Tree, head: Tree): readonly FileChange[] {
  const paths = [...new Set([...base.keys(), ...head.keys()])].toSorted();
  return paths.flatMap((path): FileChange[] => {
    const [before, after] = [base.get(path), head.get(path)];
    if (before === after) return [];
    const status = before === undefined ? 'added' : after === undefined ? 'removed' : 'modified';
    return [{ path, status, lines: diffTexts(before ?? '', after ?? '') }];
  });
}
