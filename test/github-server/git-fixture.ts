/** Makes the bare repositories of tests and the demo: commits from plain data, in one git process each. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Git } from './git.ts';

/** Text or bytes of a file, `null` to delete it, or an entry of another kind. */
export type FileContent =
  string | Buffer | null | { readonly mode: '100755' | '120000' | '160000'; readonly data: string };
export type Files = Readonly<Record<string, FileContent>>;

const FIRST_DAY = Date.parse('2024-06-01T00:00:00Z') / 1000;

export class GitFixture {
  readonly dir: string;
  readonly git: Git;
  private commits = 0;
  /** The heads of its branches, so that a commit is one git process. */
  private readonly tips = new Map<string, string>();

  constructor() {
    this.dir = mkdtempSync(join(tmpdir(), 'github-server-git-'));
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', this.dir]);
    this.git = new Git(this.dir);
  }

  /** Commits onto a branch. `from` starts it anew at another commit (a force-push); without it the branch goes on. */
  commit(branch: string, files: Files, options: { readonly from?: string; readonly message?: string } = {}): string {
    this.commits += 1;
    const ref = `refs/heads/${branch}`;
    const parent = options.from === undefined ? this.tips.get(branch) : (this.tips.get(options.from) ?? options.from);
    const message = Buffer.from(options.message ?? `Commit ${this.commits}`);
    const parts: Buffer[] = [
      Buffer.from(
        `commit ${ref}\nmark :1\ncommitter octocat <octocat@example.com> ${FIRST_DAY + this.commits} +0000\n`,
      ),
      ...data(message),
      Buffer.from(parent === undefined ? '' : `from ${parent}\n`),
      ...Object.entries(files).flatMap(([path, content]) => change(path, content)),
      Buffer.from('\nget-mark :1\n'),
    ];
    const sha = this.git.text(['fast-import', '--quiet', '--force', '--cat-blob-fd=1'], Buffer.concat(parts));
    this.tips.set(branch, sha);
    return sha;
  }

  /** Replaces the whole tree of a branch by a folder's files. */
  commitFolder(branch: string, folder: string, options: { readonly message?: string } = {}): string {
    const old = this.tips.get(branch);
    const gone =
      old === undefined ? [] : this.git.tree(old, { recursive: true }).filter((entry) => entry.type === 'blob');
    const files: Record<string, FileContent> = Object.fromEntries(gone.map((entry) => [entry.path, null]));
    for (const path of filesUnder(folder)) files[path] = readFileSync(join(folder, path));
    return this.commit(branch, files, options);
  }

  branch(name: string, from: string): void {
    const sha = this.git.text(['rev-parse', from]);
    this.git.updateRefs({ [`refs/heads/${name}`]: sha });
    this.tips.set(name, sha);
  }

  /** A checkout as actions/checkout would leave it: detached at a commit, with as much history as asked. */
  checkout(target: string, revision: string, options: { readonly depth?: number } = {}): void {
    const sha = this.git.text(['rev-parse', revision]);
    const run = (...args: readonly string[]): void =>
      void execFileSync('git', ['-C', target, ...args], { stdio: 'ignore' });
    execFileSync('git', ['init', '--quiet', target]);
    run('remote', 'add', 'origin', this.dir);
    this.git.text(['config', 'uploadpack.allowAnySHA1InWant', 'true']);
    const depth = options.depth === undefined ? [] : [`--depth=${options.depth}`];
    run('fetch', '--quiet', '--no-tags', ...depth, `file://${this.dir}`, sha);
    run('checkout', '--quiet', '--detach', sha);
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function data(bytes: Buffer): readonly Buffer[] {
  return [Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')];
}

function quoted(path: string): string {
  const escaped = path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}

function change(path: string, content: FileContent): readonly Buffer[] {
  if (content === null) return [Buffer.from(`D ${quoted(path)}\n`)];
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    return [Buffer.from(`M 100644 inline ${quoted(path)}\n`), ...data(Buffer.from(content))];
  }
  // A submodule has no bytes here, only the name of a commit elsewhere.
  if (content.mode === '160000') return [Buffer.from(`M 160000 ${content.data} ${quoted(path)}\n`)];
  return [Buffer.from(`M ${content.mode} inline ${quoted(path)}\n`), ...data(Buffer.from(content.data))];
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
