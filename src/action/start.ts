import { readFile } from 'node:fs/promises';
import { stdout } from 'node:process';

import { UserError } from '../core/errors.ts';
import { createClient } from '../github/client.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { taskOf } from './event.ts';
import { readInside, writeInside } from './files.ts';
import type { Host } from './host.ts';
import { readInputs } from './inputs.ts';
import type { Job } from './job.ts';
import { Log } from './log.ts';
import { proxiedFetch } from './proxy.ts';
import { failureText, runTask } from './run.ts';
import { failureSummary } from './texts.ts';
import type { UseCases } from './use-cases.ts';

/** Wires a run together; holds no decision. `analysis` is asked for only where there is Python to look at. */
export async function start(host: Host, env: NodeJS.ProcessEnv, analysis: () => Promise<UseCases>): Promise<void> {
  try {
    const environment = readEnvironment(env);
    const inputs = readInputs((name) => host.input(name));
    const task = taskOf(environment, await readEvent(environment.eventPath));
    const { owner, repo, apiUrl, graphqlUrl, workspace } = environment;
    const fetch = await proxiedFetch(env);
    const job: Job = {
      environment,
      inputs,
      client: createClient({ token: inputs.token, owner, repo, apiUrl, graphqlUrl, fetch }),
      host,
      log: new Log((line) => stdout.write(line)),
      ruleUrl: ruleUrlOf(environment),
      analysis,
      writeFile: (path, text) => writeInside(workspace, path, text),
      readFile: (path) => readInside(workspace, path),
    };
    await runTask(job, task);
  } catch (error: unknown) {
    if (!(error instanceof UserError))
      host.debug(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const text = failureText(error);
    host.output('verdict', 'incomplete');
    host.output('published', 'none');
    host.output('published-reason', text);
    await host.summarise(failureSummary(text));
    host.fail(text);
  }
}

async function readEvent(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new UserError('event-unreadable', 'The event file is missing or no JSON.', { cause });
  }
}

/** Pages of rules stand in the Action's own repository, which the runner names. */
function ruleUrlOf({ serverUrl, actionRepository, actionRef }: Environment): ((ruleId: string) => string) | undefined {
  if (actionRepository === undefined || actionRef === undefined) return undefined;
  return (ruleId) => `${serverUrl}/${actionRepository}/blob/${actionRef}/docs/rules/${ruleId}.md`;
}
