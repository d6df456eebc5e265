import { textOf } from '../../python/position.ts';
import type { Call, Expr } from '../../python/syntax.ts';
import { anyBelow } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import { evaluate } from '../interpreter/expressions.ts';
import { Frame } from '../interpreter/frame.ts';
import { fits } from '../python-pattern.ts';
import type { Value } from '../value.ts';
import { EndpointConditions, type RoutePart } from './endpoint-conditions.ts';
import { anyOf, isExpression, isQuestion, itemsOf } from './known-texts.ts';
import { namesOfPaths } from './path-names.ts';
import { fitsGlob, isGlob, isMatching, textIn } from './path-patterns.ts';
import { givenTo } from './slots.ts';

/** The request that a middleware sees, where its conditions may speak of path, method and kind. */
export interface RequestFacts {
  readonly path: string;
  readonly methods: readonly string[];
  readonly kind: 'http' | 'websocket';
  /** What is registered for it. */
  readonly endpoint?: Value | undefined;
  /** Behind the routing the request itself knows its route; a middleware has to look for it. */
  readonly routed: boolean;
}

/** A part of the request, or what it leads to. */
export type RequestPart = 'path' | 'method' | RoutePart;

/** A name that stands for one item while `any(… for name in …)`, or a loop, is worked out. */
export interface Binding {
  readonly name: string;
  readonly value: Value;
}

/** Whether our own function that a call runs holds of the request, and whether that hangs on a path that is not told. */
export type AskFunction = (call: Call, conditions: RequestConditions) => Answer | undefined;

export interface Answer {
  readonly truth: boolean | undefined;
  readonly asksPath: boolean;
}

/** Decides conditions on path, method and kind of the request for one route. */
export class RequestConditions {
  readonly code: CodeBody;
  readonly #ask: AskFunction;
  /** Parameters that hold a part of the request. */
  readonly #parts: ReadonlyMap<string, RequestPart>;
  readonly request: RequestFacts;
  readonly #endpoint: EndpointConditions;
  /** A condition speaks of the path or the endpoint, and could not be decided. */
  undecided = false;

  /** Locals whose condition is being worked out. */
  readonly #asking = new Set<string>();

  constructor(
    code: CodeBody,
    request: RequestFacts,
    ask: AskFunction,
    parts: ReadonlyMap<string, RequestPart> = new Map(),
  ) {
    this.code = code;
    this.request = request;
    this.#ask = ask;
    this.#parts = parts;
    this.#endpoint = new EndpointConditions(code, request, (name) => parts.get(name));
  }

  truth(test: Expr, binding?: Binding): boolean | undefined {
    const found = this.#truth(test, binding);
    if (found === undefined)
      this.undecided ||=
        anyBelow(test, (node) => isExpression(node) && this.#isPath(node)) || this.#endpoint.asks(test);
    return found;
  }

  /** What of the request an expression is. */
  partOf(expr: Expr): RequestPart | undefined {
    if (this.#isPath(expr)) return 'path';
    return this.#isMethod(expr) ? 'method' : this.#endpoint.partOf(expr);
  }

  /** The items that a loop runs over, where they are all known. */
  itemsIn(over: Expr): readonly Value[] | undefined {
    return itemsOf(this.code.valueOf(over));
  }

  /** Truth of a condition that is put together of such: `path == one or path.startswith(f"{one}/")`. */
  holds(test: Expr, binding?: Binding): boolean | undefined {
    switch (test.kind) {
      case 'bool':
        return test.value;
      case 'unary': {
        const truth = test.op === 'not' ? this.holds(test.operand, binding) : undefined;
        return truth === undefined ? undefined : !truth;
      }
      case 'boolop': {
        const truths = test.values.map((value) => this.holds(value, binding));
        const stop = test.op === 'or';
        if (truths.includes(stop)) return stop;
        return truths.includes(undefined) ? undefined : !stop;
      }
      default:
        return this.truth(test, binding) ?? this.#anyIn(test);
    }
  }

  /** `if not self.exempt: return False`: whether a list holds anything. */
  #anyIn(test: Expr): boolean | undefined {
    const items = test.kind === 'name' || test.kind === 'attribute' ? this.itemsIn(test) : undefined;
    return items === undefined ? undefined : items.length > 0;
  }

  #truth(test: Expr, binding: Binding | undefined): boolean | undefined {
    return this.#ofRequest(test, binding) ?? this.#endpoint.truth(test);
  }

  #ofRequest(test: Expr, binding: Binding | undefined): boolean | undefined {
    switch (test.kind) {
      case 'compare':
        return this.#compare(test, binding);
      case 'name':
        return this.#local(test.id, binding);
      case 'call':
        return this.#call(test, binding) ?? this.#asked(test);
      default:
        return undefined;
    }
  }

  /** `is_open = path in OPEN`: a local that is given once; `found = found or other` asks for itself. */
  #local(id: string, binding: Binding | undefined): boolean | undefined {
    const made = givenTo(this.code, id);
    const [only] = made;
    if (only === undefined || made.length > 1 || !isQuestion(only) || this.#asking.has(id)) return undefined;
    this.#asking.add(id);
    try {
      return this.holds(only, binding);
    } finally {
      this.#asking.delete(id);
    }
  }

  /** `self.is_public(request.url.path)`: a question that a function of ours answers. */
  #asked(test: Call): boolean | undefined {
    const answer = this.#ask(test, this);
    this.undecided ||= answer !== undefined && answer.truth === undefined && answer.asksPath;
    return answer?.truth;
  }

  #call(test: Call, binding: Binding | undefined): boolean | undefined {
    const { func } = test;
    const [first] = test.args;
    if (func.kind === 'name' && func.id === 'bool' && first !== undefined) return this.holds(first.value, binding);
    if (func.kind === 'name' && /^(any|all)$/.test(func.id) && first?.value.kind === 'comprehension')
      return this.#each(first.value, func.id === 'any');
    if (isGlob(func) && this.#isPath(first?.value))
      return anyOf(this.#texts(test.args[1]?.value, binding), (text) => fitsGlob(text, this.request.path));
    if (func.kind !== 'attribute') return undefined;
    if (/^(startswith|endswith)$/.test(func.attr) && this.#isPath(func.value))
      return anyOf(this.#texts(first?.value, binding), (text) =>
        func.attr === 'startswith' ? this.request.path.startsWith(text) : this.request.path.endsWith(text),
      );
    const { attr } = func;
    return isMatching(attr) && this.#isPath(test.args.at(-1)?.value)
      ? anyOf(this.#patterns(test, binding), (text) => fits(text, attr, this.request.path))
      : undefined;
  }

  /** `any(path.startswith(prefix) for prefix in PUBLIC)`. */
  #each(comprehension: Extract<Expr, { kind: 'comprehension' }>, any: boolean): boolean | undefined {
    const [generator] = comprehension.generators;
    if (generator?.target.kind !== 'name') return undefined;
    const { id } = generator.target;
    const items = itemsOf(this.code.valueOf(generator.iter));
    const truths = items?.map((value) => this.holds(comprehension.element, { name: id, value }));
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
    if (this.#isPath(left)) return anyOf(this.#texts(right, how.binding), (text) => this.request.path === text);
    if (this.#isPath(right)) {
      const { path } = this.request;
      return anyOf(this.#texts(left, how.binding), (text) => (how.among ? path.includes(text) : path === text));
    }
    if (this.#isMethod(left)) {
      const answers = this.request.methods.map((method) =>
        anyOf(this.#texts(right, how.binding), (one) => one === method),
      );
      return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
    }
    const text = textOf(this.code.module, left);
    if (/scope\[["']type["']\]$|scope\.get\(["']type["']\)$/.test(text))
      return anyOf(this.#texts(right, how.binding), (one) => one === this.request.kind);
    return undefined;
  }

  /** `(request.method, request.url.path) in OPEN`. */
  #heldTogether(sides: readonly Expr[], right: Expr): boolean | undefined {
    const truths = itemsOf(this.code.valueOf(right))?.map((row) => {
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
    if (this.#isPath(side)) return this.request.path === text;
    const { methods } = this.request;
    if (!this.#isMethod(side)) return undefined;
    return methods.includes(text) ? (methods.length === 1 ? true : undefined) : false;
  }

  #isMethod(expr: Expr): boolean {
    if (expr.kind === 'name' && this.#parts.has(expr.id)) return this.#parts.get(expr.id) === 'method';
    return /(request|req)\.method$|scope\[["']method["']\]$/.test(textOf(this.code.module, expr));
  }

  /** `request.url.path`, `scope["path"]`, `request.get("path")`, or a local that is one of them. */
  #isPath(expr: Expr | undefined): boolean {
    if (expr === undefined) return false;
    const text = textOf(this.code.module, expr);
    if (/\burl\.path$|(scope|request|req)(\[["']path["']\]|\.get\(["']path["'](, ["']["'])?\))$/.test(text))
      return true;
    if (expr.kind === 'call') return this.#isTrimmed(expr);
    if (expr.kind !== 'name') return false;
    const part = this.#parts.get(expr.id);
    if (part !== undefined) return part === 'path';
    return namesOfPaths(this.code.module).has(expr.id);
  }

  /** `path.rstrip("/")`, `path.lower()`: of a route's own path nothing that matters is left out. */
  #isTrimmed({ func }: Call): boolean {
    return func.kind === 'attribute' && /^(rstrip|lower|casefold)$/.test(func.attr) && this.#isPath(func.value);
  }

  /** `PATTERN.match(path)`, `re.match(PATTERN, path)`. */
  #patterns(test: Call, binding: Binding | undefined): readonly string[] | undefined {
    if (test.func.kind !== 'attribute') return undefined;
    const [first] = test.args;
    return test.args.length === 1 ? this.#texts(test.func.value, binding) : this.#texts(first?.value, binding);
  }

  #texts(expr: Expr | undefined, binding: Binding | undefined): readonly string[] | undefined {
    if (expr === undefined) return undefined;
    const value = this.#valueWith(expr, binding);
    const items = itemsOf(value) ?? [value];
    const texts = items.flatMap((item) => textIn(item) ?? []);
    return texts.length === items.length ? texts : undefined;
  }

  /** `prefix`, `f"{prefix}/"` where the name stands for one item. */
  #valueWith(expr: Expr, binding: Binding | undefined): Value {
    if (binding === undefined) return this.code.valueOf(expr);
    const { machine, frame } = this.code;
    const inner = new Frame('function', frame.module, frame.moduleName, frame.qualifier, frame);
    inner.set(binding.name, binding.value);
    return machine.quietly(() => evaluate(machine, expr, inner));
  }
}
