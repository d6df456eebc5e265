import type { Config } from '../config/config.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { ParseInput, PythonParser } from '../python/parser.ts';
import type { Module } from '../python/syntax.ts';
import type { ComparisonRule, Rule } from '../rules/rule.ts';
import type { SourceFile } from '../source/snapshot.ts';

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

/** One snapshot, ready to be understood. Files are parsed when the interpreter first asks for them. */
export interface FactsInput {
  /** Python files that are analysed, by path; what is excluded is not among them. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** The other files that were read: pins and configuration. */
  readonly texts: ReadonlyMap<string, string>;
  readonly parse: (file: ParseInput) => Module;
  readonly config: Config;
}
