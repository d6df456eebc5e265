import { UserError } from '../core/errors.ts';
import { fetchBlobs } from '../github/blobs.ts';
import type { ReportContext } from '../report/context.ts';
import type { ReviewResult } from '../review/finding.ts';
import type { RuleMeta } from '../rules/contract/rule.ts';
import type { Job } from './job.ts';
import type { ChangeReading } from './read-change.ts';
import { NOTHING_TO_CHECK, unreadable } from './texts.ts';
import type { Overrides } from './use-cases.ts';

export interface Reviewed {
  readonly result: ReviewResult;
  readonly context: ReportContext;
}

/** Analyses a change; one without Python is answered at once. Policy is read at `baseSha`. */
export async function reviewed(job: Job, reading: ChangeReading, baseSha: string): Promise<Reviewed> {
  if (reading.kind === 'nothing') {
    job.log.info('Nothing to check: no Python file changed.');
    return { result: NOTHING_TO_CHECK, context: contextOf(job, { version: '', rules: new Map() }) };
  }
  if (reading.kind === 'unreadable') {
    return { result: unreadable(reading.reason), context: contextOf(job, { version: '', rules: new Map() }) };
  }
  const analysis = await job.analysis();
  const { result, source } = await analysis.review(reading.change, await overridesFor(job, baseSha));
  return { result, context: contextOf(job, analysis, source) };
}

export function contextOf(
  job: Job,
  tool: { readonly version: string; readonly rules: ReadonlyMap<string, RuleMeta> },
  source?: ReportContext['source'],
): ReportContext {
  return {
    version: tool.version,
    rules: tool.rules,
    ...(source === undefined ? {} : { source }),
    ...(job.ruleUrl === undefined ? {} : { ruleUrl: job.ruleUrl }),
  };
}

/** The inputs that speak of policy. A configuration of another name is read at the commit that policy comes from. */
export async function overridesFor(job: Job, policySha: string): Promise<Overrides> {
  const { 'fail-on': failOn, 'min-confidence': minConfidence, config: path, path: within } = job.inputs;
  return {
    ...(failOn === undefined ? {} : { failOn }),
    ...(minConfidence === undefined ? {} : { minConfidence }),
    ...(path === undefined ? {} : { config: { path, bytes: await policyFile(job, policySha, path) } }),
    ...(within === undefined || within === '' ? {} : { within }),
  };
}

async function policyFile(job: Job, commit: string, path: string): Promise<Uint8Array> {
  const expression = `${commit}:${path}`;
  const bytes = (await fetchBlobs(job.client, [expression])).get(expression);
  if (bytes !== undefined) return bytes;
  throw new UserError('config-invalid', `\`${path}\` does not exist at ${commit.slice(0, 12)}, where policy is read.`);
}
