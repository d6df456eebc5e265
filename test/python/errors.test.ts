import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Module } from '../../src/python/syntax.ts';
import { walk } from '../../src/python/walk.ts';
import { parseBytes, parseText } from '../support/parser.ts';

function definitionsIn(module: Module): string[] {
  const names: string[] = [];
  walk(module, (node) => {
    if (node.kind === 'function' || node.kind === 'class') names.push(node.name);
  });
  return names;
}

function problemsOf(source: string): string[] {
  return parseText(source).problems.map(({ kind, line }) => `${kind}:${line}`);
}

describe('broken source', () => {
  it('keeps what stands round the damage', () => {
    const text = readFileSync(new URL('../../fixtures/python/broken.py', import.meta.url), 'utf8');
    const module = parseText(text);
    expect(definitionsIn(module)).toEqual(['before', 'after', 'Holder', 'kept']);
    expect(module.problems.length).toBeGreaterThan(0);
    expect(module.body.map(({ kind }) => kind)).toContain('import-from');
    expect(module.body.map(({ kind }) => kind)).toContain('assign');
  });

  it('takes a lost argument for any argument', () => {
    const { body } = parseText('f(a=1 b=2, c=3)\n');
    expect(JSON.stringify(body)).toContain('"unpack":"**","value":{"kind":"unknown"');
  });

  it('takes a lost element for any element', () => {
    expect(JSON.stringify(parseText('x = [1, $, 2]\n').body)).toContain('"kind":"unknown"');
    expect(JSON.stringify(parseText('x = {"a": 1, $: 2, **b}\n').body)).toContain('"kind":"unknown"');
  });

  it('names a missing part', () => {
    expect(parseText('x = f(1\n').problems).not.toEqual([]);
    expect(parseText('@app.get("/")\n').problems).not.toEqual([]);
  });

  it.each([
    '{% if x %}\nimport a\n{% endif %}\n',
    '<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> b\n',
    'def f(:\n',
    '"""',
    ')',
    '\\',
  ])('bears %j', (source) => expect(problemsOf(source).every((problem) => problem.startsWith('syntax:'))).toBe(true));

  it('survives any prefix and any lost line of an ordinary file', () => {
    const text = readFileSync(new URL('../../fixtures/python/everyday.py', import.meta.url), 'utf8');
    for (let end = 0; end < text.length; end += 97) expect(() => parseText(text.slice(0, end))).not.toThrow();
    const lines = text.split('\n');
    for (const index of lines.keys()) expect(() => parseText(lines.toSpliced(index, 1).join('\n'))).not.toThrow();
  });
});

describe('source that the grammar alone would misread', () => {
  it('knows defaults of type parameters', () => {
    const source =
      'class A[\n  T: "x]" = dict[str, "]"],  # why\n  *Ts = *tuple[int],\n](B):\n  def f[U = int](self): pass  # here\n';
    const module = parseText(source);
    expect(module.problems).toEqual([]);
    expect(definitionsIn(module)).toEqual(['A', 'f']);
    expect(module.comments.map(({ text }) => text)).toEqual(['why', 'here']);
  });

  it('bears continuation lines that are indented less than their block', () => {
    const module = parseText(
      'class A:\n    def f(self):\n        x = g(a +  # one\n  b)\n        return x\n    def h(self): pass\n',
    );
    expect(module.problems).toEqual([]);
    expect(definitionsIn(module)).toEqual(['A', 'f', 'h']);
    expect(module.comments.map(({ text }) => text)).toEqual(['one']);
  });

  it('ends a statement where Python ends it', () => {
    const module = parseText('x,  # why\napp = FastAPI()\nif a:\n    y,\n    b = 1\n');
    expect(module.problems).toEqual([]);
    expect(module.body.map(({ kind }) => kind)).toEqual(['expr', 'assign', 'if']);
    expect(module.comments.map(({ text }) => text)).toEqual(['why']);
  });

  it('says so where blanks and tabs put a line into another block', () => {
    expect(problemsOf('if a:\n       \t\tb\n        \tc\n')).toEqual(['syntax:2']);
    expect(problemsOf('if a:\n \tb\n \tc\n\td\n')).not.toEqual([]);
    expect(problemsOf('if a:\n\tb\n\tif c:\n\t    d\n')).toEqual([]);
    expect(problemsOf('if a:\n    \\\n  b\n    c\n')).toEqual(['syntax:2']);
    expect(problemsOf(`if a:\n${' '.repeat(65_536)}b\n`)).toContain('syntax:2');
  });
});

describe('bytes', () => {
  const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

  it.each([
    ['utf-7', '# coding: utf-7\n'],
    ['unicode_escape', '# -*- coding: unicode_escape -*-\n'],
    ['raw_unicode_escape', '#!/usr/bin/python\n# vim: set fileencoding=raw_unicode_escape :\n'],
    ['cp037', '\f # coding=cp037\n'],
    ['utf-7 behind a bare CR', '# x\r# coding: utf-7\n'],
    ['utf-7 far along the line', `#${' '.repeat(20_000)}coding: utf-7\n`],
    ['utf-7 behind a line separator', '#\xe2\x80\xa8 coding: utf-7\n'],
    ['a cookie against the mark', '\xef\xbb\xbf# coding: latin-1\n'],
  ])('examines no file in %s', (_, head) => {
    const module = parseBytes(bytes(`${head}import os\n`));
    expect(module.body).toEqual([]);
    expect(module.problems.map(({ kind }) => kind)).toContain('encoding');
  });

  it.each(['utf-8', 'UTF8', 'utf_8', 'utf-8-sig', 'ascii', 'US-ASCII', 'latin-1', 'iso-8859-1', 'l1', 'utf-8-unix'])(
    'reads %s',
    (name) => {
      const { body, problems } = parseBytes(bytes(`# coding: ${name}\nx = 1\n`));
      expect(body).toHaveLength(1);
      expect(problems).toEqual([]);
    },
  );

  it('minds a cookie on the first two lines only, behind no code', () => {
    expect(problemsOf('\n\n# coding: utf-7\nx = 1\n')).toEqual([]);
    expect(problemsOf('x = 1\n# coding: utf-7\n')).toEqual([]);
    expect(problemsOf('x = "# coding: utf-7"\n')).toEqual([]);
  });

  it('decodes latin-1', () => {
    expect(parseBytes(bytes('# coding: latin-1\nx = "\xe9\x80"\n')).text).toContain('é\x80');
  });

  it('names bytes that are not UTF-8, and a NUL', () => {
    expect(parseBytes(bytes('x = 1\ny = "\xe9"\n')).problems).toMatchObject([{ kind: 'encoding', line: 2 }]);
    expect(parseText('x = "\uFFFD"\n').problems).toEqual([]);
    expect(problemsOf('x = 1\n# \0\n')).toContain('not-text:2');
    expect(parseText('x = 1\n# \0\n').body).toHaveLength(1);
  });

  it('names a bare carriage return, wherever it stands', () => {
    expect(problemsOf('x = 1\n# a\ry = 2\n')).toEqual(['bare-cr:2']);
    expect(problemsOf('x = """a\rb"""\n')).toEqual(['bare-cr:1']);
    expect(problemsOf('x = 1\r\ny = 2\r\n')).toEqual([]);
  });
});
