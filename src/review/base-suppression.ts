import type { Finding } from './finding.ts';
import type { DiffScope } from './scope.ts';
import type { Suppression } from './suppression.ts';

/** Which suppressions of the head the base knew: only these count in a review, whoever wrote the others may not judge himself. */
export interface KnownSuppressions {
  /** Comments that this change adds, rewords or widens. */
  readonly added: readonly Suppression[];
  /** True when the base already asked to ignore this finding. `twin` is the same finding at the base. */
  accepts(suppression: Suppression, finding: Finding, twin: Finding | undefined): boolean;
}

export interface SuppressionSources {
  readonly base: readonly Suppression[];
  readonly head: readonly Suppression[];
  /** The text of a line, trimmed, on either side. */
  readonly baseLine: (path: string, line: number) => string;
  readonly headLine: (path: string, line: number) => string;
}

export function knownSuppressions(sources: SuppressionSources, scope: DiffScope): KnownSuppressions {
  const pairs = pairSuppressions(sources, scope);
  return {
    added: sources.head.filter((one) => !pairs.has(one)),
    accepts(suppression, finding, twin) {
      const before = pairs.get(suppression);
      if (before === undefined) return false;
      // The finding itself was ignored at the base.
      if (twin?.path === before.path && twin.startLine === before.target) return true;
      return speaksOfSameLine(before, suppression, finding.ruleId, { sources, scope });
    },
  };
}

/** A comment that stayed while the code under it was exchanged says nothing about the new code. */
function speaksOfSameLine(
  before: Suppression,
  now: Suppression,
  ruleId: string,
  { sources, scope }: { readonly sources: SuppressionSources; readonly scope: DiffScope },
): boolean {
  const file = scope.atBase(before.path);
  if (file === undefined) return before.target === now.target;
  if (!file.isDeleted(before.target)) return file.toHead(before.target) === now.target;
  const text = sources.headLine(now.path, now.target);
  if (text !== '' && text === sources.baseLine(before.path, before.target)) return true;
  // What a comparison finds, it finds on a line that changed: there the comment above, if it stayed, was meant for this.
  return COMPARISONS.has(ruleId) && file.toHead(before.line) === now.line;
}

const COMPARISONS: ReadonlySet<string> = new Set([
  'authentication-removed',
  'authorization-weakened',
  'middleware-removed',
  'security-setting-weakened',
  'response-filter-removed',
  'limit-loosened',
]);

/** Pairs comments of the same file with the same reason; the head may name fewer rules, not more. */
function pairSuppressions({ base, head }: SuppressionSources, scope: DiffScope): Map<Suppression, Suppression> {
  const free = new Set(base);
  const pairs = new Map<Suppression, Suppression>();
  const pair = (isSame: (before: Suppression, now: Suppression) => boolean): void => {
    for (const now of head) {
      if (pairs.has(now)) continue;
      const before = [...free].find((one) => isSameText(one, now, scope) && isSame(one, now));
      if (before === undefined) continue;
      pairs.set(now, before);
      free.delete(before);
    }
  };
  pair((before, now) => lineAtHead(before, scope) === now.line);
  pair(() => true);
  return pairs;
}

function isSameText(before: Suppression, now: Suppression, scope: DiffScope): boolean {
  const path = scope.renames.get(before.path) ?? before.path;
  return path === now.path && before.reason === now.reason && now.ruleIds.every((id) => before.ruleIds.includes(id));
}

function lineAtHead(before: Suppression, scope: DiffScope): number | undefined {
  const file = scope.atBase(before.path);
  return file === undefined ? before.line : file.toHead(before.line);
}
