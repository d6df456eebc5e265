import { UserError } from '../core/errors.ts';
import { annotationOf } from '../github/annotations.ts';
import { GitHubFault, reasonOf } from '../github/fault.ts';
import { publishReview, type PublishOutcome } from '../github/publish.ts';
import { type PullRequestState, readState } from '../github/pull-request.ts';
import { threadsByRest } from '../github/review-comments.ts';
import { renderComment, renderGone } from '../report/comment.ts';
import type { ReportContext } from '../report/context.ts';
import { renderSummary, reviewTitle } from '../report/summary.ts';
import type { ReviewResult } from '../review/finding.ts';
import { compareFindings, isQuiet, planReview } from '../review/plan.ts';
import type { Plan, PlanPolicy, Thread } from '../review/plan-types.ts';
import { artifactOf } from './artifact.ts';
import { isCheckedOut } from './checkout.ts';
import { conclude } from './conclude.ts';
import type { PullEvent } from './event.ts';
import type { Conclusion, Job } from './job.ts';
import { readPullChange } from './read-change.ts';
import { reviewed } from './reviewed.ts';
import { publishingNotes } from './texts.ts';

const MAX_FILE_COMMENTS = 10;
/** Five requests; what is beyond them stands in the summary. */
const MAX_ANNOTATIONS = 250;
/** Bytes of a check run's summary that the publishing notes may take. */
const NOTES_BYTES = 4_000;

export async function reviewPull(job: Job, pull: PullEvent): Promise<Conclusion> {
  const { inputs } = job;
  if (pull.draft && inputs.draft === 'skip') {
    return { verdict: 'pass', message: 'The pull request is a draft: skipped.', published: 'full', reasons: [] };
  }
  if (pull.privileged && !inputs['allow-head-checkout']) await refuseHeadCheckout(job, pull);
  const { result, context } = await reviewed(job, await readPullChange(job, pull), pull.baseSha);
  const outcome = await publishResult(job, pull, result, context);
  await writeArtifact(job, pull, result);
  return conclude(job, result, context, { ...outcome, reasons: [...outcome.reasons, ...whyReadOnly(pull, outcome)] });
}

/** GitHub's answer names a permission; that `permissions:` cannot give it here, only the event tells. */
function whyReadOnly(pull: PullEvent, outcome: PublishOutcome): readonly string[] {
  if (outcome.published === 'full' || pull.privileged) return [];
  if (pull.fork)
    return ['The token of a pull request from a fork can only read: docs/recipes.md has workflows that publish.'];
  return pull.dependabot ? ['For Dependabot the token can only read, unless the workflow names `permissions:`.'] : [];
}

/** For a workflow that may write, where this one may not. */
async function writeArtifact(job: Job, pull: PullEvent, result: ReviewResult): Promise<void> {
  const path = job.inputs['artifact-file'];
  if (path === undefined) return;
  await job.writeFile(path, `${JSON.stringify(artifactOf(pull, result))}\n`);
  job.host.output('artifact-file', path);
}

/** With a token that can write, code of the pull request in the workspace is one `run:` step away from being executed. */
async function refuseHeadCheckout(job: Job, pull: PullEvent): Promise<void> {
  if (!(await isCheckedOut(job.environment.workspace, pull.headSha))) return;
  throw new UserError(
    'input-invalid',
    'The workspace holds a checkout of the pull request, and this event carries a token that can write. ' +
      'Remove the checkout step (none is needed), or set `allow-head-checkout: true`.',
  );
}

/** Plans and posts; what could be said nowhere else is said in the log. `suppressed` holds fingerprints beside the result's. */
export async function publishResult(
  job: Job,
  pull: PullEvent,
  result: ReviewResult,
  context: ReportContext,
  suppressed: ReadonlySet<string> = new Set(),
): Promise<PublishOutcome> {
  const outcome = await publish(job, pull, result, context, suppressed);
  // The runner shows the first ten of each level as annotations: the worst come first.
  for (const finding of outcome.unsaid.toSorted(compareFindings)) {
    job.host.annotate(annotationOf(finding, titles(context)));
  }
  return outcome;
}

async function publish(
  job: Job,
  pull: PullEvent,
  result: ReviewResult,
  context: ReportContext,
  suppressed: ReadonlySet<string>,
): Promise<PublishOutcome> {
  const { plan, reasons } = await planFor(job, pull, result, context, suppressed);
  const { inputs, environment, client } = job;
  const summary = renderSummary(result, context, { maxBytes: 65_000 - NOTES_BYTES });
  const check = {
    name: inputs['check-name'],
    headSha: pull.headSha,
    conclusion: result.verdict === 'pass' ? ('success' as const) : ('failure' as const),
    title: reviewTitle(result),
    summary: summary + publishingNotes(reasons),
    externalId: `fastapi-hardening:${environment.run}`,
  };
  const target = {
    number: pull.number,
    headSha: pull.headSha,
    run: environment.run,
    maxFileComments: MAX_FILE_COMMENTS,
  };
  return publishReview(client, target, plan, {
    check: inputs['check-run'] ? check : undefined,
    titleOf: titles(context),
    reasons,
  });
}

interface Planned {
  readonly plan: Plan;
  readonly reasons: readonly string[];
}

/** The threads are read as late as can be: what was true of them, and of the head, at the start need not be any more. */
async function planFor(
  job: Job,
  pull: PullEvent,
  result: ReviewResult,
  context: ReportContext,
  suppressed: ReadonlySet<string>,
): Promise<Planned> {
  const wanted = job.inputs.comments && !(pull.draft && job.inputs.draft === 'check-only');
  const known = [...result.suppressed.map(({ finding }) => finding.fingerprint), ...suppressed];
  const policy = { ...policyFor(job, pull, result, context), suppressed: new Set(known) };
  const state = await stateOf(job, pull);
  if (typeof state === 'string') {
    const plan = planReview(result.findings, await saidAlready(job, pull), { ...policy, comments: false });
    return { plan, reasons: wanted ? [`The review threads could not be read: ${state}`] : [] };
  }
  const plan = planReview(result.findings, state.threads, { ...policy, comments: wanted });
  const refusal = refusalOf(state, pull);
  if (refusal === undefined || isQuiet(plan)) return { plan, reasons: [] };
  job.log.info(refusal);
  return { plan: planReview(result.findings, state.threads, { ...policy, comments: false }), reasons: [refusal] };
}

async function stateOf(job: Job, pull: PullEvent): Promise<PullRequestState | string> {
  try {
    return await readState(job.client, pull.number);
  } catch (error) {
    if (error instanceof GitHubFault) return reasonOf(error);
    throw error;
  }
}

/** What needs no annotation, since an earlier run said it in a comment that still stands. */
async function saidAlready(job: Job, pull: PullEvent): Promise<readonly Thread[]> {
  try {
    return await threadsByRest(job.client, pull.number);
  } catch (error) {
    if (error instanceof GitHubFault) return [];
    throw error;
  }
}

/** Why nothing may be written to the threads now. */
function refusalOf(state: PullRequestState, pull: PullEvent): string | undefined {
  if (state.headSha !== pull.headSha) return 'The pull request has newer commits: their run writes the comments.';
  if (!state.open) return 'The pull request was closed meanwhile: no comment was written.';
  if (state.locked) return 'The conversation of the pull request is locked: no comment was written.';
  return undefined;
}

function policyFor(
  job: Job,
  pull: PullEvent,
  result: ReviewResult,
  context: ReportContext,
): Omit<PlanPolicy, 'suppressed'> {
  const { path: within = '' } = job.inputs;
  const unread = new Set(result.coverage.partlyParsed.map(({ path }) => path));
  const crashed = new Set(result.coverage.crashes.map(({ ruleId }) => ruleId));
  return {
    comments: true,
    maxComments: job.inputs['max-comments'],
    maxFileComments: MAX_FILE_COMMENTS,
    maxAnnotations: MAX_ANNOTATIONS,
    headSha: pull.headSha,
    run: job.environment.run,
    render: (finding) => renderComment(finding, context),
    renderGone,
    // What was not examined is not fixed: with anything missing, no comment is taken back.
    isExamined: (path, ruleId) =>
      result.verdict !== 'incomplete' && !unread.has(path) && !crashed.has(ruleId) && isInside(path, within),
  };
}

/** Another job may look at another folder of the repository, under the same identity: its comments are not ours to judge. */
function isInside(path: string, within: string): boolean {
  return within === '' || path === within || path.startsWith(`${within}/`);
}

function titles(context: ReportContext): (ruleId: string) => string {
  return (ruleId) => context.rules.get(ruleId)?.summary ?? ruleId;
}
