/** What a local change touches: two commits, or a commit and the work tree. */
import { fileChange, narrowRows, rawRows } from './change-rows.ts';
import { gitPatches } from './git-patches.ts';
import { assembleSnapshot, listTree, neededBlobs, rowsOf, treeOf } from './git-tree.ts';
import { isObjectId, mustRun, openRepository, resolveCommit } from './git.ts';
import { readWorkTree, workTreeRows } from './work-tree.ts';
import type { ChangeRow } from './change-rows.ts';
import type { Trees } from './git-patches.ts';
import type { GitRepository } from './git.ts';
import type { Change, Snapshot } from './snapshot.ts';

export interface GitChangeRequest {
  readonly path: string;
  readonly base: string;
  /** Absent: the work tree as it is, with what isn't committed and new files that aren't ignored. */
  readonly head?: string;
}

const NO_MERGE_BASE =
  'Base and head have no common commit in this clone, so the base itself is compared with: what it got meanwhile looks taken back.';

const BEHIND =
  'The base contains the head already, so the two are compared as they stand, as if the base were taken back to the head. Were `--base` and `--head` meant the other way round?';

/**
 * What the head changes since it left the base: as a pull request shows it, from their merge base. A head that the base contains
 * left it nowhere: who names it asks what going back to it would change.
 */
export async function readGitChange(request: GitChangeRequest): Promise<Change> {
  const repository = await openRepository(request.path);
  const baseTip = await resolveCommit(repository, request.base);
  const headTip = await resolveCommit(repository, request.head ?? 'HEAD');
  const shared = await mergeBase(repository, baseTip, headTip);
  const isBehind = request.head !== undefined && shared === headTip && headTip !== baseTip;
  const start = isBehind ? baseTip : (shared ?? baseTip);
  const note = shared === undefined ? { note: NO_MERGE_BASE } : isBehind ? { note: BEHIND } : {};
  const trees = { base: await treeOf(repository, start), head: await treeOf(repository, headTip) };
  const baseEntries = await listTree(repository, trees.base);
  if (request.head === undefined) {
    const base = assembleSnapshot(start, baseEntries, await repository.blobs(neededBlobs(baseEntries)));
    const tree = await readWorkTree(repository);
    const rows = workTreeRows(baseEntries, base, tree);
    return { ...(await changeOf(repository, trees, { base, head: tree.snapshot }, rows)), ...note };
  }
  const headEntries = await listTree(repository, trees.head);
  const blobs = await repository.blobs([...neededBlobs(baseEntries), ...neededBlobs(headEntries)]);
  const base = assembleSnapshot(start, baseEntries, blobs);
  const head = assembleSnapshot(headTip, headEntries, blobs);
  const raw = ['diff-tree', '-r', '--raw', '-z', '--no-abbrev', '-M50%', '-l2000', trees.base, trees.head];
  const rows = rawRows(rowsOf(await mustRun(repository, raw, 'compare the commits')));
  return { ...(await changeOf(repository, trees, { base, head }, narrowRows(rows))), ...note };
}

interface Snapshots {
  readonly base: Snapshot;
  readonly head: Snapshot;
}

/** The commit both have in common; a shallow clone may not have it. */
async function mergeBase(repository: GitRepository, base: string, head: string): Promise<string | undefined> {
  const answer = await repository.run(['merge-base', base, head]);
  const id = answer.stdout.toString('utf8').trim();
  return answer.status === 0 && isObjectId(id) ? id : undefined;
}

async function changeOf(
  repository: GitRepository,
  trees: Trees,
  { base, head }: Snapshots,
  rows: readonly ChangeRow[],
): Promise<Change> {
  const patches = await gitPatches(repository, trees, rows);
  const files = rows.map((row) => fileChange(row, base, head, patches.get(row.path)));
  return { base, head, files: files.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))) };
}
