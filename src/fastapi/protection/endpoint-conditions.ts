import { textOf } from '../../python/position.ts';
import type { Call, Expr, Stmt } from '../../python/syntax.ts';
import { anyBelow } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { FunctionValue, Value } from '../value.ts';
import { defaultOf, textOfValue, truthOf } from '../values.ts';
import type { RequestFacts } from './request-conditions.ts';
import { givenTo } from './slots.ts';

/** A parameter that was handed the route, or its endpoint. */
export type RoutePart = 'endpoint' | 'route';

const ENDPOINT = /(scope|request|req|websocket)(\[["']endpoint["']\]|\.get\(\s*["']endpoint["'](,\s*None)?\s*\))$/;
const ROUTE = /(scope|request|req|websocket)(\[["']route["']\]|\.get\(\s*["']route["'](,\s*None)?\s*\))$/;
const SPEAKS_OF_IT = /["'](endpoint|route)["']|\.endpoint\b/;

/** Decides what a guard asks of the endpoint that it stands before: `getattr(request.scope["endpoint"], "is_public", False)`. */
export class EndpointConditions {
  readonly #code: CodeBody;
  readonly #request: RequestFacts;
  readonly #partOf: (name: string) => string | undefined;
  /** Names whose value is being worked out. */
  readonly #asking = new Set<string>();

  constructor(code: CodeBody, request: RequestFacts, partOf: (name: string) => string | undefined) {
    this.#code = code;
    this.#request = request;
    this.#partOf = partOf;
  }

  truth(test: Expr): boolean | undefined {
    if (test.kind === 'compare') return this.#compare(test);
    if (test.kind !== 'call' && test.kind !== 'name' && test.kind !== 'attribute') return undefined;
    if (this.partOf(test) !== undefined) return true;
    if (test.kind === 'call' && test.func.kind === 'name' && test.func.id === 'hasattr') return this.#has(test);
    const value = this.#valueOf(test);
    return value === undefined ? undefined : truthOf(value);
  }

  /** Whether an expression speaks of the endpoint, or of something that is kept on it. */
  asks(test: Expr): boolean {
    return anyBelow(test, (node) =>
      node.kind === 'name' || node.kind === 'subscript' || node.kind === 'call' || node.kind === 'attribute'
        ? this.partOf(node) !== undefined ||
          (node.kind === 'name' && this.#givenOf(node.id, (given) => this.asks(given)) === true)
        : false,
    );
  }

  /** Whether an expression is the endpoint, or the route that leads to it. */
  partOf(expr: Expr): RoutePart | undefined {
    switch (expr.kind) {
      case 'name': {
        const part = this.#partOf(expr.id);
        if (part === 'endpoint' || part === 'route') return part;
        return this.#givenOf(expr.id, (given) => this.partOf(given)) ?? this.#loopedOver(expr.id);
      }
      case 'attribute':
        return expr.attr === 'endpoint' && this.partOf(expr.value) === 'route' ? 'endpoint' : undefined;
      case 'walrus':
        return this.partOf(expr.value);
      case 'conditional':
        return this.partOf(expr.body);
      case 'call': {
        const [object, name] = expr.args;
        if (isCallOf(expr, 'getattr') && name?.value.kind === 'string' && name.value.value === 'endpoint')
          return object !== undefined && this.partOf(object.value) === 'route' ? 'endpoint' : undefined;
        return this.#written(expr);
      }
      case 'subscript':
        return this.#written(expr);
      default:
        return undefined;
    }
  }

  /** `for route in request.app.routes`: of those, the one that matches. */
  #loopedOver(id: string): RoutePart | undefined {
    const loop = (node: Expr | Stmt): boolean =>
      node.kind === 'for' &&
      node.target.kind === 'name' &&
      node.target.id === id &&
      node.iter.kind === 'attribute' &&
      node.iter.attr === 'routes';
    return speaksOfEndpoints(this.#code) && anyBelow(this.#code.body, loop, { scope: 'own' }) ? 'route' : undefined;
  }

  /** Only behind the routing the request knows them. */
  #written(expr: Expr): RoutePart | undefined {
    if (!this.#request.routed) return undefined;
    const text = textOf(this.#code.module, expr);
    return ENDPOINT.test(text) ? 'endpoint' : ROUTE.test(text) ? 'route' : undefined;
  }

  /** Asks the one expression that a name was given, where there is one. */
  #givenOf<T>(id: string, ask: (given: Expr) => T | undefined): T | undefined {
    if (this.#asking.has(id) || !speaksOfEndpoints(this.#code)) return undefined;
    const given = givenTo(this.#code, id);
    const [only] = given;
    if (only === undefined || given.length > 1) return undefined;
    this.#asking.add(id);
    try {
      return ask(only);
    } finally {
      this.#asking.delete(id);
    }
  }

  #has({ args: [object, name] }: Call): boolean | undefined {
    if (object === undefined || name?.value.kind !== 'string' || this.partOf(object.value) !== 'endpoint')
      return undefined;
    const found = this.#mark(name.value.value);
    return found === undefined ? undefined : found !== 'absent';
  }

  #compare(test: Extract<Expr, { kind: 'compare' }>): boolean | undefined {
    const [op] = test.ops;
    const [right] = test.comparators;
    if (op === undefined || right === undefined || test.ops.length > 1) return undefined;
    const positive = op === '==' || op === 'in' || op === 'is';
    const held = op.endsWith('in') ? this.#isAmong(test.left, right) : this.#equals(test.left, right);
    return held === undefined ? undefined : positive === held;
  }

  /** `endpoint in PUBLIC`, `endpoint.__name__ in ("login", "health")`. */
  #isAmong(left: Expr, right: Expr): boolean | undefined {
    const among = defaultOf(this.#code.valueOf(right));
    if ((among.kind !== 'list' && among.kind !== 'tuple' && among.kind !== 'set') || among.open === true)
      return undefined;
    if (this.partOf(left) === 'endpoint') {
      const [own] = this.#functions();
      return own === undefined ? undefined : among.items.some((item) => isSameFunction(item, own));
    }
    const text = textOfValue(this.#valueOf(left));
    const texts = among.items.map(textOfValue);
    if (text === undefined) return undefined;
    return texts.includes(text) ? true : texts.includes(undefined) ? undefined : false;
  }

  #equals(left: Expr, right: Expr): boolean | undefined {
    if (this.partOf(left) !== undefined) return right.kind === 'none' ? false : undefined;
    const value = this.#valueOf(left);
    if (value === undefined) return undefined;
    if (right.kind === 'none') return value.kind === 'none';
    if (right.kind === 'bool') return value.kind === 'bool' ? value.value === right.value : undefined;
    const texts = [value, this.#code.valueOf(right)].map(textOfValue);
    return texts.includes(undefined) ? undefined : texts[0] === texts[1];
  }

  /** What is kept on the endpoint, or asked of it: `getattr(endpoint, "roles", None)`, `endpoint.__name__`. */
  #valueOf(expr: Expr): Value | undefined {
    if (expr.kind === 'name') return this.#givenOf(expr.id, (given) => this.#valueOf(given));
    if (expr.kind === 'walrus') return this.#valueOf(expr.value);
    if (expr.kind === 'call') return isCallOf(expr, 'getattr') ? this.#fallingBack(expr) : undefined;
    if (expr.kind !== 'attribute') return undefined;
    const part = this.partOf(expr.value);
    if (part === 'endpoint' && expr.attr === '__name__') return this.#name();
    const found = part === 'endpoint' ? this.#mark(expr.attr) : undefined;
    return found === 'absent' ? undefined : found;
  }

  #fallingBack({ args: [object, name, fallback] }: Call): Value | undefined {
    if (object === undefined || name?.value.kind !== 'string' || this.partOf(object.value) !== 'endpoint')
      return undefined;
    const found = this.#mark(name.value.value);
    if (found !== 'absent') return found;
    return fallback === undefined ? undefined : this.#code.valueOf(fallback.value);
  }

  #name(): Value | undefined {
    const inner = this.#functions().at(-1);
    const name = inner?.def.kind === 'function' ? inner.def.name : undefined;
    return name === undefined || inner === undefined ? undefined : { kind: 'string', value: name, site: inner.site };
  }

  /** What the project's code has set on the endpoint; undefined where the endpoint is no function that can be read. */
  #mark(name: string): Value | 'absent' | undefined {
    const functions = this.#functions();
    if (functions.length === 0) return undefined;
    const { machine } = this.#code;
    for (const fn of functions) {
      const found = machine.functionAttributes(fn).get(name);
      if (found !== undefined) return found;
    }
    return 'absent';
  }

  #functions(): readonly FunctionValue[] {
    const { endpoint } = this.#request;
    return endpoint === undefined ? [] : functionsIn(endpoint);
  }
}

/** A function and those that it stands before: `functools.wraps` hands their marks on. */
function functionsIn(value: Value): readonly FunctionValue[] {
  const fn = value.kind === 'bound-method' ? value.function : value;
  if (fn.kind !== 'function') return [];
  const inner = fn.wraps?.keepsSignature === true ? functionsIn(fn.wraps.function) : [];
  return [fn, ...inner];
}

/** A wrapper has its function's marks, and is not that function. */
function isSameFunction(item: Value, own: FunctionValue): boolean {
  return item.kind === 'function' && item.def === own.def && item.closure === own.closure;
}

function isCallOf({ func }: Call, name: string): boolean {
  return func.kind === 'name' && func.id === name;
}

const speaking = new WeakMap<object, boolean>();

/** Whether a module speaks of endpoints at all: few do, and every condition is asked. */
function speaksOfEndpoints({ module }: CodeBody): boolean {
  const known = speaking.get(module) ?? SPEAKS_OF_IT.test(module.text);
  speaking.set(module, known);
  return known;
}
