import { createHash } from 'node:crypto';

/** What names a finding: no line, no column, no source text, no message. */
export interface Identity {
  readonly ruleId: string;
  /** Path at the head: a finding of the base is named by the path that its file has now. */
  readonly path: string;
  readonly subject: string;
  /** Place among findings that are otherwise equal, from the top of the file down. */
  readonly ordinal: number;
}

/**
 * 20 hex digits that stay the same while lines move, code is re-indented or a message is reworded. The path is part of it
 * because several services of one repository may each have an `app.main:app`; a rename that git pairs is undone first.
 */
export function fingerprintOf(identity: Identity): string {
  const parts = ['v1', identity.ruleId, identity.path, normalised(identity.subject), String(identity.ordinal)];
  return createHash('sha256').update(parts.join('\u0000'), 'utf8').digest('hex').slice(0, 20);
}

/** The key under which findings count as equals. */
export function equalityKey(identity: Omit<Identity, 'ordinal'>): string {
  return [identity.ruleId, identity.path, normalised(identity.subject)].join('\u0000');
}

/** Blanks carry no meaning in a subject: a rule that joins them otherwise must not lose a comment thread. */
function normalised(subject: string): string {
  return subject.trim().replaceAll(/\s+/g, ' ');
}
