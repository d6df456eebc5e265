/** The mutations in use. Deleting, editing and minimising need `pull-requests: write`; resolving needs `contents: write` too. */
import { complainOfForeign, reply } from './comments.ts';
import { demand, GraphqlRefusal, type Context, type Node } from './graphql-base.ts';
import { commentNode, pullNode, reviewNode, threadNode } from './graphql-nodes.ts';
import { lockedIssue } from './diffs.ts';
import { objectOf, textOf } from './json.ts';
import type { Pull, Repository, ReviewComment, Thread } from './model.ts';
import { BODY_LIMIT, TOO_LONG } from './reviews.ts';
import { removeComment } from './threads.ts';

interface Place {
  readonly repository: Repository;
  readonly pull: Pull;
  readonly thread: Thread;
}

function places(context: Context): readonly Place[] {
  return context.state.repositories.flatMap((repository) =>
    repository.pulls.flatMap((pull) => pull.threads.map((thread) => ({ repository, pull, thread }))),
  );
}

function unknownId(id: string): GraphqlRefusal {
  return new GraphqlRefusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

function threadById(context: Context, id: string): Place {
  const place = places(context).find(({ thread }) => `PRRT_${thread.id}` === id);
  if (place === undefined) throw unknownId(id);
  return place;
}

function commentById(context: Context, id: string): Place & { readonly comment: ReviewComment } {
  for (const place of places(context)) {
    const comment = place.thread.comments.find((item) => `PRRC_${item.id}` === id);
    if (comment !== undefined) return { ...place, comment };
  }
  throw unknownId(id);
}

export function nodeById(context: Context, id: string): Node {
  if (id.startsWith('PRRT_')) return threadNode(context, threadById(context, id));
  if (id.startsWith('PRRC_')) {
    const place = commentById(context, id);
    return commentNode(context, place, place.comment);
  }
  for (const repository of context.state.repositories) {
    const pull = repository.pulls.find((item) => `PR_${item.id}` === id);
    if (pull !== undefined) return pullNode(context, repository, pull);
  }
  throw unknownId(id);
}

function checkedBody(value: unknown): string {
  const body = textOf(value) ?? '';
  if (body.trim() === '') throw new GraphqlRefusal('UNPROCESSABLE', "Body can't be blank");
  if (body.length > BODY_LIMIT) throw new GraphqlRefusal('UNPROCESSABLE', TOO_LONG);
  return body;
}

const PULLS_WRITE = { permission: 'pull-requests', level: 'write' } as const;
const CONTENTS_WRITE = { permission: 'contents', level: 'write' } as const;

function setResolved(context: Context, id: string, isResolved: boolean): Node {
  const place = threadById(context, id);
  demand(context, PULLS_WRITE, CONTENTS_WRITE);
  const root = place.thread.comments[0];
  if (root !== undefined)
    complainOfForeign(context, root, isResolved ? 'resolved the thread of' : 're-opened the thread of');
  place.thread.resolvedBy = isResolved ? context.token.login : undefined;
  return { thread: threadNode(context, place) };
}

function deleteComment(context: Context, id: string): Node {
  const { repository, pull, thread, comment } = commentById(context, id);
  demand(context, PULLS_WRITE);
  complainOfForeign(context, comment, 'deleted');
  removeComment(pull, thread, comment);
  return {
    pullRequestReview: () => reviewNode(context, repository, pull, comment.review),
    pullRequestReviewComment: () => commentNode(context, { repository, pull, thread }, comment),
  };
}

function updateComment(context: Context, id: string, text: unknown): Node {
  const place = commentById(context, id);
  demand(context, PULLS_WRITE);
  complainOfForeign(context, place.comment, 'edited');
  place.comment.body = checkedBody(text);
  place.comment.updatedAt = context.state.clock.stamp();
  return { pullRequestReviewComment: () => commentNode(context, place, place.comment) };
}

function setMinimized(context: Context, id: string, reason: string | undefined): Node {
  const place = commentById(context, id);
  demand(context, PULLS_WRITE);
  complainOfForeign(context, place.comment, 'minimised');
  place.comment.minimizedReason = reason;
  const node = commentNode(context, place, place.comment);
  return { minimizedComment: node, unminimizedComment: node };
}

function addReply(context: Context, id: string, text: unknown): Node {
  const place = threadById(context, id);
  demand(context, PULLS_WRITE);
  if (lockedIssue(place.repository, place.pull)) throw new GraphqlRefusal('FORBIDDEN', 'lock prevents comment');
  const comment = reply(context.state, place, context.token.login, checkedBody(text));
  return { comment: () => commentNode(context, place, comment) };
}

export function mutations(context: Context): Readonly<Record<string, unknown>> {
  const mutation = (run: (input: Readonly<Record<string, unknown>>) => Node) => {
    return (args: Readonly<Record<string, unknown>>): Node => {
      const input = objectOf(args['input']);
      return { clientMutationId: input['clientMutationId'] ?? null, ...run(input) };
    };
  };
  return {
    resolveReviewThread: mutation((input) => setResolved(context, String(input['threadId']), true)),
    unresolveReviewThread: mutation((input) => setResolved(context, String(input['threadId']), false)),
    deletePullRequestReviewComment: mutation((input) => deleteComment(context, String(input['id']))),
    updatePullRequestReviewComment: mutation((input) =>
      updateComment(context, String(input['pullRequestReviewCommentId']), input['body']),
    ),
    minimizeComment: mutation((input) =>
      setMinimized(context, String(input['subjectId']), String(input['classifier']).toLowerCase()),
    ),
    unminimizeComment: mutation((input) => setMinimized(context, String(input['subjectId']), undefined)),
    addPullRequestReviewThreadReply: mutation((input) =>
      addReply(context, String(input['pullRequestReviewThreadId']), input['body']),
    ),
  };
}
