/**
 * Runs git as a reader of objects. The repository may be hostile: nothing of its configuration may start a program,
 * nothing is fetched, nothing is written, and only plumbing is used.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { UserError } from '../core/errors.ts';
import { quoted } from '../core/quoted.ts';
import { realFolder } from './folder.ts';
import { Blobs } from './git-blobs.ts';

export interface GitRepository {
  /** The analysed folder, without symlinks in its own path. */
  readonly root: string;
  /** Where `root` lies in the repository: '' or `services/api/`. */
  readonly prefix: string;
  readonly objectFormat: 'sha1' | 'sha256';
  /** Runs git at the top of the work tree. */
  run(args: readonly string[]): Promise<GitAnswer>;
  /** The bytes of these blobs, all from one process; what git doesn't have is absent. */
  blobs(ids: Iterable<string>): Promise<ReadonlyMap<string, Uint8Array>>;
}

export interface GitAnswer {
  readonly status: number;
  readonly stdout: Buffer;
  /** One line, safe to show. */
  readonly complaint: string;
}

const MAX_COMPLAINT_BYTES = 4096;
const MAX_COMPLAINT_CHARS = 200;
const MAX_STDOUT_BYTES = 256 * 1024 * 1024;
const TIME_LIMIT_MS = 120_000;

/** We never fetch, so what the clone left out can't be had. */
const PARTIAL_CLONE = 'this is a partial clone without these files; clone or fetch without --filter';

const SAFE_OPTIONS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.attributesFile=/dev/null',
  'core.quotePath=true',
  'diff.suppressBlankEmpty=false',
  'protocol.allow=never',
  'safe.bareRepository=explicit',
  // Containers often run as another user than the checkout's owner. What git guards against there is switched off above.
  'safe.directory=*',
].flatMap((option) => ['-c', option]);

/** Opens the repository that the folder lies in; all its paths are relative to that folder. */
export async function openRepository(path: string): Promise<GitRepository> {
  const root = await realFolder(path);
  const [gitFolder, workTree, prefix] = [
    await ask(root, ['rev-parse', '--absolute-git-dir']),
    await ask(root, ['rev-parse', '--show-toplevel']),
    await ask(root, ['rev-parse', '--show-prefix']),
  ];
  // A repository's own settings may name another place as its work tree.
  if ((await realFolder(join(workTree, prefix))) !== root) {
    throw new UserError('git-unreadable', `${quoted(root)} is not in the work tree of its own repository.`);
  }
  const fixed = [`--git-dir=${gitFolder}`, `--work-tree=${workTree}`];
  // Asked of the fixed folder: were the first answer another repository's, this one fails.
  const format = await ask(root, [...fixed, 'rev-parse', '--show-object-format']);
  return {
    root,
    prefix,
    objectFormat: format === 'sha256' ? 'sha256' : 'sha1',
    run: (args) => runGit(workTree, [...fixed, ...args]),
    blobs: (ids) => readBlobs(root, fixed, ids),
  };
}

/** The commit that a user's ref names. `main` may exist as `origin/main` only, as in most CI checkouts. */
export async function resolveCommit(repository: GitRepository, ref: string): Promise<string> {
  const isPlain = ref !== '' && !ref.startsWith('-') && !/\p{Cc}/u.test(ref);
  for (const name of isPlain ? [ref, `refs/remotes/origin/${ref}`] : []) {
    const answer = await repository.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    const id = answer.stdout.toString('utf8').trim();
    if (answer.status === 0 && isObjectId(id)) return id;
  }
  throw new UserError('git-unreadable', `The ref ${quoted(ref)} names no commit in ${quoted(repository.root)}.`);
}

/** True for a whole object id of either format. */
export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

/** Runs git for an answer that must come; its failure is the user's to mend. */
export async function mustRun(repository: GitRepository, args: readonly string[], task: string): Promise<Buffer> {
  const answer = await repository.run(args);
  if (answer.status === 0) return answer.stdout;
  throw new UserError('git-unreadable', `git could not ${task} in ${quoted(repository.root)}: ${answer.complaint}`);
}

async function ask(folder: string, args: readonly string[]): Promise<string> {
  const answer = await runGit(folder, args);
  if (answer.status === 0) return answer.stdout.toString('utf8').replace(/\r?\n$/, '');
  throw new UserError(
    'git-unreadable',
    `${quoted(folder)} is not in a git work tree that can be read: ${answer.complaint}`,
  );
}

function start(folder: string, args: readonly string[]) {
  return spawn('git', ['--literal-pathspecs', '--no-pager', ...SAFE_OPTIONS, ...args], {
    cwd: folder,
    env: scrubbedEnvironment(),
    stdio: 'pipe',
    shell: false,
    windowsHide: true,
    timeout: TIME_LIMIT_MS,
    killSignal: 'SIGKILL',
  });
}

function runGit(folder: string, args: readonly string[]): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const child = start(folder, args);
    const output: Buffer[] = [];
    let size = 0;
    const complaint = complaintOf(child.stderr);
    child.stdin.on('error', ignoreClosedPipe);
    child.stdin.end();
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_STDOUT_BYTES) child.kill('SIGKILL');
      else output.push(chunk);
    });
    child.on('error', (cause) => reject(notStarted(cause)));
    child.on('close', (status) =>
      resolve({ status: status ?? -1, stdout: Buffer.concat(output), complaint: complaint() }),
    );
  });
}

function readBlobs(folder: string, fixed: readonly string[], ids: Iterable<string>): Promise<Map<string, Uint8Array>> {
  const wanted = [...new Set(ids)].filter(isObjectId);
  if (wanted.length === 0) return Promise.resolve(new Map<string, Uint8Array>());
  return new Promise((resolve, reject) => {
    const child = start(folder, [...fixed, 'cat-file', '--batch']);
    const blobs = new Blobs();
    const complaint = complaintOf(child.stderr);
    child.stdin.on('error', ignoreClosedPipe);
    child.stdout.on('data', (chunk: Buffer) => blobs.take(chunk));
    child.on('error', (cause) => reject(notStarted(cause)));
    child.on('close', (status) => {
      if (status === 0 && !blobs.broken && blobs.answered === wanted.length) resolve(blobs.found);
      else reject(new UserError('git-unreadable', `git could not read the files of ${quoted(folder)}: ${complaint()}`));
    });
    child.stdin.end(`${wanted.join('\n')}\n`);
  });
}

/** The first line git complained with. */
function complaintOf(stderr: NodeJS.ReadableStream): () => string {
  let text = '';
  stderr.on('data', (chunk: Buffer) => {
    if (text.length < MAX_COMPLAINT_BYTES) text += chunk.toString('latin1');
  });
  return () => {
    const [line = ''] = text.split('\n');
    if (text.includes('promisor')) return PARTIAL_CLONE;
    return line === '' ? 'git was stopped' : quoted(line.replace(/^fatal: /, ''), MAX_COMPLAINT_CHARS);
  };
}

/** Git may answer and end before it has read all it was sent; its status tells what happened. */
function ignoreClosedPipe(): void {}

function notStarted(cause: Error): UserError {
  return new UserError('git-unreadable', 'The program git could not be started; is it installed?', { cause });
}

/** No variable of git's comes in from outside (a hook sets GIT_DIR, an attacker GIT_SSH_COMMAND), no user's settings. */
function scrubbedEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:GIT_|XDG_CONFIG_HOME$|HOME$|LC_|LANG)/i.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: '/nonexistent',
    XDG_CONFIG_HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
  };
}
