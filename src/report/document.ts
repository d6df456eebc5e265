/**
 * What people read, before it is Markdown, HTML or terminal text. Reports are built of these; the three renderers escape
 * every string in them, so that no report can forget to.
 */

/** A plain string is text from anywhere, escaped when it is rendered. */
export type Inline = string | CodeSpan | Strong | Link | Place;
export interface CodeSpan {
  readonly kind: 'code';
  readonly text: string;
}
export interface Strong {
  readonly kind: 'strong';
  readonly text: string;
}
/** Only to addresses that we made ourselves. */
export interface Link {
  readonly kind: 'link';
  readonly text: string;
  readonly href: string;
}
/** A file and line; linked where the reader's host knows how. */
export interface Place {
  readonly kind: 'place';
  readonly path: string;
  readonly line: number;
}

export type Prose = readonly Inline[];

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: Prose }
  | { readonly kind: 'paragraph'; readonly text: Prose }
  | { readonly kind: 'list'; readonly items: readonly ListItem[]; readonly noun: string }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly Prose[])[];
      readonly noun: string;
    }
  | { readonly kind: 'code'; readonly language: 'python' | 'text' | 'yaml'; readonly lines: readonly string[] }
  | { readonly kind: 'excerpt'; readonly path: string; readonly lines: readonly ExcerptLine[] }
  | { readonly kind: 'details'; readonly title: string; readonly blocks: Document };

export interface ListItem {
  readonly text: Prose;
  readonly children?: readonly Prose[];
}

/** A line of source beside a finding; `marked` ones are the finding's own. */
export interface ExcerptLine {
  readonly number: number;
  readonly text: string;
  readonly marked: boolean;
}

export type Document = readonly Block[];

export const code = (text: string): CodeSpan => ({ kind: 'code', text });
export const strong = (text: string): Strong => ({ kind: 'strong', text });
export const link = (text: string, href: string): Link => ({ kind: 'link', text, href });
export const place = (path: string, line: number): Place => ({ kind: 'place', path, line });
export const heading = (level: 1 | 2 | 3, ...text: Prose): Block => ({ kind: 'heading', level, text });
export const paragraph = (...text: Prose): Block => ({ kind: 'paragraph', text });

/** A list or a table names what it holds (`findings`), for the line that says how many more there are. */
export function list(noun: string, items: readonly ListItem[]): Block {
  return { kind: 'list', noun, items };
}

export function table(noun: string, head: readonly string[], rows: readonly (readonly Prose[])[]): Block {
  return { kind: 'table', noun, head, rows };
}

/** Messages mark names with backticks: those become code. An odd backtick is a character like any other. */
export function prose(message: string): Prose {
  const parts = message.split('`');
  if (parts.length % 2 === 0) return [message];
  return parts
    .map((part, index): Inline => (index % 2 === 1 ? code(part) : part))
    .filter((part) => typeof part !== 'string' || part !== '');
}

/** `1 route`, `2 routes`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}
