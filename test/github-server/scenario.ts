/** The start of most tests: a repository with one pull request on a running server, and a client that speaks plain HTTP. */
import type { Files } from './git-fixture.ts';
import { GitFixture } from './git-fixture.ts';
import { parseJson } from './json.ts';
import type { Pull, Repository } from './model.ts';
import { startGitHub, type GitHubServer, type ServerOptions } from './server.ts';
import { actionsToken, type Token } from './tokens.ts';

export interface Scenario {
  readonly fixture: GitFixture;
  readonly server: GitHubServer;
  readonly repository: Repository;
  readonly pull: Pull;
  readonly token: Token;
  /** Commits on the head's branch and moves the pull request there. `from` makes it a force-push. */
  push(files: Files, options?: { readonly from?: string }): string;
  close(): Promise<void>;
}

export interface ScenarioOptions extends ServerOptions {
  readonly base: Files;
  readonly head: Files;
  readonly token?: Token;
  readonly author?: string;
  readonly private?: boolean;
  readonly fork?: boolean;
}

export async function startScenario(options: ScenarioOptions): Promise<Scenario> {
  const fixture = new GitFixture();
  fixture.commit('main', options.base);
  fixture.commit('feature', options.head, { from: 'main' });
  const server = await startGitHub(options);
  const { state } = server;
  const token = state.addToken(options.token ?? actionsToken());
  const repository = state.addRepository({
    owner: 'octo',
    name: 'app',
    gitDir: fixture.dir,
    private: options.private ?? false,
  });
  const fork = options.fork === true ? { headRepository: state.addFork(repository, 'stranger') } : {};
  const pull = state.createPull(repository, { head: 'feature', author: options.author ?? 'mona', ...fork });
  return {
    fixture,
    server,
    repository,
    pull,
    token,
    push: (files, from = {}) => {
      const sha = fixture.commit('feature', files, from);
      state.moveHead(repository, pull, sha);
      return sha;
    },
    close: async () => {
      fixture.remove();
      await server.close();
    },
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** One request to the scenario's repository: `/pulls/1`, or a whole path with `//rate_limit`. */
export async function ask(
  scenario: Scenario,
  method: string,
  path: string,
  body?: unknown,
  token: Token | null = scenario.token,
): Promise<Reply> {
  const full = path.startsWith('//') ? path.slice(1) : `/repos/octo/app${path}`;
  const response = await fetch(scenario.server.url + full, {
    method,
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token.value}` }), 'user-agent': 'test' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parseJson(text) ?? text };
}

export async function askGraphql(
  scenario: Scenario,
  query: string,
  variables: object = {},
  token: Token = scenario.token,
): Promise<Reply> {
  const response = await fetch(scenario.server.graphqlUrl, {
    method: 'POST',
    headers: { authorization: `bearer ${token.value}`, 'user-agent': 'test' },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
