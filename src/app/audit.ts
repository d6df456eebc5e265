import type { Facts } from '../fastapi/facts.ts';
import type { Config } from '../config/config.ts';
import type { ReportContext } from '../report/context.ts';
import { auditReport, type AuditReport } from '../report/audit.ts';
import { rulesById } from '../report/context.ts';
import { findingsOf } from '../review/engine.ts';
import type { AuditResult, Finding } from '../review/finding.ts';
import { gradeOf } from '../review/grade.ts';
import { noticesOf, suppress, suppressionsIn } from '../review/suppression.ts';
import { verdictOf } from '../review/verdict.ts';
import type { Snapshot } from '../source/snapshot.ts';
import { coverageOf, createAnalyser, isUnread, linesOf, type Analysis } from './analysis.ts';
import type { Tools } from './ports.ts';

export interface AuditOutput {
  readonly report: AuditReport;
  readonly source: NonNullable<ReportContext['source']>;
}

/** Audits a whole tree. `baseline` holds fingerprints of findings that are accepted: counted, not gating. */
export async function auditTree(
  snapshot: Snapshot,
  config: Config,
  tools: Tools,
  baseline: ReadonlySet<string> = new Set(),
): Promise<AuditOutput> {
  const analyser = await createAnalyser(tools, [snapshot]);
  const analysis = analyser.analyse(snapshot, config);
  tools.progress?.('Running the rules');
  const result = resultOf(analysis, config, tools, baseline);
  const lines = linesOf(analysis);
  return {
    report: auditReport(analysis.facts, result, rulesById([...tools.rules, ...tools.comparisonRules])),
    source: (path) => lines(path),
  };
}

function resultOf(analysis: Analysis, config: Config, tools: Tools, baseline: ReadonlySet<string>): AuditResult {
  const { facts } = analysis;
  const run = findingsOf(facts, tools.rules, config);
  const comments = suppressionsIn(facts);
  const { kept, suppressed, used } = suppress(run.findings, comments);
  const [accepted, open] = partition(kept, (finding) => baseline.has(finding.fingerprint));
  const coverage = coverageOf(analysis, run.crashes);
  const unread = [
    ...facts.modules.filter((module) => module.problems.length > 0).map((module) => module.path),
    ...analysis.skipped.filter(isUnread).map((file) => file.path),
  ];
  return {
    command: 'audit',
    verdict: verdictOf(open, config, { unread, crashes: run.crashes }),
    ...gradeOf(kept),
    findings: open.map((finding) => ({ ...finding, state: 'existing' as const })),
    suppressed,
    notices: noticesOf(
      comments,
      new Set([...tools.rules, ...tools.comparisonRules].map((rule) => rule.id)),
      new Set(tools.rules.filter((rule) => config.rules.get(rule.id) !== 'off').map((rule) => rule.id)),
      used,
    ),
    accepted,
    coverage,
    notes: notesOf(facts, coverage.routes),
  };
}

/** What a reader of the bare grade has to know. */
function notesOf({ application }: Facts, routes: number): readonly string[] {
  if (routes > 0) return [];
  const missing = application.allApps.length === 0 ? 'No FastAPI application was found' : 'No route was found';
  return [`${missing}: there is nothing to grade.`];
}

function partition(findings: readonly Finding[], test: (finding: Finding) => boolean): [Finding[], Finding[]] {
  const yes: Finding[] = [];
  const no: Finding[] = [];
  for (const finding of findings) (test(finding) ? yes : no).push(finding);
  return [yes, no];
}
