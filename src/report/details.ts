import { groupBy } from '../core/group.ts';
import type { Finding, ReviewFinding } from '../review/finding.ts';
import type { Fix } from '../rules/contract/rule.ts';
import { BADGES } from './comment.ts';
import type { ReportContext } from './context.ts';
import { code, list, paragraph, place, prose, strong, type Block, type ExcerptLine } from './document.ts';
import { bySeverity } from './sections.ts';
import { suggestionFor } from './suggestion.ts';

/** Lines of code shown of one finding, and around it. */
const MAX_LINES = 6;
const AROUND = 1;
const MAX_RELATED = 12;
/** Edits so many lines apart are one place. */
const NEAR = 3;

/** From so many on, what one rule says again and again is a list. */
const MANY_ALIKE = 6;

/** Each finding with its lines of code: how a terminal shows them. Of a habit, the first is shown so and the others are listed. */
export function findingDetails(findings: readonly Finding[], context: ReportContext): Block[] {
  const alike = groupBy(bySeverity(findings), ({ severity, ruleId }) => `${severity} ${ruleId}`);
  const shown = new Set<Finding>();
  return bySeverity(findings).flatMap((finding) => {
    const same = alike.get(`${finding.severity} ${finding.ruleId}`) ?? [];
    const isHabit = same.length >= MANY_ALIKE && finding.severity !== 'critical' && finding.severity !== 'high';
    if (shown.has(finding)) return [];
    if (!isHabit) return detailsOf(finding, context);
    for (const one of same) shown.add(one);
    return [...detailsOf(finding, context), ...listed(same.filter((one) => one !== finding))];
  });
}

function detailsOf(finding: Finding, context: ReportContext): Block[] {
  return [
    paragraph(
      strong(BADGES[finding.severity]),
      ' ',
      code(finding.ruleId),
      ' at ',
      place(finding.path, finding.startLine),
      sureness(finding),
    ),
    paragraph(...prose(finding.message)),
    ...excerptOf(finding, context),
    ...relatedOf(finding),
    ...fixOf(finding, context),
  ];
}

function listed(others: readonly Finding[]): Block[] {
  const [first] = others;
  if (first === undefined) return [];
  return [
    paragraph(`${others.length} more of `, code(first.ruleId), ':'),
    list(
      'findings',
      others.map((finding) => ({
        text: [place(finding.path, finding.startLine), sureness(finding), ': ', ...prose(finding.message)],
      })),
    ),
  ];
}

function sureness(finding: Finding): string {
  const notes = finding.confidence === 'high' ? [] : [`${finding.confidence} confidence`];
  if (finding.side === 'LEFT') notes.push('a line of the base');
  const placed = placementOf(finding);
  if (placed !== undefined) notes.push(placed);
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
}

/** Where a pull request would show it, when that is not the finding's own line. */
function placementOf(finding: Finding | ReviewFinding): string | undefined {
  if (!('placement' in finding)) return undefined;
  const { placement } = finding;
  if (placement.kind === 'summary') return 'in the summary only';
  if (placement.kind === 'file') return `comment on the file ${placement.path}`;
  const isHere =
    placement.path === finding.path && placement.line >= finding.startLine && placement.line <= finding.endLine;
  return isHere ? undefined : `comment at ${placement.path}:${placement.line}`;
}

function excerptOf(finding: Finding, context: ReportContext): Block[] {
  const source = context.source?.(finding.path, finding.side);
  if (source === undefined) return [];
  const last = Math.min(finding.endLine, finding.startLine + MAX_LINES - 1);
  const lines: ExcerptLine[] = [];
  for (let number = Math.max(1, finding.startLine - AROUND); number <= last + AROUND; number += 1) {
    const text = source[number - 1];
    if (text === undefined) break;
    lines.push({ number, text, marked: number >= finding.startLine && number <= finding.endLine });
  }
  return lines.length === 0 ? [] : [{ kind: 'excerpt', path: finding.path, lines }];
}

function relatedOf(finding: Finding): Block[] {
  if (finding.related.length === 0) return [];
  const items = finding.related
    .slice(0, MAX_RELATED)
    .map(({ at, message }) => ({ text: [place(at.path, at.span.startLine), ': ', ...prose(message)] }));
  const more = finding.related.length - items.length;
  return [list('places', more > 0 ? [...items, { text: [`… and ${more} more`] }] : items)];
}

function fixOf(finding: Finding, context: ReportContext): Block[] {
  const { fix } = finding;
  const source = context.source?.(finding.path, 'RIGHT');
  if (fix === undefined || source === undefined) return [];
  const title = paragraph(`Fix: ${fix.title}`);
  const parts = editsByPlace(fix).map((edits) => changedLines({ ...fix, edits }, source));
  return [
    title,
    ...parts.flatMap((lines): Block[] => (lines === undefined ? [] : [{ kind: 'code', language: 'python', lines }])),
  ];
}

type Edits = Fix['edits'];

/** Edits of one place together: an import far above is shown as a line of its own, not with all that lies between. */
function editsByPlace({ edits }: Fix): readonly Edits[] {
  const groups: Edits[] = [];
  for (const edit of edits.toSorted((a, b) => a.at.span.startLine - b.at.span.startLine)) {
    const last = groups.at(-1);
    const end = last?.at(-1)?.at.span.endLine;
    if (last !== undefined && end !== undefined && edit.at.span.startLine - end <= NEAR)
      groups[groups.length - 1] = [...last, edit];
    else groups.push([edit]);
  }
  return groups;
}

function changedLines(fix: Fix, source: readonly string[]): readonly string[] | undefined {
  const [first] = fix.edits;
  if (first === undefined) return undefined;
  const startLine = Math.min(...fix.edits.map((edit) => edit.at.span.startLine));
  const endLine = Math.max(...fix.edits.map((edit) => edit.at.span.endLine));
  const lines = suggestionFor(fix, { path: first.at.path, startLine, endLine }, source);
  return lines === undefined || lines.length === 0 ? undefined : lines;
}
