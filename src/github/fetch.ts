/** What Octokit calls for every request. */
export type Fetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

export interface FetchLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** Bodies that no archive needs and no answer of the API reaches. */
export const DEFAULT_LIMITS: FetchLimits = { timeoutMs: 30_000, maxBytes: 256 * 1024 * 1024 };

/**
 * Reads each answer whole before Octokit sees it, within a time limit. Octokit by itself has no limit, and makes an
 * empty text of a body that breaks off: a status of 200 with nothing in it, which a gate would take for "no files".
 */
export function wholeAnswers(fetch: Fetch, limits: FetchLimits): Fetch {
  return async (url, init) => {
    const timeout = AbortSignal.timeout(limits.timeoutMs);
    const given = init?.signal;
    const signal = given instanceof AbortSignal ? AbortSignal.any([given, timeout]) : timeout;
    const answer = await fetch(url, { ...init, signal });
    if (answer.body === null || [204, 205, 304].includes(answer.status)) return answer;
    const bytes = await readWhole(answer, limits.maxBytes);
    requireJson(answer, bytes);
    const headers = new Headers([...answer.headers]);
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) headers.delete(name);
    const { status, statusText } = answer;
    const whole = new Response(bytes, { status, statusText, headers });
    Object.defineProperty(whole, 'url', { value: answer.url });
    return whole;
  };
}

async function readWhole(answer: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    if (!(chunk instanceof Uint8Array)) throw new Error('The answer is no byte stream.');
    length += chunk.byteLength;
    if (length > maxBytes) throw new Error(`The answer is larger than ${String(maxBytes)} bytes.`);
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

/** A success that says it is JSON and is not has been damaged on its way. */
function requireJson(answer: Response, bytes: Uint8Array): void {
  if (!answer.ok || !/^application\/([a-z.+-]*\+)?json\b/iu.test(answer.headers.get('content-type') ?? '')) return;
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Error('The answer broke off or is no JSON.', { cause: error });
  }
}
