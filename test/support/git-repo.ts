/** Real git repositories for tests, made in a temporary folder and gone with it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TestRepository {
  readonly path: string;
  git(...args: string[]): string;
  /** The same, undecoded. */
  gitBytes(...args: string[]): Uint8Array;
  write(path: string, content: string | Uint8Array): void;
  link(path: string, target: string): void;
  remove(path: string): void;
  /** Commits all there is, and answers the commit's id. */
  commit(message?: string): string;
}

const folders: string[] = [];

/** A new folder that `removeTestFolders` takes away. */
export function createFolder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'hardening-')));
  folders.push(path);
  return path;
}

/** To be called after each file's tests. */
export function removeTestFolders(): void {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
}

/** A repository with a `main` branch and no commit yet. */
export function createRepo(path = createFolder()): TestRepository {
  const repository = repositoryAt(path);
  repository.git('init', '-q', '-b', 'main', '.');
  return repository;
}

/** The same handles for a repository that exists, such as a clone or a worktree. */
export function repositoryAt(path: string): TestRepository {
  const git = (...args: string[]): string => runGit(path, args).toString('utf8');
  return {
    path,
    git,
    gitBytes: (...args) => runGit(path, args),
    write: (name, content) => writeIn(path, name, content),
    link(name, target) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      symlinkSync(target, join(path, name));
    },
    remove: (name) => rmSync(join(path, name), { recursive: true }),
    commit(message = 'change') {
      git('add', '-A', '.');
      git('commit', '-q', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD').trim();
    },
  };
}

/** Writes a file, with the folders above it. */
export function writeIn(folder: string, name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

function runGit(cwd: string, args: readonly string[]): Buffer {
  const settings = [
    'user.name=t',
    'user.email=t@example.com',
    'commit.gpgsign=false',
    'protocol.file.allow=always',
    'gc.auto=0',
  ];
  return execFileSync('git', [...settings.flatMap((setting) => ['-c', setting]), ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      LC_ALL: 'C',
    },
  });
}
