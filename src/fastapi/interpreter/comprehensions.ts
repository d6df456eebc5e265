import type { Site } from '../../core/span.ts';
import type { Comprehension } from '../../python/syntax.ts';
import type { Value } from '../value.ts';
import { sequence, truthOf, unknown } from '../values.ts';
import { assign } from './assignments.ts';
import { evaluate } from './expressions.ts';
import { Frame } from './frame.ts';
import { iterate } from './iteration.ts';
import type { Machine } from './machine.ts';

/** `[f(x) for x in items if …]`, expanded where the items are known. */
export function evaluateComprehension(machine: Machine, expr: Comprehension, frame: Frame, site: Site): Value {
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
