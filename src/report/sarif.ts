import type { Severity } from '../core/severity.ts';
import type { AuditResult, Finding, ReviewResult } from '../review/finding.ts';
import type { RelatedSite, RuleMeta } from '../rules/contract/rule.ts';
import type { ReportContext } from './context.ts';
import { visible } from './escape.ts';

/** Code scanning sorts by this number: from 9 on critical, from 7 high, from 4 medium. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.0',
};
const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};
/** What code scanning takes of one upload. */
const MAX_RESULTS = 25_000;

/** SARIF 2.1.0, as GitHub's code scanning reads it. It knows lines of the head only. */
export function toSarif(result: ReviewResult | AuditResult, context: ReportContext): string {
  const rules = [...context.rules.values()];
  const indexOf = new Map(rules.map((rule, index) => [rule.id, index]));
  const open = result.findings.map((finding) => sarifResult(finding, indexOf));
  const suppressed = result.suppressed.map(({ finding, reason }) => ({
    ...sarifResult(finding, indexOf),
    suppressions: [{ kind: 'inSource', justification: visible(reason) }],
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'FastAPI Hardening',
            semanticVersion: context.version,
            rules: rules.map((rule) => sarifRule(rule, context)),
          },
        },
        columnKind: 'utf16CodeUnits',
        automationDetails: { id: `fastapi-hardening/${result.command}` },
        invocations: [invocation(result)],
        results: [...open, ...suppressed].slice(0, MAX_RESULTS),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sarifRule(rule: RuleMeta, context: ReportContext) {
  const url = context.ruleUrl?.(rule.id);
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.docs.why },
    help: { text: rule.docs.fix, markdown: `${rule.docs.why}\n\n${rule.docs.fix}` },
    ...(url === undefined ? {} : { helpUri: url }),
    defaultConfiguration: { level: LEVEL[rule.severity] },
    properties: {
      'security-severity': SECURITY_SEVERITY[rule.severity],
      precision: { high: 'very-high', medium: 'high', low: 'medium' }[rule.confidence],
      tags: ['security', ...rule.cwe.map((cwe) => `external/cwe/cwe-${String(cwe).padStart(3, '0')}`)].slice(0, 20),
    },
  };
}

function sarifResult(finding: Finding, indexOf: ReadonlyMap<string, number>) {
  const { path, startLine, startColumn, endLine, endColumn } = finding;
  const at = { path, span: { startLine, startColumn, endLine, endColumn } };
  const index = indexOf.get(finding.ruleId);
  return {
    ruleId: finding.ruleId,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: LEVEL[finding.severity],
    message: { text: visible(finding.message) },
    locations: [location(finding.side === 'LEFT' ? topOf(path) : at)],
    ...(finding.related.length === 0 ? {} : { relatedLocations: finding.related.slice(0, 100).map(relatedLocation) }),
    partialFingerprints: {
      // The name code scanning pairs alerts by; ours names the defect, so it holds when lines move.
      primaryLocationLineHash: `${finding.fingerprint}:1`,
      'fastapiHardening/v1': finding.fingerprint,
    },
    properties: { 'security-severity': SECURITY_SEVERITY[finding.severity], confidence: finding.confidence },
  };
}

/** Code scanning refuses a result without a place: what stood on a line of the base is shown at the top of its file. */
function topOf(path: string): RelatedSite['at'] {
  return { path, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };
}

function relatedLocation(related: RelatedSite, index: number) {
  return { id: index + 1, ...location(related.at), message: { text: visible(related.message) } };
}

function location({ path, span }: RelatedSite['at']) {
  return {
    physicalLocation: {
      artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
      region: {
        startLine: span.startLine,
        startColumn: span.startColumn,
        endLine: span.endLine,
        // SARIF's end is exclusive, ours is not.
        endColumn: span.endColumn + 1,
      },
    },
  };
}

/** What could not be examined is said here: an upload without results must not look like a clean bill. */
function invocation(result: ReviewResult | AuditResult) {
  const { partlyParsed, crashes } = result.coverage;
  const notifications = [
    ...partlyParsed.map((file) => ({ level: 'warning', message: { text: visible(`${file.path}: ${file.reason}`) } })),
    ...crashes.map((crash) => ({ level: 'error', message: { text: visible(`${crash.ruleId}: ${crash.message}`) } })),
  ];
  return {
    executionSuccessful: result.verdict !== 'incomplete',
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}
