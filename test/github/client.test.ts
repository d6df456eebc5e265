/** What the client makes of answers, told one by one: no server, no time. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createClient, type GitHubClient } from '../../src/github/client.ts';
import { GitHubFault } from '../../src/github/fault.ts';
import { compareCommits } from '../../src/github/compare.ts';
import { listFiles, readState } from '../../src/github/pull-request.ts';

interface Asked {
  readonly method: string;
  readonly url: URL;
}
type Answer = (asked: Asked) => Response;

interface Told {
  readonly client: GitHubClient;
  readonly asked: Asked[];
  readonly waited: () => number;
}

function clientOf(answer: Answer): Told {
  const asked: Asked[] = [];
  let waited = 0;
  const client = createClient({
    token: 'ghs_x',
    owner: 'octo',
    repo: 'app',
    apiUrl: 'https://api.github.test',
    graphqlUrl: 'https://api.github.test/graphql',
    fetch: (url, init) => {
      const one = { method: init?.method ?? 'GET', url: new URL(url) };
      asked.push(one);
      return Promise.resolve(answer(one));
    },
    clock: {
      now: () => Date.parse('2026-01-01T00:00:00Z') + waited,
      sleep: (milliseconds) => {
        waited += milliseconds;
        return Promise.resolve();
      },
    },
    secondMs: 0,
    paced: false,
  });
  return { client, asked, waited: () => waited / 1000 };
}

/** The answers in turn; the last one again and again. */
function inTurn(...answers: readonly (() => Response)[]): Answer {
  let next = 0;
  return () => {
    const make = answers[Math.min(next, answers.length - 1)];
    next += 1;
    if (make === undefined) throw new Error('there is no answer');
    return make();
  };
}

const made = (): Response => Response.json({ id: 1 }, { status: 201 });
const refused =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  (): Response =>
    Response.json(body, { status, headers });
const POST = 'POST /repos/{owner}/{repo}/check-runs';
const Id = z.object({ id: z.number() });

async function faultOf(run: Promise<unknown>): Promise<GitHubFault> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof GitHubFault) return error;
  throw new Error('no fault of GitHub', { cause: error });
}

describe('a limit', () => {
  const limits: readonly (readonly [string, () => Response, number])[] = [
    ['with seconds', refused(429, { message: 'Slow down' }, { 'retry-after': '7' }), 7],
    ['with a date', refused(403, { message: 'x' }, { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }), 9],
    ['with words alone', refused(403, { message: 'You have exceeded a secondary rate limit.' }), 60],
    [
      'of the hour',
      refused(403, { message: 'x' }, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1767225611' }),
      12,
    ],
  ];
  for (const [name, answer, seconds] of limits) {
    it(`${name} is waited for, and the write sent again`, async () => {
      const { client, asked, waited } = clientOf(inTurn(answer, made));
      expect(await client.write(POST, {}, Id)).toEqual({ id: 1 });
      expect(asked).toHaveLength(2);
      expect(waited()).toBe(seconds);
    });
  }

  it('that does not end is given up before the run is all waiting', async () => {
    const { client, asked } = clientOf(refused(429, { message: 'Slow down' }, { 'retry-after': '1' }));
    expect((await faultOf(client.write(POST, {}, Id))).kind).toBe('rate-limited');
    expect(asked).toHaveLength(5);
  });

  it('of GraphQL is one beside an empty repository too', async () => {
    const errors = [{ type: 'RATE_LIMITED', message: 'x' }];
    const limited = refused(200, { data: { repository: null }, errors }, { 'retry-after': '3' });
    const { client, waited } = clientOf(inTurn(limited, refused(200, { data: { id: 1 } })));
    expect(await client.query('{ id }', {}, z.object({ data: Id }))).toEqual({ data: { id: 1 } });
    expect(waited()).toBe(3);
  });

  it('in an answer of GraphQL is one too', async () => {
    const limited = refused(
      200,
      { data: null, errors: [{ type: 'RATE_LIMITED', message: 'x' }] },
      { 'retry-after': '3' },
    );
    const whole = refused(200, { data: { id: 1 } });
    for (const ask of ['query', 'mutate'] as const) {
      const { client, waited } = clientOf(inTurn(limited, whole));
      expect(await client[ask]('{ id }', {}, z.object({ data: Id }))).toEqual({ data: { id: 1 } });
      expect(waited()).toBe(3);
    }
  });
});

describe('GraphQL', () => {
  const query = (answer: unknown): Promise<unknown> =>
    clientOf(refused(200, answer)).client.query('{ id }', {}, z.object({ data: Id }));

  it('names a missing permission and a missing thing', async () => {
    expect(await faultOf(query({ data: { id: null }, errors: [{ type: 'FORBIDDEN', message: 'no' }] }))).toMatchObject({
      kind: 'denied',
    });
    expect(await faultOf(query({ data: null, errors: [{ type: 'NOT_FOUND', message: 'no' }] }))).toMatchObject({
      kind: 'missing',
    });
  });

  it('gives what was asked for beside errors of something else', async () => {
    expect(await query({ data: { id: 1 }, errors: [{ message: 'a field less' }] })).toEqual({ data: { id: 1 } });
  });

  it('is asked again where it does not say why', async () => {
    const broken = refused(200, { data: null, errors: [{ message: 'Something went wrong' }] });
    const { client, asked } = clientOf(inTurn(broken, broken, broken, refused(200, { data: { id: 1 } })));
    expect(await client.query('{ id }', {}, z.object({ data: Id }))).toEqual({ data: { id: 1 } });
    expect(asked).toHaveLength(4);
  });
});

describe('a write', () => {
  it('is never sent again after an error: it may have been stored', async () => {
    const { client, asked } = clientOf(refused(502, { message: 'Bad gateway' }));
    expect(await faultOf(client.write(POST, {}, Id))).toMatchObject({ kind: 'unavailable', status: 502 });
    expect(asked).toHaveLength(1);
  });

  for (const status of [301, 302, 307, 308]) {
    it(`that is redirected by ${String(status)} stays a write`, async () => {
      const moved = (): Response => new Response(null, { status, headers: { location: '/repositories/7/check-runs' } });
      const { client, asked } = clientOf(inTurn(moved, made));
      expect(await client.write(POST, {}, Id)).toEqual({ id: 1 });
      expect(asked.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
        'POST /repos/octo/app/check-runs',
        'POST /repositories/7/check-runs',
      ]);
    });
  }

  it('is not carried to another host', async () => {
    const away = (): Response => new Response(null, { status: 307, headers: { location: 'https://evil.example/x' } });
    const { client, asked } = clientOf(inTurn(away, made));
    expect(await faultOf(client.write(POST, {}, Id))).toMatchObject({ kind: 'unavailable' });
    expect(asked).toHaveLength(1);
  });
});

describe('a read', () => {
  it('outlives three faults', async () => {
    const { client, asked } = clientOf(
      inTurn(
        refused(500, {}),
        refused(503, {}),
        () => new Response('{"id"', { headers: { 'content-type': 'application/json' } }),
        made,
      ),
    );
    expect(await client.read('GET /repos/{owner}/{repo}', {}, Id)).toEqual({ id: 1 });
    expect(asked).toHaveLength(4);
  });

  it('follows the links of a server that gives few rows a page', async () => {
    const row = (index: number) => ({
      filename: `f${String(index)}.py`,
      status: 'added',
      sha: null,
      additions: 1,
      deletions: 0,
    });
    const { client } = clientOf(({ url }) => {
      const page = Number(url.searchParams.get('page'));
      const headers =
        page < 4 ? { link: '<https://api.github.test/x>; rel="next", <https://api.github.test/y>; rel="last"' } : {};
      return Response.json([row(page * 2), row(page * 2 + 1)], { headers: new Headers(headers) });
    });
    expect((await listFiles(client, { number: 1, changedFiles: 8 })).files).toHaveLength(8);
  });
});

it('a page in place of an answer is named by its status alone', async () => {
  const headers = { 'content-type': 'text/html' };
  const { client } = clientOf(() => new Response('<html><body>Whoa there!</body></html>', { status: 502, headers }));
  const fault = await faultOf(client.write('POST /repos/{owner}/{repo}/check-runs', {}, Id));
  expect(fault).toMatchObject({ kind: 'unavailable', status: 502, message: 'POST check-runs: 502' });
});

it('every form of `errors` is read', async () => {
  for (const errors of [
    'too long',
    ['too long'],
    [{ resource: 'x', message: 'too long' }],
    [{ code: 'custom', message: null }, { message: 'too long' }],
    [7, 'too long'],
  ]) {
    const { client } = clientOf(refused(422, { message: 'Validation Failed', errors }));
    const fault = await faultOf(client.write(POST, {}, Id));
    expect(fault.kind).toBe('rejected');
    expect(fault.says('too long')).toBe(true);
  }
});

describe('review threads', () => {
  const thread = {
    id: 'PRRT_1',
    isResolved: false,
    isOutdated: false,
    viewerCanResolve: false,
    path: 'a.py',
    subjectType: 'LINE',
    comments: { totalCount: 1, nodes: [{ id: 'PRRC_1', body: 'x', viewerDidAuthor: true }] },
  };
  const answer =
    (nodes: readonly unknown[], more: object = {}) =>
    (): Response =>
      Response.json({
        data: {
          repository: {
            pullRequest: {
              headRefOid: 'a'.repeat(40),
              state: 'OPEN',
              locked: false,
              reviewThreads: { pageInfo: { hasNextPage: false, endCursor: null }, nodes },
            },
          },
        },
        ...more,
      });
  const errors = { errors: [{ message: 'Something went wrong.', path: ['repository', 'pullRequest'] }] };

  it('that GitHub fails to give are asked for again: one of them may be ours', async () => {
    const { client, asked } = clientOf(inTurn(answer([thread, null], errors), answer([thread, thread])));
    expect((await readState(client, 1)).threads).toHaveLength(2);
    expect(asked).toHaveLength(2);
  });

  it('that it never gives are a fault, not an empty list', async () => {
    const { client } = clientOf(answer([null], errors));
    await expect(readState(client, 1)).rejects.toThrow('Something went wrong');
  });

  it('that are nothing by themselves are left out', async () => {
    const { client } = clientOf(answer([thread, null]));
    expect((await readState(client, 1)).threads).toHaveLength(1);
  });
});

describe('a comparison', () => {
  const rows = (count: number): object[] =>
    Array.from({ length: count }, (_, index) => ({
      filename: `f${String(index)}.py`,
      status: 'added',
      sha: 'a'.repeat(40),
      additions: 1,
      deletions: 0,
    }));
  const compared = (files: readonly object[], headers: Readonly<Record<string, string>> = {}) =>
    clientOf(() => Response.json({ merge_base_commit: { sha: 'b'.repeat(40) }, files }, { headers }));
  const next = { link: '<https://api.github.test/x?page=2>; rel="next"' };
  const commits = { base: 'c'.repeat(40), head: 'd'.repeat(40) };

  it('is whole although its commits have more pages', async () => {
    expect((await compareCommits(compared(rows(99), next).client, commits)).incomplete).toBeUndefined();
    expect((await compareCommits(compared(rows(100)).client, commits)).incomplete).toBeUndefined();
  });

  it('whose files may have more pages is not whole', async () => {
    expect((await compareCommits(compared(rows(100), next).client, commits)).incomplete).toContain('more files');
  });
});
