/** Runs the built Action as a runner would: its own process, event file, inputs and variables; nothing else from outside. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { GitHubEvent } from './events.ts';
import { objectOf, textOf } from './json.ts';
import type { GitHubServer, LogEntry } from './server.ts';
import type { Token } from './tokens.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export interface ActionRun {
  readonly server: GitHubServer;
  readonly event: GitHubEvent;
  /** Must be known to the server; becomes the input that `tokenInput` names. */
  readonly token?: Token;
  readonly tokenInput?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** A checkout. Without one the job's folder is empty, as in a workflow without actions/checkout. */
  readonly workspace?: string;
  /** A path from the project's root. */
  readonly entry?: string;
  /** The runtime: the path of another Node. */
  readonly node?: string;
  readonly nodeFlags?: readonly string[];
  readonly runId?: number;
  readonly runAttempt?: number;
  /** Kills the process at this request (from 1): `before` the server does what it asks, or `after`, without an answer read. */
  readonly killAt?: { readonly request: number; readonly when: 'before' | 'after' };
  readonly timeoutMilliseconds?: number;
}

export interface ActionResult {
  /** `null` when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** What was added to the job summary. */
  readonly summary: string;
  readonly requests: readonly LogEntry[];
}

const TIMEOUT = 120_000;

/** The inputs of action.yml with their defaults, under the names that the runner gives them. */
function inputVariables(run: ActionRun): Record<string, string> {
  const file = join(ROOT, 'action.yml');
  const declared = existsSync(file) ? objectOf(objectOf(parse(readFileSync(file, 'utf8')))['inputs']) : {};
  const defaults = Object.entries(declared).map(([name, input]) => [name, defaultOf(input)] as const);
  const values = new Map<string, string>(defaults);
  for (const [name, value] of values) values.set(name, evaluated(value, run));
  if (run.token !== undefined)
    values.set(run.tokenInput ?? (values.has('token') ? 'token' : 'github-token'), run.token.value);
  for (const [name, value] of Object.entries(run.inputs ?? {})) values.set(name, value);
  return Object.fromEntries(
    [...values].map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  );
}

function defaultOf(input: unknown): string {
  const { default: value } = objectOf(input);
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : (textOf(value) ?? '');
}

/** The few expressions that a default may hold. */
function evaluated(text: string, run: ActionRun): string {
  return text.replace(/\$\{\{\s*([\w.]+)\s*\}\}/g, (_, name: string) => {
    if (name === 'github.token') return run.token?.value ?? '';
    if (name === 'github.workspace') return run.workspace ?? '';
    throw new Error(`the emulated runner does not know ${name}`);
  });
}

function variables(run: ActionRun, folder: string, workspace: string): Record<string, string> {
  const { event, server } = run;
  const { owner, name } = event.repository;
  const file = (title: string): string => join(folder, title);
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__run',
    GITHUB_ACTOR: event.actor,
    GITHUB_TRIGGERING_ACTOR: event.actor,
    GITHUB_API_URL: server.url,
    GITHUB_GRAPHQL_URL: server.graphqlUrl,
    GITHUB_SERVER_URL: server.serverUrl,
    GITHUB_REPOSITORY: `${owner}/${name}`,
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: file('event.json'),
    GITHUB_SHA: event.sha,
    GITHUB_REF: event.ref,
    GITHUB_REF_NAME: event.ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
    GITHUB_HEAD_REF: event.headRef ?? '',
    GITHUB_BASE_REF: event.baseRef ?? '',
    GITHUB_RUN_ID: String(run.runId ?? 1001),
    GITHUB_RUN_NUMBER: '1',
    GITHUB_RUN_ATTEMPT: String(run.runAttempt ?? 1),
    GITHUB_JOB: 'hardening',
    GITHUB_WORKFLOW: 'Hardening',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: file('output'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_ACTION_PATH: '',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'emulated',
    RUNNER_TEMP: file('temp'),
    RUNNER_TOOL_CACHE: file('tools'),
  };
}

export async function runAction(run: ActionRun): Promise<ActionResult> {
  const entry = resolve(ROOT, run.entry ?? 'dist/index.js');
  if (!existsSync(entry)) throw new Error(`${entry} is not there: run \`npm run build\` first.`);
  const folder = mkdtempSync(join(tmpdir(), 'runner-'));
  const workspace = run.workspace ?? join(folder, 'workspace');
  try {
    for (const name of ['workspace', 'temp', 'tools']) mkdirSync(join(folder, name));
    for (const name of ['output', 'state', 'env', 'path', 'summary']) writeFileSync(join(folder, name), '');
    writeFileSync(join(folder, 'event.json'), JSON.stringify(run.event.payload));
    const system = { PATH: process.env['PATH'] ?? '', HOME: folder, LANG: 'C.UTF-8' };
    const env = { ...system, ...variables(run, folder, workspace), ...inputVariables(run), ...run.env };
    const before = run.server.log.length;
    const child = spawn(run.node ?? process.execPath, [...(run.nodeFlags ?? []), entry], {
      cwd: workspace,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = await waitFor(child, run);
    return {
      ...ended,
      outputs: parseOutputs(readFileSync(join(folder, 'output'), 'utf8')),
      summary: readFileSync(join(folder, 'summary'), 'utf8'),
      requests: run.server.log.slice(before),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Ended = Pick<ActionResult, 'exitCode' | 'signal' | 'stdout' | 'stderr'>;

async function waitFor(child: ChildProcess, run: ActionRun): Promise<Ended> {
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  let seen = 0;
  const stop = run.server.onRequest(() => {
    seen += 1;
    if (seen !== run.killAt?.request) return undefined;
    child.kill('SIGKILL');
    return run.killAt.when === 'before' ? 'drop' : undefined;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), run.timeoutMilliseconds ?? TIMEOUT);
  try {
    return await new Promise<Ended>((done, fail) => {
      child.once('error', fail);
      child.once('close', (exitCode, signal) => done({ exitCode, signal, ...text }));
    });
  } finally {
    clearTimeout(timer);
    stop();
  }
}

/** The two forms of GITHUB_OUTPUT: `name=value`, and a value between two lines of a delimiter. */
export function parseOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const block = /^([^=<]+)<<(.+)$/.exec(line);
    if (block === null) {
      const equals = line.indexOf('=');
      if (equals > 0) outputs[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const [, name = '', delimiter = ''] = block;
    const end = lines.indexOf(delimiter, index + 1);
    if (end < 0) throw new Error(`the output ${name} has no end`);
    outputs[name] = lines.slice(index + 1, end).join('\n');
    index = end;
  }
  return outputs;
}
