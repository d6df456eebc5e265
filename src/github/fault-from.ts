import * as z from 'zod';

import { type FaultKind, GitHubFault } from './fault.ts';

export type AnswerHeaders = Readonly<Record<string, string | number | undefined>>;

const Response = z.object({
  headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()).catch({}),
  data: z.unknown(),
});

/** The parts of an Octokit error that are read; everything else on it (the request with its headers) is left alone. */
const RequestFailure = z.object({ status: z.number(), message: z.string(), response: Response.optional() });

const text = z.string().optional().catch(undefined);
/** GitHub gives a text, texts, or objects with some of these. */
const ErrorEntry = z.union([
  z.string(),
  z.object({ message: text, code: text, field: text }),
  z.unknown().transform(() => ''),
]);
const ErrorBody = z.object({
  message: z.string().catch(''),
  errors: z.union([z.array(ErrorEntry), z.string().transform((only) => [only])]).catch([]),
});

const GraphqlErrors = z.object({
  data: z.unknown(),
  errors: z.array(z.object({ type: text, message: z.string().catch('') })).min(1),
});

/** Makes one of ours of whatever the library threw. `what` names the request for people. */
export function faultFrom(error: unknown, what: string, now: number): GitHubFault {
  if (error instanceof GitHubFault) return error;
  const failure = RequestFailure.safeParse(error);
  if (!failure.success) return withoutStatus(error, what, now);
  const { status, response } = failure.data;
  // Octokit gives 500 to what never was an answer: a cut connection, a timeout.
  if (response === undefined) {
    const reason = `${what}: no answer (${oneLine(failure.data.message)})`;
    return new GitHubFault(reason, { kind: 'unavailable', status: 0 });
  }
  const messages = messagesOf(response.data);
  const header = (name: string): string | undefined => response.headers[name]?.toString();
  const kind = kindOf(status, messages, header);
  const accepted = header('x-accepted-github-permissions');
  const retryAfter = kind === 'rate-limited' ? waitOf(header, now) : undefined;
  return new GitHubFault(`${what}: ${String(status)} ${oneLine(messages.join('; '))}`.trimEnd(), {
    kind,
    status,
    messages,
    ...(accepted === undefined ? {} : { accepted: oneLine(accepted) }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

/** The throttling plugin throws a GraphQL limit as an error of its own, with the answer and without a status. */
function withoutStatus(error: unknown, what: string, now: number): GitHubFault {
  const limited = z.object({ response: Response }).safeParse(error);
  const limit = limited.success
    ? graphqlLimit(limited.data.response.data, limited.data.response.headers, now)
    : undefined;
  if (limit !== undefined) return limit;
  const reason = error instanceof Error ? error.message : 'unknown error';
  return new GitHubFault(`${what}: ${oneLine(reason)}`, { kind: 'unavailable', status: 0 }, { cause: error });
}

/** GraphQL speaks of its limits in an answer of 200. */
export function graphqlLimit(data: unknown, headers: AnswerHeaders, now: number): GitHubFault | undefined {
  const answer = GraphqlErrors.safeParse(data);
  if (!answer.success) return undefined;
  const { errors, data: given } = answer.data;
  // Words alone prove nothing beside data: an error may quote anything.
  const isLimit = ({ type, message }: (typeof errors)[number]): boolean =>
    type === 'RATE_LIMITED' || type === 'RATE_LIMIT' || ((given ?? null) === null && LIMIT_WORDS.test(message));
  if (!errors.some(isLimit)) return undefined;
  const retryAfter = waitOf((name) => headers[name]?.toString(), now);
  return new GitHubFault('GraphQL: the rate limit is reached.', { kind: 'rate-limited', status: 200, retryAfter });
}

/** Why GraphQL did not give what was asked for, in an answer of 200. What it does not explain may pass by itself. */
export function graphqlRefusal(data: unknown): GitHubFault | undefined {
  const answer = GraphqlErrors.safeParse(data);
  if (!answer.success) return undefined;
  const types = new Set(answer.data.errors.map(({ type }) => type));
  const messages = answer.data.errors.map(({ message }) => message);
  const isDenied = types.has('FORBIDDEN') || types.has('INSUFFICIENT_SCOPES');
  const kind = isDenied ? 'denied' : types.has('NOT_FOUND') ? 'missing' : 'unavailable';
  return new GitHubFault(`GraphQL: ${oneLine(messages.join('; ')).slice(0, 300)}`, { kind, status: 200, messages });
}

const LIMIT_WORDS = /secondary rate|rate limit|abuse detection/iu;

function messagesOf(data: unknown): readonly string[] {
  const body = ErrorBody.safeParse(data);
  // A page of a proxy or a gateway says nothing that a reader could use.
  if (!body.success) return typeof data === 'string' && !/^\s*(?:<|$)/u.test(data) ? [data.slice(0, 200)] : [];
  const single = body.data.errors.map((entry) =>
    typeof entry === 'string' ? entry : [entry.field, entry.message ?? entry.code].filter(Boolean).join(' '),
  );
  return [body.data.message, ...single].filter((message) => message !== '');
}

function kindOf(status: number, messages: readonly string[], header: (name: string) => string | undefined): FaultKind {
  const said = messages.join('\n');
  if (status === 429) return 'rate-limited';
  if (status === 403) {
    if (LIMIT_WORDS.test(said)) return 'rate-limited';
    if (header('retry-after') !== undefined || header('x-ratelimit-remaining') === '0') return 'rate-limited';
    return /is locked/iu.test(said) ? 'locked' : 'denied';
  }
  if (status === 401) return 'denied';
  if (status === 404 || status === 410) return 'missing';
  if (status === 422 || status === 400 || status === 409) return 'rejected';
  return status >= 500 || status === 408 || status < 400 ? 'unavailable' : 'unsupported';
}

/** What GitHub asks for: its own header, else the reset of the window, else a minute. */
function waitOf(header: (name: string) => string | undefined, now: number): number {
  const asked = header('retry-after') ?? '';
  if (/^\d+$/u.test(asked)) return Number(asked);
  // The header may also name a time.
  const until = Date.parse(asked);
  if (Number.isFinite(until)) return Math.max(Math.ceil((until - now) / 1000), 0);
  const reset = Number(header('x-ratelimit-reset'));
  if (header('x-ratelimit-remaining') === '0' && Number.isFinite(reset)) {
    return Math.max(Math.ceil(reset - now / 1000) + 1, 1);
  }
  return 60;
}

function oneLine(words: string): string {
  return words.replaceAll(/\s+/gu, ' ').trim().slice(0, 500);
}
