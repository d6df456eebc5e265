import { createAnalyser, type Analysis } from '../../src/app/analysis.ts';
import type { Tools } from '../../src/app/ports.ts';
import { loadPythonParser } from '../../src/app/parser-files.ts';
import { DEFAULT_CONFIG, type Config } from '../../src/config/config.ts';
import { buildFacts } from '../../src/fastapi/build.ts';
import { findingsOf } from '../../src/review/engine.ts';
import type { Finding } from '../../src/review/finding.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { blobId } from '../../src/source/folder.ts';
import type { Snapshot } from '../../src/source/snapshot.ts';
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
