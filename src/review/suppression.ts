import type { Facts } from '../fastapi/facts.ts';
import { lineOf } from '../python/position.ts';
import type { Module } from '../python/syntax.ts';
import type { Finding, SuppressedFinding, SuppressionNotice } from './finding.ts';

/** `# hardening: ignore[rule-id, other] reason`, as the code says it. */
export interface Suppression {
  readonly path: string;
  /** Where the comment stands. */
  readonly line: number;
  /** The line it speaks of: its own, or the next one when it stands alone. */
  readonly target: number;
  readonly ruleIds: readonly string[];
  readonly reason: string;
}

export interface SuppressionOutcome<F extends Finding> {
  readonly kept: readonly F[];
  readonly suppressed: readonly (SuppressedFinding & { readonly finding: F })[];
  readonly used: readonly Use[];
}

/** A rule of a suppression that some finding met, accepted or not. */
export interface Use {
  readonly suppression: Suppression;
  readonly ruleId: string;
}

const MARK = /(?:^|#\s*)hardening:\s*ignore(?:\[([^\]]*)\])?(.*)$/su;

/** Every suppression comment of a snapshot, in order of path and line; complete or not. */
export function suppressionsIn(facts: Facts): readonly Suppression[] {
  const found = facts.modules.flatMap(inModule);
  for (const [path, text] of facts.texts) found.push(...inText(path, text));
  return found.toSorted((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}

/** Takes out what is suppressed. `isAccepted` decides for comments that stand in the right place whether they count. */
export function suppress<F extends Finding>(
  findings: readonly F[],
  suppressions: readonly Suppression[],
  isAccepted: (suppression: Suppression, finding: F) => boolean = () => true,
): SuppressionOutcome<F> {
  const byPlace = new Map<string, Suppression[]>();
  for (const one of suppressions)
    byPlace.set(place(one.path, one.target), [...(byPlace.get(place(one.path, one.target)) ?? []), one]);
  const kept: F[] = [];
  const suppressed: (SuppressedFinding & { readonly finding: F })[] = [];
  const used: Use[] = [];
  for (const finding of findings) {
    const meant = (byPlace.get(place(finding.path, finding.startLine)) ?? []).filter(({ ruleIds }) =>
      ruleIds.includes(finding.ruleId),
    );
    for (const suppression of meant) used.push({ suppression, ruleId: finding.ruleId });
    const by = meant.find((one) => one.reason !== '' && isAccepted(one, finding));
    if (by === undefined) kept.push(finding);
    else suppressed.push({ finding, reason: by.reason, path: by.path, line: by.line });
  }
  return { kept, suppressed, used };
}

/** What is wrong with the comments themselves. `checked` are the rules whose silence shows that a comment does nothing. */
export function noticesOf(
  suppressions: readonly Suppression[],
  known: ReadonlySet<string>,
  checked: ReadonlySet<string>,
  used: readonly Use[],
): readonly SuppressionNotice[] {
  return suppressions.flatMap((one) => {
    const notices: SuppressionNotice[] = [];
    const foreign = one.ruleIds.filter((id) => !known.has(id));
    if (one.ruleIds.length === 0)
      notices.push(notice(one, 'unknown-rule', 'It names no rule: write `ignore[rule-id] reason`.'));
    if (foreign.length > 0)
      notices.push(notice(one, 'unknown-rule', `There is no rule ${foreign.map((id) => `\`${id}\``).join(', ')}.`));
    if (one.reason === '')
      notices.push(notice(one, 'no-reason', 'It has no effect: write the reason behind the bracket.'));
    return [
      ...notices,
      ...unusedOf(one, checked, new Set(used.flatMap((use) => (use.suppression === one ? use.ruleId : [])))),
    ];
  });
}

/** A comment, or some of its rules, for which nothing is found. */
function unusedOf(
  one: Suppression,
  checked: ReadonlySet<string>,
  used: ReadonlySet<string>,
): readonly SuppressionNotice[] {
  const idle = one.ruleIds.filter((id) => checked.has(id) && !used.has(id));
  if (idle.length === 0) return [];
  if (idle.length === one.ruleIds.length)
    return [notice(one, 'unused', 'Nothing is found here any more: remove the comment.')];
  const message = `Nothing is found here any more for ${idle.map((id) => `\`${id}\``).join(', ')}: take it out of the list.`;
  return [{ ...notice(one, 'unused', message), ruleIds: idle }];
}

export function notice(one: Suppression, kind: SuppressionNotice['kind'], message: string): SuppressionNotice {
  return { kind, path: one.path, line: one.line, ruleIds: one.ruleIds, message };
}

function inModule(module: Module): Suppression[] {
  return module.comments.flatMap(({ text, start, ownLine }) => {
    const line = lineOf(module, start);
    return parsed(text, { path: module.path, line, target: ownLine ? line + 1 : line });
  });
}

/** Requirement files and TOML have comments too, and no strings that matter here. */
function inText(path: string, text: string): Suppression[] {
  if (!text.includes('hardening:')) return [];
  return text.split('\n').flatMap((content, index) => {
    const hash = content.indexOf('#');
    if (hash < 0) return [];
    const line = index + 1;
    const ownLine = content.slice(0, hash).trim() === '';
    return parsed(content.slice(hash + 1).trim(), { path, line, target: ownLine ? line + 1 : line });
  });
}

function parsed(comment: string, at: Pick<Suppression, 'path' | 'line' | 'target'>): Suppression[] {
  const match = MARK.exec(comment);
  if (match === null) return [];
  const [, ids = '', reason = ''] = match;
  const ruleIds = ids
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  return [{ ...at, ruleIds: [...new Set(ruleIds)], reason: reason.trim().replaceAll(/\s+/gu, ' ') }];
}

function place(path: string, line: number): string {
  return `${path}\u0000${line}`;
}
