import { describe, expect, it } from 'vitest';
import { findingDetails } from '../../src/report/details.ts';
import { toText } from '../../src/report/text.ts';
import type { Finding } from '../../src/review/finding.ts';

describe('findings in a terminal', () => {
  it('lists what a rule says again and again below the first of it', () => {
    const text = shown([...alike('unbounded-pagination', 'low', 6), ...alike('untyped-body', 'medium', 1)]);
    expect(text.match(/^🟦 Low `unbounded-pagination` at app\.py:1/gm)).toHaveLength(1);
    expect(text).toContain('5 more of `unbounded-pagination`:');
    for (let line = 2; line <= 6; line += 1) expect(text).toContain(`• app.py:${line}: no bound ${line}`);
    expect(text).toContain('🟨 Medium `untyped-body` at app.py:1');
  });

  it('shows each of a few, and each that is grave', () => {
    expect(shown(alike('unbounded-pagination', 'low', 5)).match(/^🟦 Low/gm)).toHaveLength(5);
    expect(shown(alike('debug-enabled', 'high', 7)).match(/^🟧 High/gm)).toHaveLength(7);
  });
});

function shown(findings: readonly Finding[]): string {
  return toText(findingDetails(findings, { version: '0.0.0', rules: new Map() }), { color: false });
}

function alike(ruleId: string, severity: Finding['severity'], count: number): readonly Finding[] {
  return Array.from({ length: count }, (_, index) => finding(ruleId, severity, index + 1));
}

function finding(ruleId: string, severity: Finding['severity'], line: number): Finding {
  const at = { startLine: line, startColumn: 1, endLine: line, endColumn: 5 };
  const message = `no bound ${String(line)}`;
  return {
    ruleId,
    severity,
    confidence: 'high',
    path: 'app.py',
    ...at,
    message,
    side: 'RIGHT',
    fingerprint: `${ruleId}-${String(line)}`,
    related: [],
    subject: ruleId,
  };
}
