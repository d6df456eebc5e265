/** The bytes of every file that can matter, at one commit. */

export interface SourceFile {
  /** Relative to the analysed root, forward slashes. */
  readonly path: string;
  /** Identity of the bytes: a git blob id, or a hash of the content for a plain folder. */
  readonly blob: string;
  readonly bytes: Uint8Array;
}

/** A file that exists and was not read. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: 'symlink' | 'submodule' | 'lfs-pointer' | 'too-large' | 'unreadable' | 'unsafe-name';
  readonly detail?: string;
}

/** One commit, or one state of a folder. All of it is data: nothing here is executed, no link is followed. */
export interface Snapshot {
  /** Commit id, `worktree`, or `diff` for a side that was made with a diff file. */
  readonly id: string;
  /** Python files and the few others we read (pins, configuration), by path. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly skipped: readonly SkippedFile[];
}

/** One row of the change, as git or GitHub names it (never read from diff text). */
export interface FileChange {
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied';
  /** Path at the head; for a removed file the path at the base. */
  readonly path: string;
  /** Path at the base, for renamed and copied files. */
  readonly previousPath?: string;
  readonly lines: TouchedLines;
}

/** Which lines a change touches. Unknown is an answer: then every line may be touched. */
export type TouchedLines =
  | { readonly kind: 'hunks'; readonly hunks: readonly Hunk[] }
  | { readonly kind: 'whole' }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface Hunk {
  /** First line and count at the base; 1-based. With count 0 git names the line before. */
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  /** Deleted lines, numbered at the base; added lines, numbered at the head; ascending. */
  readonly deleted: readonly number[];
  readonly added: readonly number[];
  /** Unchanged lines inside the hunk: pairs of base and head numbers. */
  readonly context: readonly (readonly [oldLine: number, newLine: number])[];
}

/** What a pull request, a push or a merge group changes. */
export interface Change {
  readonly base: Snapshot;
  readonly head: Snapshot;
  readonly files: readonly FileChange[];
  /** Why the list of files is not the whole change; absent when it is whole. */
  readonly incomplete?: string;
  /** What else a reader should know of how the change was read. */
  readonly note?: string;
}
