import type { Call, Expr, If, Stmt, Try, With } from '../../python/syntax.ts';
import { dottedName, walk } from '../../python/walk.ts';

type Conditional = Extract<Expr, { kind: 'conditional' }>;

/** What expressions run: their calls, inner ones first, and whether they yield. Of a conditional, the parts that `taken` names. */
export function running(
  expressions: readonly Expr[],
  taken: (node: Conditional) => readonly Expr[],
): { readonly calls: readonly Call[]; readonly yields: boolean } {
  const calls: Call[] = [];
  const yielded: Expr[] = [];
  const find = (roots: readonly Expr[]): void =>
    walk(
      roots,
      (node) => {
        if (node.kind === 'call') calls.unshift(node);
        if (node.kind === 'yield') yielded.push(node);
        if (node.kind !== 'conditional') return true;
        find(taken(node));
        return false;
      },
      { scope: 'own' },
    );
  find(expressions);
  return { calls, yields: yielded.length > 0 };
}

/** `is_good(key) or deny()` as the `if` that it is; undefined for all else. */
export function asCondition(value: Expr): If | undefined {
  if (value.kind !== 'boolop' || value.values.length !== 2) return undefined;
  const [test, consequence] = value.values;
  if (test === undefined || consequence === undefined) return undefined;
  const { start, end } = value;
  const body: Stmt[] = [{ kind: 'expr', value: consequence, start: consequence.start, end: consequence.end }];
  return value.op === 'and'
    ? { kind: 'if', test, body, orelse: [], start, end }
    : { kind: 'if', test, body: [], orelse: body, start, end };
}

/** `return found or abort(401)` as the `if` that it is, and the call that runs where nothing was found. */
export function asReturningCondition(value: Expr): { readonly statement: If; readonly last: Call } | undefined {
  if (value.kind !== 'boolop' || value.op !== 'or' || value.values.length !== 2) return undefined;
  const [test, last] = value.values;
  if (test === undefined || last?.kind !== 'call') return undefined;
  const { start, end } = value;
  const body: Stmt[] = [{ kind: 'return', start, end }];
  const orelse: Stmt[] = [{ kind: 'expr', value: last, start, end }];
  return { statement: { kind: 'if', test, body, orelse, start, end }, last };
}

/** `with suppress(HTTPException):` catches what its body raises, and goes on. */
export function suppresses(statement: With): boolean {
  return statement.items.some(({ context }) => suppressed(context).length > 0);
}

/** It as the `try` that it is. */
export function asTry({ items, body, start, end }: With): Try {
  const handlers = items.flatMap(({ context }) =>
    suppressed(context).map((type) => ({ type, body: [], start: context.start, end: context.end })),
  );
  return { kind: 'try', body, handlers, orelse: [], finalbody: [], start, end };
}

function suppressed(context: Expr): readonly Expr[] {
  if (context.kind !== 'call' || !/^(contextlib\.)?suppress$/.test(dottedName(context.func) ?? '')) return [];
  return context.args.map(({ value }) => value);
}
