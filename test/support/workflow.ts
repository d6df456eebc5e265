/**
 * A small runner for workflow files: triggers, permissions, conditions, inputs and outputs as GitHub has them, with the
 * built Action in the place of its address. Steps of others are known by name; what is not known is an error.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { zipOf } from '../action/support/zip-of.ts';
import type { GitHubEvent } from '../github-server/events.ts';
import { runAction, type ActionResult } from '../github-server/run-action.ts';
import type { Scenario } from '../github-server/scenario.ts';
import { actionsToken, type Permissions, type Token } from '../github-server/tokens.ts';
import { asText, evaluate, isTrue, type Scope, type Value } from './expression.ts';
import { ROOT } from './fixtures.ts';

const Text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const Step = z.strictObject({
  id: z.string().optional(),
  name: z.string().optional(),
  if: Text.optional(),
  uses: z.string(),
  with: z.record(z.string(), Text).default({}),
});
const PermissionMap = z.partialRecord(
  z.enum(['actions', 'checks', 'contents', 'issues', 'pull-requests', 'security-events']),
  z.enum(['read', 'write', 'none']),
);
const Job = z.strictObject({
  name: z.string(),
  if: Text.optional(),
  'runs-on': z.string(),
  'timeout-minutes': z.number(),
  permissions: PermissionMap,
  steps: z.array(Step).min(1),
});
const Filter = z
  .looseObject({ types: z.array(z.string()).optional(), branches: z.array(z.string()).optional() })
  .or(z.array(z.unknown()).transform(() => ({ types: undefined, branches: undefined })))
  .nullable();
const Workflow = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), Filter),
  permissions: PermissionMap,
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': Text }),
  jobs: z.record(z.string(), Job),
});
const Manifest = z.object({ inputs: z.record(z.string(), z.unknown()) });

export type StepRun =
  | { readonly kind: 'action'; readonly result: ActionResult }
  | { readonly kind: 'skipped'; readonly uses: string }
  | { readonly kind: 'other'; readonly uses: string; readonly inputs: Readonly<Record<string, string>> };

export interface WorkflowRun {
  /** False: the event does not start it. */
  readonly started: boolean;
  readonly group: string;
  readonly steps: readonly StepRun[];
  /** The status that GitHub would show for the job. */
  readonly status: 'success' | 'failure' | 'skipped';
}

export interface WorkflowEvent {
  readonly scenario: Scenario;
  readonly event: GitHubEvent;
  readonly runId?: number;
  /** Of a run that is started by hand. */
  readonly inputs?: Readonly<Record<string, string>>;
}

/** The one job of a recipe, on an event. */
export async function runWorkflow(path: string, given: WorkflowEvent): Promise<WorkflowRun> {
  const workflow = Workflow.parse(parse(readFileSync(join(ROOT, path), 'utf8')));
  const scope = scopeOf(given, workflow.name);
  const group = asText(evaluate(workflow.concurrency.group, scope));
  const [job, ...others] = Object.values(workflow.jobs);
  if (job === undefined || others.length > 0) throw new Error('the emulated runner runs one job');
  if (!isStarted(workflow.on, given.event)) return { started: false, group, steps: [], status: 'skipped' };
  if (job.if !== undefined && !isTrue(job.if, scope)) return { started: true, group, steps: [], status: 'skipped' };
  const token = given.scenario.server.state.addToken(tokenFor(given, job.permissions));
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  try {
    const runner = new JobRunner(given, token, workspace, scope);
    for (const step of job.steps) await runner.run(step);
    return { started: true, group, steps: runner.steps, status: runner.failed ? 'failure' : 'success' };
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** Types that start a workflow which names none. */
const DEFAULT_TYPES = ['opened', 'synchronize', 'reopened'];

function isStarted(on: z.infer<typeof Workflow>['on'], event: GitHubEvent): boolean {
  if (!(event.name in on)) return false;
  const filter = on[event.name] ?? {};
  const branch = event.ref.replace('refs/heads/', '');
  if (event.name === 'push' && filter.branches !== undefined) return filter.branches.includes(branch);
  const { action } = event.payload;
  const types = filter.types ?? (event.name.startsWith('pull_request') ? DEFAULT_TYPES : undefined);
  return types === undefined || (typeof action === 'string' && types.includes(action));
}

/** `permissions:` of the job; a pull request from a fork lowers all of it to reading. */
function tokenFor({ scenario, event }: WorkflowEvent, permissions: Permissions): Token {
  const isFork = scenario.pull.head.repository !== scenario.repository;
  const lowered = PermissionMap.parse(
    valuesBy(new Map(Object.entries(permissions)), (level) => (level === 'write' ? 'read' : level)),
  );
  const held = event.name === 'pull_request' && isFork ? lowered : permissions;
  return actionsToken(held, `ghs_${event.name}_${JSON.stringify(held).length}`);
}

function scopeOf({ event, inputs = {} }: WorkflowEvent, workflow: string): Scope {
  const github = { event_name: event.name, event: plain(event.payload), ref: event.ref, sha: event.sha, workflow };
  return { github, inputs, steps: {}, needs: {} };
}

const Plain: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.record(z.string(), Plain),
    z.array(z.unknown()).transform(() => null),
  ]),
);

function plain(payload: unknown): Value {
  return Plain.parse(payload);
}

class JobRunner {
  readonly steps: StepRun[] = [];
  failed = false;
  readonly #given: WorkflowEvent;
  readonly #token: Token;
  readonly #workspace: string;
  readonly #scope: Scope;
  readonly #outputs: Record<string, Value> = {};

  constructor(given: WorkflowEvent, token: Token, workspace: string, scope: Scope) {
    this.#given = given;
    this.#token = token;
    this.#workspace = workspace;
    this.#scope = { ...scope, steps: this.#outputs };
  }

  async run(step: z.infer<typeof Step>): Promise<void> {
    // A condition without a status function asks for success, and so does none.
    const condition = step.if ?? 'true';
    const looksAtStatus = /\b(?:always|cancelled|failure)\(\)/.test(condition);
    if ((this.failed && !looksAtStatus) || !isTrue(condition, this.#scope)) {
      this.steps.push({ kind: 'skipped', uses: step.uses });
      return;
    }
    const inputs = Object.fromEntries(
      Object.entries(step.with).map(([name, value]) => [name, asText(evaluate(value, this.#scope))]),
    );
    if (isOwn(step.uses)) await this.#own(step.id, inputs);
    else this.#other(step.uses, inputs);
  }

  async #own(id: string | undefined, inputs: Readonly<Record<string, string>>): Promise<void> {
    const { scenario, event, runId = 3001 } = this.#given;
    const known = Object.keys(Manifest.parse(parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'))).inputs);
    const unknown = Object.keys(inputs).filter((name) => !known.includes(name));
    if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}`);
    const { server } = scenario;
    const result = await runAction({ server, event, token: this.#token, inputs, workspace: this.#workspace, runId });
    this.steps.push({ kind: 'action', result });
    if (id !== undefined) this.#outputs[id] = { outputs: result.outputs };
    this.failed ||= result.exitCode !== 0;
  }

  #other(uses: string, inputs: Readonly<Record<string, string>>): void {
    const name = uses.split('@')[0] ?? '';
    this.steps.push({ kind: 'other', uses: name, inputs });
    if (name === 'actions/upload-artifact') this.#upload(inputs['name'] ?? '', inputs['path'] ?? '');
    else if (name !== 'github/codeql-action/upload-sarif') throw new Error(`the emulated runner does not know ${name}`);
  }

  #upload(name: string, paths: string): void {
    const { scenario, runId = 3001 } = this.#given;
    const files = paths
      .split('\n')
      .map((path) => path.trim())
      .filter((path) => path !== '');
    const found = files.filter((path) => existsSync(join(this.#workspace, path)));
    if (found.length === 0) return;
    const named = new Map(found.map((path) => [basename(path), path]));
    const zip = zipOf(valuesBy(named, (path) => readFileSync(join(this.#workspace, path), 'utf8')));
    scenario.server.state.addArtifact(scenario.repository, { runId, name, headSha: scenario.pull.head.sha, zip });
  }
}

function valuesBy<T>(entries: ReadonlyMap<string, T>, change: (value: T) => string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of entries) values[name] = change(value);
  return values;
}

function isOwn(uses: string): boolean {
  return uses.startsWith('./') || /^[\w-]+\/fastapi-hardening@/.test(uses);
}
