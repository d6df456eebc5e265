import type { FactsInput } from '../fastapi/build.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { PythonParser } from '../python/parser.ts';
import type { ComparisonRule, Rule } from '../rules/contract/rule.ts';

/** What the use cases ask of the hosts and of the stages they join. A test hands in its own. */
export interface Tools {
  /** Called once, and only when there is Python to read: loading the parser is most of a quick run. */
  readonly loadParser: () => Promise<PythonParser>;
  readonly buildFacts: (input: FactsInput) => Facts;
  readonly rules: readonly Rule[];
  readonly comparisonRules: readonly ComparisonRule[];
  /** Told how far a long run has come; a host without a terminal leaves it out. */
  readonly progress?: (step: string) => void;
}
