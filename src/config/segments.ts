/**
 * Globs, matched in time that grows with pattern times path and never worse: no regular expression is made of
 * what a user wrote. `*` and `?` stay within a segment, `**` as a whole segment crosses segments.
 */

/** True when the glob's segments cover the path's segments, each by `matches`. */
export function matchesSegments(
  pattern: readonly string[],
  path: readonly string[],
  matches: (pattern: string, text: string) => boolean = matchesSegment,
): boolean {
  // reached[i]: the first i segments of the pattern cover what has been read of the path.
  let reached = openDoubleStars(pattern, [true, ...pattern.map(() => false)]);
  for (const segment of path) {
    const next = reached.map((_, index) => {
      const own = pattern[index - 1];
      if (own === undefined) return false;
      if (own === '**') return reached[index] === true;
      return reached[index - 1] === true && matches(own, segment);
    });
    reached = openDoubleStars(pattern, next);
  }
  return reached.at(-1) === true;
}

/** True when `*` and `?` of one segment cover the text. A segment that is only `*` covers no empty one. */
export function matchesSegment(pattern: string, text: string): boolean {
  return pattern === '*' ? text !== '' : matchesUnits(pattern.split(''), text.split(''));
}

/** What one place of a segment asks: `*`, `?`, a character, or a class of characters such as `[!_]` or `[a-z]`. */
export function matchesUnits(pattern: readonly string[], text: readonly string[]): boolean {
  let star = -1;
  let retry = 0;
  let at = 0;
  let read = 0;
  while (read < text.length) {
    if (pattern[at] === '*') {
      star = at;
      retry = read;
      at += 1;
    } else if (fits(pattern[at], text[read] ?? '')) {
      at += 1;
      read += 1;
    } else if (star !== -1) {
      retry += 1;
      read = retry;
      at = star + 1;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

function fits(unit: string | undefined, character: string): boolean {
  if (unit === undefined || unit === character || unit === '?') return unit !== undefined;
  if (unit.length < 3) return false;
  const negated = unit[1] === '!';
  const inside = Array.from(unit.slice(negated ? 2 : 1, -1));
  const has = inside.some((one, index) =>
    one === '-' && index > 0 && index < inside.length - 1
      ? (inside[index - 1] ?? '') <= character && character <= (inside[index + 1] ?? '')
      : one === character,
  );
  return has !== negated;
}

/** `**` also covers nothing: what reaches it reaches what follows. */
function openDoubleStars(pattern: readonly string[], reached: readonly boolean[]): boolean[] {
  const open = [...reached];
  pattern.forEach((segment, index) => {
    if (segment === '**' && open[index] === true) open[index + 1] = true;
  });
  return open;
}
