import type { Site, Span } from '../core/span.ts';
import { SEVERITIES, type Severity } from '../core/severity.ts';
import type { RelatedSite } from '../rules/contract/rule.ts';
import type { ComparisonFinding } from './engine.ts';
import type { Finding } from './finding.ts';

/** A finding that belongs to the review, before it is placed. */
export interface Candidate {
  readonly finding: Finding;
  readonly state: 'introduced' | 'touched';
}

/**
 * What a comparison explains is not said again: the plain finding becomes one of its related places, its severity counts
 * (unless the configuration sets one), and its fix is kept when it is the only one.
 */
export function absorb(
  comparisons: readonly ComparisonFinding[],
  plain: readonly Candidate[],
  configured: ReadonlyMap<string, unknown>,
): { readonly comparisons: readonly ComparisonFinding[]; readonly plain: readonly Candidate[] } {
  const taken = new Map<ComparisonFinding, Finding[]>();
  const left = plain.filter((candidate) => {
    const owner = comparisons.find((comparison) => explains(comparison, candidate));
    if (owner === undefined) return true;
    taken.set(owner, [...(taken.get(owner) ?? []), candidate.finding]);
    return false;
  });
  return {
    comparisons: comparisons.map((one) => enriched(one, taken.get(one) ?? [], configured.has(one.ruleId))),
    plain: left,
  };
}

/** A cause that explains whatever the rule says for the first time in this change. */
const ANY_SUBJECT = '*';

function explains(comparison: ComparisonFinding, { finding, state }: Candidate): boolean {
  const named = (comparison.problem.absorbs ?? []).filter(({ ruleId }) => ruleId === finding.ruleId);
  if (named.length === 0) return false;
  if (named.some(({ subject }) => subject === finding.subject)) return true;
  if (state === 'introduced' && named.some(({ subject }) => subject === ANY_SUBJECT)) return true;
  // Rules add to a route's or an include's subject what sets their findings apart.
  if (state === 'introduced' && named.some(({ subject }) => finding.subject.startsWith(`${subject} `))) return true;
  const anchor: Site = { path: finding.path, span: finding };
  if (ownPlaces(comparison).some((site) => overlaps(site, anchor))) return true;
  // What stood at the base already was not caused by this change, whatever lines they share.
  if (state === 'touched') return false;
  // Only what is said of routes is said of the routes that it affects.
  if (!named.some(({ subject }) => subject.startsWith('route '))) return false;
  const affected = comparison.related.map(({ at }) => at);
  if (affected.some((site) => overlaps(site, anchor))) return true;
  return finding.related.length > 0 && finding.related.every(({ at }) => affected.some((site) => overlaps(site, at)));
}

/** Where the comparison itself stands at the head. */
function ownPlaces({ problem }: ComparisonFinding): readonly Site[] {
  return problem.side === 'RIGHT' ? [problem.at] : (problem.counterparts ?? []);
}

function enriched(
  comparison: ComparisonFinding,
  absorbed: readonly Finding[],
  hasOwnSeverity: boolean,
): ComparisonFinding {
  if (absorbed.length === 0) return comparison;
  const causes = absorbed.filter((finding) => namesCause(comparison, finding));
  const [cause] = causes;
  const known = comparison.related.map(({ at }) => at);
  const more: RelatedSite[] = absorbed
    .filter((finding) => finding !== cause)
    .map((finding) => ({ at: siteOf(finding), message: finding.message }))
    .filter(({ at }) => !known.some((site) => overlaps(site, at)));
  const fixes = absorbed.flatMap(({ fix }) => (fix === undefined ? [] : [fix]));
  const fix = comparison.fix ?? (fixes.length === 1 ? fixes[0] : undefined);
  return {
    ...comparison,
    // A rule that knows the very line says best what went wrong there.
    ...(cause === undefined || comparison.side === 'LEFT' ? {} : { path: cause.path, ...siteOf(cause).span }),
    message: cause === undefined ? comparison.message : `${comparison.message} ${cause.message}`,
    severity: hasOwnSeverity ? comparison.severity : [comparison, ...absorbed].map((one) => one.severity).reduce(worse),
    related: [...comparison.related, ...more],
    ...(fix === undefined ? {} : { fix }),
  };
}

/** True where a body changed and the finding speaks of that body alone, never of a route that it opened. */
function namesCause({ problem }: ComparisonFinding, { ruleId }: Finding): boolean {
  const named = (problem.absorbs ?? []).filter((one) => one.ruleId === ruleId);
  return problem.subject.startsWith('function ') && named.length === 1 && named[0]?.subject === problem.subject;
}

function worse(a: Severity, b: Severity): Severity {
  return SEVERITIES.indexOf(a) <= SEVERITIES.indexOf(b) ? a : b;
}

function siteOf({ path, startLine, startColumn, endLine, endColumn }: Finding): Site {
  const span: Span = { startLine, startColumn, endLine, endColumn };
  return { path, span };
}

function overlaps(a: Site, b: Site): boolean {
  return a.path === b.path && a.span.startLine <= b.span.endLine && b.span.startLine <= a.span.endLine;
}
