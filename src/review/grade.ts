import { groupBy } from '../core/group.ts';
import type { Confidence, Severity } from '../core/severity.ts';
import { SEVERITIES } from '../core/severity.ts';
import type { Finding, Grade } from './finding.ts';

/** Points that a rule's worst finding costs. Documented in docs/grade.md; a change there is a change of the product. */
export const SEVERITY_POINTS: Readonly<Record<Severity, number>> = {
  critical: 30,
  high: 15,
  medium: 6,
  low: 2,
  info: 0,
};
export const CONFIDENCE_SHARE: Readonly<Record<Confidence, number>> = { high: 1, medium: 0.75, low: 0.4 };

/** From this many places on, more of the same costs no more. */
const MANY_PLACES = 16;

/** The lowest score of each letter. */
export const GRADE_FLOORS: readonly (readonly [Grade, number])[] = [
  ['A', 90],
  ['B', 80],
  ['C', 65],
  ['D', 50],
  ['E', 30],
  ['F', 0],
];

/** The best letter that is left where something this bad, of at least medium confidence, was found. */
const BEST_WITH: Readonly<Record<Severity, Grade>> = { critical: 'D', high: 'B', medium: 'A', low: 'A', info: 'A' };

/** The fields of a finding that a grade depends on. */
export type Graded = Pick<Finding, 'ruleId' | 'severity' | 'confidence' | 'related'>;

/**
 * A letter for an application. Monotone: taking a finding away, making it less severe or less sure, or shortening its list
 * of places never lowers the score or the letter. Each rule counts once, by its worst finding, and up to double where it
 * is met in many places: fifty unbounded fields are not twenty-five open doors.
 */
export function gradeOf(findings: readonly Graded[]): { readonly grade: Grade; readonly score: number } {
  let lost = 0;
  for (const ofRule of groupBy(findings, ({ ruleId }) => ruleId).values()) lost += pointsLost(ofRule);
  const score = Math.max(0, Math.round(100 - lost));
  return { grade: worseOf(earnedBy(score), ceiling(findings)), score };
}

/** The letter that a score alone would give. */
export function earnedBy(score: number): Grade {
  return GRADE_FLOORS.find(([, floor]) => score >= floor)?.[0] ?? 'F';
}

/** What each rule takes from the score, rounded to tenths. */
export function pointsByRule(findings: readonly Graded[]): ReadonlyMap<string, number> {
  return new Map(
    [...groupBy(findings, ({ ruleId }) => ruleId)].map(([rule, ofRule]) => [
      rule,
      Math.round(pointsLost(ofRule) * 10) / 10,
    ]),
  );
}

function pointsLost(ofRule: readonly Graded[]): number {
  const worst = Math.max(...ofRule.map((f) => SEVERITY_POINTS[f.severity] * CONFIDENCE_SHARE[f.confidence]));
  return worst * (1 + spread(places(ofRule)));
}

/**
 * One finding that lists twelve routes weighs like twelve findings of one route: which of the two a rule yields may change
 * as an application is mended, and that must not cost points.
 */
function places(ofRule: readonly Graded[]): number {
  return Math.max(ofRule.length, ...ofRule.map((finding) => finding.related.length));
}

function spread(count: number): number {
  return Math.log2(Math.min(count, MANY_PLACES)) / Math.log2(MANY_PLACES);
}

function ceiling(findings: readonly Graded[]): Grade {
  const sure = findings.filter((finding) => finding.confidence !== 'low');
  const worst = SEVERITIES.find((severity) => sure.some((finding) => finding.severity === severity));
  return worst === undefined ? 'A' : BEST_WITH[worst];
}

function worseOf(a: Grade, b: Grade): Grade {
  return a > b ? a : b;
}
