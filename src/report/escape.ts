/**
 * The one place that makes text of an analysed repository safe to show. Names, paths, messages and source lines are
 * hostile until they have passed here: in Markdown they are inert, in HTML they are text, in a terminal they draw nothing.
 */

/** Control, bidirectional, zero-width and other characters that a reader does not see, or that hide what they see. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Shows what cannot be seen as `U+` and its number. Line breaks and tabs become blanks: one text is one line. */
export function visible(text: string): string {
  return text.replaceAll(/[\t\n\r]+/g, ' ').replaceAll(INVISIBLE, codePoint);
}

/** The same for a line of source, whose tabs are kept as blanks of their width. */
export function visibleLine(line: string): string {
  return line.replace(/\r$/, '').replaceAll('\t', '    ').replaceAll(INVISIBLE, codePoint);
}

function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Markdown inline code: nothing inside is read as a mention, link, image, HTML or emphasis. */
export function markdownCode(text: string): string {
  const content = visible(text);
  if (content.trim() === '') return '` `';
  const fence = '`'.repeat(longestRun(content, '`') + 1);
  // One blank on each side is taken off again by the reader; it keeps backticks at the ends apart from the fence.
  const pad = /^[ `]|[ `]$/.test(content) ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** A fenced block; the fence is longer than any run of backticks in its text. */
export function markdownFence(language: 'python' | 'suggestion' | 'text' | 'yaml', lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, ...lines.map((line) => longestRun(line, '`') + 1)));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

/** Words that GitHub makes a link or a mention of, whatever is escaped around them. */
const LINKING = /[@#]|:\/\/|www\.|:[\w+-]+:|\b[0-9a-f]{7,40}\b|\bGH-\d/i;
/** Characters that can open something anywhere. Brackets are among them, so what may follow them need not be. */
const MARKUP = /[\\`*_[\]<>|~&$]/g;
/** Words that mean something only at the beginning of a line, where a wrapped text may put them. */
const LINE_MARKUP = /^(?:[-+=]+|\d+[.)])$/;

/** Markdown prose: plain words stay words; whatever could link or ping is shown as code. */
export function markdownText(text: string): string {
  return visible(text)
    .split(/ +/)
    .map((word) => {
      if (LINKING.test(word)) return markdownCode(word);
      const escaped = word.replaceAll(MARKUP, '\\$&');
      return LINE_MARKUP.test(escaped) ? escaped.replace(/[-+=.)]$/, '\\$&') : escaped;
    })
    .join(' ');
}

/** A cell of a Markdown table: a bar would end it, in code too, where it cannot be escaped reliably. */
export function markdownCell(markdown: string): string {
  return markdown.replaceAll(/\\?\|/g, '¦').replaceAll('\n', ' ');
}

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** HTML text and attribute values in quotes. */
export function htmlText(text: string): string {
  return visible(text).replaceAll(/[&<>"']/g, (character) => HTML[character] ?? '');
}

/** The longest run of a character in a text. */
function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const here of text) {
    run = here === character ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
