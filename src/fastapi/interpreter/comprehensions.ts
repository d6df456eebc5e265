import { textOf } from '../../python/position.ts';
import type { Site } from '../../core/span.ts';
import type { Comprehension } from '../../python/syntax.ts';
import type { Value } from '../value.ts';
import { itemUnderCondition, maybe, sequence, truthOf, unknown, withoutRepeats } from '../values.ts';
import { assign } from './assignments.ts';
import { evaluate } from './expressions.ts';
import { Frame } from './frame.ts';
import { iterate } from './library/iteration.ts';
import type { Machine } from './machine.ts';

/** `[f(x) for x in items if …]`, expanded where the items are known. */
export function evaluateComprehension(machine: Machine, expr: Comprehension, frame: Frame, site: Site): Value {
  const inner = new Frame('function', frame.module, frame.moduleName, frame.qualifier, frame);
  const items: Value[] = [];
  const keys: Value[] = [];
  const conditions: string[] = [];
  const known = expandGenerators(machine, expr, { frame: inner, depth: 0 }, (condition) => {
    if (condition !== undefined) conditions.push(condition);
    if (expr.key !== undefined) keys.push(evaluate(machine, expr.key, inner));
    const value = evaluate(machine, expr.element, inner);
    items.push(condition === undefined || expr.type === 'dict' ? value : maybe(value, condition));
  });
  if (expr.type === 'dict') {
    return {
      kind: 'dict',
      entries: withoutRepeats(items.map((value, index) => ({ key: keys[index] ?? unknown(site, 'a key'), value }))),
      site,
      ...(known && conditions.length === 0 ? {} : { open: true }),
    };
  }
  return sequence(expr.type === 'set' ? 'set' : 'list', items, site, !known);
}

interface Round {
  readonly frame: Frame;
  readonly depth: number;
  /** Filters that may or may not let the element through. */
  readonly condition?: string;
}

/** Runs `emit` for each element, with the condition it hangs on; false when some iterable could not be told. */
function expandGenerators(
  machine: Machine,
  expr: Comprehension,
  round: Round,
  emit: (condition: string | undefined) => void,
): boolean {
  const generator = expr.generators[round.depth];
  if (generator === undefined) {
    emit(round.condition);
    return true;
  }
  const { frame } = round;
  const items = iterate(machine, evaluate(machine, generator.iter, frame));
  if (items === undefined) return false;
  let known = true;
  for (const item of items) {
    const under = itemUnderCondition(item);
    assign(machine, generator.target, under?.value ?? item, frame);
    const truths = generator.conditions.map((test) => truthOf(evaluate(machine, test, frame)));
    if (truths.includes(false)) continue;
    const unsure = generator.conditions.filter((_, index) => truths[index] === undefined);
    const parts = [round.condition, under?.condition, ...unsure.map((test) => textOf(frame.module, test))];
    const condition = parts.filter((one) => one !== undefined).join(' and ');
    const next = { frame, depth: round.depth + 1, ...(condition === '' ? {} : { condition }) };
    known = expandGenerators(machine, expr, next, emit) && known;
  }
  return known;
}
