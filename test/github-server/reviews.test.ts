import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listOf, objectOf } from './json.ts';
import { beginsReview, personComments, personReplies, personResolves } from './people.ts';
import { ask, startScenario, type Scenario } from './scenario.ts';
import { actionsToken, personalToken, readOnlyToken } from './tokens.ts';

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');
const BASE = {
  'app.py': lines(40),
  'gone.py': 'bye\n',
  'same.py': 'same\n',
  'old.py': lines(20),
  'pic.bin': Buffer.from([0, 1]),
};
const HEAD = {
  'app.py': lines(40).replace('line 3\n', 'changed 3\n').replace('line 30\n', 'changed 30\nextra\n'),
  'gone.py': null,
  'old.py': null,
  'new.py': lines(20),
  'pic.bin': Buffer.from([0, 2]),
};

let scenario: Scenario;
const review = (comments: readonly object[], more: object = {}): Promise<{ status: number; body: unknown }> =>
  ask(scenario, 'POST', '/pulls/1/reviews', {
    commit_id: scenario.pull.head.sha,
    event: 'COMMENT',
    body: '',
    comments,
    ...more,
  });
const errorsOf = (body: unknown): readonly unknown[] => listOf(objectOf(body)['errors']);

beforeEach(async () => {
  scenario = await startScenario({ base: BASE, head: HEAD });
});
afterEach(() => scenario.close());

describe('a review', () => {
  it('stands on added, unchanged and deleted lines of the diff', async () => {
    const { status } = await review([
      { path: 'app.py', line: 3, body: 'added' },
      { path: 'app.py', line: 3, side: 'LEFT', body: 'deleted' },
      { path: 'app.py', line: 31, start_line: 29, body: 'a range' },
      { path: 'gone.py', line: 1, side: 'LEFT', body: 'a deleted file' },
    ]);
    expect(status).toBe(200);
    expect(scenario.pull.threads.map((thread) => [thread.path, thread.side, thread.line])).toEqual([
      ['app.py', 'RIGHT', 3],
      ['app.py', 'LEFT', 3],
      ['app.py', 'RIGHT', 31],
      ['gone.py', 'LEFT', 1],
    ]);
  });

  it.each([
    ['a line outside every hunk', { path: 'app.py', line: 15 }, 'Line could not be resolved'],
    ['an unchanged line on the left', { path: 'app.py', line: 4, side: 'LEFT' }, 'Line could not be resolved'],
    [
      'a file that is not in the change',
      { path: 'same.py', line: 1 },
      'Path could not be resolved and Path is invalid',
    ],
    ['the old name of a renamed file', { path: 'old.py', line: 1 }, 'Path could not be resolved and Path is invalid'],
    ['a file without a patch', { path: 'pic.bin', line: 1 }, "Pull request review thread diff hunk can't be blank"],
    [
      'a range over two hunks',
      { path: 'app.py', start_line: 3, line: 30 },
      'Pull request review thread start line must be part of the same hunk as the line.',
    ],
    [
      'a range of one line',
      { path: 'app.py', start_line: 3, line: 3 },
      'Pull request review thread start line must precede the end line.',
    ],
    ['no line at all', { path: 'app.py' }, 'Review comments is invalid and Review threads is invalid'],
  ])('is lost as a whole by %s', async (_, bad, message) => {
    const { status, body } = await review([
      { path: 'app.py', line: 3, body: 'good' },
      { ...bad, body: 'bad' },
    ]);
    expect(status).toBe(422);
    expect(errorsOf(body)).toEqual([message]);
    expect(scenario.pull.threads).toEqual([]);
    expect(scenario.pull.reviews).toEqual([]);
  });

  it('refuses a body over 65,536 characters', async () => {
    const { body } = await review([{ path: 'app.py', line: 3, body: 'x'.repeat(65_537) }]);
    expect(errorsOf(body)).toEqual(['Body is too long (maximum is 65536 characters)']);
    expect(scenario.server.violations.map((violation) => violation.kind)).toEqual(['limit']);
  });

  it('refuses a commit that is not in the pull request, such as the test merge', async () => {
    const { status, body } = await review([], { commit_id: scenario.pull.mergeSha, body: 'x' });
    expect(status).toBe(422);
    expect(errorsOf(body)).toEqual(['The commitOID is not part of the pull request']);
  });

  it('is blocked by a pending review of the same identity only', async () => {
    const other = scenario.server.state.addToken(personalToken('hubot'));
    await ask(scenario, 'POST', '/pulls/1/reviews', { body: 'half written' }, other);
    expect((await review([], { body: 'x' })).status).toBe(200);
    await ask(scenario, 'POST', '/pulls/1/reviews', { body: 'half written' });
    expect(errorsOf((await review([], { body: 'x' })).body)).toEqual([
      'User can only have one pending review per pull request',
    ]);
    const pending = scenario.pull.reviews.find(
      (item) => item.state === 'PENDING' && item.author === scenario.token.login,
    );
    expect((await ask(scenario, 'DELETE', `/pulls/1/reviews/${pending?.id ?? 0}`)).status).toBe(200);
    expect((await review([], { body: 'x' })).status).toBe(200);
  });

  it('records and refuses a key that GitHub does not permit', async () => {
    const { status } = await review([{ path: 'app.py', body: 'x', subject_type: 'file' }]);
    expect(status).toBe(422);
    expect(scenario.server.violations.map((violation) => violation.detail)).toEqual([
      'pulls/create-review: "subject_type" is not a permitted key.',
    ]);
  });

  it('is 403 with a read-only token, and the header names what would suffice', async () => {
    const token = scenario.server.state.addToken(readOnlyToken());
    const reply = await ask(scenario, 'POST', '/pulls/1/reviews', { event: 'COMMENT', body: 'x' }, token);
    expect([reply.status, reply.headers.get('x-accepted-github-permissions')]).toEqual([403, 'pull_requests=write']);
    expect(objectOf(reply.body)['message']).toBe('Resource not accessible by integration');
  });

  it('is 403 in a locked pull request', async () => {
    scenario.pull.locked = true;
    const { status, body } = await review([{ path: 'app.py', line: 3, body: 'x' }]);
    expect([status, objectOf(body)['message']]).toEqual([403, 'Unable to create comment because issue is locked.']);
  });
});

describe('a single comment', () => {
  const comment = (body: object): Promise<{ status: number; body: unknown }> =>
    ask(scenario, 'POST', '/pulls/1/comments', {
      commit_id: scenario.pull.head.sha,
      body: 'x',
      path: 'app.py',
      ...body,
    });

  it('stands on a whole file, which no review can do', async () => {
    const { status, body } = await comment({ path: 'pic.bin', subject_type: 'file' });
    expect(status).toBe(201);
    expect(objectOf(body)).toMatchObject({ subject_type: 'file', line: null });
  });

  it('answers with the fields of the thread that cannot stand', async () => {
    const { body } = await comment({ line: 15, side: 'RIGHT' });
    expect(errorsOf(body)).toContainEqual({
      resource: 'PullRequestReviewComment',
      code: 'custom',
      field: 'pull_request_review_thread.line',
      message: 'pull_request_review_thread.line must be part of the diff',
    });
  });

  it('takes its thread along when it is deleted, unless somebody replied', async () => {
    await comment({ line: 3 });
    await comment({ line: 30 });
    const [first, second] = scenario.pull.threads.map((thread) => thread.comments[0]?.id ?? 0);
    await comment({ in_reply_to: second });
    await ask(scenario, 'DELETE', `/pulls/comments/${first ?? 0}`);
    await ask(scenario, 'DELETE', `/pulls/comments/${second ?? 0}`);
    expect(scenario.pull.threads.map((thread) => thread.comments.length)).toEqual([1]);
  });

  it('of somebody else may be edited, but that is noted', async () => {
    const hubot = scenario.server.state.addToken(personalToken('hubot'));
    await ask(
      scenario,
      'POST',
      '/pulls/1/comments',
      { commit_id: scenario.pull.head.sha, body: 'x', path: 'app.py', line: 3 },
      hubot,
    );
    const id = scenario.pull.threads[0]?.comments[0]?.id ?? 0;
    expect((await ask(scenario, 'PATCH', `/pulls/comments/${id}`, { body: 'y' })).status).toBe(200);
    expect(scenario.server.violations).toMatchObject([
      { kind: 'conduct', detail: `edited comment ${id}, which hubot wrote.` },
    ]);
  });
});

describe('when the head moves', () => {
  const standing = (): readonly (readonly [number | undefined, boolean])[] =>
    scenario.pull.threads.map((thread) => [thread.line, thread.outdated] as const);

  beforeEach(async () => {
    await review([
      { path: 'app.py', line: 3, body: 'added' },
      { path: 'app.py', line: 30, body: 'added' },
      { path: 'app.py', line: 30, side: 'LEFT', body: 'deleted' },
    ]);
  });

  it('comments move along with their lines', () => {
    scenario.push({ 'app.py': `new\nlines\n${HEAD['app.py']}` });
    expect(standing()).toEqual([
      [5, false],
      [32, false],
      [30, false],
    ]);
  });

  it('one whose line was changed is outdated, and comes back with its line', async () => {
    const was = scenario.pull.head.sha;
    scenario.push({ 'app.py': HEAD['app.py'].replace('changed 3\n', 'changed again\n') });
    expect(standing()).toEqual([
      [undefined, true],
      [30, false],
      [30, false],
    ]);
    const [first] = listOf((await ask(scenario, 'GET', '/pulls/1/comments')).body).map(objectOf);
    expect(first).toMatchObject({ line: null, original_line: 3, commit_id: was, original_commit_id: was });
    scenario.push(HEAD);
    expect(standing()[0]).toEqual([3, false]);
  });

  it('a deleted line that was restored is outdated', () => {
    scenario.push({ 'app.py': HEAD['app.py'].replace('changed 30\nextra\n', 'line 30\n') });
    expect(standing()[2]).toEqual([undefined, true]);
  });

  it('an old head may still be named after a force-push', async () => {
    const was = scenario.pull.head.sha;
    scenario.push({ 'app.py': HEAD['app.py'] }, { from: 'main' });
    expect((await review([{ path: 'app.py', line: 3, body: 'late' }], { commit_id: was })).status).toBe(200);
  });
});

it('people comment, reply, resolve and begin reviews behind the back of the API', async () => {
  const { repository, pull, server } = scenario;
  const anchor = { path: 'app.py', subject: 'line', line: 3 } as const;
  const thread = personComments(server.state, { repository, pull }, anchor, { login: 'mona', body: 'why?' });
  personReplies(server.state, pull, thread, { login: 'hubot', body: 'because' });
  personResolves(thread, 'mona');
  const bodies = listOf((await ask(scenario, 'GET', '/pulls/1/comments')).body).map(
    (comment) => objectOf(comment)['body'],
  );
  expect([bodies, thread.resolvedBy]).toEqual([['why?', 'because'], 'mona']);
  beginsReview(server.state, pull, scenario.token.login, 'of another workflow');
  expect((await review([], { body: 'x' })).status).toBe(422);
});

it('a private repository is 404 for who may not read it', async () => {
  scenario.repository.private = true;
  const token = scenario.server.state.addToken(actionsToken({ contents: 'read' }, 'ghs_narrow'));
  expect((await ask(scenario, 'GET', '/pulls/1', undefined, token)).status).toBe(404);
  expect((await ask(scenario, 'GET', '/pulls/1', undefined, null)).status).toBe(404);
});
