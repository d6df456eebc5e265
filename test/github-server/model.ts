/** What the embedded GitHub remembers. Plain data; the rules that change it stand beside each resource. */
import type { ChangedFile } from './changes.ts';
import type { Git } from './git.ts';
import type { Side } from './hunks.ts';

export interface Account {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot' | 'Organization';
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly git: Git;
  private: boolean;
  defaultBranch: string;
  readonly fork: boolean;
  readonly pulls: Pull[];
  readonly issues: Issue[];
  readonly checkRuns: CheckRun[];
  readonly artifacts: Artifact[];
  readonly sarifs: SarifUpload[];
  /** The oldest Actions suite of a commit: every check run of a job's token joins it. */
  readonly suites: Map<string, number>;
  /** Diffs by `base..head`; commits do not change. */
  readonly diffs: Map<string, readonly ChangedFile[]>;
}

export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly base: { readonly ref: string; sha: string };
  readonly head: { readonly ref: string; sha: string; readonly repository: Repository };
  /** Every head that it had: a comment may still name an earlier one after a force-push. */
  readonly heads: string[];
  mergeSha: string | undefined;
  title: string;
  body: string;
  readonly author: string;
  state: 'open' | 'closed';
  draft: boolean;
  locked: boolean;
  readonly createdAt: string;
  updatedAt: string;
  readonly reviews: Review[];
  readonly threads: Thread[];
}

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';

export interface Review {
  readonly id: number;
  readonly author: string;
  readonly commit: string;
  body: string;
  state: ReviewState;
  submittedAt: string | undefined;
}

export interface Thread {
  readonly id: number;
  readonly path: string;
  readonly subject: 'line' | 'file';
  readonly side: Side;
  readonly startSide: Side | undefined;
  readonly originalLine: number | undefined;
  readonly originalStartLine: number | undefined;
  readonly originalPosition: number | undefined;
  readonly originalCommit: string;
  /** The merge base at the time of writing: the text that LEFT lines belong to. */
  readonly originalBase: string;
  readonly diffHunk: string;
  /** Where it stands in today's diff; all undefined while outdated. */
  line: number | undefined;
  startLine: number | undefined;
  position: number | undefined;
  commit: string;
  outdated: boolean;
  resolvedBy: string | undefined;
  readonly comments: ReviewComment[];
}

export interface ReviewComment {
  readonly id: number;
  readonly review: Review;
  readonly author: string;
  body: string;
  readonly inReplyTo: number | undefined;
  readonly createdAt: string;
  updatedAt: string;
  minimizedReason: string | undefined;
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column: number | null;
  readonly end_column: number | null;
  readonly annotation_level: string;
  readonly title: string | null;
  readonly message: string;
  readonly raw_details: string | null;
}

export interface CheckRun {
  readonly id: number;
  readonly appSlug: string;
  readonly headSha: string;
  readonly suite: number;
  name: string;
  externalId: string;
  detailsUrl: string | undefined;
  status: string;
  conclusion: string | null;
  startedAt: string | null;
  completedAt: string | null;
  output: { title: string | null; summary: string | null; text: string | null };
  readonly annotations: Annotation[];
}

/** An issue, or the conversation of the pull request of the same number. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: string;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: readonly string[];
  locked: boolean;
  readonly isPull: boolean;
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  readonly comments: IssueComment[];
}

export interface IssueComment {
  readonly id: number;
  readonly author: string;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Artifact {
  readonly id: number;
  readonly runId: number;
  readonly name: string;
  readonly headSha: string;
  readonly zip: Buffer;
  expired: boolean;
  readonly createdAt: string;
}

export interface SarifUpload {
  readonly id: string;
  readonly commitSha: string;
  readonly ref: string;
  readonly sarif: unknown;
}
