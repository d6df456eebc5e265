import { createHash } from 'node:crypto';
import * as z from 'zod';

import type { GitHubClient } from './client.ts';
import { GitHubFault } from './fault.ts';

/** The id git gives to these bytes. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1')
    .update(`blob ${String(bytes.byteLength)}\0`)
    .update(bytes)
    .digest('hex');
}

/** How many files one GraphQL request asks for, and how many requests a run may spend on files. */
const PER_QUERY = 60;
const MAX_QUERIES = 40;
/** Files that GraphQL cannot give as text (not UTF-8, or long), or does not give at all, are fetched one by one. */
const MAX_SINGLE = 120;

const Blob = z.object({
  oid: z.string(),
  text: z.string().nullish(),
  isTruncated: z.boolean().nullish(),
});
const Answer = z.object({ data: z.object({ repository: z.record(z.string(), z.unknown()) }) });

/**
 * Files by what git calls them: a blob's id, or `commit:path`. Proved by their ids. What cannot be had is absent, and
 * the caller must say so.
 */
export async function fetchBlobs(
  client: GitHubClient,
  expressions: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const single = new Map<string, string>();
  const wanted = [...new Set(expressions)];
  for (let query = 0; query * PER_QUERY < wanted.length && query < MAX_QUERIES; query += 1) {
    const batch = wanted.slice(query * PER_QUERY, (query + 1) * PER_QUERY);
    const blobs = await queryBlobs(client, batch);
    for (const [index, expression] of batch.entries()) {
      const blob = Blob.safeParse(blobs[`f${String(index)}`]);
      const bytes = blob.success ? bytesOf(blob.data) : undefined;
      if (bytes !== undefined) found.set(expression, bytes);
      else if (blob.success) single.set(expression, blob.data.oid);
      else if (/^[0-9a-f]{40}$/u.test(expression)) single.set(expression, expression);
    }
  }
  for (const [expression, id] of [...single].slice(0, MAX_SINGLE)) {
    const bytes = await fetchBlob(client, id);
    if (bytes !== undefined) found.set(expression, bytes);
  }
  return found;
}

/** Nothing where GraphQL does not serve at all. */
async function queryBlobs(
  client: GitHubClient,
  expressions: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const declared = expressions.map((_, index) => `$e${String(index)}: String!`).join(', ');
  const fields = expressions.map(
    (_, index) =>
      `    f${String(index)}: object(expression: $e${String(index)}) { ... on Blob { oid text isTruncated } }`,
  );
  const query = `query ($owner: String!, $name: String!, ${declared}) {
  repository(owner: $owner, name: $name) {
${fields.join('\n')}
  }
}`;
  const named = expressions.map((expression, index) => [`e${String(index)}`, expression] as const);
  const variables = { owner: client.owner, name: client.repo, ...Object.fromEntries(named) };
  try {
    return (await client.query(query, variables, Answer)).data.repository;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return {};
  }
}

function bytesOf(blob: z.infer<typeof Blob>): Uint8Array | undefined {
  if (typeof blob.text !== 'string' || blob.isTruncated === true) return undefined;
  const bytes = Buffer.from(blob.text, 'utf8');
  return blobId(bytes) === blob.oid ? bytes : undefined;
}

const RestBlob = z.object({ content: z.string(), encoding: z.enum(['base64', 'utf-8']) });

/** One blob by REST: exact for any bytes. */
export async function fetchBlob(client: GitHubClient, id: string): Promise<Uint8Array | undefined> {
  try {
    const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
    const { content, encoding } = await client.read(route, { file_sha: id }, RestBlob);
    const bytes = Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
    return blobId(bytes) === id ? bytes : undefined;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return undefined;
  }
}
