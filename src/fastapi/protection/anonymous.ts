import { textOf } from '../../python/position.ts';
import type { Expr } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { Value } from '../value.ts';
import { truthOf } from '../values.ts';
import { isDigestComparison } from './credentials.ts';
import type { Taint } from './taint.ts';

/** The request that a middleware sees, where its conditions may speak of path, method and kind. */
export interface RequestFacts {
  readonly path: string;
  readonly methods: readonly string[];
  readonly kind: 'http' | 'websocket';
}

/** A name like `is_expired` is false of a missing credential without saying that it is good. */
const NEGATIVE =
  /expired|invalid|missing|blocked|revoked|denied|unauthori|anonymous|disabled|blacklist|banned|locked|fail|error/i;

/** Words of an Authorization header's form: to find them proves nothing. */
const FORMAT = /^(bearer|basic|token|jwt|apikey|api-key|digest)[ :]*$/i;

/** Truth of conditions when no credential is sent: whatever comes from one is None or empty. */
export class Anonymous {
  readonly #code: CodeBody;
  readonly #taint: Taint;
  readonly #request: RequestFacts | undefined;

  constructor(code: CodeBody, taint: Taint, request: RequestFacts | undefined) {
    this.#code = code;
    this.#taint = taint;
    this.#request = request;
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
    if (test.kind === 'call' && test.func.kind === 'attribute' && this.#taint.isRaw(test.func.value)) {
      const [first] = test.args;
      if (/^(isascii|isdigit|isalnum)$/.test(test.func.attr)) return true;
      if (/^(startswith|endswith)$/.test(test.func.attr))
        return first?.value.kind === 'string' && FORMAT.test(first.value.value) ? true : undefined;
    }
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
    if (this.#taint.isRaw(test)) return positive;
    const raw = this.#taint.isRaw(test.left) ? test.left : this.#taint.isRaw(right) ? right : undefined;
    if (raw === undefined) return undefined;
    const other = raw === test.left ? right : test.left;
    if (other.kind === 'none' || (other.kind === 'string' && other.value === '')) return !positive;
    if (other.kind === 'string' && FORMAT.test(other.value)) return positive;
    return undefined;
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
    const byRequest = this.#request === undefined ? undefined : this.#requestTruth(test, this.#request);
    if (byRequest !== undefined) return byRequest;
    if (this.#taint.of(test) !== undefined) return undefined;
    const value = this.#code.valueOf(test);
    return value.kind === 'bool' || value.kind === 'none' ? truthOf(value) : undefined;
  }

  /** A condition on settings or the environment alone: whoever deploys decides. */
  isConfiguration(test: Expr): boolean {
    if (this.#taint.of(test) !== undefined) return false;
    let local = false;
    walk(test, (node) => {
      if (node.kind !== 'name') return;
      const value = this.#code.frame.own(node.id);
      // A local that is itself read from the configuration counts as such.
      if (value !== undefined && !isConfigured(value)) local = true;
    });
    return !local;
  }

  #present(test: Expr): boolean | undefined {
    if (this.#taint.of(test) === undefined) return undefined;
    if (test.kind === 'call') {
      const name = textOf(this.#code.module, test.func);
      if (NEGATIVE.test(name) || /^(len|int|all|hasattr|print)$/.test(name))
        return name === 'hasattr' ? false : undefined;
      return false;
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
    if (tainted === undefined) return undefined;
    if (tainted.kind === 'call' && !(tainted.func.kind === 'attribute')) return undefined;
    const other = tainted === left ? right : left;
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
      default:
        return undefined;
    }
  }

  #isCredential(expr: Expr): boolean {
    return this.#taint.of(expr) !== undefined;
  }

  #requestTruth(test: Expr, request: RequestFacts): boolean | undefined {
    if (test.kind === 'compare') return this.#compareRequest(test, request);
    if (test.kind !== 'call') return undefined;
    const { func } = test;
    if (
      func.kind === 'attribute' &&
      (func.attr === 'startswith' || func.attr === 'endswith') &&
      this.#isPath(func.value)
    ) {
      return anyOf(this.#strings(test.args[0]?.value), (text) =>
        func.attr === 'startswith' ? request.path.startsWith(text) : request.path.endsWith(text),
      );
    }
    if (func.kind === 'name' && func.id === 'any' && test.args[0]?.value.kind === 'comprehension')
      return this.#anyPath(test.args[0].value, request);
    return undefined;
  }

  /** `any(path.startswith(prefix) for prefix in PUBLIC)`. */
  #anyPath(comprehension: Extract<Expr, { kind: 'comprehension' }>, request: RequestFacts): boolean | undefined {
    const texts = this.#strings(comprehension.generators[0]?.iter);
    const { element } = comprehension;
    if (
      element.kind === 'call' &&
      element.func.kind === 'attribute' &&
      element.func.attr === 'startswith' &&
      this.#isPath(element.func.value)
    )
      return anyOf(texts, (text) => request.path.startsWith(text));
    if (element.kind === 'compare' && element.ops[0] === '==') return anyOf(texts, (text) => request.path === text);
    if (element.kind === 'compare' && element.ops[0] === 'in')
      return anyOf(texts, (text) => request.path.includes(text));
    return undefined;
  }

  #compareRequest(test: Extract<Expr, { kind: 'compare' }>, request: RequestFacts): boolean | undefined {
    const [op] = test.ops;
    const [right] = test.comparators;
    if (op === undefined || right === undefined) return undefined;
    const positive = op === '==' || op === 'in' || op === 'is';
    if (!positive && op !== '!=' && op !== 'not in' && op !== 'is not') return undefined;
    const answer = this.#held(test.left, op, right, request);
    return answer === undefined ? undefined : positive === answer;
  }

  /** Whether path, method or kind equals, or is among, what it is compared with. */
  #held(left: Expr, op: string, right: Expr, request: RequestFacts): boolean | undefined {
    if (this.#isPath(left)) return anyOf(this.#strings(right), (text) => request.path === text);
    if (this.#isPath(right) && (op === 'in' || op === 'not in'))
      return anyOf(this.#strings(left), (text) => request.path.includes(text));
    const text = textOf(this.#code.module, left);
    if (/(request|req)\.method$|scope\[["']method["']\]$/.test(text)) {
      const answers = request.methods.map((method) => anyOf(this.#strings(right), (one) => one === method));
      return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
    }
    if (/scope\[["']type["']\]$|scope\.get\(["']type["']\)$/.test(text))
      return anyOf(this.#strings(right), (one) => one === request.kind);
    return undefined;
  }

  /** `request.url.path`, `scope["path"]`, or a local that is one of them. */
  #isPath(expr: Expr): boolean {
    const text = textOf(this.#code.module, expr);
    if (/\burl\.path$|scope\[["']path["']\]$|scope\.get\(["']path["'](, ["']["'])?\)$/.test(text)) return true;
    if (expr.kind !== 'name') return false;
    return new RegExp(
      `\\b${expr.id}\\s*(:\\s*str\\s*)?=\\s*[\\w.]*(url\\.path|scope\\[["']path["']\\]|scope\\.get\\(["']path["'])`,
    ).test(this.#code.module.text);
  }

  #strings(expr: Expr | undefined): readonly string[] | undefined {
    if (expr === undefined) return undefined;
    const value = this.#code.valueOf(expr);
    if (value.kind === 'string') return [value.value];
    if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set') return undefined;
    if (value.open === true) return undefined;
    const texts = value.items.flatMap((item) =>
      item.kind === 'string'
        ? [item.value]
        : item.kind === 'environment' && item.default?.kind === 'string'
          ? [item.default.value]
          : [],
    );
    return texts.length === value.items.length ? texts : undefined;
  }

  /** True for a comparison in constant time that involves the credential. */
  isDigest(expr: Expr): boolean {
    if (expr.kind !== 'call') return false;
    const value = this.#code.valueOf(expr.func);
    return value.kind === 'external' && isDigestComparison(value.name);
  }
}

function isConfigured(value: Value): boolean {
  return (
    value.kind === 'environment' ||
    (value.kind === 'instance' && /[sS]ettings|[cC]onfig/.test(value.class.qualname)) ||
    value.kind === 'external'
  );
}

function negate(truth: boolean | undefined): boolean | undefined {
  return truth === undefined ? undefined : !truth;
}

function anyOf(texts: readonly string[] | undefined, holds: (text: string) => boolean): boolean | undefined {
  return texts === undefined ? undefined : texts.some(holds);
}
