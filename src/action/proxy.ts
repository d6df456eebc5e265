import type { Fetch } from '../github/fetch.ts';

const PROXY_VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/**
 * Node's own fetch does not look at the proxy variables. The Actions toolkit's does, `no_proxy` included; it is loaded
 * only where a proxy is set.
 */
export async function proxiedFetch(env: NodeJS.ProcessEnv): Promise<Fetch> {
  if (!PROXY_VARIABLES.some((name) => env[name] !== undefined && env[name] !== '')) return fetch;
  const { defaults } = await import('@actions/github/lib/utils');
  const proxied: unknown = defaults.request?.fetch;
  if (typeof proxied !== 'function') return fetch;
  return async (url, init) => {
    const answer: unknown = await Reflect.apply(proxied, undefined, [url, init]);
    // The toolkit brings its own undici: its answers are like ours in all that is used here, but of another class.
    if (!isResponse(answer)) throw new TypeError('The proxy gave no answer.');
    return answer;
  };
}

function isResponse(answer: unknown): answer is Response {
  return typeof answer === 'object' && answer !== null && 'status' in answer && 'headers' in answer && 'body' in answer;
}
