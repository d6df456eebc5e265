import * as z from 'zod';

import type { GitHubClient } from './client.ts';

/** The commit that a branch, a tag or a short id names, whatever it is called; it goes as one encoded piece. */
export async function resolveRef(client: GitHubClient, ref: string): Promise<string> {
  const route = 'GET /repos/{owner}/{repo}/commits/{ref}';
  return (await client.read(route, { ref }, z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/u) }))).sha;
}
