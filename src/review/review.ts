import { renamesOf, type Renames } from '../rules/comparison/renames.ts';
import { isAtLeast } from '../core/severity.ts';
import { compareSites, type Site, type Span } from '../core/span.ts';
import type { Config } from '../config/config.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { ComparisonRule, Rule } from '../rules/contract/rule.ts';
import type { Change } from '../source/snapshot.ts';
import { absorb, type Candidate } from './absorb.ts';
import { knownSuppressions } from './base-suppression.ts';
import { settled } from './cause.ts';
import { comparisonFindings, findingsOf, type ComparisonFinding, type Crash } from './engine.ts';
import type { Finding, Placement, ReviewFinding, Surface, SuppressedFinding, SuppressionNotice } from './finding.ts';
import { lineTexts } from './lines.ts';
import { matchFindings, type Matching } from './match.ts';
import { mergeByPlace } from './merge.ts';
import { placementOf } from './placement.ts';
import { scopeOf, type DiffScope } from './scope.ts';
import { surfaceOf } from './surface.ts';
import { notice, noticesOf, suppress, suppressionsIn } from './suppression.ts';
import { touches } from './touched.ts';

export interface ReviewInput {
  readonly base: Facts;
  readonly head: Facts;
  readonly change: Pick<Change, 'files'>;
  readonly rules: readonly Rule[];
  readonly comparisonRules: readonly ComparisonRule[];
  /** Policy of the base: what the change does to it takes effect after the merge. */
  readonly config: Config;
}

/** All of a review that the facts decide; coverage, verdict and notes are added where the sources are known. */
export interface ReviewOutcome {
  readonly findings: readonly ReviewFinding[];
  readonly fixed: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly notices: readonly SuppressionNotice[];
  readonly surface: Surface;
  readonly crashes: readonly Crash[];
}

/** What a change opens, weakens and mends: findings of both snapshots, matched, explained, placed. */
export function reviewFindings(input: ReviewInput): ReviewOutcome {
  const scope = scopeOf(input.change.files);
  const renames = renamesOf(scope.renames);
  const found = run(input, scope, renames);
  const matching = matchFindings(found.base.findings, found.head.findings, scope, renames);
  const judged = judge(input, scope, found, matching);
  const said = absorb(judged.comparisons, judged.plain, input.config.rules);
  const findings = [
    ...said.comparisons.map((finding) => placedComparison(finding, scope)),
    ...said.plain.map((candidate) => placed(candidate, scope)),
  ];
  return {
    findings: findings.toSorted(compareFindings),
    fixed: fixedOf(matching, found, scope, input),
    suppressed: judged.suppressed,
    notices: judged.notices,
    surface: surfaceOf(input.base, input.head, renames),
    crashes: found.crashes,
  };
}

interface Found {
  readonly base: { readonly findings: readonly Finding[]; readonly crashes: readonly Crash[] };
  readonly head: { readonly findings: readonly Finding[]; readonly crashes: readonly Crash[] };
  readonly comparisons: readonly ComparisonFinding[];
  /** Each rule once, whichever snapshot it failed on. */
  readonly crashes: readonly Crash[];
}

function run(input: ReviewInput, scope: DiffScope, renames: Renames): Found {
  const { config, rules } = input;
  const base = findingsOf(input.base, rules, config, renames);
  const head = findingsOf(input.head, rules, config);
  const snapshots = { base: input.base, head: input.head, paths: scope.renames };
  const compared = comparisonFindings(snapshots, input.comparisonRules, config);
  const texts = { base: lineTexts(input.base), head: lineTexts(input.head) };
  const crashes = new Map(
    [...compared.crashes, ...base.crashes, ...head.crashes].map((crash) => [crash.ruleId, crash]),
  );
  return {
    base,
    head,
    comparisons: mergeByPlace(compared.findings.map((finding) => settled(finding, scope, texts))),
    crashes: [...crashes.values()],
  };
}

interface Judged {
  readonly comparisons: readonly ComparisonFinding[];
  readonly plain: readonly Candidate[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly notices: readonly SuppressionNotice[];
}

/** Which findings belong to the change, caused or rewritten by it, less those that the base asked to ignore. */
function judge(input: ReviewInput, scope: DiffScope, found: Found, matching: Matching): Judged {
  const baseComments = suppressionsIn(input.base);
  const headComments = suppressionsIn(input.head);
  const known = knownSuppressions(
    { base: baseComments, head: headComments, baseLine: lineTexts(input.base), headLine: lineTexts(input.head) },
    scope,
  );
  const plain = suppress(found.head.findings, headComments, (comment, finding) =>
    known.accepts(comment, finding, matching.twinOf(finding)),
  );
  const onRight = found.comparisons.filter(({ side }) => side === 'RIGHT');
  const onLeft = found.comparisons.filter(({ side }) => side === 'LEFT');
  const right = suppress(onRight, headComments, (comment, finding) => known.accepts(comment, finding, undefined));
  const left = suppress(onLeft, baseComments);
  const isTouched = touches(input, scope);
  const stateOf = (finding: Finding): 'introduced' | 'touched' | undefined => {
    const twin = matching.twinOf(finding);
    if (twin === undefined) return 'introduced';
    return isTouched(finding, twin) ? 'touched' : undefined;
  };
  const used = [...plain.used, ...right.used];
  return {
    comparisons: [...left.kept, ...right.kept],
    plain: plain.kept.flatMap((finding) => {
      const state = stateOf(finding);
      return state === undefined ? [] : [{ finding, state }];
    }),
    suppressed: [
      ...[...left.suppressed, ...right.suppressed],
      ...plain.suppressed.filter(({ finding }) => stateOf(finding) !== undefined),
    ],
    notices: [
      ...known.added.map((one) => notice(one, 'new', 'Added by this change: it takes effect after the merge.')),
      ...noticesOf(
        headComments.filter(({ path }) => scope.atHead(path) !== undefined),
        new Set([...input.rules, ...input.comparisonRules].map(({ id }) => id)),
        new Set(input.rules.filter(({ id }) => input.config.rules.get(id) !== 'off').map(({ id }) => id)),
        used,
      ),
    ],
  };
}

function placed({ finding, state }: Candidate, scope: DiffScope): ReviewFinding {
  const related = finding.related.map(({ at }) => at);
  const isOldNews = state === 'touched' && !isAtLeast(finding.severity, 'medium');
  const placement = isOldNews ? SUMMARY : placementOf({ head: siteOf(finding), related }, scope);
  return { ...finding, state, placement };
}

function placedComparison({ problem, ...finding }: ComparisonFinding, scope: DiffScope): ReviewFinding {
  const site = siteOf(finding);
  const related = [...(problem.counterparts ?? []), ...finding.related.map(({ at }) => at)];
  const anchors = finding.side === 'RIGHT' ? { head: site, related } : { base: site, related };
  return { ...finding, state: 'introduced', placement: placementOf(anchors, scope) };
}

/** A comment asks a person to stop and answer: a small weakness that stood there before is worth a line here, not that. */
const SUMMARY: Placement = { kind: 'summary' };

/**
 * Thanked for in the summary. Not when the head could not be seen well enough to say so, and not when the finding went because
 * what it spoke of was taken away with its protection.
 */
function fixedOf(matching: Matching, found: Found, scope: DiffScope, { base, head }: ReviewInput): readonly Finding[] {
  const baseComments = suppressionsIn(base);
  const crashed = new Set(found.head.crashes.map(({ ruleId }) => ruleId));
  const unclear = new Set(head.modules.filter(({ problems }) => problems.length > 0).map(({ path }) => path));
  const explained = new Set(
    found.comparisons.flatMap(({ problem }) => (problem.absorbs ?? []).map(({ subject }) => subject)),
  );
  const gone = matching.gone.filter(
    ({ ruleId, path, subject }) =>
      !crashed.has(ruleId) && !unclear.has(scope.renames.get(path) ?? path) && !explained.has(subject),
  );
  return suppress(gone, baseComments).kept;
}

function siteOf({ path, startLine, startColumn, endLine, endColumn }: Finding): Site {
  const span: Span = { startLine, startColumn, endLine, endColumn };
  return { path, span };
}

function compareFindings(a: ReviewFinding, b: ReviewFinding): number {
  return compareSites(siteOf(a), siteOf(b)) || (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0);
}
