import * as z from 'zod';

import type { GitHubClient } from './client.ts';
import { FileRow, type ListedFiles } from './pull-request.ts';

export interface Comparison extends ListedFiles {
  readonly mergeBase: string;
}

const Answer = z.object({
  merge_base_commit: z.object({ sha: z.string() }),
  files: z.array(FileRow).nullish(),
});

/** GitHub lists this many files of a comparison, and no more on any page. */
const MAX_FILES = 300;
const PER_PAGE = 100;

/** What the head changes since it left the base: two commits, so the answer never changes. */
export async function compareCommits(
  client: GitHubClient,
  commits: { readonly base: string; readonly head: string },
): Promise<Comparison> {
  const { data, hasNext } = await client.readPage(
    'GET /repos/{owner}/{repo}/compare/{basehead}',
    { basehead: `${commits.base}...${commits.head}`, per_page: PER_PAGE, page: 1 },
    Answer,
  );
  const { merge_base_commit: start, files } = data;
  const common = { mergeBase: start.sha, files: files ?? [] };
  if (files === undefined || files === null)
    return { ...common, incomplete: 'GitHub gave no list of files for the comparison.' };
  // GitHub pages commits only; a server that pages the files as well has more of them.
  if (hasNext && files.length === PER_PAGE) return { ...common, incomplete: 'The comparison has more files.' };
  if (files.length < MAX_FILES) return common;
  return { ...common, incomplete: `GitHub lists only ${String(MAX_FILES)} files of a comparison.` };
}
