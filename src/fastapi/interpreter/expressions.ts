import type { Site } from '../../core/span.ts';
import { textOf } from '../../python/position.ts';
import type { Dict, Expr, Lambda } from '../../python/syntax.ts';
import { canonical } from '../canonical.ts';
import type { DictValue, Value } from '../value.ts';
import { choice, defaultOf, sequence, truthOf, unknown, withoutRepeats } from '../values.ts';
import { assign } from './assignments.ts';
import { getAttribute } from './attributes.ts';
import { builtin } from './library/builtins.ts';
import { evaluateCall } from './calls.ts';
import { evaluateComprehension } from './comprehensions.ts';
import { evaluateFString } from './fstrings.ts';
import { Frame } from './frame.ts';
import { asOneApp } from './framework/one-app.ts';
import { asOneRouter } from './framework/one-router.ts';
import { givenAt } from './given.ts';
import { iterate } from './library/iteration.ts';
import type { Machine } from './machine.ts';
import { binaryOperation, evaluateBoolOp, evaluateCompare, evaluateUnary } from './operators.ts';
import { overloaded } from './overloads.ts';
import { ofBearableSize } from './sizes.ts';
import { evaluateSubscript } from './subscripts.ts';

/** What an expression can be. Never throws; what cannot be told is `unknown` with the reason. */
export function evaluate(machine: Machine, expr: Expr, frame: Frame): Value {
  const site = machine.site(frame, expr);
  if (!machine.room.take()) {
    machine.room.stop(site);
    return unknown(site, 'the analysis ran out of steps');
  }
  const written = literal(expr, site);
  if (written !== undefined) return written;
  const value = compound(machine, expr, frame, site);
  return MAKING.has(expr.kind) ? ofBearableSize(value, site) : value;
}

/** What makes a value of others, where a name only finds one. */
const MAKING: ReadonlySet<Expr['kind']> = new Set<Expr['kind']>([
  'list',
  'tuple',
  'set',
  'dict',
  'call',
  'fstring',
  'binary',
  'comprehension',
]);

/** What stands in the text as it is. */
function literal(expr: Expr, site: Site): Value | undefined {
  switch (expr.kind) {
    case 'string':
    case 'bytes':
      return { kind: 'string', value: expr.value, site };
    case 'number':
      return {
        kind: 'number',
        value: expr.value,
        site,
        ...(/^[\d_]+$|^0[xob]/i.test(expr.raw) ? {} : { float: true }),
      };
    case 'bool':
      return { kind: 'bool', value: expr.value, site };
    case 'none':
      return { kind: 'none', site };
    case 'ellipsis':
      return { kind: 'external', name: 'builtins.Ellipsis', site };
    default:
      return undefined;
  }
}

/** What is made of names and of other expressions. */
function compound(machine: Machine, expr: Expr, frame: Frame, site: Site): Value {
  switch (expr.kind) {
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
      return evaluateBinary(machine, expr, frame, site);
    case 'boolop':
      return evaluateBoolOp(machine, expr.op, expr.values, frame, site);
    case 'unary':
      return evaluateUnary(expr.op, evaluate(machine, expr.operand, frame), site);
    case 'compare':
      return evaluateCompare(machine, expr, frame, site);
    case 'conditional':
      return evaluateConditional(machine, expr, frame, site);
    case 'lambda':
      return evaluateLambda(machine, expr, frame, site);
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
      return evaluateYield(machine, expr, frame, site);
    default:
      return unknown(site, textOf(frame.module, expr).slice(0, 80));
  }
}

/** `yield x`, `yield from xs`: kept for the loop over the generator. */
function evaluateYield(machine: Machine, expr: Extract<Expr, { kind: 'yield' }>, frame: Frame, site: Site): Value {
  const value: Value = expr.value === undefined ? { kind: 'none', site } : evaluate(machine, expr.value, frame);
  if (frame.atYield !== undefined) {
    frame.atYield(value);
    return { kind: 'none', site };
  }
  if (expr.value === undefined) return unknown(site, 'yield');
  if (frame.yielded === undefined) return value;
  const items = expr.from ? (iterate(machine, value) ?? [unknown(site, 'items of a generator')]) : [value];
  machine.append(frame.yielded, items);
  return value;
}

function evaluateLambda(machine: Machine, expr: Lambda, frame: Frame, site: Site): Value {
  return {
    kind: 'function',
    site,
    module: frame.module,
    moduleName: frame.moduleName,
    qualname: frame.kind === 'function' ? `${frame.qualifier}.<lambda>` : frame.qualify('<lambda>'),
    def: expr,
    closure: frame,
    decorators: [],
    ...givenAt(machine, expr, frame),
  };
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
  return machine.madeUnder(sequence(kind, values, site, open));
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
  return machine.madeUnder({ kind: 'dict', entries: withoutRepeats(entries), site, ...(open ? { open } : {}) });
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
  const found = choice(
    [
      {
        value: machine.under(text, () => evaluate(machine, expr.body, frame)),
        condition: text,
        ...(usual === true ? { usual } : {}),
      },
      {
        value: machine.under(`not (${text})`, () => evaluate(machine, expr.orelse, frame)),
        condition: `not (${text})`,
        ...(usual === false ? { usual: true } : {}),
      },
    ],
    site,
  );
  return asOneRouter(machine, asOneApp(machine, found, site), site);
}

function evaluateBinary(machine: Machine, expr: Extract<Expr, { kind: 'binary' }>, frame: Frame, site: Site): Value {
  const left = evaluate(machine, expr.left, frame);
  const right = evaluate(machine, expr.right, frame);
  return overloaded(machine, expr.op, { left, right }, site) ?? binaryOperation(expr.op, left, right, site);
}
