/** Review threads: where they stand, and what becomes of them when the pull request moves. */
import type { ChangedFile } from './changes.ts';
import { findPosition, findSpot, followLine, hunkText, parseHunks, type Side } from './hunks.ts';
import type { Pull, Repository, Review, ReviewComment, Thread } from './model.ts';
import { diffBetween, filesOf, mergeBaseOf } from './diffs.ts';
import type { GitHubState } from './state.ts';

/** Where a client asks to comment. */
export interface Anchor {
  readonly path: string;
  readonly subject: 'line' | 'file';
  readonly line?: number | undefined;
  readonly side?: Side | undefined;
  readonly startLine?: number | undefined;
  readonly startSide?: Side | undefined;
  /** The legacy way to name a line. */
  readonly position?: number | undefined;
}

export type AnchorFault = 'path' | 'blank-hunk' | 'line' | 'start-order' | 'start-hunk' | 'malformed';

export type Placed = Omit<Thread, 'id' | 'comments' | 'resolvedBy' | 'outdated' | 'commit'>;
export type Placement =
  { readonly kind: 'placed'; readonly at: Placed } | { readonly kind: 'fault'; readonly fault: AnchorFault };

export function placeAnchor(repository: Repository, pull: Pull, commit: string, anchor: Anchor): Placement {
  const file = filesOf(repository, pull, commit).find((item) => item.path === anchor.path);
  if (file === undefined) return { kind: 'fault', fault: 'path' };
  const common = {
    path: anchor.path,
    originalCommit: commit,
    originalBase: mergeBaseOf(repository, pull.base.sha, commit),
  };
  if (anchor.subject === 'file') return { kind: 'placed', at: { ...common, ...wholeFile() } };
  return placeLine(file, anchor, common);
}

function wholeFile(): Omit<Placed, 'path' | 'originalCommit' | 'originalBase'> {
  return {
    subject: 'file',
    side: 'RIGHT',
    startSide: undefined,
    originalLine: undefined,
    originalStartLine: undefined,
    originalPosition: undefined,
    diffHunk: '',
    line: undefined,
    startLine: undefined,
    position: undefined,
  };
}

function placeLine(
  file: ChangedFile,
  anchor: Anchor,
  common: Pick<Placed, 'path' | 'originalCommit' | 'originalBase'>,
): Placement {
  if (file.patch === undefined) return { kind: 'fault', fault: 'blank-hunk' };
  const hunks = parseHunks(file.patch);
  const legacy = anchor.position === undefined ? undefined : findPosition(hunks, anchor.position);
  const line = anchor.line ?? legacy?.line;
  if (line === undefined) return { kind: 'fault', fault: anchor.position === undefined ? 'malformed' : 'line' };
  const side = anchor.side ?? legacy?.side ?? 'RIGHT';
  const spot = findSpot(hunks, line, side);
  if (spot === undefined) return { kind: 'fault', fault: 'line' };
  const { startLine } = anchor;
  const startSide = startLine === undefined ? undefined : (anchor.startSide ?? side);
  if (startLine !== undefined && startSide !== undefined) {
    if (startSide === side && startLine >= line) return { kind: 'fault', fault: 'start-order' };
    const start = findSpot(hunks, startLine, startSide);
    if (start?.hunk !== spot.hunk) return { kind: 'fault', fault: 'start-hunk' };
    if (start.index >= spot.index) return { kind: 'fault', fault: 'start-order' };
  }
  const position = spot.hunk.lines[spot.index]?.position;
  const original = { originalLine: line, originalStartLine: startLine, originalPosition: position };
  const place = { subject: 'line' as const, side, startSide, diffHunk: hunkText(spot), line, startLine, position };
  return { kind: 'placed', at: { ...common, ...original, ...place } };
}

export function openThread(state: GitHubState, pull: Pull, placed: Placed): Thread {
  const thread: Thread = {
    id: state.nextId(),
    ...placed,
    commit: placed.originalCommit,
    outdated: false,
    resolvedBy: undefined,
    comments: [],
  };
  pull.threads.push(thread);
  return thread;
}

export function addComment(
  state: GitHubState,
  thread: Thread,
  options: { readonly review: Review; readonly author: string; readonly body: string },
): ReviewComment {
  const now = state.clock.stamp();
  const comment: ReviewComment = {
    id: state.nextId(),
    ...options,
    inReplyTo: thread.comments[0]?.id,
    createdAt: now,
    updatedAt: now,
    minimizedReason: undefined,
  };
  thread.comments.push(comment);
  return comment;
}

/** The last comment takes its thread along, and a review left without body and comments goes too. */
export function removeComment(pull: Pull, thread: Thread, comment: ReviewComment): void {
  thread.comments.splice(thread.comments.indexOf(comment), 1);
  if (thread.comments.length === 0) pull.threads.splice(pull.threads.indexOf(thread), 1);
  const { review } = comment;
  const isBare = review.body === '' && review.state === 'COMMENTED' && commentsOf(pull, review).length === 0;
  if (isBare && pull.reviews.includes(review)) pull.reviews.splice(pull.reviews.indexOf(review), 1);
}

export function commentsOf(
  pull: Pull,
  review?: Review,
): readonly { readonly thread: Thread; readonly comment: ReviewComment }[] {
  return pull.threads
    .flatMap((thread) => thread.comments.map((comment) => ({ thread, comment })))
    .filter(({ comment }) => review === undefined || comment.review === review)
    .sort((a, b) => a.comment.id - b.comment.id);
}

/** Moves every line thread to its place in today's diff; one whose line was changed, or left the diff, is outdated. */
export function refreshThreads(repository: Repository, pull: Pull): void {
  if (pull.threads.length === 0) return;
  const head = pull.head.sha;
  const base = mergeBaseOf(repository, pull.base.sha, head);
  const files = filesOf(repository, pull);
  for (const thread of pull.threads) {
    const file = files.find((item) => item.path === thread.path);
    if (thread.subject === 'file') {
      if (file !== undefined) thread.commit = head;
      continue;
    }
    const text = {
      from: thread.side === 'LEFT' ? thread.originalBase : thread.originalCommit,
      to: thread.side === 'LEFT' ? base : head,
    };
    const line = follow(repository, text.from, text.to, thread.path, thread.originalLine);
    const spot =
      line === undefined || file?.patch === undefined ? undefined : findSpot(parseHunks(file.patch), line, thread.side);
    thread.outdated = spot === undefined;
    thread.line = spot === undefined ? undefined : line;
    thread.startLine =
      spot === undefined ? undefined : follow(repository, text.from, text.to, thread.path, thread.originalStartLine);
    thread.position = spot?.hunk.lines[spot.index]?.position;
    if (spot !== undefined) thread.commit = head;
  }
}

function follow(
  repository: Repository,
  from: string,
  to: string,
  path: string,
  line: number | undefined,
): number | undefined {
  if (line === undefined || from === to) return line;
  const change = diffBetween(repository, from, to).find((file) => file.path === path || file.previousPath === path);
  if (change === undefined) return line;
  if (change.path !== path || change.status === 'removed') return undefined;
  return followLine(parseHunks(change.patch ?? ''), line);
}
