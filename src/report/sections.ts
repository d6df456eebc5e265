/** Sections that the review's summary and the audit's report share. */
import { SEVERITIES, type Severity } from '../core/severity.ts';
import type { Coverage, Finding, SuppressedFinding, SuppressionNotice } from '../review/finding.ts';
import { BADGES } from './comment.ts';
import type { ReportContext } from './context.ts';
import {
  code,
  count,
  heading,
  link,
  list,
  paragraph,
  place,
  prose,
  table,
  type Block,
  type Inline,
  type ListItem,
} from './document.ts';

/** `2 critical, 1 medium`; each finding is one cause, however many routes it lists. */
export function severityCounts(findings: readonly Pick<Finding, 'severity'>[]): string {
  const parts = SEVERITIES.map((severity) => ({ severity, n: findings.filter((f) => f.severity === severity).length }));
  const present = parts.filter(({ n }) => n > 0);
  return present.length === 0 ? 'no findings' : present.map(({ severity, n }) => `${n} ${severity}`).join(', ');
}

/** Worst first, then by place. */
export function bySeverity<F extends Finding>(findings: readonly F[]): readonly F[] {
  const rank = (severity: Severity): number => SEVERITIES.indexOf(severity);
  return findings.toSorted((a, b) => rank(a.severity) - rank(b.severity));
}

export function ruleName(ruleId: string, context: ReportContext): Inline {
  const url = context.ruleUrl?.(ruleId);
  return url === undefined ? code(ruleId) : link(ruleId, url);
}

export function findingsTable(findings: readonly Finding[], context: ReportContext): Block {
  return table(
    'findings',
    ['Severity', 'Rule', 'Where', 'What'],
    bySeverity(findings).map((finding) => [
      [BADGES[finding.severity]],
      [ruleName(finding.ruleId, context)],
      [place(finding.path, finding.startLine), finding.side === 'LEFT' ? ' (before)' : ''],
      [...prose(finding.message), affected(finding)],
    ]),
  );
}

function affected(finding: Finding): string {
  return finding.related.length === 0 ? '' : ` (${count(finding.related.length, 'related place')})`;
}

export function suppressedSection(suppressed: readonly SuppressedFinding[]): Block[] {
  if (suppressed.length === 0) return [];
  return [
    heading(2, 'Suppressed'),
    paragraph(`${count(suppressed.length, 'finding')} that a comment in the code asks to ignore:`),
    list(
      'suppressed findings',
      suppressed.map(({ finding, reason, path, line }) => ({
        text: [code(finding.ruleId), ' at ', place(path, line), ': ', reason],
      })),
    ),
  ];
}

const NOTICE: Readonly<Record<SuppressionNotice['kind'], string>> = {
  new: 'New in this change; it counts once it is part of the base',
  unused: 'Ignores nothing',
  'unknown-rule': 'Names a rule that does not exist',
  'no-reason': 'Gives no reason, so it does not count',
};

export function noticesSection(notices: readonly SuppressionNotice[], notes: readonly string[]): Block[] {
  if (notices.length === 0 && notes.length === 0) return [];
  const items: ListItem[] = [
    ...notes.map((note) => ({ text: prose(note) })),
    ...notices.map((notice) => ({
      text: [place(notice.path, notice.line), `: ${NOTICE[notice.kind]}. `, ...prose(notice.message)],
    })),
  ];
  return [heading(2, 'Notices'), list('notices', items)];
}

/** What was looked at, and what was not: silence about a file must not look like a clean bill. */
export function coverageSection(coverage: Coverage): Block[] {
  const { files, parsed, routes, partlyParsed, unresolved, excluded, crashes } = coverage;
  const blocks: Block[] = [
    heading(2, 'Coverage'),
    paragraph(`${count(files, 'Python file')}, ${parsed} read as far as they matter, ${count(routes, 'route')}.`),
  ];
  const add = (title: string, noun: string, items: readonly ListItem[]): void => {
    if (items.length > 0) blocks.push(paragraph(`${title}:`), list(noun, items));
  };
  add(
    'Rules that failed (a defect of this tool; their findings are missing)',
    'rules',
    crashes.map(({ ruleId, message }) => ({ text: [code(ruleId), ': ', code(message)] })),
  );
  add(
    'Only partly read',
    'files',
    partlyParsed.map(({ path, reason, lines }) => ({ text: [place(path, lines[0] ?? 1), ': ', ...prose(reason)] })),
  );
  add(
    'Could not be told without running the code, so nothing is claimed about it',
    'places',
    unresolved.map(({ path, line, reason }) => ({ text: [place(path, line), ': ', ...prose(reason)] })),
  );
  add(
    'Left out',
    'patterns',
    excluded.map((entry) => ({ text: [code(entry.pattern), ` (${count(entry.files, 'file')})`] })),
  );
  return blocks;
}
