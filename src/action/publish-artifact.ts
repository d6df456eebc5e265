import * as z from 'zod';

import { UserError } from '../core/errors.ts';
import { GitHubFault, reasonOf } from '../github/fault.ts';
import { readZip } from '../github/zip.ts';
import { type Artifact, MAX_ARTIFACT_BYTES, parseArtifact, resultOf } from './artifact.ts';
import { conclude } from './conclude.ts';
import type { FinishedRun, PullEvent } from './event.ts';
import type { Conclusion, Job } from './job.ts';
import { contextOf } from './reviewed.ts';
import { publishResult } from './review-pull.ts';

const ZIP_LIMITS = { maxEntries: 10, maxEntryBytes: MAX_ARTIFACT_BYTES };

const Artifacts = z.object({
  artifacts: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      size_in_bytes: z.number(),
      expired: z.boolean(),
    }),
  ),
});

const Pull = z.object({
  number: z.number(),
  state: z.string(),
  draft: z.boolean().nullish(),
  locked: z.boolean(),
  changed_files: z.number().nullish(),
  head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  base: z.object({ sha: z.string() }),
});

/** Publishes what a read-only run found. Its job's own status is the gate; this one only says whether it could be posted. */
export async function publishArtifact(job: Job, run: FinishedRun): Promise<Conclusion> {
  const name = job.inputs.artifact;
  if (name === undefined) {
    throw new UserError('input-invalid', 'On workflow_run, `artifact` must name the artifact of the other workflow.');
  }
  const artifact = await orRefused(() => readArtifact(job, run, name));
  if (artifact === undefined) return nothing(`The other workflow left no artifact of this name.`);
  // Whoever opened the pull request can have written the artifact; the event is GitHub's own word.
  if (artifact.headSha !== run.headSha) throw new UserError('artifact-refused', 'It is of another commit.');
  const pull = await orRefused(() => provedPull(job, run, artifact.pullRequest));
  if (typeof pull === 'string') return nothing(pull);
  const analysis = await job.analysis();
  const result = resultOf(artifact, analysis.rules);
  const context = contextOf(job, analysis);
  const outcome = await publishResult(job, pull, result, context, new Set(artifact.suppressed));
  const conclusion = await conclude(job, result, context, outcome);
  return { ...conclusion, verdict: 'pass', message: `Published the review of #${String(pull.number)}.` };
}

function nothing(message: string): Conclusion {
  return { verdict: 'pass', message, published: 'none', reasons: [message] };
}

async function readArtifact(job: Job, run: FinishedRun, name: string): Promise<Artifact | undefined> {
  const { artifacts } = await job.client.read(
    'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
    { run_id: run.id, name, per_page: 100 },
    Artifacts,
  );
  const found = artifacts.find((artifact) => artifact.name === name && !artifact.expired);
  if (found === undefined) return undefined;
  if (found.size_in_bytes > MAX_ARTIFACT_BYTES) throw new UserError('artifact-refused', 'It is too large.');
  const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';
  const zip = await job.client.download(route, { artifact_id: found.id, archive_format: 'zip' });
  const files = [...readZip(zip, ZIP_LIMITS)].filter(([path]) => path.endsWith('.json'));
  const [first] = files;
  if (first === undefined || files.length > 1) {
    throw new UserError('artifact-refused', 'It must hold exactly one JSON file.');
  }
  return parseArtifact(first[1]);
}

/** The number in the artifact is believed when that pull request has just this head, in just this repository. */
async function provedPull(job: Job, run: FinishedRun, number: number): Promise<PullEvent | string> {
  const pull = await job.client.read('GET /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: number }, Pull);
  const repository = pull.head.repo?.full_name;
  if (repository?.toLowerCase() !== run.headRepository.toLowerCase()) {
    throw new UserError('artifact-refused', 'It names a pull request of another repository.');
  }
  if (pull.state !== 'open') return 'The pull request is closed: nothing was published.';
  if (pull.head.sha !== run.headSha) return 'The pull request has newer commits: their run publishes.';
  return {
    number,
    headSha: run.headSha,
    baseSha: pull.base.sha,
    changedFiles: pull.changed_files ?? undefined,
    draft: pull.draft ?? false,
    locked: pull.locked,
    fork: repository.toLowerCase() !== `${job.environment.owner}/${job.environment.repo}`.toLowerCase(),
    dependabot: false,
    privileged: true,
  };
}

async function orRefused<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    // No read of ours is rejected by GitHub: it is the archive that was.
    const code = error.kind === 'rejected' ? 'artifact-refused' : 'github-refused';
    throw new UserError(code, reasonOf(error), { cause: error });
  }
}
