import type { Expr, Stmt } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import { textOfValue } from '../values.ts';
import { isCredentialName, REQUEST_IDENTITY } from './credentials.ts';
import { isRequestKey, type Origin } from './origins.ts';

/** What a look-up takes beside the thing that it looks for. */
const LOOKUP_TOOLS =
  /^(db|database|session|db_session|async_session|conn|connection|cursor|request|repo\w*|service|uow|client|redis|cache|settings|self)$/;

/** Which names of a body come from a credential. */
export class Taint {
  readonly #credentials = new Set<string>();
  readonly #raw = new Set<string>();
  readonly #pure = new Set<string>();
  readonly #headers = new Set<string>();
  readonly #requests = new Set<string>();
  readonly #arguments = new Set<string>();
  readonly #answers = new Map<Expr, 'credential' | 'header' | undefined>();
  /** True once all assignments are followed: from then on an answer stays. */
  #settled = false;
  readonly #code: CodeBody;
  /** Calls of our own functions that hand back something made of a credential. */
  readonly #returnsCredential: (expr: Extract<Expr, { kind: 'call' }>) => boolean;

  constructor(
    code: CodeBody,
    origins: ReadonlyMap<string, Origin>,
    returnsCredential: (call: Extract<Expr, { kind: 'call' }>) => boolean,
  ) {
    this.#code = code;
    this.#returnsCredential = returnsCredential;
    for (const [name, origin] of origins) {
      this.#setOf(origin)?.add(name);
      if (origin === 'raw' || origin === 'header') this.#raw.add(name);
    }
    // What is assigned from a credential is one; three rounds follow chains written in any order.
    for (let round = 0, before = -1; round < 3 && this.#size !== before; round++) {
      before = this.#size;
      walk(code.body, (node) => this.#spread(node), { scope: 'own' });
    }
    this.#settled = true;
  }

  /** How much is known; a round that adds nothing is the last. */
  get #size(): number {
    return this.#credentials.size + this.#raw.size + this.#pure.size + this.#headers.size + this.#requests.size;
  }

  #setOf(origin: Origin): Set<string> | undefined {
    if (origin === 'credential' || origin === 'raw') return this.#credentials;
    if (origin === 'header') return this.#headers;
    if (origin === 'request') return this.#requests;
    return origin === 'arguments' ? this.#arguments : undefined;
  }

  /** Whether an expression depends on who asks; `header` is the weaker word. */
  of(expr: Expr): 'credential' | 'header' | undefined {
    if (this.#answers.has(expr)) return this.#answers.get(expr);
    const answer = this.#examine(expr);
    if (this.#settled) this.#answers.set(expr, answer);
    return answer;
  }

  #examine(expr: Expr): 'credential' | 'header' | undefined {
    const words = new Set<'credential' | 'header'>();
    walk(expr, (node) => {
      const named = this.#namedItem(node);
      const found = named ?? this.#direct(node);
      if (found !== undefined) words.add(found);
      // `headers.get("x-tenant")` is told by its name, not by being a header.
      return !words.has('credential') && named === undefined;
    });
    return words.has('credential') ? 'credential' : words.has('header') ? 'header' : undefined;
  }

  /** `not user`, `user is None`, where nothing but the credential was asked for: that it is not found says "not you". */
  isPureAbsence(test: Expr): boolean {
    if (test.kind === 'unary' && test.op === 'not')
      return test.operand.kind === 'name' && this.#pure.has(test.operand.id);
    return (
      test.kind === 'compare' &&
      test.ops[0] === 'is' &&
      test.comparators[0]?.kind === 'none' &&
      test.left.kind === 'name' &&
      this.#pure.has(test.left.id)
    );
  }

  /** A look-up by the credential alone (and the things that every look-up takes). */
  #isPureLookup(value: Expr): boolean {
    const call = value.kind === 'await' ? value.value : value;
    if (call.kind !== 'call' || call.args.length === 0) return false;
    const asked = call.args.filter(
      (argument) => !(argument.value.kind === 'name' && LOOKUP_TOOLS.test(argument.value.id)),
    );
    return asked.length > 0 && asked.every((argument) => this.of(argument.value) === 'credential');
  }

  /** True for a name that holds the request itself. */
  isRequest(expr: Expr): boolean {
    if (expr.kind === 'name') return this.#requests.has(expr.id);
    return (
      expr.kind === 'attribute' && expr.attr === 'request' && expr.value.kind === 'name' && expr.value.id === 'self'
    );
  }

  /** What a called function would get in a parameter. */
  originOf(expr: Expr): Origin {
    if (this.isRequest(expr)) return 'request';
    const found = this.of(expr);
    return found === 'credential' && this.isRaw(expr) ? 'raw' : (found ?? 'other');
  }

  /** True for a credential as it was sent, cut or trimmed perhaps: to see that it is there proves nothing. */
  isRaw(expr: Expr): boolean {
    switch (expr.kind) {
      case 'name':
        return this.#raw.has(expr.id);
      case 'attribute':
        return (
          this.isRaw(expr.value) || (this.isRequest(expr.value) && (expr.attr === 'headers' || expr.attr === 'cookies'))
        );
      case 'subscript':
        return this.isRaw(expr.value);
      case 'await':
        return this.isRaw(expr.value);
      case 'call':
        if (expr.func.kind === 'attribute')
          return (
            this.isRaw(expr.func.value) ||
            (expr.func.attr === '__call__' && expr.args.some((argument) => this.isRequest(argument.value)))
          );
        return (
          expr.func.kind === 'name' &&
          /^(str|get_authorization_scheme_param|bytes)$/.test(expr.func.id) &&
          expr.args.some((argument) => this.isRaw(argument.value))
        );
      case 'compare':
        return this.#presence(expr) !== undefined;
      case 'boolop':
        return (
          expr.values.some((value) => this.isRaw(value)) &&
          expr.values.every((value) => this.isRaw(value) || value.kind === 'string' || value.kind === 'none')
        );
      case 'conditional':
        return this.isRaw(expr.body) || this.isRaw(expr.orelse);
      default:
        return false;
    }
  }

  /** `request.headers["X"]`, `request.cookies.get("x")`: a credential by its name, else the weaker word. */
  #namedItem(node: Expr | Stmt): 'credential' | 'header' | undefined {
    if (node.kind === 'compare') return this.#presence(node);
    const object =
      node.kind === 'subscript'
        ? node.value
        : node.kind === 'call' && node.func.kind === 'attribute' && /^(get|getlist|pop)$/.test(node.func.attr)
          ? node.func.value
          : undefined;
    if (object?.kind !== 'attribute' || !/^(headers|cookies)$/.test(object.attr) || !this.isRequest(object.value))
      return undefined;
    const key = node.kind === 'subscript' ? node.index[0] : node.kind === 'call' ? node.args[0]?.value : undefined;
    if (key === undefined) return undefined;
    const value = key.kind === 'string' ? key.value : textOfValue(this.#code.valueOf(key));
    return value === undefined || isCredentialName(value) ? 'credential' : 'header';
  }

  /** `"authorization" in request.headers`. */
  #presence(node: Extract<Expr, { kind: 'compare' }>): 'credential' | 'header' | undefined {
    const [right] = node.comparators;
    if (
      node.left.kind !== 'string' ||
      right?.kind !== 'attribute' ||
      !/^(headers|cookies)$/.test(right.attr) ||
      !this.isRequest(right.value)
    )
      return undefined;
    return isCredentialName(node.left.value) ? 'credential' : 'header';
  }

  #direct(node: Expr | Stmt): 'credential' | 'header' | undefined {
    switch (node.kind) {
      case 'name':
        if (this.#credentials.has(node.id)) return 'credential';
        return this.#headers.has(node.id) ? 'header' : undefined;
      case 'attribute':
        return this.#attribute(node.value, node.attr);
      case 'subscript':
        return this.#argument(node.value, node.index[0]) ?? this.#scopeItem(node.value, node.index[0]);
      case 'call':
        return this.#call(node);
      default:
        return undefined;
    }
  }

  #attribute(object: Expr, attr: string): 'credential' | 'header' | undefined {
    if (!this.isRequest(object)) return undefined;
    if (attr === 'headers' || attr === 'cookies') return 'header';
    return REQUEST_IDENTITY.has(attr) && attr !== 'scope' ? 'credential' : undefined;
  }

  /** `kwargs["user"]`, `kwargs.get("user")`: what a wrapped endpoint got from its dependencies. */
  #argument(object: Expr, key: Expr | undefined): 'credential' | undefined {
    if (object.kind !== 'name' || !this.#arguments.has(object.id)) return undefined;
    return key === undefined || key.kind === 'string' || key.kind === 'name' ? 'credential' : undefined;
  }

  /** `scope["headers"]`, `scope["user"]` in an ASGI application. */
  #scopeItem(object: Expr, key: Expr | undefined): 'credential' | undefined {
    const isScope =
      (object.kind === 'name' && object.id === 'scope' && this.#requests.has('scope')) ||
      (object.kind === 'attribute' && object.attr === 'scope' && this.isRequest(object.value));
    return isScope && key?.kind === 'string' && REQUEST_IDENTITY.has(key.value) ? 'credential' : undefined;
  }

  #call(node: Extract<Expr, { kind: 'call' }>): 'credential' | undefined {
    const { func } = node;
    const key = node.args[0]?.value;
    // What a socket's client says first can be its ticket.
    if (func.kind === 'attribute' && /^receive(_text|_json|_bytes)?$/.test(func.attr) && this.isRequest(func.value))
      return 'credential';
    if (func.kind === 'attribute' && func.attr === 'get') {
      if (func.value.kind === 'attribute' && func.value.attr === 'query_params' && this.isRequest(func.value.value)) {
        return key?.kind === 'string' && isCredentialName(key.value) ? 'credential' : undefined;
      }
      const found = this.#argument(func.value, key) ?? this.#scopeItem(func.value, key);
      if (found !== undefined) return found;
    }
    if (
      func.kind === 'attribute' &&
      func.attr === '__call__' &&
      node.args.some((argument) => this.isRequest(argument.value))
    )
      return 'credential';
    return this.#returnsCredential(node) ? 'credential' : undefined;
  }

  #spread(node: Expr | Stmt): void {
    switch (node.kind) {
      case 'assign':
        if (node.value !== undefined) for (const target of node.targets) this.#bind(target, node.value);
        return;
      case 'augassign':
        this.#bind(node.target, node.value);
        return;
      case 'walrus':
        this.#bind(node.target, node.value);
        return;
      case 'for':
        this.#bind(node.target, node.iter);
        return;
      case 'with':
        for (const item of node.items) if (item.target !== undefined) this.#bind(item.target, item.context);
        return;
      default:
        return;
    }
  }

  #bind(target: Expr, value: Expr): void {
    if (target.kind === 'tuple' || target.kind === 'list') {
      for (const item of target.items) this.#bind(item, value);
      return;
    }
    if (target.kind !== 'name') return;
    if (this.isRequest(value) || this.#wrapsRequest(value)) this.#requests.add(target.id);
    else {
      const found = this.of(value);
      if (found !== undefined && this.isRaw(value)) this.#raw.add(target.id);
      if (found === 'credential' && this.#isPureLookup(value)) this.#pure.add(target.id);
      if (found === 'credential') this.#credentials.add(target.id);
      else if (found === 'header') this.#headers.add(target.id);
    }
  }

  /** `request = Request(scope)`, `request = kwargs["request"]`. */
  #wrapsRequest(value: Expr): boolean {
    if (value.kind === 'call') {
      const name = this.#code.valueOf(value.func);
      if (name.kind === 'external' && /\.(Request|HTTPConnection|WebSocket)$/.test(name.name)) return true;
      return (
        value.func.kind === 'attribute' &&
        value.func.attr === 'get' &&
        this.#argument(value.func.value, value.args[0]?.value) !== undefined &&
        isRequestKey(value.args[0]?.value)
      );
    }
    return (
      value.kind === 'subscript' &&
      this.#argument(value.value, value.index[0]) !== undefined &&
      isRequestKey(value.index[0])
    );
  }
}
