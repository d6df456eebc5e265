/** One request from its text to its answer: who asks, may they, what is it, does it fit; without any socket. */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { download } from './downloads.ts';
import { handleGraphql } from './graphql.ts';
import { Refusal, type Answer, type Call } from './http.ts';
import { parseJson } from './json.ts';
import { answerFaults } from './openapi.ts';
import { countRequest, rateHeaders, refundRequest } from './rate-limit.ts';
import { handleRest } from './router.ts';
import type { GitHubState } from './state.ts';
import type { Token } from './tokens.ts';

export interface RawRequest {
  readonly method: string;
  /** Without the prefix of an Enterprise server. */
  readonly path: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What a client did wrong although it may have got an answer, by kind. */
export interface Violation {
  readonly kind: 'schema' | 'limit' | 'conduct';
  readonly request: string;
  readonly detail: string;
}

export interface Ledger {
  readonly violations: Violation[];
  /** Answers of ours that do not fit GitHub's description: defects of the server. */
  readonly defects: string[];
}

export function respond(state: GitHubState, request: RawRequest, ledger: Ledger): Answer {
  const note = (kind: Violation['kind']) => (detail: string) => {
    ledger.violations.push({ kind, request: `${request.method} ${request.path}`, detail });
  };
  const stored = request.method === 'GET' ? download(state, request.path) : undefined;
  if (stored !== undefined) return stored;
  try {
    const token = tokenOf(state, request.headers.authorization);
    countRequest(state, token);
    return withCommonHeaders(state, request, token, routed(state, request, token, note, ledger));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const token = state.tokens.get(bearer(request.headers.authorization));
    const isLimit =
      error.status === 422 && /items are allowed|characters are allowed|too long/i.test(JSON.stringify(error.body));
    if (isLimit) note('limit')(error.message.replaceAll('\n', ' '));
    return { status: error.status, body: error.body, headers: { ...rateHeaders(state, token), ...error.headers } };
  }
}

function routed(
  state: GitHubState,
  request: RawRequest,
  token: Token | undefined,
  note: (kind: Violation['kind']) => (detail: string) => void,
  ledger: Ledger,
): Answer {
  const body = request.text === '' ? undefined : parseJson(request.text);
  if (request.text !== '' && body === undefined) throw new Refusal(400, 'Problems parsing JSON');
  if (request.headers['user-agent'] === undefined) throw new Refusal(403, 'Request forbidden by administrative rules.');
  if (request.path === '/graphql') {
    if (token === undefined) throw new Refusal(401, 'This endpoint requires you to be authenticated.');
    return handleGraphql({ state, token, complain: note('conduct') }, body, note('schema'));
  }
  const call: Omit<Call, 'params'> = {
    state,
    token,
    url: request.url,
    body,
    headers: request.headers,
    complain: note('conduct'),
  };
  const { route, answer } = handleRest(request.method, request.path, call, note('schema'));
  if (!(answer.body instanceof Buffer)) {
    const faults = answerFaults(route.operation, answer.status, answer.body);
    ledger.defects.push(...faults.map((fault) => `${route.operation}: ${fault}`));
    if (faults.length > 0) return { status: 500, body: { message: 'the embedded GitHub made a wrong answer', faults } };
  }
  return answer;
}

function bearer(header: string | undefined): string {
  return (header ?? '').replace(/^(?:token|bearer)\s+/i, '');
}

function tokenOf(state: GitHubState, header: string | undefined): Token | undefined {
  if (header === undefined) return undefined;
  const token = state.tokens.get(bearer(header));
  if (token === undefined) throw new Refusal(401, 'Bad credentials');
  return token;
}

/** Rate limits, and an ETag for what was read: asked again with it, the answer is an empty and free 304. */
function withCommonHeaders(state: GitHubState, request: RawRequest, token: Token | undefined, answer: Answer): Answer {
  const headers = { ...rateHeaders(state, token), 'x-github-api-version-selected': '2022-11-28', ...answer.headers };
  if (request.method !== 'GET' || answer.status !== 200) return { ...answer, headers };
  const content = answer.body instanceof Buffer ? answer.body : JSON.stringify(answer.body);
  const etag = `W/"${createHash('sha256').update(content).digest('hex')}"`;
  if (request.headers['if-none-match'] === etag) {
    refundRequest(state, token);
    return { status: 304, headers: { ...headers, ...rateHeaders(state, token), etag } };
  }
  return { ...answer, headers: { ...headers, etag, 'cache-control': 'private, max-age=60, s-maxage=60' } };
}
