/** Reviews: all or nothing. One comment that cannot be placed refuses the whole, and the answer does not say which. */
import {
  notFound,
  numberParam,
  pageOf,
  Refusal,
  loginOf,
  unprocessable,
  type Answer,
  type Call,
  type Route,
} from './http.ts';
import { lockedIssue } from './diffs.ts';
import { listOf, numberOf, objectOf, oneOf, textOf } from './json.ts';
import type { Pull, Repository, Review, ReviewState } from './model.ts';
import { pullCommits, pullOf } from './pulls.ts';
import { commentJson, reviewJson } from './render-review.ts';
import type { GitHubState } from './state.ts';
import {
  addComment,
  commentsOf,
  openThread,
  placeAnchor,
  type Anchor,
  type AnchorFault,
  type Placed,
} from './threads.ts';

export const BODY_LIMIT = 65_536;
export const LOCKED = 'Unable to create comment because issue is locked.';
export const TOO_LONG = `Body is too long (maximum is ${BODY_LIMIT} characters)`;
const ONE_PENDING = 'User can only have one pending review per pull request';

const FAULT_TEXT: Readonly<Record<AnchorFault, string>> = {
  path: 'Path could not be resolved and Path is invalid',
  'blank-hunk': "Pull request review thread diff hunk can't be blank",
  line: 'Line could not be resolved',
  'start-order': 'Pull request review thread start line must precede the end line.',
  'start-hunk': 'Pull request review thread start line must be part of the same hunk as the line.',
  malformed: 'Review comments is invalid and Review threads is invalid',
};
const EVENTS = ['APPROVE', 'REQUEST_CHANGES', 'COMMENT'] as const;
const EVENT_STATE: Readonly<Record<(typeof EVENTS)[number], ReviewState>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

export function refuseLocked(repository: Repository, pull: Pull): void {
  if (lockedIssue(repository, pull)) throw new Refusal(403, LOCKED);
}

export function refusePending(pull: Pull, login: string): void {
  if (pull.reviews.some((review) => review.author === login && review.state === 'PENDING'))
    throw unprocessable(ONE_PENDING);
}

export function commitOf(repository: Repository, pull: Pull, named: string | undefined): string | undefined {
  if (named === undefined || named === pull.head.sha) return pull.head.sha;
  return pullCommits(repository, pull).has(named) ? named : undefined;
}

/** Only the author sees a review that is not yet submitted. */
export function visibleReviews(pull: Pull, login: string | undefined): readonly Review[] {
  return pull.reviews.filter((review) => review.state !== 'PENDING' || review.author === login);
}

export function addReview(
  state: GitHubState,
  pull: Pull,
  options: { readonly author: string; readonly commit: string; readonly body: string; readonly state: ReviewState },
): Review {
  const submittedAt = options.state === 'PENDING' ? undefined : state.clock.stamp();
  const review: Review = { id: state.nextId(), ...options, submittedAt };
  pull.reviews.push(review);
  return review;
}

export function anchorOf(value: Record<string, unknown>): Anchor {
  const startSide = oneOf(value['start_side'], ['LEFT', 'RIGHT']);
  return {
    path: textOf(value['path']) ?? '',
    subject: oneOf(value['subject_type'], ['file']) ?? 'line',
    line: numberOf(value['line']),
    side: oneOf(value['side'], ['LEFT', 'RIGHT']),
    startLine: numberOf(value['start_line']),
    startSide,
    position: numberOf(value['position']),
  };
}

function placeAll(
  repository: Repository,
  pull: Pull,
  commit: string,
  comments: readonly unknown[],
): readonly { placed: Placed; body: string }[] {
  const errors = new Set<string>();
  const placed = comments.map(objectOf).flatMap((comment) => {
    const body = textOf(comment['body']) ?? '';
    if (body.length > BODY_LIMIT) errors.add(TOO_LONG);
    if (body.trim() === '') errors.add("Body can't be blank");
    const placement = placeAnchor(repository, pull, commit, anchorOf(comment));
    if (placement.kind === 'placed') return [{ placed: placement.at, body }];
    errors.add(FAULT_TEXT[placement.fault]);
    return [];
  });
  if (errors.size > 0) throw unprocessable(...errors);
  return placed;
}

function create(call: Call): Answer {
  const { repository, pull } = pullOf(call);
  const author = loginOf(call);
  const request = objectOf(call.body);
  const event = oneOf(request['event'], EVENTS);
  const body = textOf(request['body']) ?? '';
  const comments = listOf(request['comments']);
  refuseLocked(repository, pull);
  refuseEvent(call, pull, { event, body, hasComments: comments.length > 0 });
  refusePending(pull, author);
  const commit = commitOf(repository, pull, textOf(request['commit_id']));
  if (commit === undefined) throw unprocessable('The commitOID is not part of the pull request');
  const entries = placeAll(repository, pull, commit, comments);
  if (event === undefined) call.complain('A review without an event stays pending: nobody sees it.');
  const review = addReview(call.state, pull, {
    author,
    commit,
    body,
    state: event === undefined ? 'PENDING' : EVENT_STATE[event],
  });
  for (const entry of entries)
    addComment(call.state, openThread(call.state, pull, entry.placed), { review, author, body: entry.body });
  return { status: 200, body: reviewJson(call.state, repository, pull, review) };
}

function refuseEvent(
  call: Call,
  pull: Pull,
  review: { readonly event: string | undefined; readonly body: string; readonly hasComments: boolean },
): void {
  const isOwn = pull.author === call.token?.login;
  if (review.body.length > BODY_LIMIT) throw unprocessable(TOO_LONG);
  if (review.event === 'COMMENT' && review.body === '' && !review.hasComments)
    throw unprocessable("Body can't be blank");
  if (review.event === 'REQUEST_CHANGES' && review.body === '') throw unprocessable("Body can't be blank");
  if (review.event === 'APPROVE' && isOwn) throw unprocessable('Can not approve your own pull request');
  if (review.event === 'REQUEST_CHANGES' && isOwn)
    throw unprocessable('Can not request changes on your own pull request');
  if (review.event === 'APPROVE' && call.token?.kind === 'actions') {
    throw unprocessable('GitHub Actions is not permitted to approve pull requests.');
  }
}

function reviewOf(call: Call): { readonly repository: Repository; readonly pull: Pull; readonly review: Review } {
  const { repository, pull } = pullOf(call);
  const id = numberParam(call, 'review_id');
  const review = visibleReviews(pull, call.token?.login).find((item) => item.id === id);
  if (review === undefined) throw notFound();
  return { repository, pull, review };
}

function list(call: Call): Answer {
  const { repository, pull } = pullOf(call);
  const { items, headers } = pageOf(call, visibleReviews(pull, call.token?.login));
  return { status: 200, body: items.map((review) => reviewJson(call.state, repository, pull, review)), headers };
}

function get(call: Call): Answer {
  const { repository, pull, review } = reviewOf(call);
  return { status: 200, body: reviewJson(call.state, repository, pull, review) };
}

function listComments(call: Call): Answer {
  const { repository, pull, review } = reviewOf(call);
  const { items, headers } = pageOf(call, commentsOf(pull, review));
  const body = items.map(({ thread, comment }) => commentJson(call.state, { repository, pull, thread }, comment));
  return { status: 200, body, headers };
}

function update(call: Call): Answer {
  const { repository, pull, review } = reviewOf(call);
  if (review.author !== loginOf(call)) throw unprocessable('Can only edit your own review');
  const body = textOf(objectOf(call.body)['body']) ?? '';
  if (body.length > BODY_LIMIT) throw unprocessable(TOO_LONG);
  review.body = body;
  return { status: 200, body: reviewJson(call.state, repository, pull, review) };
}

function submit(call: Call): Answer {
  const { repository, pull, review } = reviewOf(call);
  const request = objectOf(call.body);
  const event = oneOf(request['event'], EVENTS);
  if (review.state !== 'PENDING' || event === undefined) throw unprocessable('Could not submit review');
  const body = textOf(request['body']) ?? review.body;
  refuseEvent(call, pull, { event, body, hasComments: commentsOf(pull, review).length > 0 });
  review.body = body;
  review.state = EVENT_STATE[event];
  review.submittedAt = call.state.clock.stamp();
  return { status: 200, body: reviewJson(call.state, repository, pull, review) };
}

function deletePending(call: Call): Answer {
  const { repository, pull, review } = reviewOf(call);
  if (review.state !== 'PENDING') throw unprocessable('Can not delete a non-pending pull request review');
  const body = reviewJson(call.state, repository, pull, review);
  pull.reviews.splice(pull.reviews.indexOf(review), 1);
  const kept = pull.threads.filter((thread) => thread.comments.every((comment) => comment.review !== review));
  pull.threads.splice(0, pull.threads.length, ...kept);
  return { status: 200, body };
}

const READ = [{ permission: 'pull-requests', level: 'read' }] as const;
const WRITE = [{ permission: 'pull-requests', level: 'write' }] as const;

export const reviewRoutes: readonly Route[] = [
  { operation: 'pulls/list-reviews', needs: READ, handle: list },
  { operation: 'pulls/get-review', needs: READ, handle: get },
  { operation: 'pulls/list-comments-for-review', needs: READ, handle: listComments },
  { operation: 'pulls/create-review', needs: WRITE, creates: true, handle: create },
  { operation: 'pulls/update-review', needs: WRITE, handle: update },
  { operation: 'pulls/submit-review', needs: WRITE, creates: true, handle: submit },
  { operation: 'pulls/delete-pending-review', needs: WRITE, handle: deletePending },
];
