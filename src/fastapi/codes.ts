import type { Site } from '../core/span.ts';
import { siteOf } from '../python/position.ts';
import type { Call, ClassDef, Expr, FunctionDef, Module, Param, Stmt } from '../python/syntax.ts';
import { walk } from '../python/walk.ts';
import { classAttribute } from './interpreter/attributes.ts';
import { evaluate, evaluateAnnotation } from './interpreter/expressions.ts';
import { callValue } from './interpreter/calls.ts';
import { Frame } from './interpreter/frame.ts';
import type { Machine } from './interpreter/machine.ts';
import { markerOf } from './dependencies.ts';
import type { CallSite, Code } from './facts.ts';
import { callableName } from './naming.ts';
import type { FunctionValue, Value } from './value.ts';
import { argumentOf, choice, NO_ARGUMENTS, unknown } from './values.ts';

/** A body with its scope; locals are what their assignments say, all of them together. */
export class CodeBody implements Code {
  readonly name: string;
  readonly module: Module;
  readonly def?: FunctionDef;
  readonly owner?: ClassDef;
  readonly body: readonly Stmt[];
  readonly frame: Frame;
  readonly machine: Machine;
  readonly #values = new Map<Expr, Value>();
  #calls: readonly CallSite[] | undefined;

  constructor(
    machine: Machine,
    place: { name: string; frame: Frame; body: readonly Stmt[]; def?: FunctionDef; owner?: ClassDef },
  ) {
    this.machine = machine;
    this.name = place.name;
    this.module = place.frame.module;
    this.body = place.body;
    this.frame = place.frame;
    if (place.def !== undefined) this.def = place.def;
    if (place.owner !== undefined) this.owner = place.owner;
  }

  get calls(): readonly CallSite[] {
    this.#calls ??= this.#findCalls();
    return this.#calls;
  }

  valueOf(expr: Expr): Value {
    const known = this.#values.get(expr);
    if (known !== undefined) return known;
    const value = this.machine.quietly(() => evaluate(this.machine, expr, this.frame));
    this.#values.set(expr, value);
    return value;
  }

  #findCalls(): readonly CallSite[] {
    const found: CallSite[] = [];
    const awaited = new Set<Expr>();
    walk(
      this.body,
      (node) => {
        if (node.kind === 'await') awaited.add(node.value);
        if (node.kind === 'call') found.push(new CallInCode(this, node, awaited.has(node)));
      },
      { scope: 'own' },
    );
    return found;
  }
}

class CallInCode implements CallSite {
  readonly code: CodeBody;
  readonly node: Call;
  readonly awaited: boolean;
  #callee: { readonly name: string; readonly target?: FunctionValue } | undefined;

  constructor(code: CodeBody, node: Call, awaited: boolean) {
    this.code = code;
    this.node = node;
    this.awaited = awaited;
  }

  get site(): Site {
    return siteOf(this.code.module, this.node);
  }

  get callee(): string {
    return this.#resolve().name;
  }

  // A getter, so that looking at one call does not resolve them all.
  get target(): FunctionValue | undefined {
    return this.#resolve().target;
  }

  get open(): boolean {
    return this.node.args.some((argument) => argument.unpack !== undefined);
  }

  argumentNode(name: string, position?: number): Expr | undefined {
    const keyword = this.node.args.find((argument) => argument.name === name);
    if (keyword !== undefined) return keyword.value;
    if (position === undefined) return undefined;
    const positional = this.node.args.filter((argument) => argument.name === undefined);
    const before = positional.slice(0, position + 1);
    return before.some((argument) => argument.unpack !== undefined) ? undefined : before[position]?.value;
  }

  argument(name: string, position?: number): Value | undefined {
    const node = this.argumentNode(name, position);
    return node === undefined ? undefined : this.code.valueOf(node);
  }

  argumentSite(name: string, position?: number): Site | undefined {
    const keyword = this.node.args.find((argument) => argument.name === name);
    if (keyword !== undefined) return siteOf(this.code.module, keyword);
    const node = this.argumentNode(name, position);
    return node === undefined ? undefined : siteOf(this.code.module, node);
  }

  #resolve(): { readonly name: string; readonly target?: FunctionValue } {
    this.#callee ??= calleeOf(this.code, this.node);
    return this.#callee;
  }
}

function calleeOf(code: CodeBody, node: Call): { readonly name: string; readonly target?: FunctionValue } {
  const value = code.valueOf(node.func);
  switch (value.kind) {
    case 'external':
      return { name: value.name };
    case 'external-call':
      return { name: `${value.callee}()` };
    case 'function':
      return { name: callableName(value), target: value };
    case 'bound-method':
      return { name: callableName(value.function), target: value.function };
    case 'class':
      return { name: callableName(value) };
    case 'instance': {
      const call = classAttribute(code.machine, value.class, '__call__', value.site);
      return {
        name: `${value.class.moduleName}:${value.class.qualname}.__call__`,
        ...(call?.kind === 'function' ? { target: call } : {}),
      };
    }
    default:
      return {
        name:
          node.func.kind === 'attribute' ? `?.${node.func.attr}` : node.func.kind === 'name' ? `?${node.func.id}` : '?',
      };
  }
}

/** Every body of a module: its top level, then each function and method in source order. */
export function codesOf(machine: Machine, top: Frame): CodeBody[] {
  const codes: CodeBody[] = [
    new CodeBody(machine, { name: `${top.moduleName}:<module>`, frame: top, body: top.module.body }),
  ];
  collect(machine, top.module.body, top, undefined, codes);
  return codes;
}

function collect(
  machine: Machine,
  body: readonly Stmt[],
  frame: Frame,
  owner: ClassDef | undefined,
  into: CodeBody[],
): void {
  for (const statement of definitionsIn(body)) {
    if (statement.kind === 'class') {
      const value = frame.own(statement.name);
      const scope = value?.kind === 'class' && value.def === statement ? machine.classFrame(value) : undefined;
      collect(
        machine,
        statement.body,
        scope ?? new Frame('class', frame.module, frame.moduleName, frame.qualify(statement.name), frame),
        statement,
        into,
      );
      continue;
    }
    const code = functionCode(machine, statement, frame, owner);
    into.push(code);
    collect(machine, statement.body, code.frame, undefined, into);
  }
}

/** Functions and classes that a body defines, also inside its conditions and loops. */
function definitionsIn(body: readonly Stmt[]): (FunctionDef | ClassDef)[] {
  const found: (FunctionDef | ClassDef)[] = [];
  walk(
    body,
    (node) => {
      if (node.kind === 'function' || node.kind === 'class') found.push(node);
      return node.kind !== 'function' && node.kind !== 'class';
    },
    { scope: 'own' },
  );
  return found;
}

/** The body of one function, in the scope it was defined in. */
export function functionCodeOf(machine: Machine, def: FunctionDef, outer: Frame): CodeBody {
  return functionCode(machine, def, outer, outer.kind === 'class' ? machine.classOf.get(outer)?.def : undefined);
}

function functionCode(machine: Machine, def: FunctionDef, outer: Frame, owner: ClassDef | undefined): CodeBody {
  const qualname = outer.qualify(def.name);
  const frame = new Frame('function', outer.module, outer.moduleName, `${qualname}.<locals>`, outer);
  for (const param of def.params) frame.set(param.name, lateParameter(machine, param, outer, frame, def));
  bindLocals(machine, def.body, frame);
  return new CodeBody(machine, {
    name: `${outer.moduleName}:${qualname}`,
    frame,
    body: def.body,
    def,
    ...(owner === undefined ? {} : { owner }),
  });
}

/** A parameter: an object of the annotated class, what a dependency gives, else unknown. */
function lateParameter(
  machine: Machine,
  param: Param,
  outer: Frame,
  inner: Frame,
  def: FunctionDef,
): { kind: 'late'; site: Site; read: () => Value } {
  const site = siteOf(outer.module, param);
  return {
    kind: 'late',
    site,
    read: once(machine, site, () => parameterValue(machine, param, outer, inner, def, site)),
  };
}

function parameterValue(
  machine: Machine,
  param: Param,
  outer: Frame,
  inner: Frame,
  def: FunctionDef,
  site: Site,
): Value {
  if ((param.name === 'self' || param.name === 'cls') && def.params[0] === param && outer.kind === 'class') {
    const cls = machine.classOf.get(outer);
    if (cls !== undefined)
      return param.name === 'cls'
        ? cls
        : {
            kind: 'instance',
            class: cls,
            args: { ...NO_ARGUMENTS, open: true },
            attributes: machine.knownAttributes(cls),
            site,
          };
  }
  const annotation = param.annotation === undefined ? undefined : evaluateAnnotation(machine, param.annotation, outer);
  const made = annotation === undefined ? undefined : objectOf(annotation, site);
  if (made !== undefined) return made;
  const fallback = param.default === undefined ? undefined : evaluate(machine, param.default, outer);
  const marker =
    (fallback === undefined ? undefined : markerOf(fallback)) ??
    (annotation?.kind === 'annotated' ? annotation.metadata.map(markerOf).find((one) => one !== undefined) : undefined);
  const callable = marker === undefined ? undefined : argumentOf(marker.args, 'dependency', 0);
  if (callable !== undefined) return callValue(machine, callable, { ...NO_ARGUMENTS, open: true }, site);
  return unknown(site, `parameter ${param.name} of ${inner.qualifier.replace(/\.<locals>$/, '')}`);
}

/** An object of the class that an annotation names. */
function objectOf(annotation: Value, site: Site): Value | undefined {
  if (annotation.kind === 'annotated') return objectOf(annotation.base, site);
  if (annotation.kind === 'class')
    return { kind: 'instance', class: annotation, args: { ...NO_ARGUMENTS, open: true }, attributes: new Map(), site };
  if (annotation.kind === 'external') {
    return /^(builtins|typing|collections)\./.test(annotation.name)
      ? undefined
      : { kind: 'external-call', callee: annotation.name, args: { ...NO_ARGUMENTS, open: true }, site };
  }
  if (annotation.kind === 'external-call' && /(Optional|Union)\[\]$/.test(annotation.callee)) {
    const inner = annotation.args.positional.filter((one) => one.kind !== 'none');
    return inner.length === 1 && inner[0] !== undefined ? objectOf(inner[0], site) : undefined;
  }
  return undefined;
}

/** Names that a body binds: by assignment they are what is assigned, else unknown. */
function bindLocals(machine: Machine, body: readonly Stmt[], frame: Frame): void {
  const assigned = new Map<string, (() => Value)[]>();
  const add = (name: string, read: () => Value): void => {
    const list = assigned.get(name);
    if (list === undefined) assigned.set(name, [read]);
    else list.push(read);
  };
  walk(body, (node) => bindNode(machine, node, frame, add), { scope: 'own' });
  for (const [name, reads] of assigned) {
    const site = siteOf(frame.module, { start: 0, end: 1 });
    frame.set(name, {
      kind: 'late',
      site,
      read: once(machine, site, () => {
        const values = reads.slice(0, 8).map((read) => ({ value: read() }));
        const [first] = values;
        return first === undefined ? unknown(site, name) : choice(values, first.value.site);
      }),
    });
  }
}

function bindNode(
  machine: Machine,
  node: Expr | Stmt,
  frame: Frame,
  add: (name: string, read: () => Value) => void,
): void {
  const opaque = (target: Expr, reason: string): void => {
    if (target.kind === 'name') add(target.id, () => unknown(siteOf(frame.module, target), reason));
    else if (target.kind === 'tuple' || target.kind === 'list') for (const item of target.items) opaque(item, reason);
  };
  switch (node.kind) {
    case 'assign': {
      const { value } = node;
      for (const target of node.targets) {
        if (target.kind === 'name' && value !== undefined) add(target.id, () => evaluate(machine, value, frame));
        else if (target.kind !== 'name') opaque(target, 'a part of something');
      }
      return;
    }
    case 'walrus':
      add(node.target.id, () => evaluate(machine, node.value, frame));
      return;
    case 'for':
      opaque(node.target, 'an item of a loop');
      return;
    case 'with':
      for (const item of node.items)
        if (item.target?.kind === 'name') add(item.target.id, () => evaluate(machine, item.context, frame));
      return;
    case 'try':
      for (const handler of node.handlers)
        if (handler.name !== undefined) add(handler.name, () => unknown(siteOf(frame.module, handler), 'an exception'));
      return;
    case 'augassign':
      opaque(node.target, 'changed in place');
      return;
    case 'import-from':
    case 'import':
      bindImport(machine, node, frame, add);
      return;
    case 'function':
    case 'class': {
      add(node.name, () => defined(node, frame));
      return;
    }
    default:
      return;
  }
}

function defined(node: FunctionDef | ClassDef, frame: Frame): Value {
  const site = siteOf(frame.module, { start: node.defStart, end: node.end });
  if (node.kind === 'class') return unknown(site, `class ${node.name} in a function`);
  return {
    kind: 'function',
    site,
    module: frame.module,
    moduleName: frame.moduleName,
    qualname: frame.qualify(node.name),
    def: node,
    closure: frame,
    decorators: [],
  };
}

function bindImport(
  machine: Machine,
  node: Extract<Stmt, { kind: 'import' | 'import-from' }>,
  frame: Frame,
  add: (name: string, read: () => Value) => void,
): void {
  const site = siteOf(frame.module, node);
  if (node.kind === 'import') {
    for (const name of node.names)
      add(name.as ?? name.name.split('.')[0] ?? name.name, () =>
        machine.importModule(
          frame,
          name.as === undefined ? (name.name.split('.')[0] ?? name.name) : name.name,
          0,
          site,
        ),
      );
    return;
  }
  if (node.names === '*') return;
  for (const name of node.names) {
    add(name.as ?? name.name, () => {
      const source = machine.importModule(frame, node.module, node.level, site);
      if (source.kind === 'external') return { kind: 'external', name: `${source.name}.${name.name}`, site };
      return source.kind === 'module'
        ? (machine.member(source, name.name, site) ?? unknown(site, name.name))
        : unknown(site, name.name);
    });
  }
}

/** Reads once; a name that needs itself is unknown. */
function once(machine: Machine, site: Site, read: () => Value): () => Value {
  let value: Value | undefined;
  let reading = false;
  return () => {
    if (value !== undefined) return value;
    if (reading) return unknown(site, 'it depends on itself');
    reading = true;
    try {
      const found = machine.quietly(read);
      value = found;
      return found;
    } finally {
      reading = false;
    }
  };
}
