import { isAtLeast } from '../core/severity.ts';
import type { Site } from '../core/span.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import { subjectOf } from '../fastapi/questions/authentication/routes.ts';
import type { RoutePair } from '../rules/comparison/route-pairs.ts';
import { snapshotsOf } from '../rules/comparison/snapshots.ts';
import { isSameSite, sourceText } from '../rules/comparison/source-text.ts';
import type { Rule } from '../rules/contract/rule.ts';
import type { Finding } from './finding.ts';
import { firstAdded, type DiffScope } from './scope.ts';
import { meaningOf } from './spelling.ts';

export interface TouchedInput {
  readonly base: Facts;
  readonly head: Facts;
  readonly rules: readonly Rule[];
}

/**
 * Tells whether a change touched a finding that stood at the base already. Touching is rewriting: a line that was only moved,
 * re-indented or formatted anew says what it said before. What a finding lists because it is affected, such as the routes that
 * one weak guard serves, touches it only when the change adds to that list; a precaution that is missing is not touched by
 * rewriting the line that stands for it; what is said of a whole route is not touched by what no caller sees, such as the name of
 * its function or another dependency; and what was a guess before is not guessed again.
 */
export function touches(
  { base, head, rules }: TouchedInput,
  scope: DiffScope,
): (finding: Finding, twin: Finding) => boolean {
  const metas = new Map(rules.map((rule) => [rule.id, rule]));
  const pairs = new Map(snapshotsOf(base, head, scope.renames).routes.map((pair) => [subjectOf(pair.head), pair]));
  return (finding, twin) => {
    if (finding.confidence === 'low') return false;
    const known = new Set(sitesOf(twin).map((site) => unformatted(base, site)));
    const isRewritten = (site: Site): boolean => {
      if (firstAdded(scope.atHead(site.path), site.span) === undefined) return false;
      const text = unformatted(head, site);
      return text === undefined || !known.has(text);
    };
    const isAbsence = saysWhatIsMissing(metas.get(finding.ruleId), finding);
    const [anchor] = sitesOf(finding);
    if (!isAbsence && anchor !== undefined && isRewritten(anchor)) {
      const pair = pairs.get(finding.subject);
      return pair === undefined || !isSameSite(anchor, pair.head.site) || asksOtherwise(pair, { base, head });
    }
    return finding.related.some((related) => {
      const reached = ROUTE.exec(related.message)?.[0];
      if (reached === undefined) return !isAbsence && isRewritten(related.at);
      return isRewritten(related.at) && isNewlyReached(reached, finding, twin);
    });
  };
}

/** The route is registered otherwise, or takes something else of its callers. */
function asksOtherwise({ base, head }: RoutePair, facts: { readonly base: Facts; readonly head: Facts }): boolean {
  return seenOf(base, facts.base) !== seenOf(head, facts.head);
}

function seenOf({ registration, parameters }: Route, facts: Facts): string {
  const textAt = (site: Site): string => unformatted(facts, site) ?? '';
  const taken = parameters
    .filter(({ source }) => source !== 'dependency' && source !== 'request')
    .map(({ site, source }) => `${source} ${textAt(site).replace(/^\w+/u, '')}`);
  // Whatever the router is called.
  return [textAt(registration).replace(/^[^(]*/u, ''), ...taken.toSorted()].join('\n');
}

function saysWhatIsMissing(rule: Rule | undefined, { subject }: Finding): boolean {
  const { reportsAbsence } = rule ?? {};
  return typeof reportsAbsence === 'function' ? reportsAbsence(subject) : reportsAbsence === true;
}

const ROUTE = /`[A-Z*/]+ [^`]*`/u;

/** A grave finding that reaches a route more. */
function isNewlyReached(route: string, finding: Finding, twin: Finding): boolean {
  if (!isAtLeast(finding.severity, 'high')) return false;
  return ![twin, ...twin.related].some((said) => said.message.includes(route));
}

function sitesOf({ path, startLine, startColumn, endLine, endColumn, related }: Finding): readonly Site[] {
  return [{ path, span: { startLine, startColumn, endLine, endColumn } }, ...related.map(({ at }) => at)];
}

function unformatted(facts: Facts, site: Site): string | undefined {
  const source = sourceText(facts, site);
  return source === undefined ? undefined : meaningOf(source);
}
