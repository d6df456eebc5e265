/** One request on its way through the server, the answer, and the refusals that GitHub words in its own way. */
import type { OperationId } from './operations.ts';
import type { Repository } from './model.ts';
import type { GitHubState } from './state.ts';
import type { Need, Token } from './tokens.ts';
import type { Json } from './json.ts';

export interface Call {
  readonly state: GitHubState;
  readonly token: Token | undefined;
  /** The full address as asked, for Link headers. */
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Something GitHub would do, but a good client would not ask for. */
  readonly complain: (detail: string) => void;
}

export interface Answer {
  readonly status: number;
  readonly body?: Json | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly operation: OperationId;
  /** Any one of them suffices. Reading a public repository needs none. */
  readonly needs: readonly Need[];
  /** Counts against the limit of content creations. */
  readonly creates?: boolean;
  readonly handle: (call: Call) => Answer;
}

/** A refusal. It carries the body as GitHub words it. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    more: { readonly [key: string]: Json } = {},
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.status = status;
    this.body = { message, ...more, documentation_url: 'https://docs.github.com/rest', status: String(status) };
    this.headers = headers;
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

export function unprocessable(...errors: readonly string[]): Refusal {
  return new Refusal(422, 'Unprocessable Entity', { errors });
}

/** The older shape: a field, a code and a message for each. */
export function validationFailed(
  resource: string,
  ...errors: readonly { field: string; code: string; message?: string }[]
): Refusal {
  return new Refusal(422, 'Validation Failed', { errors: errors.map((error) => ({ resource, ...error })) });
}

export function repositoryOf(call: Call): Repository {
  const repository = call.state.repository(call.params['owner'] ?? '', call.params['repo'] ?? '');
  if (repository === undefined) throw notFound();
  return repository;
}

export function numberParam(call: Call, name: string): number {
  const text = call.params[name] ?? '';
  if (!/^\d+$/.test(text)) throw notFound();
  return Number(text);
}

export function accepts(call: Call, media: string): boolean {
  return String(call.headers['accept'] ?? '').includes(media);
}

export function loginOf(call: Call): string {
  if (call.token === undefined) throw new Refusal(401, 'Requires authentication');
  return call.token.login;
}

const DEFAULT_PAGE = 30;
const MAX_PAGE = 100;

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** 30 a page unless asked, never more than 100, and the way on in a Link header. */
export function pageOf<T>(call: Call, all: readonly T[]): Page<T> {
  const size = Math.min(positive(call.url.searchParams.get('per_page'), DEFAULT_PAGE), MAX_PAGE);
  const page = positive(call.url.searchParams.get('page'), 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const links: string[] = [];
  const link = (target: number, rel: string): void => {
    const url = new URL(call.url);
    url.searchParams.set('page', String(target));
    links.push(`<${url.href}>; rel="${rel}"`);
  };
  if (page > 1) link(page - 1, 'prev');
  if (page < last) link(page + 1, 'next');
  if (page < last) link(last, 'last');
  if (page > 1) link(1, 'first');
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

function positive(text: string | null, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value > 0 ? value : otherwise;
}
