/** The Action's own code in this process: same wiring, with time that a test may pass and a host that it can read. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readEnvironment } from '../../../src/action/environment.ts';
import { taskOf } from '../../../src/action/event.ts';
import { readInside, writeInside } from '../../../src/action/files.ts';
import type { Host } from '../../../src/action/host.ts';
import { readInputs } from '../../../src/action/inputs.ts';
import { Log } from '../../../src/action/log.ts';
import { failureText, runTask } from '../../../src/action/run.ts';
import type { UseCases } from '../../../src/action/use-cases.ts';
import type { Annotation } from '../../../src/github/annotations.ts';
import { createClient } from '../../../src/github/client.ts';
import { pullRequestEvent, type GitHubEvent, type PullAction } from '../../github-server/events.ts';
import type { LogEntry } from '../../github-server/server.ts';
import type { Token } from '../../github-server/tokens.ts';
import { fakeAnalysis } from './fake-analysis.ts';
import type { Scenario } from './scenario.ts';

export interface Ran {
  readonly failed: string | undefined;
  readonly outputs: ReadonlyMap<string, string>;
  readonly annotations: readonly Annotation[];
  readonly warnings: readonly string[];
  readonly summary: string;
  readonly log: readonly string[];
  readonly requests: readonly string[];
  readonly writes: readonly string[];
  readonly sleptSeconds: number;
}

export interface RunOptions {
  readonly action?: PullAction;
  readonly target?: boolean;
  readonly event?: GitHubEvent;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly token?: Token;
  readonly workspace?: string;
  readonly analysis?: UseCases;
  readonly runId?: number;
}

const Manifest = z.object({ inputs: z.record(z.string(), z.object({ default: z.string().default('') })) });
const DEFAULTS = Manifest.parse(
  parse(readFileSync(join(resolve(import.meta.dirname, '../../..'), 'action.yml'), 'utf8')),
);

let lastRun = 5000;

export async function run(scenario: Scenario, options: RunOptions = {}): Promise<Ran> {
  const { server, repository, pull } = scenario;
  server.clearLog();
  const { action = 'synchronize', target = false } = options;
  const event = options.event ?? pullRequestEvent(server.state, repository, pull, action, { target });
  const token = options.token ?? scenario.token;
  lastRun += 1;
  const environment = readEnvironment({
    GITHUB_API_URL: server.url,
    GITHUB_GRAPHQL_URL: server.graphqlUrl,
    GITHUB_SERVER_URL: server.serverUrl,
    GITHUB_REPOSITORY: `${event.repository.owner}/${event.repository.name}`,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: '/event.json',
    GITHUB_SHA: event.sha,
    GITHUB_REF: event.ref,
    GITHUB_WORKSPACE: options.workspace,
    GITHUB_RUN_ID: String(options.runId ?? lastRun),
  });
  const recorder = new Recorder();
  let slept = 0;
  const clock = {
    now: () => server.state.clock.now(),
    sleep: (milliseconds: number) => {
      slept += milliseconds;
      server.state.clock.advance(milliseconds);
      return Promise.resolve();
    },
  };
  const { owner, repo, apiUrl, graphqlUrl, workspace } = environment;
  const lines: string[] = [];
  try {
    const inputs = readInputs((name) => given(name, token, options.inputs ?? {}));
    const client = createClient({
      token: inputs.token,
      owner,
      repo,
      apiUrl,
      graphqlUrl,
      clock,
      timeoutMs: 1500,
      secondMs: 1,
      paced: false,
    });
    await runTask(
      {
        environment,
        inputs,
        client,
        host: recorder,
        log: new Log((line) => lines.push(line)),
        ruleUrl: undefined,
        analysis: () => Promise.resolve(options.analysis ?? fakeAnalysis),
        writeFile: (path, text) => writeInside(workspace, path, text),
        readFile: (path) => readInside(workspace, path),
      },
      taskOf(environment, event.payload),
    );
  } catch (error) {
    recorder.fail(failureText(error));
    if (error instanceof Error && error.name !== 'UserError') throw error;
  }
  const { failed, outputs, annotations, warnings, summary } = recorder;
  return {
    failed,
    outputs,
    annotations,
    warnings,
    summary,
    log: lines,
    requests: server.log.map(named),
    writes: server.writes().map(named),
    sleptSeconds: slept / 1000,
  };
}

function given(name: string, token: Token, inputs: Readonly<Record<string, string>>): string {
  if (name === 'token') return inputs['token'] ?? token.value;
  return inputs[name] ?? DEFAULTS.inputs[name]?.default ?? '';
}

/** `POST pulls/1/reviews`, `POST graphql repository`; the storage that archives are redirected to is not the API. */
function named({ method, path, graphql }: LogEntry): string {
  const short = path.replace(/^\/(?:repos\/[^/]+\/[^/]+\/)?/, '').replaceAll(/[0-9a-f]{40}/g, 'SHA');
  return graphql === undefined ? `${method} ${short}` : `${method} ${short} ${[...new Set(graphql)].join(',')}`;
}

class Recorder implements Host {
  failed: string | undefined;
  readonly outputs = new Map<string, string>();
  readonly annotations: Annotation[] = [];
  readonly warnings: string[] = [];
  summary = '';

  input(): string {
    throw new Error('inputs are read by the harness');
  }
  output(name: string, value: string): void {
    this.outputs.set(name, value);
  }
  annotate(annotation: Annotation): void {
    this.annotations.push(annotation);
  }
  warn(message: string): void {
    this.warnings.push(message);
  }
  summarise(markdown: string): Promise<void> {
    this.summary += markdown;
    return Promise.resolve();
  }
  fail(message: string): void {
    this.failed = message;
  }
  debug(): void {}
}
