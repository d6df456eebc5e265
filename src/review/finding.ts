import type { Confidence, Severity } from '../core/severity.ts';
import type { Fix, RelatedSite } from '../rules/contract/rule.ts';

export type Side = 'LEFT' | 'RIGHT';

/** What every output prints. Built in one place only: the engine (`engine.ts`). */
export interface Finding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly startColumn: number;
  readonly endColumn: number;
  readonly side: Side;
  readonly message: string;
  readonly subject: string;
  /** 20 hex digits of rule, subject and occurrence among equals; no line, no source text. */
  readonly fingerprint: string;
  readonly related: readonly RelatedSite[];
  readonly fix?: Fix;
}

/** A finding that belongs to a pull request, and where it is said. */
export interface ReviewFinding extends Finding {
  /** `introduced` has no twin at the base; `touched` has one, and a line of it was changed. */
  readonly state: 'introduced' | 'touched';
  readonly placement: Placement;
}

/** Valid for GitHub by construction: a line placement lies inside one hunk of the change. */
export type Placement =
  | {
      readonly kind: 'line';
      readonly path: string;
      readonly line: number;
      readonly side: Side;
      readonly startLine?: number;
    }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'summary' };

export type Verdict = 'pass' | 'fail' | 'incomplete';
export type Grade = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';

/** A finding that the code asks to ignore, with the reason given there. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
  readonly path: string;
  readonly line: number;
}

/** A suppression comment that does nothing, names no rule of ours, or gives no reason; or one that this change adds. */
export interface SuppressionNotice {
  readonly kind: 'unused' | 'unknown-rule' | 'no-reason' | 'new';
  readonly path: string;
  readonly line: number;
  readonly ruleIds: readonly string[];
  readonly message: string;
}

export interface Coverage {
  readonly files: number;
  readonly parsed: number;
  readonly partlyParsed: readonly {
    readonly path: string;
    readonly reason: string;
    readonly lines: readonly number[];
  }[];
  readonly routes: number;
  readonly unresolved: readonly { readonly path: string; readonly line: number; readonly reason: string }[];
  /** Folders and files left out by default or by configuration, with how many Python files each hides. */
  readonly excluded: readonly { readonly pattern: string; readonly files: number }[];
  /** Rules that crashed: a defect of ours that makes the verdict incomplete. */
  readonly crashes: readonly { readonly ruleId: string; readonly message: string }[];
}

/** A route before and after, as `surface` lists it. */
export interface RouteState {
  readonly path: string;
  readonly status: 'protected' | 'unenforced' | 'public' | 'unknown';
  readonly via: readonly { readonly file: string; readonly line: number; readonly text: string }[];
  readonly scopes: readonly string[];
  readonly responseModel: string | null;
  readonly limits: readonly string[];
  /** Present where the schema leaves the route out: `include_in_schema=False`. */
  readonly hidden?: true;
}

export interface SurfaceEntry {
  readonly method: string;
  readonly path: string;
  readonly endpoint: string;
  readonly file: string;
  readonly line: number;
  readonly before: RouteState | null;
  readonly after: RouteState | null;
}

export interface Surface {
  readonly added: readonly SurfaceEntry[];
  readonly removed: readonly SurfaceEntry[];
  readonly moved: readonly SurfaceEntry[];
  readonly changed: readonly SurfaceEntry[];
}

/** What a review of a change found. The input of every report and of publishing. */
export interface ReviewResult {
  readonly command: 'review';
  readonly verdict: Verdict;
  readonly findings: readonly ReviewFinding[];
  readonly fixed: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly notices: readonly SuppressionNotice[];
  readonly surface: Surface;
  readonly coverage: Coverage;
  /** Said in the summary: policy changed by this pull request, incomplete lists and their like. */
  readonly notes: readonly string[];
}

/** What an audit of a whole tree found. */
export interface AuditResult {
  readonly command: 'audit';
  readonly verdict: Verdict;
  readonly grade: Grade;
  readonly score: number;
  readonly findings: readonly (Finding & { readonly state: 'existing' })[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly notices: readonly SuppressionNotice[];
  /** Findings that a baseline file accepts; kept, counted, not gating. */
  readonly accepted: readonly Finding[];
  readonly coverage: Coverage;
  readonly notes: readonly string[];
}
