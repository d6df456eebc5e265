import type { Facts } from '../fastapi/facts.ts';
import { auditDocument, auditTitle, type AuditReport } from '../report/audit.ts';
import { renderComment } from '../report/comment.ts';
import type { ReportContext } from '../report/context.ts';
import { findingDetails } from '../report/details.ts';
import { code, heading, table, type Document, type Prose } from '../report/document.ts';
import { toHtml } from '../report/html.ts';
import { auditJson, reviewJson, routesJson, toJson } from '../report/json.ts';
import { toMarkdown } from '../report/markdown.ts';
import { routesDocument } from '../report/routes.ts';
import { rulePage } from '../report/rule-page.ts';
import { toSarif } from '../report/sarif.ts';
import { reviewDocument, reviewTitle } from '../report/summary.ts';
import { toText } from '../report/text.ts';
import type { ReviewResult } from '../review/finding.ts';
import type { RuleMeta } from '../rules/contract/rule.ts';
import type { Format } from './arguments.ts';

export interface Style {
  readonly format: Format;
  readonly color: boolean;
}

export function reviewOutput(result: ReviewResult, context: ReportContext, style: Style): string {
  switch (style.format) {
    case 'json':
      return toJson(reviewJson(result));
    case 'sarif':
      return toSarif(result, context);
    case 'markdown':
      return [toMarkdown(reviewDocument(result, context)), ...comments(result, context)].join('\n');
    default:
      return rendered(reviewDocument(result, context, findingDetails), reviewTitle(result), style);
  }
}

/** The comments as a pull request would show them, each under the line it stands on. */
function comments(result: ReviewResult, context: ReportContext): readonly string[] {
  return result.findings.flatMap((finding) => {
    const { placement } = finding;
    if (placement.kind === 'summary') return [];
    const where =
      placement.kind === 'file' ? placement.path : `${placement.path}:${placement.line} (${placement.side})`;
    return ['---\n', toMarkdown([heading(3, 'Comment at ', code(where))]), `${renderComment(finding, context)}\n`];
  });
}

export function auditOutput(report: AuditReport, context: ReportContext, style: Style): string {
  switch (style.format) {
    case 'json':
      return toJson(auditJson(report));
    case 'sarif':
      return toSarif(report.result, context);
    case 'markdown':
      return toMarkdown(auditDocument(report, context));
    default:
      return rendered(auditDocument(report, context, findingDetails), auditTitle(report.result), style);
  }
}

export function routesOutput(facts: Facts, style: Style): string {
  if (style.format === 'json') return toJson(routesJson(facts));
  return rendered(routesDocument(facts), 'Routes', style);
}

export function ruleOutput(rule: RuleMeta, format: Format): string {
  return format === 'json' ? `${JSON.stringify(ruleJson(rule), null, 2)}\n` : rulePage(rule);
}

export function rulesOutput(rules: readonly RuleMeta[], style: Style): string {
  if (style.format === 'json') {
    return `${JSON.stringify({ schemaVersion: 1, rules: rules.map(ruleJson) }, null, 2)}\n`;
  }
  const rows = rules.map((rule): Prose[] => [[code(rule.id)], [rule.severity], [rule.category], [rule.summary]]);
  return rendered([table('rules', ['Rule', 'Severity', 'Category', 'What is wrong'], rows)], 'Rules', style);
}

function ruleJson(rule: RuleMeta) {
  const { id, summary, category, severity, confidence, cwe, owasp, docs } = rule;
  return { id, summary, category, severity, confidence, cwe, owasp, docs };
}

function rendered(document: Document, title: string, style: Style): string {
  if (style.format === 'markdown') return toMarkdown(document);
  if (style.format === 'html') return toHtml(document, title);
  return toText(document, { color: style.color });
}
