import { textOf } from '../../python/position.ts';
import type { ClassDef, FunctionDef } from '../../python/syntax.ts';
import type { ClassValue, DecoratorUse, FunctionValue, Value } from '../value.ts';
import { classAttribute } from './attributes.ts';
import { callValue } from './calls.ts';
import { evaluate } from './expressions.ts';
import { Frame } from './frame.ts';
import { givenAt } from './given.ts';
import { noteRoute } from './framework/lost-registrations.ts';
import type { Machine } from './machine.ts';
import { callMetaclass } from './metaclasses.ts';
import { decorateOnOutside } from './framework/outside-routers.ts';
import { type Around, isRouteDecorator, registerDecorated } from './framework/registration.ts';
import { withShownSignature } from './shown.ts';
import { runBody } from './statements.ts';
import { applyView, innermost } from './framework/views.ts';

/** Decorators that leave the function callable as it is; following them would lose what they mean. */
const TRANSPARENT =
  /(^|\.)(staticmethod|classmethod|property|cached_property|abstractmethod|overload|override|asynccontextmanager|contextmanager|lru_cache|cache|wraps|singledispatch|field_validator|model_validator|validator|computed_field|final|deprecated)$/;

/** A `def` with its decorators, innermost first, as Python applies them. */
export function applyDecorators(machine: Machine, def: FunctionDef, frame: Frame): Value {
  const uses: DecoratorUse[] = def.decorators.map((decorator) => ({
    site: machine.site(frame, decorator),
    value: evaluate(machine, decorator.expression, frame),
    text: textOf(frame.module, decorator.expression),
  }));
  const bare: FunctionValue = functionValue(machine, def, frame, uses);
  let current: Value = wrapped(bare, uses);
  for (let index = uses.length - 1; index >= 0; index--) {
    const use = uses[index];
    if (use === undefined) continue;
    const around = { below: uses.slice(index + 1), above: uses.slice(0, index) };
    if (isRouteDecorator(use.value)) registerDecorated(machine, use, current, around);
    else if (use.value.kind === 'choice' && use.value.alternatives.some((one) => isRouteDecorator(one.value)))
      registerOnEach(machine, use, current, around);
    else if (!decorateOnOutside(machine, use, current, around)) current = wrap(machine, use, current, around);
  }
  return current;
}

/** The router was chosen by a condition: the route is one of each, under that router's condition. */
function registerOnEach(machine: Machine, use: DecoratorUse, current: Value, around: Around): void {
  if (use.value.kind !== 'choice') return;
  for (const one of use.value.alternatives)
    machine.under(one.condition, () => registerDecorated(machine, { ...use, value: one.value }, current, around));
}

/** `@functools.wraps(f)` on its `def` makes FastAPI read the signature of `f`. */
function wrapped(fn: FunctionValue, uses: readonly DecoratorUse[]): FunctionValue {
  for (const { value } of uses) {
    if (value.kind !== 'external-call' || !/(^|\.)wraps$/.test(value.callee)) continue;
    const [inner] = value.args.positional;
    if (inner?.kind === 'function' || inner?.kind === 'bound-method')
      return { ...fn, wraps: { function: inner, keepsSignature: true } };
  }
  return fn;
}

function functionValue(
  machine: Machine,
  def: FunctionDef,
  frame: Frame,
  decorators: readonly DecoratorUse[],
): FunctionValue {
  return {
    kind: 'function',
    site: machine.site(frame, { start: def.defStart, end: def.signatureEnd }),
    module: frame.module,
    moduleName: frame.moduleName,
    qualname: frame.qualify(def.name),
    def,
    closure: frame,
    decorators,
    ...givenAt(machine, def, frame),
  };
}

/** What a decorator of this project makes of the function; an outside one is taken to keep it. */
function wrap(machine: Machine, use: DecoratorUse, current: Value, around: Around): Value {
  const decorator = use.value;
  if (decorator.kind === 'external' || decorator.kind === 'external-call') {
    const name = decorator.kind === 'external' ? decorator.name : decorator.callee;
    // `@app.middleware("http")` and its like take effect; other packages' decorators are taken to keep the function.
    const shown = withShownSignature(decorator, current);
    if (shown !== undefined) return shown;
    const ofApp =
      decorator.kind === 'external-call' &&
      (decorator.receiver?.kind === 'app' || decorator.receiver?.kind === 'router');
    return ofApp || (decorator.kind === 'external' && !TRANSPARENT.test(name))
      ? outside(machine, decorator, current)
      : current;
  }
  noteRoute(machine, decorator);
  if (decorator.kind === 'unknown' || decorator.kind === 'choice') return current;
  const made = decorated(machine, use, current, around);
  if (made === current) return current;
  if (made.kind !== 'function')
    return made.kind === 'instance' || made.kind === 'bound-method' || made.kind === 'partial' ? made : current;
  if (made.wraps !== undefined) return made;
  const kept = keepsSignature(made) ? { keepsSignature: true } : setByHand(machine, made);
  return { ...made, wraps: { function: current, ...kept } };
}

/** Calls a decorator of ours; what it registers stands at its own line. */
function decorated(machine: Machine, { value, site }: DecoratorUse, current: Value, around: Around): Value {
  const args = { ...machine.noArguments, positional: [current] };
  if (current.kind !== 'function') return callValue(machine, value, args, site);
  machine.decorating.push({ def: innermost(current).def, site, around });
  try {
    return callValue(machine, value, args, site);
  } finally {
    machine.decorating.pop();
  }
}

/** A decorator like `@app.exception_handler(X)` or `@atexit.register`: called for its effect. */
function outside(machine: Machine, decorator: Value, current: Value): Value {
  if (!machine.frozen)
    callValue(
      machine,
      decorator,
      { positional: [current], keywords: new Map(), keywordSites: new Map(), open: false },
      decorator.site,
    );
  return current;
}

/** `functools.wraps(f)` (or `update_wrapper`) makes FastAPI read the signature of `f`. */
function keepsSignature(wrapper: FunctionValue): boolean {
  return wrapper.decorators.some((use) => {
    const name =
      use.value.kind === 'external-call' ? use.value.callee : use.value.kind === 'external' ? use.value.name : '';
    return /(^|\.)(wraps|wrapt?\.decorator|decorator)$/.test(name);
  });
}

/** What was set by hand: `wrapper.__wrapped__ = f` does as `wraps` would, `wrapper.__signature__` shows parameters alone. */
function setByHand(machine: Machine, wrapper: FunctionValue): { keepsSignature: boolean; keepsName?: boolean } {
  const attributes = machine.functionAttributes(wrapper);
  if (attributes.get('__wrapped__')?.kind === 'function') return { keepsSignature: true };
  const signature = attributes.get('__signature__');
  const isRead = signature?.kind === 'external-call' && signature.callee === 'inspect.signature';
  return isRead ? { keepsSignature: true, keepsName: true } : { keepsSignature: false };
}

/** A class: its body runs in a scope of its own. */
export function defineClass(machine: Machine, def: ClassDef, frame: Frame): Value {
  const scope = new Frame('class', frame.module, frame.moduleName, frame.qualify(def.name), frame);
  const bases = def.bases
    .filter((base) => base.name === undefined && base.unpack === undefined)
    .map((base) => plainBase(evaluate(machine, base.value, frame)));
  const cls: ClassValue = {
    kind: 'class',
    site: machine.site(frame, { start: def.defStart, end: def.end }),
    module: frame.module,
    moduleName: frame.moduleName,
    qualname: frame.qualify(def.name),
    def,
    bases,
    closure: scope,
  };
  machine.classOf.set(scope, cls);
  runBody(machine, def.body, scope);
  callMetaclass(machine, cls, frame);
  tellBases(machine, cls, def, frame);
  let current: Value = cls;
  for (const decorator of [...def.decorators].reverse()) {
    const value = evaluate(machine, decorator.expression, frame);
    if (applyView(machine, value, cls)) continue;
    if (value.kind !== 'function' && value.kind !== 'bound-method') continue;
    const made = callValue(
      machine,
      value,
      { positional: [current], keywords: new Map(), keywordSites: new Map(), open: false },
      cls.site,
    );
    if (made.kind === 'class' || made.kind === 'instance') current = made;
  }
  return current;
}

/** A new class is known to its bases, and `__init_subclass__` of one of them may keep it in a registry. */
function tellBases(machine: Machine, cls: ClassValue, def: ClassDef, frame: Frame): void {
  for (const base of cls.bases) {
    if (base.kind !== 'class' || machine.frozen) continue;
    machine.subclassesOf(base).push(cls);
    const hook = classAttribute(machine, base, '__init_subclass__', cls.site);
    if (hook?.kind !== 'function') continue;
    const given = def.bases.flatMap((one): [string, Value][] =>
      one.name === undefined ? [] : [[one.name, evaluate(machine, one.value, frame)]],
    );
    callValue(machine, hook, { ...machine.noArguments, positional: [cls], keywords: new Map(given) }, cls.site);
  }
}

/** `Generic[T]` is `Generic`. */
function plainBase(value: Value): Value {
  if (value.kind === 'external-call' && value.callee.endsWith('[]'))
    return { kind: 'external', name: value.callee.slice(0, -2), site: value.site };
  return value;
}
