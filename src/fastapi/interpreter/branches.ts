import { textOf } from '../../python/position.ts';
import type { Expr, If, Match, Try } from '../../python/syntax.ts';
import type { Value } from '../value.ts';
import { choice, defaultOf, truthOf, unknown } from '../values.ts';
import { evaluate } from './expressions.ts';
import { type Binding, Frame } from './frame.ts';
import { asOneApp } from './framework/one-app.ts';
import { asOneRouter } from './framework/one-router.ts';
import type { Machine } from './machine.ts';
import { joinOutcomes, NEXT, type Outcome, withCondition } from './outcome.ts';
import { runBody } from './statements.ts';

/** `if`: the branch that is known to run, else both, each under its condition. */
export function runIf(machine: Machine, statement: If, frame: Frame): Outcome {
  const text = textOf(frame.module, statement.test);
  if (isTypeChecking(statement.test)) return runBody(machine, statement.orelse, frame);
  if (isMainGuard(text)) return runUnderMain(machine, statement, frame);
  const test = evaluate(machine, statement.test, frame);
  const truth = truthOf(test);
  if (truth !== undefined) return runBody(machine, truth ? statement.body : statement.orelse, frame);
  // What holds unless somebody configures it otherwise.
  const usual = truthOf(defaultOf(test));
  const before = new Map(frame.vars);
  const made = machine.apps.length + machine.routers.length;
  const then = machine.under(text, () => runBody(machine, statement.body, frame), usual);
  const afterThen = frame.vars;
  frame.vars = new Map(before);
  const unusual = usual === undefined ? undefined : !usual;
  const otherwise = machine.under(`not (${text})`, () => runBody(machine, statement.orelse, frame), unusual);
  frame.vars = mergeBranches(
    { vars: afterThen, ends: then.flow !== 'next', condition: text, usual: usual === true },
    { vars: frame.vars, ends: otherwise.flow !== 'next', condition: `not (${text})`, usual: unusual === true },
  );
  if (machine.apps.length + machine.routers.length > made + 1) joinMade(machine, statement, frame);
  return joinOutcomes(
    withCondition(then, text),
    withCondition(otherwise, statement.orelse.length > 0 ? `not (${text})` : undefined),
  );
}

/** Each branch made the application, or the router, in its own way. */
function joinMade(machine: Machine, statement: If, frame: Frame): void {
  const within = machine.site(frame, statement);
  for (const [name, bound] of frame.vars)
    if (bound.kind === 'choice') frame.vars.set(name, asOneRouter(machine, asOneApp(machine, bound, within), within));
}

function isTypeChecking(test: Expr): boolean {
  return (
    (test.kind === 'name' && test.id === 'TYPE_CHECKING') ||
    (test.kind === 'attribute' && test.attr === 'TYPE_CHECKING')
  );
}

function isMainGuard(text: string): boolean {
  return /^__name__\s*==\s*['"]__main__['"]$/.test(text);
}

/** Steps for a script's own part: it may build and serve an application; most try out a module, or do its work. */
const SERVING_STEPS = 300_000;
const SCRIPT_STEPS = 20_000;
const SERVES = /\b(uvicorn|hypercorn|granian|gunicorn|FastAPI|Starlette|APIRouter)\b/;

/** A script's own part; of a module that another one imports it is kept until all imports are done: there Python skips it. */
function runUnderMain(machine: Machine, statement: If, frame: Frame): Outcome {
  const importing = machine.stack.filter((one) => one instanceof Frame);
  if (importing.length === 1) return runScript(machine, statement, frame);
  machine.scripts.push(() => runScript(machine, statement, frame));
  return NEXT;
}

/** It takes nothing of the room that imports have: no server that imports the module runs it. */
function runScript(machine: Machine, statement: If, frame: Frame): Outcome {
  const before = machine.underMain;
  const serves = SERVES.test(frame.module.text);
  machine.underMain = true;
  try {
    const steps = serves ? SERVING_STEPS : SCRIPT_STEPS;
    const { value, stoppedAt } = machine.room.within(steps, () => runBody(machine, statement.body, frame));
    if (serves && stoppedAt !== undefined) machine.note(stoppedAt, 'a script that is too long to follow');
    return value;
  } finally {
    machine.underMain = before;
  }
}

interface Branch {
  readonly vars: Map<string, Binding>;
  readonly ends: boolean;
  readonly condition: string;
  readonly usual?: boolean;
}

/** A name bound differently by two branches is a choice; a branch that left the body binds nothing. */
function mergeBranches(a: Branch, b: Branch): Map<string, Binding> {
  if (a.ends) return b.vars;
  if (b.ends) return a.vars;
  const merged = new Map(b.vars);
  for (const [name, bound] of a.vars) {
    const left = bound === b.vars.get(name) ? bound : readNow(bound);
    const right = readNow(b.vars.get(name));
    if (right === undefined) merged.set(name, left);
    else if (left !== right && left.kind !== 'late' && right.kind !== 'late') {
      const site = left.site;
      merged.set(
        name,
        choice(
          [
            { value: left, condition: a.condition, usual: a.usual === true },
            { value: right, condition: b.condition, usual: b.usual === true },
          ],
          site,
        ),
      );
    } else merged.set(name, left);
  }
  return merged;
}

/** An imported name as it stands now, where it is there already. */
function readNow<T extends Binding | undefined>(binding: T): T | Value {
  return binding?.kind === 'late' ? (binding.read() ?? binding) : binding;
}

/** `try`: the body runs, and each handler may have run instead of the rest of it. */
export function runTry(machine: Machine, statement: Try, frame: Frame): Outcome {
  const missing = missingImport(machine, statement, frame);
  if (missing !== undefined) return runWithout(machine, statement, missing, frame);
  const before = new Map(frame.vars);
  const body = runBody(machine, statement.body, frame);
  const orelse = body.flow === 'next' ? runBody(machine, statement.orelse, frame) : NEXT;
  if (onlyImports(statement, frame) && body.flow === 'next') {
    runBody(machine, statement.finalbody, frame);
    return orelse;
  }
  let vars = frame.vars;
  const returned = [...body.returned, ...orelse.returned];
  for (const handler of statement.handlers) {
    const caught = handler.type === undefined ? 'an exception' : textOf(frame.module, handler.type);
    frame.vars = new Map(before);
    if (handler.name !== undefined) frame.vars.set(handler.name, unknown(machine.site(frame, handler), 'an exception'));
    const outcome = machine.under(`${caught} is raised`, () => runBody(machine, handler.body, frame));
    returned.push(...withCondition(outcome, `${caught} is raised`).returned);
    vars = mergeBranches(
      { vars, ends: body.flow !== 'next', condition: `no ${caught}` },
      { vars: frame.vars, ends: outcome.flow !== 'next', condition: `${caught} is raised` },
    );
  }
  frame.vars = vars;
  runBody(machine, statement.finalbody, frame);
  const flow = body.flow !== 'next' ? (statement.handlers.length > 0 ? 'next' : body.flow) : orelse.flow;
  return { flow: flow === 'raise' ? 'next' : flow, returned };
}

interface Missing {
  /** Where in the body the import that fails stands. */
  readonly at: number;
  readonly handler: Try['handlers'][number];
}

/** An import of a module that a package of this project plainly has not, and the handler that takes the error. */
function missingImport(machine: Machine, statement: Try, frame: Frame): Missing | undefined {
  const handler = statement.handlers.find(
    ({ type }) =>
      type === undefined || /\b(ImportError|ModuleNotFoundError|Exception)\b/.test(textOf(frame.module, type)),
  );
  const at = statement.body.findIndex(
    (one) => one.kind === 'import-from' && isMissing(machine, frame.module.path, one.module, one.level),
  );
  return handler === undefined || at < 0 ? undefined : { at, handler };
}

function isMissing(machine: Machine, importer: string, module: string, level: number): boolean {
  const { layout } = machine.project;
  const [first, ...rest] = module.split('.');
  if (first === undefined || (level === 0 && rest.length === 0)) return false;
  if (layout.resolve(importer, module, level).kind !== 'outside') return false;
  const above = level > 0 ? layout.resolve(importer, '', level) : layout.resolve(importer, first, 0);
  return above.kind === 'file' || (level > 0 && above.kind === 'folder');
}

function runWithout(machine: Machine, statement: Try, { at, handler }: Missing, frame: Frame): Outcome {
  runBody(machine, statement.body.slice(0, at), frame);
  if (handler.name !== undefined) frame.set(handler.name, unknown(machine.site(frame, handler), 'an exception'));
  const outcome = runBody(machine, handler.body, frame);
  runBody(machine, statement.finalbody, frame);
  return outcome;
}

const INSTALLED =
  /^(fastapi|starlette|pydantic|typing|typing_extensions|enum|functools|contextlib|dataclasses|collections|datetime|importlib|asyncio|http|json|re|os|sys|pathlib|zoneinfo|tomllib)\b/;

/** Imports that cannot fail: of modules of this project, of FastAPI and what it brings. The handler never runs. */
function onlyImports(statement: Try, frame: Frame): boolean {
  return statement.body.every((one) => {
    if (one.kind !== 'import-from' || one.names === '*') return false;
    return one.names.every((name) => {
      const value = frame.get(name.as ?? name.name);
      return value?.kind === 'external' ? INSTALLED.test(value.name) : value !== undefined && value.kind !== 'unknown';
    });
  });
}

/** The case that a text meets, as long as every pattern before it is texts alone; undefined when that cannot be told. */
function caseOf(statement: Match, text: string, frame: Frame): Match['cases'][number] | undefined {
  for (const one of statement.cases) {
    if (one.guard !== undefined) return undefined;
    const pattern = textOf(frame.module, one.pattern).trim();
    if (pattern === '_') return one;
    const literals = pattern.split('|').map((part) => /^(["'])([^"'\\]*)\1$/.exec(part.trim())?.[2]);
    if (!literals.every((literal) => literal !== undefined)) return undefined;
    if (literals.includes(text)) return one;
  }
  return undefined;
}

/** `match`: any of the cases may run. */
export function runMatch(machine: Machine, statement: Match, frame: Frame): Outcome {
  const subject = textOf(frame.module, statement.subject);
  const value = evaluate(machine, statement.subject, frame);
  const certain = value.kind === 'string' ? caseOf(statement, value.value, frame) : undefined;
  if (certain !== undefined) return runBody(machine, certain.body, frame);
  let joined: Outcome | undefined;
  for (const one of statement.cases) {
    for (const name of one.captures)
      frame.set(name, unknown(machine.site(frame, one.pattern), 'captured by a pattern'));
    const condition = `${subject} matches ${textOf(frame.module, one.pattern)}`;
    const outcome = withCondition(
      machine.under(condition, () => runBody(machine, one.body, frame)),
      condition,
    );
    joined = joined === undefined ? outcome : joinOutcomes(joined, outcome);
  }
  return { flow: 'next', returned: joined?.returned ?? [] };
}
