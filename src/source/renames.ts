/** Pairs files that left with files that came, where git itself can't: in a work tree nothing has been recorded yet. */
import { byteText, linesOf } from './text.ts';
import type { SourceFile } from './snapshot.ts';

/** As git's -M: at least half of the larger file is in the other one. */
const MIN_SIMILARITY = 0.5;
/** Above this only files that kept their name are compared. */
const MAX_COMPARISONS = 10_000;

/** The old path for each new path that is a renamed file. */
export function pairRenames(removed: readonly SourceFile[], added: readonly SourceFile[]): Map<string, string> {
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (to: SourceFile, from: SourceFile): void => {
    if (pairs.has(to.path) || taken.has(from.path)) return;
    pairs.set(to.path, from.path);
    taken.add(from.path);
  };
  const full = removed.length * added.length <= MAX_COMPARISONS;
  const candidates = added.flatMap((to) =>
    removed
      .filter(
        (from) => from.bytes.length > 0 && (full || from.blob === to.blob || nameOf(from.path) === nameOf(to.path)),
      )
      .map((from) => ({ from, to, score: similarity(from, to) })),
  );
  candidates
    .filter((candidate) => candidate.score >= MIN_SIMILARITY)
    .sort((a, b) => b.score - a.score || Number(keepsName(b)) - Number(keepsName(a)))
    .forEach(({ from, to }) => pair(to, from));
  return pairs;
}

/** The share of the larger file's bytes whose lines are in both. */
function similarity(from: SourceFile, to: SourceFile): number {
  if (from.blob === to.blob) return 1;
  const [small, large] = [from.bytes.length, to.bytes.length].sort((a, b) => a - b);
  if (small === undefined || large === undefined || small < large * MIN_SIMILARITY) return 0;
  const counts = new Map<string, number>();
  for (const line of linesOf(byteText(from.bytes))) counts.set(line, (counts.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of linesOf(byteText(to.bytes))) {
    const left = counts.get(line) ?? 0;
    if (left === 0) continue;
    counts.set(line, left - 1);
    shared += line.length;
  }
  return shared / large;
}

function keepsName({ from, to }: { readonly from: SourceFile; readonly to: SourceFile }): boolean {
  return nameOf(from.path) === nameOf(to.path);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
