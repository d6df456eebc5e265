import type { Assign, AugAssign, Expr } from '../../python/syntax.ts';
import type { Value } from '../value.ts';
import type { Site } from '../../core/span.ts';
import { sequence, unknown } from '../values.ts';
import { setAttribute } from './attributes.ts';
import { setEntry } from './library/containers.ts';
import { binaryOperation } from './operators.ts';
import { overloaded } from './overloads.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { iterate } from './library/iteration.ts';
import type { Machine } from './machine.ts';
import { extendRoutes } from './framework/route-objects.ts';
import { AppNode } from './nodes.ts';
import { NEXT, type Outcome } from './outcome.ts';

/** `a = b = value`; a bare annotation binds nothing. */
export function runAssign(machine: Machine, statement: Assign, frame: Frame): Outcome {
  if (statement.value === undefined) return NEXT;
  const value = evaluate(machine, statement.value, frame);
  for (const target of statement.targets) assign(machine, target, value, frame);
  return NEXT;
}

/** Binds a target, and names what has no name yet: `router = APIRouter()`. */
export function assign(machine: Machine, target: Expr, value: Value, frame: Frame): void {
  switch (target.kind) {
    case 'name':
      if (value.kind === 'list' || value.kind === 'dict') machine.madeUnder(value);
      if (frame.kind === 'module' && !machine.frozen) nameObject(value, `${frame.moduleName}:${target.id}`);
      frame.set(target.id, value);
      return;
    case 'attribute':
      setAttribute(machine, evaluate(machine, target.value, frame), target.attr, value, machine.site(frame, target));
      return;
    case 'subscript':
      setItem(machine, target, value, frame);
      return;
    case 'starred':
      assign(machine, target.value, value, frame);
      return;
    case 'list':
    case 'tuple':
      destructure(machine, target.items, value, frame);
      return;
    default:
      return;
  }
}

function nameObject(value: Value, name: string): void {
  // `FastAPI(docs_url=None)` in one branch, `FastAPI()` in the other: both are what the name stands for.
  if (value.kind === 'choice') for (const one of value.alternatives) nameObject(one.value, name);
  if (value.kind === 'app' && (value.app.name.endsWith('>') || (value.app instanceof AppNode && value.app.renamable))) {
    renameNode(value.app, name);
    if (value.app instanceof AppNode) value.app.renamable = false;
  }
  if (value.kind === 'router' && value.router.name.endsWith('>')) renameNode(value.router, name);
}

function renameNode(node: { readonly name: string }, name: string): void {
  Object.assign(node, { name });
}

function setItem(machine: Machine, target: Extract<Expr, { kind: 'subscript' }>, value: Value, frame: Frame): void {
  const object = evaluate(machine, target.value, frame);
  const [index] = target.index;
  if (
    object.kind === 'external' &&
    object.name === 'fastapi.FastAPI().dependency_overrides' &&
    object.receiver?.kind === 'app'
  ) {
    machine.appNode(object.receiver.app).dependencyOverrides.push(machine.site(frame, target));
    return;
  }
  if (object.kind !== 'dict' || index === undefined) return;
  setEntry(machine, object, evaluate(machine, index, frame), value);
}

function destructure(machine: Machine, targets: readonly Expr[], value: Value, frame: Frame): void {
  const items = iterate(machine, value);
  const star = targets.findIndex((target) => target.kind === 'starred');
  const parts = items === undefined || star < 0 ? items : gathered(items, star, targets.length, value.site);
  targets.forEach((target, index) => {
    assign(machine, target, parts?.[index] ?? unknown(value.site, 'a part of something unknown'), frame);
  });
}

/** `first, *rest = items`: the starred target takes what the others leave. */
function gathered(items: readonly Value[], star: number, targets: number, site: Site): Value[] {
  const end = items.length - (targets - 1 - star);
  return [...items.slice(0, star), sequence('list', items.slice(star, end), site), ...items.slice(end)];
}

/** `a += value`. */
export function runAugAssign(machine: Machine, statement: AugAssign, frame: Frame): Outcome {
  const value = evaluate(machine, statement.value, frame);
  const before = evaluate(machine, statement.target, frame);
  if (statement.op.startsWith('+') && extendRoutes(machine, before, value)) return NEXT;
  // `+=` on a list changes the list itself: everyone who holds it sees that.
  if (statement.op.startsWith('+') && before.kind === 'list' && (value.kind === 'list' || value.kind === 'tuple')) {
    machine.append(before, value.items, value.open === true);
    return NEXT;
  }
  const op = statement.op.replace(/=$/, '');
  const site = machine.site(frame, statement);
  const made = overloaded(machine, op, { left: before, right: value }, site, true);
  assign(machine, statement.target, made ?? binaryOperation(op, before, value, site), frame);
  return NEXT;
}
