import { commaIn } from './commas.ts';
import { ERROR } from './flat-tree.ts';
import { items } from './lower-collections.ts';
import type { ExprLowerer, Lowering } from './lowering.ts';
import type { Argument, Dict, Expr } from './syntax.ts';

/** Patterns, written as the expressions they look like: those of `case`, and targets in parentheses. */
export const PATTERNS: readonly (readonly [string, ExprLowerer])[] = [
  ['dotted_name', dottedName],
  ['class_pattern', classPattern],
  ['dict_pattern', dictPattern],
  ['tuple_pattern', tuplePattern],
  ['case_pattern', casePattern],
  ['union_pattern', union],
  ['complex_pattern', complex],
  ['as_pattern', (cx, node) => cx.exprOr(cx.tree.children(node)[0], node)],
];

/** `a.b.c` where the grammar has one node for all of it. */
export function dottedName(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const start = tree.start(node);
  let expr: Expr | undefined;
  for (const part of cx.bounded(tree.children(node))) {
    const end = tree.end(part);
    const id = cx.name(part);
    expr =
      expr === undefined
        ? { kind: 'name', id, start, end }
        : { kind: 'attribute', value: expr, attr: id, attrStart: tree.start(part), start, end };
  }
  return expr ?? { kind: 'unknown', start, end: tree.end(node) };
}

function classPattern(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const [name, ...patterns] = tree.children(node);
  const args = patterns.map((pattern) => patternArgument(cx, pattern));
  return { kind: 'call', func: cx.exprOr(name, node), args, start: tree.start(node), end: tree.end(node) };
}

function patternArgument(cx: Lowering, node: number): Argument {
  const { tree } = cx;
  const range = { start: tree.start(node), end: tree.end(node) };
  const keyword = keywordPattern(cx, node);
  if (keyword === undefined) return { value: cx.expr(node), ...range };
  const [name, ...value] = tree.all(keyword);
  return { name: cx.name(name), value: simplePatterns(cx, value)[0] ?? cx.exprOr(undefined, keyword), ...range };
}

/** `x=1`, also below the `as` of `x=1 as y`, which Python binds to the value. */
function keywordPattern({ tree }: Lowering, node: number): number | undefined {
  let at: number | undefined = node;
  while (at !== undefined && (tree.type(at) === 'case_pattern' || tree.type(at) === 'as_pattern'))
    at = tree.children(at)[0];
  return at !== undefined && tree.type(at) === 'keyword_pattern' ? at : undefined;
}

/** Patterns as they stand in a row: a sign is a token of its own, before the number it belongs to. */
function simplePatterns(cx: Lowering, nodes: readonly number[]): Expr[] {
  const { tree } = cx;
  const found: Expr[] = [];
  let sign: number | undefined;
  for (const node of nodes) {
    const type = tree.type(node);
    if (type === '-') sign = node;
    else if (type !== '|' && type !== ERROR) {
      const operand = cx.expr(node);
      found.push(
        sign === undefined ? operand : { kind: 'unary', op: '-', operand, start: tree.start(sign), end: operand.end },
      );
      sign = undefined;
    }
  }
  return found;
}

function casePattern(cx: Lowering, node: number): Expr {
  return simplePatterns(cx, cx.tree.all(node))[0] ?? cx.exprOr(undefined, node);
}

/** `A | B | C`: nested to the left, as an expression would be. */
function union(cx: Lowering, node: number): Expr {
  const start = cx.tree.start(node);
  const [first, ...others] = simplePatterns(cx, cx.bounded(cx.tree.all(node)));
  const seed = first ?? cx.exprOr(undefined, node);
  return others.reduce<Expr>((left, right) => ({ kind: 'binary', op: '|', left, right, start, end: right.end }), seed);
}

function complex(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const tokens = tree.all(node);
  const sign = tokens.at(-2);
  const [left] = simplePatterns(cx, tokens.slice(0, -2));
  const op = sign !== undefined && tree.type(sign) === '-' ? '-' : '+';
  return {
    kind: 'binary',
    op,
    left: left ?? cx.exprOr(undefined, node),
    right: cx.exprOr(tokens.at(-1), node),
    start: tree.start(node),
    end: tree.end(node),
  };
}

function dictPattern(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const entries: Dict['entries'][number][] = [];
  let key: number[] = [];
  for (const child of tree.all(node)) {
    const type = tree.type(child);
    if (type === 'splat_pattern') entries.push({ value: cx.exprOr(tree.all(child).at(-1), child) });
    else if (type === 'case_pattern') {
      entries.push({ key: simplePatterns(cx, key)[0] ?? cx.exprOr(undefined, node), value: cx.expr(child) });
      key = [];
    } else if (type !== ':') key.push(child);
  }
  return { kind: 'dict', entries, start: tree.start(node), end: tree.end(node) };
}

/** Parentheses round one pattern without a comma only group it. */
function tuplePattern(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const children = tree.children(node);
  const [only] = children;
  if (only !== undefined && children.length === 1 && commaIn(tree.text, tree.end(only), tree.end(node)) === -1) {
    return cx.expr(only);
  }
  return { kind: 'tuple', items: items(cx, node), start: tree.start(node), end: tree.end(node) };
}

/** The names that a pattern binds, in order. */
export function captures(cx: Lowering, pattern: number): string[] {
  const { tree } = cx;
  const found: string[] = [];
  const stop = tree.next(pattern);
  for (let node = pattern; node < stop; node += 1) {
    const name = capture(cx, node);
    if (name !== undefined && name !== '_') found.push(name);
  }
  return [...new Set(found)];
}

/** A node that binds: a plain name that stands as a pattern, `*rest`, or the name behind `as`. */
function capture(cx: Lowering, node: number): string | undefined {
  const { tree } = cx;
  const children = tree.children(node);
  switch (tree.type(node)) {
    case 'dotted_name':
      return children.length === 1 && !isClassName(cx, node) ? cx.name(children[0]) : undefined;
    case 'splat_pattern':
      return cx.name(tree.child(node, 'identifier')) || undefined;
    case 'as_pattern':
      return cx.name(children.at(-1));
    default:
      return undefined;
  }
}

function isClassName({ tree }: Lowering, node: number): boolean {
  return tree.type(node - 1) === 'class_pattern';
}
