import { describe, expect, it } from 'vitest';
import type { ReviewFinding } from '../../src/review/finding.ts';
import { renderComment, renderGone } from '../../src/report/comment.ts';
import type { ReportContext } from '../../src/report/context.ts';
import { applyEdits, suggestionFor } from '../../src/report/suggestion.ts';
import returned from '../../src/rules/returned-http-exception.ts';
import type { Fix } from '../../src/rules/contract/rule.ts';

const SOURCE = ['def guard():', '    if bad:', '        return HTTPException(401)', '    return user'];

function edit(startLine: number, startColumn: number, endColumn: number, replacement: string): Fix['edits'][number] {
  return { at: { path: 'a.py', span: { startLine, startColumn, endLine: startLine, endColumn } }, replacement };
}

const FIX: Fix = { title: 'Raise it', edits: [edit(3, 9, 14, 'raise')] };

const FINDING: ReviewFinding = {
  ruleId: returned.id,
  severity: 'high',
  confidence: 'medium',
  path: 'a.py',
  startLine: 3,
  endLine: 3,
  startColumn: 9,
  endColumn: 33,
  side: 'RIGHT',
  message: '`guard` returns its exception. Ask @admin, see #1.',
  subject: 'function a:guard',
  fingerprint: '0123456789abcdef0123',
  related: [
    { at: { path: 'b.py', span: { startLine: 7, startColumn: 1, endLine: 7, endColumn: 2 } }, message: 'used by `x`' },
  ],
  fix: FIX,
  state: 'introduced',
  placement: { kind: 'line', path: 'a.py', line: 3, side: 'RIGHT' },
};

const CONTEXT: ReportContext = {
  version: '0.0.0',
  rules: new Map([[returned.id, returned]]),
  ruleUrl: (id) => `https://example.org/rules/${id}.md`,
  source: () => SOURCE,
};

describe('a review comment', () => {
  it('says what, why, where else, and how to mend it', () => {
    const body = renderComment(FINDING, CONTEXT);
    expect(body).toMatch(/^\*\*🟧 High\*\* · \*\*/);
    expect(body).toContain('`guard` returns its exception. Ask `@admin,` see `#1.`');
    expect(body).toContain('\n\nWhy: ');
    expect(body).toContain('- `b.py:7`: used by `x`');
    expect(body).toContain('```suggestion\n        raise HTTPException(401)\n```');
    expect(body).toContain(
      '[returned-http-exception](https://example.org/rules/returned-http-exception.md) · medium confidence',
    );
  });

  it('suggests nothing where the fix does not lie in the comment lines', () => {
    const elsewhere = { ...FINDING, placement: { kind: 'line', path: 'a.py', line: 2, side: 'RIGHT' } } as const;
    const onBase = { ...FINDING, placement: { kind: 'line', path: 'a.py', line: 3, side: 'LEFT' } } as const;
    const onFile = { ...FINDING, placement: { kind: 'file', path: 'a.py' } } as const;
    for (const finding of [elsewhere, onBase, onFile])
      expect(renderComment(finding, CONTEXT)).not.toContain('suggestion');
  });

  it('says that it was there before', () => {
    expect(renderComment({ ...FINDING, state: 'touched' }, CONTEXT)).toContain('was there before this change');
  });

  it('stays short, and says how many places it leaves out', () => {
    const [place] = FINDING.related;
    if (place === undefined) throw new Error('There is one.');
    const body = renderComment({ ...FINDING, related: Array.from({ length: 500 }, () => place) }, CONTEXT);
    expect(body.length).toBeLessThan(20_000);
    expect(body).toContain('… and 480 more places');
  });

  it('has words for every way to be gone', () => {
    for (const reason of ['fixed', 'suppressed', 'duplicate', 'outdated'] as const) {
      expect(renderGone(reason, 'a'.repeat(40))).toContain('`aaaaaaaaaaaa`');
    }
  });
});

describe('a suggestion', () => {
  const range = { path: 'a.py', startLine: 3, endLine: 3 };

  it('is refused when it changes nothing, leaves the range, or hides something', () => {
    expect(suggestionFor({ ...FIX, edits: [edit(3, 9, 14, 'return')] }, range, SOURCE)).toBeUndefined();
    expect(suggestionFor({ ...FIX, edits: [...FIX.edits, edit(4, 5, 10, 'raise')] }, range, SOURCE)).toBeUndefined();
    expect(suggestionFor(FIX, range, SOURCE.with(2, '        return x  # \u202e'))).toBeUndefined();
    expect(suggestionFor(FIX, range, SOURCE.with(2, '        return x\r'))).toBeUndefined();
    expect(suggestionFor(FIX, { ...range, path: 'b.py' }, SOURCE)).toBeUndefined();
  });

  it('applies several edits, whatever their order', () => {
    const edits = [edit(3, 9, 14, 'raise'), edit(3, 30, 32, '403'), edit(2, 1, 11, '')];
    const expected = ['def guard():', '        raise HTTPException(403)', '    return user'];
    expect(applyEdits(SOURCE, { title: '', edits })).toEqual(expected);
    expect(applyEdits(SOURCE, { title: '', edits: edits.toReversed() })).toEqual(expected);
  });

  it('refuses edits that overlap', () => {
    expect(applyEdits(SOURCE, { title: '', edits: [edit(3, 9, 20, 'a'), edit(3, 15, 22, 'b')] })).toBeUndefined();
    expect(applyEdits(SOURCE, { title: '', edits: [edit(9, 1, 2, 'a')] })).toBeUndefined();
  });
});
