import type { Side } from '../review/finding.ts';
import type { RuleMeta } from '../rules/contract/rule.ts';

/** What reports know beside the result they show. Handed in by the host: reports read nothing themselves. */
export interface ReportContext {
  readonly version: string;
  readonly rules: ReadonlyMap<string, RuleMeta>;
  /** Address of a rule's page; absent where there is none to point at. */
  readonly ruleUrl?: (ruleId: string) => string;
  /** The lines of a file as analysed; undefined where it is not at hand. LEFT is the base. */
  readonly source?: (path: string, side: Side) => readonly string[] | undefined;
}

export function rulesById(rules: readonly RuleMeta[]): ReadonlyMap<string, RuleMeta> {
  return new Map(rules.map((rule) => [rule.id, rule]));
}
