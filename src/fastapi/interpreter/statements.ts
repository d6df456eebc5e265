import { textOf } from '../../python/position.ts';
import type {
  Assign,
  AugAssign,
  Expr,
  For,
  FunctionDef,
  If,
  Import,
  ImportFrom,
  Match,
  Stmt,
  Try,
  With,
} from '../../python/syntax.ts';
import type { FunctionValue, Value } from '../value.ts';
import { choice, sameValue, truthOf, unknown } from '../values.ts';
import { setAttribute } from './attributes.ts';
import { applyDecorators, defineClass } from './definitions.ts';
import { binaryOperation, evaluate } from './expressions.ts';
import type { Binding, Frame } from './frame.ts';
import { iterate } from './iteration.ts';
import type { Machine } from './machine.ts';
import { AppNode } from './nodes.ts';

/** How a body ended. `return` carries what was returned; `mixed` means that some ways returned and others went on. */
export interface Outcome {
  readonly flow: 'next' | 'return' | 'raise' | 'break' | 'continue';
  readonly returned: readonly { readonly value: Value; readonly condition?: string }[];
}

const NEXT: Outcome = { flow: 'next', returned: [] };

/** Runs statements in order until one leaves the body. */
export function runBody(machine: Machine, body: readonly Stmt[], frame: Frame): Outcome {
  const returned: Outcome['returned'][number][] = [];
  let pushed = 0;
  try {
    for (const statement of body) {
      if (!machine.step()) return { flow: 'next', returned };
      const outcome = runStatement(machine, statement, frame);
      returned.push(...outcome.returned);
      if (outcome.flow !== 'next') return { flow: outcome.flow, returned };
      // What follows `if x: return …` runs only when x was not so.
      if (outcome.returned.length > 0 && statement.kind === 'if') {
        machine.conditions.push(`not (${textOf(frame.module, statement.test)})`);
        pushed++;
      }
    }
  } finally {
    machine.conditions.splice(machine.conditions.length - pushed, pushed);
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
      frame.set(statement.name, {
        kind: 'late',
        site: machine.site(frame, statement),
        read: () => evaluate(machine, statement.value, frame),
      });
      return NEXT;
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
      return loopOnce(machine, statement.body, frame);
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

function runReturn(machine: Machine, value: Expr | undefined, frame: Frame): Outcome {
  const site =
    value === undefined
      ? { path: frame.module.path, span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } }
      : machine.site(frame, value);
  const result: Value = value === undefined ? { kind: 'none', site } : evaluate(machine, value, frame);
  return { flow: 'return', returned: [{ value: result }] };
}

function runImport(machine: Machine, statement: Import, frame: Frame): Outcome {
  for (const name of statement.names) {
    const site = machine.site(frame, name);
    const whole = machine.importModule(frame, name.name, 0, site);
    if (name.as !== undefined) {
      frame.set(name.as, whole);
      continue;
    }
    const first = name.name.split('.')[0] ?? name.name;
    frame.set(first, first === name.name ? whole : machine.importModule(frame, first, 0, site));
  }
  return NEXT;
}

function runImportFrom(machine: Machine, statement: ImportFrom, frame: Frame): Outcome {
  const site = machine.site(frame, statement);
  const source = machine.importModule(frame, statement.module, statement.level, site);
  if (statement.names === '*') {
    importStar(machine, source, frame);
    return NEXT;
  }
  for (const name of statement.names) {
    frame.set(name.as ?? name.name, importedName(machine, source, name.name, machine.site(frame, name)));
  }
  return NEXT;
}

function importedName(machine: Machine, source: Value, name: string, site: FunctionValue['site']): Binding {
  if (source.kind === 'external') return { kind: 'external', name: `${source.name}.${name}`, site };
  if (source.kind !== 'module') return unknown(site, `${name} is imported from something unknown`);
  // A submodule runs at the import; a name may be bound later where imports go in a circle.
  const found = machine.member(source, name, site);
  if (found?.kind === 'module') return found;
  return {
    kind: 'late',
    site,
    read: () => machine.member(source, name, site) ?? unknown(site, `${source.name} does not define ${name}`),
  };
}

function importStar(machine: Machine, source: Value, frame: Frame): void {
  if (source.kind !== 'module') return;
  const from = machine.frames.get(source.path);
  if (from === undefined) return;
  const listed = from.own('__all__');
  const names =
    listed?.kind === 'list' || listed?.kind === 'tuple'
      ? listed.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
      : undefined;
  for (const name of names ?? [...from.vars.keys()].filter((one) => !one.startsWith('_'))) {
    const site = { path: frame.module.path, span: source.site.span };
    frame.set(name, { kind: 'late', site, read: () => machine.member(source, name, site) });
  }
}

function runFunctionDef(machine: Machine, statement: FunctionDef, frame: Frame): Outcome {
  frame.set(statement.name, applyDecorators(machine, statement, frame));
  return NEXT;
}

function runAssign(machine: Machine, statement: Assign, frame: Frame): Outcome {
  if (statement.value === undefined) return NEXT;
  const value = evaluate(machine, statement.value, frame);
  for (const target of statement.targets) assign(machine, target, value, frame);
  return NEXT;
}

/** Binds a target, and names what has no name yet: `router = APIRouter()`. */
export function assign(machine: Machine, target: Expr, value: Value, frame: Frame): void {
  switch (target.kind) {
    case 'name':
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
      assign(machine, target.value, unknown(value.site, 'a starred target'), frame);
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
  if (object.kind !== 'dict' || index === undefined || machine.frozen) return;
  const key = evaluate(machine, index, frame);
  const entries = object.entries.filter(
    (entry) => !(entry.key.kind === 'string' && key.kind === 'string' && entry.key.value === key.value),
  );
  const before = object.entries.find((entry) => sameValue(entry.key, key))?.value;
  Object.assign(object, { entries: [...entries, { key, value: underCondition(machine, value, before) }] });
}

/** What is set under a condition may be set or not. */
function underCondition(machine: Machine, value: Value, before: Value | undefined): Value {
  const { condition } = machine;
  if (condition === undefined || machine.afterStart) return value;
  const otherwise = before ?? unknown(value.site, 'not set');
  return choice([{ value, condition }, { value: otherwise, condition: `not (${condition})` }], value.site);
}

function destructure(machine: Machine, targets: readonly Expr[], value: Value, frame: Frame): void {
  const items = value.kind === 'tuple' || value.kind === 'list' ? value.items : undefined;
  targets.forEach((target, index) => {
    assign(machine, target, items?.[index] ?? unknown(value.site, 'a part of something unknown'), frame);
  });
}

function runAugAssign(machine: Machine, statement: AugAssign, frame: Frame): Outcome {
  const value = evaluate(machine, statement.value, frame);
  const before = evaluate(machine, statement.target, frame);
  // `+=` on a list changes the list itself: everyone who holds it sees that.
  if (statement.op.startsWith('+') && before.kind === 'list' && (value.kind === 'list' || value.kind === 'tuple')) {
    Object.assign(before, { items: [...before.items, ...value.items], ...(value.open === true ? { open: true } : {}) });
    return NEXT;
  }
  assign(
    machine,
    statement.target,
    binaryOperation(statement.op.replace(/=$/, ''), before, value, machine.site(frame, statement)),
    frame,
  );
  return NEXT;
}

function runIf(machine: Machine, statement: If, frame: Frame): Outcome {
  const text = textOf(frame.module, statement.test);
  if (isTypeChecking(statement.test)) return runBody(machine, statement.orelse, frame);
  if (isMainGuard(text)) return runUnderMain(machine, statement, frame);
  const truth = truthOf(evaluate(machine, statement.test, frame));
  if (truth !== undefined) return runBody(machine, truth ? statement.body : statement.orelse, frame);
  const before = new Map(frame.vars);
  const then = machine.under(text, () => runBody(machine, statement.body, frame));
  const afterThen = frame.vars;
  frame.vars = new Map(before);
  const otherwise = machine.under(`not (${text})`, () => runBody(machine, statement.orelse, frame));
  frame.vars = mergeBranches(
    { vars: afterThen, ends: then.flow !== 'next', condition: text },
    { vars: frame.vars, ends: otherwise.flow !== 'next', condition: `not (${text})` },
  );
  return joinOutcomes(
    withCondition(then, text),
    withCondition(otherwise, statement.orelse.length > 0 ? `not (${text})` : undefined),
  );
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

function runUnderMain(machine: Machine, statement: If, frame: Frame): Outcome {
  const before = machine.underMain;
  machine.underMain = true;
  try {
    return runBody(machine, statement.body, frame);
  } finally {
    machine.underMain = before;
  }
}

interface Branch {
  readonly vars: Map<string, Binding>;
  readonly ends: boolean;
  readonly condition: string;
}

/** A name bound differently by two branches is a choice; a branch that left the body binds nothing. */
function mergeBranches(a: Branch, b: Branch): Map<string, Binding> {
  if (a.ends) return b.vars;
  if (b.ends) return a.vars;
  const merged = new Map(b.vars);
  for (const [name, left] of a.vars) {
    const right = b.vars.get(name);
    if (right === undefined) merged.set(name, left);
    else if (left !== right && left.kind !== 'late' && right.kind !== 'late') {
      const site = left.site;
      merged.set(
        name,
        choice(
          [
            { value: left, condition: a.condition },
            { value: right, condition: b.condition },
          ],
          site,
        ),
      );
    } else merged.set(name, left);
  }
  return merged;
}

function withCondition(outcome: Outcome, condition: string | undefined): Outcome {
  if (condition === undefined || outcome.returned.length === 0) return outcome;
  return {
    flow: outcome.flow,
    returned: outcome.returned.map((one) => ({ value: one.value, condition: one.condition ?? condition })),
  };
}

/** Two ways through: the body goes on when one of them does. */
function joinOutcomes(a: Outcome, b: Outcome): Outcome {
  const flow =
    a.flow === b.flow ? a.flow : a.flow === 'next' || b.flow === 'next' ? 'next' : a.flow === 'raise' ? b.flow : a.flow;
  return { flow, returned: [...a.returned, ...b.returned] };
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
    assign(machine, statement.target, item, frame);
    const outcome = runBody(machine, statement.body, frame);
    returned.push(...outcome.returned);
    if (outcome.flow === 'break') break;
    if (outcome.flow === 'return') return { flow: 'return', returned };
  }
  runBody(machine, statement.orelse, frame);
  return { flow: 'next', returned };
}

/** A loop of unknown length: its body runs once, for what it registers. */
function loopOnce(machine: Machine, body: readonly Stmt[], frame: Frame): Outcome {
  const outcome = runBody(machine, body, frame);
  return { flow: 'next', returned: outcome.returned };
}

function runWith(machine: Machine, statement: With, frame: Frame): Outcome {
  for (const item of statement.items) {
    const value = evaluate(machine, item.context, frame);
    if (item.target !== undefined)
      assign(
        machine,
        item.target,
        value.kind === 'app' || value.kind === 'instance' ? value : unknown(value.site, 'made by a context manager'),
        frame,
      );
  }
  return runBody(machine, statement.body, frame);
}

function runTry(machine: Machine, statement: Try, frame: Frame): Outcome {
  const before = new Map(frame.vars);
  const body = runBody(machine, statement.body, frame);
  const orelse = body.flow === 'next' ? runBody(machine, statement.orelse, frame) : NEXT;
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

function runMatch(machine: Machine, statement: Match, frame: Frame): Outcome {
  const subject = textOf(frame.module, statement.subject);
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

/** Runs a function's body in a prepared frame; what it returns, all ways together. */
export function runFunctionBody(machine: Machine, body: readonly Stmt[], frame: Frame, site: Value['site']): Value {
  const outcome = runBody(machine, body, frame);
  if (outcome.returned.length === 0) return { kind: 'none', site };
  return choice(outcome.returned, site);
}
