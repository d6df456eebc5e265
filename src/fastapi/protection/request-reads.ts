import type { Call, Expr, Stmt } from '../../python/syntax.ts';
import type { CodeBody } from '../codes.ts';
import { textOfValue } from '../values.ts';
import { isCredentialName, namesFormToken, REQUEST_IDENTITY, saysNothingOfCaller } from './credentials.ts';
import { isRequestKey } from './origins.ts';

/** How surely something says who asks; `header` is the weaker word. */
export type Word = 'credential' | 'header';

export function strongest(words: readonly (Word | undefined)[]): Word | undefined {
  return words.find((word) => word === 'credential') ?? words.find((word) => word !== undefined);
}

/** What an object calls the request that it was made for. */
const HELD_REQUEST = /^_{0,2}(http_)?(req|request|websocket)$/;

/** What a body reads straight from the request, or from what a wrapped endpoint was called with. */
export class RequestReads {
  readonly requests = new Set<string>();
  /** Names of everything a wrapped endpoint was called with. */
  readonly arguments = new Set<string>();
  /** Names that go through those one by one: `for arg in args`. */
  readonly #items = new Set<string>();
  /** Names of the headers or cookies as a whole. */
  readonly #bags = new Set<string>();
  readonly #code: CodeBody;

  constructor(code: CodeBody) {
    this.#code = code;
  }

  /** How many names are known. */
  get size(): number {
    return this.requests.size + this.#bags.size;
  }

  /** True for a name that holds the request itself. */
  isRequest(expr: Expr): boolean {
    if (expr.kind === 'name') return this.requests.has(expr.id);
    return (
      expr.kind === 'attribute' &&
      HELD_REQUEST.test(expr.attr) &&
      expr.value.kind === 'name' &&
      expr.value.id === 'self'
    );
  }

  /** Learns that a name holds the request, or all its headers; false for any other value. */
  learn(name: string, value: Expr): boolean {
    if (this.isRequest(value) || this.#wrapsRequest(value) || this.#isItemNamed(name, value)) {
      this.requests.add(name);
      return true;
    }
    if (this.#areArguments(value)) this.#items.add(name);
    if (!this.isBag(value)) return false;
    this.#bags.add(name);
    return true;
  }

  /** `request.headers` or a name for it, `Headers(scope=scope)`, `dict(request.headers)`, `scope["headers"]`. */
  isBag(expr: Expr): boolean {
    switch (expr.kind) {
      case 'name':
        return this.#bags.has(expr.id);
      case 'attribute':
        return /^(headers|cookies)$/.test(expr.attr) && this.isRequest(expr.value);
      case 'subscript':
        return this.#isScope(expr.value) && expr.index[0]?.kind === 'string' && expr.index[0].value === 'headers';
      case 'call':
        return this.#makesBag(expr);
      default:
        return false;
    }
  }

  /** `request.headers["X"]`, `request.cookies.get("x")`: a credential by its name, else the weaker word; `nothing` of what any client sets. */
  namedItem(node: Expr | Stmt): Word | 'nothing' | undefined {
    if (node.kind === 'compare')
      return node.left.kind === 'string' && saysNothingOfCaller(node.left.value) ? 'nothing' : this.presence(node);
    const object =
      node.kind === 'subscript'
        ? node.value
        : node.kind === 'call' && node.func.kind === 'attribute' && /^(get|getlist|pop)$/.test(node.func.attr)
          ? node.func.value
          : undefined;
    if (object === undefined || !this.isBag(object)) return undefined;
    const key = node.kind === 'subscript' ? node.index[0] : node.kind === 'call' ? node.args[0]?.value : undefined;
    if (key === undefined) return undefined;
    const value = key.kind === 'string' ? key.value : textOfValue(this.#code.valueOf(key));
    if (value !== undefined && saysNothingOfCaller(value)) return 'nothing';
    return value === undefined || isCredentialName(value) ? 'credential' : 'header';
  }

  /** `request.cookies.get("csrf")`, `request.session["csrf_token"]`. */
  isFormToken(node: Expr | Stmt): boolean {
    const key =
      node.kind === 'subscript'
        ? node.index[0]
        : node.kind === 'call' && node.func.kind === 'attribute' && node.func.attr === 'get'
          ? node.args[0]?.value
          : undefined;
    if (key === undefined || key.kind === 'list') return false;
    const value = key.kind === 'string' ? key.value : textOfValue(this.#code.valueOf(key));
    return value !== undefined && namesFormToken(value);
  }

  /** `"authorization" in request.headers`. */
  presence(node: Extract<Expr, { kind: 'compare' }>): Word | undefined {
    const [right] = node.comparators;
    if (node.left.kind !== 'string' || right === undefined || !this.isBag(right)) return undefined;
    return isCredentialName(node.left.value) ? 'credential' : 'header';
  }

  attribute(object: Expr, attr: string): Word | undefined {
    if (!this.isRequest(object)) return undefined;
    if (attr === 'headers' || attr === 'cookies') return 'header';
    return REQUEST_IDENTITY.has(attr) && attr !== 'scope' ? 'credential' : undefined;
  }

  /** `kwargs["user"]`, `kwargs.get("user")`: what a wrapped endpoint got from its dependencies. */
  argument(object: Expr, key: Expr | undefined): 'credential' | undefined {
    if (object.kind !== 'name' || !this.arguments.has(object.id)) return undefined;
    return key === undefined || key.kind === 'string' || key.kind === 'name' ? 'credential' : undefined;
  }

  /** `scope["headers"]`, `scope["user"]` in an ASGI application. */
  scopeItem(object: Expr, key: Expr | undefined): 'credential' | undefined {
    return this.#isScope(object) && key?.kind === 'string' && REQUEST_IDENTITY.has(key.value)
      ? 'credential'
      : undefined;
  }

  #isScope(object: Expr): boolean {
    return (
      (object.kind === 'name' && object.id === 'scope' && this.requests.has('scope')) ||
      (object.kind === 'attribute' && object.attr === 'scope' && this.isRequest(object.value))
    );
  }

  /** `args`, `kwargs.values()`, `list(args) + list(kwargs.values())`. */
  #areArguments(value: Expr): boolean {
    if (value.kind === 'name') return this.arguments.has(value.id);
    if (value.kind === 'binary') return this.#areArguments(value.left) || this.#areArguments(value.right);
    if (value.kind !== 'call') return false;
    if (value.func.kind === 'attribute' && value.func.attr === 'values') return this.#areArguments(value.func.value);
    return value.args.some((one) => this.#areArguments(one.value));
  }

  /** `request = arg` of `for arg in args`. */
  #isItemNamed(name: string, value: Expr): boolean {
    return value.kind === 'name' && this.#items.has(value.id) && /^(request|req|websocket)$/.test(name);
  }

  /** `find_request(*args, **kwargs)`, `next(arg for arg in args if isinstance(arg, Request))`. */
  #picksRequest({ func, args }: Call): boolean {
    const name = func.kind === 'name' ? func.id : func.kind === 'attribute' ? func.attr : '';
    if (/request/i.test(name)) return args.some((one) => this.#areArguments(one.value));
    const [first] = args;
    return (
      name === 'next' &&
      first?.value.kind === 'comprehension' &&
      first.value.generators.some(
        ({ iter, conditions }) => this.#areArguments(iter) && conditions.some((one) => asksForRequest(one)),
      )
    );
  }

  /** `request = Request(scope)`, `request = kwargs["request"]`. */
  #wrapsRequest(value: Expr): boolean {
    if (value.kind === 'boolop') return value.values.some((one) => this.#wrapsRequest(one));
    if (value.kind === 'call' && this.#picksRequest(value)) return true;
    if (value.kind === 'call') {
      const name = this.#code.valueOf(value.func);
      if (name.kind === 'external' && /\.(Request|HTTPConnection|WebSocket)$/.test(name.name)) return true;
      return (
        value.func.kind === 'attribute' &&
        value.func.attr === 'get' &&
        this.argument(value.func.value, value.args[0]?.value) !== undefined &&
        isRequestKey(value.args[0]?.value)
      );
    }
    return (
      value.kind === 'subscript' &&
      this.argument(value.value, value.index[0]) !== undefined &&
      isRequestKey(value.index[0])
    );
  }

  #makesBag({ func, args }: Call): boolean {
    const isGiven = args.some(({ value }) => this.isBag(value) || this.#isScope(value));
    if (!isGiven) return false;
    const made = this.#code.valueOf(func);
    return made.kind === 'external' && /(^|\.)(Headers|MutableHeaders|dict)$/.test(made.name);
  }
}

/** `isinstance(arg, Request)`. */
function asksForRequest(test: Expr): boolean {
  if (test.kind !== 'call' || test.func.kind !== 'name' || test.func.id !== 'isinstance') return false;
  const asked = test.args[1]?.value;
  const name = asked?.kind === 'name' ? asked.id : asked?.kind === 'attribute' ? asked.attr : '';
  return /^(Request|HTTPConnection|WebSocket)$/.test(name);
}
