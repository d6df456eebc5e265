import { couldHang } from './pattern-cost.ts';

/** How Python asks a pattern: `re.match` anchors the start, `re.fullmatch` both ends, `re.search` neither. */
export type Matching = 'match' | 'fullmatch' | 'search';

/** Whether a Python pattern fits the text; undefined where JavaScript's syntax is another, or the search could hang. */
export function fits(pattern: string, matching: Matching, text: string): boolean | undefined {
  return pythonRegex(pattern, matching, text)?.test(text);
}

/** A Python pattern as a regular expression that may be run on this text. */
export function pythonRegex(pattern: string, matching: Matching, text: string, flags = ''): RegExp | undefined {
  // In JavaScript `[]x]` is an empty class.
  if (couldHang(pattern, text.length) || /\[\^?\]/.test(pattern)) return undefined;
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
