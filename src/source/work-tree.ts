/** The work tree of a repository as a snapshot: what git tracks there, and new files that it doesn't ignore. */
import { isRegular, rowsOf } from './git-tree.ts';
import { mustRun } from './git.ts';
import { blobId, readPartOfFolder } from './folder.ts';
import { pairRenames } from './renames.ts';
import { isWanted } from './wanted.ts';
import type { ChangeRow } from './change-rows.ts';
import type { FolderFilter } from './folder.ts';
import type { TreeEntry } from './git-tree.ts';
import type { GitRepository } from './git.ts';
import type { SkippedFile, Snapshot, SourceFile } from './snapshot.ts';

interface IndexEntry {
  readonly path: string;
  readonly mode: string;
  readonly id: string;
  /** Left out of a sparse checkout: not on disk, and not removed either. */
  readonly isSparse: boolean;
}

const FILE_MODE = '100644';
const LINK_MODE = '120000';

export interface WorkTree {
  readonly snapshot: Snapshot;
  /** Blob ids that git has noted for the tracked paths. */
  readonly index: ReadonlyMap<string, string>;
}

/** Reads the files as they lie there; never through a link. */
export async function readWorkTree(repository: GitRepository): Promise<WorkTree> {
  const { prefix } = repository;
  const below = prefix === '' ? [] : ['--', prefix];
  const tracked = await mustRun(repository, ['ls-files', '-z', '-s', '-t', ...below], 'list the work tree');
  const others = ['ls-files', '-z', '--others', '--exclude-standard', ...below];
  const index = rowsOf(tracked).map((row) => indexEntry(row, prefix));
  const untracked = rowsOf(await mustRun(repository, others, 'list new files')).map((path) =>
    path.slice(prefix.length),
  );
  const listed = new Set([...index.map((entry) => entry.path), ...untracked]);
  const onDisk = await readPartOfFolder(repository.root, onlyListed(listed));
  const submodules = index.filter((entry) => entry.mode === '160000');
  const wanted = index.filter((entry) => isWanted(entry.path) && isRegular(entry.mode));
  const files = await asGitStoresThem(repository, onDisk, wanted);
  const skipped: SkippedFile[] = submodules.map(({ path }) => ({ path, reason: 'submodule' }));
  return {
    snapshot: { id: 'worktree', files, skipped: [...onDisk.skipped, ...skipped] },
    index: new Map(index.map((entry) => [entry.path, entry.id])),
  };
}

/** The rows between a commit and the work tree; renames are paired by likeness. */
export function workTreeRows(baseEntries: readonly TreeEntry[], base: Snapshot, tree: WorkTree): ChangeRow[] {
  const head = tree.snapshot;
  const before = new Map(baseEntries.filter((entry) => isWanted(entry.path)).map((entry) => [entry.path, entry]));
  const newModes = new Map([...head.files.keys()].map((path) => [path, FILE_MODE]));
  for (const { path, reason } of head.skipped) newModes.set(path, reason === 'symlink' ? LINK_MODE : FILE_MODE);
  const paths = [...new Set([...before.keys(), ...newModes.keys()])].filter(isWanted);
  const added = paths.flatMap((path) => (before.has(path) ? [] : (head.files.get(path) ?? [])));
  const removed = paths.flatMap((path) => (newModes.has(path) ? [] : (base.files.get(path) ?? [])));
  const renames = pairRenames(removed, added);
  const renamedFrom = new Set(renames.values());
  return paths.flatMap((path) => {
    const previousPath = renames.get(path);
    const old = before.get(previousPath ?? path);
    const newMode = newModes.get(path);
    if (renamedFrom.has(path) || (previousPath === undefined && isUnchanged(path, old, newMode, base, tree))) return [];
    return [
      {
        path,
        ...(previousPath === undefined ? {} : { previousPath }),
        ...(old === undefined ? {} : { oldMode: old.mode }),
        ...(newMode === undefined ? {} : { newMode }),
      },
    ];
  });
}

function isUnchanged(
  path: string,
  old: TreeEntry | undefined,
  newMode: string | undefined,
  base: Snapshot,
  { snapshot, index }: WorkTree,
): boolean {
  const before = base.files.get(path);
  const after = snapshot.files.get(path);
  if (before !== undefined && after !== undefined) return before.blob === after.blob;
  // What one side can't read (a link, a pointer to LFS, a large file) is compared by what git noted of it.
  return old !== undefined && newMode !== undefined && old.id === index.get(path);
}

function indexEntry(row: string, prefix: string): IndexEntry {
  const tab = row.indexOf('\t');
  const [tag = '', mode = '', id = ''] = row.slice(0, tab).split(' ');
  return { path: row.slice(tab + 1).slice(prefix.length), mode, id, isSparse: tag === 'S' };
}

/** Walks only to what git listed: no ignored folder, no other repository inside this one. */
function onlyListed(listed: ReadonlySet<string>): FolderFilter {
  const folders = new Set<string>();
  for (const path of listed) {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
      folders.add(path.slice(0, slash));
  }
  return { entersFolder: (path) => folders.has(path), takesFile: (path) => listed.has(path) };
}

/** Takes back what a checkout did to the files: line ends of Windows, and files a sparse checkout leaves out. */
async function asGitStoresThem(
  repository: GitRepository,
  onDisk: Snapshot,
  index: readonly IndexEntry[],
): Promise<ReadonlyMap<string, SourceFile>> {
  const files = new Map<string, SourceFile>();
  for (const { path, bytes } of onDisk.files.values()) {
    files.set(path, { path, bytes, blob: blobId(bytes, repository.objectFormat) });
  }
  const differing = index.filter((entry) => {
    const file = files.get(entry.path);
    return file === undefined ? entry.isSparse : file.blob !== entry.id && hasOnlyWindowsLineEnds(file.bytes);
  });
  const blobs = await repository.blobs(differing.map((entry) => entry.id));
  for (const { path, id } of differing) {
    const stored = blobs.get(id);
    const file = files.get(path);
    if (stored === undefined) continue;
    if (file === undefined) files.set(path, { path, blob: id, bytes: stored });
    else if (!Buffer.from(stored).includes('\r\n')) {
      const bytes = withoutCarriageReturns(file.bytes);
      files.set(path, { path, bytes, blob: blobId(bytes, repository.objectFormat) });
    }
  }
  return files;
}

function hasOnlyWindowsLineEnds(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  return text.includes('\r\n') && !/(?:^|[^\r])\n/.test(text);
}

function withoutCarriageReturns(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));
}
