/** Longer words are no typo of ours, and the distance costs their product. */
const MAX_CHARS = 64;

/** The candidate a typo most likely stands for. */
export function didYouMean(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > MAX_CHARS) return undefined;
  const given = word.toLowerCase().replaceAll('-', '_');
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(given, candidate.toLowerCase().replaceAll('-', '_'));
    if (distance <= limit && distance < (best?.distance ?? Infinity)) best = { candidate, distance };
  }
  return best?.candidate;
}

/** Edits between two words, a swap of neighbours counted as one. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = at(last, j - 1) + Number(a[i - 1] !== b[j - 1]);
      let cost = Math.min(change, at(last, j) + 1, at(row, j - 1) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}
