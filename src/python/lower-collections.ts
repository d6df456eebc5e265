import { commaIn } from './commas.ts';
import { ERROR } from './flat-tree.ts';
import type { ExprLowerer, Lowering } from './lowering.ts';
import type { Argument, Comprehension, Dict, Expr, Sequence } from './syntax.ts';

/** Displays, comprehensions, subscripts and calls. */
export const COLLECTIONS: readonly (readonly [string, ExprLowerer])[] = [
  ['list', sequence('list')],
  ['list_pattern', sequence('list')],
  ['set', sequence('set')],
  ['tuple', sequence('tuple')],
  ['expression_list', sequence('tuple')],
  ['pattern_list', sequence('tuple')],
  ['dictionary', dictionary],
  ['list_comprehension', comprehension('list')],
  ['set_comprehension', comprehension('set')],
  ['dictionary_comprehension', comprehension('dict')],
  ['generator_expression', comprehension('generator')],
  ['subscript', subscript],
  ['generic_type', genericType],
  ['slice', slice],
  ['constrained_type', slice],
  ['call', call],
];

function sequence(kind: Sequence['kind']): ExprLowerer {
  return (cx, node) => ({ kind, items: items(cx, node), start: cx.tree.start(node), end: cx.tree.end(node) });
}

/** The elements; what could not be read among them is an unknown element, so that nobody takes the list for whole. */
export function items(cx: Lowering, node: number): Expr[] {
  const { tree } = cx;
  const found: Expr[] = [];
  const named = new Set(tree.children(node));
  for (const child of tree.all(node)) {
    if (named.has(child)) found.push(cx.expr(child));
    else if (tree.type(child) === ERROR)
      found.push({ kind: 'unknown', start: tree.start(child), end: tree.end(child) });
  }
  return found;
}

function dictionary(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const entries: Dict['entries'][number][] = [];
  for (const child of tree.all(node)) {
    const type = tree.type(child);
    const [first, second] = tree.children(child);
    if (type === 'pair') entries.push({ key: cx.exprOr(first, child), value: cx.exprOr(second, child) });
    else if (type === 'dictionary_splat') entries.push({ value: cx.exprOr(first, child) });
    else if (type === ERROR)
      entries.push({ value: { kind: 'unknown', start: tree.start(child), end: tree.end(child) } });
  }
  return { kind: 'dict', entries, start: tree.start(node), end: tree.end(node) };
}

function comprehension(type: Comprehension['type']): ExprLowerer {
  return (cx, node) => {
    const { tree } = cx;
    const [body, ...clauses] = tree.children(node);
    const start = tree.start(node);
    const end = tree.end(node);
    const generators = generatorsOf(cx, clauses);
    if (body === undefined || tree.type(body) !== 'pair') {
      return { kind: 'comprehension', type, element: cx.exprOr(body, node), generators, start, end };
    }
    const [key, value] = tree.children(body);
    const element = cx.exprOr(value, body);
    return { kind: 'comprehension', type, key: cx.exprOr(key, body), element, generators, start, end };
  };
}

function generatorsOf(cx: Lowering, clauses: readonly number[]): Comprehension['generators'] {
  const { tree } = cx;
  const generators: { target: Expr; iter: Expr; conditions: Expr[] }[] = [];
  for (const clause of clauses) {
    const [first, ...rest] = tree.children(clause);
    if (tree.type(clause) === 'if_clause') {
      generators.at(-1)?.conditions.push(cx.exprOr(first, clause));
    } else if (tree.type(clause) === 'for_in_clause') {
      generators.push({ target: cx.exprOr(first, clause), iter: joined(cx, rest, clause), conditions: [] });
    }
  }
  return generators;
}

/**
 * One expression, or a tuple of those that stand side by side without brackets. `before` is the token behind them: a comma that
 * stands right before it makes a tuple of one.
 */
export function joined(cx: Lowering, nodes: readonly number[], parent: number, before?: number): Expr {
  const { tree } = cx;
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return cx.exprOr(first, parent);
  const comma = before === undefined ? -1 : commaIn(tree.text, tree.end(last), tree.start(before));
  if (first === last && comma === -1) return cx.expr(first);
  const end = comma === -1 ? tree.end(last) : comma + 1;
  return { kind: 'tuple', items: nodes.map((node) => cx.expr(node)), start: tree.start(first), end };
}

function subscript(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const [value, ...index] = tree.children(node);
  return {
    kind: 'subscript',
    value: cx.exprOr(value, node),
    index: index.map((child) => cx.expr(child)),
    start: tree.start(node),
    end: tree.end(node),
  };
}

/** `list[int]` in an annotation: the grammar has a node of its own for it. */
function genericType(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const [name, parameters] = tree.children(node);
  return {
    kind: 'subscript',
    value: cx.exprOr(name, node),
    index: parameters === undefined ? [] : items(cx, parameters),
    start: tree.start(node),
    end: tree.end(node),
  };
}

const BOUNDS = ['lower', 'upper', 'step'] as const;

function slice(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const bounds: { lower?: Expr; upper?: Expr; step?: Expr } = {};
  let position = 0;
  for (const child of tree.all(node)) {
    const bound = BOUNDS[position];
    if (tree.type(child) === ':') position += 1;
    else if (tree.type(child) !== ERROR && bound !== undefined) bounds[bound] = cx.expr(child);
  }
  return { kind: 'slice', ...bounds, start: tree.start(node), end: tree.end(node) };
}

function call(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const [func, args] = tree.children(node);
  return {
    kind: 'call',
    func: cx.exprOr(func, node),
    args: callArguments(cx, args),
    start: tree.start(node),
    end: tree.end(node),
  };
}

/** Arguments of a call or a class. What could not be read counts as `**unknown`: it may be any argument. */
export function callArguments(cx: Lowering, node: number | undefined): Argument[] {
  if (node === undefined) return [];
  const { tree } = cx;
  if (tree.type(node) !== 'argument_list')
    return [{ value: cx.expr(node), start: tree.start(node), end: tree.end(node) }];
  return tree.all(node).flatMap((child) => {
    if (tree.type(child) !== ERROR) return [argument(cx, child)];
    const start = tree.start(child);
    const end = tree.end(child);
    return [{ unpack: '**' as const, value: { kind: 'unknown' as const, start, end }, start, end }];
  });
}

function argument(cx: Lowering, node: number): Argument {
  const { tree } = cx;
  const start = tree.start(node);
  const end = tree.end(node);
  const [first, second] = tree.children(node);
  switch (tree.type(node)) {
    case 'keyword_argument':
      return { name: cx.name(first), value: cx.exprOr(second, node), start, end };
    case 'list_splat':
      return { unpack: '*', value: cx.exprOr(first, node), start, end };
    case 'dictionary_splat':
      return { unpack: '**', value: cx.exprOr(first, node), start, end };
    default: {
      const value = cx.expr(node);
      return value.kind === 'starred' ? { unpack: '*', value: value.value, start, end } : { value, start, end };
    }
  }
}
