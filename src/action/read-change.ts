import { UserError } from '../core/errors.ts';
import { compareCommits } from '../github/compare.ts';
import { GitHubFault, reasonOf } from '../github/fault.ts';
import { listFiles, type ListedFiles } from '../github/pull-request.ts';
import { type Commits, readChange, STALE, touchesWanted } from '../github/source.ts';
import { readGitChange } from '../source/git-change.ts';
import type { Change } from '../source/snapshot.ts';
import { usableCheckout } from './checkout.ts';
import type { PullEvent } from './event.ts';
import type { Job } from './job.ts';

/** `nothing`: the change holds no file that an analysis could see, and it is known whole. */
export type ChangeReading = { readonly kind: 'change'; readonly change: Change } | { readonly kind: 'nothing' };

export async function readPullChange(job: Job, pull: PullEvent): Promise<ChangeReading> {
  const commits = { base: pull.baseSha, head: pull.headSha };
  return fromCheckout(job, commits, async () => {
    const listed = await listedFiles(job, pull);
    return listed instanceof GitHubFault || listed.incomplete !== undefined ? wholeList(job, commits, listed) : listed;
  });
}

export async function readCommitsChange(job: Job, commits: Commits): Promise<ChangeReading> {
  return fromCheckout(job, commits, () => compareCommits(job.client, commits));
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
    if (error instanceof GitHubFault) throw new UserError('change-unreadable', reasonOf(error), { cause: error });
    throw error;
  }
}

/**
 * The pull request's own list is cut short, or is of another head than ours. A comparison is of two commits, so it is
 * believed where it is whole.
 */
async function wholeList(job: Job, commits: Commits, listed: ListedFiles | GitHubFault): Promise<ListedFiles> {
  try {
    const compared = await compareCommits(job.client, commits);
    if (compared.incomplete === undefined || listed instanceof GitHubFault) return compared;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
  }
  if (listed instanceof GitHubFault) throw listed;
  return listed;
}

async function listedFiles(job: Job, pull: PullEvent): Promise<ListedFiles | GitHubFault> {
  try {
    return await listFiles(job.client, pull);
  } catch (error) {
    if (error instanceof GitHubFault) return error;
    throw error;
  }
}
