import type { ReviewFinding } from '../review/finding.ts';
import type { Plan } from '../review/plan-types.ts';
import { type Annotation, annotationOf } from './annotations.ts';
import { type CheckReport, publishCheck } from './check-run.ts';
import type { GitHubClient } from './client.ts';
import { type Posted, postComments } from './review-post.ts';
import { editThreads } from './thread-edits.ts';

/** How far a review got, in the words of the `published` output. */
export interface PublishOutcome {
  readonly published: 'full' | 'degraded' | 'none';
  readonly reasons: readonly string[];
  /** Findings that neither a comment nor the check run says: they are for the log and the job's summary. */
  readonly unsaid: readonly ReviewFinding[];
  readonly commented: number;
  readonly annotated: number;
}

export interface PublishTarget {
  readonly number: number;
  readonly headSha: string;
  readonly run: string;
  readonly maxFileComments: number;
}

export type CheckText = Omit<CheckReport, 'annotations' | 'conclusion'> & Pick<CheckReport, 'conclusion'>;

/** Where a finding is said, best first: comment, comment on the file, annotation; what is left goes to the log. */
export async function publishReview(
  client: GitHubClient,
  target: PublishTarget,
  plan: Plan,
  options: {
    /** Undefined: no check run is wanted. */
    readonly check: CheckText | undefined;
    readonly titleOf: (ruleId: string) => string;
    /** Why less than a whole review is carried out, where the caller knows. */
    readonly reasons?: readonly string[];
  },
): Promise<PublishOutcome> {
  const posted = await postComments(client, target, plan.post, plan.postOnFile);
  const reasons = [
    ...(options.reasons ?? []),
    ...posted.reasons,
    ...(await carryOutEdits(client, target.number, plan, posted)),
  ];
  const toAnnotate = [...posted.unposted.map(({ finding }) => finding), ...plan.annotate];
  const said = await annotate(client, options, toAnnotate);
  reasons.push(...said.reasons);
  const standing = plan.keep.length + plan.edit.length + posted.keys.size;
  const nothing = !said.created && standing === 0;
  return {
    published: reasons.length === 0 ? 'full' : nothing ? 'none' : 'degraded',
    reasons,
    unsaid: toAnnotate.slice(said.annotated).concat(plan.summarise),
    commented: standing,
    annotated: said.annotated,
  };
}

/** What is new is posted by now: a run that dies here leaves a comment twice, which the next one mends, never a hole. */
async function carryOutEdits(
  client: GitHubClient,
  number: number,
  plan: Plan,
  posted: Posted,
): Promise<readonly string[]> {
  const remove = plan.remove
    .filter(({ thread, reason }) => reason !== 'outdated' || posted.keys.has(thread.marker.key))
    .map(({ thread }) => thread);
  return editThreads(client, number, { resolve: plan.resolve, edit: plan.edit, remove });
}

async function annotate(
  client: GitHubClient,
  options: { readonly check: CheckText | undefined; readonly titleOf: (ruleId: string) => string },
  findings: readonly ReviewFinding[],
): Promise<{ readonly created: boolean; readonly annotated: number; readonly reasons: readonly string[] }> {
  if (options.check === undefined) return { created: false, annotated: 0, reasons: [] };
  const annotations = findings.map((finding): Annotation => annotationOf(finding, options.titleOf));
  return publishCheck(client, { ...options.check, annotations });
}
