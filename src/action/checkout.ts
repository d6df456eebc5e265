import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { UserError } from '../core/errors.ts';
import { isObjectId, openRepository } from '../source/git.ts';
import type { GitRepository } from '../source/git.ts';

/** The workspace's repository, where it holds both commits and where they meet; else the API is asked. */
export async function usableCheckout(
  workspace: string | undefined,
  commits: { readonly base: string; readonly head: string },
): Promise<string | undefined> {
  const repository = await repositoryIn(workspace);
  if (repository === undefined || (await isPartial(repository))) return undefined;
  for (const commit of [commits.base, commits.head]) {
    if (!(await holds(repository, commit))) return undefined;
  }
  // A shallow clone may lack the commit where the two parted, or show a wrong one.
  const shallow = await repository.run(['rev-parse', '--is-shallow-repository']);
  if (shallow.status !== 0 || shallow.stdout.toString('utf8').trim() !== 'false') return undefined;
  const mergeBase = await repository.run(['merge-base', commits.base, commits.head]);
  const found = mergeBase.status === 0 && isObjectId(mergeBase.stdout.toString('utf8').trim());
  return found ? repository.root : undefined;
}

/** The workspace's repository, where it holds this commit with all its files. */
export async function checkoutOf(workspace: string | undefined, commit: string): Promise<string | undefined> {
  const repository = await repositoryIn(workspace);
  if (repository === undefined || (await isPartial(repository))) return undefined;
  return (await holds(repository, commit)) ? repository.root : undefined;
}

/** The commit that lies in the workspace; undefined where there is none. */
export async function checkedOutCommit(workspace: string | undefined): Promise<string | undefined> {
  const repository = await repositoryIn(workspace);
  if (repository === undefined) return undefined;
  const answer = await repository.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return answer.status === 0 ? answer.stdout.toString('utf8').trim() : undefined;
}

/** True when a checkout's own history reaches the commit: its code, or code built on it, lies in the workspace. */
export async function isCheckedOut(workspace: string | undefined, commit: string): Promise<boolean> {
  if (workspace === undefined) return false;
  for (const folder of [workspace, ...(await innerCheckouts(workspace, CHECKOUT_DEPTH))]) {
    if (await reachesCommit(folder, commit)) return true;
  }
  return false;
}

/** `actions/checkout` takes a path: a checkout need not lie at the top. */
const CHECKOUT_DEPTH = 2;
const MAX_FOLDERS = 1000;

async function innerCheckouts(folder: string, depth: number): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isDirectory() && one.name !== '.git').slice(0, MAX_FOLDERS)) {
    const inner = join(folder, entry.name);
    if (await holdsGit(inner)) found.push(inner);
    else if (depth > 1) found.push(...(await innerCheckouts(inner, depth - 1)));
  }
  return found;
}

/** A folder, or the file of a worktree. */
async function holdsGit(folder: string): Promise<boolean> {
  const found = await lstat(join(folder, '.git')).catch(() => undefined);
  return found !== undefined;
}

async function reachesCommit(folder: string, commit: string): Promise<boolean> {
  const repository = await repositoryIn(folder);
  if (repository === undefined) return false;
  // Of a merge commit in a shallow clone only the names of its parents are known; they are enough.
  const answer = await repository.run(['cat-file', 'commit', 'HEAD']);
  const [head = ''] = answer.stdout.toString('latin1').split('\n\n', 1);
  if (head.split('\n').includes(`parent ${commit}`)) return true;
  const reaches = await repository.run(['merge-base', '--is-ancestor', commit, 'HEAD']);
  return reaches.status === 0 || (await checkedOutCommit(folder)) === commit;
}

/** A partial clone holds commits and trees without their files, and we fetch nothing: the API is asked instead. */
async function isPartial(repository: GitRepository): Promise<boolean> {
  const names = '^(extensions\\.partialclone|remote\\..*\\.promisor)$';
  return (await repository.run(['config', '--get-regexp', names])).status === 0;
}

async function repositoryIn(workspace: string | undefined): Promise<GitRepository | undefined> {
  if (workspace === undefined) return undefined;
  try {
    const repository = await openRepository(workspace);
    // A repository around the workspace is somebody else's.
    return repository.prefix === '' ? repository : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

async function holds(repository: GitRepository, commit: string): Promise<boolean> {
  const answer = await repository.run(['cat-file', '-e', `${commit}^{tree}`]);
  return answer.status === 0;
}
