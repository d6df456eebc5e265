import { lstat, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';

import { UserError } from '../core/errors.ts';

const MAX_READ_BYTES = 64 * 1024 * 1024;

/** A path in the workspace, with no link on the way out: the workspace's files may be the pull request's. */
async function insideWorkspace(workspace: string | undefined, path: string): Promise<string> {
  const root = await realpath(workspace ?? process.cwd());
  const target = resolve(root, path);
  if (!target.startsWith(root + sep)) throw new UserError('input-invalid', 'A file lies outside the workspace.');
  let existing = dirname(target);
  while (existing !== root) {
    const found = await lstat(existing).catch(() => undefined);
    if (found !== undefined) break;
    existing = dirname(existing);
  }
  const real = await realpath(existing);
  if (real !== existing) throw new UserError('input-invalid', 'A file lies behind a symbolic link.');
  const itself = await lstat(target).catch(() => undefined);
  if (itself !== undefined && !itself.isFile()) throw new UserError('input-invalid', 'A file is no regular file.');
  return target;
}

export async function writeInside(workspace: string | undefined, path: string, text: string): Promise<void> {
  const target = await insideWorkspace(workspace, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}

export async function readInside(workspace: string | undefined, path: string): Promise<string> {
  const target = await insideWorkspace(workspace, path);
  const found = await lstat(target).catch(() => undefined);
  if (found === undefined) throw new UserError('input-invalid', 'A file that an input names does not exist.');
  if (found.size > MAX_READ_BYTES) throw new UserError('input-invalid', 'A file that an input names is too large.');
  return readFile(target, 'utf8');
}
