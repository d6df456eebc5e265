/** What Octokit calls for every request. */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

export interface FetchLimits {
  /** Until the answer begins, and between two pieces of it. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** GitHub itself gives up after ten seconds. Bodies that no archive needs and no answer of the API reaches are refused. */
export const DEFAULT_LIMITS: FetchLimits = { timeoutMs: 20_000, maxBytes: 256 * 1024 * 1024 };

const MAX_REDIRECTS = 3;
/** However steadily it comes: a body that takes longer than so many time limits is given up. */
const MAX_TIMEOUTS = 12;

/**
 * Reads each answer whole before Octokit sees it, within a time limit. Octokit by itself has no limit, and makes an
 * empty text of a body that breaks off: a status of 200 with nothing in it, which a gate would take for "no files".
 */
export function wholeAnswers(fetch: Fetch, limits: FetchLimits): Fetch {
  return async (url, init) => {
    const watch = new Watch(limits.timeoutMs, init?.signal);
    try {
      const answer = await followed(fetch, url, { ...init, signal: watch.signal });
      if (answer.body === null || [204, 205, 304].includes(answer.status)) return answer;
      const bytes = await readWhole(answer, limits.maxBytes, watch);
      return bytes === undefined ? tooLarge(limits.maxBytes) : wholeAnswer(answer, bytes);
    } finally {
      watch.stop();
    }
  };
}

/** Aborts when nothing has come for a while, or when it all takes too long. */
class Watch {
  readonly #controller = new AbortController();
  readonly #timeoutMs: number;
  readonly #last: NodeJS.Timeout;
  #next: NodeJS.Timeout;

  constructor(timeoutMs: number, given: AbortSignal | null | undefined) {
    this.#timeoutMs = timeoutMs;
    this.#next = this.#abortAfter(timeoutMs);
    this.#last = this.#abortAfter(timeoutMs * MAX_TIMEOUTS);
    given?.addEventListener('abort', () => this.#controller.abort(given.reason), { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  sawSomething(): void {
    clearTimeout(this.#next);
    this.#next = this.#abortAfter(this.#timeoutMs);
  }

  stop(): void {
    clearTimeout(this.#next);
    clearTimeout(this.#last);
  }

  #abortAfter(milliseconds: number): NodeJS.Timeout {
    const abort = (): void => this.#controller.abort(new DOMException('The answer took too long.', 'TimeoutError'));
    return setTimeout(abort, milliseconds);
  }
}

/**
 * A repository that was renamed answers with a redirect, and `fetch` makes a GET of a POST that is redirected: it would
 * list reviews and take the list for a review that was written. So a write is sent again as it is, to the same host.
 */
async function followed(fetch: Fetch, url: string | URL, init: RequestInit): Promise<Response> {
  if ((init.method ?? 'GET') === 'GET') return fetch(url, init);
  let target = new URL(url);
  for (let count = 0; ; count += 1) {
    const answer = await fetch(target, { ...init, redirect: 'manual' });
    const location = answer.headers.get('location');
    if (![301, 302, 307, 308].includes(answer.status) || location === null) return answer;
    const next = new URL(location, target);
    if (next.origin !== target.origin || count >= MAX_REDIRECTS) throw new Error('GitHub redirects a write elsewhere.');
    target = next;
  }
}

/** Undefined where it is larger than that. */
async function readWhole(
  answer: Response,
  maxBytes: number,
  watch: Watch,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    if (!(chunk instanceof Uint8Array)) throw new Error('The answer is no byte stream.');
    watch.sawSomething();
    length += chunk.byteLength;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

/** A refusal, so that nobody asks for it again. */
function tooLarge(maxBytes: number): Response {
  return Response.json({ message: `The answer is larger than ${String(maxBytes)} bytes.` }, { status: 413 });
}

function wholeAnswer(answer: Response, bytes: Uint8Array<ArrayBuffer>): Response {
  const headers = new Headers([...answer.headers]);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
  if (isJson(answer)) {
    if (answer.ok) requireJson(bytes);
    // Octokit knows JSON by this name alone.
    headers.set('content-type', 'application/json; charset=utf-8');
  }
  const { status, statusText } = answer;
  const whole = new Response(bytes, { status, statusText, headers });
  Object.defineProperty(whole, 'url', { value: answer.url });
  return whole;
}

function isJson(answer: Response): boolean {
  return /^application\/([a-z0-9.+-]*\+)?json\b/iu.test(answer.headers.get('content-type') ?? '');
}

/** A success that says it is JSON and is not has been damaged on its way. */
function requireJson(bytes: Uint8Array): void {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Error('The answer broke off or is no JSON.', { cause: error });
  }
}
