import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import type * as z from 'zod';

import { type Clock, systemClock, WaitBudget } from './clock.ts';
import { type AnswerHeaders, faultFrom, graphqlLimit, graphqlRefusal } from './fault-from.ts';
import { GitHubFault } from './fault.ts';
import { DEFAULT_LIMITS, type Fetch, wholeAnswers } from './fetch.ts';

export interface ClientOptions {
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  /** From the runner's environment only; never from an input or a configuration. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  readonly timeoutMs?: number;
  /** All waits for limits and for lost answers together. */
  readonly waitSeconds?: number;
  /** Milliseconds of what the plugins call a second; smaller in tests. */
  readonly secondMs?: number;
  /** One write a second, as GitHub asks of clients; off in tests. */
  readonly paced?: boolean;
}

export type Parameters = Readonly<Record<string, unknown>>;

export interface Page<T> {
  readonly data: T;
  readonly hasNext: boolean;
}

/** All that the adapters ask of GitHub. Every answer is checked for its shape; every failure is a `GitHubFault`. */
export interface GitHubClient {
  readonly owner: string;
  readonly repo: string;
  readonly clock: Clock;
  read<T>(route: string, parameters: Parameters, shape: z.ZodType<T>): Promise<T>;
  readPage<T>(route: string, parameters: Parameters, shape: z.ZodType<T>): Promise<Page<T>>;
  /** Sent once, and again only where GitHub says that it did not take it (a rate limit). */
  write<T>(route: string, parameters: Parameters, shape: z.ZodType<T>): Promise<T>;
  /** An answer of 200 that holds errors and not what was asked for is a fault like any other. */
  query<T>(query: string, variables: Parameters, shape: z.ZodType<T>): Promise<T>;
  /** Like `write`: never repeated blindly. */
  mutate<T>(query: string, variables: Parameters, shape: z.ZodType<T>): Promise<T>;
  download(route: string, parameters: Parameters): Promise<Uint8Array>;
  /** Waits if the budget of the run allows it. */
  wait(seconds: number): Promise<boolean>;
}

/** A read outlives three faults in a row. */
const READ_ATTEMPTS = 4;
/** A limit that outlives so many of the waits it asked for does not end within this run. */
const LIMITED_ATTEMPTS = 5;
const API_VERSION = '2022-11-28';

/** Octokit types what it cannot know as `any`; here it is unknown until its shape is checked. */
interface RawAnswer {
  readonly data: unknown;
  readonly headers: AnswerHeaders & { readonly link?: string | undefined };
}

interface Answer {
  readonly data: unknown;
  readonly link: string;
}

export function createClient(options: ClientOptions): GitHubClient {
  return new OctokitClient(options);
}

class OctokitClient implements GitHubClient {
  readonly owner: string;
  readonly repo: string;
  readonly clock: Clock;
  readonly #octokit: Octokit;
  /** For GraphQL queries: they are POSTs, and GitHub asks for pauses between what writes only. */
  readonly #unpaced: Octokit;
  readonly #graphqlUrl: string;
  readonly #budget: WaitBudget;

  constructor(options: ClientOptions) {
    this.owner = options.owner;
    this.repo = options.repo;
    this.clock = options.clock ?? systemClock;
    this.#graphqlUrl = options.graphqlUrl;
    this.#budget = new WaitBudget(options.waitSeconds ?? 120, this.clock);
    this.#octokit = octokitFor(options);
    this.#unpaced = octokitFor({ ...options, paced: false });
  }

  async read<T>(route: string, parameters: Parameters, shape: z.ZodType<T>): Promise<T> {
    return (await this.readPage(route, parameters, shape)).data;
  }

  async readPage<T>(route: string, parameters: Parameters, shape: z.ZodType<T>): Promise<Page<T>> {
    return this.#repeat(async () => {
      const answer = await this.#send(this.#octokit, route, parameters);
      return { data: shaped(answer.data, shape, route), hasNext: /rel="next"/u.test(answer.link) };
    });
  }

  async write<T>(route: string, parameters: Parameters, shape: z.ZodType<T>): Promise<T> {
    return shaped((await this.#send(this.#octokit, route, parameters)).data, shape, route);
  }

  async query<T>(query: string, variables: Parameters, shape: z.ZodType<T>): Promise<T> {
    return this.#repeat(async () => {
      const { data } = await this.#send(this.#unpaced, `POST ${this.#graphqlUrl}`, { query, variables });
      return shaped(data, shape, 'GraphQL');
    }, isUnavailable);
  }

  async mutate<T>(query: string, variables: Parameters, shape: z.ZodType<T>): Promise<T> {
    const { data } = await this.#send(this.#octokit, `POST ${this.#graphqlUrl}`, { query, variables });
    return shaped(data, shape, 'GraphQL');
  }

  async download(route: string, parameters: Parameters): Promise<Uint8Array> {
    return this.#repeat(async () => {
      const request = { parseSuccessResponseBody: false };
      const { data } = await this.#send(this.#octokit, route, { ...parameters, request });
      if (data instanceof ReadableStream) return new Uint8Array(await new Response(data).arrayBuffer());
      throw new GitHubFault(`${route}: no bytes in the answer`, { kind: 'unavailable', status: 200 });
    });
  }

  async wait(seconds: number): Promise<boolean> {
    return this.#budget.wait(seconds);
  }

  /** One request, and again after the wait that a rate limit asks for: what was refused so was not stored. */
  async #send(octokit: Octokit, route: string, parameters: Parameters): Promise<Answer> {
    const common = route.includes('{owner}') ? { owner: this.owner, repo: this.repo } : {};
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer: RawAnswer = await octokit.request(route, { ...common, ...parameters });
        const { data, headers } = answer;
        const limit = graphqlLimit(data, headers, this.clock.now());
        if (limit !== undefined) throw limit;
        return { data, link: headers.link ?? '' };
      } catch (error) {
        const fault = faultFrom(error, nameOf(route), this.clock.now());
        if (fault.kind !== 'rate-limited' || attempt >= LIMITED_ATTEMPTS) throw fault;
        if (!(await this.wait(fault.retryAfter ?? 60))) throw fault;
      }
    }
  }

  /** For reads only. Octokit's plugin repeats a GET that failed; what it takes for an answer and is none, and queries, here. */
  async #repeat<T>(attempt: () => Promise<T>, isWorthIt = isMisshapen): Promise<T> {
    for (let count = 1; ; count += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!isWorthIt(error) || count >= READ_ATTEMPTS || !(await this.wait(count))) throw error;
      }
    }
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof GitHubFault && error.kind === 'unavailable';
}

function isMisshapen(error: unknown): boolean {
  return error instanceof GitHubFault && error.kind === 'unavailable' && error.status === 200;
}

function octokitFor(options: ClientOptions): Octokit {
  const secondMs = options.secondMs ?? 1000;
  const limits = { ...DEFAULT_LIMITS, ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }) };
  const quiet = (): void => undefined;
  const Client = Octokit.plugin(retry, throttling);
  const octokit = new Client({
    auth: options.token,
    baseUrl: options.apiUrl,
    userAgent: 'fastapi-hardening',
    request: { fetch: wholeAnswers(options.fetch ?? fetch, limits) },
    // Octokit prints whole requests; the one place that prints to the log is `action/log.ts`.
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    retry: {
      retries: READ_ATTEMPTS - 1,
      retryAfterBaseValue: secondMs,
      doNotRetry: [400, 401, 403, 404, 406, 409, 410, 413, 415, 422, 429, 451],
    },
    throttle: {
      enabled: options.paced ?? true,
      // Pacing is the plugin's; waiting is ours, since it must fit into the run's budget and read every header.
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
  });
  octokit.hook.before('request', (request) => {
    request.headers['x-github-api-version'] = API_VERSION;
    // A POST that got a 502 may have been stored: looking comes before repeating.
    if (request.method !== 'GET') request.request['retries'] = 0;
  });
  return octokit;
}

function shaped<T>(data: unknown, shape: z.ZodType<T>, route: string): T {
  const result = shape.safeParse(data);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join('.') ?? '';
  const refusal = graphqlRefusal(data);
  if (refusal !== undefined) throw refusal;
  const text = `${nameOf(route)}: the answer has an unexpected shape${where === '' ? '' : ` at ${where}`}`;
  throw new GitHubFault(text, { kind: 'unavailable', status: 200 });
}

/** `GET /repos/{owner}/{repo}/pulls` as `GET pulls`; no address, no parameter. */
function nameOf(route: string): string {
  if (/^POST https?:/u.test(route)) return 'GraphQL';
  return route.replace('/repos/{owner}/{repo}/', '');
}
