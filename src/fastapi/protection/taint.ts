import type { Call, Expr, Stmt } from '../../python/syntax.ts';
import { anyBelow, walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import { wordInQuery } from './parameters.ts';
import type { Body } from './body.ts';
import type { Origin } from './origins.ts';
import { LOGIN_FIELD, LOOKUP_TOOLS } from './looked-up.ts';
import { RequestReads, type Word } from './request-reads.ts';
import { asksForScopes, callsScheme } from './scopes.ts';
import { calledIn, givenBy, slotMissedIn, slotOf } from './slots.ts';

/** Which names of a body come from a credential. */
export class Taint {
  readonly #credentials = new Set<string>();
  readonly #raw = new Set<string>();
  readonly #pure = new Set<string>();
  /** From where on a name holds what was made of the credential: `token = db.get(Token, token)`. */
  readonly #made = new Map<string, number>();
  /** In an endpoint, what is assigned from other parts of the request, too: that no credential came does not make it None. */
  readonly #mixed = new Set<string>();
  readonly #others: ReadonlySet<string>;
  /** Fields of an endpoint's body. */
  readonly #fields: ReadonlySet<string>;
  readonly #headers = new Set<string>();
  readonly #reads: RequestReads;
  readonly #answers = new Map<Expr, Word | undefined>();
  /** True once all assignments are followed: from then on an answer stays. */
  #settled = false;
  readonly #code: CodeBody;
  readonly #origins: Body['origins'];
  /** What calls of our own functions hand back. */
  readonly #returnedBy: (call: Call, known: Taint) => Word | undefined;

  constructor(
    { code, origins, role }: Pick<Body, 'code' | 'origins' | 'role'>,
    returnedBy: (call: Call, known: Taint) => Word | undefined,
  ) {
    this.#code = code;
    this.#origins = origins;
    this.#reads = new RequestReads(code);
    this.#returnedBy = returnedBy;
    const others =
      role === 'endpoint'
        ? [...origins].filter(([, origin]) => origin === 'other' || origin === 'deployment' || origin === 'body')
        : [];
    this.#others = new Set(others.flatMap(([name]) => (LOOKUP_TOOLS.test(name) ? [] : [name])));
    this.#fields = new Set(others.flatMap(([name, origin]) => (origin === 'body' ? [name] : [])));
    for (const [name, origin] of origins) {
      this.#setOf(origin)?.add(name);
      if (origin === 'raw' || origin === 'header') this.#raw.add(name);
    }
    // What is assigned from a credential is one; three rounds follow chains written in any order.
    for (let round = 0, before = -1; round < 3 && this.#size !== before; round++) {
      before = this.#size;
      walk(
        code.body,
        (node) => {
          for (const { slot, value } of givenBy(node)) this.#give(slot, value);
        },
        { scope: 'own' },
      );
    }
    this.#settled = true;
  }

  /** How much is known; a round that adds nothing is the last. */
  get #size(): number {
    const held = this.#credentials.size + this.#raw.size + this.#pure.size + this.#headers.size;
    return held + this.#mixed.size + this.#reads.size;
  }

  #setOf(origin: Origin): Set<string> | undefined {
    if (origin === 'credential' || origin === 'raw') return this.#credentials;
    if (origin === 'header') return this.#headers;
    if (origin === 'request') return this.#reads.requests;
    return origin === 'arguments' ? this.#reads.arguments : undefined;
  }

  /** The names that come from a credential, for functions that are defined in this body. */
  known(): readonly (readonly [string, Origin])[] {
    return [...this.#credentials].map((name) => [name, this.#raw.has(name) ? 'raw' : 'credential']);
  }

  /** Whether an expression depends on who asks; `header` is the weaker word. */
  of(expr: Expr): Word | undefined {
    if (this.#answers.has(expr)) return this.#answers.get(expr);
    const answer = this.#examine(expr);
    if (this.#settled) this.#answers.set(expr, answer);
    return answer;
  }

  #examine(expr: Expr): Word | undefined {
    const words = new Set<Word>();
    walk(expr, (node) => {
      if (this.#reads.isFormToken(node)) return false;
      const named = this.#reads.namedItem(node);
      const found = named ?? this.#direct(node);
      if (found !== undefined && found !== 'nothing') words.add(found);
      // `headers.get("x-tenant")` is told by its name, not by being a header.
      return !words.has('credential') && named === undefined;
    });
    return words.has('credential') ? 'credential' : words.has('header') ? 'header' : undefined;
  }

  /** `not user`, `user is None`, where nothing but the credential was asked for: that it is not found says "not you". */
  isPureAbsence(test: Expr): boolean {
    const slot = slotMissedIn(test);
    return slot !== undefined && this.#pure.has(slot);
  }

  /** The weakest word of a look-up by what says who asks alone (and the things that every look-up takes). */
  looksUp(value: Expr): Word | undefined {
    const words = (calledIn(value)?.args ?? []).flatMap(({ value: asked }) => {
      const word = this.of(asked);
      return word === undefined && asked.kind === 'name' && LOOKUP_TOOLS.test(asked.id) ? [] : [word];
    });
    return words.includes(undefined) ? undefined : (words.find((word) => word === 'header') ?? words[0]);
  }

  /** True for a name that holds the request itself. */
  isRequest(expr: Expr): boolean {
    return this.#reads.isRequest(expr);
  }

  /** What a called function would get in a parameter. */
  originOf(expr: Expr): Origin {
    if (this.isRequest(expr)) return 'request';
    const found = this.of(expr);
    if (found === undefined) return expr.kind === 'name' && this.isOfDeployment(expr.id) ? 'deployment' : 'other';
    return found === 'credential' && this.isRaw(expr) ? 'raw' : found;
  }

  /** True for a parameter that is the same whoever calls. */
  isOfDeployment(name: string): boolean {
    return this.#origins.get(name) === 'deployment';
  }

  /** True for what may be there although nobody sent a credential. */
  isMixed(expr: Expr): boolean {
    return anyBelow(expr, (node) => {
      const slot = node.kind === 'name' || node.kind === 'attribute' ? slotOf(node) : undefined;
      return slot !== undefined && this.#mixed.has(slot);
    });
  }

  /** `role or current_role.get()`: what was handed in may be there although nobody asked for it by a credential. */
  #hasOtherSource(value: Expr): boolean {
    return (
      value.kind === 'boolop' &&
      value.op === 'or' &&
      value.values.some((one) => one.kind === 'name' && this.of(one) === undefined)
    );
  }

  #asksForOther(value: Expr): boolean {
    return anyBelow(value, (node) => node.kind === 'name' && this.#others.has(node.id));
  }

  /** `authenticate(request, body.email, body.password)`: whom it finds need not have brought a credential. */
  #logsIn(value: Expr): boolean {
    const given = calledIn(value)?.args.map((argument) => argument.value) ?? [];
    return given.some(
      (one) =>
        (one.kind === 'name' && this.#fields.has(one.id) && LOGIN_FIELD.test(one.id)) ||
        (one.kind === 'attribute' && this.#asksForOther(one.value) && LOGIN_FIELD.test(one.attr)),
    );
  }

  /** True for a credential as it was sent, cut or trimmed perhaps: to see that it is there proves nothing. */
  isRaw(expr: Expr): boolean {
    switch (expr.kind) {
      case 'name':
        return (this.#raw.has(expr.id) && !this.#isMade(expr)) || this.#reads.isBag(expr);
      case 'attribute':
        return this.#raw.has(slotOf(expr) ?? '') || this.isRaw(expr.value) || this.#reads.isBag(expr);
      case 'subscript':
        return this.isRaw(expr.value);
      case 'await':
        return this.isRaw(expr.value);
      case 'call':
        if (this.#reads.isBag(expr) || callsScheme(this.#code, expr, (one) => this.isRequest(one))) return true;
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
        return this.#reads.presence(expr) !== undefined;
      case 'boolop':
        return (
          expr.values.some((value) => this.isRaw(value)) &&
          expr.values.every((value) => this.isRaw(value) || value.kind === 'string' || value.kind === 'none')
        );
      case 'tuple':
        return expr.items.length > 0 && expr.items.every((item) => this.isRaw(item));
      case 'conditional':
        return this.isRaw(expr.body) || this.isRaw(expr.orelse);
      default:
        return false;
    }
  }

  #isMade({ id, start }: Extract<Expr, { kind: 'name' }>): boolean {
    return start > (this.#made.get(id) ?? Infinity);
  }

  #direct(node: Expr | Stmt): Word | undefined {
    switch (node.kind) {
      case 'name':
        return this.#held(node.id) ?? (this.#reads.isBag(node) ? 'header' : undefined);
      case 'attribute':
        return this.#held(slotOf(node)) ?? this.#reads.attribute(node.value, node.attr);
      case 'subscript':
        return this.#reads.argument(node.value, node.index[0]) ?? this.#reads.scopeItem(node.value, node.index[0]);
      case 'call':
        return this.#reads.isBag(node) ? 'header' : this.#call(node);
      default:
        return undefined;
    }
  }

  /** What a name, or an attribute of one, was given. */
  #held(slot: string | undefined): Word | undefined {
    if (slot === undefined) return undefined;
    if (this.#credentials.has(slot)) return 'credential';
    return this.#headers.has(slot) ? 'header' : undefined;
  }

  #call(node: Extract<Expr, { kind: 'call' }>): Word | undefined {
    const { func } = node;
    const key = node.args[0]?.value;
    // What a socket's client says first can be its ticket.
    if (func.kind === 'attribute' && /^receive(_text|_json|_bytes)?$/.test(func.attr) && this.isRequest(func.value))
      return 'credential';
    if (func.kind === 'attribute' && func.attr === 'get') {
      if (func.value.kind === 'attribute' && func.value.attr === 'query_params' && this.isRequest(func.value.value)) {
        return key?.kind === 'string' ? wordInQuery(key.value) : undefined;
      }
      const found = this.#reads.argument(func.value, key) ?? this.#reads.scopeItem(func.value, key);
      if (found !== undefined) return found;
      // Which user it is, or only which step of the request: the statuses of what hangs on it tell.
      if (this.#isContext(func.value)) return 'header';
    }
    if (callsScheme(this.#code, node, (expr) => this.isRequest(expr))) return 'credential';
    if (
      func.kind === 'attribute' &&
      func.attr === '__call__' &&
      node.args.some((argument) => this.isRequest(argument.value))
    )
      return 'credential';
    return asksForScopes(this.#code, node, (expr) => this.isRequest(expr))
      ? 'credential'
      : this.#returnedBy(node, this);
  }

  /** `current_user.get()` of a context variable: what an earlier step of this request found. */
  #isContext(object: Expr): boolean {
    const value = this.#code.valueOf(object);
    return value.kind === 'external-call' && value.callee === 'contextvars.ContextVar';
  }

  #give(slot: string, value: Expr): void {
    if (this.#reads.learn(slot, value)) return;
    const found = this.of(value);
    const isMixed =
      found === undefined ? this.#asksForOther(value) : this.#hasOtherSource(value) || this.#logsIn(value);
    if (isMixed) this.#mixed.add(slot);
    if (found !== undefined && this.isRaw(value)) this.#raw.add(slot);
    else if (found === 'credential' && this.#raw.has(slot)) this.#made.set(slot, value.end);
    if (found === 'credential' && this.looksUp(value) === 'credential') this.#pure.add(slot);
    if (found === 'credential') this.#credentials.add(slot);
    else if (found === 'header') this.#headers.add(slot);
  }
}
