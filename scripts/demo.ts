/**
 * `npm run demo`: a pull request of a small FastAPI app (fixtures/demo) on an embedded GitHub, reviewed by the built
 * Action and shown as GitHub would show it; then the same event once more, which must post nothing new.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pullRequestEvent } from '../test/github-server/events.ts';
import { GitFixture } from '../test/github-server/git-fixture.ts';
import { inspectChecks, inspectPull } from '../test/github-server/inspect.ts';
import type { Pull, Repository } from '../test/github-server/model.ts';
import { runAction, type ActionResult, type ActionRun } from '../test/github-server/run-action.ts';
import { startGitHub } from '../test/github-server/server.ts';
import { actionsToken } from '../test/github-server/tokens.ts';

const root = join(import.meta.dirname, '..');
const color = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function heading(text: string): void {
  const title = `━━ ${text} `.padEnd(110, '━');
  say(`\n${color ? `\u001b[1;34m${title}\u001b[0m` : title}\n`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function ending(result: ActionResult): string {
  const outputs = Object.entries(result.outputs).filter(([, value]) => value.length <= 60 && !value.includes('\n'));
  const shown = outputs.map(([name, value]) => `${name}=${value}`).join('  ');
  return `The job ended with status ${String(result.exitCode)}. Outputs: ${shown === '' ? 'none' : shown}`;
}

type Run = Pick<ActionRun, 'server' | 'token' | 'workspace'>;

interface Stage {
  readonly run: Run;
  readonly repository: Repository;
  readonly pull: Pull;
}

async function firstRun({ run, repository, pull }: Stage): Promise<void> {
  const result = await runAction({ ...run, event: pullRequestEvent(run.server.state, repository, pull, 'opened') });
  heading('The pull request, after the first run');
  say(inspectPull(repository, pull, { color }));
  heading('Checks');
  const brief = repository.checkRuns.every((check) => result.summary.includes(check.output.summary?.trim() ?? ''));
  say(inspectChecks(repository, pull.head.sha, { color, brief }).trimStart());
  if (brief) say('  (it says at length what the job summary says, below)');
  heading('Job summary');
  say(result.summary.trim() === '' ? '(empty)' : result.summary.trim());
  say(`\n${ending(result)}\n${requestsOf(result)}`);
  if (result.stderr !== '') say(result.stderr);
  if (pull.threads.length === 0) say(result.stdout);
}

/** `true` when the same head once more left the review as it was. */
async function secondRun({ run, repository, pull }: Stage): Promise<boolean> {
  const before = pull.threads.flatMap((thread) => thread.comments);
  const event = pullRequestEvent(run.server.state, repository, pull, 'synchronize');
  const result = await runAction({ ...run, event, runAttempt: 2 });
  const after = pull.threads.flatMap((thread) => thread.comments);
  const isSame = after.length === before.length && after.every((comment) => before.includes(comment));
  heading('The same head again');
  say(`${ending(result)}\n${requestsOf(result)}`);
  const outcome = isSame ? 'nothing new was posted' : 'THIS IS A DEFECT';
  say(`${count(before.length, 'comment')} before, ${count(after.length, 'comment')} after: ${outcome}.`);
  return isSame;
}

function requestsOf({ requests }: ActionResult): string {
  const lines = requests.map(({ method, path, status, graphql }) => {
    return `  ${method.padEnd(5)} ${path}${graphql === undefined ? '' : ` (${graphql.join(', ')})`}  ${status ?? 'no answer'}`;
  });
  return [`${count(requests.length, 'request')} to GitHub:`, ...lines].join('\n');
}

async function demo(): Promise<number> {
  const fixture = new GitFixture();
  const workspace = mkdtempSync(join(tmpdir(), 'demo-'));
  const server = await startGitHub();
  const title = 'Add reports, open the API to the new front end';
  try {
    fixture.commitFolder('main', join(root, 'fixtures/demo/base'), { message: 'Notes 1.4' });
    fixture.branch('reports', 'main');
    fixture.commitFolder('reports', join(root, 'fixtures/demo/head'), { message: title });
    const token = server.state.addToken(actionsToken());
    const repository = server.state.addRepository({ owner: 'octo', name: 'notes', gitDir: fixture.dir });
    const pull = server.state.createPull(repository, { head: 'reports', author: 'mona', title });
    fixture.checkout(workspace, `refs/pull/${pull.number}/merge`, { depth: 1 });
    const stage = { run: { server, token, workspace }, repository, pull };
    await firstRun(stage);
    const isSame = await secondRun(stage);
    for (const { request, detail } of server.violations) say(`Against the rules: ${request}: ${detail}`);
    return isSame && pull.threads.length > 0 && server.violations.length === 0 ? 0 : 1;
  } finally {
    await server.close();
    fixture.remove();
    rmSync(workspace, { recursive: true, force: true });
  }
}

if (existsSync(join(root, 'dist/index.js'))) {
  process.exitCode = await demo();
} else {
  say('dist/index.js is not there yet. Make it with `npm run build`, then run `npm run demo` again.');
  process.exitCode = 1;
}
