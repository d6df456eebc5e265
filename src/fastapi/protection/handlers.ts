import type { Call, ExceptHandler, Expr, If, Stmt, Try } from '../../python/syntax.ts';
import { answersOf } from './answered.ts';
import { isVerifier } from './credentials.ts';
import { textOf } from '../../python/position.ts';
import { anyBelow, firstBelow, walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { Anonymous } from './anonymous.ts';
import { calledIn } from './slots.ts';
import { PASS, protectiveOf, REJECT, RETURN, type FlowContext } from './ways.ts';

/** A handler that would catch an `HTTPException`. */
export function catchesRejection(code: CodeBody, type: Expr | undefined): boolean {
  if (type === undefined) return true;
  return /\b(Exception|BaseException|HTTPException)\b/.test(textOf(code.module, type));
}

/** What the handlers of a `try` do with what its body raises. */
export interface TryHandlers {
  /** A rejection raised inside does not leave. */
  readonly hides: boolean;
  /** No error of a library raised inside turns anybody away. */
  readonly forgives: boolean;
  /** The first handler that takes a rejection. */
  readonly caught: ExceptHandler | undefined;
  /** Handlers that take other errors, too. */
  readonly others: readonly ExceptHandler[];
}

export function readHandlers(context: FlowContext, statement: Try): TryHandlers {
  const { handlers } = statement;
  const caught = handlers.find((handler) => catchesRejection(context.code, handler.type));
  return {
    hides: caught !== undefined && !reraises(caught.body) && answersOf(caught).length === 0,
    forgives: handlers.length > 0 && handlers.every((handler) => !turnsAway(context, handler.body)),
    caught,
    others: handlers.filter((handler) => !takesRejectionsOnly(context.code, handler.type)),
  };
}

function takesRejectionsOnly(code: CodeBody, type: Expr | undefined): boolean {
  return type !== undefined && /^([\w.]*\.)?HTTPException$/.test(textOf(code.module, type));
}

/**
 * The `try` holds a call that raises when it gets no credential: a rejection, or an error of another kind.
 * Where its body can be left by `left` before, `if path in OPEN: return`, such a call is not always reached.
 */
export function failsWithoutCredential(
  context: FlowContext,
  statement: Try,
  left: number,
): 'rejection' | 'error' | undefined {
  if (context.mode !== 'anonymous') return undefined;
  const isAlwaysReached = (left & (RETURN | PASS)) === 0;
  let fails: 'rejection' | 'error' | undefined;
  walk(
    statement.body,
    (node) => {
      if (node.kind === 'call') {
        const effect = context.effectOf(node, true);
        if (effect.ways === REJECT && isAlwaysReached) fails ??= effect.answers === true ? 'rejection' : 'error';
        else if (isMissed(context, node, statement)) fails ??= 'error';
      }
      if (node.kind === 'subscript' && node.index.some((index) => context.taint.of(index) !== undefined))
        fails ??= 'error';
    },
    { scope: 'own' },
  );
  return fails;
}

const NOTHING_FOUND =
  /NotFound|DoesNotExist|NoResultFound|KeyError|LookupError|(Invalid|Expired|Unknown)\w*(Token|Key|Session|Credential)/;

/** `Session.get(cookie)` of a library, with `except NotFoundError: raise …`: nothing is found under no credential. */
function isMissed(context: FlowContext, call: Call, { handlers }: Try): boolean {
  return (
    context.taint.looksUp(call) !== undefined &&
    handlers.some(
      ({ type, body }) =>
        type !== undefined && NOTHING_FOUND.test(textOf(context.code.module, type)) && turnsAway(context, body),
    )
  );
}

/** `try: await websocket.close() except RuntimeError: …`: what could not be closed was closed before. */
export function onlyCloses({ taint }: FlowContext, { body: [first, ...others] }: Try): boolean {
  const func = first?.kind === 'expr' ? calledIn(first.value)?.func : undefined;
  return others.length === 0 && func?.kind === 'attribute' && func.attr === 'close' && taint.isRequest(func.value);
}

/** A handler that raises again what it caught, or something of its own. */
export function reraises(body: readonly Stmt[]): boolean {
  return anyBelow(body, (node) => node.kind === 'raise', { scope: 'own' });
}

/** A handler that raises, or returns what turns the caller away. */
export function turnsAway(context: FlowContext, body: readonly Stmt[]): boolean {
  return anyBelow(
    body,
    (node) => {
      if (node.kind === 'return') return node.value !== undefined && context.rejectsByReturn(node.value) !== undefined;
      // A helper that raises, a socket that is closed.
      if (node.kind === 'call') return context.effectOf(node, true).ways === REJECT;
      return node.kind === 'raise';
    },
    { scope: 'own' },
  );
}

/** The first call or look-up in a body that a credential decides. */
export function taintedIn(context: FlowContext, body: readonly Stmt[]): Expr | undefined {
  const { taint } = context;
  return firstBelow(
    body,
    (node) => {
      // `if token != KEY: raise ValueError`, which the handler answers.
      if (node.kind === 'if' && taint.of(node.test) !== undefined && reraises(node.body)) return node.test;
      // A call may refuse the credential, a look-up may not find it.
      const tests =
        node.kind === 'call' ||
        (node.kind === 'subscript' && node.index.some((index) => taint.of(index) !== undefined));
      // To take the credential out of the request tests nothing, and neither does to take it apart.
      const isTested = tests && taint.of(node) !== undefined && !taint.isRaw(node);
      return isTested && !(node.kind === 'call' && context.onlyParses(node)) ? node : undefined;
    },
    { scope: 'own' },
  );
}

/** The first condition in a body that a credential decides: `for key in KEYS: if key == sent: return`. */
export function taintedTest(context: FlowContext, body: readonly Stmt[]): Expr | undefined {
  return firstBelow(
    body,
    (node) => (node.kind === 'if' && context.taint.of(node.test) !== undefined ? node.test : undefined),
    { scope: 'own' },
  );
}

/** The ways out of the two branches of an `if`. */
export interface Branches {
  readonly then: number;
  readonly otherwise: number;
}

/** Where configuration has a word, it is set so that it guards: whoever deploys decides. */
export function undecided(context: FlowContext, anonymous: Anonymous, statement: If, ways: Branches): number {
  const { then, otherwise } = ways;
  if (context.mode === 'bogus') return then | otherwise;
  const { configuration } = anonymous;
  if (configuration.decides(statement.test)) return deployed(context, statement, ways);
  const rest = configuration.without(statement.test);
  const holds = rest === undefined ? undefined : anonymous.truth(rest);
  if (holds === undefined) return then | otherwise;
  return protectiveOf(holds ? then : otherwise, then | otherwise);
}

/** Which way the deployment takes: the one that guards, but not one that refuses everybody for want of a setting. */
function deployed(context: FlowContext, { body, orelse }: If, { then, otherwise }: Branches): number {
  if (then === REJECT && asksNobody(context, body)) return otherwise;
  if (otherwise === REJECT && asksNobody(context, orelse)) return then;
  return protectiveOf(then, otherwise);
}

/** Nothing in a body hangs on a credential. */
function asksNobody(context: FlowContext, body: readonly Stmt[]): boolean {
  return !anyBelow(body, (node) => isAsked(context, node));
}

function isAsked({ code, taint }: FlowContext, node: Expr | Stmt): boolean {
  // `Authorize.jwt_required()` looks for itself.
  if (node.kind === 'call' && isVerifier(code.callAt(node)?.callee ?? '')) return true;
  return (
    (node.kind === 'name' || node.kind === 'attribute' || node.kind === 'call' || node.kind === 'subscript') &&
    taint.of(node) !== undefined
  );
}

/** The credential's condition under which a statement may have ended the body. */
export function leftUnder(context: FlowContext, statement: Stmt, outcome: number): Expr | undefined {
  const leaves = (outcome & (RETURN | PASS)) !== 0;
  const { taint } = context;
  switch (statement.kind) {
    case 'if':
      return (leaves || (outcome & REJECT) !== 0) && taint.of(statement.test) !== undefined
        ? statement.test
        : undefined;
    case 'try':
      return leaves ? taintedIn(context, statement.body) : undefined;
    case 'for':
      if (taint.of(statement.iter) !== undefined) return statement.iter;
      return leaves ? taintedTest(context, statement.body) : undefined;
    case 'match':
      return leaves && taint.of(statement.subject) !== undefined ? statement.subject : undefined;
    default:
      return undefined;
  }
}
