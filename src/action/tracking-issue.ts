import * as z from 'zod';

import type { GitHubClient } from '../github/client.ts';
import { GitHubFault, reasonOf } from '../github/fault.ts';

export interface TrackedState {
  readonly title: string;
  readonly body: string;
  /** False: nothing is left; the issue is closed. */
  readonly open: boolean;
}

const MARKER = '<!-- fastapi-hardening:v1 tracking-issue -->';

const Issues = z.object({
  data: z.object({
    repository: z.object({
      issues: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
        nodes: z.array(
          z.object({ number: z.number(), title: z.string(), body: z.string(), state: z.string(), viewerDidAuthor: z.boolean() }).nullable(),
        ),
      }),
    }),
  }),
});

const QUERY = `
query ($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    issues(first: 100, after: $after, states: [OPEN], orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { number title body state viewerDidAuthor }
    }
  }
}`;

const MAX_PAGES = 20;

/** One issue, kept up to date; found by our mark in an open issue that this identity wrote. */
export async function updateTrackingIssue(client: GitHubClient, tracked: TrackedState): Promise<readonly string[]> {
  try {
    const standing = await findIssue(client);
    const body = `${tracked.body}\n\n${MARKER}`;
    if (standing === undefined) {
      if (tracked.open) await client.write('POST /repos/{owner}/{repo}/issues', { title: tracked.title, body }, z.unknown());
      return [];
    }
    const isSame = standing.title === tracked.title && standing.body === body && tracked.open;
    if (isSame) return [];
    await client.write(
      'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
      { issue_number: standing.number, title: tracked.title, body, ...(tracked.open ? {} : { state: 'closed' }) },
      z.unknown(),
    );
    return [];
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return [`The tracking issue could not be written: ${reasonOf(error)}`];
  }
}

interface Standing {
  readonly number: number;
  readonly title: string;
  readonly body: string;
}

async function findIssue(client: GitHubClient): Promise<Standing | undefined> {
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const issues = await readIssues(client, after);
    const found = issues.nodes.find((issue) => issue?.viewerDidAuthor === true && issue.body.trimEnd().endsWith(MARKER));
    if (found !== undefined && found !== null) return found;
    const { hasNextPage, endCursor } = issues.pageInfo;
    if (!hasNextPage || endCursor === null || endCursor === undefined) return undefined;
    after = endCursor;
  }
  return undefined;
}

async function readIssues(
  client: GitHubClient,
  after: string | null,
): Promise<z.infer<typeof Issues>['data']['repository']['issues']> {
  const variables = { owner: client.owner, name: client.repo, after };
  return (await client.query(QUERY, variables, Issues)).data.repository.issues;
}
