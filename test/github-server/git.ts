/** A bare repository on disk, read (and in tests written) through git itself: diffs, trees and archives are real. */
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';

const ENVIRONMENT = {
  PATH: process.env['PATH'] ?? '',
  HOME: tmpdir(),
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_AUTHOR_NAME: 'octocat',
  GIT_AUTHOR_EMAIL: 'octocat@example.com',
  GIT_COMMITTER_NAME: 'octocat',
  GIT_COMMITTER_EMAIL: 'octocat@example.com',
};
const MAX_OUTPUT = 512 * 1024 * 1024;
/** Fixed, so that the same two ends always give the same commit. */
const MERGE_DATE = '2024-07-01T00:00:00Z';

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly size?: number;
  readonly path: string;
}

export class Git {
  readonly dir: string;
  private readonly commits = new Map<string, Commit>();

  constructor(dir: string) {
    this.dir = dir;
  }

  bytes(args: readonly string[], input?: string | Buffer, env: Readonly<Record<string, string>> = {}): Buffer {
    return execFileSync('git', ['--git-dir', this.dir, ...args], {
      env: { ...ENVIRONMENT, ...env },
      maxBuffer: MAX_OUTPUT,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(input === undefined ? {} : { input }),
    });
  }

  text(args: readonly string[], input?: string | Buffer, env: Readonly<Record<string, string>> = {}): string {
    return this.bytes(args, input, env).toString('utf8').replace(/\n$/, '');
  }

  /** `undefined` where git exits with an error: an unknown object is an ordinary answer here. */
  attempt(args: readonly string[]): string | undefined {
    try {
      return this.text(args);
    } catch {
      return undefined;
    }
  }

  resolve(revision: string, type = 'commit'): string | undefined {
    if (revision.startsWith('-') || revision === '') return undefined;
    return this.attempt(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{${type}}`]);
  }

  /** Any expression, such as `sha:path`; peeling it with `^{…}` would become part of the path. */
  resolveExpression(expression: string): string | undefined {
    if (expression.startsWith('-') || expression === '') return undefined;
    return this.attempt(['rev-parse', '--verify', '--quiet', '--end-of-options', expression]);
  }

  mergeBase(one: string, other: string): string | undefined {
    return this.attempt(['merge-base', one, other]);
  }

  commit(sha: string): Commit {
    const known = this.commits.get(sha);
    if (known !== undefined) return known;
    const format = '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B';
    const fields = this.text(['show', '-s', `--format=${format}`, '--end-of-options', sha]).split('\0');
    const at = (index: number): string => fields[index] ?? '';
    const commit: Commit = {
      sha: at(0),
      tree: at(1),
      parents: at(2).split(' ').filter(Boolean),
      author: { name: at(3), email: at(4), date: utc(at(5)) },
      committer: { name: at(6), email: at(7), date: utc(at(8)) },
      message: at(9).trimEnd(),
    };
    this.commits.set(sha, commit);
    return commit;
  }

  /** Oldest first, as GitHub lists the commits of a comparison. */
  commitsBetween(base: string, head: string): readonly string[] {
    return this.text(['rev-list', '--reverse', `${base}..${head}`])
      .split('\n')
      .filter(Boolean);
  }

  tree(treeish: string, options: { readonly recursive: boolean; readonly path?: string }): readonly TreeEntry[] {
    const flags = options.recursive ? ['-r', '-t'] : [];
    const output = this.bytes([
      'ls-tree',
      '-z',
      '-l',
      ...flags,
      treeish,
      ...(options.path === undefined ? [] : ['--', options.path]),
    ]);
    return output.toString('utf8').split('\0').filter(Boolean).map(treeEntry);
  }

  blob(sha: string): Buffer | undefined {
    try {
      return this.bytes(['cat-file', 'blob', sha]);
    } catch {
      return undefined;
    }
  }

  updateRefs(refs: Readonly<Record<string, string>>): void {
    const lines = Object.entries(refs).map(([ref, sha]) => `update ${ref} ${sha}\n`);
    this.text(['update-ref', '--stdin'], lines.join(''));
  }

  /** The test merge that GitHub keeps at `refs/pull/N/merge`; `undefined` when the two conflict. */
  testMerge(base: string, head: string): string | undefined {
    const tree = this.attempt(['merge-tree', '--write-tree', base, head]);
    if (tree === undefined) return undefined;
    return this.text(['commit-tree', tree, '-p', base, '-p', head, '-m', `Merge ${head} into ${base}`], undefined, {
      GIT_AUTHOR_DATE: MERGE_DATE,
      GIT_COMMITTER_DATE: MERGE_DATE,
    });
  }
}

function utc(date: string): string {
  return new Date(date).toISOString().replace('.000Z', 'Z');
}

function treeEntry(line: string): TreeEntry {
  const tab = line.indexOf('\t');
  const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/);
  return { mode, type, sha, path: line.slice(tab + 1), ...(size === '-' ? {} : { size: Number(size) }) };
}
