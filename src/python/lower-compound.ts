import { endAt } from './edges.ts';
import { joined } from './lower-collections.ts';
import { captures } from './lower-patterns.ts';
import { type Lowering, MAX_DEPTH, type StmtLowerer } from './lowering.ts';
import type { ExceptHandler, Expr, If, Match, Stmt, With } from './syntax.ts';

/** Statements with a body. */
export const COMPOUND: readonly (readonly [string, StmtLowerer])[] = [
  ['if_statement', conditional],
  ['for_statement', loop],
  ['while_statement', whileLoop],
  ['with_statement', withBlock],
  ['try_statement', tryBlock],
  ['match_statement', match],
];

/** Where a statement ends: behind the last thing in it, not behind the comments and blank lines that the grammar counts in. */
function ending(fallback: number, ...bodies: readonly (readonly { readonly end: number }[])[]): number {
  return bodies.reduce((end, body) => Math.max(end, body.at(-1)?.end ?? 0), fallback);
}

/** The children of a clause before its block. */
function header(cx: Lowering, node: number): number[] {
  return cx.tree.children(node).filter((child) => cx.tree.type(child) !== 'block');
}

function clauseBody(cx: Lowering, node: number | undefined): Stmt[] {
  return node === undefined ? [] : cx.body(cx.tree.child(node, 'block'));
}

/** `elif` is an `if` in the `else`: built from the last one back, so that the chain needs no recursion. */
function conditional(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const end = tree.end(node);
  const test = cx.exprOr(header(cx, node)[0], node);
  const body = clauseBody(cx, node);
  const branches: { start: number; test: Expr; body: Stmt[] }[] = [{ start: tree.start(node), test, body }];
  for (const clause of tree.children(node)) {
    if (tree.type(clause) !== 'elif_clause') continue;
    const condition = cx.exprOr(header(cx, clause)[0], clause);
    branches.push({ start: tree.start(clause), test: condition, body: clauseBody(cx, clause) });
  }
  const orelse = clauseBody(cx, tree.child(node, 'else_clause'));
  // Readers of the result recurse, so a chain may be no deeper than other nesting.
  const beyond = branches.splice(MAX_DEPTH)[0];
  if (beyond !== undefined) cx.tooDeep.push(beyond.start);
  return chained(branches, orelse) ?? { kind: 'unknown', start: tree.start(node), end };
}

function chained(branches: readonly { start: number; test: Expr; body: Stmt[] }[], last: Stmt[]): If | undefined {
  let orelse: Stmt[] = last;
  let whole: If | undefined;
  for (const { start, test, body } of branches.toReversed()) {
    whole = { kind: 'if', test, body, orelse, start, end: ending(test.end, body, orelse) };
    orelse = [whole];
  }
  return whole;
}

function loop(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const [target, iter] = header(cx, node);
  const body = clauseBody(cx, node);
  const orelse = clauseBody(cx, tree.child(node, 'else_clause'));
  return {
    kind: 'for',
    async: tree.child(node, 'async') !== undefined,
    target: cx.exprOr(target, node),
    iter: cx.exprOr(iter, node),
    body,
    orelse,
    start: tree.start(node),
    end: ending(tree.start(node), body, orelse) || tree.end(node),
  };
}

function whileLoop(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const test = cx.exprOr(header(cx, node)[0], node);
  const body = clauseBody(cx, node);
  const orelse = clauseBody(cx, tree.child(node, 'else_clause'));
  return { kind: 'while', test, body, orelse, start: tree.start(node), end: ending(test.end, body, orelse) };
}

function withBlock(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const clause = tree.child(node, 'with_clause');
  const items = clause === undefined ? [] : tree.children(clause).flatMap((item) => withItems(cx, item));
  const body = clauseBody(cx, node);
  const isAsync = tree.child(node, 'async') !== undefined;
  return { kind: 'with', async: isAsync, items, body, start: tree.start(node), end: ending(tree.start(node), body) };
}

/** One item, or those of a tuple in parentheses, where the grammar took them for one. */
function withItems(cx: Lowering, item: number): With['items'] {
  const { tree } = cx;
  const value = tree.children(item)[0];
  if (value === undefined) return [{ context: cx.exprOr(undefined, item) }];
  const inner = cx.unwrap(value);
  const members = tree.type(inner) === 'tuple' ? tree.children(inner) : [];
  const isList = members.length === 1 || members.some((member) => aliasIn(cx, member) !== undefined);
  if (isList) return members.map((member) => withItem(cx, member));
  return [withItem(cx, inner)];
}

function withItem(cx: Lowering, node: number): With['items'][number] {
  const alias = aliasIn(cx, node);
  if (alias === undefined) return { context: cx.expr(node) };
  const target = cx.tree.children(alias)[1];
  const context = beforeAlias(cx, node, alias);
  return target === undefined ? { context } : { context, target: cx.expr(target) };
}

const OPEN_TO_THE_RIGHT = new Set([
  'conditional_expression',
  'boolean_operator',
  'comparison_operator',
  'not_operator',
  'lambda',
]);

/** The `… as name` at the right edge of an expression: the grammar binds it tighter than Python does. */
function aliasIn(cx: Lowering, node: number): number | undefined {
  const { tree } = cx;
  let at: number | undefined = node;
  while (at !== undefined && OPEN_TO_THE_RIGHT.has(tree.type(at))) at = tree.children(at).at(-1);
  return at !== undefined && tree.type(at) === 'as_pattern' ? at : undefined;
}

function beforeAlias(cx: Lowering, node: number, alias: number): Expr {
  const { tree } = cx;
  const value = tree.children(alias)[0];
  if (node === alias || value === undefined) return cx.exprOr(value, node);
  return endAt(cx.expr(node), tree.end(node), tree.end(value));
}

function tryBlock(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const body = clauseBody(cx, node);
  const handlers = tree
    .children(node)
    .filter((child) => tree.type(child) === 'except_clause')
    .map((child) => handler(cx, child));
  const orelse = clauseBody(cx, tree.child(node, 'else_clause'));
  const finalbody = clauseBody(cx, tree.child(node, 'finally_clause'));
  const end = ending(tree.start(node), body, handlers, orelse, finalbody);
  return { kind: 'try', body, handlers, orelse, finalbody, start: tree.start(node), end };
}

/** `except A as e`, `except (A, B)`, and without parentheses `except A, B` of Python 3.14. */
function handler(cx: Lowering, node: number): ExceptHandler {
  const { tree } = cx;
  const start = tree.start(node);
  const body = clauseBody(cx, node);
  const values = header(cx, node);
  const [first, second] = values;
  if (first === undefined) return { body, start, end: ending(start, body) };
  const end = ending(tree.end(first), body);
  const alias = aliasIn(cx, first);
  if (alias !== undefined)
    return { type: beforeAlias(cx, first, alias), name: cx.name(tree.children(alias)[1]), body, start, end };
  if (tree.child(node, 'as') === undefined) return { type: joined(cx, values, node), body, start, end };
  return { type: cx.expr(first), name: cx.name(second), body, start, end };
}

function match(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const subject = joined(cx, header(cx, node), node, tree.child(node, ':'));
  const block = tree.child(node, 'block');
  const clauses = block === undefined ? [] : tree.children(block).filter((child) => tree.type(child) === 'case_clause');
  const cases = clauses.map((clause) => matchCase(cx, clause));
  return {
    kind: 'match',
    subject,
    cases,
    start: tree.start(node),
    end: ending(subject.end, ...cases.map(({ body }) => body)),
  };
}

function matchCase(cx: Lowering, clause: number): Match['cases'][number] {
  const { tree } = cx;
  const patterns = tree.children(clause).filter((child) => tree.type(child) === 'case_pattern');
  const guard = tree.child(clause, 'if_clause');
  const pattern = joined(cx, patterns, clause, guard ?? tree.child(clause, ':'));
  const names = [...new Set(patterns.flatMap((child) => captures(cx, child)))];
  const condition = guard === undefined ? undefined : cx.exprOr(tree.children(guard)[0], guard);
  const body = clauseBody(cx, clause);
  return { pattern, captures: names, ...(condition === undefined ? {} : { guard: condition }), body };
}
