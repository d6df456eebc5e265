import { UserError } from '../core/errors.ts';
import { SEVERITIES } from '../core/severity.ts';
import { annotationOf } from '../github/annotations.ts';
import { type CheckOutcome, publishCheck } from '../github/check-run.ts';
import { GitHubFault, reasonOf } from '../github/fault.ts';
import { readSnapshot } from '../github/source.ts';
import { resolveRef } from '../github/refs.ts';
import { auditDocument, type AuditReport, auditTitle } from '../report/audit.ts';
import type { ReportContext } from '../report/context.ts';
import { toHtml } from '../report/html.ts';
import { auditJson, toJson } from '../report/json.ts';
import { toMarkdown } from '../report/markdown.ts';
import { toSarif } from '../report/sarif.ts';
import type { Finding } from '../review/finding.ts';
import { readGitSnapshot } from '../source/git-snapshot.ts';
import type { Snapshot } from '../source/snapshot.ts';
import { checkoutOf } from './checkout.ts';
import { JOB_SUMMARY_BYTES, setCounts } from './conclude.ts';
import type { Conclusion, Job } from './job.ts';
import { contextOf, overridesFor } from './reviewed.ts';
import { publishingNotes } from './texts.ts';
import { updateTrackingIssue } from './tracking-issue.ts';

const CHECK_SUMMARY_BYTES = 65_000;

/** An audit's annotations are a taste; the report is whole. */
const MAX_ANNOTATIONS = 50;

/** Everything at one commit: grade, summary, files for upload; no comments. `notes` say why, where nobody asked for it. */
export async function fullAudit(job: Job, eventSha: string, notes: readonly string[] = []): Promise<Conclusion> {
  const commit = await commitOf(job, eventSha);
  const snapshot = await snapshotOf(job, commit);
  const analysis = await job.analysis();
  const { baseline } = job.inputs;
  const accepted = baseline === undefined ? undefined : await job.readFile(baseline);
  const { report: bare, source } = await analysis.audit(snapshot, await overridesFor(job, commit), accepted);
  const report = { ...bare, result: { ...bare.result, notes: [...notes, ...bare.result.notes] } };
  const context = contextOf(job, analysis, source);
  const check = await publishAuditCheck(job, commit, report, context);
  const tracked = await track(job, report, context);
  const reasons = [...check.reasons, ...tracked];
  await job.host.summarise(
    toMarkdown(auditDocument(report, context), { maxBytes: JOB_SUMMARY_BYTES }) + publishingNotes(reasons),
  );
  setCounts(job, report.result.verdict, report.result.findings);
  job.host.output('grade', report.result.grade);
  job.host.output('commit', commit);
  await writeAuditFiles(job, report, context);
  return {
    verdict: report.result.verdict,
    message: auditTitle(report.result),
    published: reasons.length === 0 ? 'full' : isAnyOut(job, check, tracked) ? 'degraded' : 'none',
    reasons,
  };
}

function isAnyOut(job: Job, check: CheckOutcome, tracked: readonly string[]): boolean {
  return check.created || (job.inputs['tracking-issue'] && tracked.length === 0);
}

async function commitOf(job: Job, eventSha: string): Promise<string> {
  const { ref } = job.inputs;
  if (ref === undefined) return eventSha;
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(ref)) return ref;
  return orUnreadable(() => resolveRef(job.client, ref));
}

async function snapshotOf(job: Job, commit: string): Promise<Snapshot> {
  const root = await checkoutOf(job.environment.workspace, commit);
  if (root !== undefined) return readGitSnapshot({ path: root, ref: commit });
  job.log.info('Reading the files from GitHub: the workspace has no checkout of the commit.');
  return orUnreadable(() => readSnapshot(job.client, commit));
}

async function orUnreadable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GitHubFault) throw new UserError('change-unreadable', reasonOf(error), { cause: error });
    throw error;
  }
}

async function publishAuditCheck(
  job: Job,
  commit: string,
  report: AuditReport,
  context: ReportContext,
): Promise<CheckOutcome> {
  if (!job.inputs['check-run']) return { created: false, annotated: 0, reasons: [] };
  const titleOf = (ruleId: string): string => context.rules.get(ruleId)?.summary ?? ruleId;
  const annotations = worst(report.result.findings).map((finding) => annotationOf(finding, titleOf));
  const outcome = await publishCheck(job.client, {
    name: job.inputs['check-name'],
    headSha: commit,
    conclusion: report.result.verdict === 'pass' ? 'success' : 'failure',
    title: auditTitle(report.result),
    summary: toMarkdown(auditDocument(report, context), { maxBytes: CHECK_SUMMARY_BYTES }),
    externalId: `fastapi-hardening:${job.environment.run}`,
    annotations,
  });
  for (const annotation of annotations.slice(outcome.annotated)) job.host.annotate(annotation);
  return outcome;
}

function worst<F extends Finding>(findings: readonly F[]): readonly F[] {
  return findings
    .toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
    .slice(0, MAX_ANNOTATIONS);
}

async function track(job: Job, report: AuditReport, context: ReportContext): Promise<readonly string[]> {
  if (!job.inputs['tracking-issue']) return [];
  return updateTrackingIssue(job.client, {
    title: `FastAPI Hardening: ${auditTitle(report.result)}`,
    body: toMarkdown(auditDocument(report, context), { maxBytes: 60_000 }),
    open: report.result.findings.length > 0,
  });
}

async function writeAuditFiles(job: Job, report: AuditReport, context: ReportContext): Promise<void> {
  const { 'sarif-file': sarif, 'json-file': json, 'html-file': html } = job.inputs;
  if (sarif !== undefined) {
    await job.writeFile(sarif, toSarif(report.result, context));
    job.host.output('sarif-file', sarif);
  }
  if (json !== undefined) {
    await job.writeFile(json, toJson(auditJson(report)));
    job.host.output('json-file', json);
  }
  if (html === undefined) return;
  await job.writeFile(html, toHtml(auditDocument(report, context), 'FastAPI Hardening'));
  job.host.output('html-file', html);
}
