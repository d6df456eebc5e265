import * as z from 'zod';

import type { Thread } from '../review/plan-types.ts';
import type { GitHubClient } from './client.ts';
import { GitHubFault } from './fault.ts';

/** A row of GitHub's list of changed files. */
export interface ListedFile {
  readonly filename: string;
  readonly previousFilename?: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  /** Blob at the head; for a removed file, at the base. Null for what has no blob (a submodule, on some servers). */
  readonly sha: string | null;
  /** Blob at the merge base, where the list tells it. */
  readonly oldSha?: string;
  readonly additions: number;
  readonly deletions: number;
  readonly patch?: string;
}

export interface ListedFiles {
  readonly files: readonly ListedFile[];
  /** Where base and head parted, where the list tells it. */
  readonly mergeBase?: string;
  /** Why rows are missing; absent when all are there. */
  readonly incomplete?: string;
}

/** The pull request as it stands now, which need not be as the event described it. */
export interface PullRequestState {
  readonly headSha: string;
  readonly open: boolean;
  readonly locked: boolean;
  readonly threads: readonly Thread[];
}

export const FileRow = z
  .object({
    filename: z.string().min(1),
    previous_filename: z.string().nullish(),
    status: z.enum(['added', 'removed', 'modified', 'renamed', 'copied', 'changed', 'unchanged']),
    sha: z.string().nullish(),
    additions: z.number(),
    deletions: z.number(),
    patch: z.string().nullish(),
  })
  .transform((row): ListedFile => ({
    filename: row.filename,
    status: row.status,
    sha: row.sha ?? null,
    additions: row.additions,
    deletions: row.deletions,
    // Some servers write null where GitHub leaves a field out.
    ...(typeof row.previous_filename === 'string' ? { previousFilename: row.previous_filename } : {}),
    ...(typeof row.patch === 'string' ? { patch: row.patch } : {}),
  }));

const PER_PAGE = 100;
/** GitHub lists 3,000 files and then stops without a word. */
const MAX_FILE_PAGES = 30;

/** How many files the pull request says it changes; for events that do not say it. */
export async function countChangedFiles(client: GitHubClient, number: number): Promise<number | undefined> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
  const shape = z.object({ changed_files: z.number().nullish() });
  return (await client.read(route, { pull_number: number }, shape)).changed_files ?? undefined;
}

/** Every row, compared with the number that the pull request itself gives: a list that is cut short is not the change. */
export async function listFiles(
  client: GitHubClient,
  pull: { readonly number: number; readonly changedFiles: number | undefined },
): Promise<ListedFiles> {
  const byName = new Map<string, ListedFile>();
  for (let page = 1; page <= MAX_FILE_PAGES; page += 1) {
    const rows = await client.readPage(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
      { pull_number: pull.number, per_page: PER_PAGE, page },
      z.array(FileRow),
    );
    for (const row of rows.data) byName.set(row.filename, row);
    if (!rows.hasNext && rows.data.length < PER_PAGE) break;
    if (rows.data.length === 0) break;
  }
  const files = [...byName.values()];
  if (pull.changedFiles === undefined || files.length === pull.changedFiles) return { files };
  return { files, incomplete: `GitHub listed ${String(files.length)} of ${String(pull.changedFiles)} changed files.` };
}

const THREADS = `
query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      state
      locked
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id
          isResolved
          isOutdated
          viewerCanResolve
          path
          subjectType
          comments(first: 1) {
            totalCount
            nodes { id body viewerDidAuthor }
          }
        }
      }
    }
  }
}`;

const ThreadNode = z.object({
  id: z.string(),
  isResolved: z.boolean(),
  isOutdated: z.boolean(),
  viewerCanResolve: z.boolean(),
  path: z.string(),
  subjectType: z.enum(['LINE', 'FILE']).nullish(),
  comments: z.object({
    totalCount: z.number(),
    nodes: z.array(z.object({ id: z.string(), body: z.string(), viewerDidAuthor: z.boolean() }).nullable()),
  }),
});

const PullNode = z.object({
  headRefOid: z.string(),
  state: z.string(),
  locked: z.boolean(),
  reviewThreads: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
    nodes: z.array(ThreadNode.nullable()),
  }),
});
type PullNode = z.infer<typeof PullNode>;

const ThreadsAnswer = z
  .object({
    data: z.object({ repository: z.object({ pullRequest: PullNode }) }),
    errors: z.array(z.unknown()).nullish(),
  })
  // A thread that GitHub failed to give may be ours: posted again, its finding would be said twice.
  .refine(({ data, errors }) => (errors ?? []).length === 0 || isWhole(data.repository.pullRequest));

function isWhole({ reviewThreads }: PullNode): boolean {
  return reviewThreads.nodes.every((node) => node !== null && !node.comments.nodes.includes(null));
}

/** Beyond this many pages of threads something is wrong, not large. */
const MAX_THREAD_PAGES = 50;

export async function readState(client: GitHubClient, number: number): Promise<PullRequestState> {
  const threads: Thread[] = [];
  let after: string | null = null;
  for (let page = 1; page <= MAX_THREAD_PAGES; page += 1) {
    const pull = await readPage(client, number, after);
    for (const node of pull.reviewThreads.nodes) {
      const thread = node === null ? undefined : threadOf(node);
      if (thread !== undefined) threads.push(thread);
    }
    const { hasNextPage, endCursor } = pull.reviewThreads.pageInfo;
    if (!hasNextPage || endCursor === null || endCursor === undefined) {
      return { headSha: pull.headRefOid, open: pull.state === 'OPEN', locked: pull.locked, threads };
    }
    after = endCursor;
  }
  throw new GitHubFault('GraphQL: the list of review threads does not end.', { kind: 'unavailable', status: 200 });
}

async function readPage(client: GitHubClient, number: number, after: string | null): Promise<PullNode> {
  const variables = { owner: client.owner, repo: client.repo, number, after };
  return (await client.query(THREADS, variables, ThreadsAnswer)).data.repository.pullRequest;
}

function threadOf(node: z.infer<typeof ThreadNode>): Thread | undefined {
  const [first] = node.comments.nodes;
  if (first === undefined || first === null) return undefined;
  return {
    id: node.id,
    commentId: first.id,
    body: first.body,
    own: first.viewerDidAuthor,
    path: node.path,
    fileLevel: node.subjectType === 'FILE',
    resolved: node.isResolved,
    outdated: node.isOutdated,
    canResolve: node.viewerCanResolve,
    replies: node.comments.totalCount - 1,
  };
}
