/** The repository itself, who asks, what is left of the rate limit, and uploads for code scanning. */
import { gunzipSync } from 'node:zlib';
import { loginOf, notFound, Refusal, repositoryOf, type Answer, type Call, type Route } from './http.ts';
import { objectOf, parseJson, textOf } from './json.ts';
import { ownUserJson, apiUrl, repositoryJson } from './render-accounts.ts';
import { rateOf } from './rate-limit.ts';
import { refusal } from './tokens.ts';

const SARIF_BYTES = 10 * 1024 * 1024;

function getRepository(call: Call): Answer {
  const repository = repositoryOf(call);
  return { status: 200, body: { ...repositoryJson(call.state, repository), network_count: 0, subscribers_count: 0 } };
}

/** An App's token is nobody: only GraphQL's `viewer` tells its name. */
function getUser(call: Call): Answer {
  if (call.token !== undefined && call.token.kind !== 'pat') throw new Refusal(403, refusal(call.token));
  return { status: 200, body: ownUserJson(call.state, loginOf(call)) };
}

function getRateLimit(call: Call): Answer {
  const { limit, remaining, reset, used } = rateOf(call.state, call.token);
  const core = { limit, remaining, reset, used };
  return { status: 200, body: { resources: { core, search: core, graphql: core }, rate: core } };
}

function uploadSarif(call: Call): Answer {
  const repository = repositoryOf(call);
  const request = objectOf(call.body);
  const packed = Buffer.from(textOf(request['sarif']) ?? '', 'base64');
  if (packed.length > SARIF_BYTES) throw new Refusal(413, 'SARIF file is too large');
  const sarif = unpacked(packed);
  if (objectOf(sarif)['version'] !== '2.1.0')
    throw new Refusal(400, 'Invalid SARIF. JSON syntax error or unsupported version');
  const id = `00000000-0000-4000-8000-${String(call.state.nextId()).padStart(12, '0')}`;
  repository.sarifs.push({
    id,
    commitSha: textOf(request['commit_sha']) ?? '',
    ref: textOf(request['ref']) ?? '',
    sarif,
  });
  return { status: 202, body: { id, url: apiUrl(call.state, repository, `/code-scanning/sarifs/${id}`) } };
}

function unpacked(packed: Buffer): unknown {
  try {
    return parseJson(gunzipSync(packed).toString('utf8'));
  } catch {
    throw new Refusal(400, 'Invalid SARIF. Not gzip and base64');
  }
}

function getSarif(call: Call): Answer {
  const repository = repositoryOf(call);
  const upload = repository.sarifs.find((item) => item.id === call.params['sarif_id']);
  if (upload === undefined) throw notFound();
  return {
    status: 200,
    body: { processing_status: 'complete', analyses_url: apiUrl(call.state, repository, '/code-scanning/analyses') },
  };
}

export const metaRoutes: readonly Route[] = [
  { operation: 'repos/get', needs: [{ permission: 'metadata', level: 'read' }], handle: getRepository },
  { operation: 'users/get-authenticated', needs: [], handle: getUser },
  { operation: 'rate-limit/get', needs: [], handle: getRateLimit },
  {
    operation: 'code-scanning/upload-sarif',
    needs: [{ permission: 'security-events', level: 'write' }],
    handle: uploadSarif,
  },
  { operation: 'code-scanning/get-sarif', needs: [{ permission: 'security-events', level: 'read' }], handle: getSarif },
];
