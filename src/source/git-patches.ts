/** The hunks as git makes them: the ones GitHub shows, and so the ones it accepts comments in. */
import { UserError } from '../core/errors.ts';
import { diffSections } from './diff-sections.ts';
import { isRegular } from './git-tree.ts';
import type { ChangeRow } from './change-rows.ts';
import type { GitRepository } from './git.ts';

export interface Trees {
  readonly base: string;
  readonly head: string;
}

/** One process for so many files; their names have to fit a command line. */
const MAX_FILES = 200;
const MAX_NAME_CHARS = 16_000;

const FORMAT = ['-p', '-U3', '--inter-hunk-context=0', '--text', '--diff-algorithm=myers', '--indent-heuristic'];
const SAFETY = ['--no-ext-diff', '--no-textconv', '--no-color', '--src-prefix=a/', '--dst-prefix=b/'];

/**
 * Patches by path at the head, each from its first `@@` on. They are proposals: a file that was changed once more in the
 * work tree has another patch, a name may be read wrongly, and so each is proved against both texts before it is used.
 */
export async function gitPatches(
  repository: GitRepository,
  trees: Trees,
  rows: readonly ChangeRow[],
): Promise<ReadonlyMap<string, string>> {
  const patches = new Map<string, string>();
  for (const names of batchesOf(rows.filter(hasBothSides))) {
    const diff = ['diff-tree', '-r', '-M50%', ...FORMAT, ...SAFETY, trees.base, trees.head, '--', ...names];
    const answer = await repository.run(diff);
    if (answer.status !== 0) continue;
    for (const { newName, patch } of sectionsOf(answer.stdout)) if (newName !== undefined) patches.set(newName, patch);
  }
  return patches;
}

function hasBothSides({ oldMode, newMode }: ChangeRow): boolean {
  return oldMode !== undefined && newMode !== undefined && isRegular(oldMode) && isRegular(newMode);
}

/** A renamed file's two names stay together, or git would not pair them. */
function batchesOf(rows: readonly ChangeRow[]): string[][] {
  const batches: string[][] = [];
  let room = 0;
  for (const { path, previousPath } of rows) {
    const names = previousPath === undefined ? [path] : [previousPath, path];
    const chars = names.reduce((sum, name) => sum + name.length + 1, 0);
    let batch = batches.at(-1);
    if (batch === undefined || batch.length >= MAX_FILES || room < chars) {
      batch = [];
      batches.push(batch);
      room = MAX_NAME_CHARS;
    }
    batch.push(...names);
    room -= chars;
  }
  return batches;
}

/** A diff that can't be cut gives no patches; then the texts are compared without git. */
function sectionsOf(diff: Buffer): ReturnType<typeof diffSections> {
  try {
    return diffSections(diff.toString('latin1'));
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
