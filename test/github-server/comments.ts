/** Single review comments: on a line, on a whole file, or as a reply. */
import {
  notFound,
  numberParam,
  pageOf,
  loginOf,
  repositoryOf,
  validationFailed,
  type Answer,
  type Call,
  type Route,
} from './http.ts';
import { numberOf, objectOf, textOf } from './json.ts';
import type { Pull, Repository, ReviewComment, Thread } from './model.ts';
import { pullOf } from './pulls.ts';
import { commentJson } from './render-review.ts';
import { addReview, anchorOf, BODY_LIMIT, commitOf, refuseLocked, refusePending, TOO_LONG } from './reviews.ts';
import type { GitHubState } from './state.ts';
import { addComment, commentsOf, openThread, placeAnchor, removeComment, type AnchorFault } from './threads.ts';

const RESOURCE = 'PullRequestReviewComment';
const THREAD = 'pull_request_review_thread';
const BLANK_HUNK = { field: `${THREAD}.diff_hunk`, code: 'missing_field' };

const custom = (field: string, text: string): { field: string; code: string; message: string } => ({
  field: `${THREAD}.${field}`,
  code: 'custom',
  message: `${THREAD}.${field} ${text}`,
});
const FAULT_ERRORS: Readonly<Record<AnchorFault, readonly { field: string; code: string; message?: string }[]>> = {
  path: [{ field: `${THREAD}.path`, code: 'invalid', message: `${THREAD}.path is invalid` }, BLANK_HUNK],
  'blank-hunk': [BLANK_HUNK],
  line: [custom('line', 'must be part of the diff'), BLANK_HUNK],
  'start-order': [custom('start_line', 'must precede the end line.')],
  'start-hunk': [custom('start_line', 'must be part of the same hunk as the line.')],
  malformed: [{ field: 'line', code: 'missing_field' }],
};

export interface Place {
  readonly repository: Repository;
  readonly pull: Pull;
  readonly thread: Thread;
}

export function findComment(
  repository: Repository,
  id: number,
  login: string | undefined,
): (Place & { comment: ReviewComment }) | undefined {
  for (const pull of repository.pulls) {
    const found = commentsOf(pull).find(({ comment }) => comment.id === id);
    if (found === undefined) continue;
    const isHidden = found.comment.review.state === 'PENDING' && found.comment.author !== login;
    return isHidden ? undefined : { repository, pull, ...found };
  }
  return undefined;
}

function commentOf(call: Call): Place & { comment: ReviewComment } {
  const found = findComment(repositoryOf(call), numberParam(call, 'comment_id'), call.token?.login);
  if (found === undefined) throw notFound();
  return found;
}

export function checkedBody(value: unknown): string {
  const body = textOf(value) ?? '';
  if (body.trim() === '')
    throw validationFailed(RESOURCE, { field: 'body', code: 'missing_field', message: "body can't be blank" });
  if (body.length > BODY_LIMIT) throw validationFailed(RESOURCE, { field: 'body', code: 'custom', message: TOO_LONG });
  return body;
}

/** Every single comment comes in a review of its own. */
export function reply(state: GitHubState, place: Place, author: string, body: string): ReviewComment {
  refuseLocked(place.repository, place.pull);
  refusePending(place.pull, author);
  const review = addReview(state, place.pull, { author, commit: place.pull.head.sha, body: '', state: 'COMMENTED' });
  return addComment(state, place.thread, { review, author, body });
}

function create(call: Call): Answer {
  const { repository, pull } = pullOf(call);
  const author = loginOf(call);
  const request = objectOf(call.body);
  refuseLocked(repository, pull);
  const parent = numberOf(request['in_reply_to']);
  if (parent !== undefined) return createReply(call, parent);
  refusePending(pull, author);
  const body = checkedBody(request['body']);
  const commit = commitOf(repository, pull, textOf(request['commit_id']));
  if (commit === undefined) {
    const message = 'commit_id is not part of the pull request';
    throw validationFailed(RESOURCE, { field: 'commit_id', code: 'custom', message });
  }
  const placement = placeAnchor(repository, pull, commit, anchorOf(request));
  if (placement.kind === 'fault') throw validationFailed(RESOURCE, ...FAULT_ERRORS[placement.fault]);
  const review = addReview(call.state, pull, { author, commit, body: '', state: 'COMMENTED' });
  const thread = openThread(call.state, pull, placement.at);
  const comment = addComment(call.state, thread, { review, author, body });
  return { status: 201, body: commentJson(call.state, { repository, pull, thread }, comment) };
}

function createReply(call: Call, parent: number): Answer {
  const { repository, pull } = pullOf(call);
  const found = findComment(repository, parent, call.token?.login);
  if (found === undefined || found.pull !== pull) throw notFound();
  const comment = reply(call.state, found, loginOf(call), checkedBody(objectOf(call.body)['body']));
  return { status: 201, body: commentJson(call.state, found, comment) };
}

function replyRoute(call: Call): Answer {
  return createReply(call, numberParam(call, 'comment_id'));
}

function list(call: Call): Answer {
  const { repository, pull } = pullOf(call);
  const visible = commentsOf(pull).filter(({ comment }) => comment.review.state !== 'PENDING');
  const { items, headers } = pageOf(call, visible);
  const body = items.map(({ thread, comment }) => commentJson(call.state, { repository, pull, thread }, comment));
  return { status: 200, body, headers };
}

function get(call: Call): Answer {
  const found = commentOf(call);
  return { status: 200, body: commentJson(call.state, found, found.comment) };
}

/** A token that may write may also change what others wrote. GitHub allows it; a reviewer must not do it. */
export function complainOfForeign(call: Pick<Call, 'complain' | 'token'>, comment: ReviewComment, deed: string): void {
  if (comment.author !== call.token?.login)
    call.complain(`${deed} comment ${comment.id}, which ${comment.author} wrote.`);
}

function update(call: Call): Answer {
  const found = commentOf(call);
  complainOfForeign(call, found.comment, 'edited');
  found.comment.body = checkedBody(objectOf(call.body)['body']);
  found.comment.updatedAt = call.state.clock.stamp();
  return { status: 200, body: commentJson(call.state, found, found.comment) };
}

function remove(call: Call): Answer {
  const found = commentOf(call);
  complainOfForeign(call, found.comment, 'deleted');
  removeComment(found.pull, found.thread, found.comment);
  return { status: 204 };
}

const READ = [{ permission: 'pull-requests', level: 'read' }] as const;
const WRITE = [{ permission: 'pull-requests', level: 'write' }] as const;

export const commentRoutes: readonly Route[] = [
  { operation: 'pulls/list-review-comments', needs: READ, handle: list },
  { operation: 'pulls/get-review-comment', needs: READ, handle: get },
  { operation: 'pulls/create-review-comment', needs: WRITE, creates: true, handle: create },
  { operation: 'pulls/create-reply-for-review-comment', needs: WRITE, creates: true, handle: replyRoute },
  { operation: 'pulls/update-review-comment', needs: WRITE, handle: update },
  { operation: 'pulls/delete-review-comment', needs: WRITE, handle: remove },
];
