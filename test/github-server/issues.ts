/** Issues and the conversation of pull requests. */
import { lockedIssue } from './diffs.ts';
import {
  notFound,
  numberParam,
  pageOf,
  loginOf,
  Refusal,
  repositoryOf,
  type Answer,
  type Call,
  type Route,
} from './http.ts';
import { listOf, objectOf, oneOf, textOf, type JsonObject } from './json.ts';
import type { Issue, IssueComment, Repository } from './model.ts';
import { apiUrl, userJson, webUrl } from './render-accounts.ts';
import { associationOf } from './render-pull.ts';
import { checkedBody } from './comments.ts';
import { LOCKED } from './reviews.ts';
import type { GitHubState } from './state.ts';

function issueOf(call: Call): { readonly repository: Repository; readonly issue: Issue } {
  const repository = repositoryOf(call);
  const issue = repository.issues[numberParam(call, 'issue_number') - 1];
  if (issue === undefined) throw notFound();
  return { repository, issue };
}

function issueJson(state: GitHubState, repository: Repository, issue: Issue): JsonObject {
  const url = apiUrl(state, repository, `/issues/${issue.number}`);
  const html = webUrl(state, repository, `/${issue.isPull ? 'pull' : 'issues'}/${issue.number}`);
  const pull = apiUrl(state, repository, `/pulls/${issue.number}`);
  return {
    id: issue.id,
    node_id: `I_${issue.id}`,
    number: issue.number,
    url,
    repository_url: apiUrl(state, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    title: issue.title,
    body: issue.body,
    user: userJson(state, issue.author),
    labels: issue.labels.map((name) => ({
      id: 1,
      node_id: `LA_${name}`,
      url: `${url}/labels`,
      name,
      description: null,
      color: 'ededed',
      default: false,
    })),
    state: issue.state,
    state_reason: issue.state === 'closed' ? 'completed' : null,
    locked: issue.locked,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: associationOf(repository, issue.author),
    ...(issue.isPull
      ? { pull_request: { url: pull, html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch` } }
      : {}),
  };
}

/** GitHub takes a number for a title too. */
function titleOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : (textOf(value) ?? '');
}

function labelsOf(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  return listOf(value).map((label) => textOf(label) ?? textOf(objectOf(label)['name']) ?? '');
}

/** Newest first, open ones unless asked otherwise; pull requests are issues too, and are in the list. */
function list(call: Call): Answer {
  const repository = repositoryOf(call);
  const query = call.url.searchParams;
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').split(',').filter(Boolean);
  const creator = query.get('creator');
  const issues = repository.issues
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => labels.every((label) => issue.labels.includes(label)))
    .filter((issue) => creator === null || issue.author === creator)
    .reverse();
  const { items, headers } = pageOf(call, query.get('direction') === 'asc' ? issues.reverse() : issues);
  return { status: 200, body: items.map((issue) => issueJson(call.state, repository, issue)), headers };
}

function get(call: Call): Answer {
  const { repository, issue } = issueOf(call);
  return { status: 200, body: issueJson(call.state, repository, issue) };
}

function create(call: Call): Answer {
  const repository = repositoryOf(call);
  const request = objectOf(call.body);
  const title = titleOf(request['title']);
  const body = textOf(request['body']) ?? '';
  if (body !== '') checkedBody(body);
  const issue = call.state.addIssue(repository, {
    author: loginOf(call),
    title,
    body,
    labels: labelsOf(request['labels']) ?? [],
  });
  return { status: 201, body: issueJson(call.state, repository, issue) };
}

function update(call: Call): Answer {
  const { repository, issue } = issueOf(call);
  const request = objectOf(call.body);
  if (issue.author !== call.token?.login) call.complain(`edited issue ${issue.number}, which ${issue.author} wrote.`);
  const body = textOf(request['body']);
  issue.title = request['title'] === undefined ? issue.title : titleOf(request['title']);
  issue.body = body === undefined || body === '' ? (body ?? issue.body) : checkedBody(body);
  issue.labels = labelsOf(request['labels']) ?? issue.labels;
  issue.state = oneOf(request['state'], ['open', 'closed']) ?? issue.state;
  issue.updatedAt = call.state.clock.stamp();
  issue.closedAt = issue.state === 'closed' ? (issue.closedAt ?? issue.updatedAt) : null;
  return { status: 200, body: issueJson(call.state, repository, issue) };
}

function commentJson(state: GitHubState, repository: Repository, issue: Issue, comment: IssueComment): JsonObject {
  const url = apiUrl(state, repository, `/issues/comments/${comment.id}`);
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url,
    html_url: webUrl(state, repository, `/issues/${issue.number}#issuecomment-${comment.id}`),
    issue_url: apiUrl(state, repository, `/issues/${issue.number}`),
    body: comment.body,
    user: userJson(state, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(repository, comment.author),
    performed_via_github_app: null,
  };
}

function listComments(call: Call): Answer {
  const { repository, issue } = issueOf(call);
  const { items, headers } = pageOf(call, issue.comments);
  return { status: 200, body: items.map((comment) => commentJson(call.state, repository, issue, comment)), headers };
}

function createComment(call: Call): Answer {
  const { repository, issue } = issueOf(call);
  const pull = repository.pulls.find((item) => item.number === issue.number);
  if (issue.locked || (pull !== undefined && lockedIssue(repository, pull))) throw new Refusal(403, LOCKED);
  const now = call.state.clock.stamp();
  const body = checkedBody(objectOf(call.body)['body']);
  const comment: IssueComment = {
    id: call.state.nextId(),
    author: loginOf(call),
    body,
    createdAt: now,
    updatedAt: now,
  };
  issue.comments.push(comment);
  return { status: 201, body: commentJson(call.state, repository, issue, comment) };
}

function commentOf(call: Call): {
  readonly repository: Repository;
  readonly issue: Issue;
  readonly comment: IssueComment;
} {
  const repository = repositoryOf(call);
  const id = numberParam(call, 'comment_id');
  for (const issue of repository.issues) {
    const comment = issue.comments.find((item) => item.id === id);
    if (comment === undefined) continue;
    if (comment.author !== call.token?.login)
      call.complain(`touched issue comment ${id}, which ${comment.author} wrote.`);
    return { repository, issue, comment };
  }
  throw notFound();
}

function updateComment(call: Call): Answer {
  const { repository, issue, comment } = commentOf(call);
  comment.body = checkedBody(objectOf(call.body)['body']);
  comment.updatedAt = call.state.clock.stamp();
  return { status: 200, body: commentJson(call.state, repository, issue, comment) };
}

function deleteComment(call: Call): Answer {
  const { issue, comment } = commentOf(call);
  issue.comments.splice(issue.comments.indexOf(comment), 1);
  return { status: 204 };
}

const READ = [
  { permission: 'issues', level: 'read' },
  { permission: 'pull-requests', level: 'read' },
] as const;
const WRITE = [
  { permission: 'issues', level: 'write' },
  { permission: 'pull-requests', level: 'write' },
] as const;
const WRITE_ISSUES = [{ permission: 'issues', level: 'write' }] as const;

export const issueRoutes: readonly Route[] = [
  { operation: 'issues/list-for-repo', needs: READ, handle: list },
  { operation: 'issues/get', needs: READ, handle: get },
  { operation: 'issues/create', needs: WRITE_ISSUES, creates: true, handle: create },
  { operation: 'issues/update', needs: WRITE, handle: update },
  { operation: 'issues/list-comments', needs: READ, handle: listComments },
  { operation: 'issues/create-comment', needs: WRITE, creates: true, handle: createComment },
  { operation: 'issues/update-comment', needs: WRITE, handle: updateComment },
  { operation: 'issues/delete-comment', needs: WRITE, handle: deleteComment },
];
