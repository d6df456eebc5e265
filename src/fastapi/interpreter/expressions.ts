import type { Site } from '../../core/span.ts';
import { textOf } from '../../python/position.ts';
import type { Comprehension, Dict, Expr, FString, Subscript } from '../../python/syntax.ts';
import type { DictValue, Value } from '../value.ts';
import { choice, defaultOf, sameValue, sequence, truthOf, unknown } from '../values.ts';
import { canonical } from '../canonical.ts';
import { getAttribute } from './attributes.ts';
import { evaluateCall } from './calls.ts';
import { builtin } from './builtins.ts';
import { Frame } from './frame.ts';
import { iterate } from './iteration.ts';
import type { Machine } from './machine.ts';
import { assign } from './statements.ts';

/** What an expression can be. Never throws; what cannot be told is `unknown` with the reason. */
export function evaluate(machine: Machine, expr: Expr, frame: Frame): Value {
  const site = machine.site(frame, expr);
  if (!machine.step()) return unknown(site, 'the analysis ran out of steps');
  switch (expr.kind) {
    case 'string':
      return { kind: 'string', value: expr.value, site };
    case 'number':
      return { kind: 'number', value: expr.value, site };
    case 'bool':
      return { kind: 'bool', value: expr.value, site };
    case 'none':
      return { kind: 'none', site };
    case 'ellipsis':
      return { kind: 'external', name: 'builtins.Ellipsis', site };
    case 'name':
      return evaluateName(expr.id, frame, site);
    case 'attribute':
      return getAttribute(machine, evaluate(machine, expr.value, frame), expr.attr, site);
    case 'call':
      return evaluateCall(machine, expr, frame);
    case 'list':
    case 'tuple':
    case 'set':
      return evaluateItems(machine, expr.kind, expr.items, frame, site);
    case 'dict':
      return evaluateDict(machine, expr, frame, site);
    case 'subscript':
      return evaluateSubscript(machine, expr, frame, site);
    case 'fstring':
      return evaluateFString(machine, expr, frame, site);
    case 'binary':
      return binaryOperation(expr.op, evaluate(machine, expr.left, frame), evaluate(machine, expr.right, frame), site);
    case 'boolop':
      return evaluateBoolOp(machine, expr.op, expr.values, frame, site);
    case 'unary':
      return evaluateUnary(expr.op, evaluate(machine, expr.operand, frame), site);
    case 'compare':
      return evaluateCompare(machine, expr, frame, site);
    case 'conditional':
      return evaluateConditional(machine, expr, frame, site);
    case 'lambda':
      return {
        kind: 'function',
        site,
        module: frame.module,
        moduleName: frame.moduleName,
        qualname: frame.kind === 'function' ? `${frame.qualifier}.<lambda>` : frame.qualify('<lambda>'),
        def: expr,
        closure: frame,
        decorators: [],
      };
    case 'await':
      return evaluate(machine, expr.value, frame);
    case 'walrus': {
      const value = evaluate(machine, expr.value, frame);
      assign(machine, expr.target, value, frame);
      return value;
    }
    case 'starred':
      return evaluate(machine, expr.value, frame);
    case 'comprehension':
      return evaluateComprehension(machine, expr, frame, site);
    case 'yield':
      return expr.value === undefined ? unknown(site, 'yield') : evaluate(machine, expr.value, frame);
    default:
      return unknown(site, textOf(frame.module, expr).slice(0, 80));
  }
}

function evaluateName(id: string, frame: Frame, site: Site): Value {
  const bound = frame.get(id);
  if (bound !== undefined)
    return bound.kind === 'external' && bound.receiver === undefined
      ? { ...bound, name: canonical(bound.name) }
      : bound;
  if (id === '__name__') return { kind: 'string', value: frame.moduleName, site };
  if (id === '__package__') {
    const isPackage = frame.module.path.endsWith('__init__.py');
    return {
      kind: 'string',
      value: isPackage ? frame.moduleName : frame.moduleName.split('.').slice(0, -1).join('.'),
      site,
    };
  }
  if (id === '__file__') return { kind: 'string', value: `/${frame.module.path}`, site };
  if (id === '__path__') return { kind: 'module', path: frame.module.path, name: frame.moduleName, site };
  return builtin(id, site) ?? unknown(site, `${id} is not defined`);
}

function evaluateItems(
  machine: Machine,
  kind: 'list' | 'tuple' | 'set',
  items: readonly Expr[],
  frame: Frame,
  site: Site,
): Value {
  const values: Value[] = [];
  let open = false;
  for (const item of items) {
    if (item.kind !== 'starred') {
      values.push(evaluate(machine, item, frame));
      continue;
    }
    const unpacked = iterate(machine, evaluate(machine, item.value, frame));
    if (unpacked === undefined) open = true;
    else values.push(...unpacked);
  }
  return sequence(kind, values, site, open);
}

function evaluateDict(machine: Machine, expr: Dict, frame: Frame, site: Site): Value {
  const entries: DictValue['entries'][number][] = [];
  let open = false;
  for (const entry of expr.entries) {
    const value = evaluate(machine, entry.value, frame);
    if (entry.key !== undefined) entries.push({ key: evaluate(machine, entry.key, frame), value });
    else if (value.kind === 'dict') {
      entries.push(...value.entries);
      open ||= value.open === true;
    } else open = true;
  }
  return { kind: 'dict', entries, site, ...(open ? { open } : {}) };
}

function evaluateSubscript(machine: Machine, expr: Subscript, frame: Frame, site: Site): Value {
  const object = evaluate(machine, expr.value, frame);
  if (object.kind === 'external') {
    const name = object.name;
    if (/(^|\.)Annotated$/.test(name)) return annotated(machine, expr, frame, site);
    if (name === 'os.environ' && expr.index[0] !== undefined)
      return environmentItem(evaluate(machine, expr.index[0], frame), site);
    // Optional[X], list[X]: kept as a call, so that a rule can look inside.
    const positional = expr.index.map((index) => evaluate(machine, index, frame));
    return {
      kind: 'external-call',
      callee: `${name}[]`,
      args: { positional, keywords: new Map(), keywordSites: new Map(), open: false },
      site,
    };
  }
  // `Repository[Item]` is still that class.
  if (object.kind === 'class') return { ...object, subscripted: true };
  const [index] = expr.index;
  if (index === undefined || index.kind === 'slice') return unknown(site, 'a slice');
  return itemOf(object, evaluate(machine, index, frame), site);
}

function environmentItem(key: Value, site: Site): Value {
  return key.kind === 'string'
    ? { kind: 'environment', name: key.value, site }
    : unknown(site, 'an environment variable');
}

function annotated(machine: Machine, expr: Subscript, frame: Frame, site: Site): Value {
  const [first, ...rest] = expr.index;
  if (first === undefined) return unknown(site, 'Annotated without a type');
  const base = evaluateAnnotation(machine, first, frame);
  const metadata = rest.map((part) => evaluate(machine, part, frame));
  if (base.kind === 'annotated')
    return { kind: 'annotated', base: base.base, metadata: [...base.metadata, ...metadata], site };
  return { kind: 'annotated', base, metadata, site };
}

/** An annotation: like an expression, but a string in it is read as one. */
export function evaluateAnnotation(machine: Machine, expr: Expr, frame: Frame): Value {
  if (expr.kind !== 'string') return evaluate(machine, expr, frame);
  const parsed = machine.parseExpression(expr.value);
  if (parsed === undefined) return unknown(machine.site(frame, expr), 'an annotation that cannot be read');
  const snippet = new Frame('function', parsed.module, frame.moduleName, frame.qualifier, frame);
  return withSite(evaluate(machine, parsed.expr, snippet), parsed.module.path, machine.site(frame, expr));
}

/** Values made from a string annotation stand where the string stands. */
function withSite(value: Value, snippetPath: string, site: Site): Value {
  if (value.kind === 'annotated') {
    return { ...value, site, metadata: value.metadata.map((one) => withSite(one, snippetPath, site)) };
  }
  return value.site.path === snippetPath ? { ...value, site } : value;
}

export function itemOf(object: Value, key: Value, site: Site): Value {
  const container = defaultOf(object);
  if (container.kind === 'choice')
    return choice(
      container.alternatives.map((one) => ({ ...one, value: itemOf(one.value, key, site) })),
      site,
    );
  if (container.kind === 'dict') {
    const found = container.entries.findLast((entry) => sameValue(entry.key, key));
    if (found !== undefined) return found.value;
    const all = container.entries.map((entry) => ({ value: entry.value }));
    return key.kind === 'string' || all.length === 0 ? unknown(site, 'a key that is not there') : choice(all, site);
  }
  if ((container.kind === 'list' || container.kind === 'tuple') && key.kind === 'number') {
    return container.items.at(key.value) ?? unknown(site, 'an index outside the list');
  }
  return unknown(site, 'an item of something unknown');
}

function evaluateFString(machine: Machine, expr: FString, frame: Frame, site: Site): Value {
  let text = '';
  let configured: string | undefined;
  for (const part of expr.parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const raw = evaluate(machine, part, frame);
    const value = defaultOf(raw);
    if (raw.kind === 'environment') configured = raw.name;
    if (value.kind === 'string') text += value.value;
    else if (value.kind === 'number') text += String(value.value);
    else return unknown(site, `f-string with ${textOf(frame.module, part).slice(0, 60)}`);
  }
  const value: Value = { kind: 'string', value: text, site };
  return configured === undefined ? value : { kind: 'environment', name: configured, default: value, site };
}

/** `+`, `|`, `%` and `/` over what is known; everything else is unknown. */
export function binaryOperation(op: string, left: Value, right: Value, site: Site): Value {
  if (left.kind === 'environment' && left.default !== undefined)
    return { ...left, default: binaryOperation(op, left.default, right, site), site };
  if (right.kind === 'environment' && right.default !== undefined)
    return { ...right, default: binaryOperation(op, left, right.default, site), site };
  if (left.kind === 'choice')
    return choice(
      left.alternatives.map((one) => ({ ...one, value: binaryOperation(op, one.value, right, site) })),
      site,
    );
  if (right.kind === 'choice')
    return choice(
      right.alternatives.map((one) => ({ ...one, value: binaryOperation(op, left, one.value, site) })),
      site,
    );
  if (op === '+') return sum(left, right, site);
  if (op === '|' && left.kind === 'dict' && right.kind === 'dict') {
    return {
      kind: 'dict',
      entries: [...left.entries, ...right.entries],
      site,
      ...(left.open === true || right.open === true ? { open: true } : {}),
    };
  }
  if (op === '|') return union(left, right, site);
  if (op === '%' && left.kind === 'string') return percent(left.value, right, site);
  if (left.kind === 'number' && right.kind === 'number') return arithmetic(op, left.value, right.value, site);
  return unknown(site, `the result of ${op}`);
}

/** `"/sections/%s" % name`. */
function percent(template: string, right: Value, site: Site): Value {
  const values = right.kind === 'tuple' ? right.items : [right];
  let next = 0;
  let known = true;
  const text = template.replace(/%[sdr]/g, () => {
    const value = values[next++];
    const settled = value === undefined ? undefined : defaultOf(value);
    if (settled?.kind === 'string') return settled.value;
    if (settled?.kind === 'number') return String(settled.value);
    known = false;
    return '';
  });
  return known ? { kind: 'string', value: text, site } : unknown(site, 'a formatted string');
}

function sum(left: Value, right: Value, site: Site): Value {
  if (left.kind === 'string' && right.kind === 'string')
    return { kind: 'string', value: left.value + right.value, site };
  if (left.kind === 'number' && right.kind === 'number')
    return { kind: 'number', value: left.value + right.value, site };
  const listLike = (value: Value): boolean => value.kind === 'list' || value.kind === 'tuple';
  if (!listLike(left) && !listLike(right)) return unknown(site, 'a sum of unknown things');
  const items = [left, right].flatMap((side) => (side.kind === 'list' || side.kind === 'tuple' ? side.items : []));
  const open = [left, right].some((side) =>
    side.kind === 'list' || side.kind === 'tuple' ? side.open === true : true,
  );
  return sequence(left.kind === 'tuple' ? 'tuple' : 'list', items, site, open);
}

/** `X | None` in an annotation. */
function union(left: Value, right: Value, site: Site): Value {
  return {
    kind: 'external-call',
    callee: 'typing.Union[]',
    args: { positional: [left, right], keywords: new Map(), keywordSites: new Map(), open: false },
    site,
  };
}

function arithmetic(op: string, a: number, b: number, site: Site): Value {
  const results: Record<string, number> = {
    '-': a - b,
    '*': a * b,
    '/': a / b,
    '//': Math.floor(a / b),
    '**': a ** b,
    '%': a % b,
  };
  const value = Object.hasOwn(results, op) ? results[op] : undefined;
  return value === undefined || !Number.isFinite(value)
    ? unknown(site, `the result of ${op}`)
    : { kind: 'number', value, site };
}

function evaluateBoolOp(machine: Machine, op: 'and' | 'or', values: readonly Expr[], frame: Frame, site: Site): Value {
  const possible: { value: Value; condition?: string }[] = [];
  for (const [index, expr] of values.entries()) {
    const value = evaluate(machine, expr, frame);
    const truth = truthOf(value);
    const last = index === values.length - 1;
    const stops = op === 'or' ? truth === true : truth === false;
    if (stops || last) {
      possible.push({ value });
      break;
    }
    // `x or default`: an environment variable stands when it is set.
    if (truth === undefined) possible.push({ value, condition: textOf(frame.module, expr) });
  }
  return choice(possible, site);
}

function evaluateUnary(op: string, operand: Value, site: Site): Value {
  if (op === 'not') {
    const truth = truthOf(operand);
    return truth === undefined
      ? unknown(site, 'the negation of something unknown')
      : { kind: 'bool', value: !truth, site };
  }
  if (op === '-' && operand.kind === 'number') return { kind: 'number', value: -operand.value, site };
  return unknown(site, `the result of ${op}`);
}

function evaluateCompare(machine: Machine, expr: Extract<Expr, { kind: 'compare' }>, frame: Frame, site: Site): Value {
  const left = evaluate(machine, expr.left, frame);
  const [op] = expr.ops;
  const [second] = expr.comparators;
  if (op === undefined || second === undefined || expr.ops.length !== 1) return unknown(site, 'a comparison');
  const right = evaluate(machine, second, frame);
  const result = compareValues(op, left, right);
  return result === undefined
    ? unknown(site, textOf(frame.module, expr).slice(0, 80))
    : { kind: 'bool', value: result, site };
}

function compareValues(op: string, left: Value, right: Value): boolean | undefined {
  const literal = (value: Value): boolean => ['string', 'number', 'bool', 'none'].includes(value.kind);
  if (op === 'is' || op === 'is not') {
    const definite = (value: Value): boolean =>
      literal(value) ||
      ['app', 'router', 'function', 'class', 'list', 'dict', 'tuple', 'instance'].includes(value.kind);
    if (right.kind !== 'none' || !definite(left)) return undefined;
    return (left.kind === 'none') === (op === 'is');
  }
  if ((op === '==' || op === '!=') && literal(left) && literal(right)) return sameValue(left, right) === (op === '==');
  if (
    (op === 'in' || op === 'not in') &&
    literal(left) &&
    (right.kind === 'list' || right.kind === 'tuple' || right.kind === 'set') &&
    right.open !== true
  ) {
    if (!right.items.every(literal)) return undefined;
    return right.items.some((item) => sameValue(item, left)) === (op === 'in');
  }
  return undefined;
}

function evaluateConditional(
  machine: Machine,
  expr: Extract<Expr, { kind: 'conditional' }>,
  frame: Frame,
  site: Site,
): Value {
  const test = evaluate(machine, expr.test, frame);
  const truth = truthOf(test);
  if (truth !== undefined) return evaluate(machine, truth ? expr.body : expr.orelse, frame);
  const text = textOf(frame.module, expr.test);
  // What holds unless somebody configures it otherwise.
  const usual = truthOf(defaultOf(test));
  return choice(
    [
      { value: evaluate(machine, expr.body, frame), condition: text, ...(usual === true ? { usual } : {}) },
      {
        value: evaluate(machine, expr.orelse, frame),
        condition: `not (${text})`,
        ...(usual === false ? { usual: true } : {}),
      },
    ],
    site,
  );
}

function evaluateComprehension(machine: Machine, expr: Comprehension, frame: Frame, site: Site): Value {
  const inner = new Frame('function', frame.module, frame.moduleName, frame.qualifier, frame);
  const items: Value[] = [];
  const keys: Value[] = [];
  const known = expandGenerators(machine, expr, inner, 0, () => {
    if (expr.key !== undefined) keys.push(evaluate(machine, expr.key, inner));
    items.push(evaluate(machine, expr.element, inner));
  });
  if (expr.type === 'dict') {
    return {
      kind: 'dict',
      entries: items.map((value, index) => ({ key: keys[index] ?? unknown(site, 'a key'), value })),
      site,
      ...(known ? {} : { open: true }),
    };
  }
  return sequence(expr.type === 'set' ? 'set' : 'list', items, site, !known);
}

/** Runs `emit` for each element; false when some iterable or filter could not be told. */
function expandGenerators(
  machine: Machine,
  expr: Comprehension,
  frame: Frame,
  depth: number,
  emit: () => void,
): boolean {
  const generator = expr.generators[depth];
  if (generator === undefined) {
    emit();
    return true;
  }
  const items = iterate(machine, evaluate(machine, generator.iter, frame));
  if (items === undefined) return false;
  let known = true;
  for (const item of items) {
    assign(machine, generator.target, item, frame);
    const truths = generator.conditions.map((test) => truthOf(evaluate(machine, test, frame)));
    if (truths.includes(false)) continue;
    if (truths.includes(undefined)) known = false;
    known = expandGenerators(machine, expr, frame, depth + 1, emit) && known;
  }
  return known;
}
