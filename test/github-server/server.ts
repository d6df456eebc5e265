/** The embedded GitHub: a server on loopback with state, limits and faults. See README.md in this folder. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { FaultPlan, type Fault, type FaultRule } from './faults.ts';
import type { Answer } from './http.ts';
import { objectOf, parseJson, textOf } from './json.ts';
import { respond, type RawRequest, type Violation } from './pipeline.ts';
import { secondaryLimit } from './rate-limit.ts';
import { GitHubState } from './state.ts';

export interface LogEntry {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  /** The names of GraphQL's fields at the top, such as `repository` or `resolveReviewThread`. */
  readonly graphql?: readonly string[];
  /** Absent when no answer was sent. */
  status?: number;
  readonly fault?: Fault['kind'];
}

/** `drop` ends the connection without handling the request. */
export type RequestListener = (entry: LogEntry) => 'drop' | undefined;

export interface GitHubServer {
  /** For GITHUB_API_URL. */
  readonly url: string;
  /** For GITHUB_GRAPHQL_URL. */
  readonly graphqlUrl: string;
  /** For GITHUB_SERVER_URL. */
  readonly serverUrl: string;
  readonly state: GitHubState;
  readonly log: readonly LogEntry[];
  readonly violations: readonly Violation[];
  /** Answers of the server itself that do not fit GitHub's description. `close` throws when there are any. */
  readonly defects: readonly string[];
  readonly faults: FaultPlan;
  /** Requests that could change something, GraphQL queries left out. */
  writes(): readonly LogEntry[];
  /** Calls back before each request is handled: a test may kill the client there. The result takes the listener off. */
  onRequest(listener: RequestListener): () => void;
  clearLog(): void;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly state?: GitHubState;
  /** Addresses as on an Enterprise server: `/api/v3` and `/api/graphql`. */
  readonly enterprise?: boolean;
  readonly faults?: readonly FaultRule[];
}

const PREFIXES = [
  ['/api/v3', ''],
  ['/api/graphql', '/graphql'],
] as const;

/** One running server. `startGitHub` makes it. */
class EmbeddedGitHub implements GitHubServer {
  readonly state: GitHubState;
  readonly log: LogEntry[] = [];
  readonly violations: Violation[] = [];
  readonly defects: string[] = [];
  readonly faults = new FaultPlan();
  readonly enterprise: boolean;
  readonly http: Server = createServer((request, response) => void this.serve(request, response));
  private readonly listeners = new Set<RequestListener>();
  serverUrl = '';

  constructor(options: ServerOptions) {
    this.state = options.state ?? new GitHubState();
    this.enterprise = options.enterprise ?? false;
    this.faults.add(...(options.faults ?? []));
  }

  get url(): string {
    return this.enterprise ? `${this.serverUrl}/api/v3` : this.serverUrl;
  }

  get graphqlUrl(): string {
    return this.enterprise ? `${this.serverUrl}/api/graphql` : `${this.serverUrl}/graphql`;
  }

  writes(): readonly LogEntry[] {
    return this.log.filter((entry) => {
      if (entry.path !== '/graphql') return entry.method !== 'GET';
      return /^\s*mutation\b/.test(textOf(objectOf(entry.body)['query']) ?? '');
    });
  }

  onRequest(listener: RequestListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  clearLog(): void {
    this.log.length = 0;
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise<void>((resolve) => this.http.close(() => resolve()));
    if (this.defects.length > 0) throw new Error(`The embedded GitHub gave wrong answers:\n${this.defects.join('\n')}`);
  }

  private async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(message, this.serverUrl);
    const rule = this.faults.next(request.method, request.path, request.text);
    const entry = logEntry(request, rule?.fault.kind);
    this.log.push(entry);
    const wishes = [...this.listeners].map((listener) => listener(entry));
    if (wishes.includes('drop')) {
      response.destroy();
      return;
    }
    try {
      if (rule === undefined) finish(response, entry, this.answer(request));
      else await this.misbehave(rule, request, response, entry);
    } catch (error) {
      this.defects.push(
        `${request.method} ${request.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      finish(response, entry, { status: 500, body: { message: 'the embedded GitHub crashed' } });
    }
  }

  private answer(request: RawRequest): Answer {
    return respond(this.state, request, this);
  }

  private async misbehave(
    rule: FaultRule,
    request: RawRequest,
    response: ServerResponse,
    entry: LogEntry,
  ): Promise<void> {
    const { fault } = rule;
    if (fault.kind === 'run' && rule.when !== 'after') fault.run();
    if (fault.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
    const needsAnswer = rule.when === 'after' || ['run', 'delay', 'cut-body', 'cut-json'].includes(fault.kind);
    const answer = needsAnswer ? this.answer(request) : { status: 500 };
    if (fault.kind === 'run' && rule.when === 'after') fault.run();
    if (fault.kind === 'timeout') return;
    if (fault.kind === 'reset') response.socket?.resetAndDestroy();
    else if (fault.kind === 'cut-body') cutBody(response, entry, answer);
    else if (fault.kind === 'cut-json') cutJson(response, entry, answer);
    else finish(response, entry, faultAnswer(this.state, fault) ?? answer);
  }
}

async function read(message: IncomingMessage, origin: string): Promise<RawRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const url = new URL(message.url ?? '/', origin);
  const prefix = PREFIXES.find(([from]) => url.pathname === from || url.pathname.startsWith(`${from}/`));
  const path = prefix === undefined ? url.pathname : prefix[1] + url.pathname.slice(prefix[0].length);
  return {
    method: message.method ?? 'GET',
    path,
    url,
    headers: message.headers,
    text: Buffer.concat(chunks).toString('utf8'),
  };
}

function logEntry(request: RawRequest, fault: Fault['kind'] | undefined): LogEntry {
  const body = request.text === '' ? undefined : (parseJson(request.text) ?? request.text);
  const query = request.path === '/graphql' ? textOf(objectOf(body)['query']) : undefined;
  return {
    method: request.method,
    path: request.path,
    query: request.url.search,
    body,
    ...(query === undefined ? {} : { graphql: topFields(query) }),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** The fields at brace depth 1, read by a scan that needs no valid query. */
function topFields(query: string): readonly string[] {
  const fields: string[] = [];
  let braces = 0;
  let parens = 0;
  for (const [token] of query.replace(/"(?:[^"\\]|\\.)*"|#.*/g, '').matchAll(/[{}()]|\w+(?:\s*:\s*\w+)?/g)) {
    if (token === '{') braces += 1;
    else if (token === '}') braces -= 1;
    else if (token === '(') parens += 1;
    else if (token === ')') parens -= 1;
    else if (braces === 1 && parens === 0) fields.push(token.replace(/^\w+\s*:\s*/, ''));
  }
  return fields;
}

function faultAnswer(state: GitHubState, fault: Fault): Answer | undefined {
  if (fault.kind === 'status') {
    const body = {
      message: fault.message ?? `Server Error ${fault.status}`,
      ...(fault.errors === undefined ? {} : { errors: fault.errors }),
    };
    return { status: fault.status, body, ...(fault.headers === undefined ? {} : { headers: fault.headers }) };
  }
  if (fault.kind === 'secondary-limit') return secondaryLimit(fault.status, fault.retryAfter);
  if (fault.kind !== 'primary-limit') return undefined;
  const reset = String(Math.ceil(state.clock.now() / 1000) + (fault.resetAfter ?? 60));
  const headers = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
  return { status: 403, body: { message: 'API rate limit exceeded for installation.' }, headers };
}

function bytesOf(answer: Answer): Buffer {
  if (answer.body === undefined) return Buffer.alloc(0);
  return answer.body instanceof Buffer ? answer.body : Buffer.from(JSON.stringify(answer.body));
}

function headersOf(answer: Answer, length: number): Record<string, string> {
  const type = answer.body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  const noBody = answer.status === 204 || answer.status === 304;
  return { server: 'github.com', ...type, ...answer.headers, ...(noBody ? {} : { 'content-length': String(length) }) };
}

function finish(response: ServerResponse, entry: LogEntry, answer: Answer): void {
  const bytes = bytesOf(answer);
  entry.status = answer.status;
  response.writeHead(answer.status, headersOf(answer, bytes.length));
  response.end(answer.status === 204 || answer.status === 304 ? undefined : bytes);
}

function cutBody(response: ServerResponse, entry: LogEntry, answer: Answer): void {
  const bytes = bytesOf(answer);
  entry.status = answer.status;
  response.writeHead(answer.status, headersOf(answer, bytes.length));
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

function cutJson(response: ServerResponse, entry: LogEntry, answer: Answer): void {
  const bytes = bytesOf(answer);
  finish(response, entry, {
    ...answer,
    body: bytes.subarray(0, Math.floor(bytes.length / 2)),
    headers: { 'content-type': 'application/json', ...answer.headers },
  });
}

/** Listens on a free port of 127.0.0.1. */
export async function startGitHub(options: ServerOptions = {}): Promise<GitHubServer> {
  const server = new EmbeddedGitHub(options);
  await new Promise<void>((resolve) => server.http.listen(0, '127.0.0.1', resolve));
  const address = server.http.address();
  if (address === null || typeof address === 'string') throw new Error('the embedded GitHub has no port');
  server.serverUrl = `http://127.0.0.1:${address.port}`;
  server.state.urls = { api: server.url, web: server.serverUrl };
  return server;
}
