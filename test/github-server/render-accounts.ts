/** Accounts, repositories and apps as the REST API shows them. */
import type { Json, JsonObject } from './json.ts';
import type { Repository } from './model.ts';
import type { GitHubState } from './state.ts';

const EPOCH = '2024-01-01T00:00:00Z';

export function userJson(state: GitHubState, login: string): JsonObject {
  const account = state.account(login);
  const url = `${state.urls.api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: account.id,
    node_id: `U_${account.id}`,
    avatar_url: `${state.urls.web}/avatars/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${state.urls.web}/${login.endsWith('[bot]') ? `apps/${login.slice(0, -5)}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: false,
  };
}

/** What a person sees of themselves. */
export function ownUserJson(state: GitHubState, login: string): JsonObject {
  return {
    ...userJson(state, login),
    name: login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 1,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: EPOCH,
    updated_at: EPOCH,
  };
}

const REPOSITORY_LINKS = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const;

export function fullName(repository: Repository): string {
  return `${repository.owner}/${repository.name}`;
}

export function apiUrl(state: GitHubState, repository: Repository, path = ''): string {
  return `${state.urls.api}/repos/${fullName(repository)}${path}`;
}

export function webUrl(state: GitHubState, repository: Repository, path = ''): string {
  return `${state.urls.web}/${fullName(repository)}${path}`;
}

export function repositoryJson(state: GitHubState, repository: Repository): JsonObject {
  const links = Object.entries(REPOSITORY_LINKS).map(([key, path]): [string, Json] => [
    key,
    apiUrl(state, repository, path),
  ]);
  const html = webUrl(state, repository);
  const open = repository.issues.filter((issue) => issue.state === 'open').length;
  return {
    ...Object.fromEntries(links),
    id: repository.id,
    node_id: `R_${repository.id}`,
    name: repository.name,
    full_name: fullName(repository),
    owner: userJson(state, repository.owner),
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    description: null,
    fork: repository.fork,
    url: apiUrl(state, repository),
    html_url: html,
    clone_url: `${html}.git`,
    git_url: `${html.replace(/^https?/, 'git')}.git`,
    ssh_url: `git@127.0.0.1:${fullName(repository)}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: 'Python',
    license: null,
    default_branch: repository.defaultBranch,
    archived: false,
    disabled: false,
    topics: [],
    ...features(open),
    created_at: EPOCH,
    updated_at: EPOCH,
    pushed_at: EPOCH,
  };
}

function features(openIssues: number): JsonObject {
  return {
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    forks: 0,
    forks_count: 0,
    open_issues: openIssues,
    open_issues_count: openIssues,
    size: 1,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
  };
}

export function appJson(state: GitHubState, slug: string): JsonObject {
  return {
    id: slug === 'github-actions' ? 15368 : state.account(`${slug}[bot]`).id,
    slug,
    node_id: `A_${slug}`,
    owner: userJson(state, 'github'),
    name: slug === 'github-actions' ? 'GitHub Actions' : slug,
    description: '',
    external_url: 'https://help.github.com/en/actions',
    html_url: `${state.urls.web}/apps/${slug}`,
    created_at: EPOCH,
    updated_at: EPOCH,
    permissions: { checks: 'write', contents: 'read', metadata: 'read' },
    events: [],
  };
}
