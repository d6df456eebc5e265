const LIMIT = 80;
const PLAIN = /^[\p{L}\p{N}_ .,:;/*(){}'+=^~-]$/u;

/**
 * Text from a repository or a user, made safe to name in a message: one line, cut, and without the characters that
 * a runner's log, a terminal or Markdown would act on.
 */
export function quoted(text: string, limit = LIMIT): string {
  let shown = '';
  let rest = limit;
  for (const char of text) {
    if (rest === 0) return `"${shown}…"`;
    shown += PLAIN.test(char) ? char : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
    rest -= 1;
  }
  return `"${shown}"`;
}
