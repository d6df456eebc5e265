import * as z from 'zod';

import { UserError } from '../core/errors.ts';
import type { Environment } from './environment.ts';

/** What an event asks for. */
export type Task =
  | { readonly kind: 'review-pull'; readonly pull: PullEvent }
  | {
      readonly kind: 'review-commits';
      readonly event: 'merge_group' | 'push';
      readonly base: string;
      readonly head: string;
    }
  | { readonly kind: 'audit'; readonly sha: string }
  | { readonly kind: 'publish-artifact'; readonly run: FinishedRun }
  | { readonly kind: 'nothing'; readonly reason: string };

export interface PullEvent {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
  readonly changedFiles: number | undefined;
  readonly draft: boolean;
  readonly locked: boolean;
  /** The head lies in another repository: the token of `pull_request` can only read. */
  readonly fork: boolean;
  readonly dependabot: boolean;
  /** `pull_request_target`: the token can write, so the head's code must not lie in the workspace. */
  readonly privileged: boolean;
}

export interface FinishedRun {
  readonly id: number;
  readonly headSha: string;
  readonly headRepository: string;
  readonly event: string;
}

const Sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u);
const Repository = z.object({ full_name: z.string() }).nullish();

const PullPayload = z.object({
  action: z.string().nullish(),
  pull_request: z.object({
    number: z.int().positive(),
    state: z.string().nullish(),
    draft: z.boolean().nullish(),
    locked: z.boolean().nullish(),
    changed_files: z.int().nonnegative().nullish(),
    user: z.object({ login: z.string() }).nullish(),
    head: z.object({ sha: Sha, repo: Repository }),
    base: z.object({ sha: Sha, repo: Repository }),
  }),
  sender: z.object({ login: z.string() }).nullish(),
});

const MergeGroupPayload = z.object({
  action: z.string().default('checks_requested'),
  merge_group: z.object({ base_sha: Sha, head_sha: Sha }),
});

const PushPayload = z.object({
  before: Sha,
  after: Sha,
  deleted: z.boolean().nullish(),
  created: z.boolean().nullish(),
});

const WorkflowRunPayload = z.object({
  action: z.string(),
  workflow_run: z.object({
    id: z.int().positive(),
    head_sha: Sha,
    event: z.string(),
    head_repository: z.object({ full_name: z.string() }).nullish(),
  }),
});

export function taskOf(environment: Environment, payload: unknown): Task {
  switch (environment.eventName) {
    case 'pull_request':
    case 'pull_request_target':
      return pullTask(environment, payload);
    case 'merge_group': {
      const { action, merge_group: group } = read(MergeGroupPayload, payload, environment);
      if (action !== 'checks_requested') return { kind: 'nothing', reason: `a merge group was ${action}` };
      return { kind: 'review-commits', event: 'merge_group', base: group.base_sha, head: group.head_sha };
    }
    case 'push':
      return pushTask(environment, payload);
    case 'workflow_dispatch':
    case 'schedule':
      return { kind: 'audit', sha: shaOf(environment) };
    case 'workflow_run':
      return runTask(environment, payload);
    default:
      throw new UserError('event-unreadable', `The event ${JSON.stringify(environment.eventName)} is not one of ours.`);
  }
}

function pullTask(environment: Environment, payload: unknown): Task {
  const { action, pull_request: pull, sender } = read(PullPayload, payload, environment);
  if (action === 'closed' || pull.state === 'closed') return { kind: 'nothing', reason: 'the pull request is closed' };
  const headRepository = pull.head.repo?.full_name;
  return {
    kind: 'review-pull',
    pull: {
      number: pull.number,
      headSha: pull.head.sha,
      baseSha: pull.base.sha,
      changedFiles: pull.changed_files ?? undefined,
      draft: pull.draft ?? false,
      locked: pull.locked ?? false,
      // A head whose repository is gone came from a fork.
      fork: headRepository?.toLowerCase() !== `${environment.owner}/${environment.repo}`.toLowerCase(),
      dependabot: sender?.login === 'dependabot[bot]',
      privileged: environment.eventName === 'pull_request_target',
    },
  };
}

function pushTask(environment: Environment, payload: unknown): Task {
  const push = read(PushPayload, payload, environment);
  if (push.deleted === true || isZero(push.after)) return { kind: 'nothing', reason: 'a branch or tag was deleted' };
  // A new branch has no commit before it to compare with; the whole tree is what came.
  if (isZero(push.before)) return { kind: 'audit', sha: push.after };
  return { kind: 'review-commits', event: 'push', base: push.before, head: push.after };
}

function runTask(environment: Environment, payload: unknown): Task {
  const { action, workflow_run: run } = read(WorkflowRunPayload, payload, environment);
  if (action !== 'completed') return { kind: 'nothing', reason: 'the other workflow has not ended yet' };
  if (run.event !== 'pull_request')
    return { kind: 'nothing', reason: 'the other workflow did not run on a pull request' };
  const headRepository = run.head_repository?.full_name;
  if (headRepository === undefined) return { kind: 'nothing', reason: 'the repository of the head is gone' };
  return { kind: 'publish-artifact', run: { id: run.id, headSha: run.head_sha, headRepository, event: run.event } };
}

function shaOf(environment: Environment): string {
  const sha = Sha.safeParse(environment.sha);
  if (sha.success) return sha.data;
  throw new UserError('event-unreadable', 'GITHUB_SHA is no commit.');
}

function isZero(sha: string): boolean {
  return /^0+$/u.test(sha);
}

function read<T>(shape: z.ZodType<T>, payload: unknown, environment: Environment): T {
  const parsed = shape.safeParse(payload);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new UserError('event-unreadable', `The payload of ${environment.eventName} has no valid \`${where}\`.`);
}
