import type { Site } from '../core/span.ts';
import { siteOf } from '../python/position.ts';
import type { ClassDef, Comprehension, Expr, FunctionDef, Param, Stmt } from '../python/syntax.ts';
import { walk } from '../python/walk.ts';
import { markerOf } from './dependencies.ts';
import { callValue } from './interpreter/calls.ts';
import { evaluate, evaluateAnnotation } from './interpreter/expressions.ts';
import type { Frame } from './interpreter/frame.ts';
import { iterate } from './interpreter/library/iteration.ts';
import type { Machine } from './interpreter/machine.ts';
import type { Value } from './value.ts';
import { argumentOf, choice, NO_ARGUMENTS, unknown } from './values.ts';

/** A parameter: an object of the annotated class, what a dependency gives, else unknown. */
export function lateParameter(
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
    read: once(machine, site, () => parameterValue(machine, param, { outer, inner, def }, site)),
  };
}

function parameterValue(
  machine: Machine,
  param: Param,
  place: { readonly outer: Frame; readonly inner: Frame; readonly def: FunctionDef },
  site: Site,
): Value {
  const { outer, inner, def } = place;
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

/** `Optional[T]`, and `FromDishka[T]` or `Injected[T]`, by which containers hand in a T. */
const WRAPPED = /(^|\.)(Optional|Union|FromDishka|Injected|FromContainer)\[\]$/;

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
  if (annotation.kind === 'external-call' && WRAPPED.test(annotation.callee)) {
    const inner = annotation.args.positional.filter((one) => one.kind !== 'none');
    return inner.length === 1 && inner[0] !== undefined ? objectOf(inner[0], site) : undefined;
  }
  return undefined;
}

/** Names that a body binds: by assignment they are what is assigned, else unknown. */
export function bindLocals(machine: Machine, body: readonly Stmt[], frame: Frame): void {
  const assigned = new Map<string, (() => Value)[]>();
  const add = (name: string, read: () => Value): void => {
    const list = assigned.get(name);
    if (list === undefined) assigned.set(name, [read]);
    else list.push(read);
  };
  const loops = new Map<string, Comprehension['generators'][number]>();
  walk(
    body,
    (node) => {
      bindNode(machine, node, frame, add);
      if (node.kind === 'comprehension')
        for (const one of node.generators) if (one.target.kind === 'name') loops.set(one.target.id, one);
    },
    { scope: 'own' },
  );
  // A comprehension has names of its own; they are kept where no other of the body is hidden.
  for (const [name, loop] of loops)
    if (!assigned.has(name) && frame.own(name) === undefined) add(name, () => itemOfLoop(machine, loop, frame));
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
  const bindTarget = (target: Expr, value: Expr | undefined): void => {
    if (target.kind !== 'name') opaque(target, 'a part of something');
    else if (value !== undefined) add(target.id, () => evaluate(machine, value, frame));
  };
  switch (node.kind) {
    case 'assign':
      for (const target of node.targets) bindTarget(target, node.value);
      return;
    case 'walrus':
      add(node.target.id, () => evaluate(machine, node.value, frame));
      return;
    case 'for': {
      const { target } = node;
      if (target.kind === 'name') add(target.id, () => itemOfLoop(machine, node, frame));
      else opaque(target, 'an item of a loop');
      return;
    }
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
    case 'class':
      add(node.name, () => defined(node, frame));
      return;
    default:
      return;
  }
}

/** Any of the items that a loop goes over, where they are known. */
function itemOfLoop(machine: Machine, node: { readonly target: Expr; readonly iter: Expr }, frame: Frame): Value {
  const site = siteOf(frame.module, node.target);
  const items = iterate(machine, evaluate(machine, node.iter, frame));
  if (items === undefined || items.length === 0) return unknown(site, 'an item of a loop');
  return choice(
    items.map((value) => ({ value })),
    site,
  );
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
