import type { GitHubClient } from '../github/client.ts';
import type { Environment } from './environment.ts';
import type { Host } from './host.ts';
import type { Inputs } from './inputs.ts';
import type { Log } from './log.ts';
import type { UseCases } from './use-cases.ts';

/** One run of the Action: everything that is not a decision. */
export interface Job {
  readonly environment: Environment;
  readonly inputs: Inputs;
  readonly client: GitHubClient;
  readonly host: Host;
  readonly log: Log;
  /** Address of a rule's page, where the runner says which Action runs. */
  readonly ruleUrl: ((ruleId: string) => string) | undefined;
  /** Loads the parser; asked for only where there is Python to look at. */
  readonly analysis: () => Promise<UseCases>;
  /** Writes a file of the job's own into the workspace; the path stays inside it. */
  readonly writeFile: (path: string, text: string) => Promise<void>;
  readonly readFile: (path: string) => Promise<string>;
}

/** How the job ends. */
export interface Conclusion {
  readonly verdict: 'pass' | 'fail' | 'incomplete';
  /** One line for people. */
  readonly message: string;
  readonly published: 'full' | 'degraded' | 'none';
  readonly reasons: readonly string[];
}
