import { SEVERITIES } from '../core/severity.ts';
import type { PublishOutcome } from '../github/publish.ts';
import type { ReportContext } from '../report/context.ts';
import { toHtml } from '../report/html.ts';
import { reviewJson, toJson } from '../report/json.ts';
import { toSarif } from '../report/sarif.ts';
import { renderSummary, reviewDocument, reviewTitle } from '../report/summary.ts';
import type { Finding, ReviewResult } from '../review/finding.ts';
import type { Conclusion, Job } from './job.ts';
import { publishingNotes } from './texts.ts';

/** The runner drops a summary above 1 MiB. */
export const JOB_SUMMARY_BYTES = 1_000_000;

/** Whatever became of the publishing: the job's summary, its outputs, its files, and the verdict that was found. */
export async function conclude(
  job: Job,
  result: ReviewResult,
  context: ReportContext,
  outcome: Pick<PublishOutcome, 'published' | 'reasons'>,
): Promise<Conclusion> {
  const summary = renderSummary(result, context, { maxBytes: JOB_SUMMARY_BYTES });
  await job.host.summarise(summary + publishingNotes(outcome.reasons));
  setCounts(job, result.verdict, result.findings);
  await writeReports(job, result, context);
  return {
    verdict: result.verdict,
    message: [reviewTitle(result), ...(result.verdict === 'incomplete' ? result.notes : [])].join('. '),
    published: outcome.published,
    reasons: outcome.reasons,
  };
}

export function setCounts(job: Job, verdict: string, findings: readonly Pick<Finding, 'severity'>[]): void {
  job.host.output('verdict', verdict);
  job.host.output('findings', String(findings.length));
  for (const severity of SEVERITIES) {
    job.host.output(severity, String(findings.filter((finding) => finding.severity === severity).length));
  }
}

async function writeReports(job: Job, result: ReviewResult, context: ReportContext): Promise<void> {
  const { 'sarif-file': sarif, 'json-file': json, 'html-file': html } = job.inputs;
  if (sarif !== undefined) {
    await job.writeFile(sarif, toSarif(result, context));
    job.host.output('sarif-file', sarif);
  }
  if (json !== undefined) {
    await job.writeFile(json, toJson(reviewJson(result)));
    job.host.output('json-file', json);
  }
  if (html === undefined) return;
  await job.writeFile(html, toHtml(reviewDocument(result, context), 'FastAPI Hardening'));
  job.host.output('html-file', html);
}
