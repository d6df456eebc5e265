import * as z from 'zod';

import { type FaultKind, GitHubFault } from './fault.ts';

/** The parts of an Octokit error that are read; everything else on it (the request with its headers) is left alone. */
const RequestFailure = z.object({
  status: z.number(),
  message: z.string(),
  response: z
    .object({
      headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()).catch({}),
      data: z.unknown(),
    })
    .optional(),
});

const ErrorBody = z.object({
  message: z.string().catch(''),
  errors: z
    .array(
      z.union([
        z.string(),
        z.object({ message: z.string().optional(), code: z.string().optional(), field: z.string().optional() }),
      ]),
    )
    .catch([]),
});

/** Makes one of ours of whatever the library threw. `what` names the request for people. */
export function faultFrom(error: unknown, what: string, now: number): GitHubFault {
  if (error instanceof GitHubFault) return error;
  const failure = RequestFailure.safeParse(error);
  if (!failure.success) {
    const text = error instanceof Error ? error.message : 'unknown error';
    return new GitHubFault(`${what}: ${oneLine(text)}`, { kind: 'unavailable', status: 0 }, { cause: error });
  }
  const { status, response } = failure.data;
  // Octokit gives 500 to what never was an answer: a cut connection, a timeout.
  if (response === undefined) {
    const text = `${what}: no answer (${oneLine(failure.data.message)})`;
    return new GitHubFault(text, { kind: 'unavailable', status: 0 });
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

function messagesOf(data: unknown): readonly string[] {
  const body = ErrorBody.safeParse(data);
  if (!body.success) return typeof data === 'string' && data !== '' ? [data.slice(0, 200)] : [];
  const single = body.data.errors.map((entry) =>
    typeof entry === 'string' ? entry : [entry.field, entry.message ?? entry.code].filter(Boolean).join(' '),
  );
  return [body.data.message, ...single].filter((text) => text !== '');
}

function kindOf(status: number, messages: readonly string[], header: (name: string) => string | undefined): FaultKind {
  const text = messages.join('\n');
  if (status === 429) return 'rate-limited';
  if (status === 403) {
    if (/secondary rate|rate limit|abuse detection/iu.test(text)) return 'rate-limited';
    if (header('retry-after') !== undefined || header('x-ratelimit-remaining') === '0') return 'rate-limited';
    return /is locked/iu.test(text) ? 'locked' : 'denied';
  }
  if (status === 401) return 'denied';
  if (status === 404 || status === 410) return 'missing';
  if (status === 422 || status === 400 || status === 409) return 'rejected';
  return status >= 500 || status === 408 || status < 400 ? 'unavailable' : 'unsupported';
}

/** What GitHub asks for: its own header, else the reset of the window, else a minute. */
function waitOf(header: (name: string) => string | undefined, now: number): number {
  const asked = Number(header('retry-after'));
  if (header('retry-after') !== undefined && Number.isFinite(asked)) return Math.max(asked, 0);
  const reset = Number(header('x-ratelimit-reset'));
  if (header('x-ratelimit-remaining') === '0' && Number.isFinite(reset)) {
    return Math.max(Math.ceil(reset - now / 1000) + 1, 1);
  }
  return 60;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim().slice(0, 500);
}
