import { compareCommits, type Comparison } from '../github/compare.ts';
import { GitHubFault, reasonOf } from '../github/fault.ts';
import { countChangedFiles, listFiles, type ListedFiles } from '../github/pull-request.ts';
import { type Commits, readChange, STALE, touchesWanted } from '../github/source.ts';
import { compareTrees } from '../github/tree-compare.ts';
import { readGitChange } from '../source/git-change.ts';
import type { Change } from '../source/snapshot.ts';
import { usableCheckout } from './checkout.ts';
import type { PullEvent } from './event.ts';
import type { Job } from './job.ts';

/**
 * `nothing`: the change holds no file that an analysis could see, and it is known whole. `missing`: GitHub answers that
 * there is no such thing, such as a commit that is gone, or one with no history in common.
 */
export type ChangeReading =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly missing: boolean };

export async function readPullChange(job: Job, pull: PullEvent): Promise<ChangeReading> {
  const commits = { base: pull.baseSha, head: pull.headSha };
  return fromCheckout(job, commits, async () => {
    const listed = await listedFiles(job, pull);
    return listed instanceof GitHubFault || listed.incomplete !== undefined ? wholeList(job, commits, listed) : listed;
  });
}

export async function readCommitsChange(job: Job, commits: Commits): Promise<ChangeReading> {
  return fromCheckout(job, commits, async () => {
    const compared = await compareCommits(job.client, commits);
    return compared.incomplete === undefined ? compared : ((await byTrees(job, commits, compared)) ?? compared);
  });
}

async function fromCheckout(job: Job, commits: Commits, list: () => Promise<ListedFiles>): Promise<ChangeReading> {
  const root = await usableCheckout(job.environment.workspace, commits);
  if (root !== undefined) {
    job.log.info('Reading the change from the checkout.');
    const change = await readGitChange({ path: root, ...commits });
    return change.files.length === 0 ? { kind: 'nothing' } : { kind: 'change', change };
  }
  job.log.info('Reading the change from GitHub: the workspace has no checkout with both commits.');
  try {
    const listed = await list();
    if (listed.incomplete === undefined && !touchesWanted(listed.files)) return { kind: 'nothing' };
    const change = await readChange(job.client, commits, listed);
    if (change.incomplete !== STALE) return { kind: 'change', change };
    return { kind: 'change', change: await readChange(job.client, commits, await wholeList(job, commits, listed)) };
  } catch (error) {
    if (error instanceof GitHubFault)
      return { kind: 'unreadable', reason: reasonOf(error), missing: error.kind === 'missing' };
    throw error;
  }
}

/**
 * The pull request's own list is cut short, or is of another head than ours. A comparison is of two commits, so it is
 * believed where it is whole; beyond its length the trees of both commits are compared.
 */
async function wholeList(job: Job, commits: Commits, listed: ListedFiles | GitHubFault): Promise<ListedFiles> {
  const compared = await orFault(() => compareCommits(job.client, commits));
  if (compared instanceof GitHubFault) {
    if (listed instanceof GitHubFault) throw listed;
    return listed;
  }
  if (compared.incomplete === undefined) return compared;
  // What could be listed is still worth a review, which then is incomplete.
  return (await byTrees(job, commits, compared)) ?? (listed instanceof GitHubFault ? compared : listed);
}

async function byTrees(job: Job, commits: Commits, compared: Comparison): Promise<ListedFiles | undefined> {
  job.log.info('The change is longer than what GitHub lists: comparing the trees of both commits.');
  const trees = await orFault(() => compareTrees(job.client, compared.mergeBase, commits.head));
  return trees instanceof GitHubFault ? undefined : trees;
}

async function listedFiles(job: Job, pull: PullEvent): Promise<ListedFiles | GitHubFault> {
  return orFault(async () => {
    const changedFiles = pull.changedFiles ?? (await countChangedFiles(job.client, pull.number));
    return listFiles(job.client, { number: pull.number, changedFiles });
  });
}

async function orFault<T>(read: () => Promise<T>): Promise<T | GitHubFault> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GitHubFault) return error;
    throw error;
  }
}
