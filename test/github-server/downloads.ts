/** Archives and artifacts: the API answers 302, the bytes come from another address that needs no token. */
import { notFound, numberParam, pageOf, Refusal, repositoryOf, type Answer, type Call, type Route } from './http.ts';
import { commitNamed } from './contents.ts';
import type { JsonObject } from './json.ts';
import type { Artifact, Repository } from './model.ts';
import { apiUrl, fullName } from './render-accounts.ts';
import type { GitHubState } from './state.ts';

const STORAGE = '/_storage';
const KEEP_MILLISECONDS = 90 * 24 * 3600 * 1000;

type Format = 'tar.gz' | 'zip';

function archive(format: Format): (call: Call) => Answer {
  return (call) => {
    const repository = repositoryOf(call);
    const ref = call.params['ref'] ?? '';
    const sha = commitNamed(repository, ref === '' ? repository.defaultBranch : ref);
    const location = `${call.state.urls.web}${STORAGE}/codeload/${fullName(repository)}/${format}/${sha}`;
    return { status: 302, headers: { location } };
  };
}

/** The bytes behind the redirects; `undefined` when the path is none of theirs. */
export function download(state: GitHubState, path: string): Answer | undefined {
  const [, , kind = '', owner = '', name = '', part = '', id = ''] = path.split('/');
  if (!path.startsWith(`${STORAGE}/`)) return undefined;
  const repository = state.repository(decodeURIComponent(owner), decodeURIComponent(name));
  if (repository === undefined) return { status: 404 };
  if (kind === 'codeload') return archiveBytes(repository, part === 'zip' ? 'zip' : 'tar.gz', id);
  const artifact = repository.artifacts.find((item) => String(item.id) === part);
  return artifact === undefined
    ? { status: 404 }
    : { status: 200, body: artifact.zip, headers: { 'content-type': 'application/zip' } };
}

/** `git archive` obeys `export-ignore` in the tree's own attributes. So does GitHub: a file can hide from an archive. */
function archiveBytes(repository: Repository, format: Format, sha: string): Answer {
  const prefix = `${repository.owner}-${repository.name}-${sha.slice(0, 7)}/`;
  const body = repository.git.bytes(['archive', `--format=${format}`, `--prefix=${prefix}`, sha]);
  return {
    status: 200,
    body,
    headers: { 'content-type': format === 'zip' ? 'application/zip' : 'application/x-gzip' },
  };
}

function artifactJson(state: GitHubState, repository: Repository, artifact: Artifact): JsonObject {
  const url = apiUrl(state, repository, `/actions/artifacts/${artifact.id}`);
  return {
    id: artifact.id,
    node_id: `AR_${artifact.id}`,
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: new Date(Date.parse(artifact.createdAt) + KEEP_MILLISECONDS).toISOString(),
    workflow_run: {
      id: artifact.runId,
      repository_id: repository.id,
      head_repository_id: repository.id,
      head_branch: 'feature',
      head_sha: artifact.headSha,
    },
  };
}

function listArtifacts(call: Call, artifacts: readonly Artifact[]): Answer {
  const repository = repositoryOf(call);
  const name = call.url.searchParams.get('name');
  const matching = artifacts.filter((artifact) => name === null || artifact.name === name);
  const { items, headers } = pageOf(call, matching);
  const rows = items.map((artifact) => artifactJson(call.state, repository, artifact));
  return { status: 200, body: { total_count: matching.length, artifacts: rows }, headers };
}

function listOfRun(call: Call): Answer {
  const run = numberParam(call, 'run_id');
  return listArtifacts(
    call,
    repositoryOf(call).artifacts.filter((artifact) => artifact.runId === run),
  );
}

function artifactOf(call: Call): Artifact {
  const id = numberParam(call, 'artifact_id');
  const artifact = repositoryOf(call).artifacts.find((item) => item.id === id);
  if (artifact === undefined) throw notFound();
  return artifact;
}

/** Unlike the rest, this wants a token even in a public repository. */
function downloadArtifact(call: Call): Answer {
  const repository = repositoryOf(call);
  const artifact = artifactOf(call);
  if (call.token === undefined) throw new Refusal(401, 'Requires authentication');
  if (artifact.expired) throw new Refusal(410, 'Artifact has expired');
  if (call.params['archive_format'] !== 'zip') throw new Refusal(415, 'Unsupported Media Type');
  return {
    status: 302,
    headers: { location: `${call.state.urls.web}${STORAGE}/artifacts/${fullName(repository)}/${artifact.id}` },
  };
}

const CONTENTS = [{ permission: 'contents', level: 'read' }] as const;
const ACTIONS = [{ permission: 'actions', level: 'read' }] as const;

export const downloadRoutes: readonly Route[] = [
  { operation: 'repos/download-tarball-archive', needs: CONTENTS, handle: archive('tar.gz') },
  { operation: 'repos/download-zipball-archive', needs: CONTENTS, handle: archive('zip') },
  {
    operation: 'actions/list-artifacts-for-repo',
    needs: ACTIONS,
    handle: (call) => listArtifacts(call, repositoryOf(call).artifacts),
  },
  { operation: 'actions/list-workflow-run-artifacts', needs: ACTIONS, handle: listOfRun },
  {
    operation: 'actions/get-artifact',
    needs: ACTIONS,
    handle: (call) => ({ status: 200, body: artifactJson(call.state, repositoryOf(call), artifactOf(call)) }),
  },
  { operation: 'actions/download-artifact', needs: ACTIONS, handle: downloadArtifact },
];
