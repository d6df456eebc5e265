import type { Site } from '../../core/span.ts';
import type { Expr, With } from '../../python/syntax.ts';
import type { CallArguments, FunctionValue, InstanceValue, Value } from '../value.ts';
import { unknown } from '../values.ts';
import { evaluateArguments } from './arguments.ts';
import { assign } from './assignments.ts';
import { classAttribute, getAttribute } from './attributes.ts';
import { callValue } from './calls.ts';
import { GENERATED_MANAGER, isContextManager } from './generators.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import type { Outcome } from './outcome.ts';
import { runBody } from './statements.ts';

/** `with a as b, c as d:`: each is entered, the body runs, each is left, the last one first. */
export function runWith(machine: Machine, statement: With, frame: Frame): Outcome {
  return enter(machine, statement, frame, 0);
}

function enter(machine: Machine, statement: With, frame: Frame, index: number): Outcome {
  const item = statement.items[index];
  if (item === undefined) return runBody(machine, statement.body, frame);
  const inside = (value: Value): Outcome => {
    if (item.target !== undefined) assign(machine, item.target, value, frame);
    return enter(machine, statement, frame, index + 1);
  };
  const manager = managerOf(machine, item.context, frame);
  if (manager !== undefined) return throughGenerator(machine, manager, inside);
  const value = evaluate(machine, item.context, frame);
  if (value.kind === 'instance') return throughObject(machine, value, inside);
  const made = entered(machine, value);
  if (made !== undefined) return inside(made);
  return inside(isItself(value) ? value : unknown(value.site, 'made by a context manager'));
}

/** What a `with` gives as it is: an application, a router, a stack of further managers. */
function isItself(value: Value): boolean {
  if (value.kind === 'external-call') return /^contextlib\.(Async)?ExitStack$/.test(value.callee);
  return value.kind === 'app' || value.kind === 'router';
}

/** `stack.enter_context(manager)`: what its `__enter__` gives, or its `yield`; undefined where the project wrote none. */
export function entered(machine: Machine, manager: Value | undefined): Value | undefined {
  if (manager?.kind === 'external-call' && manager.callee === GENERATED_MANAGER) return manager.args.positional[0];
  return manager?.kind === 'instance' ? callOwn(machine, manager, ['__enter__', '__aenter__'], []) : undefined;
}

/** A call of a generator of this project that stands below `@contextmanager`. */
interface Manager {
  readonly call: Extract<Value, { kind: 'function' | 'bound-method' }>;
  readonly fn: FunctionValue;
  readonly args: CallArguments;
  readonly site: Site;
}

function managerOf(machine: Machine, context: Expr, frame: Frame): Manager | undefined {
  if (context.kind !== 'call') return undefined;
  const call = evaluate(machine, context.func, frame);
  if (call.kind !== 'function' && call.kind !== 'bound-method') return undefined;
  const fn = call.kind === 'function' ? call : call.function;
  if (!isContextManager(fn)) return undefined;
  return { call, fn, args: evaluateArguments(machine, context, frame), site: machine.site(frame, context) };
}

/** Its body up to the `yield`, then ours, then what follows the `yield`. */
function throughGenerator(machine: Machine, manager: Manager, inside: (value: Value) => Outcome): Outcome {
  let outcome: Outcome | undefined;
  // A second `yield` is one that another way through the generator reaches.
  machine.atYield.set(manager.fn.def, (value) => void (outcome ??= inside(value)));
  callValue(machine, manager.call, manager.args, manager.site);
  return outcome ?? inside(unknown(manager.site, 'made by a context manager'));
}

/** An object with `__enter__` and `__exit__`, or their asynchronous like. */
function throughObject(machine: Machine, object: InstanceValue, inside: (value: Value) => Outcome): Outcome {
  const none: Value = { kind: 'none', site: object.site };
  const outcome = inside(callOwn(machine, object, ['__enter__', '__aenter__'], []) ?? object);
  callOwn(machine, object, ['__exit__', '__aexit__'], [none, none, none]);
  return outcome;
}

/** Calls the first of these methods that the project wrote. */
function callOwn(
  machine: Machine,
  object: InstanceValue,
  names: readonly string[],
  positional: readonly Value[],
): Value | undefined {
  const found = names.find((one) => classAttribute(machine, object.class, one, object.site)?.kind === 'function');
  if (found === undefined) return undefined;
  const method = getAttribute(machine, object, found, object.site);
  return callValue(machine, method, { ...machine.noArguments, positional }, object.site);
}
