import { NO_RENAMES, type Renames } from '../rules/comparison/renames.ts';
import type { Config } from '../config/config.ts';
import { compileExcludes } from '../config/exclude.ts';
import { isAsSureAs, type Severity } from '../core/severity.ts';
import { compareSites, siteKey } from '../core/span.ts';
import type { Facts } from '../fastapi/facts.ts';
import type {
  ComparisonProblem,
  ComparisonRule,
  Problem,
  RelatedSite,
  Rule,
  RuleMeta,
} from '../rules/contract/rule.ts';
import { equalityKey, fingerprintOf } from './fingerprint.ts';
import type { Coverage, Finding, Side } from './finding.ts';

export type Crash = Coverage['crashes'][number];

/** What a set of rules says of one snapshot. */
export interface RunResult {
  /** By place, then rule; the same for the same facts. */
  readonly findings: readonly Finding[];
  /** A rule that threw: its findings are missing, so the verdict is incomplete. */
  readonly crashes: readonly Crash[];
}

/** A finding only both snapshots show, with what its placement and absorption need. */
export interface ComparisonFinding extends Finding {
  readonly problem: ComparisonProblem;
}

/** Runs the rules over one snapshot. `renames` is given for a base, whose findings are named as the head names them. */
export function findingsOf(
  facts: Facts,
  rules: readonly Rule[],
  config: Config,
  renames: Renames = NO_RENAMES,
): RunResult {
  const filter = problemFilter(config, [facts]);
  const crashes: Crash[] = [];
  const drafts: Draft[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, config);
    if (severity === 'off') continue;
    const problems = contained(rule, () => rule.check(facts), crashes);
    for (const problem of problems) drafts.push({ rule, severity, problem, side: 'RIGHT' });
  }
  return { findings: toFindings(drafts.filter(filter), renames).map(({ finding }) => finding), crashes };
}

/** Runs the comparison rules over both snapshots. */
export function comparisonFindings(
  snapshots: { readonly base: Facts; readonly head: Facts; readonly paths: ReadonlyMap<string, string> },
  rules: readonly ComparisonRule[],
  config: Config,
): { readonly findings: readonly ComparisonFinding[]; readonly crashes: readonly Crash[] } {
  const filter = problemFilter(config, [snapshots.base, snapshots.head]);
  const crashes: Crash[] = [];
  const drafts: Draft<ComparisonProblem>[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, config);
    if (severity === 'off') continue;
    const problems = contained(rule, () => rule.compare(snapshots.base, snapshots.head, snapshots.paths), crashes);
    for (const problem of problems) drafts.push({ rule, severity, problem, side: problem.side });
  }
  const findings = toFindings(drafts.filter(filter), NO_RENAMES).map(({ finding, draft }) => ({
    ...finding,
    problem: draft.problem,
  }));
  return { findings, crashes };
}

interface Draft<P extends Problem = Problem> {
  readonly rule: RuleMeta;
  /** The configured severity, or undefined: then the problem's own, else the rule's. */
  readonly severity: Severity | undefined;
  readonly problem: P;
  readonly side: Side;
}

function severityOf(rule: RuleMeta, config: Config): Severity | 'off' | undefined {
  return config.rules.get(rule.id);
}

/** A rule that throws halfway keeps what it had said: a finding in hand is worth more than a clean slate. */
function contained<P>(rule: RuleMeta, run: () => Iterable<P>, crashes: Crash[]): readonly P[] {
  const problems: P[] = [];
  try {
    for (const problem of run()) problems.push(problem);
  } catch (error: unknown) {
    crashes.push({ ruleId: rule.id, message: error instanceof Error ? error.message : String(error) });
  }
  return problems;
}

/** A module that was read is part of the application, whatever its name; other files go by the patterns. */
function problemFilter(config: Config, snapshots: readonly Facts[]): (draft: Draft) => boolean {
  const excludes = compileExcludes(config.exclude);
  const read = new Set(snapshots.flatMap((facts) => facts.modules.map((module) => module.path)));
  return ({ rule, problem }) =>
    isAsSureAs(problem.confidence ?? rule.confidence, config.minConfidence) &&
    (read.has(problem.at.path) || excludes.excludedBy(problem.at.path) === undefined);
}

function toFindings<P extends Problem>(
  drafts: readonly Draft<P>[],
  renames: Renames,
): readonly { readonly finding: Finding; readonly draft: Draft<P> }[] {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const found = [];
  for (const draft of drafts.toSorted(compareDrafts)) {
    const identity = {
      ruleId: draft.rule.id,
      path: renames.path(draft.problem.at.path),
      subject: renames.text(draft.problem.subject),
    };
    const key = equalityKey(identity);
    if (isRepeated(seen, `${key}\u0000${siteKey(draft.problem.at)}\u0000${draft.problem.message}`)) continue;
    const ordinal = counts.get(key) ?? 0;
    counts.set(key, ordinal + 1);
    found.push({ finding: toFinding(draft, fingerprintOf({ ...identity, ordinal })), draft });
  }
  return found;
}

function toFinding(draft: Draft, fingerprint: string): Finding {
  const { rule, problem, side } = draft;
  const { at } = problem;
  return {
    ruleId: rule.id,
    severity: draft.severity ?? problem.severity ?? rule.severity,
    confidence: problem.confidence ?? rule.confidence,
    path: at.path,
    ...at.span,
    side,
    message: problem.message,
    subject: problem.subject,
    fingerprint,
    related: distinct(problem.related ?? []),
    ...(problem.fix === undefined ? {} : { fix: problem.fix }),
  };
}

function compareDrafts(a: Draft, b: Draft): number {
  return (
    compareSites(a.problem.at, b.problem.at) ||
    compareText(a.rule.id, b.rule.id) ||
    compareText(a.problem.subject, b.problem.subject) ||
    compareText(a.problem.message, b.problem.message)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Two include chains can lead a rule to the same line twice with the same words. */
function isRepeated(seen: Set<string>, key: string): boolean {
  const size = seen.size;
  return seen.add(key).size === size;
}

function distinct(related: readonly RelatedSite[]): readonly RelatedSite[] {
  const seen = new Set<string>();
  return related.filter(({ at, message }) => !isRepeated(seen, `${siteKey(at)}\u0000${message}`));
}
