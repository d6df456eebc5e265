import { ERRORS } from '../core/errors.ts';
import { heading, list, prose } from '../report/document.ts';
import { toMarkdown } from '../report/markdown.ts';
import type { ReviewResult } from '../review/finding.ts';

/** Why less was published than was found, for the summaries. */
export function publishingNotes(reasons: readonly string[]): string {
  if (reasons.length === 0) return '';
  const items = reasons.map((reason) => ({ text: prose(reason) }));
  return `\n${toMarkdown([heading(2, 'Publishing'), list('reasons', items)])}`;
}

/** What the job's summary says of a run that came to no result. */
export function failureSummary(text: string): string {
  const items = text.split('\n').map((line) => ({ text: prose(line) }));
  return toMarkdown([heading(1, 'FastAPI Hardening came to no result'), list('reasons', items)]);
}

const NOTHING_SEEN: ReviewResult = {
  command: 'review',
  verdict: 'pass',
  findings: [],
  fixed: [],
  suppressed: [],
  notices: [],
  surface: { added: [], removed: [], moved: [], changed: [] },
  coverage: { files: 0, parsed: 0, partlyParsed: [], routes: 0, unresolved: [], excluded: [], crashes: [] },
  notes: [],
};

/** The review of a change that holds nothing to look at. */
export const NOTHING_TO_CHECK: ReviewResult = {
  ...NOTHING_SEEN,
  notes: ['Nothing to check: no Python file changed.'],
};

/** The review of a change that could not be had: nothing is known, so nothing is passed. */
export function unreadable(reason: string): ReviewResult {
  const { title, hint } = ERRORS['change-unreadable'];
  return { ...NOTHING_SEEN, verdict: 'incomplete', notes: [`${title} ${reason} ${hint}`] };
}
