import type { Call, Expr } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { CallSite } from '../facts.ts';
import type { AppObject } from '../model.ts';
import type { FunctionValue, Value } from '../value.ts';
import { alternativesOf, argumentOf } from '../values.ts';
import type { RequestFacts } from './anonymous.ts';
import type { CodeFinder } from './code-finder.ts';
import { isJwtDecode, isVerifier } from './credentials.ts';
import { numberOf, statusesOf } from './exceptions.ts';
import { Flow, NEXT, PASS, REJECT, RETURN, type CallEffect, type FlowContext, type Rejection } from './flow.ts';
import { looksLikeRequest, Taint, type Origin } from './taint.ts';

/** Where a body stands decides what counts: only an endpoint, a wrapper or a middleware rejects by what it returns. */
export type Role = 'dependency' | 'endpoint' | 'middleware' | 'wrapper';

/** What a body does to a request without a credential, and to one with a made-up credential. */
export interface Enforcement {
  readonly stopsAnonymous: boolean;
  readonly rejections: readonly Rejection[];
  /** A credential went where we cannot follow. */
  readonly opaque: boolean;
  readonly readsCredential: boolean;
  /** It looks at a credential as it was sent: a promise to check it. */
  readonly readsSent: boolean;
  /** What it returns is the credential as it was sent. */
  readonly returnsRaw: boolean;
  readonly returnsCredential: boolean;
}

export interface Body {
  readonly code: CodeBody;
  readonly origins: ReadonlyMap<string, Origin>;
  readonly role: Role;
  readonly apps: readonly AppObject[];
  readonly request?: RequestFacts;
  /** Names whose call passes the request on: `call_next`, the wrapped function. */
  readonly passes?: (call: Call) => boolean;
}

const MAX_DEPTH = 6;
const NOTHING: CallEffect = { ways: NEXT, rejections: [], opaque: false };
const REJECTING = new Set([401, 403, 407, 302, 303, 307, 308]);
/** Calls that plainly check something, of packages that we do not know. */
const CHECKING =
  /(verify|authenticate|authori[sz]e|introspect|validate|check_|get_user|get_current|decode|whoami|userinfo|permission)/i;

/** Names of calls that, given the request, say who sent it. */
const IDENTIFYING =
  /(get_|current_|authenticate|identify|resolve_|load_|require_)\w*(user|identity|principal|account|session|token|credential)|^authenticate|whoami/i;

/** Follows bodies and answers what they enforce. */
export class Enforcer {
  readonly #finder: CodeFinder;
  readonly #memo = new Map<string, Enforcement>();
  readonly #ids = new Map<object, number>();
  #depth = 0;

  constructor(finder: CodeFinder) {
    this.#finder = finder;
  }

  enforcementOf(body: Body): Enforcement {
    const key = this.#key(body);
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    this.#memo.set(key, {
      stopsAnonymous: false,
      rejections: [],
      opaque: false,
      readsCredential: false,
      readsSent: false,
      returnsRaw: false,
      returnsCredential: false,
    });
    const found = this.#depth >= MAX_DEPTH ? this.#tooDeep() : this.#run(body);
    this.#memo.set(key, found);
    return found;
  }

  #tooDeep(): Enforcement {
    return {
      stopsAnonymous: false,
      rejections: [],
      opaque: true,
      readsCredential: false,
      readsSent: false,
      returnsRaw: false,
      returnsCredential: false,
    };
  }

  #run(body: Body): Enforcement {
    this.#depth++;
    try {
      const taint = new Taint(body.code, body.origins, (call) => this.#returnsCredential(body, call));
      const anonymous = new Flow(this.#context(body, taint, 'anonymous'));
      const ways = anonymous.run();
      const bogus = new Flow(this.#context(body, taint, 'bogus'));
      const bogusWays = bogus.run();
      // Nobody comes through: that is a guard, too.
      if (body.role === 'dependency' && bogus.rejections.length === 0 && (bogusWays & (NEXT | RETURN | PASS)) === 0)
        bogus.rejections.push(plainRejection(raisedIn(this.#finder, body.apps, body.code)));
      const passesOn = body.passes !== undefined;
      const stops = passesOn ? (ways & PASS) === 0 && (ways & REJECT) !== 0 : (ways & (NEXT | RETURN | PASS)) === 0;
      return {
        stopsAnonymous: stops,
        rejections: bogus.rejections.filter((one) => counts(one, body.role)),
        opaque: bogus.opaque,
        ...this.#reads(body, taint),
      };
    } finally {
      this.#depth--;
    }
  }

  #reads(
    body: Body,
    taint: Taint,
  ): Pick<Enforcement, 'readsCredential' | 'readsSent' | 'returnsRaw' | 'returnsCredential'> {
    let sent = [...body.origins.values()].includes('raw');
    let reads = [...body.origins.values()].some((origin) => origin === 'credential' || origin === 'raw');
    const returned: Expr[] = [];
    walk(
      body.code.body,
      (node) => {
        if (
          (node.kind === 'attribute' || node.kind === 'subscript' || node.kind === 'call' || node.kind === 'compare') &&
          taint.of(node) === 'credential'
        ) {
          reads = true;
          sent ||= taint.isRaw(node);
        }
        if ((node.kind === 'return' || node.kind === 'yield') && node.value !== undefined) returned.push(node.value);
      },
      { scope: 'own' },
    );
    const carried = returned.filter((value) => taint.of(value) !== undefined);
    return {
      readsCredential: reads,
      readsSent: sent,
      returnsRaw: carried.length > 0 && carried.every((value) => taint.isRaw(value)),
      returnsCredential: carried.length > 0,
    };
  }

  #context(body: Body, taint: Taint, mode: FlowContext['mode']): FlowContext {
    const sites = new Map<Call, CallSite>(body.code.calls.map((call) => [call.node, call]));
    return {
      code: body.code,
      taint,
      mode,
      request: body.request,
      effectOf: (call, gated) => {
        const site = sites.get(call);
        return site === undefined ? NOTHING : this.#effect(body, taint, mode, site, gated);
      },
      statusesOf: (raised) => statusesOf(this.#finder, body.apps, body.code.valueOf(raised)),
      rejectsByReturn: (returned) =>
        body.role === 'dependency' ? undefined : rejectingResponse(body.code.valueOf(returned)),
    };
  }

  #effect(body: Body, taint: Taint, mode: FlowContext['mode'], call: CallSite, gated: boolean): CallEffect {
    if (body.passes?.(call.node) === true) return { ways: PASS, rejections: [], opaque: false };
    const touched = touchesCredential(taint, call);
    const closing = closesConnection(body, taint, call);
    if (closing !== undefined && (gated || mode === 'anonymous')) {
      return { ways: REJECT, rejections: gated && mode === 'bogus' ? [plainRejection(closing)] : [], opaque: false };
    }
    if (isVerifier(call.callee) && (touched || /required$|validate_csrf$/.test(call.callee)))
      return verifierEffect(call, mode);
    if (call.target !== undefined) return this.#targetEffect(body, taint, mode, call, call.target, { touched, gated });
    const unread =
      call.callee.startsWith('?') ||
      (!/^(builtins|fastapi|starlette|os|time|datetime|logging|json|re|base64|hashlib|secrets|hmac|structlog|loguru|uuid)\./.test(
        call.callee,
      ) &&
        !call.callee.includes(':'));
    return touched && unread && CHECKING.test(lastPart(call.callee)) ? { ...NOTHING, opaque: true } : NOTHING;
  }

  /** A call of our own function: what it does with what it is given. */
  #targetEffect(
    body: Body,
    taint: Taint,
    mode: FlowContext['mode'],
    call: CallSite,
    target: FunctionValue,
    at: { touched: boolean; gated: boolean },
  ): CallEffect {
    // A coroutine that nobody awaits checks nothing.
    if (target.def.kind === 'function' && target.def.async && !call.awaited) return NOTHING;
    const code = this.#finder.codeFor(target);
    if (code === undefined) return NOTHING;
    if (isAbstract(code)) return at.touched ? { ...NOTHING, opaque: true } : NOTHING;
    const origins = argumentOrigins(taint, call, target);
    if (!at.touched && !at.gated && mode === 'bogus') return NOTHING;
    const inner = this.enforcementOf({
      code,
      origins,
      role: body.role === 'dependency' ? 'dependency' : body.role === 'endpoint' ? 'dependency' : body.role,
      apps: body.apps,
      ...(body.request === undefined ? {} : { request: body.request }),
    });
    if (mode === 'anonymous') return { ways: inner.stopsAnonymous ? REJECT : NEXT, rejections: [], opaque: false };
    const always =
      at.gated && !at.touched && inner.stopsAnonymous ? [plainRejection(raisedIn(this.#finder, body.apps, code))] : [];
    return {
      ways: always.length > 0 ? REJECT : NEXT,
      rejections: at.touched ? inner.rejections : always,
      opaque: at.touched && inner.opaque,
    };
  }

  /** A call that hands back a credential: `get_token(request)`. */
  #returnsCredential(body: Body, call: Call): boolean {
    const site = body.code.calls.find((one) => one.node === call);
    const target = site?.target;
    if (site === undefined) return false;
    // `provider.get_current_user(request)`: whatever it is, it answers who asks.
    if (target === undefined)
      return (
        IDENTIFYING.test(lastPart(site.callee)) && call.args.some((argument) => isRequestName(body, argument.value))
      );
    const requests = site.node.args.some((argument) => isRequestName(body, argument.value));
    if (!requests) return false;
    const code = this.#finder.codeFor(target);
    if (code === undefined || this.#depth >= MAX_DEPTH) return false;
    const origins = new Map(
      code.def?.params.map((param): [string, Origin] => [
        param.name,
        looksLikeRequest(code, param) ? 'request' : 'other',
      ]) ?? [],
    );
    return this.enforcementOf({ code, origins, role: 'dependency', apps: body.apps }).returnsCredential;
  }

  #key(body: Body): string {
    const id = this.#ids.get(body.code) ?? this.#ids.size;
    this.#ids.set(body.code, id);
    const request =
      body.request === undefined ? '' : `${body.request.kind} ${body.request.methods.join(',')} ${body.request.path}`;
    return `${String(id)} ${body.role} ${[...body.origins].map(([name, origin]) => `${name}:${origin}`).join(' ')} ${request}`;
  }
}

/** A rejection that says "not you": by its status, or by an error on the credential itself. */
function counts(rejection: Rejection, role: Role): boolean {
  if (rejection.statuses.some((status) => REJECTING.has(status))) return true;
  if (rejection.compares === true && rejection.statuses.includes(400)) return true;
  if (rejection.weak) return false;
  if (rejection.absence === true && rejection.statuses.includes(404)) return role === 'dependency';
  return rejection.statuses.length === 0 && role !== 'endpoint';
}

function touchesCredential(taint: Taint, call: CallSite): boolean {
  const receiver = call.node.func.kind === 'attribute' ? call.node.func.value : undefined;
  const parts = [...call.node.args.map((argument) => argument.value), ...(receiver === undefined ? [] : [receiver])];
  return parts.some((part) => taint.of(part) !== undefined || taint.isRequest(part));
}

function verifierEffect(call: CallSite, mode: FlowContext['mode']): CallEffect {
  if (isJwtDecode(call.callee) && checksNothing(call)) return NOTHING;
  if (mode === 'anonymous') return { ways: REJECT, rejections: [], opaque: false };
  return { ways: NEXT, rejections: [{ evidence: [], statuses: [], demands: [], weak: false }], opaque: false };
}

/** `options={"verify_signature": False}`, `verify=False`. */
function checksNothing(call: CallSite): boolean {
  const verify = call.argument('verify');
  if (verify?.kind === 'bool' && !verify.value) return true;
  const options = call.argument('options');
  return (
    options?.kind === 'dict' &&
    options.entries.some(
      (entry) =>
        entry.key.kind === 'string' &&
        entry.key.value === 'verify_signature' &&
        entry.value.kind === 'bool' &&
        !entry.value.value,
    )
  );
}

function plainRejection(statuses: readonly number[]): Rejection {
  return { evidence: [], statuses, demands: [], weak: false };
}

/** `await websocket.close(code=1008)`, `await response(scope, receive, send)`, `await send({"type": "http.response.start", "status": 401})`. */
function closesConnection(body: Body, taint: Taint, call: CallSite): readonly number[] | undefined {
  const { func } = call.node;
  if (
    func.kind === 'attribute' &&
    func.attr === 'close' &&
    (taint.isRequest(func.value) || /WebSocket\(\)\.close$/.test(call.callee))
  )
    return [403];
  if (body.role !== 'middleware') return undefined;
  if (/Response\(\)$/.test(call.callee) && call.node.args.length === 3)
    return rejectingResponse(body.code.valueOf(func)) ?? undefined;
  if (func.kind !== 'name' || func.id !== 'send') return undefined;
  const message = call.argument('message', 0);
  if (message?.kind !== 'dict') return undefined;
  const item = (name: string): Value | undefined =>
    message.entries.find((entry) => entry.key.kind === 'string' && entry.key.value === name)?.value;
  const type = item('type');
  if (type?.kind !== 'string') return undefined;
  if (type.value === 'websocket.close') return [403];
  return type.value === 'http.response.start' ? numberOf(item('status')).filter((status) => status >= 400) : undefined;
}

/** The statuses of a response that turns somebody away; undefined for any other. */
function rejectingResponse(value: Value): readonly number[] | undefined {
  const statuses = alternativesOf(value).flatMap(({ value: one }) => {
    if (one.kind !== 'external-call' || !/(Response|TemplateResponse)(\(\))?$/.test(one.callee)) return [];
    const given = numberOf(
      argumentOf(
        one.args,
        'status_code',
        /Redirect/.test(one.callee) ? 1 : /TemplateResponse/.test(one.callee) ? 2 : 1,
      ),
    );
    return given.length > 0 ? given : /RedirectResponse$/.test(one.callee) ? [307] : [];
  });
  const rejecting = statuses.filter((status) => REJECTING.has(status));
  return rejecting.length > 0 ? rejecting : undefined;
}

function raisedIn(finder: CodeFinder, apps: readonly AppObject[], code: CodeBody): readonly number[] {
  const found: number[] = [];
  walk(
    code.body,
    (node) => {
      if (node.kind === 'raise' && node.exception !== undefined)
        found.push(...statusesOf(finder, apps, code.valueOf(node.exception)));
    },
    { scope: 'own' },
  );
  return found;
}

/** What each parameter of a called function gets. */
function argumentOrigins(taint: Taint, call: CallSite, target: FunctionValue): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>();
  const params = target.def.params;
  const bound = params[0]?.name === 'self' || params[0]?.name === 'cls' ? 1 : 0;
  let next = bound;
  for (const argument of call.node.args) {
    const param = argument.name === undefined ? params[next++] : params.find((one) => one.name === argument.name);
    if (param !== undefined && argument.unpack === undefined) origins.set(param.name, taint.originOf(argument.value));
  }
  if (bound === 1 && call.node.func.kind === 'attribute' && params[0] !== undefined) {
    const receiver = taint.originOf(call.node.func.value);
    if (receiver === 'credential') origins.set(params[0].name, receiver);
  }
  return origins;
}

function isRequestName(body: Body, expr: Expr): boolean {
  return expr.kind === 'name' && body.origins.get(expr.id) === 'request';
}

/** `...`, `pass`, `raise NotImplementedError`: an interface; what runs is not known. */
function isAbstract(code: CodeBody): boolean {
  const body = code.body.filter(
    (one) => !(one.kind === 'expr' && (one.value.kind === 'string' || one.value.kind === 'ellipsis')),
  );
  if (body.length === 0) return true;
  const [only] = body;
  if (body.length > 1 || only === undefined) return false;
  return (
    only.kind === 'pass' ||
    (only.kind === 'raise' &&
      only.exception !== undefined &&
      /NotImplemented/.test(code.module.text.slice(only.start, only.end)))
  );
}

function lastPart(callee: string): string {
  return callee.slice(Math.max(callee.lastIndexOf('.'), callee.lastIndexOf(':')) + 1);
}
