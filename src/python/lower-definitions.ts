import { typeOperand } from './edges.ts';
import { callArguments } from './lower-collections.ts';
import { stringShape } from './literals.ts';
import type { Lowering, StmtLowerer } from './lowering.ts';
import type { ClassDef, Decorator, Expr, FunctionDef, Param, Stmt } from './syntax.ts';

/** Functions, classes, their decorators and parameters. */
export const DEFINITIONS: readonly (readonly [string, StmtLowerer])[] = [
  ['function_definition', (cx, node) => functionDef(cx, node, [], cx.tree.start(node))],
  ['class_definition', (cx, node) => classDef(cx, node, [], cx.tree.start(node))],
  ['decorated_definition', decorated],
  ['type_alias_statement', typeAlias],
];

function decorated(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const start = tree.start(node);
  const children = tree.children(node);
  const decorators = children.filter((child) => tree.type(child) === 'decorator').map((child) => decorator(cx, child));
  const definition = children.at(-1);
  if (definition !== undefined && tree.type(definition) === 'function_definition') {
    return functionDef(cx, definition, decorators, start);
  }
  if (definition !== undefined && tree.type(definition) === 'class_definition') {
    return classDef(cx, definition, decorators, start);
  }
  return { kind: 'unknown', start, end: tree.end(node) };
}

function decorator(cx: Lowering, node: number): Decorator {
  const [value] = cx.tree.children(node);
  const expression = cx.exprOr(value, node);
  // The grammar counts the newline in.
  return { expression, start: cx.tree.start(node), end: value === undefined ? cx.tree.end(node) : cx.tree.end(value) };
}

function functionDef(cx: Lowering, node: number, decorators: readonly Decorator[], start: number): FunctionDef {
  const { tree } = cx;
  const defStart = tree.start(node);
  const signature: { returns?: Expr; name: string; params: Param[]; async: boolean; signatureEnd: number } = {
    name: '',
    params: [],
    async: false,
    signatureEnd: defStart,
  };
  let block: number | undefined;
  for (const child of tree.all(node)) {
    const type = tree.type(child);
    if (type === 'async') signature.async = true;
    else if (type === 'identifier' && signature.name === '') signature.name = cx.name(child);
    else if (type === 'parameters') signature.params = parameters(cx, child);
    else if (type === 'type') signature.returns = cx.expr(child);
    else if (type === ':') signature.signatureEnd = tree.end(child);
    else if (type === 'block') block = child;
  }
  const body = cx.body(block);
  const end = body.at(-1)?.end ?? Math.max(signature.signatureEnd, defStart);
  return { kind: 'function', ...signature, decorators, body, ...docstringOf(cx, body), defStart, start, end };
}

function classDef(cx: Lowering, node: number, decorators: readonly Decorator[], start: number): ClassDef {
  const { tree } = cx;
  const children = tree.children(node);
  const name = children.find((child) => tree.type(child) === 'identifier');
  const bases = callArguments(cx, tree.child(node, 'argument_list'));
  const body = cx.body(tree.child(node, 'block'));
  const end = body.at(-1)?.end ?? tree.end(node);
  const docstring = docstringOf(cx, body);
  return {
    kind: 'class',
    name: cx.name(name),
    decorators,
    bases,
    body,
    ...docstring,
    defStart: tree.start(node),
    start,
    end,
  };
}

/** A body's first statement, if it is a plain string; an f-string is no documentation. */
function docstringOf({ tree }: Lowering, body: readonly Stmt[]): { readonly docstring?: string } {
  const [first] = body;
  if (first?.kind !== 'expr' || first.value.kind !== 'string') return {};
  const { value, start, end } = first.value;
  return stringShape(tree.text, start, end).format === '' ? { docstring: value } : {};
}

/** Parameters of a function or a lambda; `/` and `*` decide the kind of those beside them. */
export function parameters(cx: Lowering, node: number | undefined): Param[] {
  if (node === undefined) return [];
  const { tree } = cx;
  let params: Param[] = [];
  let kind: Param['kind'] = 'positional';
  for (const child of tree.children(node)) {
    const type = tree.type(child);
    if (type === 'positional_separator') params = params.map((param) => ({ ...param, kind: 'positional-only' }));
    else if (type === 'keyword_separator') kind = 'keyword-only';
    else {
      const param = parameter(cx, child, kind);
      if (param.kind === 'var-positional') kind = 'keyword-only';
      params.push(param);
    }
  }
  return params;
}

function parameter(cx: Lowering, node: number, kind: Param['kind']): Param {
  const { tree } = cx;
  const range = { start: tree.start(node), end: tree.end(node) };
  const type = tree.type(node);
  if (type === 'identifier') return { name: cx.name(node), kind, ...range };
  if (type === 'list_splat_pattern') return { name: cx.name(tree.children(node)[0]), kind: 'var-positional', ...range };
  if (type === 'dictionary_splat_pattern')
    return { name: cx.name(tree.children(node)[0]), kind: 'var-keyword', ...range };
  const [first, ...rest] = tree.children(node);
  if (first === undefined || !NESTED.has(type)) return { name: '', kind, ...range };
  const inner = parameter(cx, first, kind);
  const annotation = rest.find((child) => tree.type(child) === 'type');
  const value = rest.find((child) => child !== annotation);
  return {
    name: inner.name,
    kind: inner.kind,
    ...(annotation === undefined ? {} : { annotation: cx.expr(annotation) }),
    ...(value === undefined ? {} : { default: cx.expr(value) }),
    ...range,
  };
}

const NESTED = new Set(['typed_parameter', 'default_parameter', 'typed_default_parameter']);

function typeAlias(cx: Lowering, node: number): Stmt {
  const { tree } = cx;
  const [left, right] = tree.children(node);
  const range = { start: tree.start(node), end: tree.end(node) };
  const value = cx.exprOr(right, node);
  if (left !== undefined && '(['.includes(tree.text.charAt(tree.start(left)))) {
    const target = cx.expr(left);
    const { lower = target, upper } = target.kind === 'slice' ? target : {};
    const targets = [typeOperand(lower, range.start, tree.start(left))];
    return upper === undefined
      ? { kind: 'assign', targets, value, ...range }
      : { kind: 'assign', targets, annotation: upper, value, ...range };
  }
  return { kind: 'type-alias', name: aliasName(cx, left), value, ...range };
}

/** The first name in `X[T: int]`. */
function aliasName(cx: Lowering, left: number | undefined): string {
  if (left === undefined) return '';
  const stop = cx.tree.next(left);
  for (let node = left; node < stop; node += 1) {
    if (cx.tree.type(node) === 'identifier') return cx.name(node);
  }
  return '';
}
