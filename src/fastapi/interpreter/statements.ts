import { textOf } from '../../python/position.ts';
import type { Expr, For, FunctionDef, Stmt, TypeAlias, While } from '../../python/syntax.ts';
import type { Value } from '../value.ts';
import { alternativesOf, choice, itemUnderCondition, truthOf, unknown } from '../values.ts';
import { assign, runAssign, runAugAssign } from './assignments.ts';
import { runIf, runMatch, runTry } from './branches.ts';
import { applyDecorators, defineClass } from './definitions.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { asOneApp } from './framework/one-app.ts';
import { runImport, runImportFrom } from './imports.ts';
import { iterate } from './library/iteration.ts';
import { behindAlias } from './subscripts.ts';
import { runWith } from './with.ts';
import type { Machine } from './machine.ts';
import { NEXT, type Outcome } from './outcome.ts';

/** Runs statements in order until one leaves the body. */
export function runBody(machine: Machine, body: readonly Stmt[], frame: Frame): Outcome {
  const returned: Outcome['returned'][number][] = [];
  let pushed = 0;
  try {
    for (const statement of body) {
      if (!machine.room.take()) {
        machine.room.stop(machine.site(frame, statement));
        return { flow: 'next', returned };
      }
      const outcome = runStatement(machine, statement, frame);
      returned.push(...outcome.returned);
      if (outcome.flow !== 'next') return { flow: outcome.flow, returned };
      // What follows `if x: return …` runs only when x was not so.
      if (outcome.returned.length > 0 && statement.kind === 'if') {
        machine.conditions.enter(`not (${textOf(frame.module, statement.test)})`);
        pushed++;
      }
    }
  } finally {
    machine.conditions.leave(pushed);
  }
  return { flow: 'next', returned };
}

function runStatement(machine: Machine, statement: Stmt, frame: Frame): Outcome {
  switch (statement.kind) {
    case 'import':
      return runImport(machine, statement, frame);
    case 'import-from':
      return runImportFrom(machine, statement, frame);
    case 'function':
      return runFunctionDef(machine, statement, frame);
    case 'class':
      frame.set(statement.name, defineClass(machine, statement, frame));
      return NEXT;
    case 'assign':
      return runAssign(machine, statement, frame);
    case 'augassign':
      return runAugAssign(machine, statement, frame);
    case 'type-alias':
      return runTypeAlias(machine, statement, frame);
    case 'expr':
      evaluate(machine, statement.value, frame);
      return NEXT;
    case 'return':
      return runReturn(machine, statement.value, frame);
    case 'if':
      return runIf(machine, statement, frame);
    case 'for':
      return runFor(machine, statement, frame);
    case 'while':
      return runWhile(machine, statement, frame);
    case 'with':
      return runWith(machine, statement, frame);
    case 'try':
      return runTry(machine, statement, frame);
    case 'match':
      return runMatch(machine, statement, frame);
    case 'global':
      for (const name of statement.names) frame.globals.add(name);
      return NEXT;
    case 'raise':
      return { flow: 'raise', returned: [] };
    case 'break':
    case 'continue':
      return { flow: statement.kind, returned: [] };
    default:
      return NEXT;
  }
}

/** `type UserDep = Annotated[…]`: read when it is used. */
function runTypeAlias(machine: Machine, statement: TypeAlias, frame: Frame): Outcome {
  frame.set(statement.name, {
    kind: 'late',
    site: machine.site(frame, statement),
    read: () => {
      const value = evaluate(machine, statement.value, frame);
      if (value.kind !== 'annotated') return value;
      return { ...(value.alias === true ? behindAlias(value) : value), alias: true };
    },
  });
  return NEXT;
}

function runReturn(machine: Machine, value: Expr | undefined, frame: Frame): Outcome {
  const site =
    value === undefined
      ? { path: frame.module.path, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } }
      : machine.site(frame, value);
  const result: Value = value === undefined ? { kind: 'none', site } : evaluate(machine, value, frame);
  return { flow: 'return', returned: [{ value: result }] };
}

function runFunctionDef(machine: Machine, statement: FunctionDef, frame: Frame): Outcome {
  frame.set(statement.name, applyDecorators(machine, statement, frame));
  return NEXT;
}

function runFor(machine: Machine, statement: For, frame: Frame): Outcome {
  const items = iterate(machine, evaluate(machine, statement.iter, frame));
  if (items === undefined) {
    assign(
      machine,
      statement.target,
      unknown(machine.site(frame, statement.iter), `loop over ${textOf(frame.module, statement.iter)}`),
      frame,
    );
    return loopOnce(machine, statement.body, frame);
  }
  const returned: Outcome['returned'][number][] = [];
  for (const item of items) {
    const outcome = runRound(machine, statement, item, frame);
    returned.push(...outcome.returned);
    if (outcome.flow === 'break') break;
    if (outcome.flow === 'return') return { flow: 'return', returned };
  }
  runBody(machine, statement.orelse, frame);
  return { flow: 'next', returned };
}

/** More rounds than a loop that registers anything has. */
const MAX_ROUNDS = 100;

/** `while names:` runs as often as its test is known to hold; where that cannot be told, once. */
function runWhile(machine: Machine, statement: While, frame: Frame): Outcome {
  if (statement.test.kind === 'bool') return loopOnce(machine, statement.body, frame);
  const returned: Outcome['returned'][number][] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const holds = truthOf(evaluate(machine, statement.test, frame));
    if (holds === undefined && round === 0) return loopOnce(machine, statement.body, frame);
    if (holds !== true) break;
    const outcome = runBody(machine, statement.body, frame);
    returned.push(...outcome.returned);
    if (outcome.flow === 'break') break;
    if (outcome.flow === 'return') return { flow: 'return', returned };
  }
  return { flow: 'next', returned };
}

/** One round of a loop; under the item's own condition where its list has it only sometimes. */
function runRound(machine: Machine, statement: For, item: Value, frame: Frame): Outcome {
  const under = itemUnderCondition(item);
  assign(machine, statement.target, under?.value ?? item, frame);
  return machine.under(under?.condition, () => runBody(machine, statement.body, frame));
}

/** A loop of unknown length: its body runs once, for what it registers. */
function loopOnce(machine: Machine, body: readonly Stmt[], frame: Frame): Outcome {
  const outcome = runBody(machine, body, frame);
  return { flow: 'next', returned: outcome.returned };
}

/** Runs a function's body in a prepared frame; what it returns, all ways together. */
export function runFunctionBody(machine: Machine, body: readonly Stmt[], frame: Frame, site: Value['site']): Value {
  const outcome = runBody(machine, body, frame);
  if (outcome.returned.length === 0) return { kind: 'none', site };
  const made = madeOrCached(outcome.returned) ?? choice(outcome.returned, site);
  if (made.kind !== 'choice' || !made.alternatives.some(({ value }) => value.kind === 'app')) return made;
  return asOneApp(machine, made, machine.site(frame, { start: body[0]?.start ?? 0, end: body.at(-1)?.end ?? 0 }));
}

/** `if key in CACHE: return CACHE[key]` before the app is made: what the cache holds was made here too. */
function madeOrCached(returned: Outcome['returned']): Value | undefined {
  const last = returned.at(-1)?.value;
  if (returned.length < 2 || (last?.kind !== 'app' && last?.kind !== 'router')) return undefined;
  const isCached = (value: Value): boolean => value.kind === 'unknown' || placeOfCall(value) === placeOfCall(last);
  const others = returned.slice(0, -1).flatMap(({ value }) => alternativesOf(value));
  return others.every(({ value }) => isCached(value)) ? last : undefined;
}

/** Where an app or router was constructed; undefined for all else. */
function placeOfCall(value: Value): string | undefined {
  const made = value.kind === 'app' ? value.app : value.kind === 'router' ? value.router : undefined;
  return made === undefined ? undefined : `${made.site.path}:${String(made.site.span.startLine)}`;
}
