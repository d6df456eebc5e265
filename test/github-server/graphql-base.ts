/** What all GraphQL nodes share: who asks, refusals in GitHub's words, and pages. */
import { numberOf, textOf } from './json.ts';
import type { Repository } from './model.ts';
import type { GitHubState } from './state.ts';
import { allows, refusal, type Need, type Token } from './tokens.ts';

export interface Context {
  readonly state: GitHubState;
  readonly token: Token;
  readonly complain: (detail: string) => void;
}

export type Node = Readonly<Record<string, unknown>>;
export type Args = Readonly<Record<string, unknown>>;

/** A refusal as GitHub words it: status 200, and the `type` of the error says what happened. */
export class GraphqlRefusal extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

export function demand(context: Context, ...needs: readonly Need[]): void {
  if (needs.every((need) => allows(context.token, need))) return;
  throw new GraphqlRefusal('FORBIDDEN', refusal(context.token));
}

/** Reading something public needs no permission. */
export function demandRead(context: Context, repository: Repository, permission: Need['permission']): void {
  if (repository.private) demand(context, { permission, level: 'read' });
}

const MAX_PAGE = 100;

/** One slice of a connection. GitHub wants `first` or `last`, and no more than 100. */
export function connection(name: string, all: readonly Node[], args: Args): Node {
  const first = numberOf(args['first']);
  const last = numberOf(args['last']);
  if (first === undefined && last === undefined) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw new GraphqlRefusal('MISSING_PAGINATION_BOUNDARIES', message);
  }
  const count = first ?? last ?? 0;
  if (count > MAX_PAGE) {
    const limit = `exceeds the \`${first === undefined ? 'last' : 'first'}\` limit of ${MAX_PAGE} records.`;
    throw new GraphqlRefusal(
      'EXCESSIVE_PAGINATION',
      `Requesting ${count} records on the \`${name}\` connection ${limit}`,
    );
  }
  const from = fromCursor(args['after']) ?? 0;
  const to = fromCursor(args['before']);
  const end = to === undefined ? all.length : to - 1;
  const start = first === undefined ? Math.max(from, end - count) : from;
  const stop = first === undefined ? end : Math.min(end, from + count);
  const nodes = all.slice(start, stop);
  return {
    totalCount: all.length,
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursor(start + index + 1) })),
    pageInfo: {
      hasNextPage: stop < all.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length > 0 ? cursor(start + 1) : null,
      endCursor: nodes.length > 0 ? cursor(stop) : null,
    },
  };
}

function cursor(index: number): string {
  return Buffer.from(`cursor:v2:${index}`).toString('base64');
}

function fromCursor(value: unknown): number | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : Number(Buffer.from(text, 'base64').toString().replace('cursor:v2:', ''));
}

/** GraphQL spells a bot without the `[bot]` that REST puts behind it. */
export function actorNode(context: Context, login: string): Node {
  const account = context.state.account(login);
  const isBot = account.type === 'Bot';
  const name = login.replace(/\[bot\]$/, '');
  const url = `${context.state.urls.web}/${isBot ? `apps/${name}` : name}`;
  return {
    __typename: isBot ? 'Bot' : 'User',
    id: `${isBot ? 'BOT' : 'U'}_${account.id}`,
    databaseId: account.id,
    login: name,
    url,
    resourcePath: new URL(url).pathname,
  };
}
