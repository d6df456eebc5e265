import { lstat, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyFixes, type FixOutcome } from '../app/fixes.ts';
import { UserError } from '../core/errors.ts';
import { quoted } from '../core/quoted.ts';
import type { Finding } from '../review/finding.ts';

const MARK = '\ufeff';

/** Writes what the fixes make of the files below the root. Regular files only: a link could lead out of it. */
export async function fixFiles(root: string, findings: readonly Finding[]): Promise<FixOutcome> {
  const paths = new Set(findings.flatMap((finding) => finding.fix?.edits.map((edit) => edit.at.path) ?? []));
  const texts = new Map<string, string>();
  for (const path of paths) texts.set(path, await readRegular(join(root, path), path));
  // Columns were counted without the byte order mark; it stays in the file.
  const outcome = applyFixes(findings, (path) => texts.get(path)?.replace(MARK, ''));
  for (const { path, text } of outcome.files) {
    const mark = texts.get(path)?.startsWith(MARK) === true ? MARK : '';
    await writeFile(join(root, path), mark + text);
  }
  return outcome;
}

async function readRegular(file: string, path: string): Promise<string> {
  try {
    if ((await lstat(file)).isFile()) return await readFile(file, 'utf8');
  } catch (cause: unknown) {
    throw new UserError('path-unreadable', `${quoted(path)} cannot be mended.`, { cause });
  }
  throw new UserError('path-unreadable', `${quoted(path)} is no regular file and is not mended.`);
}
