import { describe, expect, it } from 'vitest';
import { markerOf, withMarker } from '../../src/review/plan-marker.ts';
import { isQuiet, planReview } from '../../src/review/plan.ts';
import type { Thread } from '../../src/review/plan-types.ts';
import { carriedOut, finding, policy, thread } from './simulated.ts';

/** The threads that a first run on these findings leaves. */
function published(...names: readonly string[]): Thread[] {
  const findings = names.map((name) => finding(name));
  return carriedOut([], planReview(findings, [], policy()));
}

function changed(threads: readonly Thread[], more: Partial<Thread>): Thread[] {
  return threads.map((one) => ({ ...one, ...more }));
}

describe('a finding', () => {
  it('that is new is posted under its line', () => {
    const plan = planReview([finding('a')], [], policy());
    expect(plan.post.map(({ at }) => at)).toEqual([{ kind: 'line', path: 'app.py', line: 1, side: 'RIGHT' }]);
  });

  it('that has its comment is left alone', () => {
    expect(isQuiet(planReview([finding('a')], published('a'), policy({ run: '2.1' })))).toBe(true);
  });

  it('whose text changed gets its comment edited, which notifies nobody', () => {
    const plan = planReview([finding('a', { message: 'Other words.' })], published('a'), policy());
    expect(plan.edit.map(({ body }) => body.split('\n')[0])).toEqual(['Other words.']);
    expect(plan.post).toEqual([]);
  });

  it('whose thread a human resolved stays quiet, whatever its text says now', () => {
    const threads = changed(published('a'), { resolved: true });
    const plan = planReview([finding('a', { message: 'Other words.' })], threads, policy());
    expect(isQuiet(plan)).toBe(true);
    expect(plan.keep.map(({ why }) => why)).toEqual(['resolved']);
  });

  it('whose comment is outdated moves to its new line', () => {
    const threads = changed(published('a'), { outdated: true });
    const plan = planReview([finding('a')], threads, policy());
    expect(plan.post).toHaveLength(1);
    expect(plan.remove.map(({ reason }) => reason)).toEqual(['outdated']);
  });

  it('whose outdated comment was answered keeps the conversation', () => {
    const threads = changed(published('a'), { outdated: true, replies: 1 });
    const plan = planReview([finding('a')], threads, policy());
    expect(isQuiet(plan)).toBe(true);
    expect(plan.keep.map(({ why }) => why)).toEqual(['outdated']);
  });

  it('with a comment on the file is never outdated', () => {
    const onFile = finding('a', { placement: { kind: 'file', path: 'app.py' } });
    const threads = changed(carriedOut([], planReview([onFile], [], policy())), { outdated: true });
    expect(isQuiet(planReview([onFile], threads, policy()))).toBe(true);
  });

  it('that no place in the change shows is annotated', () => {
    const plan = planReview([finding('a', { placement: { kind: 'summary' } })], [], policy());
    expect(plan.annotate.map(({ subject }) => subject)).toEqual(['a']);
  });

  it('of the same fingerprint as another is not hidden by it', () => {
    const twins = [finding('a', { startLine: 1 }), finding('a', { startLine: 9 })];
    const plan = planReview(twins, [], policy());
    expect(plan.post).toHaveLength(2);
    expect(isQuiet(planReview(twins, carriedOut([], plan), policy()))).toBe(true);
  });
});

describe('a comment whose finding is gone', () => {
  it('is deleted when nobody answered', () => {
    const plan = planReview([], published('a'), policy());
    expect(plan.remove.map(({ reason }) => reason)).toEqual(['fixed']);
  });

  it('says so when somebody answered, and is resolved where the token may', () => {
    const threads = changed(published('a'), { replies: 2, canResolve: true });
    const plan = planReview([], threads, policy());
    expect(plan.edit.map(({ body }) => body.split('\n')[0])).toEqual([`Gone (fixed) at ${'f'.repeat(40)}.`]);
    expect(plan.resolve).toHaveLength(1);
    expect(isQuiet(planReview([], carriedOut(threads, plan), policy()))).toBe(true);
  });

  it('is not resolved where the token may not', () => {
    expect(planReview([], changed(published('a'), { replies: 2 }), policy()).resolve).toEqual([]);
  });

  it('names a suppression as the reason', () => {
    const { fingerprint } = finding('a');
    const plan = planReview([], published('a'), policy({ suppressed: new Set([fingerprint]) }));
    expect(plan.remove.map(({ reason }) => reason)).toEqual(['suppressed']);
  });

  it('is left alone where the file was not examined', () => {
    expect(isQuiet(planReview([], published('a'), policy({ isExamined: () => false })))).toBe(true);
  });

  it('speaks again when the finding comes back to a conversation that is still open', () => {
    const threads = changed(published('a'), { replies: 1 });
    const closed = carriedOut(threads, planReview([], threads, policy()));
    const plan = planReview([finding('a')], closed, policy());
    expect(plan.edit.map(({ body }) => body.split('\n')[0])).toEqual(['About a.']);
    expect(plan.post).toEqual([]);
  });

  it('is history once it was resolved: what comes back is new', () => {
    const threads = changed(published('a'), { replies: 1, canResolve: true });
    const closed = carriedOut(threads, planReview([], threads, policy()));
    const plan = planReview([finding('a')], closed, policy());
    expect(plan.post).toHaveLength(1);
    expect(isQuiet(planReview([finding('a')], carriedOut(closed, plan), policy()))).toBe(true);
  });
});

describe('what others write', () => {
  it('counts for nothing, our marker in it or not', () => {
    const forged = changed(published('a'), { own: false });
    expect(planReview([finding('a')], forged, policy()).post).toHaveLength(1);
    expect(isQuiet(planReview([], forged, policy()))).toBe(true);
  });

  it('may be our own identity without our marker', () => {
    expect(isQuiet(planReview([], [thread('Coverage is 80 %.')], policy()))).toBe(true);
  });
});

describe('two comments on one finding', () => {
  it('become one: the older stays', () => {
    const [first] = published('a');
    const [second] = published('a');
    const threads = [first, second].filter((one) => one !== undefined);
    const plan = planReview([finding('a')], threads, policy());
    expect(plan.remove.map((removal) => removal.thread.id)).toEqual([second?.id]);
  });

  it('become one: the one with an answer stays', () => {
    const [first] = published('a');
    const [second] = changed(published('a'), { replies: 1 });
    const threads = [first, second].filter((one) => one !== undefined);
    const plan = planReview([finding('a')], threads, policy());
    expect(plan.remove.map((removal) => removal.thread.id)).toEqual([first?.id]);
  });

  it('become one: the outdated one goes', () => {
    const [first] = changed(published('a'), { outdated: true });
    const [second] = published('a');
    const threads = [first, second].filter((one) => one !== undefined);
    const plan = planReview([finding('a')], threads, policy());
    expect(plan.remove.map((removal) => removal.thread.id)).toEqual([first?.id]);
    expect(plan.post).toEqual([]);
  });
});

describe('the cap', () => {
  const low = finding('low', { severity: 'low' });
  const high = finding('high', { severity: 'high', path: 'z.py' });

  it('goes to the worst', () => {
    const plan = planReview([low, high], [], policy({ maxComments: 1 }));
    expect(plan.post.map((comment) => comment.finding.subject)).toEqual(['high']);
    expect(plan.annotate.map(({ subject }) => subject)).toEqual(['low']);
  });

  it('leaves a comment that stands where it is', () => {
    const plan = planReview([low, high], published('low'), policy({ maxComments: 1, render: () => 'About low.' }));
    expect(plan.keep.map((kept) => kept.finding.subject)).toEqual(['low']);
    expect(plan.annotate.map(({ subject }) => subject)).toEqual(['high']);
  });

  it('of comments on files is its own', () => {
    const onFiles = ['a', 'b', 'c'].map((name) => finding(name, { placement: { kind: 'file', path: 'app.py' } }));
    const plan = planReview(onFiles, [], policy({ maxFileComments: 2 }));
    expect([plan.postOnFile.length, plan.annotate.length]).toEqual([2, 1]);
  });

  it('of annotations leaves the rest to the summary', () => {
    const plan = planReview([low, high], [], policy({ maxComments: 0, maxAnnotations: 1 }));
    expect(plan.annotate.map(({ subject }) => subject)).toEqual(['high']);
    expect(plan.summarise.map(({ subject }) => subject)).toEqual(['low']);
  });
});

describe('without comments', () => {
  it('nothing is written, what stands is kept and the rest annotated', () => {
    const plan = planReview([finding('a'), finding('b')], published('a', 'gone'), policy({ comments: false }));
    expect(isQuiet(plan)).toBe(true);
    expect(plan.keep.map((kept) => kept.finding.subject)).toEqual(['a']);
    expect(plan.annotate.map(({ subject }) => subject)).toEqual(['b']);
  });
});

describe('a marker', () => {
  const fields = { key: 'abcdef0123', ruleId: 'some-rule', state: 'open', run: '7.1' } as const;

  it('is read back', () => {
    expect(markerOf(withMarker('Words.', fields))).toMatchObject(fields);
  });

  it('is read where somebody wrote more under it', () => {
    expect(markerOf(`${withMarker('Words.', fields)}\nand more`)).toMatchObject(fields);
  });

  it('is the last one: what a comment quotes stands before it', () => {
    const quoted = withMarker('Words.', { ...fields, key: 'ffffffffff' });
    expect(markerOf(withMarker(quoted, fields))).toMatchObject(fields);
  });

  it('bears the line ends that GitHub may put in', () => {
    expect(markerOf(withMarker('Two\nlines.', fields).replaceAll('\n', '\r\n'))).toMatchObject(fields);
  });

  it('survives a body that is too long, which keeps within the limit', () => {
    const body = withMarker('🟧'.repeat(40_000), fields);
    expect(markerOf(body)).toMatchObject(fields);
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(body)).toBe(false);
  });

  it('is refused when any of it is not as we write it', () => {
    const body = withMarker('Words.', fields);
    for (const [from, to] of [
      ['v1', 'v2'],
      ['key=', 'kee='],
      ['rule=some', 'rule=So$'],
      ['open', 'done'],
      [' -->', '-->'],
    ] as const) {
      expect(markerOf(body.replace(from, to))).toBeUndefined();
    }
  });
});
