/** What people do meanwhile, without a token: reply, resolve, comment, begin a review. Not through the API, so not in the log. */
import type { Pull, Repository, Review, ReviewComment, Thread } from './model.ts';
import { addReview } from './reviews.ts';
import type { GitHubState } from './state.ts';
import { addComment, openThread, placeAnchor, type Anchor } from './threads.ts';

export function personReplies(
  state: GitHubState,
  pull: Pull,
  thread: Thread,
  by: { readonly login: string; readonly body: string },
): ReviewComment {
  const review = addReview(state, pull, { author: by.login, commit: pull.head.sha, body: '', state: 'COMMENTED' });
  return addComment(state, thread, { review, author: by.login, body: by.body });
}

export function personResolves(thread: Thread, login: string): void {
  thread.resolvedBy = login;
}

export function personComments(
  state: GitHubState,
  place: { readonly repository: Repository; readonly pull: Pull },
  anchor: Anchor,
  by: { readonly login: string; readonly body: string },
): Thread {
  const { repository, pull } = place;
  const placement = placeAnchor(repository, pull, pull.head.sha, anchor);
  if (placement.kind === 'fault') throw new Error(`nobody can comment there: ${placement.fault}`);
  const review = addReview(state, pull, { author: by.login, commit: pull.head.sha, body: '', state: 'COMMENTED' });
  const thread = openThread(state, pull, placement.at);
  addComment(state, thread, { review, author: by.login, body: by.body });
  return thread;
}

/** A review that somebody has not submitted yet. With the login of a job's token it stands in the way of all jobs. */
export function beginsReview(state: GitHubState, pull: Pull, login: string, body = ''): Review {
  return addReview(state, pull, { author: login, commit: pull.head.sha, body, state: 'PENDING' });
}
