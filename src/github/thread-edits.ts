import * as z from 'zod';

import type { Edit, OwnThread } from '../review/plan-types.ts';
import type { GitHubClient } from './client.ts';
import { GitHubFault, reasonOf } from './fault.ts';

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
  /** The same by REST, where that exists and the thread's number is known. */
  readonly rest?: { readonly route: string; readonly parameters: Readonly<Record<string, unknown>> };
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
export async function editThreads(client: GitHubClient, edits: ThreadEdits): Promise<readonly string[]> {
  const operations = operationsOf(edits);
  const reasons = new Set<string>();
  for (let start = 0; start < operations.length; start += PER_REQUEST) {
    for (const reason of await runBatch(client, operations.slice(start, start + PER_REQUEST))) reasons.add(reason);
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
    ...edits.edit.map(({ thread, body }, index): Operation => {
      const rest = restOf('PATCH', thread, { body });
      return {
        alias: `edit${String(index)}`,
        field: 'updatePullRequestReviewComment',
        input: { pullRequestReviewCommentId: thread.commentId, body },
        inputType: 'UpdatePullRequestReviewCommentInput',
        ...(rest === undefined ? {} : { rest }),
      };
    }),
    ...edits.remove.map((thread, index): Operation => {
      const rest = restOf('DELETE', thread, {});
      return {
        alias: `remove${String(index)}`,
        field: 'deletePullRequestReviewComment',
        input: { id: thread.commentId },
        inputType: 'DeletePullRequestReviewCommentInput',
        ...(rest === undefined ? {} : { rest }),
      };
    }),
  ];
}

function restOf(
  method: 'PATCH' | 'DELETE',
  thread: OwnThread,
  more: Readonly<Record<string, unknown>>,
): Operation['rest'] {
  if (thread.databaseId === undefined) return undefined;
  return {
    route: `${method} /repos/{owner}/{repo}/pulls/comments/{comment_id}`,
    parameters: { comment_id: thread.databaseId, ...more },
  };
}

async function runBatch(client: GitHubClient, operations: readonly Operation[]): Promise<readonly string[]> {
  const failed = await mutate(client, operations);
  const reasons: string[] = [];
  for (const [operation, reason] of failed) {
    const left = operation.rest === undefined ? reason : await byRest(client, operation.rest);
    if (left !== undefined) reasons.push(`An earlier comment could not be brought up to date: ${left}`);
  }
  return reasons;
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

async function byRest(client: GitHubClient, rest: NonNullable<Operation['rest']>): Promise<string | undefined> {
  try {
    await client.write(rest.route, rest.parameters, z.unknown());
    return undefined;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return error.kind === 'missing' && rest.route.startsWith('DELETE') ? undefined : reasonOf(error);
  }
}
