/** A plain folder as a snapshot. Links are never followed, nothing but regular files is opened. */
import { constants } from 'node:fs';
import { lstat, open, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { UserError } from '../core/errors.ts';
import { quoted } from '../core/quoted.ts';
import { inParallel } from './in-parallel.ts';
import { isPrunedFolder, isUnsafeName, isWanted, MAX_FILE_BYTES, reasonToSkip } from './wanted.ts';
import type { SkippedFile, Snapshot, SourceFile } from './snapshot.ts';

/** Which part of a folder is read; by default all but what was installed or generated. */
export interface FolderFilter {
  entersFolder(path: string): boolean;
  takesFile(path: string): boolean;
}

const ALL_WRITTEN: FolderFilter = {
  entersFolder: (path) => !isPrunedFolder(path.slice(path.lastIndexOf('/') + 1)),
  takesFile: () => true,
};

const READS_AT_ONCE = 16;
// Neither exists on Windows, where the checks by `lstat` have to do.
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW || 0) | (constants.O_NONBLOCK || 0);

/** Reads every wanted file below the folder. */
export async function readFolder(path: string): Promise<Snapshot> {
  return readPartOfFolder(await realFolder(path), ALL_WRITTEN);
}

/** As `readFolder`, for the part that the filter lets through; `root` is a real path. */
export async function readPartOfFolder(root: string, filter: FolderFilter): Promise<Snapshot> {
  const found = await walk(root, filter);
  const skipped: SkippedFile[] = [...found.skipped];
  const files: SourceFile[] = [];
  await inParallel(found.paths, READS_AT_ONCE, async (path) => {
    const read = await readRegularFile(join(root, path));
    if (read instanceof Uint8Array) {
      const reason = reasonToSkip(read);
      if (reason === undefined) files.push({ path, blob: blobId(read), bytes: read });
      else skipped.push({ path, reason });
    } else skipped.push({ path, ...read });
  });
  return {
    id: 'worktree',
    files: new Map(files.sort(byPath).map((file) => [file.path, file])),
    skipped: skipped.sort(byPath),
  };
}

/** The id git gives these bytes, so that an unchanged file is the same file from either source. */
export function blobId(bytes: Uint8Array, format: 'sha1' | 'sha256' = 'sha1'): string {
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** The folder without symlinks in its own path. */
export async function realFolder(path: string): Promise<string> {
  try {
    const root = await realpath(path);
    if ((await stat(root)).isDirectory()) return root;
  } catch (cause) {
    throw new UserError('path-unreadable', `${quoted(path)} does not exist or cannot be read.`, { cause });
  }
  throw new UserError('path-unreadable', `${quoted(path)} is not a folder.`);
}

async function walk(root: string, filter: FolderFilter): Promise<{ paths: string[]; skipped: SkippedFile[] }> {
  const paths: string[] = [];
  const skipped: SkippedFile[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => undefined);
    if (entries === undefined) {
      if (folder === '') throw new UserError('path-unreadable', `${quoted(root)} cannot be listed.`);
      skipped.push({ path: folder, reason: 'unreadable', detail: 'the folder cannot be listed' });
      continue;
    }
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (filter.entersFolder(path)) folders.push(path);
      } else if (entry.isSymbolicLink()) {
        if (filter.takesFile(path) && (await mayHidePython(root, path))) skipped.push(await skippedLink(root, path));
      } else if (isWanted(path) && filter.takesFile(path)) {
        if (isUnsafeName(path)) skipped.push({ path, reason: 'unsafe-name' });
        else if (entry.isFile()) paths.push(path);
        else skipped.push({ path, reason: 'unreadable', detail: 'not a regular file' });
      }
    }
  }
  return { paths, skipped };
}

/** A link with a wanted name stands for a file, one to a folder may stand for a package. */
async function mayHidePython(root: string, path: string): Promise<boolean> {
  if (isWanted(path)) return true;
  if (isPrunedFolder(path.slice(path.lastIndexOf('/') + 1))) return false;
  const target = await stat(join(root, path)).catch(() => undefined);
  return target?.isDirectory() ?? false;
}

async function skippedLink(root: string, path: string): Promise<SkippedFile> {
  const target = await readlink(join(root, path)).catch(() => undefined);
  return { path, reason: 'symlink', ...(target === undefined ? {} : { detail: target }) };
}

type Unread = Pick<SkippedFile, 'reason' | 'detail'>;

async function readRegularFile(path: string): Promise<Uint8Array | Unread> {
  try {
    // Before opening: opening a device can have effects. After: what was looked at may have been swapped since.
    if (!(await lstat(path)).isFile()) return { reason: 'unreadable', detail: 'not a regular file' };
    const file = await open(path, OPEN_FLAGS);
    try {
      const state = await file.stat();
      if (!state.isFile()) return { reason: 'unreadable', detail: 'not a regular file' };
      if (state.size > MAX_FILE_BYTES) return { reason: 'too-large', detail: `${state.size} bytes` };
      return new Uint8Array(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    return { reason: 'unreadable', detail: `the system says ${code}` };
  }
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
