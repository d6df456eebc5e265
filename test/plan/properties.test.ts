import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONFIDENCES, SEVERITIES } from '../../src/core/severity.ts';
import type { ReviewFinding } from '../../src/review/finding.ts';
import { isQuiet, planReview } from '../../src/review/plan.ts';
import { markerOf } from '../../src/review/plan-marker.ts';
import type { PlanPolicy, Thread } from '../../src/review/plan-types.ts';
import { carriedOut, finding, policy, saidIn, thread } from './simulated.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

const placements = fc.constantFrom(
  { kind: 'line', path: 'app.py', line: 1, side: 'RIGHT' } as const,
  { kind: 'line', path: 'app.py', line: 4, side: 'LEFT' } as const,
  { kind: 'file', path: 'app.py' } as const,
  { kind: 'summary' } as const,
);

const findings: fc.Arbitrary<ReviewFinding[]> = fc.array(
  fc
    .record({
      name: fc.constantFrom(...NAMES),
      severity: fc.constantFrom(...SEVERITIES),
      confidence: fc.constantFrom(...CONFIDENCES),
      startLine: fc.integer({ min: 1, max: 3 }),
      message: fc.constantFrom('One.', 'Other.'),
      placement: placements,
    })
    .map(({ name, ...more }) => finding(name, more)),
  { maxLength: 12 },
);

/** What people and pushes do to threads between two runs. */
const events = fc.array(
  fc.record({
    index: fc.nat({ max: 15 }),
    what: fc.constantFrom('reply', 'resolve', 'unresolve', 'outdate', 'may-resolve', 'forge', 'copy', 'scribble'),
  }),
  { maxLength: 10 },
);

const policies: fc.Arbitrary<PlanPolicy> = fc
  .record({
    comments: fc.boolean(),
    maxComments: fc.constantFrom(0, 1, 3, 50),
    maxFileComments: fc.constantFrom(0, 1, 10),
    maxAnnotations: fc.constantFrom(0, 2, 250),
    examined: fc.boolean(),
    run: fc.constantFrom('1.1', '2.1'),
  })
  .map(({ examined, ...more }) => policy({ ...more, isExamined: () => examined }));

function after(threads: readonly Thread[], list: readonly { index: number; what: string }[]): Thread[] {
  const result = [...threads];
  for (const { index, what } of list) {
    const one = result[index];
    if (one === undefined) continue;
    if (what === 'reply') result[index] = { ...one, replies: one.replies + 1 };
    if (what === 'resolve' || what === 'unresolve') result[index] = { ...one, resolved: what === 'resolve' };
    if (what === 'outdate') result[index] = { ...one, outdated: true };
    if (what === 'may-resolve') result[index] = { ...one, canResolve: true };
    if (what === 'forge') result.push(thread(one.body, { own: false }));
    if (what === 'copy') result.push(thread(one.body));
    if (what === 'scribble') result[index] = { ...one, body: `${one.body} edited` };
  }
  return result;
}

/** A history: runs with changing findings and policies, and people in between. */
const histories = fc.array(fc.record({ findings, events, policy: policies }), { minLength: 1, maxLength: 4 });

function play(
  history: readonly { findings: ReviewFinding[]; events: { index: number; what: string }[]; policy: PlanPolicy }[],
): Thread[] {
  let threads: Thread[] = [];
  for (const step of history) {
    threads = after(carriedOut(threads, planReview(step.findings, threads, step.policy)), step.events);
  }
  return threads;
}

describe('whatever happened before', () => {
  it('every finding is said exactly once', () => {
    fc.assert(
      fc.property(histories, findings, policies, (history, found, rules) => {
        const said = saidIn(planReview(found, play(history), rules));
        expect(new Set(said)).toEqual(new Set(found));
        expect(said).toHaveLength(found.length);
      }),
    );
  });

  it('a second run on the same head writes nothing', () => {
    fc.assert(
      fc.property(histories, findings, policies, (history, found, rules) => {
        const threads = play(history);
        const next = carriedOut(threads, planReview(found, threads, rules));
        expect(isQuiet(planReview(found, next, { ...rules, run: '99.1' }))).toBe(true);
      }),
    );
  });

  it('the order in which findings come in changes nothing', () => {
    fc.assert(
      fc.property(histories, findings, policies, (history, found, rules) => {
        const threads = play(history);
        expect(planReview(found.toReversed(), threads, rules)).toEqual(planReview(found, threads, rules));
      }),
    );
  });

  it('no thread of anybody else is touched, and no conversation deleted', () => {
    fc.assert(
      fc.property(histories, findings, policies, (history, found, rules) => {
        const plan = planReview(found, play(history), rules);
        const touched = [
          ...plan.edit.map((edit) => edit.thread),
          ...plan.remove.map((removal) => removal.thread),
          ...plan.resolve,
        ];
        expect(touched.every(({ own, body }) => own && markerOf(body) !== undefined)).toBe(true);
        expect(plan.remove.every((removal) => removal.thread.replies === 0)).toBe(true);
        expect(plan.resolve.every(({ resolved }) => !resolved)).toBe(true);
      }),
    );
  });

  it('no thread is written to twice, and none of a resolved finding', () => {
    fc.assert(
      fc.property(histories, findings, policies, (history, found, rules) => {
        const plan = planReview(found, play(history), rules);
        const written = [
          ...plan.edit.map((edit) => edit.thread.id),
          ...plan.remove.map((removal) => removal.thread.id),
        ];
        expect(new Set(written).size).toBe(written.length);
        expect(plan.edit.every((edit) => edit.finding === undefined || !edit.thread.resolved)).toBe(true);
      }),
    );
  });

  it('the caps hold for what is new', () => {
    fc.assert(
      fc.property(histories, findings, policies, (history, found, rules) => {
        const plan = planReview(found, play(history), rules);
        const standing = plan.keep.length + plan.edit.filter((edit) => edit.finding !== undefined).length;
        const posted = plan.post.length + plan.postOnFile.length;
        if (posted > 0) expect(standing + posted).toBeLessThanOrEqual(rules.maxComments);
        if (plan.postOnFile.length > 0) expect(plan.postOnFile.length).toBeLessThanOrEqual(rules.maxFileComments);
        expect(plan.annotate.length).toBeLessThanOrEqual(rules.maxAnnotations);
      }),
    );
  });
});
