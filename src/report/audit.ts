import type { Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import type { RuleMeta } from '../rules/rule.ts';
import type { AuditResult, Grade } from '../review/finding.ts';
import { checklistOf, type ChecklistItem } from '../review/checklist.ts';
import { inventoryOf, methodsOf, remediesOf, type Inventory, type Remedy } from '../review/inventory.ts';
import { BADGES } from './comment.ts';
import type { ReportContext } from './context.ts';
import {
  code,
  count,
  heading,
  list,
  paragraph,
  place,
  prose,
  strong,
  table,
  type Block,
  type Document,
  type ListItem,
  type Prose,
} from './document.ts';
import {
  bySeverity,
  coverageSection,
  noticesSection,
  ruleName,
  severityCounts,
  suppressedSection,
} from './sections.ts';
import { tableOf, type ShowFindings } from './summary.ts';
import { snippetsFor, type Snippet } from './snippets.ts';

/** Everything an audit shows, in whatever format. */
export interface AuditReport {
  readonly result: AuditResult;
  readonly checklist: readonly ChecklistItem[];
  readonly inventory: Inventory;
  readonly remedies: readonly Remedy[];
  readonly snippets: readonly Snippet[];
}

export function auditReport(facts: Facts, result: AuditResult, rules: ReadonlyMap<string, RuleMeta>): AuditReport {
  return {
    result,
    checklist: checklistOf(facts, result, rules),
    inventory: inventoryOf(facts.application),
    remedies: remediesOf(result.findings, rules),
    snippets: snippetsFor(facts, result.findings),
  };
}

const GRADES: Readonly<Record<Grade, string>> = {
  A: 'nothing of weight was found',
  B: 'small things are left',
  C: 'several protections are missing',
  D: 'something serious stands open',
  E: 'much stands open',
  F: 'most of the hardening is missing',
};

export function auditTitle(result: AuditResult): string {
  const state = result.verdict === 'incomplete' ? ' (incomplete)' : '';
  return `Grade ${result.grade}${state}: ${severityCounts(result.findings)}`;
}

export function auditDocument(report: AuditReport, context: ReportContext, show: ShowFindings = tableOf): Document {
  const { result } = report;
  return [
    heading(1, auditTitle(result)),
    paragraph(`${result.score} of 100 points: ${GRADES[result.grade]}.`),
    ...acceptedBlocks(result),
    ...remedyBlocks(report.remedies, context),
    ...checklistBlocks(report.checklist),
    ...inventoryBlocks(report.inventory),
    ...findingBlocks(result, context, show),
    ...snippetBlocks(report.snippets),
    ...suppressedSection(result.suppressed),
    ...noticesSection(result.notices, result.notes),
    ...coverageSection(result.coverage),
  ];
}

function acceptedBlocks(result: AuditResult): Block[] {
  if (result.accepted.length === 0) return [];
  return [
    paragraph(
      `${count(result.accepted.length, 'more finding')} accepted by the baseline: ${severityCounts(result.accepted)}.`,
    ),
  ];
}

function remedyBlocks(remedies: readonly Remedy[], context: ReportContext): Block[] {
  if (remedies.length === 0) return [];
  const items = remedies.map((remedy): ListItem => {
    const [first] = remedy.findings;
    const more = remedy.findings.length - 1;
    return {
      text: [
        strong(BADGES[remedy.severity]),
        ' ',
        ruleName(remedy.ruleId, context),
        ': ',
        ...prose(oneLine(remedy.fix)),
      ],
      children: first === undefined ? [] : [[place(first.path, first.startLine), more > 0 ? ` and ${more} more` : '']],
    };
  });
  return [heading(2, 'What to do, in this order'), list('remedies', items)];
}

function oneLine(markdown: string): string {
  return (markdown.split(/\n\s*\n/)[0] ?? '').replaceAll(/\s+/g, ' ').trim();
}

const MARKS: Readonly<Record<ChecklistItem['status'], string>> = {
  pass: '✓ pass',
  fail: '✗ fail',
  unknown: '? unknown',
};

function checklistBlocks(items: readonly ChecklistItem[]): Block[] {
  const rows = items.map((item): Prose[] => [[MARKS[item.status]], [item.group], [item.title], reasonOf(item)]);
  return [heading(2, 'Hardening checklist'), table('items', ['', 'Area', 'Item', 'Decided by'], rows)];
}

function reasonOf(item: ChecklistItem): Prose {
  const places = item.lines.flatMap(({ site }, index): Prose => [
    index === 0 ? '' : ', ',
    place(site.path, site.span.startLine),
  ]);
  if (item.status === 'pass' && places.length > 0) return places;
  return places.length === 0 ? prose(item.reason) : [...prose(item.reason), ' ', ...places];
}

const INVENTORY: readonly (readonly [keyof Inventory, string])[] = [
  ['unenforced', 'Unenforced: authentication is declared but cannot reject'],
  ['public', 'Public'],
  ['unknown', 'Unknown: cannot be told from the code'],
  ['protected', 'Protected'],
];

function inventoryBlocks(inventory: Inventory): Block[] {
  const total = INVENTORY.reduce((sum, [status]) => sum + inventory[status].length, 0);
  if (total === 0) return [];
  const counts = INVENTORY.map(([status]) => `${inventory[status].length} ${status}`).join(', ');
  const groups = INVENTORY.filter(([status]) => inventory[status].length > 0).flatMap(([status, title]): Block[] => [
    { kind: 'details', title: `${title} (${inventory[status].length})`, blocks: [inventoryTable(inventory[status])] },
  ]);
  return [heading(2, 'Routes by protection'), paragraph(`${count(total, 'route')}: ${counts}.`), ...groups];
}

function inventoryTable(routes: readonly Route[]): Block {
  return table(
    'routes',
    ['Method', 'Path', 'Where', 'Guards'],
    routes.map((route): Prose[] => [
      [methodsOf(route)],
      [code(route.path.text)],
      [place(route.file, route.line)],
      [[...new Set(route.protection.guards.map((guard) => guard.name))].join(', ')],
    ]),
  );
}

function findingBlocks(result: AuditResult, context: ReportContext, show: ShowFindings): Block[] {
  if (result.findings.length === 0) return [];
  return [heading(2, 'Findings'), ...show(bySeverity(result.findings), context)];
}

function snippetBlocks(snippets: readonly Snippet[]): Block[] {
  if (snippets.length === 0) return [];
  const blocks = snippets.flatMap(({ title, file, lines }): Block[] => [
    paragraph(strong(title), ', for ', code(file), ':'),
    { kind: 'code', language: 'python', lines },
  ]);
  return [heading(2, 'Ready to paste'), ...blocks];
}
