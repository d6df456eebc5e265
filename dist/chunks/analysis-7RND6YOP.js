import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);
import {
  CONFIG_PATHS,
  auditTree,
  findConfig,
  parseBaseline,
  parseConfigFile,
  reviewChange,
  rulesById
} from "./chunk-QRQTXY3G.js";
import "./chunk-GNKWFU2H.js";
import "./chunk-YYYFAXCQ.js";
import "./chunk-MY77EXL4.js";
import "./chunk-5N3QS5HH.js";

// src/action/analysis.ts
function createUseCases(tools, version) {
  const all = [...tools.rules, ...tools.comparisonRules];
  return {
    version,
    rules: rulesById(all),
    review: (change, overrides) => {
      const narrowed = narrowChange(change, overrides.within);
      return reviewChange(narrowed, configOf(change.base, overrides, all), tools);
    },
    audit: (snapshot, overrides, baseline) => {
      const accepted = baseline === void 0 ? void 0 : parseBaseline(baseline);
      const narrowed = narrowSnapshot(snapshot, overrides.within);
      return auditTree(narrowed, configOf(snapshot, overrides, all), tools, accepted);
    }
  };
}
function configOf(policy, overrides, rules) {
  const { config, failOn, minConfidence } = overrides;
  const found = config === void 0 ? findConfig(policy.files, rules) : parseConfigFile(config.path, config.bytes, rules);
  return {
    ...found,
    ...failOn === void 0 ? {} : { failOn },
    ...minConfidence === void 0 ? {} : { minConfidence }
  };
}
function narrowChange(change, within) {
  if (within === void 0) return change;
  const isInside = insideOf(within);
  return {
    ...change,
    base: narrowSnapshot(change.base, within),
    head: narrowSnapshot(change.head, within),
    files: change.files.filter(({ path, previousPath }) => isInside(path) || isInside(previousPath ?? path))
  };
}
function narrowSnapshot(snapshot, within) {
  if (within === void 0) return snapshot;
  const isInside = insideOf(within);
  return {
    ...snapshot,
    files: new Map([...snapshot.files].filter(([path]) => isInside(path))),
    skipped: snapshot.skipped.filter(({ path }) => isInside(path))
  };
}
function insideOf(within) {
  return (path) => path === within || path.startsWith(`${within}/`) || CONFIG_PATHS.includes(path);
}
export {
  createUseCases
};
