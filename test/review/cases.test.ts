import { describe, expect, it } from 'vitest';
import type { ReviewFinding } from '../../src/review/finding.ts';
import missingAuthentication from '../../src/rules/missing-authentication.ts';
import type { Problem } from '../../src/rules/contract/rule.ts';
import { reviewOf, type Files } from '../support/review-case.ts';

const GUARDS = `from fastapi import Depends, HTTPException
from fastapi.security import HTTPBearer

bearer = HTTPBearer()
USERS = {}


def current_user(credentials=Depends(bearer)):
    user = USERS.get(credentials.credentials)
    if user is None:
        raise HTTPException(status_code=401)
    return user
`;

const MAIN = `from fastapi import Depends, FastAPI

from guards import current_user

app = FastAPI(docs_url=None, openapi_url=None)


@app.delete("/orders/{order_id}")
def delete_order(order_id: int, user=Depends(current_user)):
    return {}


@app.put("/orders/{order_id}/note")
def put_note(order_id: int):
    return {}


@app.put("/orders/{order_id}/label")
def put_label(order_id: int):
    return {}
`;

function tree(main: string, guards = GUARDS): Files {
  return new Map([
    ['main.py', main],
    ['guards.py', guards],
  ]);
}

const about = (findings: readonly ReviewFinding[], rule: string): readonly string[] =>
  findings
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ path, startLine, side, state }) => `${path}:${startLine} ${side} ${state}`);

describe('what belongs to a review', () => {
  it('says nothing of what stood there and was not touched', async () => {
    const { findings } = await reviewOf({ base: tree(MAIN), head: tree(`${MAIN}\n\n# The end.\n`) });
    expect(findings).toEqual([]);
  });

  it('names a finding whose line was changed as touched', async () => {
    const head = MAIN.replace(
      '@app.put("/orders/{order_id}/note")',
      '@app.put("/orders/{order_id}/note", tags=["notes"])',
    );
    const { findings } = await reviewOf({ base: tree(MAIN), head: tree(head) });
    expect(about(findings, 'missing-authentication')).toEqual(['main.py:13 RIGHT touched']);
  });

  it('names a new open route as introduced', async () => {
    const head = `${MAIN}\n\n@app.post("/orders")\ndef create_order():\n    return {}\n`;
    const { findings } = await reviewOf({ base: tree(MAIN), head: tree(head) });
    expect(about(findings, 'missing-authentication')).toEqual(['main.py:23 RIGHT introduced']);
    expect(findings.find(({ ruleId }) => ruleId === 'missing-authentication')?.placement).toEqual({
      kind: 'line',
      path: 'main.py',
      side: 'RIGHT',
      startLine: 23,
      line: 24,
    });
  });

  it('thanks for what was mended', async () => {
    const head = MAIN.replace(
      'def put_note(order_id: int):',
      'def put_note(order_id: int, user=Depends(current_user)):',
    );
    const { fixed } = await reviewOf({ base: tree(MAIN), head: tree(head) });
    expect(fixed.map(({ ruleId, startLine }) => `${ruleId} ${startLine}`)).toContain('missing-authentication 13');
  });

  it('does not blame the first guard for the routes that it leaves open', async () => {
    const open = MAIN.replace(', user=Depends(current_user)', '').replace('from guards import current_user\n\n', '');
    const { findings } = await reviewOf({ base: tree(open), head: tree(MAIN) });
    expect(findings.filter(({ state }) => state === 'introduced')).toEqual([]);
  });

  it('puts a deleted guard on the left, with every route that it opened', async () => {
    const base = MAIN.replaceAll('order_id: int)', 'order_id: int, user=Depends(current_user))');
    const guards = GUARDS.replace('    if user is None:\n        raise HTTPException(status_code=401)\n', '');
    const { findings } = await reviewOf({ base: tree(base), head: tree(base, guards) });
    const [removed] = findings.filter(({ ruleId }) => ruleId === 'authentication-removed');
    expect(removed?.placement).toEqual({ kind: 'line', path: 'guards.py', side: 'LEFT', startLine: 10, line: 11 });
    expect(removed?.related.filter(({ at }) => at.path === 'main.py')).toHaveLength(3);
  });
});

describe('suppression in a review', () => {
  const ignore = '# hardening: ignore[missing-authentication] the proxy asks for a certificate';
  const known = MAIN.replace('@app.put("/orders/{order_id}/note")', `${ignore}\n@app.put("/orders/{order_id}/note")`);

  it('counts when the base has it, also while the code under it changes', async () => {
    const head = known.replace('def put_note(order_id: int):', 'def put_note(order_id: int, text: str = ""):');
    const outcome = await reviewOf({ base: tree(known), head: tree(head) });
    expect(about(outcome.findings, 'missing-authentication')).toEqual([]);
    expect(outcome.suppressed.map(({ reason, line }) => `${line} ${reason}`)).toEqual([
      '13 the proxy asks for a certificate',
    ]);
    expect(outcome.notices).toEqual([]);
  });

  it('does not count when the change brings it, and says so', async () => {
    const head = known.replace('"/orders/{order_id}/note")', '"/orders/{order_id}/memo")');
    const outcome = await reviewOf({ base: tree(MAIN), head: tree(head) });
    expect(about(outcome.findings, 'missing-authentication')).toEqual(['main.py:14 RIGHT touched']);
    expect(outcome.notices.map(({ kind, line }) => `${kind} ${line}`)).toEqual(['new 13']);
  });

  it('does not count for code that slipped in under it', async () => {
    const slipped = '@app.post("/refunds")\ndef refund():\n    return {}\n\n\n@app.put("/orders/{order_id}/note")';
    const head = known.replace('@app.put("/orders/{order_id}/note")', slipped);
    const outcome = await reviewOf({ base: tree(known), head: tree(head) });
    expect(about(outcome.findings, 'missing-authentication')).toContain('main.py:14 RIGHT introduced');
  });

  it('speaks of comments that name no rule, give no reason or do nothing', async () => {
    const head = MAIN.replace(
      '    return {}',
      '    # hardening: ignore[missing-auth] why\n    return {}  # hardening: ignore[sql-injection]',
    );
    const outcome = await reviewOf({ base: tree(MAIN), head: tree(head) });
    const kinds = new Set(outcome.notices.map(({ kind, line }) => `${kind} ${line}`));
    for (const kind of ['new 10', 'new 11', 'no-reason 11', 'unknown-rule 10']) expect(kinds).toContain(kind);
  });

  it('names the rules of a comment that still does something for others', async () => {
    const base = known.replace('ignore[missing-authentication]', 'ignore[missing-authentication, jwt-not-verified]');
    const outcome = await reviewOf({
      base: tree(base),
      head: tree(base.replace('order_id: int):', 'order_id: str):')),
    });
    expect(outcome.notices.map(({ kind, line, ruleIds }) => `${kind} ${line} ${ruleIds.join()}`)).toEqual([
      'unused 13 jwt-not-verified',
    ]);
  });

  it("takes a comparison's comment from the base, where the line that it speaks of was", async () => {
    const base = MAIN.replace(
      '@app.delete',
      '# hardening: ignore[authentication-removed] moves behind the gateway in May\n@app.delete',
    );
    const head = base
      .replace(', user=Depends(current_user)', '')
      .replace('@app.delete("/orders/{order_id}")', '@app.delete("/orders/{order_id}", tags=["o"])');
    const outcome = await reviewOf({ base: tree(base), head: tree(head) });
    expect([
      ...outcome.findings.map(({ ruleId }) => ruleId),
      ...outcome.suppressed.map(({ finding }) => finding.ruleId),
    ]).toContain('authentication-removed');
  });
});

describe('policy', () => {
  it('lets the plain rules speak where a comparison is off', async () => {
    const base = MAIN.replaceAll('order_id: int)', 'order_id: int, user=Depends(current_user))');
    const head = base.replace(
      'def put_note(order_id: int, user=Depends(current_user)):',
      'def put_note(order_id: int):',
    );
    const off = { rules: new Map([['authentication-removed', 'off'] as const]) };
    const { findings } = await reviewOf({ base: tree(base), head: tree(head), config: off });
    expect(about(findings, 'missing-authentication')).toEqual(['main.py:13 RIGHT introduced']);
  });

  it('keeps what a crashed rule leaves unsaid out of the thanks', async () => {
    const failing = {
      ...missingAuthentication,
      check(): Iterable<Problem> {
        throw new Error('broken');
      },
    };
    const { crashes, fixed } = await reviewOf({ base: tree(MAIN), head: tree(MAIN), rules: [failing] });
    expect(crashes).toEqual([{ ruleId: 'missing-authentication', message: 'broken' }]);
    expect(fixed).toEqual([]);
  });
});
