import { UserError } from '../core/errors.ts';
import type { Task } from './event.ts';
import { fullAudit } from './full-audit.ts';
import type { Conclusion, Job } from './job.ts';
import { publishArtifact } from './publish-artifact.ts';
import { reviewCommits } from './review-commits.ts';
import { reviewPull } from './review-pull.ts';

/** Does what the event asks for, and tells the runner how it ended. */
export async function runTask(job: Job, task: Task): Promise<void> {
  const conclusion = await conclusionOf(job, task);
  const { host, inputs, log } = job;
  host.output('published', conclusion.published);
  host.output('published-reason', conclusion.reasons.join(' '));
  log.info(conclusion.message);
  for (const reason of conclusion.reasons) host.warn(reason);
  // The verdict is of the code alone. Whether a report that could not be posted is a failure, the workflow says.
  if (conclusion.verdict !== 'pass') host.fail(`FastAPI Hardening: ${conclusion.verdict}. ${conclusion.message}`);
  else if (inputs['publish-failure-is-fatal'] && conclusion.published !== 'full') {
    host.fail(`FastAPI Hardening: not everything was published. ${conclusion.reasons.join(' ')}`);
  }
}

async function conclusionOf(job: Job, task: Task): Promise<Conclusion> {
  switch (task.kind) {
    case 'review-pull':
      return reviewPull(job, task.pull);
    case 'review-commits':
      return reviewCommits(job, task);
    case 'audit':
      return fullAudit(job, task.sha);
    case 'publish-artifact':
      return publishArtifact(job, task.run);
    case 'nothing':
      return { verdict: 'pass', message: `Nothing to do: ${task.reason}.`, published: 'full', reasons: [] };
  }
}

/** The last word on whatever was thrown: nothing ends green by accident. */
export function failureText(error: unknown): string {
  if (error instanceof UserError) return `${error.message}\n${error.hint}`;
  return 'The analyser failed: a defect of FastAPI Hardening. Run again with debug logging, and report it.';
}
