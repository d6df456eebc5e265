import * as z from 'zod';

import type { Thread } from '../review/plan-types.ts';
import type { GitHubClient } from './client.ts';
import { GitHubFault } from './fault.ts';
import { readState } from './pull-request.ts';

/** A review comment as REST lists it: without what GraphQL alone knows (whose it is, and whether it was resolved). */
const CommentRow = z.object({
  id: z.number(),
  node_id: z.string(),
  body: z.string().nullish(),
  path: z.string().nullish(),
  line: z.number().nullish(),
  subject_type: z.string().nullish(),
  in_reply_to_id: z.number().nullish(),
  user: z.object({ login: z.string() }).nullish(),
});
export type CommentRow = z.infer<typeof CommentRow>;

const MAX_PAGES = 30;

export async function listReviewComments(client: GitHubClient, number: number): Promise<readonly CommentRow[]> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/comments';
  const rows: CommentRow[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const parameters = { pull_number: number, per_page: 100, page };
    const { data, hasNext } = await client.readPage(route, parameters, z.array(CommentRow));
    rows.push(...data);
    if (!hasNext) break;
  }
  return rows;
}

/**
 * Threads for where GraphQL does not serve: good enough to know what is said already, and for no write. REST does not tell
 * who we are, so every app's comment counts as ours, and nobody else's: no person's name may end so.
 */
export async function threadsByRest(client: GitHubClient, number: number): Promise<readonly Thread[]> {
  const rows = await listReviewComments(client, number);
  return rows
    .filter(({ in_reply_to_id: parent }) => typeof parent !== 'number')
    .map((row) => ({
      id: row.node_id,
      commentId: row.node_id,
      body: row.body ?? '',
      own: row.user?.login.endsWith('[bot]') === true,
      path: row.path ?? '',
      fileLevel: row.subject_type === 'file',
      resolved: false,
      outdated: row.subject_type !== 'file' && typeof row.line !== 'number',
      canResolve: false,
      replies: rows.filter(({ in_reply_to_id: parent }) => parent === row.id).length,
    }));
}

/** What stands now, by either way: enough to look for one's own run, not to write by. */
export async function standingThreads(client: GitHubClient, number: number): Promise<readonly Thread[]> {
  try {
    return (await readState(client, number)).threads;
  } catch (error) {
    if (error instanceof GitHubFault) return threadsByRest(client, number);
    throw error;
  }
}
