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
const PER_PAGE = 100;
const MAX_PAGES = 20;

const Issues = z.array(
  z.object({
    number: z.number(),
    title: z.string(),
    body: z.string().nullish(),
    user: z.object({ login: z.string() }).nullish(),
    pull_request: z.unknown().optional(),
  }),
);
type Issue = z.infer<typeof Issues>[number];

const Viewer = z.object({ data: z.object({ viewer: z.object({ login: z.string() }) }) });

/** One issue, kept up to date: found by our mark in an open issue that this token's own identity wrote. */
export async function updateTrackingIssue(client: GitHubClient, tracked: TrackedState): Promise<readonly string[]> {
  try {
    const body = `${tracked.body.trimEnd()}\n\n${MARKER}`;
    const standing = await findIssue(client);
    if (standing === undefined) {
      if (tracked.open)
        await client.write('POST /repos/{owner}/{repo}/issues', { title: tracked.title, body }, z.unknown());
    } else if (standing.title !== tracked.title || standing.body !== body || !tracked.open) {
      const change = { title: tracked.title, body, ...(tracked.open ? {} : { state: 'closed' }) };
      const route = 'PATCH /repos/{owner}/{repo}/issues/{issue_number}';
      await client.write(route, { issue_number: standing.number, ...change }, z.unknown());
    }
    return [];
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return [`The tracking issue could not be written: ${reasonOf(error)}`];
  }
}

async function findIssue(client: GitHubClient): Promise<Issue | undefined> {
  const marked: Issue[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const issues = await client.readPage(
      'GET /repos/{owner}/{repo}/issues',
      { state: 'open', per_page: PER_PAGE, page },
      Issues,
    );
    marked.push(
      ...issues.data.filter((issue) => issue.pull_request === undefined && issue.body?.includes(MARKER) === true),
    );
    if (!issues.hasNext) break;
  }
  if (marked.length === 0) return undefined;
  const own = await ownLogin(client);
  return marked.find(({ user }) => user !== null && user !== undefined && bare(user.login) === own);
}

/** REST does not tell a job's token who it is; GraphQL does, and leaves `[bot]` out in places. */
async function ownLogin(client: GitHubClient): Promise<string> {
  return bare((await client.query('query { viewer { login } }', {}, Viewer)).data.viewer.login);
}

function bare(login: string): string {
  return login.endsWith('[bot]') ? login.slice(0, -'[bot]'.length) : login;
}
