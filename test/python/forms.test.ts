import { describe, expect, it } from 'vitest';
import { parseText } from '../support/parser.ts';
import { shapeOf } from '../support/shape.ts';

/** Source, and its syntax in short. */
const FORMS: readonly (readonly [string, string])[] = [
  ['import a.b as c, d', '(import [[7 15 a.b c] [17 18 d -]])'],
  ['from ..a.b import c as d, e', '(import-from a.b 2 [[18 24 c d] [26 27 e -]])'],
  ['from . import *', '(import-from "" 1 *)'],
  ['from __future__ import annotations', '(import-from __future__ 0 [[23 34 annotations -]])'],
  ['x = y = 1', '(assign [x y] - 1)'],
  ['x: int', '(assign [x] int -)'],
  ['x: int = 1', '(assign [x] int 1)'],
  ['x += 1', '(augassign x += 1)'],
  ['x //= 2', '(augassign x //= 2)'],
  ['x,', '(expr (tuple [x]))'],
  ['x = 1,', '(assign [x] - (tuple [1]))'],
  ['x, *y = z', '(assign [(tuple [x (starred y)])] - z)'],
  ['(x) = 1', '(assign [x] - 1)'],
  ['del a, b[0]', '(delete [a (subscript b [0])])'],
  ['assert a, "b"', '(assert a "b")'],
  ['global a, b', '(global [a b])'],
  ['pass', '(pass)'],
  ['raise A from b', '(raise A b)'],
  ['print(x, sep="")', '(expr (call print [[- - x] [- sep ""]]))'],
  ['a.b.c(1)(2)[3]', '(expr (subscript (call (call (attribute (attribute a b) c) [[- - 1]]) [[- - 2]]) [3]))'],
  ['f(*a, k=1, **b)', '(expr (call f [[* - a] [- k 1] [** - b]]))'],
  ['f(*a.b(), *c or d)', '(expr (call f [[* - (call (attribute a b) [])] [* - (boolop or [c d])]]))'],
  ['f(x for x in y if x)', '(expr (call f [[- - (comprehension generator - x [[x y [x]]])]]))'],
  ['a[1:2, ::3, ...]', '(expr (subscript a [(slice 1 2 -) (slice - - 3) (ellipsis)]))'],
  ['a[*b]', '(expr (subscript a [(starred b)]))'],
  ['[1, *a]', '(expr (list [1 (starred a)]))'],
  ['(1,)', '(expr (tuple [1]))'],
  ['()', '(expr (tuple []))'],
  ['{1, 2}', '(expr (set [1 2]))'],
  ['{"a": 1, **b}', '(expr (dict [["a" 1] [- b]]))'],
  ['{}', '(expr (dict []))'],
  ['[x async for x in y for z in x if z if x]', '(expr (comprehension list - x [[x y []] [z x [z x]]]))'],
  ['{k: v for k, v in y}', '(expr (comprehension dict k v [[(tuple [k v]) y []]]))'],
  ['not a', '(expr (unary not a))'],
  ['-a ** ~b', '(expr (unary - (binary ** a (unary ~ b))))'],
  ['a + b * c @ d', '(expr (binary + a (binary @ (binary * b c) d)))'],
  ['a and b and c or d', '(expr (boolop or [(boolop and [a b c]) d]))'],
  ['a < b is not c not in d', '(expr (compare a [< is not not in] [b c d]))'],
  ['a if b else c', '(expr (conditional b a c))'],
  ['(x := a if b else c)', '(expr (walrus x (conditional b a c)))'],
  ['lambda: 0', '(expr (lambda [] 0))'],
  [
    'lambda a, /, b=1, *c, d, **e: a',
    '(expr (lambda [[a positional-only - -] [b positional - 1] [c var-positional - -] [d keyword-only - -] [e var-keyword - -]] a))',
  ],
  ['await x', '(expr (await x))'],
  ['x = yield', '(assign [x] - (yield false -))'],
  ['yield from x', '(expr (yield true x))'],
  [`"a" 'b' """c"""`, '(expr "abc")'],
  ['b"\\x41\\n"', '(expr b"A\\n")'],
  ['r"\\n" "\\N{ASTERISK}"', '(expr "\\\\n*")'],
  ['f"a{x}b{y!r:>{w}}{{}}"', '(expr (fstring ["a" x "b" y w "{}"]))'],
  ['f"{a["b"]}{f"{c}"}"', '(expr (fstring [(subscript a ["b"]) (fstring [c])]))'],
  ['f"{x = } {y:=5}"', '(expr (fstring ["x = " x " " y]))'],
  ['f"plain"', '(expr "plain")'],
  ['t"a{x}"', '(expr (fstring ["a" x]))'],
  ['t"plain"', '(expr (fstring ["plain"]))'],
  [
    '0x10 + 0o10 + 0b10 + 1_0 + 1e1 + .5 + 1j',
    '(expr (binary + (binary + (binary + (binary + (binary + (binary + 16 8) 2) 10) 10) 0.5) NaN))',
  ],
  ['True, None, ...', '(expr (tuple [(bool true) (none) (ellipsis)]))'],
  ['ｅval(ﬁ)', '(expr (call eval [[- - fi]]))'],
  [
    'async def f(a: int = 1, *, b) -> str: "doc"',
    '(function f true [] [[a positional int 1] [b keyword-only - -]] str [(expr "doc")] doc)',
  ],
  ['def f[T: int](x: T) -> T: ...', '(function f false [] [[x positional T -]] T [(expr (ellipsis))] -)'],
  ['def f[T = int](): ...', '(function f false [] [] - [(expr (ellipsis))] -)'],
  ['class A[T](B, metaclass=M): x: int = 1', '(class A [] [[- - B] [- metaclass M]] [(assign [x] int 1)] -)'],
  ['type A[T] = list[T]', '(type-alias A (subscript list [T]))'],
  ['if a: b\nelif c: d\nelse: e', '(if a [(expr b)] [(if c [(expr d)] [(expr e)])])'],
  ['while a: break\nelse: continue', '(while a [(break)] [(continue)])'],
  ['async for a, b in c: pass', '(for true (tuple [a b]) c [(pass)] [])'],
  ['with a as b, c: pass', '(with false [[a b] [c -]] [(pass)])'],
  ['with (a as b, c as d,): pass', '(with false [[a b] [c d]] [(pass)])'],
  ['with (a, b): pass', '(with false [[a -] [b -]] [(pass)])'],
  [
    'try: a\nexcept B: c\nexcept (D, E) as f: g\nexcept: h\nelse: i\nfinally: j',
    '(try [(expr a)] [(handler B - [(expr c)]) (handler (tuple [D E]) f [(expr g)]) (handler - - [(expr h)])] [(expr i)] [(expr j)])',
  ],
  ['try: a\nexcept* B as c: d', '(try [(expr a)] [(handler B c [(expr d)])] [] [])'],
  ['try: a\nexcept B, C: d', '(try [(expr a)] [(handler (tuple [B C]) - [(expr d)])] [] [])'],
  ['match a:\n case {"b": -1, **c} if d: e', '(match a [[(dict [["b" (unary - 1)] [- c]]) [c] d [(expr e)]]])'],
  [
    'match a, b:\n case A(c, d=1) as e, [f, *_]: pass',
    '(match (tuple [a b]) [[(sequence [(call A [[- - c] [- d 1]]) (sequence [f (starred _)])]) [c e f] - [(pass)]]])',
  ],
  [
    'match a:\n case 1 | None | "x" | m.C: pass\n case _: pass',
    '(match a [[(binary | (binary | (binary | 1 (none)) "x") (attribute m C)) [] - [(pass)]] [_ [] - [(pass)]]])',
  ],
  ['a: list[str] | A | B', '(assign [a] (binary | (binary | (subscript list [str]) A) B) -)'],
  ['type(a).b = c', '(assign [(attribute (call type [[- - a]]) b)] - c)'],
  ['type = match = case = _', '(assign [type match case] - _)'],
  ['@a.b(1)\n@c\ndef f(): pass', '(function f false [(call (attribute a b) [[- - 1]]) c] [] - [(pass)] -)'],
];

describe('syntax forms', () => {
  it.each(FORMS)('%s', (source, shape) => {
    expect(parseText(source).problems).toEqual([]);
    expect(shapeOf(source)).toBe(shape);
  });

  it.each(FORMS)('the same with Windows line ends: %s', (source, shape) => {
    const crlf = source.replaceAll('\n', '\r\n');
    expect(parseText(crlf).problems).toEqual([]);
    expect(shapeOf(crlf).replaceAll(/\[\d+ \d+ /g, '')).toBe(shape.replaceAll(/\[\d+ \d+ /g, ''));
  });
});

describe('what Python 2 would run', () => {
  it.each(['print "x"', 'exec "x"', 'print >> out, x'])('%s is unknown and named', (source) => {
    const { body, problems } = parseText(`a = 1\n${source}\nb = 2\n`);
    expect(body.map(({ kind }) => kind)).toEqual(['assign', 'unknown', 'assign']);
    expect(problems).toEqual([{ kind: 'syntax', line: 2, reason: 'A statement of Python 2.' }]);
  });
});
