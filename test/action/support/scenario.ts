/** A pull request on the embedded GitHub, and the Action run on it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { pullRequestEvent, type PullAction } from '../../github-server/events.ts';
import type { Pull, Repository } from '../../github-server/model.ts';
import { runAction, type ActionResult, type ActionRun } from '../../github-server/run-action.ts';
import { startGitHub, type GitHubServer, type ServerOptions } from '../../github-server/server.ts';
import { actionsToken, type Token } from '../../github-server/tokens.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

/** The Action with the steered analysis, bundled once a test file: a process that compiles its sources starts slowly. */
const bundle = once(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fake-action-'));
  const outfile = join(folder, 'index.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'fake-main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return relative(ROOT, outfile);
});

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** Files by path; `null` deletes one. */
export type Files = Readonly<Record<string, string | null>>;

export interface Comment {
  readonly path: string;
  readonly line: number | undefined;
  readonly side: string;
  readonly subject: string;
  readonly body: string;
  readonly outdated: boolean;
  readonly resolved: boolean;
}

export class Scenario {
  readonly server: GitHubServer;
  readonly repository: Repository;
  readonly folder: string;
  readonly token: Token;
  pull: Pull;
  #run = 1000;

  private constructor(server: GitHubServer, folder: string, base: Files, head: Files) {
    this.server = server;
    this.folder = folder;
    this.commit(base, 'main');
    this.git('checkout', '--quiet', '-b', 'feature');
    this.commit(head);
    this.repository = server.state.addRepository({ owner: 'octo', name: 'app', gitDir: join(folder, '.git') });
    this.token = server.state.addToken(actionsToken());
    this.pull = server.state.createPull(this.repository, { head: 'feature' });
  }

  static async start(base: Files, head: Files, options: ServerOptions = {}): Promise<Scenario> {
    const server = await startGitHub(options);
    const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
    execFileSync('git', ['init', '--quiet', '--initial-branch=main', folder]);
    return new Scenario(server, folder, base, head);
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=octocat', '-c', 'user.email=octocat@example.com'];
    return execFileSync('git', [...identity, ...args], { cwd: this.folder, encoding: 'utf8' }).trim();
  }

  commit(files: Files, message = 'change'): string {
    for (const [path, text] of Object.entries(files)) {
      const target = join(this.folder, path);
      if (text === null) rmSync(target);
      else {
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, text);
      }
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** A push to the pull request. */
  push(files: Files): void {
    this.commit(files);
    this.server.state.moveHead(this.repository, this.pull, 'feature');
  }

  async run(
    options: Partial<Omit<ActionRun, 'server'>> & { readonly action?: PullAction; readonly target?: boolean } = {},
  ): Promise<ActionResult> {
    const { action = 'synchronize', target = false, ...rest } = options;
    this.#run += 1;
    this.server.clearLog();
    const result = await runAction({
      server: this.server,
      event: pullRequestEvent(this.server.state, this.repository, this.pull, action, { target }),
      token: this.token,
      entry: await bundle(),
      runId: this.#run,
      ...rest,
    });
    return result;
  }

  comments(): Comment[] {
    return this.pull.threads.flatMap((thread) =>
      thread.comments.slice(0, 1).map((comment) => ({
        path: thread.path,
        line: thread.line,
        side: thread.side,
        subject: thread.subject,
        body: comment.body,
        outdated: thread.outdated,
        resolved: thread.resolvedBy !== undefined,
      })),
    );
  }

  /** What each request was, in order. */
  requests(result: ActionResult): string[] {
    return result.requests.map(
      ({ method, path, graphql }) =>
        `${method} ${path.replace('/repos/octo/app/', '')}${graphql === undefined ? '' : ` ${graphql.join(',')}`}`,
    );
  }

  /** A token as the publishing workflow has it: it may read artifacts too. */
  publisher(): Token {
    const permissions = { contents: 'read', 'pull-requests': 'write', checks: 'write', actions: 'read' } as const;
    return this.server.state.addToken(actionsToken(permissions, 'ghs_publisher'));
  }

  /** A workspace without a checkout. */
  emptyFolder(): string {
    const folder = join(this.folder, '.git', 'empty-workspace');
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  fileIn(folder: string, path: string): string {
    return readFileSync(join(folder, path), 'utf8');
  }

  async close(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    await this.server.close();
    if (this.server.violations.length > 0)
      throw new Error(`GitHub would complain: ${JSON.stringify(this.server.violations)}`);
  }
}

export async function withScenario(
  base: Files,
  head: Files,
  test: (scenario: Scenario) => Promise<void>,
  options: ServerOptions = {},
): Promise<void> {
  const scenario = await Scenario.start(base, head, options);
  try {
    await test(scenario);
  } finally {
    await scenario.close();
  }
}
