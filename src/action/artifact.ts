import * as z from 'zod';

import { UserError } from '../core/errors.ts';
import { CONFIDENCES, SEVERITIES } from '../core/severity.ts';
import type { ReviewFinding, ReviewResult } from '../review/finding.ts';
import type { RuleMeta } from '../rules/contract/rule.ts';
import { isUnsafeName } from '../source/wanted.ts';
import type { PullEvent } from './event.ts';

/**
 * What a read-only run hands to the workflow that may write: places and rule ids, no text. The other side takes it for
 * hostile (whoever opened the pull request can have written it) and makes every word of a comment itself.
 */

export const MAX_ARTIFACT_BYTES = 2 * 1024 * 1024;
const MAX_FINDINGS = 2000;
const MAX_RELATED = 50;

const Path = z
  .string()
  .max(1024)
  .refine((path) => !isUnsafeName(path), 'is no path');
const Line = z.int().min(1).max(10_000_000);
const RuleId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u)
  .max(80);
const Fingerprint = z.string().regex(/^[0-9a-f]{8,64}$/u);
const Sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u);
const Side = z.enum(['LEFT', 'RIGHT']);

const PlacementShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('line'), path: Path, line: Line, side: Side, startLine: Line.optional() }),
  z.strictObject({ kind: z.literal('file'), path: Path }),
  z.strictObject({ kind: z.literal('summary') }),
]);

const FindingShape = z.strictObject({
  ruleId: RuleId,
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  fingerprint: Fingerprint,
  path: Path,
  startLine: Line,
  endLine: Line,
  startColumn: Line,
  endColumn: Line,
  side: Side,
  state: z.enum(['introduced', 'touched']),
  placement: PlacementShape,
  related: z.array(z.strictObject({ path: Path, startLine: Line, endLine: Line })).max(MAX_RELATED),
});

const ArtifactShape = z.strictObject({
  schemaVersion: z.literal(1),
  pullRequest: z.int().positive(),
  headSha: Sha,
  verdict: z.enum(['pass', 'fail', 'incomplete']),
  findings: z.array(FindingShape).max(MAX_FINDINGS),
  suppressed: z.array(Fingerprint).max(MAX_FINDINGS),
  /** Files that were not understood whole: comments on them are left alone. */
  unread: z.array(Path).max(MAX_FINDINGS),
});

export type Artifact = z.infer<typeof ArtifactShape>;

export function artifactOf(pull: PullEvent, result: ReviewResult): Artifact {
  return {
    schemaVersion: 1,
    pullRequest: pull.number,
    headSha: pull.headSha,
    verdict: result.verdict,
    findings: result.findings.slice(0, MAX_FINDINGS).map((finding) => ({
      ruleId: finding.ruleId,
      severity: finding.severity,
      confidence: finding.confidence,
      fingerprint: finding.fingerprint,
      path: finding.path,
      startLine: finding.startLine,
      endLine: finding.endLine,
      startColumn: finding.startColumn,
      endColumn: finding.endColumn,
      side: finding.side,
      state: finding.state,
      placement: finding.placement,
      related: finding.related
        .slice(0, MAX_RELATED)
        .map(({ at }) => ({ path: at.path, startLine: at.span.startLine, endLine: at.span.endLine })),
    })),
    suppressed: result.suppressed.map(({ finding }) => finding.fingerprint).slice(0, MAX_FINDINGS),
    unread: result.coverage.partlyParsed.map(({ path }) => path).slice(0, MAX_FINDINGS),
  };
}

export function parseArtifact(bytes: Uint8Array): Artifact {
  if (bytes.byteLength > MAX_ARTIFACT_BYTES) throw refused('It is too large.');
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw refused('It is no JSON.');
  }
  const parsed = ArtifactShape.safeParse(json);
  if (parsed.success) return parsed.data;
  throw refused(`\`${parsed.error.issues[0]?.path.join('.') ?? ''}\` in it is not what it must be.`);
}

/** The review that an artifact stands for, in our own words. Rules that do not exist are refused. */
export function resultOf(artifact: Artifact, rules: ReadonlyMap<string, RuleMeta>): ReviewResult {
  return {
    command: 'review',
    verdict: artifact.verdict,
    findings: artifact.findings.map((finding) => findingOf(finding, rules)),
    fixed: [],
    suppressed: [],
    notices: [],
    surface: { added: [], removed: [], moved: [], changed: [] },
    coverage: {
      files: 0,
      parsed: 0,
      partlyParsed: artifact.unread.map((path) => ({ path, reason: 'Not understood whole.', lines: [] })),
      routes: 0,
      unresolved: [],
      excluded: [],
      crashes: [],
    },
    notes: ['Reported by a run of the pull request, which cannot be trusted; the status of that job is what counts.'],
  };
}

function findingOf(finding: Artifact['findings'][number], rules: ReadonlyMap<string, RuleMeta>): ReviewFinding {
  const rule = rules.get(finding.ruleId);
  if (rule === undefined) throw refused('It names a rule that does not exist.');
  const { placement, related, ...rest } = finding;
  return {
    ...rest,
    subject: '',
    message:
      rule.docs.fix
        .split(/\n\s*\n/u, 1)[0]
        ?.replaceAll(/\s+/gu, ' ')
        .trim() ?? rule.summary,
    related: related.map(({ path, startLine, endLine }) => ({
      at: { path, span: { startLine, endLine, startColumn: 1, endColumn: 1 } },
      message: 'belongs to it',
    })),
    placement: placementOf(placement),
  };
}

function placementOf(placement: Artifact['findings'][number]['placement']): ReviewFinding['placement'] {
  if (placement.kind !== 'line') return placement;
  const { startLine, ...line } = placement;
  return startLine === undefined || startLine >= line.line ? line : { ...line, startLine };
}

function refused(why: string): UserError {
  return new UserError('artifact-refused', why);
}
