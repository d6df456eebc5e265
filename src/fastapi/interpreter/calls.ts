import type { Site } from '../../core/span.ts';
import type { Call, FunctionDef, Param, Stmt } from '../../python/syntax.ts';
import type { CallArguments, ClassValue, FunctionValue, InstanceValue, Value } from '../value.ts';
import { choice, sequence, unknown } from '../values.ts';
import { evaluateArguments, joinArguments } from './arguments.ts';
import { classAttribute, getAttribute, hasBase } from './attributes.ts';
import { callBuiltin, callConfigObject } from './library/builtins.ts';
import { makeAppOfClass, makeRouterOfClass } from './framework/construction.ts';
import { decoratedBy } from './framework/decorating.ts';
import { evaluate, evaluateAnnotation } from './expressions.ts';
import { callConfigured } from './fields.ts';
import { Frame } from './frame.ts';
import { GENERATED_MANAGER, isContextManager, isGenerator } from './generators.ts';
import { makeDict } from './library/containers.ts';
import { bindDataclassFields, hasFields } from './library/dataclasses.ts';
import { callFramework } from './framework/framework.ts';
import { notAgain } from './idle-calls.ts';
import { callGetter } from './library/getters.ts';
import { callUnknown } from './framework/lost-registrations.ts';
import type { Machine } from './machine.ts';
import { wrappedApp } from './framework/middleware.ts';
import { runFunctionBody } from './statements.ts';
import { applyView, viewRouter } from './framework/views.ts';

/** Its objects are applications. */
export const APP_BASE = /^fastapi\.FastAPI$|^starlette\.applications\.Starlette$/;

/** A deeper tree of known things is none that serves requests. */
const MOST_NESTED = 6;

const ROUTER_BASE = /^fastapi\.APIRouter$/;

/** A call expression: evaluates what is called and with what, then calls it. */
export function evaluateCall(machine: Machine, node: Call, frame: Frame): Value {
  const site = machine.site(frame, node);
  if (node.func.kind === 'name' && node.func.id === 'super' && node.args.length === 0)
    return superOf(machine, frame, site);
  const callee = evaluate(machine, node.func, frame);
  return callValue(machine, callee, evaluateArguments(machine, node, frame), site);
}

/** Calls a value: our own functions are followed, FastAPI's take effect, others give a result that remembers the call. */
export function callValue(machine: Machine, callee: Value, args: CallArguments, site: Site): Value {
  switch (callee.kind) {
    case 'function':
      return callFunction(machine, callee, args, site);
    case 'bound-method':
      return callFunction(machine, callee.function, { ...args, positional: [callee.self, ...args.positional] }, site);
    case 'partial':
      return callValue(machine, callee.function, joinArguments(callee.args, args), site);
    case 'class':
      return instantiate(machine, callee, args, site);
    case 'instance': {
      const call = getAttribute(machine, callee, '__call__', site);
      return call.kind === 'unknown' || call.kind === 'external'
        ? unknown(site, `${callee.class.qualname}() is called`)
        : callValue(machine, call, args, site);
    }
    case 'external':
      return callExternal(machine, callee, args, site);
    case 'external-call': {
      // `cbv(router)(cls)`, in a decorator of the project's own.
      const [viewed] = args.positional;
      if (viewed?.kind === 'class' && applyView(machine, callee, viewed)) return viewed;
      // `FastAPIUsers[User, int](…)` makes what `FastAPIUsers(…)` makes.
      if (callee.callee.endsWith('[]'))
        return callExternal(machine, { ...callee, kind: 'external', name: callee.callee.slice(0, -2) }, args, site);
      return (
        callFramework(machine, callee, args, site) ??
        callGetter(machine, callee, args, site) ??
        callConfigObject(callee, args, site) ??
        decoratedBy(callee, args, site) ?? {
          kind: 'external-call',
          callee: `${callee.callee}()`,
          receiver: callee,
          args,
          site,
        }
      );
    }
    case 'environment':
      return callConfigured(machine, callee, args, site) ?? callUnknown(machine, callee, args, site);
    case 'choice':
      return choice(
        callee.alternatives.map((one) => ({
          ...one,
          value: machine.under(one.condition, () => callValue(machine, one.value, args, site)),
        })),
        site,
      );
    default:
      return callUnknown(machine, callee, args, site);
  }
}

function callExternal(
  machine: Machine,
  callee: Extract<Value, { kind: 'external' }>,
  args: CallArguments,
  site: Site,
): Value {
  const made = callFramework(machine, callee, args, site) ?? callBuiltin(machine, callee, args, site);
  return (
    made ?? {
      kind: 'external-call',
      callee: callee.name,
      args,
      site,
      ...(callee.receiver === undefined ? {} : { receiver: callee.receiver }),
    }
  );
}

/** Follows a call of our own function. */
function callFunction(machine: Machine, fn: FunctionValue, args: CallArguments, site: Site): Value {
  const closure = machine.closureOf(fn);
  if (closure === undefined || machine.tooDeep || machine.room.isEmpty)
    return unknown(site, `${fn.qualname}() is nested too deep`);
  if (machine.stack.filter((one) => one === fn.def).length > mostNested(machine, args))
    return unknown(site, `${fn.qualname}() calls itself`);
  if (isDispatcher(fn)) {
    machine.note(site, `${fn.qualname}() runs the one of several functions that fits its argument`);
    return unknown(site, `which function ${fn.qualname}() runs`);
  }
  if (!machine.frozen && machine.idle.isTooLong(fn.def)) return notAgain(machine, fn, site);
  machine.followed.add(fn.def);
  return machine.idle.watch(machine, fn.def, () =>
    machine.calls.recall(machine, fn, args, () => runFunction(machine, fn, { args, closure }, site)),
  );
}

/** A tree of known things (a menu, groups of routers) comes to its leaves by itself; who walks the unknown might never. */
function mostNested(machine: Machine, args: CallArguments): number {
  const isKnown = !args.open && [...args.positional, ...args.keywords.values()].every((one) => one.kind !== 'unknown');
  return isKnown && !machine.frozen ? MOST_NESTED : 1;
}

/** Binds the parameters in a fresh scope and runs the body. */
function runFunction(
  machine: Machine,
  fn: FunctionValue,
  { args, closure }: { readonly args: CallArguments; readonly closure: Frame },
  site: Site,
): Value {
  const qualifier = `${fn.qualname}.<locals>`;
  const frame = new Frame('function', fn.module, fn.moduleName, qualifier, closure);
  const classCell = args.positional[0];
  if (closure.kind === 'class' && classCell !== undefined)
    machine.selfOf.set(frame, { self: classCell, owner: closure });
  bindParameters(machine, fn, args, { frame, closure }, site);
  machine.stack.push(fn.def);
  try {
    if (fn.def.kind === 'lambda') return evaluate(machine, fn.def.body, frame);
    frame.atYield = machine.atYield.get(fn.def);
    machine.atYield.delete(fn.def);
    if (isContextManager(fn) && frame.atYield === undefined) return runManager(machine, fn.def.body, frame, site);
    if (!isGenerator(fn) || isContextManager(fn))
      return orAsAnnotated(machine, fn.def, closure, runFunctionBody(machine, fn.def.body, frame, site));
    frame.yielded = machine.madeUnder(sequence('list', [], site));
    runFunctionBody(machine, fn.def.body, frame, site);
    return frame.yielded;
  } finally {
    machine.stack.pop();
  }
}

/** A manager that is made outside a `with`, for `stack.enter_context`: what it does at its end it does at once. */
function runManager(machine: Machine, body: readonly Stmt[], frame: Frame, site: Site): Value {
  let given: Value | undefined;
  frame.atYield = (value) => void (given ??= value);
  runFunctionBody(machine, body, frame, site);
  const positional = given === undefined ? [] : [given];
  return { kind: 'external-call', callee: GENERATED_MANAGER, args: { ...machine.noArguments, positional }, site };
}

/** `def get_verifier() -> Verifier` that finds its class at run time: some object that can be called as a `Verifier` can. */
function orAsAnnotated(machine: Machine, def: FunctionDef, closure: Frame, found: Value): Value {
  const unread =
    found.kind === 'unknown' || (found.kind === 'external-call' && found.callee.startsWith('builtins.getattr()'));
  if (!unread || def.returns === undefined) return found;
  const annotation = evaluateAnnotation(machine, def.returns, closure);
  if (annotation.kind !== 'class') return found;
  const { site } = found;
  if (classAttribute(machine, annotation, '__call__', site)?.kind !== 'function') return found;
  const args = { ...machine.noArguments, open: true };
  return { kind: 'instance', class: annotation, args, attributes: machine.knownAttributes(annotation), site };
}

/** `@singledispatch`: the body is only what runs for arguments of no other kind. */
function isDispatcher(fn: FunctionValue): boolean {
  return fn.decorators.some(
    (use) => use.value.kind === 'external' && /^functools\.singledispatch/.test(use.value.name),
  );
}

/** Gives each parameter what the call hands in; defaults are read where the function was defined. */
function bindParameters(
  machine: Machine,
  { def: { params }, given }: FunctionValue,
  args: CallArguments,
  scopes: { readonly frame: Frame; readonly closure: Frame },
  site: Site,
): void {
  const { frame, closure } = scopes;
  const rest = new Map(args.keywords);
  let next = 0;
  for (const param of params) {
    if (param.kind === 'var-positional') {
      frame.set(param.name, sequence('tuple', args.positional.slice(next), site, args.open));
      next = args.positional.length;
    } else if (param.kind === 'var-keyword') {
      const entries = [...rest].map(([name, value]) => ({
        key: { kind: 'string' as const, value: name, site: value.site },
        value,
      }));
      frame.set(param.name, { kind: 'dict', entries, site, ...(args.open ? { open: true } : {}) });
    } else {
      const positional = param.kind === 'keyword-only' ? undefined : args.positional[next];
      if (param.kind !== 'keyword-only') next++;
      const keyword = rest.get(param.name);
      rest.delete(param.name);
      const usual = args.open ? undefined : given?.get(param)?.default;
      frame.set(param.name, positional ?? keyword ?? usual ?? defaultOfParam(machine, param, args, closure, site));
    }
  }
}

function defaultOfParam(machine: Machine, param: Param, args: CallArguments, closure: Frame, site: Site): Value {
  if (param.default !== undefined && !args.open) return evaluate(machine, param.default, closure);
  return unknown(site, `parameter ${param.name}`);
}

/** Makes an object of one of our classes; subclasses of FastAPI and APIRouter become apps and routers. */
function instantiate(machine: Machine, cls: ClassValue, args: CallArguments, site: Site): Value {
  if (hasBase(cls, APP_BASE)) return makeAppOfClass(machine, cls, args, site);
  if (hasBase(cls, ROUTER_BASE)) return makeRouterOfClass(machine, cls, args, site);
  if (hasBase(cls, /^typing\.TypedDict$/)) return makeDict(machine, args, site);
  const [first] = args.positional;
  if (hasBase(cls, /(^|\.)(\w*Enum|Flag)$/) && first !== undefined) return first;
  const wrapped = wrappedApp(machine, cls, args, site);
  if (wrapped !== undefined) return wrapped;
  const made = callNew(machine, cls, args, site);
  if (made !== undefined && (made.kind !== 'instance' || made.class.def !== cls.def)) return made;
  const instance: InstanceValue = made ?? { kind: 'instance', class: cls, args, attributes: new Map(), site };
  if (made === undefined && machine.frozen) machine.passing.add(instance);
  runInit(machine, cls, instance, args, site);
  if (!machine.frozen && !machine.instances.has(cls.def))
    machine.instances.set(cls.def, machine.attributesOf(instance));
  bindDataclassFields(machine, instance);
  if (hasFields(cls)) runMethod(machine, instance, '__post_init__', machine.noArguments, site);
  viewRouter(machine, instance, site);
  return instance;
}

/** `__new__` of the class, where the project writes one: a singleton hands out the same object again. */
function callNew(machine: Machine, cls: ClassValue, args: CallArguments, site: Site): Value | undefined {
  const create = classAttribute(machine, cls, '__new__', site);
  if (create?.kind !== 'function') return undefined;
  const made = callFunction(machine, create, { ...args, positional: [cls, ...args.positional] }, site);
  return made.kind === 'unknown' ? undefined : made;
}

/** Runs `__init__`, own or inherited within the project. */
export function runInit(machine: Machine, cls: ClassValue, self: Value, args: CallArguments, site: Site): boolean {
  const init = classAttribute(machine, cls, '__init__', site);
  if (init?.kind !== 'function') return false;
  callFunction(machine, init, { ...args, positional: [self, ...args.positional] }, site);
  return true;
}

function runMethod(machine: Machine, self: InstanceValue, name: string, args: CallArguments, site: Site): void {
  const method = classAttribute(machine, self.class, name, site);
  if (method?.kind === 'function')
    callFunction(machine, method, { ...args, positional: [self, ...args.positional] }, site);
}

/** `super()` inside a method: the next class that has the attribute, with the same object. */
function superOf(machine: Machine, frame: Frame, site: Site): Value {
  for (let scope: Frame | undefined = frame; scope !== undefined; scope = scope.parent) {
    const cell = machine.selfOf.get(scope);
    const cls = cell === undefined ? undefined : machine.classOf.get(cell.owner);
    if (cell === undefined || cls === undefined) continue;
    const value: Value = {
      kind: 'external-call',
      callee: 'builtins.super',
      receiver: cell.self,
      args: machine.noArguments,
      site,
    };
    machine.supers.set(value, { self: cell.self, cls });
    return value;
  }
  return unknown(site, 'super() outside a method');
}
