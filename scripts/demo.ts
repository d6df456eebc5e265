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
import { runAction, type ActionResult } from '../test/github-server/run-action.ts';
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

async function demo(): Promise<number> {
  const fixture = new GitFixture();
  const workspace = mkdtempSync(join(tmpdir(), 'demo-'));
  const server = await startGitHub();
  try {
    fixture.commitFolder('main', join(root, 'fixtures/demo/base'), { message: 'Notes 1.4' });
    fixture.branch('reports', 'main');
    fixture.commitFolder('reports', join(root, 'fixtures/demo/head'), {
      message: 'Add reports, open the API to the new front end',
    });
    const { state } = server;
    const token = state.addToken(actionsToken());
    const repository = state.addRepository({ owner: 'octo', name: 'notes', gitDir: fixture.dir });
    const title = 'Add reports, open the API to the new front end';
    const pull = state.createPull(repository, { head: 'reports', author: 'mona', title });
    fixture.checkout(workspace, `refs/pull/${String(pull.number)}/merge`, { depth: 1 });
    const run = { server, token, workspace };

    const first = await runAction({ ...run, event: pullRequestEvent(state, repository, pull, 'opened') });
    heading('The pull request, after the first run');
    say(inspectPull(repository, pull, { color }));
    heading('Checks');
    const checks = repository.checkRuns.map((run) => run.output.summary?.trim() ?? '');
    const isSameText = checks.every((text) => first.summary.includes(text));
    say(inspectChecks(repository, pull.head.sha, { color, brief: isSameText }).trimStart());
    if (isSameText) say('  (the check run says at length what the job summary says, below)');
    heading('Job summary');
    say(first.summary.trim() === '' ? '(empty)' : first.summary.trim());
    say(`\n${ending(first)}\n${count(first.requests.length, 'request')} to GitHub.`);
    if (first.stderr !== '') say(first.stderr);
    if (pull.threads.length === 0) say(first.stdout);

    server.clearLog();
    const comments = pull.threads.length;
    const second = await runAction({
      ...run,
      runAttempt: 2,
      event: pullRequestEvent(state, repository, pull, 'synchronize'),
    });
    heading('The same head again');
    const writes = server.writes().map((entry) => `${entry.method} ${entry.path}`);
    say(ending(second));
    say(`${count(second.requests.length, 'request')}; those that write: ${writes.join(', ') || 'none'}.`);
    say(
      `${count(comments, 'thread')} before, ${count(pull.threads.length, 'thread')} after: ${pull.threads.length === comments ? 'nothing new was posted' : 'THIS IS A DEFECT'}.`,
    );
    for (const { request, detail } of server.violations) say(`violation: ${request}: ${detail}`);
    return pull.threads.length === comments && comments > 0 && server.violations.length === 0 ? 0 : 1;
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
