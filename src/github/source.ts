import { type ChangeRow, fileChange, narrowRows } from '../source/change-rows.ts';
import { assembleSnapshot, isRegular, type TreeEntry } from '../source/git-tree.ts';
import type { Change, FileChange, Snapshot } from '../source/snapshot.ts';
import { hunksOfPatch } from '../source/touched-lines.ts';
import { isWanted } from '../source/wanted.ts';
import { completeTree, isAttributes, listTree, readArchive, readTree, type Tree } from './archive.ts';
import { blobId, fetchBlobs } from './blobs.ts';
import type { GitHubClient } from './client.ts';
import { GitHubFault } from './fault.ts';
import { compareCommits } from './compare.ts';
import type { ListedFile, ListedFiles } from './pull-request.ts';
import { unpatch } from './unpatch.ts';

export interface Commits {
  readonly base: string;
  readonly head: string;
}

/** Every file at one commit, through the API alone. */
export async function readSnapshot(client: GitHubClient, commit: string): Promise<Snapshot> {
  // An audit speaks of the whole tree: what `.gitattributes` keeps out of archives belongs to it.
  const tree = await completeTree(client, commit, await readTree(client, commit));
  return assembleSnapshot(commit, tree.entries, tree.blobs);
}

/**
 * A change through the API alone, as data: no checkout, nothing executed. One request for the head's files; the base's
 * are told from the patches, and fetched only where a patch does not prove them.
 */
export async function readChange(client: GitHubClient, commits: Commits, listed: ListedFiles): Promise<Change> {
  const tree = await headTree(client, commits.head, listed.files);
  const heads = new Map(tree.entries.map((entry) => [entry.path, entry]));
  const before = await oldFiles(client, { commits, listed, tree, heads });
  const baseEntries = new Map(heads);
  for (const file of listed.files) {
    if (file.status !== 'removed') baseEntries.delete(file.filename);
  }
  for (const entry of before.entries) baseEntries.set(entry.path, entry);
  const head = assembleSnapshot(commits.head, tree.entries, tree.blobs);
  const base = assembleSnapshot(commits.base, byPath(baseEntries.values()), new Map([...tree.blobs, ...before.blobs]));
  const patches = new Map(listed.files.map((file) => [file.filename, file.patch]));
  const files: FileChange[] = [];
  for (const row of narrowRows(listed.files.map((file) => rowOf(file, heads)))) {
    files.push(fileChange(row, base, head, patches.get(row.path)));
  }
  const ordered = files.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
  const incomplete = listed.incomplete ?? (isOf(listed.files, heads) ? undefined : STALE);
  return { base, head, files: ordered, ...(incomplete === undefined ? {} : { incomplete }) };
}

/** Why a list is no list of this change: the pull request got new commits while it was read. */
export const STALE = 'GitHub lists the files of another commit than the one under review.';

function isOf(files: readonly ListedFile[], heads: ReadonlyMap<string, TreeEntry>): boolean {
  return files.every(
    ({ filename, status, sha }) =>
      status === 'removed' || !isWanted(filename) || (heads.get(filename)?.id ?? sha) === sha,
  );
}

/** The files that an analysis can see; a change of others needs none. */
export function touchesWanted(files: readonly ListedFile[]): boolean {
  return files.some(({ filename, previousFilename }) => isWanted(filename) || isWanted(previousFilename ?? ''));
}

/**
 * The head's files, with each changed one proved by the blob id that GitHub lists for it. An archive leaves out what
 * `.gitattributes` marks `export-ignore`, so a pull request could hide a file from it.
 */
async function headTree(client: GitHubClient, commit: string, files: readonly ListedFile[]): Promise<Tree> {
  const tree = await readTree(client, commit);
  if (tree.exact) return tree;
  const ids = new Map(tree.entries.map((entry) => [entry.path, entry.id]));
  const isProved = files.every(
    ({ filename, status, sha }) => status === 'removed' || !isWanted(filename) || ids.get(filename) === sha,
  );
  const mayHide = tree.altered || files.some(({ filename }) => isAttributes(filename));
  return isProved && !mayHide ? tree : completeTree(client, commit, tree);
}

interface Reading {
  readonly commits: Commits;
  readonly listed: ListedFiles;
  readonly tree: Tree;
  readonly heads: ReadonlyMap<string, TreeEntry>;
}

interface OldFiles {
  readonly entries: readonly TreeEntry[];
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

/** The changed files as they were at the merge base. What cannot be had is an entry without bytes: unreadable. */
async function oldFiles(client: GitHubClient, { commits, listed, tree, heads }: Reading): Promise<OldFiles> {
  const entries: TreeEntry[] = [];
  const blobs = new Map<string, Uint8Array>();
  const take = (file: ListedFile, bytes: Uint8Array): void => {
    const id = blobId(bytes);
    blobs.set(id, bytes);
    entries.push({ path: oldPathOf(file), mode: modeOf(heads.get(file.filename)), id, size: bytes.byteLength });
  };
  const unproved: ListedFile[] = [];
  for (const file of listed.files.filter(hadWantedBefore)) {
    const bytes = provedOldBytes(file, tree, heads);
    if (bytes === undefined) unproved.push(file);
    else take(file, bytes);
  }
  let start = listed.mergeBase;
  const mergeBase = async (): Promise<string> => (start ??= (await compareCommits(client, commits)).mergeBase);
  const fetched = await fetchOldFiles(client, unproved, mergeBase);
  for (const file of unproved) {
    const bytes = fetched.get(file);
    if (bytes !== undefined) take(file, bytes);
    else entries.push({ path: oldPathOf(file), mode: '100644', id: '', size: undefined });
  }
  return { entries, blobs };
}

function hadWantedBefore(file: ListedFile): boolean {
  return file.status !== 'added' && file.status !== 'copied' && isWanted(oldPathOf(file));
}

function oldPathOf(file: ListedFile): string {
  return file.status === 'renamed' ? (file.previousFilename ?? file.filename) : file.filename;
}

function modeOf(entry: TreeEntry | undefined): string {
  return entry === undefined ? '100644' : entry.mode;
}

function provedOldBytes(file: ListedFile, tree: Tree, heads: ReadonlyMap<string, TreeEntry>): Uint8Array | undefined {
  if (file.patch === undefined || file.patch === '' || !isWholePatch(file, file.patch)) return undefined;
  if (file.status === 'removed') {
    const bytes = unpatch(new Uint8Array(0), file.patch);
    return bytes !== undefined && blobId(bytes) === file.sha ? bytes : undefined;
  }
  const head = heads.get(file.filename);
  const bytes = head === undefined || !isRegular(head.mode) ? undefined : tree.blobs.get(head.id);
  return bytes === undefined ? undefined : unpatch(bytes, file.patch);
}

/** A patch that was cut between two hunks looks whole; the counts beside it tell. */
function isWholePatch({ additions, deletions }: ListedFile, patch: string): boolean {
  const reading = hunksOfPatch(patch);
  if (reading.kind === 'refused') return false;
  const count = (side: 'added' | 'deleted'): number => reading.hunks.reduce((sum, hunk) => sum + hunk[side].length, 0);
  return count('added') >= additions && count('deleted') >= deletions;
}

/** From here on one archive is cheaper than asking for each file. */
const MANY_FILES = 120;

async function fetchOldFiles(
  client: GitHubClient,
  files: readonly ListedFile[],
  mergeBase: () => Promise<string>,
): Promise<ReadonlyMap<ListedFile, Uint8Array>> {
  if (files.length === 0) return new Map();
  const { ids, blobs } = files.length > MANY_FILES ? await archivedFiles(client, await mergeBase()) : NOTHING_ARCHIVED;
  const asked = new Map<ListedFile, string>();
  for (const file of files) {
    const id = oldIdOf(file) ?? ids.get(oldPathOf(file));
    asked.set(file, id ?? `${await mergeBase()}:${oldPathOf(file)}`);
  }
  const fetched = await fetchBlobs(
    client,
    [...asked.values()].filter((expression) => !blobs.has(expression)),
  );
  const found = new Map<ListedFile, Uint8Array>();
  for (const [file, expression] of asked) {
    const bytes = blobs.get(expression) ?? fetched.get(expression);
    if (bytes !== undefined) found.set(file, bytes);
  }
  const missing = files.filter((file) => !found.has(file) && asked.get(file)?.includes(':') === true);
  return missing.length === 0 ? found : new Map([...found, ...(await filesByTree(client, missing, await mergeBase()))]);
}

/** Only GraphQL knows files by their names; where it does not serve, the tree tells their ids. */
async function filesByTree(
  client: GitHubClient,
  files: readonly ListedFile[],
  commit: string,
): Promise<ReadonlyMap<ListedFile, Uint8Array>> {
  const entries = await orNothing(() => listTree(client, commit), []);
  const ids = new Map(entries.map(({ path, id }) => [path, id]));
  const wanted = files.flatMap((file) => ids.get(oldPathOf(file)) ?? []);
  const blobs = await fetchBlobs(client, wanted);
  const found = new Map<ListedFile, Uint8Array>();
  for (const file of files) {
    const bytes = blobs.get(ids.get(oldPathOf(file)) ?? '');
    if (bytes !== undefined) found.set(file, bytes);
  }
  return found;
}

async function orNothing<T>(read: () => Promise<T>, nothing: T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GitHubFault) return nothing;
    throw error;
  }
}

function oldIdOf({ status, sha, oldSha }: ListedFile): string | undefined {
  return status === 'removed' ? (sha ?? undefined) : oldSha;
}

interface Archived {
  readonly ids: ReadonlyMap<string, string>;
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

const NOTHING_ARCHIVED: Archived = { ids: new Map(), blobs: new Map() };

/** Names by the tree, bytes by the archive; what the archive lacks or alters has another id, and is asked for by itself. */
async function archivedFiles(client: GitHubClient, commit: string): Promise<Archived> {
  return orNothing(async () => {
    const entries = await listTree(client, commit);
    const { blobs } = await readArchive(client, commit);
    return { ids: new Map(entries.map(({ path, id }) => [path, id])), blobs };
  }, NOTHING_ARCHIVED);
}

function rowOf(file: ListedFile, heads: ReadonlyMap<string, TreeEntry>): ChangeRow {
  const mode = modeOf(heads.get(file.filename));
  const { status, filename: path } = file;
  if (status === 'added' || status === 'copied') return { path, newMode: mode };
  if (status === 'removed') return { path, oldMode: '100644' };
  const previous = status === 'renamed' ? file.previousFilename : undefined;
  return { path, ...(previous === undefined ? {} : { previousPath: previous }), oldMode: mode, newMode: mode };
}

function byPath(entries: Iterable<TreeEntry>): readonly TreeEntry[] {
  return [...entries].sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
}
