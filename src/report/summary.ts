import type { Finding, ReviewResult, Verdict } from '../review/finding.ts';
import type { ReportContext } from './context.ts';
import { code, count, heading, list, paragraph, place, prose, type Block, type Document } from './document.ts';
import { toMarkdown, type MarkdownOptions } from './markdown.ts';
import {
  bySeverity,
  coverageSection,
  findingsTable,
  noticesSection,
  severityCounts,
  suppressedSection,
} from './sections.ts';
import { surfaceSection } from './surface.ts';

/** GitHub takes 65,535 bytes of a check run's summary; the rest is for the host's own lines. */
export const SUMMARY_BYTES = 65_000;

const VERDICTS: Readonly<Record<Verdict, string>> = {
  pass: '✅ Passed',
  fail: '❌ Failed',
  incomplete: '⚠️ Incomplete',
};

/** One line: for a check run's title and a log. */
export function reviewTitle(result: ReviewResult): string {
  const counts = result.findings.length === 0 ? 'nothing found in this change' : severityCounts(result.findings);
  if (result.verdict !== 'incomplete') return counts.charAt(0).toUpperCase() + counts.slice(1);
  return `Not everything could be examined; ${counts}`;
}

/** How findings are shown: rows where there is little room, with their lines of code where there is more. */
export type ShowFindings = (findings: readonly Finding[], context: ReportContext) => readonly Block[];
export const tableOf: ShowFindings = (findings, context) => [findingsTable(findings, context)];

/** The review as people read it, whatever the host: verdict first. */
export function reviewDocument(result: ReviewResult, context: ReportContext, show: ShowFindings = tableOf): Document {
  return [
    heading(1, `${VERDICTS[result.verdict]}: ${lowerFirst(reviewTitle(result))}`),
    ...incompleteBlocks(result),
    ...findingBlocks(result, context, show),
    ...surfaceSection(result.surface),
    ...fixedBlocks(result),
    ...suppressedSection(result.suppressed),
    ...noticesSection(result.notices, result.notes),
    ...coverageSection(result.coverage),
  ];
}

/** Markdown of it, within GitHub's limit. */
export function renderSummary(
  result: ReviewResult,
  context: ReportContext,
  options: MarkdownOptions = { maxBytes: SUMMARY_BYTES },
): string {
  return toMarkdown(reviewDocument(result, context), options);
}

function incompleteBlocks(result: ReviewResult): Block[] {
  if (result.verdict !== 'incomplete') return [];
  return [
    paragraph(
      'Part of the change could not be read, so this review cannot say that it is safe. See Coverage and Notices.',
    ),
  ];
}

function findingBlocks(result: ReviewResult, context: ReportContext, show: ShowFindings): Block[] {
  if (result.findings.length === 0) return [];
  const introduced = result.findings.filter((finding) => finding.state === 'introduced');
  const touched = result.findings.filter((finding) => finding.state === 'touched');
  const blocks: Block[] = [];
  if (introduced.length > 0) {
    blocks.push(heading(2, 'What this change brings'), ...show(introduced, context));
  }
  if (touched.length > 0) {
    blocks.push(heading(2, 'Was there before, on lines this change touches'), ...show(touched, context));
  }
  return blocks;
}

function fixedBlocks(result: ReviewResult): Block[] {
  if (result.fixed.length === 0) return [];
  return [
    heading(2, 'Fixed'),
    paragraph(`Thank you: this change mends ${count(result.fixed.length, 'finding')}.`),
    list(
      'fixed findings',
      bySeverity(result.fixed).map((finding) => ({
        text: [code(finding.ruleId), ' at ', place(finding.path, finding.startLine), ': ', ...prose(finding.message)],
      })),
    ),
  ];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
