/** The built Action on the embedded GitHub, and where each finding is said after it ran. */
import { expect, vi } from 'vitest';
import { pullRequestEvent, type GitHubEvent, type PullAction } from '../github-server/events.ts';
import type { Files } from '../github-server/git-fixture.ts';
import { runAction, type ActionResult, type ActionRun } from '../github-server/run-action.ts';
import { startScenario, type Scenario, type ScenarioOptions } from '../github-server/scenario.ts';

// Every test starts processes; a loaded machine is no reason to fail.
vi.setConfig({ testTimeout: 180_000 });

/** Rules that any small application breaks are off: each test counts the findings that it made. */
export const QUIET: Files = {
  '.github/fastapi-hardening.yml': 'version: 1\nrules:\n  missing-rate-limit: off\n  missing-authentication: off\n',
};

const HEAD = 'from fastapi import FastAPI, HTTPException\n\napp = FastAPI()\n';

/** An application with these routes. Each of `broken` returns its HTTPException: one finding of high severity. */
export function app(names: readonly string[], broken: readonly string[] = names): string {
  const routes = names.map((name) => {
    const result = broken.includes(name) ? 'HTTPException(404)' : '{}';
    return `\n\n@app.get("/${name}")\ndef ${name}() -> dict[str, str]:\n    return ${result}\n`;
  });
  return HEAD + routes.join('');
}

export function namesTo(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `route_${String(index).padStart(3, '0')}`);
}

/** A pull request that breaks the routes of `app/main.py`, or any other. */
export async function withPull(
  options: Partial<ScenarioOptions> & { readonly names?: readonly string[] },
  test: (scenario: Scenario) => Promise<void>,
): Promise<void> {
  const { names = ['first', 'second', 'third'], base = {}, head, ...rest } = options;
  const scenario = await startScenario({
    base: { ...QUIET, 'app/main.py': app(names, []), ...base },
    head: head ?? { 'app/main.py': app(names) },
    ...rest,
  });
  try {
    await test(scenario);
    // Whatever was tried: nothing was sent that GitHub's description, its limits or its manners forbid.
    expect(scenario.server.violations).toEqual([]);
  } finally {
    await scenario.close();
  }
}

type Options = Partial<Omit<ActionRun, 'server'>> & {
  readonly action?: PullAction;
  readonly target?: boolean;
  readonly change?: (payload: Record<string, unknown>) => void;
};

let lastRun = 2000;

export async function review(scenario: Scenario, options: Options = {}): Promise<ActionResult> {
  const { action = 'synchronize', target = false, change, ...rest } = options;
  const { server, repository, pull, token } = scenario;
  lastRun += 1;
  const event = options.event ?? pullRequestEvent(server.state, repository, pull, action, { target });
  return runAction({
    server,
    token,
    runId: lastRun,
    ...rest,
    event: change === undefined ? event : changed(event, change),
  });
}

function changed(event: GitHubEvent, change: (payload: Record<string, unknown>) => void): GitHubEvent {
  const payload = structuredClone(event.payload);
  change(payload);
  return { ...event, payload };
}

/** The routes whose finding is said, once for each time: by an open comment of ours, an annotation of the newest report, or the log. */
export function told({ repository, pull }: Scenario, ran: ActionResult): string[] {
  const own = pull.threads
    .flatMap(({ comments }) => comments.slice(0, 1))
    .filter(({ body }) => body.includes('state=open'));
  const report = repository.checkRuns.filter(({ headSha }) => headSha === pull.head.sha).at(-1);
  const logged = ran.stdout.split('\n').filter((line) => /^::(?:error|warning|notice) title=/.test(line));
  const texts = [
    ...own.map(({ body }) => body),
    ...(report?.annotations ?? []).map(({ message }) => message),
    ...logged,
  ];
  return texts.flatMap((text) => /`(\w+)` returns `HTTPException`/.exec(text)?.[1] ?? []).sort();
}

/** What was asked of GitHub, without the archive's second half, which a storage host serves. */
export function requests(ran: ActionResult): string[] {
  return ran.requests
    .filter(({ path }) => !path.startsWith('/_storage'))
    .map(({ method, path, graphql }) => {
      const name = path.replace('/repos/octo/app/', '').replaceAll(/[0-9a-f]{40}/g, 'SHA');
      return `${method} ${name}${graphql === undefined ? '' : ` ${graphql.join(',')}`}`;
    });
}

const READS = /^GET |^POST \/?graphql repository$/;

export function writes(ran: ActionResult): string[] {
  return requests(ran).filter((request) => !READS.test(request));
}

/** Places of the comments that stand, as a reader sees them. */
export function places({ pull }: Scenario): string[] {
  return pull.threads.map(
    ({ path, line, side, subject }) => `${path}:${subject === 'file' ? 'file' : String(line ?? 'outdated')} ${side}`,
  );
}
