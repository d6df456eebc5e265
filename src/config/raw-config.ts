/** A configuration file as read, before its content is checked. */

/** Keys and indexes that lead to a value: `['public_routes', 2]`. */
export type KeyPath = readonly (string | number)[];

export interface RawConfig {
  readonly value: unknown;
  /** 1-based line of the key or item; undefined where the format doesn't tell. */
  lineOf(path: KeyPath): number | undefined;
}

/** What is wrong in a file, and where. */
export interface ConfigProblem {
  readonly line: number | undefined;
  readonly message: string;
}

/** A file that can't be read as YAML or TOML at all. Caught in `parse.ts` only. */
export class UnreadableConfig extends Error {
  override readonly name = 'UnreadableConfig';
  readonly problem: ConfigProblem;

  constructor(line: number | undefined, message: string) {
    super(message);
    this.problem = { line, message };
  }
}

/** Deeper than any configuration of ours, far below what troubles a parser. */
export const MAX_DEPTH = 20;
