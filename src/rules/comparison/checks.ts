import type { Code } from '../../fastapi/facts.ts';
import { isLogging } from '../../fastapi/questions/code.ts';
import { textOf, type Range } from '../../python/position.ts';
import type { Expr, Stmt } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';

/** A fork of a body where a request may be turned away, under a name that survives respelling. */
export interface Check {
  /** The condition without its negation: `token in TOKENS` for `token not in TOKENS`, `except JWTError` for a handler. */
  readonly asks: string;
  /** Turned away when the condition holds, or when it does not. */
  readonly when: boolean;
  /** Of `a and not b`: both conditions, as `asks` and `when` would name them. */
  readonly conjuncts: readonly string[];
  readonly does: 'reject' | 'nothing' | 'unknown';
  /** Whether the caller is turned away inside the `if`, or by what follows when it did not apply. */
  readonly form: 'inside' | 'behind';
  /** The condition, and what is done about it. */
  readonly test: Range;
  readonly branch: Range;
  readonly branchText: string;
}

/** What a body does with a condition: a guard raises or answers, a predicate returns something else than `True`. */
export type Kind = 'guard' | 'predicate';

/** The checks of one body, in source order; those of functions inside it are theirs. */
export function checksIn(code: Code, kind: Kind): readonly Check[] {
  const checks: Check[] = [];
  const effect = kind === 'guard' ? effectOf : answerOf;
  const visitBlock = (block: readonly Stmt[]): void => {
    for (const [index, statement] of block.entries()) {
      if (statement.kind === 'if') checks.push(...checksOfIf({ code, effect }, statement, block.slice(index + 1)));
      if (statement.kind === 'try')
        checks.push(...statement.handlers.map((handler) => checkOfHandler({ code, effect }, handler)));
      for (const inner of blocksIn(statement)) visitBlock(inner);
    }
  };
  visitBlock(code.body);
  return checks;
}

type If = Extract<Stmt, { kind: 'if' }>;
type Handler = Extract<Stmt, { kind: 'try' }>['handlers'][number];

interface Reading {
  readonly code: Code;
  readonly effect: (code: Code, block: readonly Stmt[]) => Check['does'];
}

function checksOfIf({ code, effect }: Reading, { test, body, orelse }: If, rest: readonly Stmt[]): readonly Check[] {
  const does = effect(code, body);
  // `if good: return user` with a `raise` behind it.
  if (does !== 'reject' && orelse.length === 0 && body.at(-1)?.kind === 'return' && rest.length > 0)
    return [checkOf(code, test, { branch: rest, when: false, does: effect(code, rest) })];
  if (does !== 'reject' && orelse.length > 0 && effect(code, orelse) === 'reject')
    return [checkOf(code, test, { branch: orelse, when: false, does: 'reject' })];
  return disjunctsOf(test).map((part) => checkOf(code, part, { branch: body, when: true, does }));
}

function checkOfHandler({ code, effect }: Reading, handler: Handler): Check {
  const type = handler.type === undefined ? '' : plainText(code, handler.type);
  const does = effect(code, handler.body);
  return {
    asks: `except ${type}`,
    when: true,
    conjuncts: [],
    does,
    form: 'inside',
    test: handler.type ?? handler,
    ...branchOf(code, handler.body),
  };
}

interface Branch {
  readonly branch: readonly Stmt[];
  readonly when: boolean;
  readonly does: Check['does'];
}

function checkOf(code: Code, test: Expr, { branch, when, does }: Branch): Check {
  const { text, holds } = normalised(code, test);
  const asked = { asks: text, when: when === holds, conjuncts: conjunctsOf(code, test, when) };
  return { ...asked, does, form: when ? 'inside' : 'behind', test, ...branchOf(code, branch) };
}

function branchOf(code: Code, branch: readonly Stmt[]): Pick<Check, 'branch' | 'branchText'> {
  const first = branch[0];
  const last = branch.at(-1);
  const range = { start: first?.start ?? 0, end: last?.end ?? 0 };
  return { branch: range, branchText: textOf(code.module, range) };
}

/** Turned away when any of these holds. */
function disjunctsOf(test: Expr): readonly Expr[] {
  return partsOf(test, 'or') ?? [test];
}

/** `not (a and b)` asks what `not a or not b` asks. */
export function partsOf(test: Expr, op: 'and' | 'or'): readonly Expr[] | undefined {
  if (test.kind === 'boolop')
    return test.op === op ? test.values.flatMap((one) => partsOf(one, op) ?? [one]) : undefined;
  if (test.kind !== 'unary' || test.op !== 'not') return undefined;
  const inner = partsOf(test.operand, op === 'and' ? 'or' : 'and');
  return inner?.map((operand) => ({ ...test, start: operand.start, end: operand.end, operand }));
}

/** Turned away only when all of these hold; behind `if a or b: return`, when neither does. */
function conjunctsOf(code: Code, test: Expr, when: boolean): readonly string[] {
  return (partsOf(test, when ? 'and' : 'or') ?? []).map((value) => {
    const { text, holds } = normalised(code, value);
    return keyOf({ asks: text, when: when === holds });
  });
}

/** A condition and the answer to it that turns the caller away. */
export function keyOf({ asks, when }: Pick<Check, 'asks' | 'when'>): string {
  return `${asks} ${String(when)}`;
}

const OPPOSITE: ReadonlyMap<string, string> = new Map([
  ['!=', '=='],
  ['not in', 'in'],
  ['is not', 'is'],
]);

function normalised(code: Code, test: Expr): { readonly text: string; readonly holds: boolean } {
  if (test.kind === 'unary' && test.op === 'not') {
    const inner = normalised(code, test.operand);
    return { text: inner.text, holds: !inner.holds };
  }
  const [op] = test.kind === 'compare' ? test.ops : [];
  const [right] = test.kind === 'compare' ? test.comparators : [];
  if (test.kind !== 'compare' || op === undefined || right === undefined || test.ops.length > 1)
    return { text: plainText(code, test), holds: true };
  const positive = OPPOSITE.get(op);
  const text = `${plainText(code, test.left)} ${positive ?? op} ${plainText(code, right)}`;
  return { text, holds: positive === undefined };
}

function plainText(code: Code, expr: Expr): string {
  return textOf(code.module, expr).replaceAll(/\s+/gu, '').replaceAll("'", '"');
}

/** `unknown` where something is called that could turn the request away by itself. */
function effectOf(code: Code, block: readonly Stmt[]): Check['does'] {
  let does: Check['does'] = 'nothing';
  const targets = new Map(code.calls.map(({ node, target }) => [node, target]));
  walk(
    block,
    (node) => {
      if (node.kind === 'raise' || (node.kind === 'call' && isRefusal(textOf(code.module, node)))) does = 'reject';
      const mayRefuse =
        node.kind === 'call' &&
        !isLogging(node) &&
        (targets.get(node) !== undefined || REFUSING.test(nameOf(node.func)));
      if (mayRefuse && does === 'nothing') does = 'unknown';
    },
    { scope: 'own' },
  );
  return does;
}

/** `return False`, or what another predicate says: not a plain `True`. */
function answerOf(code: Code, block: readonly Stmt[]): Check['does'] {
  const last = block.at(-1);
  if (last?.kind !== 'return') return effectOf(code, block);
  return last.value?.kind === 'bool' && last.value.value ? 'nothing' : 'reject';
}

/** A response that says no: in middleware and wrappers it is returned, not raised. */
function isRefusal(call: string): boolean {
  return /^\w*(Response|Error)\(/u.test(call) && /\b(40[0-9]|HTTP_40\d_\w+|UNAUTHORIZED|FORBIDDEN)\b/u.test(call);
}

const REFUSING = /abort|deny|denied|reject|refuse|forbid|fail|raise|close|redirect|error/iu;

function nameOf(func: Expr): string {
  return func.kind === 'attribute' ? func.attr : func.kind === 'name' ? func.id : '';
}

function blocksIn(statement: Stmt): readonly (readonly Stmt[])[] {
  switch (statement.kind) {
    case 'if':
    case 'for':
    case 'while':
      return [statement.body, statement.orelse];
    case 'with':
      return [statement.body];
    case 'try':
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.orelse, statement.finalbody];
    case 'match':
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}
