/** Tokens, and what each may do. Permissions are spelt as in a workflow's `permissions:`. */

export type Permission =
  'actions' | 'checks' | 'contents' | 'issues' | 'metadata' | 'pull-requests' | 'security-events' | 'statuses';
export type Level = 'read' | 'write';
export type Permissions = Readonly<Partial<Record<Permission, Level | 'none'>>>;

export interface Token {
  /** `actions` is GITHUB_TOKEN. `pat` is a person's token, `app` another GitHub App's. */
  readonly kind: 'actions' | 'pat' | 'app';
  /** The account that writes with it: `github-actions[bot]`, `octocat`, `my-app[bot]`. */
  readonly login: string;
  readonly value: string;
  readonly permissions: Permissions;
  /** `owner/name` of the repositories it was made for; a job's token knows only its own. Absent: all. */
  readonly repositories?: readonly string[];
}

export interface Need {
  readonly permission: Permission;
  readonly level: Level;
}

const READ_ALL: Permissions = {
  actions: 'read',
  checks: 'read',
  contents: 'read',
  issues: 'read',
  metadata: 'read',
  'pull-requests': 'read',
  'security-events': 'read',
  statuses: 'read',
};
const WRITE_ALL: Permissions = {
  ...READ_ALL,
  checks: 'write',
  contents: 'write',
  issues: 'write',
  'pull-requests': 'write',
  'security-events': 'write',
  statuses: 'write',
};

export const ACTIONS_LOGIN = 'github-actions[bot]';

/** A job's token with the permissions of our recipe: what is not named is none, as in a workflow. */
export function actionsToken(
  permissions: Permissions = { contents: 'read', 'pull-requests': 'write', checks: 'write' },
  value = 'ghs_actions',
): Token {
  return { kind: 'actions', login: ACTIONS_LOGIN, value, permissions: { metadata: 'read', ...permissions } };
}

/** The job's token of a pull request from a fork, or of one by Dependabot whose workflow does not raise it. */
export function readOnlyToken(value = 'ghs_readonly'): Token {
  return { kind: 'actions', login: ACTIONS_LOGIN, value, permissions: READ_ALL };
}

export function personalToken(login: string, permissions: Permissions = WRITE_ALL, value = `ghp_${login}`): Token {
  return { kind: 'pat', login, value, permissions };
}

export function appToken(slug: string, permissions: Permissions = WRITE_ALL, value = `ghs_${slug}`): Token {
  return { kind: 'app', login: `${slug}[bot]`, value, permissions };
}

export function allows(token: Token, need: Need): boolean {
  const held = token.permissions[need.permission];
  return held === 'write' || (held === 'read' && need.level === 'read');
}

/** The value of `x-accepted-github-permissions`: alternatives are parted by `; `. */
export function acceptedPermissions(needs: readonly Need[]): string {
  return needs.map((need) => `${need.permission.replaceAll('-', '_')}=${need.level}`).join('; ');
}

export function refusal(token: Token | undefined): string {
  return token?.kind === 'pat'
    ? 'Resource not accessible by personal access token'
    : 'Resource not accessible by integration';
}
