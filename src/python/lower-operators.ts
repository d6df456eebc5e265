import { ERROR } from './flat-tree.ts';
import type { ExprLowerer, Lowering } from './lowering.ts';
import type { Expr } from './syntax.ts';

/** Operators, and the expressions that are built like them. */
export const OPERATORS: readonly (readonly [string, ExprLowerer])[] = [
  ['attribute', attribute],
  ['member_type', attribute],
  ['binary_operator', binary],
  ['union_type', unionType],
  ['boolean_operator', boolean],
  ['comparison_operator', comparison],
  ['not_operator', not],
  ['unary_operator', unary],
  ['conditional_expression', conditional],
  ['named_expression', walrus],
  ['await', awaiting],
  ['yield', yielding],
  ['lambda', lambda],
  ['list_splat', starred],
  ['list_splat_pattern', starred],
  ['splat_type', splatType],
  ['splat_pattern', splatType],
  ['dictionary_splat', starred],
  ['dictionary_splat_pattern', starred],
];

function attribute(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const [object, name] = tree.children(node);
  const start = tree.start(node);
  const end = tree.end(node);
  const value = cx.exprOr(object, node);
  return {
    kind: 'attribute',
    value,
    attr: cx.name(name),
    attrStart: name === undefined ? end : tree.start(name),
    start,
    end,
  };
}

function binary(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const operands = tree.children(node);
  const [left, right] = operands;
  const token = tree.all(node).find((child) => !operands.includes(child) && tree.type(child) !== ERROR);
  return {
    kind: 'binary',
    op: token === undefined ? '|' : tree.type(token),
    left: cx.exprOr(left, node),
    right: cx.exprOr(right, node),
    start: tree.start(node),
    end: tree.end(node),
  };
}

/** `list[int] | A | B`: the grammar groups to the right where a type stands first; Python groups to the left. */
function unionType(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const operands: number[] = [];
  const waiting = [node];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const children = tree.children(at);
    const type = tree.type(at);
    const isUnion = type === 'union_type' || (type === 'binary_operator' && tree.child(at, '|') !== undefined);
    if (isUnion || type === 'type') waiting.push(...children.toReversed());
    else operands.push(at);
  }
  const start = tree.start(node);
  const [first, ...others] = cx.bounded(operands);
  const seed = cx.exprOr(first, node);
  return others.reduce<Expr>(
    (left, right) => ({ kind: 'binary', op: '|', left, right: cx.expr(right), start, end: tree.end(right) }),
    seed,
  );
}

/** A run of one operator is one node, as in CPython. A loop, since such runs get long. */
function boolean(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const op = tree.child(node, 'and') === undefined ? 'or' : 'and';
  const values: Expr[] = [];
  let at = node;
  for (;;) {
    const [left, right] = tree.children(at);
    values.push(cx.exprOr(right, at));
    if (left === undefined || tree.type(left) !== 'boolean_operator' || tree.child(left, op) === undefined) {
      values.push(cx.exprOr(left, at));
      break;
    }
    at = left;
  }
  return { kind: 'boolop', op, values: values.reverse(), start: tree.start(node), end: tree.end(node) };
}

function comparison(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const operands = tree.children(node);
  const [left, ...comparators] = operands;
  const named = new Set(operands);
  const ops = tree
    .all(node)
    .flatMap((child) => (named.has(child) || tree.type(child) === ERROR ? [] : [tree.type(child)]));
  return {
    kind: 'compare',
    left: cx.exprOr(left, node),
    ops: ops.map((op) => (op === '<>' ? '!=' : op)),
    comparators: comparators.map((operand) => cx.expr(operand)),
    start: tree.start(node),
    end: tree.end(node),
  };
}

function not(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const operand = cx.exprOr(tree.children(node)[0], node);
  return { kind: 'unary', op: 'not', operand, start: tree.start(node), end: tree.end(node) };
}

function unary(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const sign = tree.text.charAt(tree.start(node));
  const op = sign === '-' || sign === '~' ? sign : '+';
  const operand = cx.exprOr(tree.children(node)[0], node);
  return { kind: 'unary', op, operand, start: tree.start(node), end: tree.end(node) };
}

function conditional(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const [body, test, orelse] = tree.children(node);
  const start = tree.start(node);
  const end = tree.end(node);
  const first = cx.exprOr(body, node);
  const others = { test: cx.exprOr(test, node), orelse: cx.exprOr(orelse, node), end };
  // `x := a if b else c` assigns the whole, where the grammar sees `(x := a) if b else c`.
  if (first.kind !== 'walrus' || body === undefined || tree.type(body) !== 'named_expression') {
    return { kind: 'conditional', body: first, ...others, start };
  }
  const value: Expr = { kind: 'conditional', body: first.value, ...others, start: first.value.start };
  return { kind: 'walrus', target: first.target, value, start, end };
}

function walrus(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const [name, value] = tree.children(node);
  const place = name ?? node;
  return {
    kind: 'walrus',
    target: { kind: 'name', id: cx.name(name), start: tree.start(place), end: tree.end(place) },
    value: cx.exprOr(value, node),
    start: tree.start(node),
    end: tree.end(node),
  };
}

function awaiting(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  return {
    kind: 'await',
    value: cx.exprOr(tree.children(node)[0], node),
    start: tree.start(node),
    end: tree.end(node),
  };
}

function yielding(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const start = tree.start(node);
  const end = tree.end(node);
  const from = tree.child(node, 'from') !== undefined;
  const [value] = tree.children(node);
  if (value === undefined) return { kind: 'yield', from, start, end };
  return { kind: 'yield', from, value: cx.expr(value), start, end };
}

function lambda(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const params = cx.params(tree.child(node, 'lambda_parameters'));
  const body = tree.children(node).find((child) => tree.type(child) !== 'lambda_parameters');
  return { kind: 'lambda', params, body: cx.exprOr(body, node), start: tree.start(node), end: tree.end(node) };
}

function starred(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  return {
    kind: 'starred',
    value: cx.exprOr(tree.children(node)[0], node),
    start: tree.start(node),
    end: tree.end(node),
  };
}

/** `*Ts` in a type and `*rest`, `*_` in a pattern: the name may be a bare `_` token. */
function splatType(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const name = tree.all(node).at(-1);
  return { kind: 'starred', value: cx.exprOr(name, node), start: tree.start(node), end: tree.end(node) };
}
