import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { siteOf, textOf } from '../../src/python/position.ts';
import type { Expr, Module, Stmt } from '../../src/python/syntax.ts';
import { walk } from '../../src/python/walk.ts';
import { parseBytes, parseText } from '../support/parser.ts';

function functionIn(module: Module) {
  const [first] = module.body;
  if (first?.kind !== 'function') throw new Error('no function');
  return first;
}

function nodesIn(module: Module): (Expr | Stmt)[] {
  const nodes: (Expr | Stmt)[] = [];
  walk(module, (node) => void nodes.push(node));
  return nodes;
}

describe('places', () => {
  const source =
    '@a.get("/")\n@b\nasync def f(\n    x: int = 1,\n) -> None:  # why\n    """Doc."""\n    return x\n# behind\n';

  it('begins a function at its first decorator and knows its parts', () => {
    const module = parseText(source);
    const f = functionIn(module);
    expect(textOf(module, f)).toBe(source.slice(0, source.indexOf('\n# behind')));
    expect(source.slice(f.defStart, f.signatureEnd)).toBe('async def f(\n    x: int = 1,\n) -> None:');
    expect(f.decorators.map((decorator) => textOf(module, decorator))).toEqual(['@a.get("/")', '@b']);
    expect(f.params.map((param) => textOf(module, param))).toEqual(['x: int = 1']);
    expect(f.docstring).toBe('Doc.');
  });

  it('counts lines and columns as GitHub does', () => {
    const module = parseText('x = ["é", "値", "😀"]; target()\n');
    const call = nodesIn(module).find(({ kind }) => kind === 'call');
    expect(call && siteOf(module, call).span).toEqual({ startLine: 1, startColumn: 23, endLine: 1, endColumn: 30 });
  });

  it.each(['everyday', 'corners', 'newer', 'newest'])('every name is where it says: %s.py', (name) => {
    const text = readFileSync(new URL(`../../fixtures/python/${name}.py`, import.meta.url), 'utf8');
    for (const variant of [text, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`]) {
      const module = parseText(variant);
      expect(module.problems).toEqual([]);
      for (const node of nodesIn(module)) {
        expect(node.start).toBeLessThanOrEqual(node.end);
        if (node.kind === 'name') expect(textOf(module, node).normalize('NFKC')).toBe(node.id);
        if (node.kind === 'attribute') expect(module.text.startsWith(node.attr, node.attrStart)).toBe(true);
        if (node.kind === 'number') expect(textOf(module, node)).toBe(node.raw);
      }
    }
  });

  it('strips a byte order mark', () => {
    const module = parseBytes(Buffer.from('\uFEFFx = 1\n'));
    expect(module.text).toBe('x = 1\n');
    expect(module.body[0]).toMatchObject({ kind: 'assign', start: 0, end: 5 });
  });

  it('starts lines behind LF only', () => {
    expect(parseText('a\r\nb\n').lineStarts).toEqual([0, 3, 5]);
    expect(parseText('').lineStarts).toEqual([0]);
  });

  it('ends a statement with its last part, not with the comments behind it', () => {
    const module = parseText('if a:\n    b\n    # c\n\n# d\nelse:\n    e  # f\n    # g\n');
    const [first] = module.body;
    expect(first && textOf(module, first)).toBe('if a:\n    b\n    # c\n\n# d\nelse:\n    e');
  });
});

describe('comments', () => {
  it('are gathered with whether they stand alone', () => {
    const { comments, text } = parseText(
      '#!/bin/py\nx = "# no"  # yes \r\n\t# alone\ndef f(\n  a,  # in\n): pass\nf"{x # deep\n}"',
    );
    expect(comments.map((comment) => [comment.text, comment.ownLine])).toEqual([
      ['!/bin/py', true],
      ['yes', false],
      ['alone', true],
      ['in', false],
      ['deep', false],
    ]);
    for (const comment of comments) expect(text.slice(comment.start, comment.end)).toMatch(/^#[^\r\n]*$/);
  });
});
