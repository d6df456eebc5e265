import { openRepository, resolveCommit } from './git.ts';
import { assembleSnapshot, listTree, neededBlobs, treeOf } from './git-tree.ts';
import type { Snapshot } from './snapshot.ts';

/** The files of the folder at a commit, read from git's objects: whatever lies in the work tree doesn't matter. */
export async function readGitSnapshot(request: { readonly path: string; readonly ref: string }): Promise<Snapshot> {
  const repository = await openRepository(request.path);
  const commit = await resolveCommit(repository, request.ref);
  const entries = await listTree(repository, await treeOf(repository, commit));
  return assembleSnapshot(commit, entries, await repository.blobs(neededBlobs(entries)));
}
