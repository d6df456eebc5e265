import { annotationOf } from '../github/annotations.ts';
import { publishCheck } from '../github/check-run.ts';
import { renderSummary, reviewTitle } from '../report/summary.ts';
import { conclude } from './conclude.ts';
import { fullAudit } from './full-audit.ts';
import type { Conclusion, Job } from './job.ts';
import { readCommitsChange } from './read-change.ts';
import { reviewed } from './reviewed.ts';

const MAX_ANNOTATIONS = 250;

const REPLACED = 'The push replaced the history of its branch: with nothing to compare, all of it was looked at.';

/** A merge group or a push: no pull request to comment on, so the check run, the job's summary and the status speak. */
export async function reviewCommits(
  job: Job,
  commits: { readonly event: 'merge_group' | 'push'; readonly base: string; readonly head: string },
): Promise<Conclusion> {
  const reading = await readCommitsChange(job, commits);
  if (commits.event === 'push' && reading.kind === 'unreadable' && reading.missing) {
    job.log.info(REPLACED);
    return fullAudit(job, commits.head, [REPLACED]);
  }
  const { result, context } = await reviewed(job, reading, commits.base);
  const titleOf = (ruleId: string): string => context.rules.get(ruleId)?.summary ?? ruleId;
  const annotations = result.findings.slice(0, MAX_ANNOTATIONS).map((finding) => annotationOf(finding, titleOf));
  const check = job.inputs['check-run']
    ? await publishCheck(job.client, {
        name: job.inputs['check-name'],
        headSha: commits.head,
        conclusion: result.verdict === 'pass' ? 'success' : 'failure',
        title: reviewTitle(result),
        summary: renderSummary(result, context),
        externalId: `fastapi-hardening:${job.environment.run}`,
        annotations,
      })
    : { created: false, annotated: 0, reasons: [] };
  for (const annotation of annotations.slice(check.annotated)) job.host.annotate(annotation);
  const published = check.reasons.length === 0 ? 'full' : check.created ? 'degraded' : 'none';
  return conclude(job, result, context, { published, reasons: check.reasons });
}
