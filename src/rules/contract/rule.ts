import type { Confidence, Severity } from '../../core/severity.ts';
import type { Site } from '../../core/span.ts';
import type { Facts } from '../../fastapi/facts.ts';

/** What a rule yields. It knows the place and the words; the engine knows the rest. */
export interface Problem {
  readonly at: Site;
  /** Says what is wrong here with this code's own names, and what to do. One to three sentences, plain text with `code`. */
  readonly message: string;
  /**
   * What it is about, by a name that survives edits: `route POST /items items.create`, `app main:app`,
   * `include api:router <- items:router`, `function deps:get_user`, `model schemas:User.password`. No line numbers, no source text.
   */
  readonly subject: string;
  /** Other lines that make it true: touching one in a pull request touches the problem. */
  readonly related?: readonly RelatedSite[];
  /** Where this case is worse, or less sure, than the rule's own. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** One edit that is certainly right. */
  readonly fix?: Fix;
}

export interface RelatedSite {
  readonly at: Site;
  readonly message: string;
}

/** Edits that mend the problem. Offsets are avoided: a span is replaced by a text. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly at: Site; readonly replacement: string }[];
}

/** A problem that only a comparison shows. `side` LEFT: `at` names a line of the base. */
export interface ComparisonProblem extends Problem {
  readonly side: 'LEFT' | 'RIGHT';
  /**
   * With side LEFT: places of the head that say now what `at` said at the base. Where the change wrote such a line in place of
   * a deleted one, the finding stands there: a modified line counts as added.
   */
  readonly counterparts?: readonly Site[];
  /** Problems of the head that this one explains: `ruleId subject`; they are not said again. `*`: all that are new. */
  readonly absorbs?: readonly { readonly ruleId: string; readonly subject: string }[];
}

export type OwaspApi = 'API1' | 'API2' | 'API3' | 'API4' | 'API5' | 'API6' | 'API7' | 'API8' | 'API9' | 'API10';

export interface RuleMeta {
  /** Names the bad pattern; also the name of the file, the fixture folder and the page. Never renamed. */
  readonly id: string;
  /** One line: what is wrong. */
  readonly summary: string;
  readonly category: 'authentication' | 'cors' | 'transport' | 'exposure' | 'input' | 'comparison';
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly cwe: readonly number[];
  readonly owasp: readonly OwaspApi[];
  /** Seed documents that ask for it. */
  readonly seeds: readonly ('S0' | 'S1' | 'S3')[];
  /**
   * It says that a precaution is missing. The line it stands on, a constructor or a route, only stands for the whole: a change
   * that rewrites that line did not touch what is not there. A rule that does so in some cases only tells them by their subject.
   */
  readonly reportsAbsence?: true | ((subject: string) => boolean);
  readonly docs: RuleDocs;
}

export interface RuleDocs {
  /** Markdown paragraphs. What goes wrong at run time, by FastAPI's own behaviour. */
  readonly why: string;
  readonly fix: string;
  /** Whole Python files (or a tree: `# file: name.py` starts each), executed by the tests: bad gives exactly one finding of this rule, good none. */
  readonly bad: string;
  readonly good: string;
  /** For comparison rules `bad` is the head and `good` the base. */
  readonly references: readonly string[];
  /** When it stays silent, and what it cannot see. */
  readonly limits?: string;
}

/** A rule over one snapshot. Pure. */
export interface Rule extends RuleMeta {
  check(facts: Facts): Iterable<Problem>;
}

/** A rule over both snapshots of a change. Pure. */
export interface ComparisonRule extends RuleMeta {
  compare(base: Facts, head: Facts, renames: ReadonlyMap<string, string>): Iterable<ComparisonProblem>;
}

/** Keeps the literal types and the one shape; nothing else. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

export function defineComparison(rule: ComparisonRule): ComparisonRule {
  return rule;
}
