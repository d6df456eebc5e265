import type { Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import type { RuleMeta } from '../rules/contract/rule.ts';
import type { AuditResult, Grade } from '../review/finding.ts';
import { checklistOf, type ChecklistItem } from '../review/checklist.ts';
import { earnedBy } from '../review/grade.ts';
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

/** A letter would praise what nobody has looked at. */
function isUnjudged({ coverage, grade }: AuditResult): boolean {
  return coverage.routes === 0 && grade === 'A';
}

export function auditTitle(result: AuditResult): string {
  if (isUnjudged(result)) {
    const counted = result.findings.length === 0 ? '' : `; ${severityCounts(result.findings)}`;
    return `No grade: no route of a FastAPI application was found${counted}`;
  }
  const state = result.verdict === 'incomplete' ? ' (incomplete)' : '';
  return `Grade ${result.grade}${state}: ${severityCounts(result.findings)}`;
}

/** Where the letter comes from: the points that stand below, and the worst finding. */
function scoreLine(result: AuditResult): string {
  const { score, grade, findings, accepted } = result;
  if (isUnjudged(result)) return 'No route was judged. What was read stands under Coverage.';
  const parts = [`${score} of 100 points: ${GRADES[grade]}.`];
  if (findings.length + accepted.length > 0) parts.push('What each item takes from the score stands beside it.');
  if (earnedBy(score) !== grade) {
    const worst = grade === 'D' ? 'critical' : 'high';
    parts.push(`The score alone would give ${earnedBy(score)}; a ${worst} finding holds the letter at ${grade}.`);
  }
  return parts.join(' ');
}

export function auditDocument(report: AuditReport, context: ReportContext, show: ShowFindings = tableOf): Document {
  const { result } = report;
  return [
    heading(1, auditTitle(result)),
    paragraph(scoreLine(result)),
    ...incompleteBlocks(result),
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

/** Why it is no pass, and what to do about a file that has no part in the service. */
function incompleteBlocks({ verdict, coverage }: AuditResult): Block[] {
  if (verdict !== 'incomplete') return [];
  const files = coverage.partlyParsed.map(({ path }) => path);
  const [first] = files;
  if (first === undefined) return [paragraph('Incomplete: rules failed, see Coverage.')];
  return [
    paragraph(
      'Incomplete: ',
      code(first),
      `${files.length > 1 ? ` and ${files.length - 1} more` : ''} could not be read whole, so nothing is said about what stands there. What has no part in the service goes under `,
      code('exclude'),
      ' in the configuration.',
    ),
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
      children:
        first === undefined
          ? []
          : [
              [
                place(first.path, first.startLine),
                `${more > 0 ? ` and ${more} more` : ''}${remedy.points > 0 ? `: ${String(remedy.points)} points` : ''}`,
              ],
            ],
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
    paragraph(...prose(title), ', to paste into ', code(file), ':'),
    { kind: 'code', language: 'python', lines },
  ]);
  return [heading(2, 'Ready to paste'), ...blocks];
}
