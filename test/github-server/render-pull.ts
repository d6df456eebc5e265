/** Pull requests, their files and commits as the REST API shows them. */
import type { ChangedFile } from './changes.ts';
import { filesOf, lockedIssue, mergeBaseOf } from './diffs.ts';
import type { Json, JsonObject } from './json.ts';
import type { Pull, Repository } from './model.ts';
import { apiUrl, repositoryJson, userJson, webUrl } from './render-accounts.ts';
import type { GitHubState } from './state.ts';
import { commentsOf } from './threads.ts';

export function associationOf(repository: Repository, login: string): string {
  if (login === repository.owner) return 'OWNER';
  return login.endsWith('[bot]') ? 'NONE' : 'CONTRIBUTOR';
}

export function pullUrl(state: GitHubState, repository: Repository, pull: Pull): string {
  return apiUrl(state, repository, `/pulls/${pull.number}`);
}

export function pullWebUrl(state: GitHubState, repository: Repository, pull: Pull): string {
  return webUrl(state, repository, `/pull/${pull.number}`);
}

/** The short form, which lists use. */
export function pullSimpleJson(state: GitHubState, repository: Repository, pull: Pull): JsonObject {
  const url = pullUrl(state, repository, pull);
  const web = pullWebUrl(state, repository, pull);
  const isOpen = pull.state === 'open';
  return {
    ...pullLinks(state, repository, pull),
    id: pull.id,
    node_id: `PR_${pull.id}`,
    url,
    html_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    number: pull.number,
    state: pull.state,
    locked: lockedIssue(repository, pull),
    active_lock_reason: null,
    title: pull.title,
    user: userJson(state, pull.author),
    body: pull.body,
    labels: [],
    milestone: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: isOpen ? null : pull.updatedAt,
    merged_at: null,
    merge_commit_sha: pull.mergeSha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: endJson(state, pull.head.repository, pull.head),
    base: endJson(state, repository, pull.base),
    author_association: associationOf(repository, pull.author),
    auto_merge: null,
    draft: pull.draft,
  };
}

function pullLinks(state: GitHubState, repository: Repository, pull: Pull): JsonObject {
  const url = pullUrl(state, repository, pull);
  const issue = apiUrl(state, repository, `/issues/${pull.number}`);
  const links = {
    comments: `${issue}/comments`,
    commits: `${url}/commits`,
    statuses: apiUrl(state, repository, `/statuses/${pull.head.sha}`),
    issue,
    review_comments: `${url}/comments`,
    review_comment: apiUrl(state, repository, '/pulls/comments{/number}'),
    html: pullWebUrl(state, repository, pull),
    self: url,
  };
  return {
    issue_url: links.issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    _links: Object.fromEntries(Object.entries(links).map(([key, href]): [string, Json] => [key, { href }])),
  };
}

function endJson(
  state: GitHubState,
  repository: Repository,
  end: { readonly ref: string; readonly sha: string },
): JsonObject {
  return {
    label: `${repository.owner}:${end.ref}`,
    ref: end.ref,
    sha: end.sha,
    user: userJson(state, repository.owner),
    repo: repositoryJson(state, repository),
  };
}

export function pullJson(state: GitHubState, repository: Repository, pull: Pull): JsonObject {
  const files = filesOf(repository, pull);
  const isMergeable = pull.mergeSha !== undefined;
  return {
    ...pullSimpleJson(state, repository, pull),
    merged: false,
    mergeable: isMergeable,
    rebaseable: isMergeable,
    mergeable_state: isMergeable ? 'clean' : 'dirty',
    merged_by: null,
    comments: repository.issues[pull.number - 1]?.comments.length ?? 0,
    review_comments: commentsOf(pull).length,
    maintainer_can_modify: false,
    commits: repository.git.commitsBetween(mergeBaseOf(repository, pull.base.sha, pull.head.sha), pull.head.sha).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

export function pullMinimalJson(state: GitHubState, repository: Repository, pull: Pull): JsonObject {
  const end = (of: Repository, part: { readonly ref: string; readonly sha: string }): JsonObject => ({
    ref: part.ref,
    sha: part.sha,
    repo: { id: of.id, url: apiUrl(state, of), name: of.name },
  });
  return {
    id: pull.id,
    number: pull.number,
    url: pullUrl(state, repository, pull),
    head: end(pull.head.repository, pull.head),
    base: end(repository, pull.base),
  };
}

/** One answer's rows. Patches are left out where GitHub leaves them out, and past its budget the counts vanish too. */
export function filesJson(
  state: GitHubState,
  repository: Repository,
  ref: string,
  files: readonly ChangedFile[],
): readonly JsonObject[] {
  let lines = 0;
  return files.map((file) => {
    const length = file.patch === undefined ? 0 : file.patch.split('\n').length;
    lines += length;
    return fileJson(state, repository, ref, file, {
      length,
      isOverBudget: length > 0 && lines > state.limits.maxAnswerLines,
    });
  });
}

function fileJson(
  state: GitHubState,
  repository: Repository,
  ref: string,
  file: ChangedFile,
  size: { readonly length: number; readonly isOverBudget: boolean },
): JsonObject {
  const { limits } = state;
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  const isLong = size.length > limits.maxPatchLines || Buffer.byteLength(file.patch ?? '') > limits.maxPatchBytes;
  const counts = size.isOverBudget ? { additions: 0, deletions: 0 } : file;
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: counts.additions,
    deletions: counts.deletions,
    changes: counts.additions + counts.deletions,
    blob_url: webUrl(state, repository, `/blob/${ref}/${path}`),
    raw_url: webUrl(state, repository, `/raw/${ref}/${path}`),
    contents_url: apiUrl(state, repository, `/contents/${path}?ref=${ref}`),
    ...(file.patch === undefined || isLong || size.isOverBudget ? {} : { patch: file.patch }),
    ...(file.previousPath === undefined ? {} : { previous_filename: file.previousPath }),
  };
}

export function commitJson(state: GitHubState, repository: Repository, sha: string): JsonObject {
  const commit = repository.git.commit(sha);
  const url = apiUrl(state, repository, `/commits/${sha}`);
  return {
    sha,
    node_id: `C_${sha}`,
    url,
    html_url: webUrl(state, repository, `/commit/${sha}`),
    comments_url: `${url}/comments`,
    commit: {
      author: { ...commit.author },
      committer: { ...commit.committer },
      message: commit.message,
      tree: { sha: commit.tree, url: apiUrl(state, repository, `/git/trees/${commit.tree}`) },
      url: apiUrl(state, repository, `/git/commits/${sha}`),
      comment_count: 0,
      verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
    },
    author: userJson(state, commit.author.name),
    committer: userJson(state, commit.committer.name),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: apiUrl(state, repository, `/commits/${parent}`),
      html_url: webUrl(state, repository, `/commit/${parent}`),
    })),
  };
}
