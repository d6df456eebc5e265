/** Commits, comparisons, trees, blobs, refs and contents, straight from the git repository. */
import { diffBetween } from './diffs.ts';
import type { TreeEntry } from './git.ts';
import { accepts, notFound, pageOf, Refusal, repositoryOf, type Answer, type Call, type Route } from './http.ts';
import type { JsonObject } from './json.ts';
import type { Repository } from './model.ts';
import { apiUrl, webUrl } from './render-accounts.ts';
import { commitJson, filesJson } from './render-pull.ts';
import type { GitHubState } from './state.ts';

const MAX_COMPARED_FILES = 300;
const MAX_DIRECTORY = 1000;
const INLINE_LIMIT = 1024 * 1024;
const RAW_MEDIA = ['application/vnd.github.raw', 'application/vnd.github.v3.raw'];

export function commitNamed(repository: Repository, name: string): string {
  const sha = repository.git.resolve(name) ?? repository.git.resolve(`refs/heads/${name}`);
  if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${name}`);
  return sha;
}

function getCommit(call: Call): Answer {
  const repository = repositoryOf(call);
  const sha = commitNamed(repository, call.params['ref'] ?? '');
  if (accepts(call, 'application/vnd.github.sha')) {
    return {
      status: 200,
      body: Buffer.from(sha),
      headers: { 'content-type': 'application/vnd.github.sha; charset=utf-8' },
    };
  }
  const [parent = sha] = repository.git.commit(sha).parents;
  const { items, headers } = pageOf(call, diffBetween(repository, parent, sha));
  const files = filesJson(call.state, repository, sha, items);
  return { status: 200, body: { ...commitJson(call.state, repository, sha), files }, headers };
}

/** Three dots only, as the API. Files come with the first page alone, at most 300. */
function compare(call: Call): Answer {
  const repository = repositoryOf(call);
  const [base = '', head = ''] = (call.params['basehead'] ?? '').split('...');
  const ends = [base, head].map((name) => repository.git.resolve(name.replace(/^[^:]*:/, '')));
  const [from, to] = ends;
  if (from === undefined || to === undefined) throw notFound();
  const mergeBase = repository.git.mergeBase(from, to);
  if (mergeBase === undefined) throw new Refusal(404, `No common ancestor between ${base} and ${head}.`);
  const commits = repository.git.commitsBetween(from, to);
  const behind = repository.git.commitsBetween(to, from).length;
  const url = apiUrl(call.state, repository, `/compare/${base}...${head}`);
  const web = webUrl(call.state, repository, `/compare/${base}...${head}`);
  const { items, headers } = pageOf(call, commits);
  const isFirst = (call.url.searchParams.get('page') ?? '1') === '1';
  const files = isFirst ? diffBetween(repository, mergeBase, to).slice(0, MAX_COMPARED_FILES) : [];
  const body = {
    url,
    html_url: web,
    permalink_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    base_commit: commitJson(call.state, repository, from),
    merge_base_commit: commitJson(call.state, repository, mergeBase),
    status: relation(commits.length, behind),
    ahead_by: commits.length,
    behind_by: behind,
    total_commits: commits.length,
    commits: items.map((sha) => commitJson(call.state, repository, sha)),
    files: filesJson(call.state, repository, to, files),
  };
  return { status: 200, body, headers };
}

function relation(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return 'diverged';
  if (ahead > 0) return 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

function getTree(call: Call): Answer {
  const repository = repositoryOf(call);
  const sha = repository.git.resolve(call.params['tree_sha'] ?? '', 'tree');
  if (sha === undefined) throw notFound();
  const entries = repository.git.tree(sha, { recursive: call.url.searchParams.has('recursive') });
  const limit = call.state.limits.maxTreeEntries;
  const body = {
    sha,
    url: apiUrl(call.state, repository, `/git/trees/${sha}`),
    tree: entries.slice(0, limit).map((entry) => treeJson(call.state, repository, entry)),
    truncated: entries.length > limit,
  };
  return { status: 200, body };
}

function treeJson(state: GitHubState, repository: Repository, entry: TreeEntry): JsonObject {
  const { path, mode, type, sha, size } = entry;
  // A submodule's commit lives elsewhere, so it has no address here.
  const url = type === 'commit' ? {} : { url: apiUrl(state, repository, `/git/${type}s/${sha}`) };
  return { path, mode, type, sha, ...(size === undefined ? {} : { size }), ...url };
}

function getBlob(call: Call): Answer {
  const repository = repositoryOf(call);
  const sha = repository.git.resolve(call.params['file_sha'] ?? '', 'blob');
  const blob = sha === undefined ? undefined : repository.git.blob(sha);
  if (sha === undefined || blob === undefined) throw notFound();
  if (RAW_MEDIA.some((media) => accepts(call, media))) return raw(blob);
  const url = apiUrl(call.state, repository, `/git/blobs/${sha}`);
  return {
    status: 200,
    body: { sha, node_id: `B_${sha}`, size: blob.length, url, content: base64(blob), encoding: 'base64' },
  };
}

/** In lines of 60, as GitHub sends it: who decodes strictly, trips. */
function base64(blob: Buffer): string {
  return (blob.toString('base64').match(/.{1,60}/g) ?? []).map((line) => `${line}\n`).join('');
}

function raw(blob: Buffer): Answer {
  return { status: 200, body: blob, headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' } };
}

function getContent(call: Call): Answer {
  const repository = repositoryOf(call);
  const ref = call.url.searchParams.get('ref') ?? repository.defaultBranch;
  const commit = repository.git.resolve(ref);
  const path = (call.params['path'] ?? '').replace(/\/$/, '');
  if (commit === undefined) throw new Refusal(404, `No commit found for the ref ${ref}`);
  if (path === '') return directory(call, repository, commit, '', ref);
  const [entry] = repository.git.tree(commit, { recursive: false, path });
  if (entry === undefined) throw notFound();
  if (entry.type === 'tree') return directory(call, repository, commit, `${path}/`, ref);
  if (entry.type === 'commit')
    return { status: 200, body: entryJson(call.state, repository, { ...entry, path }, ref, 'submodule') };
  const blob = repository.git.blob(entry.sha);
  if (blob === undefined) throw notFound();
  if (RAW_MEDIA.some((media) => accepts(call, media))) return raw(blob);
  const isLarge = blob.length > INLINE_LIMIT;
  const content = { content: isLarge ? '' : base64(blob), encoding: isLarge ? 'none' : 'base64' };
  return { status: 200, body: { ...entryJson(call.state, repository, { ...entry, path }, ref, 'file'), ...content } };
}

function directory(call: Call, repository: Repository, commit: string, prefix: string, ref: string): Answer {
  const entries = repository.git.tree(prefix === '' ? commit : `${commit}:${prefix.slice(0, -1)}`, {
    recursive: false,
  });
  // Listings call a submodule a file.
  const body = entries.slice(0, MAX_DIRECTORY).map((entry) => {
    const type = entry.type === 'tree' ? 'dir' : 'file';
    return entryJson(call.state, repository, { ...entry, path: prefix + entry.path }, ref, type);
  });
  return { status: 200, body };
}

function entryJson(
  state: GitHubState,
  repository: Repository,
  entry: TreeEntry,
  ref: string,
  type: string,
): JsonObject {
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  const url = apiUrl(state, repository, `/contents/${path}?ref=${encodeURIComponent(ref)}`);
  const git = apiUrl(state, repository, `/git/${entry.type === 'tree' ? 'trees' : 'blobs'}/${entry.sha}`);
  const html = webUrl(state, repository, `/blob/${ref}/${path}`);
  return {
    name: entry.path.split('/').at(-1) ?? '',
    path: entry.path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url,
    html_url: html,
    git_url: git,
    download_url: type === 'file' ? webUrl(state, repository, `/raw/${ref}/${path}`) : null,
    type,
    ...(type === 'submodule' ? { submodule_git_url: 'https://127.0.0.1/submodule.git' } : {}),
    _links: { self: url, git, html },
  };
}

function getRef(call: Call): Answer {
  const repository = repositoryOf(call);
  const ref = `refs/${call.params['ref'] ?? ''}`;
  const sha = repository.git.resolve(ref);
  if (sha === undefined) throw notFound();
  const object = { type: 'commit', sha, url: apiUrl(call.state, repository, `/git/commits/${sha}`) };
  return {
    status: 200,
    body: { ref, node_id: `REF_${sha}`, url: apiUrl(call.state, repository, `/git/${ref}`), object },
  };
}

function getBranch(call: Call): Answer {
  const repository = repositoryOf(call);
  const name = call.params['branch'] ?? '';
  const sha = repository.git.resolve(`refs/heads/${name}`);
  if (sha === undefined) throw new Refusal(404, 'Branch not found');
  const self = apiUrl(call.state, repository, `/branches/${name}`);
  const body = {
    name,
    commit: commitJson(call.state, repository, sha),
    _links: { self, html: webUrl(call.state, repository, `/tree/${name}`) },
    protected: false,
    protection: { enabled: false },
    protection_url: `${self}/protection`,
  };
  return { status: 200, body };
}

const READ = [{ permission: 'contents', level: 'read' }] as const;

export const contentRoutes: readonly Route[] = [
  { operation: 'repos/get-commit', needs: READ, handle: getCommit },
  { operation: 'repos/compare-commits-with-basehead', needs: READ, handle: compare },
  { operation: 'git/get-tree', needs: READ, handle: getTree },
  { operation: 'git/get-blob', needs: READ, handle: getBlob },
  { operation: 'repos/get-content', needs: READ, handle: getContent },
  { operation: 'git/get-ref', needs: READ, handle: getRef },
  { operation: 'repos/get-branch', needs: READ, handle: getBranch },
];
