import type { Site } from '../../core/span.ts';
import { siteOf, textOf } from '../../python/position.ts';
import type { Call, Expr, If, Match, Raise, Return, Stmt, Try } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { Evidence } from '../model.ts';
import { Anonymous } from './anonymous.ts';
import { comparesCredential, demandsOf } from './demands.ts';
import { catchesRejection, failsWithoutCredential, reraises, taintedIn, turnsAway } from './handlers.ts';
import { NEXT, PASS, protectiveOf, REJECT, RETURN, type FlowContext, type Rejection } from './ways.ts';

/** Walks a body once under one assumption, and says how it can end. */
export class Flow {
  readonly #context: FlowContext;
  readonly #anonymous: Anonymous;
  readonly rejections: Rejection[] = [];
  opaque = false;
  /** Conditions on the way to the current statement that depend on a credential. */
  readonly #gates: Expr[] = [];
  /** Handlers round the current statement that would swallow a rejection. */
  #swallowed = 0;
  /** The same for errors of libraries: `except PyJWTError: return {}`. */
  #forgiven = 0;

  constructor(context: FlowContext) {
    this.#context = context;
    this.#anonymous = new Anonymous(context.code, context.taint, context.request);
  }

  run(): number {
    return this.#body(this.#context.code.body);
  }

  #body(statements: readonly Stmt[]): number {
    let ways = 0;
    let pushed = 0;
    for (const statement of statements) {
      const outcome = this.#statement(statement);
      ways |= outcome & ~NEXT;
      if ((outcome & NEXT) === 0) {
        this.#gates.splice(this.#gates.length - pushed, pushed);
        return ways;
      }
      pushed += this.#gateAfter(statement, outcome);
    }
    this.#gates.splice(this.#gates.length - pushed, pushed);
    return ways | NEXT;
  }

  /** What follows `if token_ok: return` is reached only when it was not so. */
  #gateAfter(statement: Stmt, outcome: number): number {
    if (
      statement.kind === 'if' &&
      (outcome & (RETURN | PASS | REJECT)) !== 0 &&
      this.#context.taint.of(statement.test) !== undefined
    ) {
      this.#gates.push(statement.test);
      return 1;
    }
    if (statement.kind === 'try' && (outcome & (RETURN | PASS)) !== 0) {
      const tested = taintedIn(this.#context, statement.body);
      if (tested === undefined) return 0;
      this.#gates.push(tested);
      return 1;
    }
    if (statement.kind === 'for' && this.#context.taint.of(statement.iter) !== undefined) {
      this.#gates.push(statement.iter);
      return 1;
    }
    return 0;
  }

  #statement(statement: Stmt): number {
    switch (statement.kind) {
      case 'if':
        return this.#if(statement);
      case 'try':
        return this.#try(statement);
      case 'for':
        return this.#loop(statement.iter, statement.body, statement.orelse);
      case 'while':
        return this.#loop(statement.test, statement.body, statement.orelse);
      case 'with': {
        const entered = this.#expressions(statement.items.map((item) => item.context));
        return (entered & NEXT) === 0 ? entered : (entered & ~NEXT) | this.#body(statement.body);
      }
      case 'match':
        return this.#gated(statement.subject, () => this.#match(statement));
      case 'raise':
        return this.#raise(statement);
      case 'return':
        return this.#return(statement);
      case 'assert':
        return this.#assert(statement.test);
      case 'expr':
        return this.#expressions([statement.value]);
      case 'assign':
        return statement.value === undefined ? NEXT : this.#expressions([statement.value]);
      case 'augassign':
        return this.#expressions([statement.value]);
      default:
        return NEXT;
    }
  }

  #if(statement: If): number {
    const tested = this.#expressions([statement.test]);
    if ((tested & NEXT) === 0) return tested;
    const truth =
      this.#context.mode === 'anonymous'
        ? this.#anonymous.truth(statement.test)
        : this.#anonymous.bogusTruth(statement.test);
    const then = truth === false ? 0 : this.#gated(statement.test, () => this.#body(statement.body));
    const otherwise = truth === true ? 0 : this.#gated(statement.test, () => this.#body(statement.orelse));
    const ways =
      truth === undefined && this.#anonymous.isConfiguration(statement.test)
        ? protectiveOf(then, otherwise)
        : then | otherwise;
    return (tested & ~NEXT) | ways;
  }

  /** With no credential only the catch-all (or `None`) matches what was made of it. */
  #match(statement: Match): number {
    const nothing = this.#context.mode === 'anonymous' && this.#context.taint.of(statement.subject) !== undefined;
    const isCatchAll = (pattern: Expr): boolean =>
      pattern.kind === 'none' || (pattern.kind === 'name' && pattern.id === '_') || pattern.kind === 'unknown';
    const cases = nothing ? statement.cases.filter((one) => isCatchAll(one.pattern)) : statement.cases;
    const exhaustive = statement.cases.some(
      (one) => isCatchAll(one.pattern) && one.pattern.kind !== 'none' && one.guard === undefined,
    );
    return cases.reduce((ways, one) => ways | this.#body(one.body), exhaustive ? 0 : NEXT);
  }

  #gated<T>(test: Expr, work: () => T): T {
    return this.#context.taint.of(test) === undefined ? work() : this.#within(test, work);
  }

  #within<T>(test: Expr, work: () => T): T {
    this.#gates.push(test);
    try {
      return work();
    } finally {
      this.#gates.pop();
    }
  }

  #loop(over: Expr, body: readonly Stmt[], orelse: readonly Stmt[]): number {
    const entered = this.#expressions([over]);
    if ((entered & NEXT) === 0) return entered;
    const inside = this.#gated(over, () => this.#body(body));
    // `for permission in [IsAdmin]` runs at least once.
    const value = this.#context.code.valueOf(over);
    const certain = (value.kind === 'list' || value.kind === 'tuple') && value.items.length > 0;
    if (certain && (inside & NEXT) === 0) return (entered & ~NEXT) | inside;
    return (entered & ~NEXT) | (inside & ~NEXT) | this.#body(orelse);
  }

  #try(statement: Try): number {
    const swallows = statement.handlers.some(
      (handler) => catchesRejection(this.#context.code, handler.type) && !reraises(handler.body),
    );
    const first = statement.handlers.find((handler) => catchesRejection(this.#context.code, handler.type));
    const rethrown = first !== undefined && reraises(first.body);
    const hides = swallows && !rethrown;
    const forgives =
      statement.handlers.length > 0 && statement.handlers.every((handler) => !turnsAway(this.#context, handler.body));
    if (hides) this.#swallowed++;
    if (forgives) this.#forgiven++;
    const body = this.#body(statement.body);
    if (hides) this.#swallowed--;
    if (forgives) this.#forgiven--;
    const tested = taintedIn(this.#context, statement.body);
    const handlers = statement.handlers.reduce(
      (ways, handler) =>
        ways | (tested === undefined ? this.#body(handler.body) : this.#within(tested, () => this.#body(handler.body))),
      0,
    );
    const throws = (body & REJECT) !== 0 || tested !== undefined;
    let ways = body & ~(hides ? REJECT : 0);
    if (throws) ways |= handlers;
    if ((body & NEXT) !== 0) ways = (ways & ~NEXT) | this.#body(statement.orelse) | (throws ? handlers & NEXT : 0);
    // With no credential, decoding nothing fails: what follows it in the `try` is not reached.
    if (this.#context.mode === 'anonymous' && tested !== undefined && failsWithoutCredential(this.#context, statement))
      ways = handlers === 0 ? REJECT : handlers;
    const last = this.#body(statement.finalbody);
    return (last & NEXT) === 0 ? last : ways | (last & ~NEXT);
  }

  #raise(statement: Raise): number {
    const { exception } = statement;
    const statuses = exception === undefined ? [] : this.#context.statusesOf(exception);
    this.#record(statement, statuses, exception === undefined);
    return REJECT;
  }

  #return(statement: Return): number {
    if (statement.value === undefined) return RETURN;
    const ways = this.#expressions([statement.value]);
    if ((ways & NEXT) === 0) return ways;
    const statuses = this.#context.rejectsByReturn(statement.value);
    if (statuses === undefined) return (ways & ~NEXT) | RETURN;
    this.#record(statement, statuses, false);
    return (ways & ~NEXT) | REJECT;
  }

  #assert(test: Expr): number {
    if (this.#context.taint.of(test) === undefined) return NEXT;
    return this.#context.mode === 'anonymous' && this.#anonymous.truth(test) === false ? REJECT : NEXT;
  }

  /** Calls in the order they run; one that never comes back ends the way. */
  #expressions(expressions: readonly Expr[]): number {
    const calls: Call[] = [];
    walk(
      expressions,
      (node) => {
        if (node.kind === 'call') calls.unshift(node);
      },
      { scope: 'own' },
    );
    let ways = 0;
    for (const call of calls) {
      const effect = this.#context.effectOf(call, this.#gates.length > 0);
      this.opaque ||= effect.opaque;
      const kept = effect.rejections.filter(
        (one) => this.#swallowed === 0 && (this.#forgiven === 0 || one.statuses.length > 0),
      );
      for (const one of kept) this.rejections.push(this.#through(call, one));
      ways |= effect.ways & ~NEXT;
      if ((effect.ways & NEXT) === 0) return ways;
    }
    return ways | NEXT;
  }

  #through(call: Call, inner: Rejection): Rejection {
    const step: Evidence = { site: this.#site(call), text: firstLine(textOf(this.#context.code.module, call)) };
    return { ...inner, evidence: [step, ...inner.evidence] };
  }

  #record(statement: Stmt, statuses: readonly number[], reraised: boolean): void {
    const gate = this.#gates.at(-1);
    if (this.#context.mode !== 'bogus' || gate === undefined || this.#swallowed > 0) return;
    const strengths = this.#gates.map((one) => this.#context.taint.of(one));
    this.rejections.push({
      evidence: [{ site: this.#site(statement), text: firstLine(textOf(this.#context.code.module, statement)) }],
      statuses: reraised && statuses.length === 0 ? [] : statuses,
      demands: demandsOf(this.#context.code, this.#context.taint, gate),
      weak: !strengths.includes('credential'),
      absence: this.#context.taint.isPureAbsence(gate),
      compares: comparesCredential(this.#context, this.#anonymous, gate),
    });
  }

  #site(node: { readonly start: number; readonly end: number }): Site {
    return siteOf(this.#context.code.module, node);
  }
}

function firstLine(text: string): string {
  const [line = ''] = text.split('\n');
  return line.trim().slice(0, 160);
}
