import type { Argument, Expr, Module, Param, Stmt } from '../../../src/python/syntax.ts';

/** Syntax in the form that `dump_ast.py` prints: `[kind, start, end, ...parts]`. */
export type Canonical = string | number | boolean | null | readonly Canonical[];

export function canonicalModule(module: Module): Canonical {
  return module.body.map(statement);
}

function make(kind: string, node: { start: number; end: number }, ...parts: Canonical[]): Canonical {
  return [kind, node.start, node.end, ...parts];
}

function optional(node: Expr | undefined): Canonical {
  return node === undefined ? null : expression(node);
}

function argument({ unpack, name, value }: Argument): Canonical {
  return [unpack ?? null, name ?? null, expression(value)];
}

function param(node: Param): Canonical {
  return [node.name, node.kind, optional(node.annotation), optional(node.default)];
}

function text(value: string): string {
  return isWellFormed(value) ? value : '<surrogates>';
}

/** Nodes whose parts are all expressions, in the oracle's order. */
function expression(node: Expr): Canonical {
  switch (node.kind) {
    case 'name':
      return make('name', node, node.id);
    case 'attribute':
      return make('attribute', node, expression(node.value), node.attr);
    case 'call':
      return make('call', node, expression(node.func), node.args.map(argument));
    case 'string':
    case 'bytes':
      return make(node.kind, node, text(node.value));
    case 'number':
      return make('number', node, Number.isNaN(node.value) || node.value >= 1e300 ? null : node.value);
    case 'bool':
      return make('bool', node, node.value);
    case 'none':
    case 'ellipsis':
    case 'unknown':
      return make(node.kind, node);
    case 'list':
    case 'tuple':
    case 'set':
      return make(node.kind, node, node.items.map(expression));
    case 'dict':
      return make(
        'dict',
        node,
        node.entries.map(({ key, value }) => [optional(key), expression(value)]),
      );
    case 'subscript': {
      const [only] = node.index;
      const index = node.index.length === 1 && only?.kind === 'tuple' ? only.items : node.index;
      return make('subscript', node, expression(node.value), index.map(expression));
    }
    case 'slice':
      return make('slice', node, optional(node.lower), optional(node.upper), optional(node.step));
    default:
      return operation(node);
  }
}

function operation(node: Expr): Canonical {
  switch (node.kind) {
    case 'unary':
      return make('unary', node, node.op, expression(node.operand));
    case 'binary':
      return make('binary', node, node.op, expression(node.left), expression(node.right));
    case 'boolop':
      return make('boolop', node, node.op, node.values.map(expression));
    case 'compare':
      return make('compare', node, expression(node.left), [...node.ops], node.comparators.map(expression));
    case 'conditional':
      return make('conditional', node, expression(node.test), expression(node.body), expression(node.orelse));
    case 'lambda':
      return make('lambda', node, node.params.map(param), expression(node.body));
    case 'await':
    case 'starred':
      return make(node.kind, node, expression(node.value));
    case 'yield':
      return make('yield', node, node.from, optional(node.value));
    case 'walrus':
      return make('walrus', node, expression(node.target), expression(node.value));
    case 'comprehension': {
      const clauses = node.generators.map((clause) => [
        expression(clause.target),
        expression(clause.iter),
        clause.conditions.map(expression),
      ]);
      return make('comprehension', node, node.type, optional(node.key), expression(node.element), clauses);
    }
    case 'fstring':
      return make(
        'fstring',
        node,
        node.parts.map((part) => (typeof part === 'string' ? text(part) : withoutRanges(expression(part)))),
      );
    default:
      throw new Error(`no canonical form for ${node.kind}`);
  }
}

function statement(node: Stmt): Canonical {
  switch (node.kind) {
    case 'import':
      return make(
        'import',
        node,
        node.names.map((name) => [name.start, name.end, name.name, name.as ?? null]),
      );
    case 'import-from': {
      const names =
        node.names === '*' ? '*' : node.names.map((name) => [name.start, name.end, name.name, name.as ?? null]);
      return make('import-from', node, node.module, node.level, names);
    }
    case 'function': {
      const decorators = node.decorators.map((decorator) => expression(decorator.expression));
      const head = [node.name, node.async, decorators, node.params.map(param), optional(node.returns)];
      return ['function', node.defStart, node.end, ...head, node.body.map(statement), docstring(node.docstring)];
    }
    case 'class': {
      const decorators = node.decorators.map((decorator) => expression(decorator.expression));
      const head = [node.name, decorators, node.bases.map(argument)];
      return ['class', node.defStart, node.end, ...head, node.body.map(statement), docstring(node.docstring)];
    }
    case 'assign':
      return make('assign', node, node.targets.map(expression), optional(node.annotation), optional(node.value));
    case 'augassign':
      return make('augassign', node, expression(node.target), node.op, expression(node.value));
    case 'expr':
      return make('expr', node, expression(node.value));
    case 'return':
      return make('return', node, optional(node.value));
    case 'raise':
      return make('raise', node, optional(node.exception), optional(node.cause));
    case 'delete':
      return make('delete', node, node.targets.map(expression));
    case 'global':
    case 'nonlocal':
      return make(node.kind, node, [...node.names]);
    case 'assert':
      return make('assert', node, expression(node.test), optional(node.message));
    case 'type-alias':
      return make('type-alias', node, node.name, expression(node.value));
    default:
      return compound(node);
  }
}

function compound(node: Stmt): Canonical {
  switch (node.kind) {
    case 'if':
    case 'while':
      return make(node.kind, node, expression(node.test), node.body.map(statement), node.orelse.map(statement));
    case 'for': {
      const head = [node.async, expression(node.target), expression(node.iter)];
      return make('for', node, ...head, node.body.map(statement), node.orelse.map(statement));
    }
    case 'with': {
      const items = node.items.map(({ context, target }) => [expression(context), optional(target)]);
      return make('with', node, node.async, items, node.body.map(statement));
    }
    case 'try': {
      const handlers = node.handlers.map((handler) =>
        make('handler', handler, optional(handler.type), handler.name ?? null, handler.body.map(statement)),
      );
      return make(
        'try',
        node,
        node.body.map(statement),
        handlers,
        node.orelse.map(statement),
        node.finalbody.map(statement),
      );
    }
    case 'match': {
      const cases = node.cases.map(({ pattern, captures, guard, body }) => [
        asPattern(withoutRanges(expression(pattern))),
        captures.toSorted(),
        optional(guard),
        body.map(statement),
      ]);
      return make('match', node, expression(node.subject), cases);
    }
    default:
      return make(node.kind, node);
  }
}

function docstring(value: string | undefined): Canonical {
  return value === undefined ? null : text(value);
}

export function isList(value: Canonical | undefined): value is readonly Canonical[] {
  return Array.isArray(value);
}

function isNode(value: Canonical): value is readonly [string, number, number, ...Canonical[]] {
  return (
    Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'number' && typeof value[2] === 'number'
  );
}

function withoutRanges(value: Canonical): Canonical {
  if (!isList(value)) return value;
  if (!isNode(value)) return value.map(withoutRanges);
  const [kind, , , ...parts] = value;
  return [kind, 0, 0, ...parts.map(withoutRanges)];
}

/** Lists and tuples are one kind of pattern. */
function asPattern(value: Canonical): Canonical {
  if (!isList(value)) return value;
  if (!isNode(value)) return value.map(asPattern);
  const [kind, ...rest] = value;
  return [kind === 'list' || kind === 'tuple' ? 'sequence' : kind, ...rest.map(asPattern)];
}

/** The first place where two forms differ, in words; nothing where they are the same. */
export function firstDifference(ours: Canonical, theirs: Canonical, path = ''): string | undefined {
  if (isList(ours) && isList(theirs)) {
    const where = typeof ours[0] === 'string' ? `${path}/${ours[0]}@${String(ours[1])}` : path;
    for (let at = 0; at < Math.max(ours.length, theirs.length); at += 1) {
      const difference = firstDifference(ours[at] ?? null, theirs[at] ?? null, `${where}[${at}]`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  if (ours === theirs) return undefined;
  return `${path}: ${JSON.stringify(ours).slice(0, 150)} here, ${JSON.stringify(theirs).slice(0, 150)} in CPython`;
}

/** Without half a surrogate pair. */
function isWellFormed(value: string): boolean {
  return !/\p{Surrogate}/u.test(value);
}
