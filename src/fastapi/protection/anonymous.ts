import { textOf } from '../../python/position.ts';
import type { Expr, FunctionDef, Lambda, Stmt } from '../../python/syntax.ts';
import { anyBelow } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { Frame } from '../interpreter/frame.ts';
import { truthOf } from '../values.ts';
import { Configuration } from './configuration.ts';
import { isDigestComparison } from './credentials.ts';
import { asksForForm, FORMAT } from './forms.ts';
import { literalTruth } from './literals.ts';
import { RequestConditions, type Binding } from './request-conditions.ts';
import type { Taint } from './taint.ts';
import type { FlowContext } from './ways.ts';

/** A name like `is_expired` is false of a missing credential without saying that it is good. */
const NEGATIVE =
  /expired|invalid|missing|blocked|revoked|denied|unauthori|anonymous|disabled|blacklist|banned|locked|fail|error/i;

/** `is_anonymous(user)`, `request.user.is_anonymous`: true of whoever sent nothing. */
const SAYS_NOBODY = /(^|\.)is_(anonymous|unauthenticated|guest)$/;

/** Truth of conditions when no credential is sent: whatever comes from one is None or empty. */
export class Anonymous {
  readonly #code: CodeBody;
  readonly #taint: Taint;
  readonly #literals: FlowContext['literals'];
  readonly #request: RequestConditions | undefined;
  readonly configuration: Configuration;
  /** The item of the loop that is being worked out. */
  #item: Binding | undefined;

  constructor({ code, taint, request, ask, literals }: FlowContext) {
    this.#literals = literals;
    this.#code = code;
    this.#taint = taint;
    this.configuration = new Configuration(code, taint);
    this.#request = request === undefined ? undefined : new RequestConditions(code, request, ask);
  }

  /** True, false, or undefined when both are possible. */
  truth(test: Expr): boolean | undefined {
    switch (test.kind) {
      case 'unary':
        return test.op === 'not' ? negate(this.truth(test.operand)) : undefined;
      case 'boolop': {
        const truths = test.values.map((value) => this.truth(value));
        const stop = test.op === 'or';
        if (truths.includes(stop)) return stop;
        return truths.every((truth) => truth === !stop) ? !stop : undefined;
      }
      case 'compare':
        return this.#compare(test) ?? this.fixedTruth(test);
      case 'walrus':
        return this.truth(test.value);
      default:
        return this.fixedTruth(test) ?? this.#present(test);
    }
  }

  /** The parts of `a if test else b` that run. */
  taken(node: Extract<Expr, { kind: 'conditional' }>, mode: FlowContext['mode']): readonly Expr[] {
    const truth = mode === 'anonymous' ? this.truth(node.test) : undefined;
    if (truth === undefined) return [node.test, node.body, node.orelse];
    return [node.test, truth ? node.body : node.orelse];
  }

  /**
   * Truth when some credential of the right form is sent: it is there, it begins with `Bearer`, it has its parts.
   * Only what is compared or looked up can tell it from a good one.
   */
  bogusTruth(test: Expr): boolean | undefined {
    if (test.kind === 'unary' && test.op === 'not') return negate(this.bogusTruth(test.operand));
    if (test.kind === 'boolop') {
      const truths = test.values.map((value) => this.bogusTruth(value));
      const stop = test.op === 'or';
      if (truths.includes(stop)) return stop;
      return truths.every((truth) => truth === !stop) ? !stop : undefined;
    }
    const fixed = this.fixedTruth(test);
    if (fixed !== undefined) return fixed;
    if (test.kind === 'compare') return this.#wellFormed(test);
    if (this.#isForm(test)) return true;
    // Whether it begins with this or that is told by a good one too.
    if (test.kind === 'call' && test.func.kind === 'attribute' && /^(starts|ends)with$/.test(test.func.attr))
      return undefined;
    return this.#taint.isRaw(test) ? true : undefined;
  }

  #wellFormed(test: Extract<Expr, { kind: 'compare' }>): boolean | undefined {
    const [op] = test.ops;
    const [right] = test.comparators;
    if (op === undefined || right === undefined) return undefined;
    const positive = op === '==' || op === 'in' || op === 'is' || op === '>=' || op === '>';
    if (test.left.kind === 'call' && test.left.func.kind === 'name' && test.left.func.id === 'len') {
      const [counted] = test.left.args;
      return counted !== undefined && this.#taint.isRaw(counted.value) ? positive : undefined;
    }
    // `FORM.fullmatch(key) is None`.
    if (this.#isForm(test.left)) return right.kind === 'none' ? !positive : undefined;
    if (this.#taint.isRaw(test)) return positive;
    const raw = this.#taint.isRaw(test.left) ? test.left : this.#taint.isRaw(right) ? right : undefined;
    if (raw === undefined) return undefined;
    const other = raw === test.left ? right : test.left;
    if (other.kind === 'none' || (other.kind === 'string' && other.value === '')) return !positive;
    if (other.kind === 'string' && FORMAT.test(other.value)) return positive;
    // `" " in key`, `"." not in token`: what separates its parts is there, and blanks are not.
    if (other === test.left && other.kind === 'string' && /^\W$/.test(other.value))
      return positive === /\S/.test(other.value);
    return undefined;
  }

  #isForm(expr: Expr): boolean {
    return expr.kind === 'call' && asksForForm(this.#code, expr, (one) => this.#taint.isRaw(one));
  }

  /** What a loop runs over, where it is texts that its body holds against the request's path. */
  pathsIn(loop: { readonly target: Expr; readonly iter: Expr; readonly body: readonly Stmt[] }): readonly Binding[] {
    const { target } = loop;
    if (this.#request === undefined || target.kind !== 'name' || !this.#asksPath(loop.body)) return [];
    const items = this.#request.itemsIn(loop.iter) ?? [];
    return items.map((value) => ({ name: target.id, value }));
  }

  #asksPath(body: readonly Stmt[]): boolean {
    return anyBelow(
      body,
      (node) =>
        (node.kind === 'name' || node.kind === 'attribute' || node.kind === 'subscript') &&
        this.#request?.partOf(node) === 'path',
    );
  }

  /** Works with one item of a loop. */
  withItem<T>(item: Binding, work: () => T): T {
    const before = this.#item;
    this.#item = item;
    try {
      return work();
    } finally {
      this.#item = before;
    }
  }

  /** A condition on the path could not be decided. */
  get undecided(): boolean {
    return this.#request?.undecided === true;
  }

  /** What the request is or where it goes decides a condition, whoever sends it. */
  isAskedOfRequest(test: Expr): boolean {
    if (test.kind === 'boolop') {
      const asked = test.values.filter((one) => this.isAskedOfRequest(one));
      return asked.length === test.values.length || asked.some((one) => this.fixedTruth(one) === (test.op === 'or'));
    }
    return this.#taint.of(test) === undefined && this.#request?.holds(test, this.#item) !== undefined;
  }

  /** What holds whatever credential is sent: path, method, and constants of the code. */
  fixedTruth(test: Expr): boolean | undefined {
    if (test.kind === 'unary' && test.op === 'not') return negate(this.fixedTruth(test.operand));
    if (test.kind === 'boolop') {
      const truths = test.values.map((value) => this.fixedTruth(value));
      const stop = test.op === 'or';
      if (truths.includes(stop)) return stop;
      return truths.every((truth) => truth === !stop) ? !stop : undefined;
    }
    const settled = literalTruth(test, this.#literals);
    if (settled !== undefined) return settled;
    const byRequest = this.#request?.truth(test, this.#item);
    if (byRequest !== undefined) return byRequest;
    if (this.#taint.of(test) !== undefined || this.#hasPlaceholder(test) || this.#asksFunction(test)) return undefined;
    if (this.#asksUnknown(test)) return undefined;
    const value = this.#code.valueOf(test);
    return value.kind === 'bool' || value.kind === 'none' ? truthOf(value) : undefined;
  }

  /** A None of the module or the class that waits to be replaced: `client: Redis | None = None`. */
  #hasPlaceholder(test: Expr): boolean {
    return anyBelow(
      test,
      (node) =>
        (node.kind === 'name' || node.kind === 'attribute') &&
        this.#code.valueOf(node).kind === 'none' &&
        !this.#isSettled(node),
    );
  }

  /** `login_required()`: what a function of ours finds in its surroundings may change; what it says as a literal does not. */
  #asksFunction(test: Expr): boolean {
    return anyBelow(test, (node) => {
      if (node.kind !== 'call') return false;
      const called = this.#code.valueOf(node.func);
      const fn = called.kind === 'bound-method' ? called.function : called;
      return fn.kind === 'function' && !answersLiterally(fn.def);
    });
  }

  /** `getattr(route, "is_public", False)` of something that cannot be read: the interpreter takes the fallback. */
  #asksUnknown(test: Expr): boolean {
    return anyBelow(test, (node) => {
      if (node.kind !== 'call' || node.func.kind !== 'name' || !/^(get|has)attr$/.test(node.func.id)) return false;
      const [object] = node.args;
      return object !== undefined && this.#code.valueOf(object.value).kind === 'unknown';
    });
  }

  /** A parameter or local, or an attribute that `__init__` gave this very object. */
  #isSettled(node: Extract<Expr, { kind: 'name' | 'attribute' }>): boolean {
    for (
      let frame: Frame | undefined = this.#code.frame;
      node.kind === 'name' && frame?.kind === 'function';
      frame = frame.parent
    )
      if (frame.own(node.id) !== undefined) return true;
    if (node.kind === 'name') return false;
    const object = this.#code.valueOf(node.value);
    return object.kind === 'instance' && object.attributes.has(node.attr);
  }

  #present(test: Expr): boolean | undefined {
    if (this.#taint.of(test) === undefined || this.#taint.isMixed(test)) return undefined;
    if (test.kind === 'attribute' && SAYS_NOBODY.test(test.attr)) return true;
    if (test.kind === 'call') {
      const name = textOf(this.#code.module, test.func);
      if (SAYS_NOBODY.test(name)) return true;
      if (name === 'hasattr') return false;
      if (name === 'isinstance' && isNobodysClass(test.args[1]?.value)) return true;
      // `all(check(request) for check in CHECKS)`: each asks, and each finds nobody.
      const [each] = test.args;
      if (name === 'all' && each?.value.kind === 'comprehension') return this.truth(each.value.element);
      return NEGATIVE.test(name) || /^(len|int|all|print)$/.test(name) ? undefined : false;
    }
    if (test.kind === 'attribute' && NEGATIVE.test(test.attr)) return undefined;
    return false;
  }

  #compare(test: Extract<Expr, { kind: 'compare' }>): boolean | undefined {
    const [op] = test.ops;
    const [right] = test.comparators;
    if (op === undefined || right === undefined || test.ops.length > 1) return undefined;
    const { left } = test;
    const tainted = this.#isCredential(left) ? left : this.#isCredential(right) ? right : undefined;
    if (tainted === undefined || this.#taint.isMixed(tainted)) return undefined;
    const other = tainted === left ? right : left;
    // `decode(token) is None` asks what `user is None` does; of what else a function makes of nothing, little is known.
    const isFunction = tainted.kind === 'call' && tainted.func.kind !== 'attribute';
    if (isFunction && !(other.kind === 'none' && op.startsWith('is'))) return undefined;
    const emptiness =
      other.kind === 'none' ||
      (other.kind === 'string' && other.value === '') ||
      (other.kind === 'bool' && !other.value);
    switch (op) {
      case 'is':
      case '==':
        return emptiness;
      case 'is not':
      case '!=':
        return !emptiness;
      case 'in':
        return false;
      case 'not in':
        return true;
      // `required <= granted`: nobody was granted anything.
      case '<=':
        return tainted === right && left !== tainted ? false : undefined;
      case '>=':
        return tainted === left ? false : undefined;
      default:
        return undefined;
    }
  }

  #isCredential(expr: Expr): boolean {
    return this.#taint.of(expr) !== undefined;
  }

  /** True for a comparison in constant time that involves the credential. */
  isDigest(expr: Expr): boolean {
    if (expr.kind !== 'call') return false;
    const value = this.#code.valueOf(expr.func);
    return value.kind === 'external' && isDigestComparison(value.name);
  }
}

/** `AnonymousUser`, `models.Guest`: what a caller without a credential is made into. */
function isNobodysClass(cls: Expr | undefined): boolean {
  const name = cls?.kind === 'name' ? cls.id : cls?.kind === 'attribute' ? cls.attr : '';
  return /^_?(Anonymous|Unauthenticated|Guest|Nobody)/.test(name);
}

/** `def is_open(): return False`. */
function answersLiterally(def: FunctionDef | Lambda): boolean {
  if (def.kind === 'lambda') return def.body.kind === 'bool';
  const said = def.body.find((one) => one.kind !== 'expr');
  return said?.kind === 'return' && said.value?.kind === 'bool';
}

function negate(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}
