import { visible } from '../report/escape.ts';

/** Where lines go: the runner's log, or a test's list. */
export type Write = (line: string) => void;

/**
 * The one place that prints to the runner's log. The runner reads commands out of what is printed: `::name::` after
 * leading blanks, `##[name]` anywhere in a line, and a bare CR ends a line. Names and texts of a pull request must not
 * become commands.
 */
export class Log {
  readonly #write: Write;

  constructor(write: Write) {
    this.#write = write;
  }

  info(text: string): void {
    for (const line of text.split(/\r\n|\r|\n/u)) this.#write(`${inert(line)}\n`);
  }
}

/** A line that the runner prints as it is. */
export function inert(line: string): string {
  return visible(line)
    .replaceAll('##[', '#\u2060#[')
    .replace(/^(\s*):(?=:)/u, '$1.:');
}
