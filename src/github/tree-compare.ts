import type { TreeEntry } from '../source/git-tree.ts';
import { listTree } from './archive.ts';
import type { GitHubClient } from './client.ts';
import type { ListedFile, ListedFiles } from './pull-request.ts';

/** Git pairs no empty files: one is like any other. */
const EMPTY_BLOB = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391';

/**
 * What changed between two commits, told from the trees of both: two requests, however large the change is. For changes
 * that are longer than the lists GitHub gives (3,000 files of a pull request, 300 of a comparison).
 */
export async function compareTrees(client: GitHubClient, base: string, head: string): Promise<ListedFiles> {
  const before = byPath(await listTree(client, base));
  const after = byPath(await listTree(client, head));
  const gone = [...before.values()].filter(({ path }) => !after.has(path));
  const takeGone = pathsById(gone);
  const files: ListedFile[] = [];
  for (const entry of after.values()) {
    const old = before.get(entry.path);
    if (old === undefined) files.push(cameRow(entry, takeGone(entry)));
    else if (old.id !== entry.id || old.mode !== entry.mode) files.push(row(entry, 'modified', { oldSha: old.id }));
  }
  const moved = new Set(files.map(({ previousFilename }) => previousFilename));
  files.push(...gone.filter(({ path }) => !moved.has(path)).map((entry) => row(entry, 'removed')));
  return { files, mergeBase: base };
}

function byPath(entries: readonly TreeEntry[]): ReadonlyMap<string, TreeEntry> {
  return new Map(entries.map((entry) => [entry.path, entry]));
}

/** Hands out each path that went once: to a file with the same bytes, best of the same name. */
function pathsById(gone: readonly TreeEntry[]): (entry: TreeEntry) => string | undefined {
  const paths = new Map<string, string[]>();
  for (const { id, path } of gone) {
    if (id !== EMPTY_BLOB) paths.set(id, [...(paths.get(id) ?? []), path]);
  }
  return ({ id, path }) => {
    const left = paths.get(id) ?? [];
    const taken = left.find((from) => nameOf(from) === nameOf(path)) ?? left[0];
    if (taken !== undefined) left.splice(left.indexOf(taken), 1);
    return taken;
  };
}

function cameRow(entry: TreeEntry, from: string | undefined): ListedFile {
  if (from === undefined) return row(entry, 'added');
  return row(entry, 'renamed', { previousFilename: from, oldSha: entry.id });
}

function row(
  { path, id }: TreeEntry,
  status: ListedFile['status'],
  more: Pick<ListedFile, 'previousFilename' | 'oldSha'> = {},
): ListedFile {
  return { filename: path, status, sha: id, additions: 0, deletions: 0, ...more };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
