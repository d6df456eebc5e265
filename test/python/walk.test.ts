import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Expr, Stmt } from '../../src/python/syntax.ts';
import { childrenOf, dottedName, expressionsIn, isExpr, walk } from '../../src/python/walk.ts';
import { parseText } from '../support/parser.ts';

const names = (nodes: readonly (Expr | Stmt)[]): string[] =>
  nodes.flatMap((node) => (node.kind === 'name' ? [node.id] : []));

function expressionOf(source: string): Expr {
  const [statement] = parseText(source).body;
  if (statement?.kind !== 'expr') throw new Error('not an expression');
  return statement.value;
}

describe('walk', () => {
  const { body } = parseText('@d\ndef f(a: A = x) -> R:\n    inner\nclass C(B, k=m):\n    field\ng = lambda p=q: r\n');

  it('visits everything in order', () => {
    expect(names(expressionsIn(body))).toEqual(['d', 'A', 'x', 'R', 'inner', 'B', 'm', 'field', 'g', 'q', 'r']);
  });

  it('keeps to one scope', () => {
    expect(names(expressionsIn(body, { scope: 'own' }))).toEqual(['d', 'A', 'x', 'R', 'B', 'm', 'g', 'q']);
  });

  it('enters the root even when it is a scope of its own', () => {
    const [f] = body;
    const seen: (Expr | Stmt)[] = [];
    if (f !== undefined) walk(f, (node) => void seen.push(node), { scope: 'own' });
    expect(names(seen)).toEqual(['d', 'A', 'x', 'R', 'inner']);
  });

  it('stays out where the visitor says so', () => {
    const seen: string[] = [];
    walk(body, (node) => {
      seen.push(node.kind);
      return node.kind === 'assign';
    });
    expect(seen).toEqual(['function', 'class', 'assign', 'name', 'lambda']);
  });

  it.each(['everyday', 'corners', 'newer'])('reaches every expression and statement: %s.py', (name) => {
    const module = parseText(readFileSync(new URL(`../../fixtures/python/${name}.py`, import.meta.url), 'utf8'));
    const walked = new Set<unknown>();
    walk(module, (node) => void walked.add(node));
    const missed: unknown[] = [];
    const search = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('kind' in value && 'end' in value && !('annotation' in value && 'name' in value) && !walked.has(value))
        missed.push(value);
      for (const part of Object.values(value)) search(part);
    };
    search(module.body);
    expect(missed.filter((node) => !JSON.stringify(node).includes('"kind":"positional') && !isParameter(node))).toEqual(
      [],
    );
  });
});

function isParameter(node: unknown): boolean {
  return (
    typeof node === 'object' &&
    node !== null &&
    'kind' in node &&
    /^(?:var-|positional|keyword-only)/.test(String(node.kind))
  );
}

describe('helpers', () => {
  it('joins chains of attributes', () => {
    expect(dottedName(expressionOf('a.b.c'))).toBe('a.b.c');
    expect(dottedName(expressionOf('a'))).toBe('a');
    expect(dottedName(expressionOf('a().b'))).toBeUndefined();
  });

  it('tells expressions from statements', () => {
    const [statement] = parseText('a = 1').body;
    expect(statement && isExpr(statement)).toBe(false);
    expect(isExpr(expressionOf('a'))).toBe(true);
  });

  it('lists children', () => {
    expect(names(childrenOf(expressionOf('a if b else c')))).toEqual(['a', 'b', 'c']);
    expect(names(childrenOf(expressionOf('f(x, *y, k=z)')))).toEqual(['f', 'x', 'y', 'z']);
  });
});
