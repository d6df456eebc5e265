import * as z from 'zod';

import type { TreeEntry } from '../source/git-tree.ts';
import { isUnsafeName, isWanted, MAX_FILE_BYTES } from '../source/wanted.ts';
import { blobId, fetchBlobs } from './blobs.ts';
import type { GitHubClient } from './client.ts';
import { GitHubFault } from './fault.ts';
import { readTarball } from './tar.ts';

/** The files of one commit that can matter, as git would list them, with the bytes that could be had. */
export interface Tree {
  readonly entries: readonly TreeEntry[];
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** Listed by git itself: an archive may leave out what `.gitattributes` names. */
  readonly exact: boolean;
  /** An archive that says itself that it differs from the commit. */
  readonly altered: boolean;
}

/** Attributes by which `git archive` leaves files out or writes them otherwise than they are stored. */
const ALTERING = /\bexport-(?:ignore|subst)\b|\bworking-tree-encoding\b/u;

const LINK_MODE = '120000';
const MAX_LINK_BYTES = 4096;

/** One request for all files of a commit. Where the archive cannot be had: its list of files, and their blobs. */
export async function readTree(client: GitHubClient, commit: string): Promise<Tree> {
  try {
    return await readArchive(client, commit);
  } catch (error) {
    if (!(error instanceof GitHubFault) || error.kind === 'rate-limited') throw error;
    return completeTree(client, commit, { entries: [], blobs: new Map(), exact: false, altered: false });
  }
}

/** As `readTree`, from the archive alone. */
export async function readArchive(client: GitHubClient, commit: string): Promise<Tree> {
  const archive = await client.download('GET /repos/{owner}/{repo}/tarball/{ref}', { ref: commit });
  const blobs = new Map<string, Uint8Array>();
  const entries: TreeEntry[] = [];
  let altered = false;
  for (const entry of await readTarball(archive, (path) => isWanted(path) || isAttributes(path))) {
    if (isAttributes(entry.path)) altered ||= ALTERING.test(new TextDecoder().decode(entry.bytes));
    // A file above the limit has no bytes here, and so no id; it is listed as too large all the same.
    const id = entry.bytes === undefined ? '' : blobId(entry.bytes);
    if (entry.bytes !== undefined) blobs.set(id, entry.bytes);
    const mode = entry.kind === 'link' ? LINK_MODE : entry.executable ? '100755' : '100644';
    entries.push({ path: entry.path, mode, id, size: entry.size });
  }
  return { entries, blobs, exact: false, altered };
}

export function isAttributes(path: string): boolean {
  return path === '.gitattributes' || path.endsWith('/.gitattributes');
}

const TreeAnswer = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.string(),
      type: z.string(),
      sha: z.string(),
      size: z.number().optional(),
    }),
  ),
});

/** Every file, link and submodule of a commit, in one request. */
export async function listTree(client: GitHubClient, commit: string): Promise<readonly TreeEntry[]> {
  const answer = await client.read(
    'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
    { tree_sha: commit, recursive: '1' },
    TreeAnswer,
  );
  if (answer.truncated) {
    throw new GitHubFault('The repository has more files than GitHub lists.', { kind: 'unsupported', status: 200 });
  }
  return answer.tree
    .filter(({ type }) => type !== 'tree')
    .map(({ path, mode, sha, size }): TreeEntry => ({ path, mode, id: sha, size }));
}

/** Lists the commit by its tree, and fetches what is not at hand yet. */
export async function completeTree(client: GitHubClient, commit: string, known: Tree): Promise<Tree> {
  const entries = await listTree(client, commit);
  const missing = entries.filter((entry) => mustRead(entry) && !known.blobs.has(entry.id)).map(({ id }) => id);
  const fetched = await fetchBlobs(client, missing);
  return { entries, blobs: new Map([...known.blobs, ...fetched]), exact: true, altered: false };
}

function mustRead({ path, mode, size }: TreeEntry): boolean {
  if (mode === LINK_MODE) return (size ?? 0) <= MAX_LINK_BYTES && !path.slice(path.lastIndexOf('/') + 1).includes('.');
  return mode.startsWith('100') && isWanted(path) && !isUnsafeName(path) && (size ?? 0) <= MAX_FILE_BYTES;
}
