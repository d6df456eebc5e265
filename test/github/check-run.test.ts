/** What a report counts as written, told by answers that prove nothing. */
import { expect, it } from 'vitest';
import type { Annotation } from '../../src/github/annotations.ts';
import { publishCheck } from '../../src/github/check-run.ts';
import { createClient, type GitHubClient } from '../../src/github/client.ts';

const annotations = Array.from({ length: 60 }, (_, index): Annotation => ({
  path: 'm.py',
  start_line: index + 1,
  end_line: index + 1,
  annotation_level: 'notice',
  title: 'A title',
  message: 'Something is wrong.',
}));

/** A server that keeps the first fifty, and answers updates with `update`. */
function clientOf(update: () => Response): GitHubClient {
  return createClient({
    token: 'ghs_x',
    owner: 'octo',
    repo: 'app',
    apiUrl: 'https://api.github.test',
    graphqlUrl: 'https://api.github.test/graphql',
    fetch: (_, init) =>
      Promise.resolve(
        init?.method === 'PATCH' ? update() : Response.json({ id: 1, output: { annotations_count: 50 } }),
      ),
    clock: { now: () => 0, sleep: () => Promise.resolve() },
    secondMs: 0,
    paced: false,
  });
}

const page = { headers: { 'content-type': 'text/html' } };

it.each([
  ['a page of a proxy', () => new Response('<html>log in</html>', page)],
  ['an empty object', () => Response.json({})],
  ['nothing', () => new Response('')],
])('annotations whose answer is %s are looked for, and given up where they are not', async (_, update) => {
  const outcome = await publishCheck(clientOf(update), {
    name: 'Report',
    headSha: 'a'.repeat(40),
    conclusion: 'failure',
    title: 'A title',
    summary: 'A summary.',
    externalId: 'x',
    annotations,
  });
  expect(outcome).toMatchObject({ created: true, annotated: 50 });
  expect(outcome.reasons).toEqual([expect.stringContaining('Not all annotations could be written')]);
});
