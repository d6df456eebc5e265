import * as z from 'zod';

import type { Annotation } from './annotations.ts';
import { cutToBytes } from './bytes.ts';
import type { GitHubClient } from './client.ts';
import { GitHubFault, reasonOf } from './fault.ts';

export const ANNOTATIONS_PER_REQUEST = 50;
/** GitHub refuses a summary above 65,535 bytes, and cuts a text without a word. */
const MAX_SUMMARY_BYTES = 65_535;
const MAX_TITLE_CHARS = 250;
const MAX_RESENDS = 2;
const LOOK_AFTER_SECONDS = 2;

export interface CheckReport {
  readonly name: string;
  readonly headSha: string;
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  /** Names the run: a check run whose answer was lost is found by it. */
  readonly externalId: string;
}

export interface CheckOutcome {
  readonly created: boolean;
  /** How many annotations stand, from the first on. */
  readonly annotated: number;
  readonly reasons: readonly string[];
}

/** An answer without the id of what was written is no proof that it was. */
const Written = z.object({ id: z.number() });
const Found = z.object({
  check_runs: z.array(
    z.object({
      id: z.number(),
      external_id: z.string().nullish(),
      output: z.object({ annotations_count: z.number().catch(0) }).nullish(),
    }),
  ),
});
const Counted = z.object({ output: z.object({ annotations_count: z.number() }) });

/** One request for the report and 50 annotations, one more for each further 50. Never throws what GitHub refuses. */
export async function publishCheck(client: GitHubClient, report: CheckReport): Promise<CheckOutcome> {
  const reasons: string[] = [];
  const made = await create(client, report, report.annotations.slice(0, ANNOTATIONS_PER_REQUEST), reasons);
  if (made === 'rejected') {
    // One annotation that GitHub does not like must not take the report with it.
    const bare = await create(client, report, [], reasons);
    return { created: typeof bare === 'object', annotated: 0, reasons };
  }
  if (typeof made !== 'object') return { created: false, annotated: 0, reasons };
  let { annotated } = made;
  while (annotated < report.annotations.length) {
    const batch = report.annotations.slice(annotated, annotated + ANNOTATIONS_PER_REQUEST);
    const standing = await append(client, report, { id: made.id, annotated, batch }, reasons);
    if (standing <= annotated) break;
    annotated = standing;
  }
  return { created: true, annotated, reasons };
}

interface Made {
  readonly id: number;
  readonly annotated: number;
}

async function create(
  client: GitHubClient,
  report: CheckReport,
  annotations: readonly Annotation[],
  reasons: string[],
): Promise<Made | 'rejected' | 'failed'> {
  for (let resends = 0; ; resends += 1) {
    try {
      const { id } = await client.write(
        'POST /repos/{owner}/{repo}/check-runs',
        {
          name: report.name,
          head_sha: report.headSha,
          external_id: report.externalId,
          status: 'completed',
          conclusion: report.conclusion,
          output: outputOf(report, annotations),
        },
        Written,
      );
      return { id, annotated: annotations.length };
    } catch (error) {
      if (!(error instanceof GitHubFault)) throw error;
      if (error.kind === 'unavailable') {
        const found = await lookFor(client, report);
        if (typeof found === 'object') return found;
        // Where looking fails as well, it is not sent again: better once less than twice.
        if (found === 'absent' && resends < MAX_RESENDS) continue;
      }
      if (error.kind === 'rejected' && annotations.length > 0) {
        reasons.push(`GitHub refused the annotations: ${reasonOf(error)}`);
        return 'rejected';
      }
      reasons.push(`The check run could not be written: ${reasonOf(error)}`);
      return 'failed';
    }
  }
}

/** After a lost answer: the run is there when one of its name carries our id. */
async function lookFor(client: GitHubClient, report: CheckReport): Promise<Made | 'absent' | 'unknown'> {
  await client.wait(LOOK_AFTER_SECONDS);
  try {
    const { check_runs: runs } = await client.read(
      'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      { ref: report.headSha, check_name: report.name, per_page: 100 },
      Found,
    );
    const ours = runs.find((run) => run.external_id === report.externalId);
    return ours === undefined ? 'absent' : { id: ours.id, annotated: ours.output?.annotations_count ?? 0 };
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return 'unknown';
  }
}

/** How many annotations stand after it. An answer replaces the whole output, so the summary goes along each time. */
async function append(
  client: GitHubClient,
  report: CheckReport,
  patch: { readonly id: number; readonly annotated: number; readonly batch: readonly Annotation[] },
  reasons: string[],
): Promise<number> {
  const { id, annotated: standing, batch } = patch;
  for (let resends = 0; ; resends += 1) {
    try {
      await client.write(
        'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
        { check_run_id: id, output: outputOf(report, batch) },
        Written,
      );
      return standing + batch.length;
    } catch (error) {
      if (!(error instanceof GitHubFault)) throw error;
      if (error.kind === 'unavailable') {
        const count = await countAnnotations(client, id);
        if (count !== undefined && count > standing) return count;
        if (count !== undefined && resends < MAX_RESENDS) continue;
      }
      reasons.push(`Not all annotations could be written: ${reasonOf(error)}`);
      return standing;
    }
  }
}

async function countAnnotations(client: GitHubClient, id: number): Promise<number | undefined> {
  await client.wait(LOOK_AFTER_SECONDS);
  try {
    const route = 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}';
    return (await client.read(route, { check_run_id: id }, Counted)).output.annotations_count;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    return undefined;
  }
}

function outputOf(report: CheckReport, annotations: readonly Annotation[]): Readonly<Record<string, unknown>> {
  return {
    title: report.title.slice(0, MAX_TITLE_CHARS),
    summary: cutToBytes(report.summary, MAX_SUMMARY_BYTES),
    ...(annotations.length === 0 ? {} : { annotations }),
  };
}
