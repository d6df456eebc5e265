import { textOf } from '../../python/position.ts';
import type { Call, Expr } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import { pythonPattern, type Matching } from '../python-pattern.ts';
import type { Value } from '../value.ts';
import { defaultOf } from '../values.ts';

/** The request that a middleware sees, where its conditions may speak of path, method and kind. */
export interface RequestFacts {
  readonly path: string;
  readonly methods: readonly string[];
  readonly kind: 'http' | 'websocket';
}

/** A name that stands for one item while `any(… for name in …)` is worked out. */
interface Binding {
  readonly name: string;
  readonly value: Value;
}

/** Decides conditions on path, method and kind of the request for one route. */
export class RequestConditions {
  readonly #code: CodeBody;
  readonly #request: RequestFacts;
  /** A condition speaks of the path, and could not be decided. */
  undecided = false;

  constructor(code: CodeBody, request: RequestFacts) {
    this.#code = code;
    this.#request = request;
  }

  truth(test: Expr): boolean | undefined {
    const found = this.#truth(test, undefined);
    if (found === undefined) walk(test, (node) => void (this.undecided ||= isExpression(node) && this.#isPath(node)));
    return found;
  }

  #truth(test: Expr, binding: Binding | undefined): boolean | undefined {
    if (test.kind === 'compare') return this.#compare(test, binding);
    return test.kind === 'call' ? this.#call(test, binding) : undefined;
  }

  #call(test: Call, binding: Binding | undefined): boolean | undefined {
    const { func } = test;
    const [first] = test.args;
    if (func.kind === 'name' && /^(any|all)$/.test(func.id) && first?.value.kind === 'comprehension')
      return this.#each(first.value, func.id === 'any');
    if (func.kind !== 'attribute') return undefined;
    if (/^(startswith|endswith)$/.test(func.attr) && this.#isPath(func.value))
      return anyOf(this.#texts(first?.value, binding), (text) =>
        func.attr === 'startswith' ? this.#request.path.startsWith(text) : this.#request.path.endsWith(text),
      );
    return isMatching(func.attr) && this.#isPath(test.args.at(-1)?.value)
      ? anyOf(this.#patterns(test, binding), (text) => pythonPattern(text, matchingOf(func.attr))?.(this.#request.path))
      : undefined;
  }

  /** `any(path.startswith(prefix) for prefix in PUBLIC)`. */
  #each(comprehension: Extract<Expr, { kind: 'comprehension' }>, any: boolean): boolean | undefined {
    const [generator] = comprehension.generators;
    if (generator?.target.kind !== 'name') return undefined;
    const { id } = generator.target;
    const items = itemsOf(this.#code.valueOf(generator.iter));
    const truths = items?.map((value) => this.#truth(comprehension.element, { name: id, value }));
    if (truths === undefined) return undefined;
    if (truths.includes(any)) return any;
    return truths.includes(undefined) ? undefined : !any;
  }

  #compare(test: Extract<Expr, { kind: 'compare' }>, binding: Binding | undefined): boolean | undefined {
    const [op] = test.ops;
    const [right] = test.comparators;
    if (op === undefined || right === undefined) return undefined;
    const positive = op === '==' || op === 'in' || op === 'is';
    if (!positive && op !== '!=' && op !== 'not in' && op !== 'is not') return undefined;
    const answer = this.#held(test.left, right, { among: op.endsWith('in'), binding });
    return answer === undefined ? undefined : positive === answer;
  }

  /** Whether path, method or kind equals, or is among, what it is compared with. */
  #held(
    left: Expr,
    right: Expr,
    how: { readonly among: boolean; readonly binding: Binding | undefined },
  ): boolean | undefined {
    if (left.kind === 'tuple') return how.among ? this.#heldTogether(left.items, right) : undefined;
    if (this.#isPath(left)) return anyOf(this.#texts(right, how.binding), (text) => this.#request.path === text);
    if (this.#isPath(right)) {
      const { path } = this.#request;
      return anyOf(this.#texts(left, how.binding), (text) => (how.among ? path.includes(text) : path === text));
    }
    if (this.#isMethod(left)) {
      const answers = this.#request.methods.map((method) =>
        anyOf(this.#texts(right, how.binding), (one) => one === method),
      );
      return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
    }
    const text = textOf(this.#code.module, left);
    if (/scope\[["']type["']\]$|scope\.get\(["']type["']\)$/.test(text))
      return anyOf(this.#texts(right, how.binding), (one) => one === this.#request.kind);
    return undefined;
  }

  /** `(request.method, request.url.path) in OPEN`. */
  #heldTogether(sides: readonly Expr[], right: Expr): boolean | undefined {
    const truths = itemsOf(this.#code.valueOf(right))?.map((row) => {
      const cells = itemsOf(row);
      if (cells?.length !== sides.length) return undefined;
      const held = sides.map((side, index) => this.#equals(side, cells[index]));
      return held.includes(false) ? false : held.includes(undefined) ? undefined : true;
    });
    if (truths?.includes(true) === true) return true;
    return truths === undefined || truths.includes(undefined) ? undefined : false;
  }

  #equals(side: Expr, value: Value | undefined): boolean | undefined {
    const text = value === undefined ? undefined : textIn(value);
    if (text === undefined) return undefined;
    if (this.#isPath(side)) return this.#request.path === text;
    const { methods } = this.#request;
    if (!this.#isMethod(side)) return undefined;
    return methods.includes(text) ? (methods.length === 1 ? true : undefined) : false;
  }

  #isMethod(expr: Expr): boolean {
    return /(request|req)\.method$|scope\[["']method["']\]$/.test(textOf(this.#code.module, expr));
  }

  /** `request.url.path`, `scope["path"]`, or a local that is one of them. */
  #isPath(expr: Expr | undefined): boolean {
    if (expr === undefined) return false;
    const text = textOf(this.#code.module, expr);
    if (/\burl\.path$|scope\[["']path["']\]$|scope\.get\(["']path["'](, ["']["'])?\)$/.test(text)) return true;
    if (expr.kind !== 'name') return false;
    return new RegExp(
      `\\b${expr.id}\\s*(:\\s*str\\s*)?=\\s*[\\w.]*(url\\.path|scope\\[["']path["']\\]|scope\\.get\\(["']path["'])`,
    ).test(this.#code.module.text);
  }

  /** `PATTERN.match(path)`, `re.match(PATTERN, path)`. */
  #patterns(test: Call, binding: Binding | undefined): readonly string[] | undefined {
    if (test.func.kind !== 'attribute') return undefined;
    const [first] = test.args;
    return test.args.length === 1 ? this.#texts(test.func.value, binding) : this.#texts(first?.value, binding);
  }

  #texts(expr: Expr | undefined, binding: Binding | undefined): readonly string[] | undefined {
    if (expr === undefined) return undefined;
    const bound = expr.kind === 'name' && expr.id === binding?.name;
    const value = bound ? binding.value : this.#code.valueOf(expr);
    const items = itemsOf(value) ?? [value];
    const texts = items.flatMap((item) => textIn(item) ?? []);
    return texts.length === items.length ? texts : undefined;
  }
}

function itemsOf(value: Value): readonly Value[] | undefined {
  const settled = defaultOf(value);
  if (settled.kind !== 'list' && settled.kind !== 'tuple' && settled.kind !== 'set') return undefined;
  return settled.open === true ? undefined : settled.items;
}

/** A text, or that of a compiled pattern. */
function textIn(value: Value): string | undefined {
  const settled = defaultOf(value);
  if (settled.kind === 'string') return settled.value;
  const [pattern] = settled.kind === 'external-call' && settled.callee === 're.compile' ? settled.args.positional : [];
  return pattern?.kind === 'string' ? pattern.value : undefined;
}

function isMatching(name: string): boolean {
  return /^(match|fullmatch|search)$/.test(name);
}

function matchingOf(name: string): Matching {
  return name === 'fullmatch' || name === 'search' ? name : 'match';
}

function isExpression(node: { readonly kind: string }): node is Expr {
  return node.kind === 'name' || node.kind === 'attribute' || node.kind === 'subscript' || node.kind === 'call';
}

function anyOf(
  texts: readonly string[] | undefined,
  holds: (text: string) => boolean | undefined,
): boolean | undefined {
  const truths = texts?.map(holds);
  if (truths === undefined || truths.includes(true)) return truths === undefined ? undefined : true;
  return truths.includes(undefined) ? undefined : false;
}
