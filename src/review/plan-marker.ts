import { createHash } from 'node:crypto';

/**
 * What a later run must know about a comment. It rides at the end of the body in an HTML comment, so that it survives
 * edits of everything else and is never shown. Fixed fields only: no text of the pull request can get in.
 */
export interface Marker {
  /** The finding it speaks of: a fingerprint, with `.2`, `.3` for equal ones. */
  readonly key: string;
  readonly ruleId: string;
  /** Of the visible text; decides whether an edit is needed. */
  readonly bodyHash: string;
  /** `open` while the finding stands; `closed` once the comment says that it is gone. */
  readonly state: 'open' | 'closed';
  /** Run id and attempt that wrote it: how a lost answer is told from a lost request. */
  readonly run: string;
}

const TOOL = 'fastapi-hardening';
const VERSION = 'v1';

const MARKER = new RegExp(
  `<!-- ${TOOL}:${VERSION} key=([0-9a-f]{8,64}(?:\\.[0-9]{1,4})?) rule=([a-z0-9-]{1,80}) ` +
    'body=([0-9a-f]{16}) state=(open|closed) run=([0-9A-Za-z_.-]{1,60}) -->',
  'gu',
);

/** GitHub counts 65,536 characters; some room is left for what it adds itself. */
const MAX_BODY = 65_000;

/** Body and marker as they are sent. A body that is too long loses its end, never its marker. */
export function withMarker(text: string, marker: Omit<Marker, 'bodyHash'>): string {
  const visible = cut(text.trimEnd());
  const fields = `key=${marker.key} rule=${marker.ruleId} body=${bodyHash(text)} state=${marker.state} run=${marker.run}`;
  return `${visible}\n\n<!-- ${TOOL}:${VERSION} ${fields} -->`;
}

/**
 * The last one in the body: what is quoted from a pull request stands before ours, what a maintainer wrote under the
 * comment stands behind it. Whether the author may be believed is for the caller to check.
 */
export function markerOf(body: string): Marker | undefined {
  const match = [...body.matchAll(MARKER)].at(-1);
  const [, key, ruleId, hash, state, run] = match ?? [];
  if (key === undefined || ruleId === undefined || hash === undefined || run === undefined) return undefined;
  return { key, ruleId, bodyHash: hash, state: state === 'closed' ? 'closed' : 'open', run };
}

export function bodyHash(text: string): string {
  return createHash('sha256').update(text.trimEnd()).digest('hex').slice(0, 16);
}

/** Never between the halves of a surrogate pair. */
function cut(text: string): string {
  if (text.length <= MAX_BODY) return text;
  const end = /[\uD800-\uDBFF]$/u.test(text.slice(MAX_BODY - 1, MAX_BODY)) ? MAX_BODY - 1 : MAX_BODY;
  return `${text.slice(0, end)}…`;
}
