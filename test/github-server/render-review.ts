/** Reviews and their comments as the REST API shows them. */
import type { JsonObject } from './json.ts';
import type { Pull, Repository, Review, ReviewComment, Thread } from './model.ts';
import { apiUrl, userJson } from './render-accounts.ts';
import { associationOf, pullUrl, pullWebUrl } from './render-pull.ts';
import type { GitHubState } from './state.ts';

export function reviewJson(state: GitHubState, repository: Repository, pull: Pull, review: Review): JsonObject {
  const html = `${pullWebUrl(state, repository, pull)}#pullrequestreview-${review.id}`;
  const pullAddress = pullUrl(state, repository, pull);
  return {
    id: review.id,
    node_id: `PRR_${review.id}`,
    user: userJson(state, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullAddress,
    author_association: associationOf(repository, review.author),
    _links: { html: { href: html }, pull_request: { href: pullAddress } },
    ...(review.submittedAt === undefined ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commit,
  };
}

/** The login as REST spells it: `github-actions[bot]`, where GraphQL has `github-actions`. */
export function commentJson(
  state: GitHubState,
  place: { readonly repository: Repository; readonly pull: Pull; readonly thread: Thread },
  comment: ReviewComment,
): JsonObject {
  const { repository, pull, thread } = place;
  const url = apiUrl(state, repository, `/pulls/comments/${comment.id}`);
  const html = `${pullWebUrl(state, repository, pull)}#discussion_r${comment.id}`;
  const pullAddress = pullUrl(state, repository, pull);
  return {
    url,
    pull_request_review_id: comment.review.id,
    id: comment.id,
    node_id: `PRRC_${comment.id}`,
    diff_hunk: thread.diffHunk,
    path: thread.path,
    position: thread.position ?? null,
    original_position: thread.originalPosition ?? null,
    commit_id: thread.commit,
    original_commit_id: thread.originalCommit,
    user: userJson(state, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    html_url: html,
    pull_request_url: pullAddress,
    author_association: associationOf(repository, comment.author),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullAddress } },
    line: thread.line ?? null,
    original_line: thread.originalLine ?? null,
    start_line: thread.startLine ?? null,
    original_start_line: thread.originalStartLine ?? null,
    start_side: thread.startSide ?? null,
    side: thread.side,
    subject_type: thread.subject,
    ...(comment.inReplyTo === undefined ? {} : { in_reply_to_id: comment.inReplyTo }),
  };
}
