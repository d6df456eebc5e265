/** Pull requests and the lists of their files. */
import type { ChangedFile } from './changes.ts';
import { filesOf, mergeBaseOf } from './diffs.ts';
import {
  accepts,
  notFound,
  numberParam,
  pageOf,
  Refusal,
  repositoryOf,
  type Answer,
  type Call,
  type Route,
} from './http.ts';
import type { Pull, Repository } from './model.ts';
import { filesJson, pullJson, pullSimpleJson } from './render-pull.ts';
import type { GitHubState } from './state.ts';

export function pullOf(call: Call): { readonly repository: Repository; readonly pull: Pull } {
  const repository = repositoryOf(call);
  const number = numberParam(call, 'pull_number');
  const pull = repository.pulls.find((item) => item.number === number);
  if (pull === undefined) throw notFound();
  return { repository, pull };
}

/** The diff media type is refused for large changes; the list of files is not. */
export function refuseLargeDiff(state: GitHubState, files: readonly ChangedFile[]): void {
  const { maxDiffFiles, maxDiffLines } = state.limits;
  const lines = files.reduce((sum, file) => sum + (file.patch?.split('\n').length ?? 0), 0);
  if (files.length < maxDiffFiles && lines < maxDiffLines) return;
  const limit =
    files.length >= maxDiffFiles ? `number of files (${maxDiffFiles})` : `number of lines (${maxDiffLines})`;
  throw new Refusal(406, `Sorry, the diff exceeded the maximum ${limit}.`, {
    errors: [{ resource: 'PullRequest', field: 'diff', code: 'too_large' }],
  });
}

function rawDiff(call: Call, repository: Repository, pull: Pull): Answer {
  refuseLargeDiff(call.state, filesOf(repository, pull));
  const base = mergeBaseOf(repository, pull.base.sha, pull.head.sha);
  const body = repository.git.bytes(['diff', '-M', '--no-color', '--no-ext-diff', base, pull.head.sha]);
  return { status: 200, body, headers: { 'content-type': 'application/vnd.github.v3.diff; charset=utf-8' } };
}

const DIFF_MEDIA = ['application/vnd.github.diff', 'application/vnd.github.v3.diff'];

function get(call: Call): Answer {
  const { repository, pull } = pullOf(call);
  if (DIFF_MEDIA.some((media) => accepts(call, media))) return rawDiff(call, repository, pull);
  return { status: 200, body: pullJson(call.state, repository, pull) };
}

function listFiles(call: Call): Answer {
  const { repository, pull } = pullOf(call);
  const { items, headers } = pageOf(call, filesOf(repository, pull).slice(0, call.state.limits.maxFiles));
  return { status: 200, body: filesJson(call.state, repository, pull.head.sha, items), headers };
}

function list(call: Call): Answer {
  const repository = repositoryOf(call);
  const wanted = call.url.searchParams.get('state') ?? 'open';
  const head = call.url.searchParams.get('head');
  const pulls = repository.pulls
    .filter((pull) => wanted === 'all' || pull.state === wanted)
    .filter((pull) => head === null || `${pull.head.repository.owner}:${pull.head.ref}` === head)
    .reverse();
  const { items, headers } = pageOf(call, pulls);
  return { status: 200, body: items.map((pull) => pullSimpleJson(call.state, repository, pull)), headers };
}

function listOfCommit(call: Call): Answer {
  const repository = repositoryOf(call);
  const sha = repository.git.resolve(call.params['commit_sha'] ?? '');
  if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${call.params['commit_sha'] ?? ''}`);
  const { items, headers } = pageOf(
    call,
    repository.pulls.filter((pull) => pullCommits(repository, pull).has(sha)),
  );
  return { status: 200, body: items.map((pull) => pullSimpleJson(call.state, repository, pull)), headers };
}

/** The commits that a comment may name: those of today's head, and of the heads it had before. */
export function pullCommits(repository: Repository, pull: Pull): ReadonlySet<string> {
  return new Set(pull.heads.flatMap((head) => repository.git.commitsBetween(pull.base.sha, head)));
}

const READ = [{ permission: 'pull-requests', level: 'read' }] as const;

export const pullRoutes: readonly Route[] = [
  { operation: 'pulls/get', needs: READ, handle: get },
  { operation: 'pulls/list', needs: READ, handle: list },
  { operation: 'pulls/list-files', needs: READ, handle: listFiles },
  { operation: 'repos/list-pull-requests-associated-with-commit', needs: READ, handle: listOfCommit },
];
