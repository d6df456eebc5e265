import type { Argument, Decorator, Expr, Module, Param, Stmt } from './syntax.ts';

export interface WalkOptions {
  /**
   * 'own' keeps to one scope: bodies of functions, classes and lambdas below the root are not entered, while their decorators,
   * defaults, annotations and bases are, since they run in the scope round them. Default: 'all'.
   */
  readonly scope?: 'all' | 'own';
}

/**
 * Visits a node and all expressions and statements below it, in pre-order and source order. A visitor that returns `false`
 * keeps the walk out of that node. No recursion, so any depth is fine.
 */
export function walk(
  root: Expr | Stmt | Module | readonly (Expr | Stmt)[],
  visit: (node: Expr | Stmt) => unknown,
  options: WalkOptions = {},
): void {
  const own = options.scope === 'own';
  const start = isList(root) ? root : 'body' in root && 'lineStarts' in root ? root.body : undefined;
  const waiting: (Expr | Stmt)[] = [];
  if (start !== undefined) pushReversed(waiting, start);
  else if (isSyntax(root) && visit(root) !== false) pushReversed(waiting, childrenOf(root));
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (visit(node) === false) continue;
    pushReversed(waiting, own ? surfaceOf(node) : childrenOf(node));
  }
}

/** The first answer that a node, or one below it, gives; nothing is visited after it. */
export function firstBelow<Answer>(
  root: Expr | Stmt | Module | readonly (Expr | Stmt)[],
  answer: (node: Expr | Stmt) => Answer | undefined,
  options: WalkOptions = {},
): Answer | undefined {
  let found: Answer | undefined;
  walk(
    root,
    (node) => {
      found ??= answer(node);
      return found === undefined;
    },
    options,
  );
  return found;
}

/** Whether a node, or one below it, is such. */
export function anyBelow(
  root: Expr | Stmt | Module | readonly (Expr | Stmt)[],
  isSuch: (node: Expr | Stmt) => boolean,
  options: WalkOptions = {},
): boolean {
  return firstBelow(root, (node) => (isSuch(node) ? true : undefined), options) === true;
}

/** Every expression below some statements, nested functions included, in pre-order. */
export function expressionsIn(statements: readonly Stmt[], options: WalkOptions = {}): Expr[] {
  const found: Expr[] = [];
  walk(
    statements,
    (node) => {
      if (isExpr(node)) found.push(node);
    },
    options,
  );
  return found;
}

/** `a.b.c` for a name or a chain of attributes on one; nothing for any other expression. */
export function dottedName(expr: Expr): string | undefined {
  const parts: string[] = [];
  let at = expr;
  while (at.kind === 'attribute') {
    parts.push(at.attr);
    at = at.value;
  }
  return at.kind === 'name' ? [at.id, ...parts.reverse()].join('.') : undefined;
}

const STATEMENTS: ReadonlySet<string> = new Set<Stmt['kind']>([
  'import',
  'import-from',
  'function',
  'class',
  'assign',
  'augassign',
  'expr',
  'return',
  'raise',
  'if',
  'for',
  'while',
  'with',
  'try',
  'match',
  'delete',
  'global',
  'nonlocal',
  'assert',
  'type-alias',
  'pass',
  'break',
  'continue',
]);

/** Both unions have an `unknown`; the one among statements holds no expression, and counts as an expression here. */
export function isExpr(node: Expr | Stmt): node is Expr {
  return !STATEMENTS.has(node.kind);
}

/** The expressions and statements right below a node, in source order. Arguments, parameters and handlers are looked through. */
export function childrenOf(node: Expr | Stmt): readonly (Expr | Stmt)[] {
  switch (node.kind) {
    case 'function':
    case 'class':
      return [...surfaceOf(node), ...node.body];
    case 'lambda':
      return [...surfaceOf(node), node.body];
    case 'if':
    case 'while':
      return [node.test, ...node.body, ...node.orelse];
    case 'for':
      return [node.target, node.iter, ...node.body, ...node.orelse];
    case 'with':
      return [...node.items.flatMap(({ context, target }) => present(context, target)), ...node.body];
    case 'try': {
      const handlers = node.handlers.flatMap(({ type, body }) => [...present(type), ...body]);
      return [...node.body, ...handlers, ...node.orelse, ...node.finalbody];
    }
    case 'match':
      return [node.subject, ...node.cases.flatMap(({ pattern, guard, body }) => [...present(pattern, guard), ...body])];
    default:
      return partsOf(node);
  }
}

/** The children that run in the scope round the node: all of them, but for what opens a scope of its own. */
function surfaceOf(node: Expr | Stmt): readonly (Expr | Stmt)[] {
  switch (node.kind) {
    case 'function':
      return [...decorations(node.decorators), ...node.params.flatMap(paramParts), ...present(node.returns)];
    case 'class':
      return [...decorations(node.decorators), ...values(node.bases)];
    case 'lambda':
      return node.params.flatMap(paramParts);
    default:
      return childrenOf(node);
  }
}

type Compound = 'function' | 'class' | 'lambda' | 'if' | 'while' | 'for' | 'with' | 'try' | 'match';

function partsOf(node: Exclude<Expr | Stmt, { kind: Compound }>): readonly (Expr | Stmt)[] {
  switch (node.kind) {
    case 'attribute':
    case 'await':
    case 'starred':
    case 'expr':
    case 'type-alias':
      return [node.value];
    case 'yield':
    case 'return':
      return present(node.value);
    case 'assign':
      return [...node.targets, ...present(node.annotation, node.value)];
    case 'augassign':
    case 'walrus':
      return [node.target, node.value];
    case 'raise':
      return present(node.exception, node.cause);
    case 'assert':
      return present(node.test, node.message);
    case 'delete':
      return node.targets;
    default:
      return operandsOf(node);
  }
}

function operandsOf(node: Expr | Stmt): readonly Expr[] {
  switch (node.kind) {
    case 'call':
      return [node.func, ...values(node.args)];
    case 'list':
    case 'tuple':
    case 'set':
      return node.items;
    case 'dict':
      return node.entries.flatMap(({ key, value }) => present(key, value));
    case 'subscript':
      return [node.value, ...node.index];
    case 'slice':
      return present(node.lower, node.upper, node.step);
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'boolop':
      return node.values;
    case 'compare':
      return [node.left, ...node.comparators];
    case 'conditional':
      return [node.body, node.test, node.orelse];
    case 'comprehension': {
      const clauses = node.generators.flatMap(({ target, iter, conditions }) => [target, iter, ...conditions]);
      return [...present(node.key, node.element), ...clauses];
    }
    case 'fstring':
      return node.parts.filter((part) => typeof part !== 'string');
    default:
      return [];
  }
}

function present(...nodes: readonly (Expr | undefined)[]): Expr[] {
  return nodes.filter((node) => node !== undefined);
}

function decorations(decorators: readonly Decorator[]): Expr[] {
  return decorators.map(({ expression }) => expression);
}

function values(args: readonly Argument[]): Expr[] {
  return args.map(({ value }) => value);
}

function paramParts(param: Param): Expr[] {
  return present(param.annotation, param.default);
}

function pushReversed(stack: (Expr | Stmt)[], nodes: readonly (Expr | Stmt)[]): void {
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const node = nodes[at];
    if (node !== undefined) stack.push(node);
  }
}

function isList(root: Expr | Stmt | Module | readonly (Expr | Stmt)[]): root is readonly (Expr | Stmt)[] {
  return Array.isArray(root);
}

function isSyntax(root: Expr | Stmt | Module | readonly (Expr | Stmt)[]): root is Expr | Stmt {
  return 'kind' in root;
}
