/** Finds what a line says: `# finding high` or `# finding high some-rule`. Stands in for the rules, whose tests are elsewhere. */
import { createHash } from 'node:crypto';
import { SEVERITIES, isAtLeast, type Severity } from '../../../src/core/severity.ts';
import type { Placement, ReviewFinding, ReviewResult } from '../../../src/review/finding.ts';
import type { RuleMeta } from '../../../src/rules/contract/rule.ts';
import type { Change, FileChange } from '../../../src/source/snapshot.ts';
import type { Overrides, UseCases } from '../../../src/action/use-cases.ts';

const MARK = /# finding (critical|high|medium|low|info)(?: ([a-z-]+))?$/;

const FAKE_RULE: RuleMeta = {
  id: 'fake-rule',
  summary: 'A line says so',
  category: 'input',
  severity: 'high',
  confidence: 'high',
  cwe: [],
  owasp: [],
  seeds: [],
  docs: { why: 'Because.', fix: 'Take the comment away.', bad: '', good: '', references: [] },
};

export const fakeAnalysis: UseCases = {
  version: '0.0.0',
  rules: new Map([['fake-rule', FAKE_RULE]]),
  review: (change, overrides) => Promise.resolve({ result: reviewOf(change, overrides), source: () => undefined }),
  audit: () => Promise.reject(new Error('the fake does not audit')),
};

function reviewOf(change: Change, overrides: Overrides): ReviewResult {
  const findings = change.files.flatMap((file) => findingsIn(change, file));
  const failOn = overrides.failOn ?? 'high';
  const fails = failOn !== 'never' && findings.some(({ severity }) => isAtLeast(severity, failOn));
  return {
    command: 'review',
    verdict: fails ? 'fail' : change.incomplete === undefined ? 'pass' : 'incomplete',
    findings,
    fixed: [],
    suppressed: [],
    notices: [],
    surface: { added: [], removed: [], moved: [], changed: [] },
    coverage: { files: 1, parsed: 1, partlyParsed: [], routes: 0, unresolved: [], excluded: [], crashes: [] },
    notes: change.incomplete === undefined ? [] : [change.incomplete],
  };
}

function findingsIn(change: Change, file: FileChange): ReviewFinding[] {
  const head = change.head.files.get(file.path);
  const base = change.base.files.get(file.previousPath ?? file.path);
  const found: ReviewFinding[] = [];
  for (const [side, bytes] of [
    ['RIGHT', head?.bytes],
    ['LEFT', base?.bytes],
  ] as const) {
    const lines = bytes === undefined ? [] : new TextDecoder().decode(bytes).split('\n');
    for (const [index, text] of lines.entries()) {
      const [mark = '', severity, ruleId = 'fake-rule'] = MARK.exec(text) ?? [];
      const subject = text.slice(0, text.length - mark.length).trim();
      if (severity === undefined || (side === 'LEFT') !== ruleId.startsWith('removed-')) continue;
      const placement = placementOf(file, index + 1, side);
      if (placement === undefined) continue;
      found.push(
        finding({ path: file.path, line: index + 1, side, subject, severity: severityOf(severity), ruleId, placement }),
      );
    }
  }
  return found;
}

function severityOf(text: string): Severity {
  return SEVERITIES.find((severity) => severity === text) ?? 'info';
}

function placementOf(file: FileChange, line: number, side: 'LEFT' | 'RIGHT'): Placement | undefined {
  if (file.lines.kind !== 'hunks') return { kind: 'file', path: file.path };
  const touched = file.lines.hunks.some((hunk) => (side === 'LEFT' ? hunk.deleted : hunk.added).includes(line));
  if (touched) return { kind: 'line', path: file.path, line, side };
  if (side === 'LEFT') return undefined;
  const shown = file.lines.hunks.some((hunk) => hunk.context.some(([, newLine]) => newLine === line));
  return shown ? { kind: 'line', path: file.path, line, side } : { kind: 'file', path: file.path };
}

interface Found {
  readonly path: string;
  readonly line: number;
  readonly side: 'LEFT' | 'RIGHT';
  readonly subject: string;
  readonly severity: Severity;
  readonly ruleId: string;
  readonly placement: Placement;
}

function finding({ path, line, side, subject, severity, ruleId, placement }: Found): ReviewFinding {
  return {
    ruleId,
    severity,
    confidence: 'high',
    path,
    startLine: line,
    endLine: line,
    startColumn: 1,
    endColumn: 2,
    side,
    message: `Something is wrong with ${subject}.`,
    subject,
    fingerprint: createHash('sha256').update(`${ruleId}|${subject}`).digest('hex').slice(0, 20),
    related: [],
    state: 'introduced',
    placement,
  };
}
