import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/config.ts';
import type { Finding } from '../../src/review/finding.ts';
import { fingerprintOf } from '../../src/review/fingerprint.ts';
import { matchFindings } from '../../src/review/match.ts';
import { scopeOf } from '../../src/review/scope.ts';
import { verdictOf } from '../../src/review/verdict.ts';
import { renamesOf } from '../../src/rules/comparison/renames.ts';

function finding(given: Partial<Finding>): Finding {
  const identity = { ruleId: 'some-rule', path: 'app/items.py', subject: 'route GET /items app.items:read', ...given };
  return {
    severity: 'high',
    confidence: 'high',
    startLine: 1,
    endLine: 1,
    startColumn: 1,
    endColumn: 1,
    side: 'RIGHT',
    message: 'm',
    related: [],
    fingerprint: fingerprintOf({ ...identity, ordinal: 0 }),
    ...identity,
    ...given,
  };
}

const nothing = scopeOf([]);

describe('fingerprintOf', () => {
  const identity = { ruleId: 'r', path: 'a.py', subject: 'function a:f', ordinal: 0 };

  it('is twenty hex digits, made of rule, path, subject and place among equals', () => {
    expect(fingerprintOf(identity)).toMatch(/^[0-9a-f]{20}$/u);
    const others = [{ ruleId: 's' }, { path: 'b.py' }, { subject: 'function a:g' }, { ordinal: 1 }];
    expect(new Set([identity, ...others.map((one) => ({ ...identity, ...one }))].map(fingerprintOf)).size).toBe(5);
  });
});

describe('matchFindings', () => {
  it('pairs what moved, by rule and subject', () => {
    const head = finding({ startLine: 40 });
    expect(matchFindings([finding({})], [head], nothing).twinOf(head)).toBeDefined();
  });

  it('follows a rename of the file, in the path and in the names of its module', () => {
    const scope = scopeOf([
      { status: 'renamed', path: 'app/things.py', previousPath: 'app/items.py', lines: { kind: 'hunks', hunks: [] } },
    ]);
    const head = finding({ path: 'app/things.py', subject: 'route GET /items app.things:read' });
    const matching = matchFindings([finding({})], [head], scope, renamesOf(scope.renames));
    expect(matching.twinOf(head)).toBeDefined();
    expect(matching.gone).toEqual([]);
  });

  it('follows a route under a new prefix, and one that was moved', () => {
    const prefixed = finding({ subject: 'route GET /v2/items app.items:read' });
    const moved = finding({ path: 'app/other.py', subject: 'route GET /items app.other:read_items' });
    for (const head of [prefixed, moved])
      expect(matchFindings([finding({})], [head], nothing).twinOf(head)).toBeDefined();
  });

  it('does not guess between several', () => {
    const bases = ['a', 'b'].map((name) => finding({ subject: `function ${name}:check` }));
    const head = finding({ subject: 'function c:check', startLine: 50 });
    expect(matchFindings(bases, [head], nothing).twinOf(head)).toBeUndefined();
  });

  it('among equals goes by the line that stayed', () => {
    const change = {
      oldStart: 1,
      oldCount: 3,
      newStart: 1,
      newCount: 2,
      deleted: [1],
      added: [],
      context: [
        [2, 1],
        [3, 2],
      ],
    } as const;
    const scope = scopeOf([{ status: 'modified', path: 'app/items.py', lines: { kind: 'hunks', hunks: [change] } }]);
    const first = finding({ startLine: 1 });
    const second = finding({ startLine: 3 });
    const matching = matchFindings([first, second], [finding({ startLine: 2 })], scope);
    expect(matching.gone).toEqual([first]);
  });
});

describe('renamesOf', () => {
  const renames = renamesOf(new Map([['src/app/model.py', 'src/app/entity.py']]));

  it('translates modules, by every name that they may be imported by', () => {
    expect(renames.text('model app.model:User.password')).toBe('model app.entity:User.password');
    expect(renames.text('function src.app.model:f')).toBe('function src.app.entity:f');
  });

  it('leaves other words alone', () => {
    expect(renames.text('model app.models:User')).toBe('model app.models:User');
    expect(renames.text('route GET /app.model:x other:f')).toBe('route GET /app.model:x other:f');
  });
});

describe('verdictOf', () => {
  const whole = { unread: [], crashes: [] };

  it('fails from the threshold on, whatever else could not be seen', () => {
    expect(verdictOf([finding({ severity: 'high' })], DEFAULT_CONFIG, { ...whole, unread: ['a.py'] })).toBe('fail');
    expect(verdictOf([finding({ severity: 'medium' })], DEFAULT_CONFIG, whole)).toBe('pass');
    expect(verdictOf([finding({ severity: 'critical' })], { failOn: 'never' }, whole)).toBe('pass');
  });

  it('never passes what could not be seen whole', () => {
    for (const reach of [
      { ...whole, unread: ['a.py'] },
      { ...whole, crashes: [{ ruleId: 'r' }] },
      { ...whole, incompleteChange: 'cut short' },
    ]) {
      expect(verdictOf([], DEFAULT_CONFIG, reach)).toBe('incomplete');
    }
  });
});
