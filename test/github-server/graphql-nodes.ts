/** What GraphQL shows. Each node is a plain object of values and functions; graphql-js calls the functions for fields. */
import { filesOf, lockedIssue } from './diffs.ts';
import {
  actorNode,
  connection,
  demandRead,
  GraphqlRefusal,
  type Args,
  type Context,
  type Node,
} from './graphql-base.ts';
import { textOf } from './json.ts';
import type { Pull, Repository, Review, ReviewComment, Thread } from './model.ts';
import { associationOf, pullUrl, pullWebUrl } from './render-pull.ts';
import { fullName, webUrl } from './render-accounts.ts';
import { allows } from './tokens.ts';
import { visibleReviews } from './reviews.ts';

export function viewerNode(context: Context): Node {
  return { ...actorNode(context, context.token.login), __typename: 'User', login: context.token.login };
}

export function repositoryNode(context: Context, repository: Repository): Node {
  return {
    __typename: 'Repository',
    id: `R_${repository.id}`,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    isPrivate: repository.private,
    isFork: repository.fork,
    url: webUrl(context.state, repository),
    pullRequest: (args: Args) => pullByNumber(context, repository, args['number']),
    object: (args: Args) => objectNode(context, repository, args),
  };
}

function pullByNumber(context: Context, repository: Repository, number: unknown): Node {
  demandRead(context, repository, 'pull-requests');
  const pull = repository.pulls.find((item) => item.number === number);
  if (pull !== undefined) return pullNode(context, repository, pull);
  throw new GraphqlRefusal('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${String(number)}.`);
}

export function pullNode(context: Context, repository: Repository, pull: Pull): Node {
  const { state } = context;
  const files = filesOf(repository, pull);
  return {
    __typename: 'PullRequest',
    id: `PR_${pull.id}`,
    databaseId: pull.id,
    number: pull.number,
    title: pull.title,
    body: pull.body,
    url: pullWebUrl(state, repository, pull),
    resourcePath: new URL(pullUrl(state, repository, pull)).pathname,
    state: pull.state === 'open' ? 'OPEN' : 'CLOSED',
    closed: pull.state === 'closed',
    merged: false,
    isDraft: pull.draft,
    locked: lockedIssue(repository, pull),
    headRefOid: pull.head.sha,
    headRefName: pull.head.ref,
    baseRefOid: pull.base.sha,
    baseRefName: pull.base.ref,
    isCrossRepository: pull.head.repository !== repository,
    changedFiles: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    createdAt: pull.createdAt,
    updatedAt: pull.updatedAt,
    author: actorNode(context, pull.author),
    viewerDidAuthor: pull.author === context.token.login,
    repository: () => repositoryNode(context, repository),
    headRepository: () => repositoryNode(context, pull.head.repository),
    baseRepository: () => repositoryNode(context, repository),
    reviewThreads: (args: Args) => connection('reviewThreads', threadNodes(context, repository, pull), args),
    reviews: (args: Args) => connection('reviews', reviewNodes(context, repository, pull), args),
  };
}

function threadNodes(context: Context, repository: Repository, pull: Pull): readonly Node[] {
  return pull.threads
    .filter((thread) => visibleComments(context, thread).length > 0)
    .map((thread) => threadNode(context, { repository, pull, thread }));
}

function reviewNodes(context: Context, repository: Repository, pull: Pull): readonly Node[] {
  return visibleReviews(pull, context.token.login).map((review) => reviewNode(context, repository, pull, review));
}

function visibleComments(context: Context, thread: Thread): readonly ReviewComment[] {
  return thread.comments.filter(
    (comment) => comment.review.state !== 'PENDING' || comment.author === context.token.login,
  );
}

export function reviewNode(context: Context, repository: Repository, pull: Pull, review: Review): Node {
  return {
    __typename: 'PullRequestReview',
    id: `PRR_${review.id}`,
    databaseId: review.id,
    body: review.body,
    state: review.state,
    author: actorNode(context, review.author),
    viewerDidAuthor: review.author === context.token.login,
    submittedAt: review.submittedAt ?? null,
    commit: () => {
      // Asking a review for its commit reads the repository's contents.
      demandRead(context, repository, 'contents');
      return objectNode(context, repository, { oid: review.commit });
    },
    url: `${pullWebUrl(context.state, repository, pull)}#pullrequestreview-${review.id}`,
    comments: (args: Args) => {
      const own = pull.threads.flatMap((thread) => thread.comments.map((comment) => ({ thread, comment })));
      const nodes = own.filter(({ comment }) => comment.review === review);
      return connection(
        'comments',
        nodes.map(({ thread, comment }) => commentNode(context, { repository, pull, thread }, comment)),
        args,
      );
    },
  };
}

interface Place {
  readonly repository: Repository;
  readonly pull: Pull;
  readonly thread: Thread;
}

export function threadNode(context: Context, place: Place): Node {
  const { thread } = place;
  // A job's token resolves only with `contents: write`, whatever it may do to pull requests.
  const canResolve = allows(context.token, { permission: 'contents', level: 'write' });
  return {
    __typename: 'PullRequestReviewThread',
    id: `PRRT_${thread.id}`,
    path: thread.path,
    line: thread.line ?? null,
    startLine: thread.startLine ?? null,
    originalLine: thread.originalLine ?? null,
    originalStartLine: thread.originalStartLine ?? null,
    diffSide: thread.side,
    startDiffSide: thread.startSide ?? null,
    subjectType: thread.subject.toUpperCase(),
    isResolved: thread.resolvedBy !== undefined,
    isOutdated: thread.outdated,
    isCollapsed: thread.resolvedBy !== undefined || thread.outdated,
    resolvedBy:
      thread.resolvedBy === undefined ? null : { ...actorNode(context, thread.resolvedBy), __typename: 'User' },
    viewerCanReply: allows(context.token, { permission: 'pull-requests', level: 'write' }),
    viewerCanResolve: canResolve && thread.resolvedBy === undefined,
    viewerCanUnresolve: canResolve && thread.resolvedBy !== undefined,
    pullRequest: () => pullNode(context, place.repository, place.pull),
    repository: () => repositoryNode(context, place.repository),
    comments: (args: Args) =>
      connection(
        'comments',
        visibleComments(context, thread).map((comment) => commentNode(context, place, comment)),
        args,
      ),
  };
}

export function commentNode(context: Context, place: Place, comment: ReviewComment): Node {
  const { repository, pull, thread } = place;
  const isOwn = comment.author === context.token.login;
  const canWrite = allows(context.token, { permission: 'pull-requests', level: 'write' });
  const parent = thread.comments.find((item) => item.id === comment.inReplyTo);
  return {
    __typename: 'PullRequestReviewComment',
    id: `PRRC_${comment.id}`,
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    body: comment.body,
    bodyText: comment.body,
    author: actorNode(context, comment.author),
    authorAssociation: associationOf(repository, comment.author),
    viewerDidAuthor: isOwn,
    viewerCanDelete: canWrite,
    viewerCanUpdate: canWrite,
    viewerCanMinimize: canWrite,
    isMinimized: comment.minimizedReason !== undefined,
    minimizedReason: comment.minimizedReason ?? null,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    publishedAt: comment.createdAt,
    lastEditedAt: comment.updatedAt === comment.createdAt ? null : comment.updatedAt,
    includesCreatedEdit: comment.updatedAt !== comment.createdAt,
    state: comment.review.state === 'PENDING' ? 'PENDING' : 'SUBMITTED',
    path: thread.path,
    diffHunk: thread.diffHunk,
    line: thread.line ?? null,
    startLine: thread.startLine ?? null,
    originalLine: thread.originalLine ?? null,
    originalStartLine: thread.originalStartLine ?? null,
    position: thread.position ?? null,
    originalPosition: thread.originalPosition ?? 1,
    outdated: thread.outdated,
    subjectType: thread.subject.toUpperCase(),
    url: `${pullWebUrl(context.state, repository, pull)}#discussion_r${comment.id}`,
    replyTo: () => (parent === undefined ? null : commentNode(context, place, parent)),
    pullRequest: () => pullNode(context, repository, pull),
    pullRequestReview: () => reviewNode(context, repository, pull, comment.review),
    commit: () => objectNode(context, repository, { oid: thread.commit }),
    originalCommit: () => objectNode(context, repository, { oid: thread.originalCommit }),
  };
}

export function objectNode(context: Context, repository: Repository, args: Args): Node | null {
  demandRead(context, repository, 'contents');
  const { git } = repository;
  const oid = git.resolveExpression(textOf(args['oid']) ?? textOf(args['expression']) ?? '');
  if (oid === undefined) return null;
  const type = git.text(['cat-file', '-t', oid]);
  const common = {
    oid,
    id: `O_${oid}`,
    abbreviatedOid: oid.slice(0, 7),
    repository: () => repositoryNode(context, repository),
  };
  if (type === 'blob')
    return { __typename: 'Blob', ...common, ...blobFields(context, git.blob(oid) ?? Buffer.alloc(0)) };
  if (type === 'tree') {
    const entries = git.tree(oid, { recursive: false });
    const named = entries.map((entry) => ({
      name: entry.path,
      path: entry.path,
      mode: Number.parseInt(entry.mode, 8),
      type: entry.type,
      oid: entry.sha,
    }));
    return { __typename: 'Tree', ...common, entries: named };
  }
  const commit = git.commit(oid);
  return {
    __typename: 'Commit',
    ...common,
    message: commit.message,
    committedDate: commit.committer.date,
    authoredDate: commit.author.date,
  };
}

function blobFields(context: Context, blob: Buffer): Node {
  const limit = context.state.limits.maxBlobText;
  const isBinary = blob.includes(0);
  return {
    byteSize: blob.length,
    isBinary,
    isTruncated: !isBinary && blob.length > limit,
    text: isBinary ? null : blob.subarray(0, limit).toString('utf8'),
  };
}
