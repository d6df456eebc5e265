import type { ExceptHandler, Expr, For, If, Match, Raise, Return, Stmt, Try } from '../../python/syntax.ts';
import { Anonymous } from './anonymous.ts';
import { matchedIn, reachedCases } from './cases.ts';
import { comparesCredential, demandsOf } from './demands.ts';
import { leftUnder, failsWithoutCredential, onlyCloses, readHandlers, taintedIn, undecided } from './handlers.ts';
import { asCondition, asReturningCondition, asTry, running, suppresses } from './running.ts';
import { evidenceAt, NEXT, PASS, REJECT, RETURN, type FlowContext, type Rejection } from './ways.ts';

/** Walks a body once under one assumption, and says how it can end. */
export class Flow {
  readonly #context: FlowContext;
  readonly #anonymous: Anonymous;
  readonly rejections: Rejection[] = [];
  opaque = false;
  /** It lets this very request by, for where it goes: `if request.url.path in OPEN: return`. */
  exempts = false;
  /** Conditions on the way to the current statement that depend on a credential. */
  readonly #gates: Expr[] = [];
  /** Handlers round the current statement that would swallow a rejection, or errors of libraries: `except PyJWTError: return {}`. */
  #swallowed = 0;
  #forgiven = 0;
  /** Handlers round what passed the request on: what they raise again came from behind. */
  #behind = 0;

  constructor(context: FlowContext) {
    this.#context = context;
    this.#anonymous = new Anonymous(context);
  }

  /** Whether it guards this route hangs on an undecided condition on its path. */
  get undecided(): boolean {
    return this.#anonymous.undecided;
  }

  run(): number {
    return this.#body(this.#context.code.body);
  }

  #body(statements: readonly Stmt[]): number {
    const before = this.#gates.length;
    let ways = 0;
    for (const [index, statement] of statements.entries()) {
      const outcome = this.#refusal(statement, statements[index + 1]) ?? this.#statement(statement);
      ways |= outcome & ~NEXT;
      if ((outcome & NEXT) === 0) {
        this.#gates.splice(before);
        return ways;
      }
      // What follows `if token_ok: return` is reached only when it was not so.
      const gate = leftUnder(this.#context, statement, outcome);
      if (gate !== undefined) this.#gates.push(gate);
    }
    this.#gates.splice(before);
    return ways | NEXT;
  }

  /** `response.status_code = 401` and `return` refuse together. */
  #refusal(statement: Stmt, next: Stmt | undefined): number | undefined {
    const statuses = next?.kind === 'return' ? this.#context.refusesBy(statement) : undefined;
    if (next === undefined || statuses === undefined) return undefined;
    this.#record(next, statuses);
    return REJECT;
  }

  #statement(statement: Stmt): number {
    switch (statement.kind) {
      case 'if':
        return this.#if(statement);
      case 'try':
        return this.#try(statement);
      case 'for':
        return this.#each(statement) ?? this.#loop(statement.iter, statement.body, statement.orelse);
      case 'while':
        return this.#loop(statement.test, statement.body, statement.orelse);
      case 'with': {
        if (suppresses(statement)) return this.#try(asTry(statement));
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
        return this.#lone(statement.value);
      case 'assign':
      case 'augassign':
        return statement.value === undefined ? NEXT : this.#expressions([statement.value]);
      default:
        return NEXT;
    }
  }

  #lone(value: Expr): number {
    const written = asCondition(value);
    return written === undefined ? this.#expressions([value]) : this.#if(written);
  }

  #if(statement: If): number {
    const tested = this.#expressions([statement.test]);
    if ((tested & NEXT) === 0) return tested;
    const truth = this.#truth(statement.test);
    const then = truth === false ? 0 : this.#gated(statement.test, () => this.#body(statement.body));
    if (truth !== undefined && this.#context.mode === 'bogus') this.exempts ||= this.#letsBy(statement, truth, then);
    const otherwise = truth === true ? 0 : this.#gated(statement.test, () => this.#body(statement.orelse));
    if (truth !== undefined) return (tested & ~NEXT) | then | otherwise;
    return (tested & ~NEXT) | undecided(this.#context, this.#anonymous, statement, { then, otherwise });
  }

  /** `if request.url.path in OPEN: return`, `if not is_open(request): check(token)`. */
  #letsBy({ test, body, orelse }: If, truth: boolean, then: number): boolean {
    const leaves = truth ? (then & (RETURN | PASS)) !== 0 && (then & NEXT) === 0 : orelse.length === 0;
    return leaves && this.#anonymous.isAskedOfRequest(test) && (truth || this.#wouldRefuse(body));
  }

  #wouldRefuse(body: readonly Stmt[]): boolean {
    const { rejections, opaque } = this;
    const before = rejections.length;
    const refuses = (this.#body(body) & REJECT) !== 0 || rejections.length > before;
    rejections.length = before;
    this.opaque = opaque;
    return refuses;
  }

  #truth(test: Expr): boolean | undefined {
    return this.#context.mode === 'anonymous' ? this.#anonymous.truth(test) : this.#anonymous.bogusTruth(test);
  }

  #match(statement: Match): number {
    const matched = matchedIn(this.#context, statement.subject);
    const { cases, exhaustive } = reachedCases(statement, matched, (guard) => this.#truth(guard));
    return cases.reduce(
      (ways, { guard, body }) =>
        ways | (guard === undefined ? this.#body(body) : this.#gated(guard, () => this.#body(body))),
      exhaustive ? 0 : NEXT,
    );
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

  /** `for prefix in PUBLIC: if path.startswith(prefix): …`, item by item. */
  #each(loop: For): number | undefined {
    const items = this.#anonymous.pathsIn(loop);
    if (items.length === 0) return undefined;
    let ways = NEXT;
    for (const item of items) {
      const inside = this.#anonymous.withItem(item, () => this.#body(loop.body));
      ways = (ways & ~NEXT) | inside;
      if ((inside & NEXT) === 0) return ways;
    }
    return (ways & ~NEXT) | this.#body(loop.orelse);
  }

  #loop(over: Expr, body: readonly Stmt[], orelse: readonly Stmt[]): number {
    const entered = this.#expressions([over]);
    if ((entered & NEXT) === 0) return entered;
    const value = this.#context.code.valueOf(over);
    const known = value.kind === 'list' || value.kind === 'tuple' ? value : undefined;
    // `for pattern in self.exempt`, of an object that was given none.
    if (this.#context.mode === 'anonymous' && known?.items.length === 0 && known.open !== true)
      return (entered & ~NEXT) | this.#body(orelse);
    const inside = this.#gated(over, () => this.#body(body));
    // `for permission in [IsAdmin]` runs at least once.
    const certain = known !== undefined && known.items.length > 0;
    if (certain && (inside & NEXT) === 0) return (entered & ~NEXT) | inside;
    return (entered & ~NEXT) | (inside & ~NEXT) | this.#body(orelse);
  }

  #try(statement: Try): number {
    if (onlyCloses(this.#context, statement)) return this.#body(statement.body);
    const { hides, forgives, caught, others } = readHandlers(this.#context, statement);
    const body = this.#shielded(hides, forgives, () => this.#body(statement.body));
    const tested = taintedIn(this.#context, statement.body);
    const behind = (body & PASS) === 0 ? 0 : 1;
    this.#behind += behind;
    const handled = new Map(
      statement.handlers.map((handler) => [
        handler,
        tested === undefined ? this.#body(handler.body) : this.#within(tested, () => this.#body(handler.body)),
      ]),
    );
    this.#behind -= behind;
    const after = (handlers: readonly ExceptHandler[]): number =>
      handlers.reduce((ways, handler) => ways | (handled.get(handler) ?? 0), 0);
    const fails = failsWithoutCredential(this.#context, statement, body);
    // A rejection goes to the first handler that takes it, other errors go past `except HTTPException`.
    const rejected =
      caught === undefined
        ? REJECT | after(statement.handlers)
        : after([caught]) | (tested === undefined || fails === 'rejection' ? 0 : after(others));
    const erred = others.length === 0 ? REJECT : after(others);
    const through = (body & NEXT) === 0 ? body : (body & ~NEXT) | this.#body(statement.orelse);
    let ways =
      (through & ~(body & REJECT)) |
      ((body & REJECT) === 0 ? 0 : rejected) |
      (tested === undefined ? 0 : after(others));
    // With no credential, decoding nothing fails: what follows it in the `try` is not reached.
    if (tested !== undefined && fails !== undefined) ways = fails === 'rejection' ? rejected : erred;
    const last = this.#body(statement.finalbody);
    return (last & NEXT) === 0 ? last : ways | (last & ~NEXT);
  }

  /** Handlers that catch what a body raises keep its rejections from counting. */
  #shielded(hides: boolean, forgives: boolean, work: () => number): number {
    if (hides) this.#swallowed++;
    if (forgives) this.#forgiven++;
    const ways = work();
    if (hides) this.#swallowed--;
    if (forgives) this.#forgiven--;
    return ways;
  }

  #raise(statement: Raise): number {
    const { exception } = statement;
    // `raise invalid_token()`, where the helper raises by itself.
    const made = exception?.kind === 'call' ? this.#expressions([exception]) : NEXT;
    if ((made & NEXT) === 0) return made;
    const statuses = exception === undefined ? [] : this.#context.statusesOf(exception);
    // Who comes too often may come again: a limiter says nothing of who asks.
    if (statuses.length > 0 && statuses.every((status) => status === 429)) return NEXT;
    const given = exception?.kind === 'name' && statuses.length === 0 ? exception.id : undefined;
    const again = exception === undefined || given !== undefined;
    if (this.#behind === 0 || !again) this.#record(statement, statuses, given);
    return REJECT;
  }

  #return(statement: Return): number {
    if (this.#context.leavesUnaccepted(statement)) {
      this.#record(statement, [403]);
      return REJECT;
    }
    if (statement.value === undefined) return RETURN;
    const condition = asReturningCondition(statement.value);
    if (condition !== undefined && (this.#context.effectOf(condition.last, true).ways & NEXT) === 0)
      return this.#if(condition.statement);
    const ways = this.#expressions([statement.value]);
    if ((ways & NEXT) === 0) return ways;
    const statuses = this.#context.rejectsByReturn(statement.value);
    if (statuses === undefined) return (ways & ~NEXT) | RETURN;
    this.#record(statement, statuses);
    return (ways & ~NEXT) | REJECT;
  }

  #assert(test: Expr): number {
    if (this.#context.taint.of(test) === undefined) return NEXT;
    return this.#context.mode === 'anonymous' && this.#anonymous.truth(test) === false ? REJECT : NEXT;
  }

  /** Calls in the order they run; one that never comes back ends the way. */
  #expressions(expressions: readonly Expr[]): number {
    const { calls, yields } = running(expressions, (node) => this.#anonymous.taken(node, this.#context.mode));
    let ways = 0;
    for (const call of calls) {
      const effect = this.#context.effectOf(call, this.#gates.length > 0);
      // Whatever it may raise is caught here.
      this.opaque ||= effect.opaque && this.#swallowed === 0;
      const kept = effect.rejections.filter(
        (one) => this.#swallowed === 0 && (this.#forgiven === 0 || one.statuses.length > 0),
      );
      for (const one of kept)
        this.rejections.push({ ...one, evidence: [evidenceAt(this.#context.code, call), ...one.evidence] });
      ways |= effect.ways & ~NEXT;
      if ((effect.ways & NEXT) === 0) return ways;
    }
    // Behind its `yield` a dependency has let the request through.
    return ways | (yields ? RETURN : NEXT);
  }

  #record(statement: Stmt, statuses: readonly number[], raises?: string): void {
    const gate = this.#gates.at(-1);
    if (this.#context.mode !== 'bogus' || gate === undefined || this.#swallowed > 0) return;
    const strengths = this.#gates.map((one) => this.#context.taint.of(one));
    this.rejections.push({
      evidence: [evidenceAt(this.#context.code, statement)],
      statuses,
      demands: demandsOf(this.#context.code, this.#context.taint, gate),
      weak: !strengths.includes('credential'),
      absence: this.#context.taint.isPureAbsence(gate),
      compares: comparesCredential(this.#context, this.#anonymous, gate),
      ...(raises === undefined ? {} : { raises }),
    });
  }
}
