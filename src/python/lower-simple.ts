import { commaIn } from './commas.ts';
import { items } from './lower-collections.ts';
import type { Lowering, StmtLowerer } from './lowering.ts';
import type { Expr, ImportName, Simple, Stmt } from './syntax.ts';

/** Statements without a body. */
export const SIMPLE: readonly (readonly [string, StmtLowerer])[] = [
  ['import_statement', imports],
  ['import_from_statement', importFrom],
  ['future_import_statement', futureImport],
  ['expression_statement', expressionStatement],
  ['return_statement', returning],
  ['raise_statement', raising],
  ['delete_statement', deleting],
  ['assert_statement', asserting],
  ['global_statement', scope('global')],
  ['nonlocal_statement', scope('nonlocal')],
  ['pass_statement', simple('pass')],
  ['break_statement', simple('break')],
  ['continue_statement', simple('continue')],
  ['print_statement', legacy],
  ['exec_statement', legacy],
];

function range({ tree }: Lowering, node: number): { readonly start: number; readonly end: number } {
  return { start: tree.start(node), end: tree.end(node) };
}

function imports(cx: Lowering, node: number): Stmt {
  return { kind: 'import', names: cx.tree.children(node).map((child) => importName(cx, child)), ...range(cx, node) };
}

function importFrom(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const [source, ...names] = tree.children(node);
  const star = names.some((name) => tree.type(name) === 'wildcard_import');
  return {
    kind: 'import-from',
    ...moduleOf(cx, source),
    names: star ? '*' : names.map((name) => importName(cx, name)),
    ...range(cx, node),
  };
}

function futureImport(cx: Lowering, node: number): Stmt {
  const names = cx.tree.children(node).map((child) => importName(cx, child));
  return { kind: 'import-from', module: '__future__', level: 0, names, ...range(cx, node) };
}

function moduleOf(cx: Lowering, source: number | undefined): { module: string; level: number } {
  if (source === undefined) return { module: '', level: 0 };
  const { tree } = cx;
  if (tree.type(source) !== 'relative_import') return { module: joinedName(cx, source), level: 0 };
  const prefix = tree.child(source, 'import_prefix');
  const name = tree.child(source, 'dotted_name');
  const level = prefix === undefined ? 0 : tree.slice(prefix).split('.').length - 1;
  return { module: name === undefined ? '' : joinedName(cx, name), level };
}

/** `a . b` is `a.b`. */
function joinedName(cx: Lowering, node: number): string {
  const parts = cx.tree.children(node);
  return parts.length === 0 ? cx.name(node) : parts.map((part) => cx.name(part)).join('.');
}

function importName(cx: Lowering, node: number): ImportName {
  const { tree } = cx;
  if (tree.type(node) !== 'aliased_import') return { name: joinedName(cx, node), ...range(cx, node) };
  const [name, alias] = tree.children(node);
  return { name: name === undefined ? '' : joinedName(cx, name), as: cx.name(alias), ...range(cx, node) };
}

function expressionStatement(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const children = tree.children(node);
  const [first] = children;
  if (first !== undefined && tree.type(first) === 'assignment') return assignment(cx, first, range(cx, node));
  if (first !== undefined && tree.type(first) === 'augmented_assignment') return augmented(cx, first);
  return { kind: 'expr', value: bareTuple(cx, node, children), ...range(cx, node) };
}

/** `a, b` and `a,` as statements: the grammar has no node for the tuple. */
function bareTuple(cx: Lowering, node: number, children: readonly number[]): Expr {
  const { tree } = cx;
  const [first] = children;
  if (first === undefined) return { kind: 'unknown', ...range(cx, node) };
  if (children.length === 1 && commaIn(tree.text, tree.end(first), tree.end(node)) === -1) return cx.expr(first);
  return { kind: 'tuple', items: items(cx, node), ...range(cx, node) };
}

/** `a = b = value` nests to the right in the grammar and is one statement here. A loop, since such chains may be long. */
function assignment(cx: Lowering, node: number, place: { readonly start: number; readonly end: number }): Stmt {
  const { tree } = cx;
  const targets: Expr[] = [];
  let annotation: Expr | undefined;
  let right: number | undefined = node;
  while (right !== undefined && tree.type(right) === 'assignment') {
    const [target, ...rest]: number[] = tree.children(right);
    targets.push(cx.exprOr(target, right));
    const type = rest.find((child) => tree.type(child) === 'type');
    if (type !== undefined) annotation = cx.expr(type);
    right = rest.find((child) => child !== type);
  }
  return {
    kind: 'assign',
    targets,
    ...(annotation === undefined ? {} : { annotation }),
    ...(right === undefined ? {} : { value: cx.expr(right) }),
    ...place,
  };
}

function augmented(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const [target, value] = tree.children(node);
  const op = tree.all(node).find((child) => tree.type(child).endsWith('='));
  return {
    kind: 'augassign',
    target: cx.exprOr(target, node),
    op: op === undefined ? '' : tree.type(op),
    value: cx.exprOr(value, node),
    ...range(cx, node),
  };
}

function returning(cx: Lowering, node: number): Stmt {
  const [value] = cx.tree.children(node);
  return value === undefined
    ? { kind: 'return', ...range(cx, node) }
    : { kind: 'return', value: cx.expr(value), ...range(cx, node) };
}

function raising(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const children = tree.children(node);
  const from = tree.child(node, 'from');
  const cause = from === undefined ? undefined : children.find((child) => child > from);
  const exception = children.find((child) => child !== cause);
  return {
    kind: 'raise',
    ...(exception === undefined ? {} : { exception: cx.expr(exception) }),
    ...(cause === undefined ? {} : { cause: cx.expr(cause) }),
    ...range(cx, node),
  };
}

function deleting(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const [target] = tree.children(node);
  if (target !== undefined && tree.type(target) === 'expression_list') {
    return { kind: 'delete', targets: items(cx, target), ...range(cx, node) };
  }
  return { kind: 'delete', targets: [cx.exprOr(target, node)], ...range(cx, node) };
}

function asserting(cx: Lowering, node: number): Stmt {
  const [test, message] = cx.tree.children(node);
  return {
    kind: 'assert',
    test: cx.exprOr(test, node),
    ...(message === undefined ? {} : { message: cx.expr(message) }),
    ...range(cx, node),
  };
}

function scope(kind: 'global' | 'nonlocal'): StmtLowerer {
  return (cx, node) => ({ kind, names: cx.tree.children(node).map((child) => cx.name(child)), ...range(cx, node) });
}

function simple(kind: Simple['kind']): StmtLowerer {
  return (cx, node) => ({ kind, ...range(cx, node) });
}

/** `print x` and `exec "x"`: no Python 3 runs a file that holds one. */
function legacy(cx: Lowering, node: number): Stmt {
  cx.legacy.push(cx.tree.start(node));
  return { kind: 'unknown', ...range(cx, node) };
}
