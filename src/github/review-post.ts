import * as z from 'zod';

import { markerOf } from '../review/plan-marker.ts';
import type { FileComment, LineComment } from '../review/plan-types.ts';
import { standsInDiff } from './anchors.ts';
import type { GitHubClient } from './client.ts';
import { GitHubFault, reasonOf } from './fault.ts';
import { type ListedFile, listFiles } from './pull-request.ts';
import { standingThreads } from './review-comments.ts';

/** GitHub has no documented limit; peers met 502 at 100, and one hidden comment in 200. */
export const COMMENTS_PER_REVIEW = 30;
/** How often a refused batch may be split in search of the comment that GitHub refuses. */
const MAX_SPLITS = 16;
/** As often as it takes to find one among thirty; where none was taken by then, the fault is not one comment's. */
const MAX_BLIND_SPLITS = 6;
/** How many comments on files may be refused before one is taken. */
const MAX_REFUSED_FILES = 3;
/** How often a batch whose answer was lost is looked for and sent again. */
const MAX_RESENDS = 2;
const LOOK_AFTER_SECONDS = 2;
const REVIEW_MARK = '<!-- fastapi-hardening:v1 review ';

export interface PostTarget {
  readonly number: number;
  readonly headSha: string;
  readonly run: string;
  readonly maxFileComments: number;
}

/** What became of the comments that the plan wanted. */
export interface Posted {
  /** Keys of the comments that stand now. */
  readonly keys: ReadonlySet<string>;
  readonly unposted: readonly (LineComment | FileComment)[];
  readonly reasons: readonly string[];
}

/** An answer without the id of what was made is no proof that it was made. */
const Made = z.object({ id: z.number() });
const Reviews = z.array(z.object({ id: z.number(), state: z.string(), body: z.string().nullish() }));
const MAX_REVIEW_PAGES = 30;

/** Posts what is new: reviews of at most 30 comments, then comments on files; each finding at most once. */
export async function postComments(
  client: GitHubClient,
  target: PostTarget,
  lines: readonly LineComment[],
  files: readonly FileComment[],
): Promise<Posted> {
  const poster = new Poster(client, target);
  for (let start = 0; start < lines.length; start += COMMENTS_PER_REVIEW) {
    await poster.review(lines.slice(start, start + COMMENTS_PER_REVIEW));
  }
  await poster.onFiles(files);
  return poster.outcome();
}

/** The words of a review's own body; the run rides along so that a lost answer can be told from a lost request. */
export function reviewBody(count: number, run: string): string {
  const noun = count === 1 ? '1 finding' : `${String(count)} findings`;
  return `**FastAPI Hardening**: ${noun} in this change.\n\n${REVIEW_MARK}run=${run} -->`;
}

class Poster {
  readonly #client: GitHubClient;
  readonly #target: PostTarget;
  readonly #keys = new Set<string>();
  readonly #unposted: (LineComment | FileComment)[] = [];
  readonly #misplaced: LineComment[] = [];
  readonly #reasons = new Set<string>();
  #stopped = false;
  #splits = 0;
  #refusedFiles = 0;
  /** GitHub's list, read when it refuses something; null where that failed as well. */
  #files: readonly ListedFile[] | null | undefined;
  #triedPending = false;

  constructor(client: GitHubClient, target: PostTarget) {
    this.#client = client;
    this.#target = target;
  }

  outcome(): Posted {
    return { keys: this.#keys, unposted: this.#unposted, reasons: [...this.#reasons] };
  }

  /** One review. Whatever happens, each comment ends as posted, misplaced or not posted. */
  async review(comments: readonly LineComment[], resends = 0): Promise<void> {
    if (comments.length === 0) return;
    if (this.#stopped) {
      this.#unposted.push(...comments);
      return;
    }
    try {
      await this.#send(comments);
      for (const comment of comments) this.#keys.add(comment.key);
    } catch (error) {
      if (!(error instanceof GitHubFault)) throw error;
      if (error.kind === 'unavailable') await this.#afterLostAnswer(comments, error, resends);
      else if (error.kind === 'rejected') await this.#afterRefusal(comments, error);
      else this.#stop(comments, error);
    }
  }

  /** Comments on whole files: those of the plan, and those whose line GitHub does not take. */
  async onFiles(planned: readonly FileComment[]): Promise<void> {
    const misplaced = this.#misplaced.map((comment): FileComment => ({
      ...comment,
      at: { kind: 'file', path: comment.at.path },
      body: withoutSuggestion(comment.body),
    }));
    for (const [index, comment] of [...planned, ...misplaced].entries()) {
      const isOver = index >= this.#target.maxFileComments || this.#refusedFiles >= MAX_REFUSED_FILES;
      if (this.#stopped || isOver) this.#unposted.push(comment);
      else await this.#onFile(comment);
    }
  }

  async #onFile(comment: FileComment, resends = 0): Promise<void> {
    const { number, headSha } = this.#target;
    try {
      await this.#client.write(
        'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments',
        { pull_number: number, commit_id: headSha, path: comment.at.path, subject_type: 'file', body: comment.body },
        Made,
      );
      this.#keys.add(comment.key);
      this.#refusedFiles = 0;
    } catch (error) {
      if (!(error instanceof GitHubFault)) throw error;
      if (error.kind === 'rejected') {
        this.#refusedFiles += 1;
        this.#unposted.push(comment);
        this.#reasons.add(`GitHub refused a comment on a file: ${reasonOf(error)}`);
      } else if (error.kind !== 'unavailable') this.#stop([comment], error);
      else if (await this.#lookFor([comment], error)) return;
      else if (resends < MAX_RESENDS) await this.#onFile(comment, resends + 1);
      else this.#stop([comment], error);
    }
  }

  async #send(comments: readonly LineComment[]): Promise<void> {
    const { number, headSha, run } = this.#target;
    await this.#client.write(
      'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
      {
        pull_number: number,
        commit_id: headSha,
        event: 'COMMENT',
        body: reviewBody(comments.length, run),
        comments: comments.map(({ at, body }) => ({
          path: at.path,
          body,
          line: at.line,
          side: at.side,
          ...(at.startLine === undefined || at.startLine >= at.line
            ? {}
            : { start_line: at.startLine, start_side: at.side }),
        })),
      },
      Made,
    );
  }

  /** The server may have stored the review before the answer was lost: look, and send only what is missing. */
  async #afterLostAnswer(comments: readonly LineComment[], fault: GitHubFault, resends: number): Promise<void> {
    if (await this.#lookFor(comments, fault)) return;
    const missing = comments.filter((comment) => !this.#keys.has(comment.key));
    if (this.#stopped || resends >= MAX_RESENDS) this.#stop(missing, fault);
    else await this.review(missing, resends + 1);
  }

  /** True when all of them stand. Where looking fails as well, nothing more is posted: better once less than twice. */
  async #lookFor(comments: readonly (LineComment | FileComment)[], fault: GitHubFault): Promise<boolean> {
    if (!(await this.#client.wait(LOOK_AFTER_SECONDS))) this.#stopped = true;
    try {
      for (const { own, body } of await standingThreads(this.#client, this.#target.number)) {
        const marker = own ? markerOf(body) : undefined;
        if (marker?.run === this.#target.run) this.#keys.add(marker.key);
      }
    } catch (error) {
      if (!(error instanceof GitHubFault)) throw error;
      this.#stopped = true;
      this.#reasons.add(`What became of a review cannot be told: ${reasonOf(fault)}`);
    }
    return comments.every((comment) => this.#keys.has(comment.key));
  }

  async #afterRefusal(comments: readonly LineComment[], fault: GitHubFault): Promise<void> {
    if (fault.says('pending review')) return this.#afterPendingReview(comments, fault);
    if (fault.says('is locked')) {
      this.#stop(comments, fault);
      return;
    }
    const standing = await this.#inTodaysDiff(comments);
    if (standing.length < comments.length) {
      this.#misplaced.push(...comments.filter((comment) => !standing.includes(comment)));
      return this.review(standing);
    }
    if (comments.some(({ at }) => at.startLine !== undefined) && fault.says('start line', 'start_line', 'same hunk')) {
      return this.review(comments.map(withoutRange));
    }
    return this.#bisect(comments, fault);
  }

  async #bisect(comments: readonly LineComment[], fault: GitHubFault): Promise<void> {
    const [only] = comments;
    if (comments.length === 1 && only !== undefined) {
      if (only.at.startLine !== undefined && this.#splits < MAX_SPLITS) {
        this.#splits += 1;
        return this.review([withoutRange(only)]);
      }
      this.#misplaced.push(only);
      return;
    }
    this.#splits += 1;
    if (this.#splits > (this.#keys.size === 0 ? MAX_BLIND_SPLITS : MAX_SPLITS)) {
      this.#reasons.add(`GitHub refused a review, and which comment it means could not be found: ${reasonOf(fault)}`);
      this.#misplaced.push(...comments);
      return;
    }
    const middle = Math.ceil(comments.length / 2);
    await this.review(comments.slice(0, middle));
    await this.review(comments.slice(middle));
  }

  async #inTodaysDiff(comments: readonly LineComment[]): Promise<readonly LineComment[]> {
    if (this.#files === undefined) {
      try {
        const { files } = await listFiles(this.#client, { number: this.#target.number, changedFiles: undefined });
        this.#files = files;
      } catch (error) {
        if (!(error instanceof GitHubFault)) throw error;
        this.#files = null;
      }
    }
    const files = this.#files;
    return files === null ? comments : comments.filter((comment) => standsInDiff(comment, files));
  }

  /** Workflows share one identity: only a pending review that carries our own mark is ours to delete. */
  async #afterPendingReview(comments: readonly LineComment[], fault: GitHubFault): Promise<void> {
    const isFirst = !this.#triedPending;
    this.#triedPending = true;
    try {
      if (isFirst && (await this.#deleteOwnPending())) await this.review(comments);
      else this.#stop(comments, fault);
    } catch (error) {
      if (!(error instanceof GitHubFault)) throw error;
      this.#stop(comments, error);
    }
  }

  async #deleteOwnPending(): Promise<boolean> {
    const number = this.#target.number;
    const ours = await this.#ownPending();
    for (const { id } of ours) {
      await this.#client.write(
        'DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}',
        { pull_number: number, review_id: id },
        z.unknown(),
      );
    }
    return ours.length > 0;
  }

  /** Reviews are listed oldest first, so that one not yet submitted stands on the last page. */
  async #ownPending(): Promise<readonly { readonly id: number }[]> {
    const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews';
    const ours: { readonly id: number }[] = [];
    for (let page = 1; page <= MAX_REVIEW_PAGES; page += 1) {
      const parameters = { pull_number: this.#target.number, per_page: 100, page };
      const { data, hasNext } = await this.#client.readPage(route, parameters, Reviews);
      ours.push(...data.filter(({ state, body }) => state === 'PENDING' && body?.includes(REVIEW_MARK) === true));
      if (!hasNext) break;
    }
    return ours;
  }

  #stop(comments: readonly (LineComment | FileComment)[], fault: GitHubFault): void {
    this.#stopped = true;
    this.#unposted.push(...comments);
    this.#reasons.add(`Review comments could not be posted: ${reasonOf(fault)}`);
  }
}

function withoutRange(comment: LineComment): LineComment {
  const { kind, path, line, side } = comment.at;
  return { ...comment, at: { kind, path, line, side }, body: withoutSuggestion(comment.body) };
}

/** A suggestion replaces exactly the lines of its comment: where these change, it would replace the wrong ones. */
function withoutSuggestion(body: string): string {
  return body.replace(/^(`{3,})suggestion\n[\s\S]*?^\1\n*/mu, '');
}
