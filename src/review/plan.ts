import { CONFIDENCES, SEVERITIES } from '../core/severity.ts';
import type { ReviewFinding } from './finding.ts';
import { bodyHash, markerOf, withMarker } from './plan-marker.ts';
import type {
  Edit,
  FileComment,
  GoneReason,
  Kept,
  LineComment,
  OwnThread,
  Plan,
  PlanPolicy,
  Removal,
  Thread,
} from './plan-types.ts';

/** A finding under the name that its comment carries. */
interface Keyed {
  readonly key: string;
  readonly finding: ReviewFinding;
}

/** What is to be done about the threads that stand, and which findings still want a comment. */
interface Standing {
  readonly keep: Kept[];
  readonly edit: Edit[];
  readonly remove: Removal[];
  readonly resolve: OwnThread[];
  /** Their old comment is outdated and goes: they keep its slot. */
  readonly again: Keyed[];
  readonly fresh: Keyed[];
}

/** Pure. Carrying the plan out and planning again gives a plan without writes. */
export function planReview(findings: readonly ReviewFinding[], threads: readonly Thread[], policy: PlanPolicy): Plan {
  const keyed = withKeys(findings);
  const standing = policy.comments ? settle(keyed, ownThreads(threads), policy) : readOnly(keyed, ownThreads(threads));
  const { post, postOnFile, rest } = policy.comments
    ? allot(standing, policy)
    : { post: [], postOnFile: [], rest: standing.fresh };
  return {
    post,
    postOnFile,
    edit: standing.edit,
    remove: standing.remove,
    resolve: standing.resolve,
    keep: standing.keep,
    annotate: rest.slice(0, policy.maxAnnotations).map(({ finding }) => finding),
    summarise: rest.slice(policy.maxAnnotations).map(({ finding }) => finding),
  };
}

/** True when carrying it out would write nothing to the pull request's threads. */
export function isQuiet(plan: Plan): boolean {
  return [plan.post, plan.postOnFile, plan.edit, plan.remove, plan.resolve].every((list) => list.length === 0);
}

/** Worst first, then surest, then by place: the same choice in every run. */
export function compareFindings(a: ReviewFinding, b: ReviewFinding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    compareText(a.path, b.path) ||
    a.startLine - b.startLine ||
    a.startColumn - b.startColumn ||
    compareText(a.ruleId, b.ruleId) ||
    compareText(a.fingerprint, b.fingerprint) ||
    compareText(a.message, b.message) ||
    compareText(JSON.stringify(a.placement), JSON.stringify(b.placement))
  );
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Fingerprints should differ; where they do not, a finding must still not hide another. */
function withKeys(findings: readonly ReviewFinding[]): readonly Keyed[] {
  const seen = new Map<string, number>();
  return findings.toSorted(compareFindings).map((finding) => {
    const count = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, count);
    return { key: count === 1 ? finding.fingerprint : `${finding.fingerprint}.${String(count)}`, finding };
  });
}

/** Ours by author and by marker, by key; the one that speaks for the key first. */
function ownThreads(threads: readonly Thread[]): ReadonlyMap<string, readonly OwnThread[]> {
  const byKey = new Map<string, OwnThread[]>();
  for (const thread of threads) {
    const marker = thread.own ? markerOf(thread.body) : undefined;
    if (marker === undefined) continue;
    const list = byKey.get(marker.key) ?? [];
    list.push({ ...thread, marker });
    byKey.set(marker.key, list);
  }
  for (const list of byKey.values()) list.sort((a, b) => rank(a) - rank(b));
  return byKey;
}

/** A closed comment is history; then one with replies speaks, then one that still has its place; then the oldest. */
function rank(thread: OwnThread): number {
  return (isHistory(thread) ? 4 : 0) + (thread.replies > 0 ? 0 : 2) + (isOutdated(thread) ? 1 : 0);
}

/** Closed by us, and not to be opened again: who reads on sees a new comment, with its notification. */
function isHistory(thread: OwnThread): boolean {
  return thread.marker.state === 'closed' && (thread.resolved || isOutdated(thread));
}

/** A comment on a file has no line to lose. */
function isOutdated(thread: OwnThread): boolean {
  return thread.outdated && !thread.fileLevel;
}

function settle(
  findings: readonly Keyed[],
  own: ReadonlyMap<string, readonly OwnThread[]>,
  policy: PlanPolicy,
): Standing {
  const standing: Standing = { keep: [], edit: [], remove: [], resolve: [], again: [], fresh: [] };
  const wanted = new Set<string>();
  for (const entry of findings) {
    wanted.add(entry.key);
    const [speaker, ...others] = (own.get(entry.key) ?? []).filter((thread) => !isHistory(thread));
    for (const thread of others) {
      if (thread.replies === 0) standing.remove.push({ thread, reason: 'duplicate' });
    }
    if (speaker === undefined) standing.fresh.push(entry);
    else settleFinding(entry, speaker, standing, policy);
  }
  for (const [key, list] of own) {
    if (wanted.has(key)) continue;
    for (const thread of list) settleGone(thread, standing, policy);
  }
  return standing;
}

function settleFinding(entry: Keyed, thread: OwnThread, standing: Standing, policy: PlanPolicy): void {
  const { finding } = entry;
  if (thread.resolved) {
    standing.keep.push({ finding, thread, why: 'resolved' });
  } else if (isOutdated(thread)) {
    if (thread.replies > 0 || finding.placement.kind === 'summary') {
      standing.keep.push({ finding, thread, why: 'outdated' });
    } else {
      standing.again.push(entry);
      standing.remove.push({ thread, reason: 'outdated' });
    }
  } else {
    const text = policy.render(finding);
    const same = thread.marker.state === 'open' && thread.marker.bodyHash === bodyHash(text);
    if (same) standing.keep.push({ finding, thread, why: 'standing' });
    else standing.edit.push({ thread, body: markedBody(entry, text, policy), finding });
  }
}

/** Without a reply the comment goes; a conversation stays readable, and is closed where the token may. */
function settleGone(thread: OwnThread, standing: Standing, policy: PlanPolicy): void {
  if (!policy.isExamined(thread.path, thread.marker.ruleId)) return;
  const [fingerprint = ''] = thread.marker.key.split('.');
  const reason: GoneReason = policy.suppressed.has(fingerprint) ? 'suppressed' : 'fixed';
  if (thread.replies === 0) {
    standing.remove.push({ thread, reason });
    return;
  }
  if (thread.marker.state === 'closed') return;
  const { key, ruleId } = thread.marker;
  const body = withMarker(policy.renderGone(reason, policy.headSha), { key, ruleId, state: 'closed', run: policy.run });
  if (thread.canResolve && !thread.resolved) standing.resolve.push(thread);
  standing.edit.push({ thread, body });
}

/** Nothing is written; what has a comment keeps it, all the rest is annotated. */
function readOnly(findings: readonly Keyed[], own: ReadonlyMap<string, readonly OwnThread[]>): Standing {
  const standing: Standing = { keep: [], edit: [], remove: [], resolve: [], again: [], fresh: [] };
  for (const entry of findings) {
    const thread = (own.get(entry.key) ?? []).find((one) => one.marker.state === 'open');
    if (thread === undefined) standing.fresh.push(entry);
    else {
      const why = thread.resolved ? 'resolved' : isOutdated(thread) ? 'outdated' : 'standing';
      standing.keep.push({ finding: entry.finding, thread, why });
    }
  }
  return standing;
}

/** Who has a comment keeps it; the slots left go to the worst. */
function allot(
  standing: Standing,
  policy: PlanPolicy,
): { readonly post: LineComment[]; readonly postOnFile: FileComment[]; readonly rest: Keyed[] } {
  const commented = [...standing.keep, ...standing.edit.filter((edit) => edit.finding !== undefined)];
  let slots = policy.maxComments - commented.length;
  let fileSlots = policy.maxFileComments - commented.filter(({ thread }) => thread.fileLevel).length;
  const post: LineComment[] = [];
  const postOnFile: FileComment[] = [];
  const rest: Keyed[] = [];
  for (const entry of [...standing.again, ...standing.fresh]) {
    const { placement } = entry.finding;
    const free = slots > 0 && (placement.kind === 'line' || (placement.kind === 'file' && fileSlots > 0));
    if (!free) {
      rest.push(entry);
      continue;
    }
    slots -= 1;
    const body = markedBody(entry, policy.render(entry.finding), policy);
    if (placement.kind === 'line') post.push({ ...entry, at: placement, body });
    else {
      fileSlots -= 1;
      postOnFile.push({ ...entry, at: placement, body });
    }
  }
  return { post, postOnFile, rest: rest.toSorted((a, b) => compareFindings(a.finding, b.finding)) };
}

function markedBody(entry: Keyed, text: string, policy: PlanPolicy): string {
  return withMarker(text, { key: entry.key, ruleId: entry.finding.ruleId, state: 'open', run: policy.run });
}
