import type { Config } from '../config/config.ts';
import { CONFIG_PATHS } from '../config/find.ts';
import type { ReviewResult } from '../review/finding.ts';
import { reviewFindings } from '../review/review.ts';
import { verdictOf } from '../review/verdict.ts';
import type { ReportContext } from '../report/context.ts';
import type { Change, SkippedFile } from '../source/snapshot.ts';
import { coverageOf, createAnalyser, isPython, isUnread, linesOf, type Analysis } from './analysis.ts';
import type { Tools } from './ports.ts';

export interface ReviewOutput {
  readonly result: ReviewResult;
  /** The lines of both sides, for excerpts and suggestions. */
  readonly source: NonNullable<ReportContext['source']>;
}

/** Reviews a change under a policy, which is the base's. Asks nothing of git or GitHub: the change is at hand. */
export async function reviewChange(change: Change, config: Config, tools: Tools): Promise<ReviewOutput> {
  const unread = unreadFiles(change);
  const relevant = change.files.some(
    (file) => change.head.files.has(file.path) || change.base.files.has(file.previousPath ?? file.path),
  );
  if (!relevant && unread.length === 0 && change.incomplete === undefined)
    return { result: nothingToReview(change), source: () => undefined };
  const analyser = await createAnalyser(tools, [change.base, change.head]);
  const { base, head } = analyser.analyseChange(change, config);
  tools.progress?.('Comparing');
  const outcome = reviewFindings({
    base: base.facts,
    head: head.facts,
    change,
    rules: tools.rules,
    comparisonRules: tools.comparisonRules,
    config,
  });
  const verdict = verdictOf(outcome.findings, config, {
    unread: [...unread, ...partlyUnderstood(change, head)],
    crashes: outcome.crashes,
    ...(change.incomplete === undefined ? {} : { incompleteChange: change.incomplete }),
  });
  const { findings, fixed, suppressed, notices, surface, crashes } = outcome;
  const coverage = coverageOf(head, crashes);
  const notes = notesOf(change);
  const lines = { LEFT: linesOf(base), RIGHT: linesOf(head) };
  return {
    result: { command: 'review', verdict, findings, fixed, suppressed, notices, surface, coverage, notes },
    source: (path, side) => lines[side](path),
  };
}

/**
 * Files that the verdict needs and nobody has seen: those of the change, and any whose bytes could not be had, on either
 * side: what protects a route, or protected it, may stand in a file that the change does not touch.
 */
function unreadFiles(change: Change): readonly string[] {
  const touched = new Set(change.files.map((file) => file.path));
  const isMissing = (file: SkippedFile): boolean => file.reason === 'unreadable';
  const isNeeded = (file: SkippedFile): boolean => isMissing(file) || (isUnread(file) && touched.has(file.path));
  return [...change.head.skipped.filter(isNeeded), ...change.base.skipped.filter(isMissing)].map((file) => file.path);
}

/** Files of the change that were not understood whole: what they bring is not known. */
function partlyUnderstood(change: Change, head: Analysis): readonly string[] {
  const touched = new Set(change.files.map((file) => file.path));
  const partly = head.facts.modules.filter((module) => module.problems.length > 0).map((module) => module.path);
  return partly.filter((path) => touched.has(path));
}

function notesOf(change: Change): readonly string[] {
  const notes: string[] = change.note === undefined ? [] : [change.note];
  if (change.incomplete !== undefined) notes.push(`The list of changed files is not whole: ${change.incomplete}`);
  const policy = change.files.filter((file) => CONFIG_PATHS.includes(file.path) && speaksOfUs(change, file.path));
  for (const file of policy) {
    notes.push(
      `This change alters the policy in \`${file.path}\`. It is judged by the base's policy; the new one holds after the merge.`,
    );
  }
  return notes;
}

/** A pyproject.toml is about many things. */
function speaksOfUs(change: Change, path: string): boolean {
  if (!path.endsWith('.toml')) return true;
  return [change.base, change.head].some((snapshot) => {
    const bytes = snapshot.files.get(path)?.bytes;
    return bytes !== undefined && new TextDecoder().decode(bytes).includes('fastapi-hardening');
  });
}

function nothingToReview(change: Change): ReviewResult {
  const python = [...change.head.files.keys()].filter(isPython).length;
  return {
    command: 'review',
    verdict: 'pass',
    findings: [],
    fixed: [],
    suppressed: [],
    notices: [],
    surface: { added: [], removed: [], moved: [], changed: [] },
    coverage: { files: python, parsed: 0, partlyParsed: [], routes: 0, unresolved: [], excluded: [], crashes: [] },
    notes: [...notesOf(change), 'No Python or configuration file changed: there was nothing to check.'],
  };
}
