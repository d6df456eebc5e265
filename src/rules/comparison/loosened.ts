import type { Site } from '../../core/span.ts';
import type { Severity } from '../../core/severity.ts';
import type { ComparisonProblem } from '../contract/rule.ts';

/** A setting or a limit that a change turned down, before it is worded whole. */
export interface Loosened {
  readonly at: Site;
  readonly side: 'LEFT' | 'RIGHT';
  readonly counterparts: readonly Site[];
  readonly subject: string;
  /** What happened and what it means; ends without a full stop. */
  readonly what: string;
  /** Plain rules that would say the same. */
  readonly explains: readonly string[];
  /** What these rules speak of, where it is not the subject of this. */
  readonly subjects?: readonly string[];
  readonly severity?: Severity;
}

/** At the base where it says something that is gone or changed; at the head where only the head says it. */
export function loosenedAt(
  base: Site | undefined,
  heads: readonly (Site | undefined)[],
  said: Pick<Loosened, 'subject' | 'what' | 'explains' | 'severity'>,
): Loosened | undefined {
  const counterparts = heads.filter((site) => site !== undefined);
  if (base !== undefined) return { at: base, side: 'LEFT', counterparts, ...said };
  const [head] = counterparts;
  return head === undefined ? undefined : { at: head, side: 'RIGHT', counterparts: [], ...said };
}

/** What plain rules say of the routes that believe a cookie: all that is new of it comes from the cookie. */
const SAID_OF_ROUTES: ReadonlySet<string> = new Set(['missing-csrf-protection']);

export function problemOf(loosened: Loosened, advice: string): ComparisonProblem {
  const { at, side, counterparts, subject, what, explains, severity } = loosened;
  return {
    at,
    side,
    counterparts,
    subject,
    message: `${what.charAt(0).toUpperCase()}${what.slice(1)}. ${advice}`,
    ...(severity === undefined ? {} : { severity }),
    absorbs: explains.flatMap((ruleId) =>
      [subject, ...(loosened.subjects ?? []), ...(SAID_OF_ROUTES.has(ruleId) ? ['*'] : [])].map((one) => ({
        ruleId,
        subject: one,
      })),
    ),
  };
}
