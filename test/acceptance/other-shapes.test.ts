/** Answers that are as legal as the embedded GitHub's own, and look otherwise: the review is the same. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { objectOf } from '../github-server/json.ts';
import type { GitHubServer } from '../github-server/server.ts';
import { review, told, withPull } from './support.ts';

const NAMES = ['first', 'second', 'third'];

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}
type Change = (reply: Reply) => void;

/** Hands every request on, and changes what comes back. */
class Between {
  readonly #http: Server;

  constructor(server: GitHubServer, change: Change) {
    this.#http = createServer((request, response) => void this.#serve(server, change, request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.#http.listen(0, '127.0.0.1', done));
    const bound = this.#http.address();
    return `http://127.0.0.1:${String(typeof bound === 'object' ? bound?.port : 0)}`;
  }

  stop(): void {
    this.#http.closeAllConnections();
    this.#http.close();
  }

  async #serve(
    server: GitHubServer,
    change: Change,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
    const { host: _host, connection: _connection, 'transfer-encoding': _transfer, ...kept } = request.headers;
    const headers = Object.entries(kept).map(([name, value]): [string, string] => [name, String(value)]);
    const method = request.method ?? 'GET';
    const body = method === 'GET' ? {} : { body: Buffer.concat(chunks) };
    const answer = await fetch(server.serverUrl + (request.url ?? ''), {
      method,
      headers,
      redirect: 'manual',
      ...body,
    });
    const reply: Reply = {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    };
    delete reply.headers['content-length'];
    change(reply);
    response.writeHead(reply.status, reply.headers);
    // In two pieces and without a length: chunked.
    response.write(reply.body.subarray(0, 7));
    response.end(reply.body.subarray(7));
  }
}

function json(reply: Reply, change: (data: unknown) => unknown): void {
  if (reply.headers['content-type']?.includes('json') !== true) return;
  reply.body = Buffer.from(JSON.stringify(change(JSON.parse(reply.body.toString('utf8')))));
}

const SHAPES: Readonly<Record<string, Change>> = {
  'packed and in pieces': (reply) => {
    reply.headers['content-encoding'] = 'gzip';
    reply.body = gzipSync(reply.body);
  },
  'of GitHub’s own media type': (reply) => {
    if (reply.headers['content-type']?.includes('json') === true)
      reply.headers['content-type'] = 'application/vnd.github.v3+json; charset=utf-8';
  },
  'with fields that nobody knows yet': (reply) => {
    json(reply, (data) =>
      Array.isArray(data) ? data.map((row) => ({ ...objectOf(row), _new: null })) : { ...objectOf(data), _new: [1] },
    );
  },
  'without any rate headers or links': (reply) => {
    reply.headers = Object.fromEntries(
      Object.entries(reply.headers).filter(([name]) => !/^x-|^link$|^etag$/.test(name)),
    );
  },
};

for (const [name, change] of Object.entries(SHAPES)) {
  it.concurrent(name, async () => {
    await withPull({}, async (scenario) => {
      const between = new Between(scenario.server, change);
      const url = await between.start();
      try {
        const env = { GITHUB_API_URL: url, GITHUB_GRAPHQL_URL: `${url}/graphql` };
        const ran = await review(scenario, { action: 'opened', env });
        expect(told(scenario, ran)).toEqual(NAMES);
        expect(scenario.pull.threads).toHaveLength(3);
        expect(ran.outputs['published']).toBe('full');
      } finally {
        between.stop();
      }
    });
  });
}
