/** Threads as GitHub would keep them, and what carrying a plan out makes of them. */
import type { ReviewFinding } from '../../src/review/finding.ts';
import type { Plan, PlanPolicy, Thread } from '../../src/review/plan-types.ts';

export function finding(name: string, more: Partial<ReviewFinding> = {}): ReviewFinding {
  return {
    ruleId: 'some-rule',
    severity: 'high',
    confidence: 'high',
    path: 'app.py',
    startLine: 1,
    endLine: 1,
    startColumn: 1,
    endColumn: 2,
    side: 'RIGHT',
    message: `About ${name}.`,
    subject: name,
    fingerprint: Buffer.from(name.padEnd(10, '.').slice(0, 10)).toString('hex'),
    related: [],
    state: 'introduced',
    placement: { kind: 'line', path: 'app.py', line: 1, side: 'RIGHT' },
    ...more,
  };
}

export function policy(more: Partial<PlanPolicy> = {}): PlanPolicy {
  return {
    comments: true,
    maxComments: 50,
    maxFileComments: 10,
    maxAnnotations: 250,
    headSha: 'f'.repeat(40),
    run: '1.1',
    render: ({ message }) => message,
    renderGone: (reason, sha) => `Gone (${reason}) at ${sha}.`,
    isExamined: () => true,
    suppressed: new Set(),
    ...more,
  };
}

let lastId = 0;

export function thread(body: string, more: Partial<Thread> = {}): Thread {
  lastId += 1;
  const id = `T${String(lastId)}`;
  return {
    id,
    commentId: `C${id}`,
    body,
    own: true,
    path: 'app.py',
    fileLevel: false,
    resolved: false,
    outdated: false,
    canResolve: false,
    replies: 0,
    ...more,
  };
}

/** The threads after the plan was carried out whole. */
export function carriedOut(threads: readonly Thread[], plan: Plan): Thread[] {
  const removed = new Set(plan.remove.map((removal) => removal.thread.id));
  const resolved = new Set(plan.resolve.map(({ id }) => id));
  const edited = new Map(plan.edit.map((edit) => [edit.thread.id, edit.body]));
  const left = threads
    .filter(({ id }) => !removed.has(id))
    .map((one) => ({ ...one, body: edited.get(one.id) ?? one.body, resolved: one.resolved || resolved.has(one.id) }));
  const posted = [
    ...plan.post.map(({ body, at }) => thread(body, { path: at.path })),
    ...plan.postOnFile.map(({ body, at }) => thread(body, { path: at.path, fileLevel: true })),
  ];
  return [...left, ...posted];
}

/** Where each finding of a plan ended up; every list of the plan that holds findings. */
export function saidIn(plan: Plan): ReviewFinding[] {
  return [
    ...plan.post.map((comment) => comment.finding),
    ...plan.postOnFile.map((comment) => comment.finding),
    ...plan.edit.flatMap((edit) => (edit.finding === undefined ? [] : [edit.finding])),
    ...plan.keep.map((kept) => kept.finding),
    ...plan.annotate,
    ...plan.summarise,
  ];
}
