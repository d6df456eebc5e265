import { buildFacts } from '../fastapi/build.ts';
import { COMPARISON_RULES, RULES } from '../rules/index.ts';
import { loadPythonParser } from './parser-files.ts';
import type { Tools } from './ports.ts';

/** The stages as they are, for both hosts; `progress` is told how far a run has come. */
export function productTools(progress?: (step: string) => void): Tools {
  return {
    loadParser: loadPythonParser,
    buildFacts,
    rules: RULES,
    comparisonRules: COMPARISON_RULES,
    ...(progress === undefined ? {} : { progress }),
  };
}
