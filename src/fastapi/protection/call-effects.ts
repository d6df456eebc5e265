import type { Call, Expr } from '../../python/syntax.ts';
import { anyBelow } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { CallSite } from '../facts.ts';
import type { FunctionValue, Value } from '../value.ts';
import { alternativesOf } from '../values.ts';
import { isJwtDecode } from './credentials.ts';
import type { Body } from './body.ts';
import { numberOf } from './exceptions.ts';
import { rejectingResponse } from './rejections.ts';
import type { Origin } from './origins.ts';
import type { Taint } from './taint.ts';
import { NEXT, REJECT, type CallEffect, type FlowContext, type Rejection } from './ways.ts';

/** A call that decides nothing. */
export const NOTHING: CallEffect = { ways: NEXT, rejections: [], opaque: false };

/** Calls that plainly check something, of packages that we do not know. */
const CHECKING =
  /(verify|authenticate|authori[sz]e|introspect|validate|check_|get_user|get_current|decode|whoami|userinfo|permission)/i;

/** A login hands the whole request to a provider's library: `oauth.google.authorize_redirect(request)`. */
const LOGGING_IN = /redirect|authorize_access_token|verify_and_process/;

/** Code that cannot be read, and by its name looks at who asks. */
export function mayCheck(body: Body, taint: Taint, call: CallSite): boolean {
  const name = lastPart(call.callee);
  if (!CHECKING.test(name) || LOGGING_IN.test(name)) return false;
  // Bytes become a text by `decode()`, too.
  const handed = call.node.args.some((one) => taint.of(one.value) !== undefined);
  return handed || (body.role !== 'endpoint' && name !== 'decode');
}

/** Names of calls that, given the request, say who sent it. */
export const IDENTIFYING =
  /(get_|current_|authenticate|identify|resolve_|load_|require_)\w*(user|identity|principal|account|session|token|credential)|^(authenticate|authorize|authorise|extract|verify)(?!_and_process|_access_token|_redirect)|whoami/i;

/** The call is handed a credential or the request, or is a method of one. */
export function touchesCredential(taint: Taint, call: CallSite): boolean {
  const receiver = call.node.func.kind === 'attribute' ? call.node.func.value : undefined;
  const parts = [...call.node.args.map((argument) => argument.value), ...(receiver === undefined ? [] : [receiver])];
  return parts.some((part) => taint.of(part) !== undefined || taint.isRequest(part));
}

/** A library's verifier turns away what it cannot verify, unless it is told not to look. */
export function verifierEffect(call: CallSite, mode: FlowContext['mode']): CallEffect {
  if (isJwtDecode(call.callee) && checksNothing(call)) return NOTHING;
  if (mode === 'anonymous') return { ways: REJECT, rejections: [], opaque: false };
  // What says `required` answers by itself, a webhook's signature is nobody else's; of other libraries' errors only a dependency may be sure that nobody catches them.
  const statuses = /required$|\.construct_event$|Webhook\(\)\.verify$/.test(call.callee) ? [401] : [];
  return { ways: NEXT, rejections: [{ evidence: [], statuses, demands: [], weak: false }], opaque: false };
}

/** `options={"verify_signature": False}`, `verify=False`. */
export function checksNothing(call: CallSite): boolean {
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

/** `await websocket.close(code=1008)`, `await response(scope, receive, send)`, `await WebSocketClose(code=1008)(scope, receive, send)`, `await send({"type": "http.response.start", "status": 401})`. */
export function closesConnection(body: Body, taint: Taint, call: CallSite): readonly number[] | undefined {
  const { func } = call.node;
  if (
    func.kind === 'attribute' &&
    func.attr === 'close' &&
    (taint.isRequest(func.value) || /WebSocket\(\)\.close$/.test(call.callee))
  )
    return [403];
  if (body.role !== 'middleware') return undefined;
  if (/(^|\.)WebSocketClose\(\)$/.test(call.callee) && call.node.args.length === 3) return [403];
  if (call.node.args.length === 3 && func.kind !== 'attribute') {
    const statuses = alternativesOf(body.code.valueOf(func)).map(({ value }) => rejectingResponse(value));
    if (statuses.length > 0 && statuses.every((one) => one !== undefined)) return statuses.flat();
  }
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

/** `await websocket.send_json(history)` before anything was asked: whoever connects has been served. A fixed greeting tells nothing. */
export function tellsAnybody(body: Body, taint: Taint, { node: { func, args } }: CallSite): boolean {
  if (body.role !== 'endpoint' || func.kind !== 'attribute' || !/^send(_text|_json|_bytes)?$/.test(func.attr))
    return false;
  if (!taint.isRequest(func.value) || body.request?.kind !== 'websocket') return false;
  return args.some(({ value }) => isMade(value));
}

/** Anything but a literal. */
function isMade(expr: Expr): boolean {
  return anyBelow(expr, ({ kind }) => kind === 'name' || kind === 'call');
}

/** `verify(token, unauthorized)`: what the callee raises was handed in. */
export function withRaised(
  { raises, ...plain }: Rejection,
  call: CallSite,
  target: FunctionValue,
  statusesOf: (raised: Expr) => readonly number[],
): Rejection {
  const given = raises === undefined ? undefined : argumentFor(call, target, raises);
  if (given === undefined) return plain;
  const statuses = statusesOf(given);
  return given.kind === 'name' && statuses.length === 0 ? { ...plain, raises: given.id } : { ...plain, statuses };
}

/** What a call hands in for one parameter. */
function argumentFor(call: CallSite, target: FunctionValue, name: string): Expr | undefined {
  const { params } = target.def;
  const bound = params[0]?.name === 'self' || params[0]?.name === 'cls' ? 1 : 0;
  const place = params.findIndex((param) => param.name === name) - bound;
  const { args } = call.node;
  const named = args.find((argument) => argument.name === name);
  return (named ?? args.filter((argument) => argument.name === undefined)[place])?.value;
}

/** What each parameter of a called function gets. */
export function argumentOrigins(taint: Taint, call: CallSite, target: FunctionValue): ReadonlyMap<string, Origin> {
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

/** What `fn(*args, **kwargs)` of a wrapper gives the function. */
export function handedOn(
  { handsOn }: Pick<Body, 'handsOn'>,
  { args }: Call,
  code: CodeBody,
): readonly (readonly [string, Origin])[] {
  if (handsOn === undefined || !args.some((one) => one.unpack !== undefined)) return [];
  return (code.def?.params ?? []).map(({ name, kind }) => [
    name,
    kind === 'var-positional' || kind === 'var-keyword' ? 'arguments' : (handsOn.get(name) ?? 'other'),
  ]);
}

/** `...`, `pass`, `raise NotImplementedError`: an interface; what runs is not known. */
export function isAbstract(code: CodeBody): boolean {
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

/** What it does hangs on nothing. */
export function isUnconditional(code: CodeBody): boolean {
  return !code.body.some(
    (one) => one.kind === 'if' || one.kind === 'for' || one.kind === 'while' || one.kind === 'match',
  );
}

/** The name itself, without module and class. */
export function lastPart(callee: string): string {
  return callee.slice(Math.max(callee.lastIndexOf('.'), callee.lastIndexOf(':')) + 1);
}
