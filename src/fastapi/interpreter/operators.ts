import type { Site } from '../../core/span.ts';
import { textOf } from '../../python/position.ts';
import type { Expr } from '../../python/syntax.ts';
import type { ClassValue, EnvironmentValue, NumberValue, Value } from '../value.ts';
import { choice, defaultOf, sameValue, sequence, textOfValue, truthOf, unknown, withoutRepeats } from '../values.ts';
import { evaluate } from './expressions.ts';
import { joinPath } from './library/file-system.ts';
import { formatValue } from './library/formats.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { ofBearableSize } from './sizes.ts';
import { itemOf } from './subscripts.ts';

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
  if (op === '+') return ofBearableSize(sum(left, right, site), site);
  if (op === '|' && left.kind === 'dict' && right.kind === 'dict') {
    return {
      kind: 'dict',
      entries: withoutRepeats([...left.entries, ...right.entries]),
      site,
      ...(left.open === true || right.open === true ? { open: true } : {}),
    };
  }
  if (op === '|') return union(left, right, site);
  if (op === '%' && left.kind === 'string') return percent(left.value, right, site);
  if (left.kind === 'number' && right.kind === 'number') return arithmetic(op, left, right, site);
  // `Path(__file__).parent / "routers"`
  if (op === '/' && left.kind === 'string' && right.kind === 'string')
    return { kind: 'string', value: joinPath(left.value, right.value), site };
  return unknown(site, `the result of ${op}`);
}

/** `"/sections/%s" % name`, `"/v%02d" % (number,)`, `"%(name)s" % {"name": …}`. */
function percent(template: string, right: Value, site: Site): Value {
  const values = right.kind === 'tuple' ? right.items : [right];
  let next = 0;
  const missing: string[] = [];
  const text = template.replace(
    /%%|%(?:\((\w+)\))?(0\d+)?([sd])|%/g,
    (hole: string, key: string | undefined, width = '', type: string | undefined) => {
      if (hole === '%%') return '%';
      const name: Value | undefined = key === undefined ? undefined : { kind: 'string', value: key, site };
      const value = name === undefined ? values[next++] : itemOf(right, name, site);
      const format = type === 'd' ? `:${width}d` : width === '' ? '' : undefined;
      const shown =
        value === undefined || type === undefined || format === undefined
          ? undefined
          : textOfValue(formatValue(value, format, site));
      if (shown === undefined) missing.push(hole);
      return shown ?? '';
    },
  );
  return missing.length === 0 ? { kind: 'string', value: text, site } : unknown(site, 'a formatted string');
}

function sum(left: Value, right: Value, site: Site): Value {
  if (left.kind === 'string' && right.kind === 'string')
    return { kind: 'string', value: left.value + right.value, site };
  if (left.kind === 'number' && right.kind === 'number')
    return { kind: 'number', value: left.value + right.value, site, ...floatOf(left, right) };
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

function arithmetic(op: string, left: NumberValue, right: NumberValue, site: Site): Value {
  const [a, b] = [left.value, right.value];
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
    : { kind: 'number', value, site, ...(op === '/' ? { float: true } : floatOf(left, right)) };
}

/** A float makes the result one. */
function floatOf(...operands: readonly NumberValue[]): { readonly float?: boolean } {
  return operands.some((one) => one.float === true) ? { float: true } : {};
}

/** `and`, `or`: any operand that may be the one that decides. */
export function evaluateBoolOp(
  machine: Machine,
  op: 'and' | 'or',
  values: readonly Expr[],
  frame: Frame,
  site: Site,
): Value {
  const possible: { value: Value; condition?: string }[] = [];
  for (const [index, expr] of values.entries()) {
    const value = evaluate(machine, expr, frame);
    const truth = truthOf(value);
    const last = index === values.length - 1;
    const stops = op === 'or' ? truth === true : truth === false;
    // `anything and False` is false, whatever comes before.
    if (op === 'and' && stops) return value;
    if (stops || last) {
      possible.push({ value });
      break;
    }
    if (op === 'or' && value.kind === 'environment' && truthOf(defaultOf(value)) !== true)
      return orDefault(value, evaluateBoolOp(machine, op, values.slice(index + 1), frame, site));
    if (truth === undefined) possible.push({ value, condition: textOf(frame.module, expr) });
  }
  return choice(possible, site);
}

/** `os.getenv("X") or default`: the variable stands when it is set. */
function orDefault(value: EnvironmentValue, rest: Value): Value {
  return { ...value, default: rest };
}

/** `not x`, `-x`. */
export function evaluateUnary(op: string, operand: Value, site: Site): Value {
  if (op === 'not') {
    const truth = truthOf(defaultOf(operand));
    if (truth === undefined) return unknown(site, 'the negation of something unknown');
    return configurable({ kind: 'bool', value: !truth, site }, operand);
  }
  if (op === '-' && operand.kind === 'number') return { kind: 'number', value: -operand.value, site };
  return unknown(site, `the result of ${op}`);
}

/** A comparison of two known values; a chain of several is unknown. */
export function evaluateCompare(
  machine: Machine,
  expr: Extract<Expr, { kind: 'compare' }>,
  frame: Frame,
  site: Site,
): Value {
  const left = evaluate(machine, expr.left, frame);
  const [op] = expr.ops;
  const [second] = expr.comparators;
  if (op === undefined || second === undefined || expr.ops.length !== 1) return unknown(site, 'a comparison');
  const right = evaluate(machine, second, frame);
  if (right.kind === 'external' && right.name === 'os.environ' && left.kind === 'string' && op.endsWith('in'))
    return { kind: 'environment', name: left.value, site, default: { kind: 'bool', value: op !== 'in', site } };
  // Where the stage is told apart, no stage is the usual one.
  const isStage = [left, right].some(namesStage);
  const result = isStage ? compareValues(op, left, right) : compareValues(op, defaultOf(left), defaultOf(right));
  return result === undefined
    ? unknown(site, textOf(frame.module, expr).slice(0, 80))
    : configurable({ kind: 'bool', value: result, site }, left, right);
}

/** `"dev"`, `["prod", "staging"]`. */
function namesStage(value: Value): boolean {
  if (value.kind === 'string')
    return /^(dev(el(op(ment)?)?)?|local(host)?|prod(uction)?|stag(e|ing)|test(s|ing)?|debug|release|live|qa|ci|sandbox|preview)$/i.test(
      value.value,
    );
  if (value.kind === 'environment')
    return (
      /(^|_)(env|environment|stage)$/i.test(value.name) || (value.default !== undefined && namesStage(value.default))
    );
  return (value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set') && value.items.some(namesStage);
}

/** A result that holds as long as nobody configures one of the operands otherwise. */
function configurable(result: Value, ...operands: readonly Value[]): Value {
  const deciding = operands.find((one) => one.kind === 'environment' || one.kind === 'choice');
  if (deciding === undefined) return result;
  const name = deciding.kind === 'environment' ? deciding.name : 'a condition';
  return { kind: 'environment', name, default: result, site: result.site };
}

function compareValues(op: string, left: Value, right: Value): boolean | undefined {
  const literal = (value: Value): boolean => ['string', 'number', 'bool', 'none'].includes(value.kind);
  if (op === 'is' || op === 'is not') {
    if (isIdentity(left) && isIdentity(right)) return sameValue(left, right) === (op === 'is');
    if (areMembers(left, right)) return sameValue(left, right) === (op === 'is');
    const definite = (value: Value): boolean =>
      literal(value) ||
      ['app', 'router', 'function', 'class', 'list', 'dict', 'tuple', 'instance'].includes(value.kind);
    if (right.kind !== 'none' || !definite(left)) return undefined;
    return (left.kind === 'none') === (op === 'is');
  }
  if ((op === '==' || op === '!=') && ((literal(left) && literal(right)) || (isIdentity(left) && isIdentity(right))))
    return sameValue(left, right) === (op === '==');
  if (op === '==' || op === '!=') {
    const same = sameItems(left, right, literal);
    if (same !== undefined) return same === (op === '==');
  }
  if (op === 'in' || op === 'not in') {
    const isSimple = (value: Value): boolean => literal(value) || isIdentity(value);
    const found = contains(right, left, (value) => isSimple(value) || isFrozen(value, isSimple));
    return found === undefined ? undefined : found === (op === 'in');
  }
  if (left.kind !== 'number' || right.kind !== 'number') return undefined;
  const difference = left.value - right.value;
  return ORDERS.get(op)?.(difference);
}

/** A key made of simple values: `frozenset(kinds) in made`. */
function isFrozen(value: Value, isSimple: (value: Value) => boolean): boolean {
  return (value.kind === 'tuple' || value.kind === 'set') && value.open !== true && value.items.every(isSimple);
}

/** `route.methods == {"GET"}`: two lists of literals that are wholly known; a set asks for no order. */
function sameItems(left: Value, right: Value, literal: (value: Value) => boolean): boolean | undefined {
  if (left.kind !== 'list' && left.kind !== 'tuple' && left.kind !== 'set') return undefined;
  if (right.kind !== left.kind || left.open === true || right.open === true) return undefined;
  if (![...left.items, ...right.items].every(literal)) return undefined;
  const among = (items: readonly Value[], item: Value): boolean => items.some((one) => sameValue(one, item));
  if (left.kind === 'set')
    return left.items.every((one) => among(right.items, one)) && right.items.every((one) => among(left.items, one));
  return (
    left.items.length === right.items.length &&
    left.items.every((one, index) => sameValue(one, right.items[index] ?? left))
  );
}

/** There is one of each: `cls is Health`, `router in MOUNTED`. */
function isIdentity(value: Value): boolean {
  // So is a marker here: FastAPI's compare by what they depend on, and a list seldom has one twice.
  return (
    ['class', 'function', 'module', 'app', 'router', 'bool'].includes(value.kind) ||
    (value.kind === 'external-call' && /^fastapi\.(Depends|Security)$/.test(value.callee))
  );
}

/** Members of one enumeration: there is one of each value. */
function areMembers(left: Value, right: Value): boolean {
  const classOf = (value: Value): ClassValue | undefined =>
    value.kind === 'string' || value.kind === 'number' ? value.memberOf : undefined;
  const cls = classOf(left);
  return cls !== undefined && cls.def === classOf(right)?.def;
}

const ORDERS: ReadonlyMap<string, (difference: number) => boolean> = new Map([
  ['<', (difference) => difference < 0],
  ['<=', (difference) => difference <= 0],
  ['>', (difference) => difference > 0],
  ['>=', (difference) => difference >= 0],
]);

/** `item in container`, where both are known; nothing is in an empty one. */
function contains(container: Value, item: Value, literal: (value: Value) => boolean): boolean | undefined {
  if (container.kind === 'string' && item.kind === 'string') return container.value.includes(item.value);
  if (container.kind === 'dict' && container.open !== true) {
    return containsOf(
      container.entries.map((entry) => entry.key),
      item,
      literal,
    );
  }
  const listed = container.kind === 'list' || container.kind === 'tuple' || container.kind === 'set';
  return listed && container.open !== true ? containsOf(container.items, item, literal) : undefined;
}

function containsOf(items: readonly Value[], item: Value, literal: (value: Value) => boolean): boolean | undefined {
  if (items.length === 0) return false;
  if (item.kind === 'class' && items.every((one) => one.kind === 'class'))
    return items.some((one) => one.def === item.def);
  if (!literal(item) || !items.every(literal)) return undefined;
  return items.some((one) => sameValue(one, item));
}
