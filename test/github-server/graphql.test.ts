import { afterEach, beforeEach, expect, it } from 'vitest';
import { listOf, objectOf } from './json.ts';
import { ask, askGraphql, startScenario, type Scenario } from './scenario.ts';
import { actionsToken, personalToken } from './tokens.ts';

let scenario: Scenario;
const post = (line: number): Promise<unknown> =>
  ask(scenario, 'POST', '/pulls/1/comments', {
    commit_id: scenario.pull.head.sha,
    body: `at ${line}`,
    path: 'a.py',
    line,
  });
const errorTypes = (body: unknown): readonly unknown[] =>
  listOf(objectOf(body)['errors']).map((error) => objectOf(error)['type']);
const THREADS = `query ($after: String) {
  viewer { login }
  repository(owner: "octo", name: "app") {
    pullRequest(number: 1) {
      headRefOid isDraft locked changedFiles
      reviewThreads(first: 2, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved isOutdated viewerCanResolve path line originalLine diffSide subjectType
          comments(first: 10) { nodes { id databaseId body author { login } viewerDidAuthor isMinimized createdAt } }
        }
      }
    }
  }
}`;

function threadsIn(body: unknown): Record<string, unknown> {
  const data = objectOf(objectOf(body)['data']);
  return objectOf(objectOf(objectOf(data['repository'])['pullRequest'])['reviewThreads']);
}

beforeEach(async () => {
  scenario = await startScenario({ base: { 'a.py': '1\n2\n3\n' }, head: { 'a.py': 'one\ntwo\nthree\n' } });
});
afterEach(() => scenario.close());

it('shows threads page by page, and spells bots without the suffix', async () => {
  for (const line of [1, 2, 3]) await post(line);
  const first = threadsIn((await askGraphql(scenario, THREADS)).body);
  expect(first['pageInfo']).toMatchObject({ hasNextPage: true });
  const second = threadsIn(
    (await askGraphql(scenario, THREADS, { after: objectOf(first['pageInfo'])['endCursor'] })).body,
  );
  const [thread] = listOf(second['nodes']).map(objectOf);
  expect(thread).toMatchObject({
    line: 3,
    diffSide: 'RIGHT',
    subjectType: 'LINE',
    isResolved: false,
    viewerCanResolve: false,
  });
  expect(listOf(objectOf(thread?.['comments'])['nodes'])).toMatchObject([
    { body: 'at 3', author: { login: 'github-actions' }, viewerDidAuthor: true, isMinimized: false },
  ]);
  expect(scenario.server.violations).toEqual([]);
});

it('reads many files in one request, and says what it cut', async () => {
  scenario.push({ 'big.py': 'x'.repeat(50), 'bin.py': Buffer.from([0]) });
  scenario.server.state.limits.maxBlobText = 20;
  const blob = '... on Blob { text isTruncated isBinary byteSize oid }';
  const query = `query { repository(owner: "octo", name: "app") {
    a: object(expression: "feature:a.py") { ${blob} }
    big: object(expression: "feature:big.py") { ${blob} }
    bin: object(expression: "feature:bin.py") { ${blob} }
    none: object(expression: "feature:none.py") { ${blob} }
  } }`;
  const data = objectOf(objectOf((await askGraphql(scenario, query)).body)['data']);
  expect(data['repository']).toMatchObject({
    a: { text: 'one\ntwo\nthree\n', isTruncated: false, byteSize: 14 },
    big: { text: 'x'.repeat(20), isTruncated: true, byteSize: 50 },
    bin: { text: null, isBinary: true },
    none: null,
  });
});

it('resolves with contents: write only', async () => {
  await post(1);
  const resolve = `mutation { resolveReviewThread(input: { threadId: "PRRT_${scenario.pull.threads[0]?.id ?? 0}" }) { thread { isResolved } } }`;
  expect(errorTypes((await askGraphql(scenario, resolve)).body)).toEqual(['FORBIDDEN']);
  const strong = scenario.server.state.addToken(
    actionsToken({ contents: 'write', 'pull-requests': 'write' }, 'ghs_strong'),
  );
  expect(errorTypes((await askGraphql(scenario, resolve, {}, strong)).body)).toEqual([]);
  expect(scenario.pull.threads[0]?.resolvedBy).toBe('github-actions[bot]');
});

it('edits, hides, answers and deletes in one request, one outcome each', async () => {
  await post(1);
  await post(2);
  const [first, second] = scenario.pull.threads;
  const mutation = `mutation {
    edit: updatePullRequestReviewComment(input: { pullRequestReviewCommentId: "PRRC_${first?.comments[0]?.id ?? 0}", body: "new" }) {
      pullRequestReviewComment { body }
    }
    hide: minimizeComment(input: { subjectId: "PRRC_${first?.comments[0]?.id ?? 0}", classifier: OUTDATED }) {
      minimizedComment { isMinimized minimizedReason }
    }
    reply: addPullRequestReviewThreadReply(input: { pullRequestReviewThreadId: "PRRT_${first?.id ?? 0}", body: "so" }) { comment { body } }
    gone: deletePullRequestReviewComment(input: { id: "PRRC_${second?.comments[0]?.id ?? 0}" }) { clientMutationId }
    none: deletePullRequestReviewComment(input: { id: "PRRC_1" }) { clientMutationId }
  }`;
  const { body } = await askGraphql(scenario, mutation);
  expect(objectOf(body)['data']).toMatchObject({
    edit: { pullRequestReviewComment: { body: 'new' } },
    hide: { minimizedComment: { isMinimized: true, minimizedReason: 'outdated' } },
    reply: { comment: { body: 'so' } },
    gone: { clientMutationId: null },
    none: null,
  });
  expect(errorTypes(body)).toEqual(['NOT_FOUND']);
  expect(scenario.pull.threads).toHaveLength(1);
});

it('wants pages, and records a query that GitHub would not know', async () => {
  const unpaged =
    'query { repository(owner: "octo", name: "app") { pullRequest(number: 1) { reviewThreads { totalCount } } } }';
  expect(errorTypes((await askGraphql(scenario, unpaged)).body)).toEqual(['MISSING_PAGINATION_BOUNDARIES']);
  await askGraphql(scenario, 'query { viewer { shoeSize } }');
  expect(scenario.server.violations).toMatchObject([
    { kind: 'schema', detail: 'GraphQL: Cannot query field "shoeSize" on type "User".' },
  ]);
});

it('does not let others see a pending review', async () => {
  const hubot = scenario.server.state.addToken(personalToken('hubot'));
  await ask(scenario, 'POST', '/pulls/1/reviews', { comments: [{ path: 'a.py', line: 1, body: 'draft' }] }, hubot);
  expect(listOf(threadsIn((await askGraphql(scenario, THREADS)).body)['nodes'])).toHaveLength(0);
  expect(listOf(threadsIn((await askGraphql(scenario, THREADS, {}, hubot)).body)['nodes'])).toHaveLength(1);
  expect(listOf((await ask(scenario, 'GET', '/pulls/1/reviews')).body)).toEqual([]);
});
