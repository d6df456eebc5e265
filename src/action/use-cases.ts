import type { AuditReport } from '../report/audit.ts';
import type { ReportContext } from '../report/context.ts';
import type { ReviewResult } from '../review/finding.ts';
import type { RuleMeta } from '../rules/contract/rule.ts';
import type { Change, Snapshot } from '../source/snapshot.ts';
import type { Confidence, Severity } from '../core/severity.ts';

/** What the workflow says beside the configuration, which is the repository's. */
export interface Overrides {
  readonly failOn?: Severity | 'never';
  readonly minConfidence?: Confidence;
  /** A configuration of another name, read at the commit that policy comes from. */
  readonly config?: { readonly path: string; readonly bytes: Uint8Array };
  /** Only what lies in this folder is read; names stay relative to the repository. */
  readonly within?: string;
}

type Source = NonNullable<ReportContext['source']>;

/** All that the Action asks of the analysis. Loaded late: a change without Python must not pay for the parser. */
export interface UseCases {
  readonly version: string;
  readonly rules: ReadonlyMap<string, RuleMeta>;
  review(change: Change, overrides: Overrides): Promise<{ readonly result: ReviewResult; readonly source: Source }>;
  /** `baseline` is the text of a file, as `audit --format json` writes it. */
  audit(
    snapshot: Snapshot,
    overrides: Overrides,
    baseline?: string,
  ): Promise<{ readonly report: AuditReport; readonly source: Source }>;
}
