/** Diffs of a repository, made once: commits do not change. */
import { changedFiles, type ChangedFile } from './changes.ts';
import type { Pull, Repository } from './model.ts';

/** The commit from which a pull request's diff is taken. */
export function mergeBaseOf(repository: Repository, base: string, head: string): string {
  return repository.git.mergeBase(base, head) ?? base;
}

export function diffBetween(repository: Repository, from: string, to: string): readonly ChangedFile[] {
  const key = `${from}..${to}`;
  const known = repository.diffs.get(key);
  if (known !== undefined) return known;
  const files = changedFiles(repository.git, from, to);
  repository.diffs.set(key, files);
  return files;
}

/** The files of a pull request as of one of its commits, from the merge base (three dots). */
export function filesOf(repository: Repository, pull: Pull, head = pull.head.sha): readonly ChangedFile[] {
  return diffBetween(repository, mergeBaseOf(repository, pull.base.sha, head), head);
}

export function lockedIssue(repository: Repository, pull: Pull): boolean {
  return pull.locked || (repository.issues[pull.number - 1]?.locked ?? false);
}
