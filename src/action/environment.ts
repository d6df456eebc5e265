import * as z from 'zod';

import { UserError } from '../core/errors.ts';

/** What the runner tells a job, checked once. Addresses come from here and nowhere else. */
export interface Environment {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly eventName: string;
  readonly eventPath: string;
  readonly sha: string;
  readonly ref: string;
  readonly workspace: string | undefined;
  /** Run id and attempt: names this run in markers. */
  readonly run: string;
  readonly runId: string;
  /** Where this Action itself comes from; absent for a local one. */
  readonly actionRepository: string | undefined;
  readonly actionRef: string | undefined;
}

/** `.github` and `_site` are names too; `.` and `..` would be another address. */
const Name = z.string().regex(/^(?!\.{1,2}$)[\w.-]{1,100}$/u);
const Address = z.url({ protocol: /^https?$/u });

const Variables = z.object({
  GITHUB_API_URL: Address.default('https://api.github.com'),
  GITHUB_GRAPHQL_URL: Address.optional(),
  GITHUB_SERVER_URL: Address.default('https://github.com'),
  GITHUB_REPOSITORY: z
    .string()
    .transform((name) => name.split('/'))
    .pipe(z.tuple([Name, Name])),
  GITHUB_EVENT_NAME: z.string().min(1),
  GITHUB_EVENT_PATH: z.string().min(1),
  GITHUB_SHA: z.string().default(''),
  GITHUB_REF: z.string().default(''),
  GITHUB_WORKSPACE: z.string().optional(),
  GITHUB_RUN_ID: z
    .string()
    .regex(/^\d{1,20}$/u)
    .default('0'),
  GITHUB_ACTION_REPOSITORY: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/u)
    .optional()
    .catch(undefined),
  GITHUB_ACTION_REF: z
    .string()
    .regex(/^[\w./-]+$/u)
    .optional()
    .catch(undefined),
  GITHUB_RUN_ATTEMPT: z
    .string()
    .regex(/^\d{1,6}$/u)
    .default('1'),
});

export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  // The runner sets what it does not know to the empty text.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Variables.safeParse(given);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new UserError('event-unreadable', `The variable ${String(issue?.path[0])} is missing or not valid.`);
  }
  const { data } = read;
  const [owner, repo] = data.GITHUB_REPOSITORY;
  const apiUrl = withoutSlash(data.GITHUB_API_URL);
  return {
    apiUrl,
    graphqlUrl: data.GITHUB_GRAPHQL_URL ?? graphqlBeside(apiUrl),
    serverUrl: withoutSlash(data.GITHUB_SERVER_URL),
    owner,
    repo,
    eventName: data.GITHUB_EVENT_NAME,
    eventPath: data.GITHUB_EVENT_PATH,
    sha: data.GITHUB_SHA,
    ref: data.GITHUB_REF,
    workspace: data.GITHUB_WORKSPACE,
    run: `${data.GITHUB_RUN_ID}.${data.GITHUB_RUN_ATTEMPT}`,
    runId: data.GITHUB_RUN_ID,
    actionRepository: data.GITHUB_ACTION_REPOSITORY,
    actionRef: data.GITHUB_ACTION_REF,
  };
}

function withoutSlash(address: string): string {
  return address.endsWith('/') ? address.slice(0, -1) : address;
}

/** `https://host/api/v3` has its GraphQL at `https://host/api/graphql`. */
function graphqlBeside(apiUrl: string): string {
  return apiUrl.endsWith('/api/v3') ? apiUrl.replace(/\/v3$/u, '/graphql') : `${apiUrl}/graphql`;
}
