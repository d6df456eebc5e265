import type { Site } from '../core/span.ts';
import type { Facts } from '../fastapi/facts.ts';
import { sourceText } from '../rules/comparison/source-text.ts';
import type { RelatedSite } from '../rules/rule.ts';
import type { Finding } from './finding.ts';
import { firstAdded, type DiffScope } from './scope.ts';

export interface Snapshots {
  readonly base: Facts;
  readonly head: Facts;
}

/**
 * Tells whether a change touched a finding that stood at the base already. Touching is rewriting: a line that was only moved,
 * re-indented or formatted anew says what it said before. What a finding lists because it is affected, such as the routes that
 * one weak guard serves, touches it only when the change adds to that list.
 */
export function touches({ base, head }: Snapshots, scope: DiffScope): (finding: Finding, twin: Finding) => boolean {
  return (finding, twin) => {
    const known = new Set(sitesOf(twin).map((site) => unformatted(base, site)));
    const isRewritten = (site: Site): boolean => {
      if (firstAdded(scope.atHead(site.path), site.span) === undefined) return false;
      const text = unformatted(head, site);
      return text === undefined || !known.has(text);
    };
    const [anchor] = sitesOf(finding);
    if (anchor !== undefined && isRewritten(anchor)) return true;
    return finding.related.some((related) => isRewritten(related.at) && adds(related, finding, twin));
  };
}

const ROUTE = /`[A-Z*/]+ [^`]*`/u;

/** A line that makes the finding true, or a route that it newly reaches: that is said where it is grave. */
function adds({ message }: RelatedSite, finding: Finding, twin: Finding): boolean {
  const title = ROUTE.exec(message)?.[0];
  if (title === undefined) return true;
  if (finding.severity !== 'critical' && finding.severity !== 'high') return false;
  return ![twin, ...twin.related].some((said) => said.message.includes(title));
}

function sitesOf({ path, startLine, startColumn, endLine, endColumn, related }: Finding): readonly Site[] {
  return [{ path, span: { startLine, startColumn, endLine, endColumn } }, ...related.map(({ at }) => at)];
}

/** The source without what a formatter decides: blanks, kinds of quotes, trailing commas. */
function unformatted(facts: Facts, site: Site): string | undefined {
  return sourceText(facts, site)
    ?.replaceAll(/\s+/gu, '')
    .replaceAll(/'/gu, '"')
    .replaceAll(/,(?=[)\]}])/gu, '');
}
