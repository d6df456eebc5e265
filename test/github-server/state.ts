/** All that the embedded GitHub knows, and the ways by which a test changes it "behind the API's back". */
import { Git } from './git.ts';
import type { Account, Artifact, Issue, Pull, Repository } from './model.ts';
import { refreshThreads } from './threads.ts';
import { ACTIONS_LOGIN, type Token } from './tokens.ts';

/** Limits of GitHub. A test makes one small instead of making a pull request large. */
export interface Limits {
  /** Rows that the list of files goes to. */
  maxFiles: number;
  /** A file whose patch is longer goes without. */
  maxPatchLines: number;
  maxPatchBytes: number;
  /** Past this many patch lines in one answer, rows come with no counts at all (orgs/community#213491). */
  maxAnswerLines: number;
  /** Files and lines above which the diff media type is refused with 406. */
  maxDiffFiles: number;
  maxDiffLines: number;
  maxTreeEntries: number;
  /** GraphQL cuts the text of a larger blob. */
  maxBlobText: number;
  requestsPerHour: number;
  contentPerMinute: number;
}

const LIMITS: Limits = {
  maxFiles: 3000,
  maxPatchLines: 20_000,
  maxPatchBytes: 500_000,
  maxAnswerLines: 20_000,
  maxDiffFiles: 300,
  maxDiffLines: 20_000,
  maxTreeEntries: 100_000,
  maxBlobText: 512_000,
  requestsPerHour: 1000,
  contentPerMinute: 80,
};
const ACTIONS_USER_ID = 41898282;

/** The server's time: real, unless a test pushes it on. */
export class Clock {
  private offset = 0;

  now(): number {
    return Date.now() + this.offset;
  }

  stamp(): string {
    return new Date(this.now()).toISOString().replace(/\.\d{3}Z$/, 'Z');
  }

  advance(milliseconds: number): void {
    this.offset += milliseconds;
  }
}

export interface NewRepository {
  readonly owner: string;
  readonly name: string;
  /** The `.git` directory or bare repository that holds its objects. */
  readonly gitDir: string;
  readonly private?: boolean;
  readonly defaultBranch?: string;
  readonly fork?: boolean;
}

export interface NewPull {
  /** A branch. */
  readonly base?: string;
  /** A branch, or anything that names a commit. */
  readonly head: string;
  readonly author?: string;
  readonly title?: string;
  readonly body?: string;
  readonly draft?: boolean;
  /** The fork that the head lives in. Its objects must be in the base's repository, as GitHub keeps them. */
  readonly headRepository?: Repository;
}

export class GitHubState {
  readonly clock = new Clock();
  readonly limits: Limits = { ...LIMITS };
  readonly repositories: Repository[] = [];
  readonly tokens = new Map<string, Token>();
  /** Where this server answers; set when it starts to listen. */
  urls = { api: 'http://127.0.0.1', web: 'http://127.0.0.1' };
  private readonly accounts = new Map<string, Account>();
  private lastId = 1000;

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  account(login: string): Account {
    const known = this.accounts.get(login);
    if (known !== undefined) return known;
    const id = login === ACTIONS_LOGIN ? ACTIONS_USER_ID : this.nextId();
    const account: Account = { login, id, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
    this.accounts.set(login, account);
    return account;
  }

  addToken(token: Token): Token {
    this.tokens.set(token.value, token);
    return token;
  }

  addRepository(options: NewRepository): Repository {
    const repository: Repository = {
      id: this.nextId(),
      owner: options.owner,
      name: options.name,
      git: new Git(options.gitDir),
      private: options.private ?? false,
      defaultBranch: options.defaultBranch ?? 'main',
      fork: options.fork ?? false,
      pulls: [],
      issues: [],
      checkRuns: [],
      artifacts: [],
      sarifs: [],
      suites: new Map(),
      diffs: new Map(),
    };
    this.repositories.push(repository);
    return repository;
  }

  addFork(of: Repository, owner: string): Repository {
    return this.addRepository({
      owner,
      name: of.name,
      gitDir: of.git.dir,
      defaultBranch: of.defaultBranch,
      fork: true,
    });
  }

  repository(owner: string, name: string): Repository | undefined {
    const wanted = `${owner}/${name}`.toLowerCase();
    return this.repositories.find((item) => `${item.owner}/${item.name}`.toLowerCase() === wanted);
  }

  createPull(repository: Repository, options: NewPull): Pull {
    const base = options.base ?? repository.defaultBranch;
    const head = resolved(repository, options.head);
    const now = this.clock.stamp();
    const number = repository.issues.length + 1;
    const pull: Pull = {
      id: this.nextId(),
      number,
      base: { ref: base, sha: resolved(repository, base) },
      head: { ref: options.head, sha: head, repository: options.headRepository ?? repository },
      heads: [head],
      mergeSha: undefined,
      title: options.title ?? `Change ${options.head}`,
      body: options.body ?? '',
      author: options.author ?? 'octocat',
      state: 'open',
      draft: options.draft ?? false,
      locked: false,
      createdAt: now,
      updatedAt: now,
      reviews: [],
      threads: [],
    };
    repository.pulls.push(pull);
    this.addIssue(repository, { author: pull.author, title: pull.title, body: pull.body, isPull: true });
    this.syncRefs(repository, pull);
    return pull;
  }

  /** The head moves (a push, or a force-push: any commit may follow any other); threads find their new places. */
  moveHead(repository: Repository, pull: Pull, revision: string): void {
    pull.head.sha = resolved(repository, revision);
    if (!pull.heads.includes(pull.head.sha)) pull.heads.push(pull.head.sha);
    this.syncRefs(repository, pull);
  }

  /** The base branch moved. GitHub sends no event for that; the next reader sees the new merge base. */
  moveBase(repository: Repository, pull: Pull, revision: string): void {
    pull.base.sha = resolved(repository, revision);
    this.syncRefs(repository, pull);
  }

  private syncRefs(repository: Repository, pull: Pull): void {
    pull.updatedAt = this.clock.stamp();
    pull.mergeSha = repository.git.testMerge(pull.base.sha, pull.head.sha);
    const ref = `refs/pull/${pull.number}`;
    const merge = pull.mergeSha === undefined ? {} : { [`${ref}/merge`]: pull.mergeSha };
    repository.git.updateRefs({ [`${ref}/head`]: pull.head.sha, ...merge });
    refreshThreads(repository, pull);
  }

  addIssue(
    repository: Repository,
    options: { author: string; title: string; body?: string; isPull?: boolean; labels?: readonly string[] },
  ): Issue {
    const now = this.clock.stamp();
    const issue: Issue = {
      id: this.nextId(),
      number: repository.issues.length + 1,
      author: options.author,
      title: options.title,
      body: options.body ?? '',
      state: 'open',
      labels: options.labels ?? [],
      locked: false,
      isPull: options.isPull ?? false,
      createdAt: now,
      updatedAt: now,
      closedAt: null,
      comments: [],
    };
    repository.issues.push(issue);
    return issue;
  }

  addArtifact(
    repository: Repository,
    options: { runId: number; name: string; headSha: string; zip: Buffer },
  ): Artifact {
    const artifact = { id: this.nextId(), ...options, expired: false, createdAt: this.clock.stamp() };
    repository.artifacts.push(artifact);
    return artifact;
  }
}

function resolved(repository: Repository, revision: string): string {
  const sha = repository.git.resolve(revision);
  if (sha === undefined) throw new Error(`${revision} names no commit in ${repository.git.dir}`);
  return sha;
}
