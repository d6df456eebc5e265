import type { Expr, Stmt, Try } from '../../python/syntax.ts';
import { textOf } from '../../python/position.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import { REJECT, type FlowContext } from './ways.ts';

/** A handler that would catch an `HTTPException`. */
export function catchesRejection(code: CodeBody, type: Expr | undefined): boolean {
  if (type === undefined) return true;
  return /\b(Exception|BaseException|HTTPException)\b/.test(textOf(code.module, type));
}

/** The `try` holds a call that raises when it gets no credential. */
export function failsWithoutCredential(context: FlowContext, statement: Try): boolean {
  let fails = false;
  walk(
    statement.body,
    (node) => {
      if (node.kind === 'call' && context.effectOf(node, true).ways === REJECT) fails = true;
      if (node.kind === 'subscript' && node.index.some((index) => context.taint.of(index) !== undefined)) fails = true;
    },
    { scope: 'own' },
  );
  return fails;
}

/** A handler that raises again what it caught, or something of its own. */
export function reraises(body: readonly Stmt[]): boolean {
  let raises = false;
  walk(body, (node) => void (raises ||= node.kind === 'raise'), { scope: 'own' });
  return raises;
}

/** A handler that raises, or returns what turns the caller away. */
export function turnsAway(context: FlowContext, body: readonly Stmt[]): boolean {
  let turns = false;
  walk(
    body,
    (node) => {
      if (node.kind === 'raise') turns = true;
      if (node.kind === 'return' && node.value !== undefined && context.rejectsByReturn(node.value) !== undefined)
        turns = true;
      // A helper that raises, a socket that is closed.
      if (node.kind === 'call' && context.effectOf(node, true).ways === REJECT) turns = true;
    },
    { scope: 'own' },
  );
  return turns;
}

/** The first call or look-up in a body that a credential decides. */
export function taintedIn(context: FlowContext, body: readonly Stmt[]): Expr | undefined {
  let found: Expr | undefined;
  walk(
    body,
    (node) => {
      // A call may refuse the credential, a look-up may not find it.
      const tests =
        node.kind === 'call' ||
        (node.kind === 'subscript' && node.index.some((index) => context.taint.of(index) !== undefined));
      // To take the credential out of the request tests nothing.
      if (found === undefined && tests && context.taint.of(node) !== undefined && !context.taint.isRaw(node))
        found = node;
      return found === undefined;
    },
    { scope: 'own' },
  );
  return found;
}
