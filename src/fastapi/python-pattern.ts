/** How Python asks a pattern: `re.match` anchors the start, `re.fullmatch` both ends, `re.search` neither. */
export type Matching = 'match' | 'fullmatch' | 'search';

/** A Python pattern as a test of texts, as far as JavaScript's syntax is the same; undefined where it is not, or could hang. */
export function pythonPattern(pattern: string, matching: Matching): ((text: string) => boolean) | undefined {
  const regex = pythonRegex(pattern, matching);
  return regex === undefined ? undefined : (text) => regex.test(text);
}

/** The same as a regular expression. */
export function pythonRegex(pattern: string, matching: Matching, flags = ''): RegExp | undefined {
  if (couldHang(pattern)) return undefined;
  const source = pattern
    .replace(/^\(\?[aiLmsux]+\)/, '')
    .replace(/\(\?P</g, '(?<')
    .replace(/\\Z/g, '$')
    .replace(/\\A/g, '^');
  const whole = matching === 'search' ? source : `^(?:${source})${matching === 'fullmatch' ? '$' : ''}`;
  try {
    return new RegExp(whole, flags + (/^\(\?\w*i/.test(pattern) ? 'i' : ''));
  } catch {
    return undefined;
  }
}

/** A pattern of the analysed code is run here: one that could try for ever is left alone. */
function couldHang(pattern: string): boolean {
  const labels = pattern
    .replace(/\((\?:)?(\[[^[\]]{1,40}\]|\\w|\\d)[+*]?(\\[.-])\)[*+]/g, 'L')
    .replace(/\((\?:)?(\[[^[\]]{1,40}\]|\\w|\\d)\)[*+]/g, 'L');
  return pattern.length > 300 || /\)\s*[*+{]/.test(labels) || (labels.match(/[*+{]/g) ?? []).length > 5;
}
