import type { Severity } from '../core/severity.ts';
import { visible, visibleLine } from '../report/escape.ts';
import type { Finding } from '../review/finding.ts';
import { cutToBytes } from './bytes.ts';

export type AnnotationLevel = 'failure' | 'warning' | 'notice';

/** A line of a check run's report, as the API takes it. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: AnnotationLevel;
  readonly title: string;
  readonly message: string;
}

const LEVELS: Readonly<Record<Severity, AnnotationLevel>> = {
  critical: 'failure',
  high: 'failure',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

const MAX_TITLE_CHARS = 255;
const MAX_MESSAGE_BYTES = 60_000;

/** `titleOf` names the rule for people. */
export function annotationOf(finding: Finding, titleOf: (ruleId: string) => string): Annotation {
  const start = Math.max(finding.startLine, 1);
  const end = Math.max(finding.endLine, start);
  const where = finding.side === 'LEFT' ? ` (line ${String(start)} before this change)` : '';
  const related = finding.related.map(({ at, message }) => `- ${at.path}:${String(at.span.startLine)}: ${message}`);
  const text = [`${finding.message}${where}`, ...related].map(visibleLine).join('\n');
  return {
    path: finding.path,
    start_line: start,
    end_line: end,
    // GitHub takes columns only for one line.
    ...(start === end && finding.startColumn >= 1 && finding.endColumn >= finding.startColumn
      ? { start_column: finding.startColumn, end_column: finding.endColumn }
      : {}),
    annotation_level: LEVELS[finding.severity],
    title: visible(`${finding.severity}: ${titleOf(finding.ruleId)}`).slice(0, MAX_TITLE_CHARS),
    message: cutToBytes(text, MAX_MESSAGE_BYTES),
  };
}
