import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONFIDENCES, SEVERITIES } from '../../src/core/severity.ts';
import { gradeOf, GRADE_FLOORS, type Graded } from '../../src/review/grade.ts';

const at = { path: 'main.py', span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };

function graded(places = 0): fc.Arbitrary<Graded> {
  return fc.record({
    ruleId: fc.constantFrom('a', 'b', 'c', 'd'),
    severity: fc.constantFrom(...SEVERITIES),
    confidence: fc.constantFrom(...CONFIDENCES),
    related: fc.array(fc.constant({ at, message: '' }), { maxLength: 20 + places }),
  });
}

const findings = fc.array(graded(), { maxLength: 30 });

function expectNotWorse(before: readonly Graded[], after: readonly Graded[]): void {
  const [was, is] = [gradeOf(before), gradeOf(after)];
  expect(is.score).toBeGreaterThanOrEqual(was.score);
  expect(is.grade <= was.grade).toBe(true);
}

describe('the grade', () => {
  it('is A without findings', () => {
    expect(gradeOf([])).toEqual({ grade: 'A', score: 100 });
  });

  it('does not fall when a finding is mended', () => {
    fc.assert(
      fc.property(findings, fc.nat(), (all, pick) => {
        expectNotWorse(all, all.toSpliced(pick % Math.max(1, all.length), 1));
      }),
    );
  });

  it('does not fall when a finding becomes less severe, less sure, or shorter', () => {
    fc.assert(
      fc.property(findings, fc.nat(), (all, pick) => {
        const index = pick % Math.max(1, all.length);
        const finding = all[index];
        if (finding === undefined) return;
        const milder = SEVERITIES[SEVERITIES.indexOf(finding.severity) + 1] ?? finding.severity;
        const lessSure = CONFIDENCES[CONFIDENCES.indexOf(finding.confidence) + 1] ?? finding.confidence;
        expectNotWorse(all, all.with(index, { ...finding, severity: milder }));
        expectNotWorse(all, all.with(index, { ...finding, confidence: lessSure }));
        expectNotWorse(all, all.with(index, { ...finding, related: finding.related.slice(1) }));
      }),
    );
  });

  it('weighs one finding of twelve places like twelve findings', () => {
    const one: Graded = { ruleId: 'a', severity: 'high', confidence: 'high', related: [] };
    const twelve = { ...one, related: Array.from({ length: 12 }, () => ({ at, message: '' })) };
    expect(gradeOf([twelve])).toEqual(gradeOf(Array.from({ length: 12 }, () => one)));
  });

  it('caps the letter where something serious is sure', () => {
    const finding: Graded = { ruleId: 'a', severity: 'critical', confidence: 'high', related: [] };
    expect(gradeOf([finding]).grade).toBe('D');
    expect(gradeOf([{ ...finding, severity: 'high' }]).grade).toBe('B');
    expect(gradeOf([{ ...finding, confidence: 'low' }]).grade).toBe('B');
  });

  it('has a letter for every score', () => {
    expect(GRADE_FLOORS.map(([letter]) => letter).join('')).toBe('ABCDEF');
    expect(GRADE_FLOORS.at(-1)?.[1]).toBe(0);
  });
});
