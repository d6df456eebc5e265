/** What a commit holds, without its bytes. */
import { mustRun } from './git.ts';
import { isUnsafeName, isWanted, MAX_FILE_BYTES, reasonToSkip } from './wanted.ts';
import type { GitRepository } from './git.ts';
import type { SkippedFile, Snapshot, SourceFile } from './snapshot.ts';

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly id: string;
  /** Undefined where git doesn't say: submodules, and objects a partial clone left out. */
  readonly size: number | undefined;
}

const LINK_MODE = '120000';
const SUBMODULE_MODE = '160000';
const MAX_LINK_BYTES = 4096;
const EMPTY_TREES = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
};

/** The tree of the analysed folder at a commit; the empty tree where the folder isn't there. */
export async function treeOf(repository: GitRepository, commit: string): Promise<string> {
  const folder = repository.prefix.replace(/\/$/, '');
  const name = folder === '' ? `${commit}^{tree}` : `${commit}:${folder}`;
  const answer = await repository.run(['rev-parse', '--verify', '--quiet', '--end-of-options', name]);
  if (answer.status !== 0) return EMPTY_TREES[repository.objectFormat];
  return answer.stdout.toString('utf8').trim();
}

/** Every entry of a tree; paths are relative to it. */
export async function listTree(repository: GitRepository, tree: string): Promise<TreeEntry[]> {
  const output = await mustRun(repository, ['ls-tree', '-r', '-z', '-l', '--full-tree', tree], 'list the files');
  const entries: TreeEntry[] = [];
  for (const row of rowsOf(output)) {
    const tab = row.indexOf('\t');
    const [mode = '', , id = '', size = ''] = row.slice(0, tab).split(/ +/);
    entries.push({ path: row.slice(tab + 1), mode, id, size: /^\d+$/.test(size) ? Number(size) : undefined });
  }
  return entries;
}

/** Rows of a `-z` output. Names that are no UTF-8 keep a replacement character, and are refused for it later. */
export function rowsOf(output: Buffer): string[] {
  return output.toString('utf8').split('\0').slice(0, -1);
}

/** True for an entry that is a file with content: no link, no submodule. */
export function isRegular(mode: string): boolean {
  return mode === '100644' || mode === '100755' || mode === '100664';
}

/** The blobs that have to be read to make a snapshot of these entries. */
export function neededBlobs(entries: readonly TreeEntry[]): string[] {
  return entries.filter((entry) => isReadable(entry) || isSmallLink(entry)).map((entry) => entry.id);
}

/** Puts a snapshot together from a listing and the bytes of its blobs. */
export function assembleSnapshot(
  id: string,
  entries: readonly TreeEntry[],
  blobs: ReadonlyMap<string, Uint8Array>,
): Snapshot {
  const files = new Map<string, SourceFile>();
  const skipped: SkippedFile[] = [];
  const regular = new Set(entries.filter((entry) => isRegular(entry.mode)).map((entry) => entry.path));
  for (const entry of entries) {
    const { path } = entry;
    const bytes = blobs.get(entry.id);
    if (entry.mode === LINK_MODE) skipped.push(...skippedLink(path, bytes, regular));
    else if (entry.mode === SUBMODULE_MODE) skipped.push({ path, reason: 'submodule' });
    else if (!isWanted(path)) continue;
    else if (isUnsafeName(path)) skipped.push({ path, reason: 'unsafe-name' });
    else if ((entry.size ?? 0) > MAX_FILE_BYTES)
      skipped.push({ path, reason: 'too-large', detail: `${entry.size} bytes` });
    else if (bytes === undefined) skipped.push({ path, reason: 'unreadable', detail: 'git does not have this object' });
    else {
      const reason = reasonToSkip(bytes);
      if (reason === undefined) files.set(path, { path, blob: entry.id, bytes });
      else skipped.push({ path, reason });
    }
  }
  return { id, files, skipped };
}

function isReadable(entry: TreeEntry): boolean {
  return (
    isRegular(entry.mode) && isWanted(entry.path) && !isUnsafeName(entry.path) && (entry.size ?? 0) <= MAX_FILE_BYTES
  );
}

function isSmallLink(entry: TreeEntry): boolean {
  return entry.mode === LINK_MODE && mayHidePython(entry.path) && (entry.size ?? 0) <= MAX_LINK_BYTES;
}

/** A link with a wanted name stands for a file, one without an extension may stand for a package. */
function mayHidePython(path: string): boolean {
  return isWanted(path) || !path.slice(path.lastIndexOf('/') + 1).includes('.');
}

function skippedLink(path: string, bytes: Uint8Array | undefined, regular: ReadonlySet<string>): SkippedFile[] {
  if (!mayHidePython(path)) return [];
  const target = bytes === undefined ? '' : Buffer.from(bytes).toString('utf8');
  // A link such as LICENSE -> ../LICENSE names a file and no package: nothing of interest is behind it.
  if (!isWanted(path) && regular.has(linkedPath(path, target))) return [];
  return [{ path, reason: 'symlink', ...(target === '' ? {} : { detail: target }) }];
}

/** Where a link points, by its text alone. */
function linkedPath(path: string, target: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return target.startsWith('/') ? '' : parts.join('/');
}
