import type { Marker } from './plan-marker.ts';
import type { Placement, ReviewFinding } from './finding.ts';

/** A review thread as it stands on the pull request; only what the plan decides by. */
export interface Thread {
  readonly id: string;
  /** Node id of its first comment. */
  readonly commentId: string;
  readonly body: string;
  /** Written by the identity that this run has. A marker in anybody else's comment means nothing. */
  readonly own: boolean;
  readonly path: string;
  readonly fileLevel: boolean;
  readonly resolved: boolean;
  readonly outdated: boolean;
  readonly canResolve: boolean;
  /** Comments after the first. */
  readonly replies: number;
}

/** A thread of ours, with what its marker says. */
export interface OwnThread extends Thread {
  readonly marker: Marker;
}

/** Why a comment no longer speaks of something in this pull request. */
export type GoneReason = 'fixed' | 'suppressed' | 'duplicate' | 'outdated';

export interface PlanPolicy {
  /** False: nothing is written to threads; findings that have none are annotated. */
  readonly comments: boolean;
  /** Standing and new comments together. */
  readonly maxComments: number;
  readonly maxFileComments: number;
  readonly maxAnnotations: number;
  readonly headSha: string;
  readonly run: string;
  readonly render: (finding: ReviewFinding) => string;
  readonly renderGone: (reason: GoneReason, headSha: string) => string;
  /** False where the file could not be read or the rule crashed: what stands there is left alone. */
  readonly isExamined: (path: string, ruleId: string) => boolean;
  /** Fingerprints that the base's policy suppresses. */
  readonly suppressed: ReadonlySet<string>;
}

export type LinePlacement = Extract<Placement, { kind: 'line' }>;
export type FilePlacement = Extract<Placement, { kind: 'file' }>;

export interface LineComment {
  readonly finding: ReviewFinding;
  readonly key: string;
  readonly at: LinePlacement;
  readonly body: string;
}

export interface FileComment {
  readonly finding: ReviewFinding;
  readonly key: string;
  readonly at: FilePlacement;
  readonly body: string;
}

export interface Edit {
  readonly thread: OwnThread;
  readonly body: string;
  /** Absent when the comment is closed because the finding is gone. */
  readonly finding?: ReviewFinding;
}

export interface Removal {
  readonly thread: OwnThread;
  readonly reason: GoneReason;
}

export interface Kept {
  readonly finding: ReviewFinding;
  readonly thread: OwnThread;
  readonly why: 'standing' | 'resolved' | 'outdated';
}

/**
 * What to do on the pull request. Every finding is in exactly one of `post`, `postOnFile`, `edit`, `keep`, `annotate`
 * and `summarise`; none vanishes.
 */
export interface Plan {
  readonly post: readonly LineComment[];
  readonly postOnFile: readonly FileComment[];
  readonly edit: readonly Edit[];
  readonly remove: readonly Removal[];
  readonly resolve: readonly OwnThread[];
  readonly keep: readonly Kept[];
  readonly annotate: readonly ReviewFinding[];
  readonly summarise: readonly ReviewFinding[];
}
