/** Event payloads as GitHub would send them now, made from the state and checked against GitHub's webhook schemas. */
import { diffBetween } from './diffs.ts';
import type { Json, JsonObject } from './json.ts';
import type { Pull, Repository } from './model.ts';
import { webhookFaults } from './openapi.ts';
import { apiUrl, repositoryJson, userJson, webUrl } from './render-accounts.ts';
import { pullJson, pullMinimalJson } from './render-pull.ts';
import type { GitHubState } from './state.ts';

/** What a runner gets of an event: the payload, and the variables that go with it. */
export interface GitHubEvent {
  readonly name: string;
  readonly payload: JsonObject;
  readonly repository: Repository;
  readonly sha: string;
  readonly ref: string;
  readonly actor: string;
  readonly headRef?: string;
  readonly baseRef?: string;
}

export type PullAction = 'opened' | 'reopened' | 'synchronize' | 'ready_for_review' | 'closed';

const NOWHERE = '0'.repeat(40);

function checked(schema: string, payload: JsonObject): JsonObject {
  const faults = webhookFaults(schema, payload);
  if (faults.length > 0) throw new Error(`The payload is no ${schema}:\n${faults.join('\n')}`);
  return payload;
}

interface Options {
  readonly actor?: string;
}

/** `pull_request`: the runner's commit is the test merge, which no comment may name. */
export function pullRequestEvent(
  state: GitHubState,
  repository: Repository,
  pull: Pull,
  action: PullAction = 'opened',
  options: Options & { readonly target?: boolean } = {},
): GitHubEvent {
  const actor = options.actor ?? pull.author;
  const payload = checked(`pull-request-${action.replaceAll('_', '-')}`, {
    action,
    number: pull.number,
    ...(action === 'synchronize' ? { before: pull.heads.at(-2) ?? NOWHERE, after: pull.head.sha } : {}),
    pull_request: {
      ...pullJson(state, repository, pull),
      ...(action === 'closed' ? { state: 'closed', closed_at: state.clock.stamp() } : {}),
    },
    repository: repositoryJson(state, repository),
    sender: userJson(state, actor),
  });
  const refs = { headRef: pull.head.ref, baseRef: pull.base.ref };
  const common = { payload, repository, actor, ...refs };
  if (options.target === true) {
    return {
      ...common,
      name: 'pull_request_target',
      sha: pull.base.sha,
      ref: `refs/heads/${repository.defaultBranch}`,
    };
  }
  return {
    ...common,
    name: 'pull_request',
    sha: pull.mergeSha ?? pull.head.sha,
    ref: `refs/pull/${pull.number}/merge`,
  };
}

/** A merge queue asks: a base, a head on a branch of the queue, and no pull request. */
export function mergeGroupEvent(state: GitHubState, repository: Repository, pull: Pull): GitHubEvent {
  const headSha = pull.mergeSha ?? pull.head.sha;
  const ref = `refs/heads/gh-readonly-queue/${pull.base.ref}/pr-${pull.number}-${pull.base.sha}`;
  repository.git.updateRefs({ [ref]: headSha });
  const { tree, message, author, committer } = repository.git.commit(headSha);
  const person = ({ name, email }: { name: string; email: string }): JsonObject => ({ name, email });
  const payload = checked('merge-group-checks-requested', {
    action: 'checks_requested',
    merge_group: {
      head_sha: headSha,
      head_ref: ref,
      base_sha: pull.base.sha,
      base_ref: `refs/heads/${pull.base.ref}`,
      head_commit: {
        id: headSha,
        tree_id: tree,
        message,
        timestamp: committer.date,
        author: person(author),
        committer: person(committer),
      },
    },
    repository: repositoryJson(state, repository),
    sender: userJson(state, pull.author),
  });
  return { name: 'merge_group', payload, repository, sha: headSha, ref, actor: pull.author };
}

/** `before` may be left out: a new branch. */
export function pushEvent(
  state: GitHubState,
  repository: Repository,
  branch: string,
  before: string = NOWHERE,
  options: Options = {},
): GitHubEvent {
  const after = repository.git.resolve(`refs/heads/${branch}`) ?? NOWHERE;
  const ref = `refs/heads/${branch}`;
  const created = before === NOWHERE;
  const commits = created ? [after] : repository.git.commitsBetween(before, after);
  const actor = options.actor ?? 'octocat';
  const rows = commits.map((sha) => pushedCommit(state, repository, sha));
  const full = repositoryJson(state, repository);
  const payload = checked('push', {
    ref,
    before,
    after,
    created,
    deleted: after === NOWHERE,
    forced: false,
    base_ref: null,
    compare: webUrl(state, repository, `/compare/${before}...${after}`),
    commits: rows,
    head_commit: rows.at(-1) ?? null,
    // This event alone gives these times as numbers.
    repository: { ...full, created_at: 1704067200, pushed_at: 1704067200 },
    pusher: { name: actor, email: `${actor}@example.com` },
    sender: userJson(state, actor),
  });
  return { name: 'push', payload, repository, sha: after, ref, actor };
}

function pushedCommit(state: GitHubState, repository: Repository, sha: string): JsonObject {
  const { tree, message, author, committer, parents } = repository.git.commit(sha);
  const files = parents[0] === undefined ? [] : diffBetween(repository, parents[0], sha);
  const paths = (status: string): Json => files.filter((file) => file.status === status).map((file) => file.path);
  const person = ({ name, email }: { name: string; email: string }): JsonObject => ({ name, email, username: name });
  return {
    id: sha,
    tree_id: tree,
    distinct: true,
    message,
    timestamp: committer.date,
    url: webUrl(state, repository, `/commit/${sha}`),
    author: person(author),
    committer: person(committer),
    added: paths('added'),
    removed: paths('removed'),
    modified: paths('modified'),
  };
}

export function workflowDispatchEvent(
  state: GitHubState,
  repository: Repository,
  inputs: Readonly<Record<string, string>> = {},
  branch: string = repository.defaultBranch,
): GitHubEvent {
  const ref = `refs/heads/${branch}`;
  const payload = checked('workflow-dispatch', {
    inputs,
    ref,
    workflow: '.github/workflows/hardening.yml',
    repository: repositoryJson(state, repository),
    sender: userJson(state, 'octocat'),
  });
  return {
    name: 'workflow_dispatch',
    payload,
    repository,
    sha: repository.git.resolve(ref) ?? '',
    ref,
    actor: 'octocat',
  };
}

/** No webhook: the runner gets the schedule's text and little else. */
export function scheduleEvent(state: GitHubState, repository: Repository): GitHubEvent {
  const ref = `refs/heads/${repository.defaultBranch}`;
  const payload = {
    schedule: '0 3 * * 1',
    workflow: '.github/workflows/hardening.yml',
    repository: repositoryJson(state, repository),
  };
  return { name: 'schedule', payload, repository, sha: repository.git.resolve(ref) ?? '', ref, actor: 'octocat' };
}

/** A read-only run has ended. For a fork `pull_requests` is empty: who it was for must be found out and proved. */
export function workflowRunEvent(
  state: GitHubState,
  repository: Repository,
  pull: Pull,
  options: { readonly runId: number; readonly conclusion?: string; readonly event?: string },
): GitHubEvent {
  const isFork = pull.head.repository !== repository;
  const ref = `refs/heads/${repository.defaultBranch}`;
  const payload = checked('workflow-run-completed', {
    action: 'completed',
    workflow_run: {
      ...runFields(state, repository, pull, options.runId),
      event: options.event ?? 'pull_request',
      conclusion: options.conclusion ?? 'success',
      pull_requests: isFork ? [] : [pullMinimalJson(state, repository, pull)],
      repository: repositoryJson(state, repository),
      head_repository: repositoryJson(state, pull.head.repository),
    },
    workflow: workflowJson(state, repository),
    repository: repositoryJson(state, repository),
    sender: userJson(state, pull.author),
  });
  return { name: 'workflow_run', payload, repository, sha: repository.git.resolve(ref) ?? '', ref, actor: pull.author };
}

function runFields(state: GitHubState, repository: Repository, pull: Pull, runId: number): JsonObject {
  const url = apiUrl(state, repository, `/actions/runs/${runId}`);
  const now = state.clock.stamp();
  const { tree, message, author, committer } = repository.git.commit(pull.head.sha);
  const person = ({ name, email }: { name: string; email: string }): JsonObject => ({ name, email });
  return {
    id: runId,
    name: 'Hardening',
    node_id: `WFR_${runId}`,
    head_branch: pull.head.ref,
    head_sha: pull.head.sha,
    path: '.github/workflows/hardening.yml',
    display_title: pull.title,
    run_number: 1,
    run_attempt: 1,
    status: 'completed',
    workflow_id: 1,
    check_suite_id: 1,
    check_suite_node_id: 'CS_1',
    url,
    html_url: webUrl(state, repository, `/actions/runs/${runId}`),
    created_at: now,
    updated_at: now,
    run_started_at: now,
    actor: userJson(state, pull.author),
    triggering_actor: userJson(state, pull.author),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: apiUrl(state, repository, '/check-suites/1'),
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: null,
    workflow_url: apiUrl(state, repository, '/actions/workflows/1'),
    referenced_workflows: [],
    head_commit: {
      id: pull.head.sha,
      tree_id: tree,
      message,
      timestamp: committer.date,
      author: person(author),
      committer: person(committer),
    },
  };
}

function workflowJson(state: GitHubState, repository: Repository): JsonObject {
  const url = apiUrl(state, repository, '/actions/workflows/1');
  return {
    id: 1,
    node_id: 'W_1',
    name: 'Hardening',
    path: '.github/workflows/hardening.yml',
    state: 'active',
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
    url,
    html_url: webUrl(state, repository, '/blob/main/.github/workflows/hardening.yml'),
    badge_url: webUrl(state, repository, '/workflows/Hardening/badge.svg'),
  };
}
