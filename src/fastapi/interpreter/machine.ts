import type { Site } from '../../core/span.ts';
import { siteOf } from '../../python/position.ts';
import type { Expr, Module } from '../../python/syntax.ts';
import type { Target } from '../../project/layout.ts';
import type { Project } from '../../project/project.ts';
import type { AppObject, RouterObject, Unresolved } from '../model.ts';
import type {
  CallArguments,
  ClassValue,
  DictValue,
  FunctionValue,
  InstanceValue,
  ModuleValue,
  SequenceValue,
  Value,
} from '../value.ts';
import { isGrowing, maybe, NO_ARGUMENTS, unknown } from '../values.ts';
import { CallMemory } from './call-memory.ts';
import { callValue } from './calls.ts';
import { type Condition, Conditions } from './conditions.ts';
import type { Decorating } from './framework/decorating.ts';
import { Frame } from './frame.ts';
import { IdleCalls } from './idle-calls.ts';
import { AppNode, type Registration, RouterNode, type ServerCall, type ValueList } from './nodes.ts';
import { Room } from './room.ts';
import { canHold } from './sizes.ts';
import { runBody } from './statements.ts';

const MAX_DEPTH = 40;
const QUIET_STEPS = 4_000;
const QUIET_DEPTH = 10;

/**
 * Runs Python over values that may be unknown, for one purpose: to see which applications, routers, routes and
 * dependencies come to be. Modules run once, when first imported, in the order Python would run them.
 */
export class Machine {
  readonly project: Project;
  readonly apps: AppNode[] = [];
  readonly routers: RouterNode[] = [];
  readonly unresolved: Unresolved[] = [];
  readonly frames = new Map<string, Frame>();
  /** Conditions under which the current statement runs. */
  readonly conditions = new Conditions();
  /** Calls that are being followed, innermost last. */
  readonly stack: unknown[] = [];
  /** Decorators of ours that are being applied, innermost last. */
  readonly decorating: Decorating[] = [];
  readonly calls = new CallMemory();
  readonly idle = new IdleCalls();
  /** Functions that were followed at least once. */
  readonly followed = new Set<unknown>();
  /** Handlers of startup events and lifespans, run after everything else. */
  readonly startup: (() => void)[] = [];
  /** The release evaluates text annotations in the callable's own globals. */
  ownGlobals = false;
  /** The release does not look through `type Name = Annotated[…]`. */
  opaqueAliases = false;
  /** What stands under the main guard of modules that others import. */
  readonly scripts: (() => void)[] = [];
  afterStart = false;
  underMain = false;
  readonly room = new Room();
  order = 0;
  #quiet = false;
  /** Objects made for a reader, once the application stands: nobody else holds them. */
  readonly passing = new WeakSet<InstanceValue>();
  readonly parseExpression: (text: string) => { module: Module; expr: Expr } | undefined;

  constructor(project: Project, parseExpression: Machine['parseExpression']) {
    this.project = project;
    this.parseExpression = parseExpression;
  }

  /** True once the application is built: what is evaluated later must change nothing. */
  frozen = false;

  /** Evaluates for a reader: nothing is registered, and the work is bounded on its own. */
  quietly<T>(work: () => T): T {
    const { frozen } = this;
    const outermost = !this.#quiet;
    this.frozen = true;
    this.#quiet = true;
    try {
      return outermost ? this.room.within(QUIET_STEPS, work).value : work();
    } finally {
      this.frozen = frozen;
      if (outermost) this.#quiet = false;
    }
  }

  /** Attributes that objects of a class got when the application was built; empty when none was made. */
  knownAttributes(cls: ClassValue): Map<string, Value> {
    return this.instances.get(cls.def) ?? new Map<string, Value>();
  }

  /** The next place in the order of events. */
  tick(): number {
    return ++this.order;
  }

  get tooDeep(): boolean {
    return this.stack.length >= (this.#quiet ? QUIET_DEPTH : MAX_DEPTH);
  }

  /** The condition for what is added to something: what a script adds under its main guard is not there on import. */
  conditionFor(owner: { readonly underMain: boolean }): string | undefined {
    const guard = this.underMain && !owner.underMain ? '__name__ == "__main__"' : undefined;
    return [guard, this.condition].filter((one) => one !== undefined).join(' and ') || undefined;
  }

  get condition(): string | undefined {
    return this.conditions.text;
  }

  /** Runs `work` as if it stood under a condition; `usual`: whether that holds unless somebody configures it otherwise. */
  under<T>(condition: string | undefined, work: () => T, usual?: boolean): T {
    return condition === undefined ? work() : this.conditions.under({ text: condition, usual }, work);
  }

  note(site: Site, reason: string): void {
    if (this.frozen) return;
    const line = site.span.startLine;
    if (this.unresolved.some((one) => one.path === site.path && one.line === line && one.reason === reason)) return;
    this.unresolved.push({ path: site.path, line, reason });
  }

  /** The frame of a file, run on first use. Undefined when the file is not there. */
  frameOf(path: string, name?: string): Frame | undefined {
    const known = this.frames.get(path);
    if (known !== undefined) return known;
    const module = this.project.module(path);
    if (module === undefined) return undefined;
    const frame = new Frame('module', module, name ?? this.project.layout.nameOf(path), '');
    this.frames.set(path, frame);
    this.#runModule(frame);
    return frame;
  }

  #runModule(frame: Frame): void {
    // An import inside a condition or a handler still runs the module whole, as Python does.
    const underMain = this.underMain;
    this.underMain = false;
    this.stack.push(frame);
    try {
      this.conditions.without(() => runBody(this, frame.module.body, frame));
    } finally {
      this.stack.pop();
      this.underMain = underMain;
    }
  }

  /** Imports a module the way Python does, parents first, and returns what its dotted name stands for. */
  importModule(frame: Frame, dotted: string, level: number, site: Site): Value {
    const importer = frame.module.path;
    const target = this.project.layout.resolve(importer, dotted, level);
    if (target.kind === 'outside') return { kind: 'external', name: target.name, site };
    if (level === 0) this.#importParents(importer, dotted);
    return this.moduleValue(target, site);
  }

  #importParents(importer: string, dotted: string): void {
    const parts = dotted.split('.');
    for (let count = 1; count < parts.length; count++) {
      const name = parts.slice(0, count).join('.');
      const parent = this.project.layout.resolve(importer, name, 0);
      if (parent.kind === 'file') this.frameOf(parent.path, parent.name);
    }
  }

  moduleValue(target: Exclude<Target, { kind: 'outside' }>, site: Site): ModuleValue {
    if (target.kind === 'file') this.frameOf(target.path, target.name);
    return { kind: 'module', path: target.path, name: target.name, site };
  }

  /** `module.name`: a binding of the module, else a submodule. */
  member(module: ModuleValue, name: string, site: Site): Value | undefined {
    const frame = this.frames.get(module.path);
    const bound = frame?.own(name);
    if (bound !== undefined) return bound;
    const target: Target = this.project.sources.has(module.path)
      ? { kind: 'file', path: module.path, name: module.name }
      : { kind: 'folder', path: module.path, name: module.name };
    const child = this.project.layout.child(target, name);
    if (child !== undefined && child.kind !== 'outside') return this.moduleValue(child, site);
    const fallback = frame?.own('__getattr__');
    if (fallback?.kind !== 'function' || this.stack.includes(fallback.def)) return undefined;
    const made = callValue(
      this,
      fallback,
      { ...NO_ARGUMENTS, positional: [{ kind: 'string', value: name, site }] },
      site,
    );
    return made.kind === 'none' ? unknown(site, `${module.name}.${name} is made by __getattr__`) : made;
  }

  /** Context managers that a `with` is entering, and what their `yield` does. */
  readonly atYield = new WeakMap<object, (value: Value) => void>();
  /** Scopes of methods that are being followed: the object, and the class that defines the method. */
  readonly selfOf = new WeakMap<Frame, { readonly self: Value; readonly owner: Frame }>();
  /** Class-based views: a view below one of them has its own new attributes ignored. */
  readonly views = new Set<object>();
  /** Attributes of the first object made of each class. */
  readonly instances = new Map<object, Map<string, Value>>();
  readonly classOf = new WeakMap<Frame, ClassValue>();
  /** The project's own metaclasses, by class, and the classes that they are making. */
  readonly metaclasses = new WeakMap<object, ClassValue>();
  readonly making: ClassValue[] = [];
  /** Route objects that loops over `router.routes` saw, and the registrations that they are. */
  readonly routeObjects = new WeakMap<Value, Registration>();
  /** Objects of outside classes on which routes were registered. */
  readonly outsideRouters = new Map<Value, RouterNode>();
  /** `super()` values: where to look next. */
  readonly supers = new WeakMap<object, { readonly self: Value; readonly cls: ClassValue }>();
  /** `uvicorn.run(...)` and its like. */
  readonly servers: ServerCall[] = [];
  readonly noArguments: CallArguments = NO_ARGUMENTS;
  readonly #subclasses = new WeakMap<object, ClassValue[]>();
  readonly #functions = new WeakMap<Frame, Map<object, Map<string, Value>>>();
  readonly #lists = new WeakMap<SequenceValue, ValueList>();

  /** The node behind an app; every app is made here. */
  appNode(app: AppObject): AppNode {
    if (!(app instanceof AppNode)) throw new TypeError('an app that the interpreter did not make');
    return app.sameAs ?? app;
  }

  routerNode(router: RouterObject): RouterNode {
    if (!(router instanceof RouterNode)) throw new TypeError('a router that the interpreter did not make');
    return router.sameAs ?? router;
  }

  /** The names bound in a class body. */
  classFrame(cls: ClassValue): Frame | undefined {
    return cls.closure instanceof Frame ? cls.closure : undefined;
  }

  /** The scope a function was defined in. */
  closureOf(fn: FunctionValue): Frame | undefined {
    return fn.closure instanceof Frame ? fn.closure : undefined;
  }

  /** Classes made so far that name this one as a base. */
  subclassesOf(cls: ClassValue): ClassValue[] {
    const known = this.#subclasses.get(cls.def) ?? [];
    this.#subclasses.set(cls.def, known);
    return known;
  }

  /** What was set on a function: `view.route = "/x"`. Each making of a closure has its own. */
  functionAttributes(fn: FunctionValue): Map<string, Value> {
    const scope = this.closureOf(fn);
    const ofScope =
      scope === undefined ? undefined : (this.#functions.get(scope) ?? new Map<object, Map<string, Value>>());
    const known = ofScope?.get(fn.def) ?? new Map<string, Value>();
    if (scope !== undefined && ofScope !== undefined) this.#functions.set(scope, ofScope.set(fn.def, known));
    return known;
  }

  attributesOf(instance: InstanceValue): Map<string, Value> {
    if (!isGrowing(instance.attributes)) throw new TypeError('an instance that the interpreter did not make');
    return instance.attributes;
  }

  /** A list value that shares its items with a router's own list: `router.dependencies.append(…)`. */
  listValue(list: ValueList, site: Site): SequenceValue {
    const value: SequenceValue = { kind: 'list', items: list.items, site, ...(list.open ? { open: true } : {}) };
    this.#lists.set(value, list);
    return value;
  }

  /** `list.append`, `extend`, `insert`: changes the list for everyone who holds it. */
  append(list: SequenceValue, added: readonly Value[], open = false): void {
    if (this.frozen) return;
    const since = this.conditionSince(list);
    const isFull = !canHold(list, added);
    const kept = isFull ? [] : added;
    const items = since === undefined ? kept : kept.map((item) => maybe(item, since.text, since.usual));
    const shared = this.#lists.get(list);
    if (shared !== undefined) {
      shared.items.push(...items);
      shared.open ||= open || isFull;
    } else Object.assign(list, { items: [...list.items, ...items], ...(open || isFull ? { open: true } : {}) });
  }

  /** Remembers under which conditions a list or dict was made: what is added under the same ones is always there. */
  madeUnder<Container extends SequenceValue | DictValue>(container: Container): Container {
    this.conditions.noteMade(container);
    return container;
  }

  /** The conditions that hold here and did not where the container was made. */
  conditionSince(container: SequenceValue | DictValue): Condition | undefined {
    return this.afterStart ? undefined : this.conditions.since(container);
  }

  site(frame: Frame, node: { readonly start: number; readonly end: number }): Site {
    return siteOf(frame.module, node);
  }
}
