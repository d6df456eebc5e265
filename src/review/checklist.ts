import type { Site } from '../core/span.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { Evidence } from '../fastapi/model.ts';
import { CHECKLIST, type ChecklistDefinition } from './checklist-items.ts';
import type { AuditResult, Finding } from './finding.ts';

export interface ChecklistItem {
  readonly id: string;
  readonly title: string;
  readonly group: ChecklistDefinition['group'];
  /** `unknown` claims nothing: a rule is off or failed, a route could not be resolved, a finding was suppressed. */
  readonly status: 'pass' | 'fail' | 'unknown';
  readonly reason: string;
  /** The lines that decide it. */
  readonly lines: readonly Evidence[];
  readonly rules: readonly string[];
}

/** More lines than this decide nothing more; findings are listed whole elsewhere. */
const MAX_LINES = 5;

/** The hardening checklists, item by item, each with the lines that decide it. */
export function checklistOf(facts: Facts, result: AuditResult, ran: Ran): readonly ChecklistItem[] {
  return CHECKLIST.map((item) => {
    const { status, reason, lines } = decide(item, facts, result, ran);
    const { id, title, group, rules } = item;
    return { id, title, group, status, reason, lines: lines.slice(0, MAX_LINES), rules };
  });
}

/** The rules that ran, by id. */
export type Ran = Pick<ReadonlyMap<string, unknown>, 'has'>;

type Decision = Pick<ChecklistItem, 'status' | 'reason' | 'lines'>;

function decide(item: ChecklistDefinition, facts: Facts, result: AuditResult, ran: Ran): Decision {
  const open = [...result.findings, ...result.accepted].filter((finding) => concerns(item, finding));
  if (open.length > 0) return { status: 'fail', reason: failure(open), lines: open.map(asEvidence) };
  if (!item.rules.some((id) => ran.has(id))) return { status: 'unknown', reason: 'No rule looks at it.', lines: [] };
  return doubts(item, facts, result) ?? assurance(item, facts);
}

/** Why no finding does not mean that all is well. */
function doubts(item: ChecklistDefinition, facts: Facts, result: AuditResult): Decision | undefined {
  const unknown = (reason: string, lines: readonly Evidence[] = []): Decision => ({ status: 'unknown', reason, lines });
  if (facts.application.allApps.length === 0) return unknown('No FastAPI application was found.');
  const off = item.rules.filter((id) => facts.config.rules.get(id) === 'off');
  if (off.length === item.rules.length) return unknown('Switched off in the configuration.');
  const crashed = result.coverage.crashes.find(({ ruleId }) => item.rules.includes(ruleId));
  if (crashed !== undefined) return unknown(`The rule \`${crashed.ruleId}\` failed.`);
  const suppressed = result.suppressed.filter(({ finding }) => concerns(item, finding));
  if (suppressed.length > 0) {
    return unknown(
      'A comment in the code accepts it.',
      suppressed.map(({ finding }) => asEvidence(finding)),
    );
  }
  return item.needsEvery === undefined ? undefined : unseen(item.needsEvery, facts, unknown);
}

/** Routes that no rule could look at. */
function unseen(
  what: NonNullable<ChecklistDefinition['needsEvery']>,
  { application }: Facts,
  unknown: (reason: string, lines?: readonly Evidence[]) => Decision,
): Decision | undefined {
  const { routes, unresolved } = application;
  if (unresolved.length > 0) {
    const lines = unresolved.map(({ path, line, reason }) => ({ site: siteAt(path, line), text: reason }));
    return unknown('Not every route could be found:', lines);
  }
  if (routes.length === 0) return unknown('No route was found.');
  const open = routes.filter((route) => what === 'protections' && route.protection.status === 'unknown');
  if (open.length === 0) return undefined;
  const lines = open.map((route) => ({ site: route.site, text: route.endpoint }));
  const count = open.length === 1 ? '1 route' : `${String(open.length)} routes`;
  return unknown(`The protection of ${count} cannot be told from the code:`, lines);
}

function siteAt(path: string, line: number): Site {
  return { path, span: { startLine: line, startColumn: 1, endLine: line, endColumn: 1 } };
}

function assurance(item: ChecklistDefinition, facts: Facts): Decision {
  const lines = distinct(item.proof?.(facts) ?? []);
  const reason = lines.length === 0 ? item.absent?.(facts) : undefined;
  if (lines.length === 0 && reason === undefined && item.needsProof === true) {
    return { status: 'unknown', reason: 'The code does not show it.', lines };
  }
  return { status: 'pass', reason: reason ?? item.clear ?? 'Nothing speaks against it.', lines };
}

/** Several guards may refuse on the same line. */
function distinct(lines: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(lines.map((line) => [`${line.site.path}:${String(line.site.span.startLine)}`, line])).values()];
}

function concerns(item: ChecklistDefinition, finding: Finding): boolean {
  if (!item.rules.includes(finding.ruleId) || item.concerns?.(finding) === false) return false;
  return item.names === undefined || finding.message.toLowerCase().includes(item.names.toLowerCase());
}

/** The findings themselves are told elsewhere; here their rules are enough. */
function failure(open: readonly Finding[]): string {
  const ids = [...new Set(open.map((finding) => finding.ruleId))];
  return `${open.length === 1 ? '1 finding' : `${open.length} findings`} of ${ids.map((id) => `\`${id}\``).join(', ')}:`;
}

function asEvidence(finding: Finding): Evidence {
  const { startLine, startColumn, endLine, endColumn } = finding;
  return {
    site: { path: finding.path, span: { startLine, startColumn, endLine, endColumn } },
    text: finding.ruleId,
  };
}
