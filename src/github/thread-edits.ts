import * as z from 'zod';

import type { Edit, OwnThread } from '../review/plan-types.ts';
import type { GitHubClient } from './client.ts';
import { GitHubFault, reasonOf } from './fault.ts';
import { listReviewComments } from './review-comments.ts';

/** What is to be done to comments that stand; all of it may be repeated without harm. */
export interface ThreadEdits {
  readonly resolve: readonly OwnThread[];
  readonly edit: readonly Edit[];
  readonly remove: readonly OwnThread[];
}

interface Operation {
  readonly alias: string;
  readonly field: string;
  readonly input: Readonly<Record<string, string>>;
  readonly inputType: string;
  /** The same by REST, where that exists. */
  readonly rest?: {
    readonly method: 'PATCH' | 'DELETE';
    readonly commentId: string;
    readonly parameters: Readonly<Record<string, unknown>>;
  };
}

const PER_REQUEST = 20;

const MutationAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        type: z.string().optional(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
      }),
    )
    .optional(),
});

/** One request for twenty of them. Returns why some could not be done; none of these reasons loses a finding. */
export async function editThreads(
  client: GitHubClient,
  number: number,
  edits: ThreadEdits,
): Promise<readonly string[]> {
  const operations = operationsOf(edits);
  const reasons = new Set<string>();
  for (let start = 0; start < operations.length; start += PER_REQUEST) {
    for (const reason of await runBatch(client, number, operations.slice(start, start + PER_REQUEST)))
      reasons.add(reason);
  }
  return [...reasons];
}

/** A thread is resolved before its comment is closed: a run that dies between does it again. */
function operationsOf(edits: ThreadEdits): readonly Operation[] {
  return [
    ...edits.resolve.map(({ id }, index): Operation => ({
      alias: `resolve${String(index)}`,
      field: 'resolveReviewThread',
      input: { threadId: id },
      inputType: 'ResolveReviewThreadInput',
    })),
    ...edits.edit.map(({ thread: { commentId }, body }, index): Operation => ({
      alias: `edit${String(index)}`,
      field: 'updatePullRequestReviewComment',
      input: { pullRequestReviewCommentId: commentId, body },
      inputType: 'UpdatePullRequestReviewCommentInput',
      rest: { method: 'PATCH', commentId, parameters: { body } },
    })),
    ...edits.remove.map(({ commentId }, index): Operation => ({
      alias: `remove${String(index)}`,
      field: 'deletePullRequestReviewComment',
      input: { id: commentId },
      inputType: 'DeletePullRequestReviewCommentInput',
      rest: { method: 'DELETE', commentId, parameters: {} },
    })),
  ];
}

async function runBatch(
  client: GitHubClient,
  number: number,
  operations: readonly Operation[],
): Promise<readonly string[]> {
  const failed = await mutate(client, operations);
  if (failed.length === 0) return [];
  const restIds = await restIdsOf(client, number);
  const reasons: string[] = [];
  for (const [operation, reason] of failed) {
    const left = operation.rest === undefined ? reason : await byRest(client, operation.rest, restIds);
    if (left !== undefined) reasons.push(`An earlier comment could not be brought up to date: ${left}`);
  }
  return reasons;
}

/**
 * REST ids by node ids, read only where GraphQL failed: GraphQL's own number of a comment is 32 bits wide, which GitHub's
 * ids have outgrown. A text says why they could not be had.
 */
async function restIdsOf(client: GitHubClient, number: number): Promise<ReadonlyMap<string, number> | string> {
  try {
    return new Map((await listReviewComments(client, number)).map((comment) => [comment.node_id, comment.id]));
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return reasonOf(error);
  }
}

/** Those that GraphQL did not do, and why. */
async function mutate(
  client: GitHubClient,
  operations: readonly Operation[],
): Promise<readonly (readonly [Operation, string])[]> {
  const declared = operations.map(({ alias, inputType }) => `$${alias}: ${inputType}!`).join(', ');
  const fields = operations.map(({ alias, field }) => `  ${alias}: ${field}(input: $${alias}) { clientMutationId }`);
  const query = `mutation (${declared}) {\n${fields.join('\n')}\n}`;
  const variables = Object.fromEntries(operations.map(({ alias, input }) => [alias, input]));
  try {
    const answer = await client.mutate(query, variables, MutationAnswer);
    const errors = answer.errors ?? [];
    return operations.flatMap((operation) => {
      const error = errors.find(({ path }) => path === null || path === undefined || path[0] === operation.alias);
      // What is not there any more needs no removal.
      if (error?.type === 'NOT_FOUND' && operation.alias.startsWith('remove')) return [];
      if (error !== undefined) return [[operation, error.message.slice(0, 300)] as const];
      return answer.data?.[operation.alias] === undefined ? [[operation, 'GraphQL gave no answer'] as const] : [];
    });
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return operations.map((operation) => [operation, reasonOf(error)] as const);
  }
}

/** What was deleted has no answer; what was edited has one. */
const Edited = z.object({ id: z.number() });

async function byRest(
  client: GitHubClient,
  { method, commentId, parameters }: NonNullable<Operation['rest']>,
  restIds: ReadonlyMap<string, number> | string,
): Promise<string | undefined> {
  if (typeof restIds === 'string') return restIds;
  const id = restIds.get(commentId);
  // The mutation whose answer was lost may have been carried out.
  if (id === undefined) return method === 'DELETE' ? undefined : 'the comment is gone';
  try {
    const route = `${method} /repos/{owner}/{repo}/pulls/comments/{comment_id}`;
    await client.write(route, { comment_id: id, ...parameters }, method === 'PATCH' ? Edited : z.unknown());
    return undefined;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return error.kind === 'missing' && method === 'DELETE' ? undefined : reasonOf(error);
  }
}
