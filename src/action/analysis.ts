import { auditTree } from '../app/audit.ts';
import { parseBaseline } from '../app/baseline.ts';
import type { Tools } from '../app/ports.ts';
import { reviewChange } from '../app/review.ts';
import type { Config } from '../config/config.ts';
import { CONFIG_PATHS, findConfig, parseConfigFile } from '../config/find.ts';
import { rulesById } from '../report/context.ts';
import type { Change, Snapshot } from '../source/snapshot.ts';
import type { Overrides, UseCases } from './use-cases.ts';

/** The use cases as the Action runs them: policy comes from the base's commit, and the workflow may override it. */
export function createUseCases(tools: Tools, version: string): UseCases {
  const all = [...tools.rules, ...tools.comparisonRules];
  return {
    version,
    rules: rulesById(all),
    review: (change, overrides) => {
      const narrowed = narrowChange(change, overrides.within);
      return reviewChange(narrowed, configOf(change.base, overrides, all), tools);
    },
    audit: (snapshot, overrides, baseline) => {
      const accepted = baseline === undefined ? undefined : parseBaseline(baseline);
      const narrowed = narrowSnapshot(snapshot, overrides.within);
      return auditTree(narrowed, configOf(snapshot, overrides, all), tools, accepted);
    },
  };
}

function configOf(policy: Snapshot, overrides: Overrides, rules: readonly { readonly id: string }[]): Config {
  const { config, failOn, minConfidence } = overrides;
  const found =
    config === undefined ? findConfig(policy.files, rules) : parseConfigFile(config.path, config.bytes, rules);
  return {
    ...found,
    ...(failOn === undefined ? {} : { failOn }),
    ...(minConfidence === undefined ? {} : { minConfidence }),
  };
}

function narrowChange(change: Change, within: string | undefined): Change {
  if (within === undefined) return change;
  const isInside = insideOf(within);
  return {
    ...change,
    base: narrowSnapshot(change.base, within),
    head: narrowSnapshot(change.head, within),
    files: change.files.filter(({ path, previousPath }) => isInside(path) || isInside(previousPath ?? path)),
  };
}

function narrowSnapshot(snapshot: Snapshot, within: string | undefined): Snapshot {
  if (within === undefined) return snapshot;
  const isInside = insideOf(within);
  return {
    ...snapshot,
    files: new Map([...snapshot.files].filter(([path]) => isInside(path))),
    skipped: snapshot.skipped.filter(({ path }) => isInside(path)),
  };
}

/** The repository's own configuration belongs to every folder in it. */
function insideOf(within: string): (path: string) => boolean {
  return (path) => path === within || path.startsWith(`${within}/`) || CONFIG_PATHS.includes(path);
}
