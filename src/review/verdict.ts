import type { Config } from '../config/config.ts';
import { isAtLeast } from '../core/severity.ts';
import type { Finding, Verdict } from './finding.ts';

/** What decides between passing and failing, beside the findings. */
export interface Reach {
  /** Files that this change touches (in an audit: all files) and that could not be read or understood whole. */
  readonly unread: readonly string[];
  readonly crashes: readonly { readonly ruleId: string }[];
  /** Why the list of changed files is not the whole change. */
  readonly incompleteChange?: string;
}

/**
 * The one place where a verdict is made. A finding at or above the threshold fails whatever else could not be seen; without
 * one, what could not be seen makes it incomplete, never a pass. Publishing has no say in it.
 */
export function verdictOf(findings: readonly Finding[], policy: Pick<Config, 'failOn'>, reach: Reach): Verdict {
  const { failOn } = policy;
  if (failOn !== 'never' && findings.some(({ severity }) => isAtLeast(severity, failOn))) return 'fail';
  const isWhole = reach.unread.length === 0 && reach.crashes.length === 0 && reach.incompleteChange === undefined;
  return isWhole ? 'pass' : 'incomplete';
}
