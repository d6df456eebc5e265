import type { Site } from '../../core/span.ts';
import { siteOf } from '../../python/position.ts';
import type { Call, Expr, Raise, Return, Stmt } from '../../python/syntax.ts';
import { anyBelow, dottedName, walk } from '../../python/walk.ts';
import type { CallSite, Code, Facts } from '../facts.ts';
import type { ClassValue, Value } from '../value.ts';
import { defaultOf } from '../values.ts';

/** Questions about the text of one body: what is named, raised and returned there. */

export const HTTP_EXCEPTIONS: ReadonlySet<string> = new Set([
  'fastapi.HTTPException',
  'starlette.exceptions.HTTPException',
]);
export const SOCKET_EXCEPTIONS: ReadonlySet<string> = new Set([
  'fastapi.WebSocketException',
  'starlette.exceptions.WebSocketException',
]);

const WALKED = new WeakMap<object, readonly (Expr | Stmt)[]>();

/** Nodes of a body, nested functions and classes left out. Syntax never changes, so a body is walked once. */
export function nodesIn(root: Expr | Stmt | readonly (Expr | Stmt)[]): readonly (Expr | Stmt)[] {
  const known = WALKED.get(root);
  if (known !== undefined) return known;
  const found: (Expr | Stmt)[] = [];
  walk(root, (node) => void found.push(node), { scope: 'own' });
  WALKED.set(root, found);
  return found;
}

/** Identifiers and attribute names below a node. */
export function wordsBelow(root: Expr | Stmt | readonly (Expr | Stmt)[]): ReadonlySet<string> {
  const words = new Set<string>();
  walk(root, (node) => {
    if (node.kind === 'name') words.add(node.id);
    if (node.kind === 'attribute') words.add(node.attr);
  });
  return words;
}

/** True when a name of the set is read somewhere below. */
export function mentions(root: Expr | Stmt | readonly (Expr | Stmt)[], names: ReadonlySet<string>): boolean {
  return anyBelow(root, (node) => node.kind === 'name' && names.has(node.id));
}

/** Whether `inner` lies in `outer`. */
export function within(
  inner: { readonly start: number; readonly end: number },
  outer: { readonly start: number; readonly end: number },
): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The last part of a callee: `execute` of `?.execute`, `f` of `pkg.mod:f`. */
export function lastName(callee: string): string {
  return callee.slice(Math.max(callee.lastIndexOf('.'), callee.lastIndexOf(':')) + 1);
}

/** 401 for `401`, `status.HTTP_401_UNAUTHORIZED` and `HTTPStatus.UNAUTHORIZED`. */
export function statusOf(value: Value | undefined): number | undefined {
  if (value === undefined) return undefined;
  const settled = defaultOf(value);
  if (settled.kind === 'number') return settled.value;
  if (settled.kind !== 'external') return undefined;
  const last = lastName(settled.name);
  const digits = /^(?:HTTP|WS)_(\d+)/.exec(last)?.[1];
  if (digits !== undefined) return Number(digits);
  return { UNAUTHORIZED: 401, FORBIDDEN: 403, NOT_FOUND: 404, BAD_REQUEST: 400 }[last];
}

/** The status an expression would raise: that of `HTTPException(...)`, also through a variable bound to one. */
export function exceptionStatus(code: Code, expr: Expr): number | 'unknown' | undefined {
  const value = code.valueOf(expr);
  if (value.kind === 'instance' || value.kind === 'class')
    return ownStatus(value.kind === 'class' ? value : value.class);
  if (value.kind !== 'external-call' || !(HTTP_EXCEPTIONS.has(value.callee) || SOCKET_EXCEPTIONS.has(value.callee)))
    return undefined;
  if (SOCKET_EXCEPTIONS.has(value.callee)) return 1008;
  return statusOf(value.args.keywords.get('status_code') ?? value.args.positional[0]) ?? 'unknown';
}

/** An exception class of this project: the status that its definition names. */
function ownStatus(cls: ClassValue): number | 'unknown' | undefined {
  if (!isHttpException(cls)) return undefined;
  const text = cls.module.text.slice(cls.def.start, cls.def.end);
  const digits = /\b(?:HTTP_)?(401|403|404)/.exec(text)?.[1];
  return digits === undefined ? 'unknown' : Number(digits);
}

/** An own subclass of HTTPException. */
export function isHttpException(cls: ClassValue, depth = 5): boolean {
  return cls.bases.some(
    (base) =>
      (base.kind === 'external' && HTTP_EXCEPTIONS.has(base.name)) ||
      (base.kind === 'class' && depth > 0 && isHttpException(base, depth - 1)),
  );
}

const REFUSALS: ReadonlySet<number | 'unknown'> = new Set<number | 'unknown'>([401, 403, 1008]);

/** `raise` statements of the body that answer 401 or 403 (or close a socket). */
export function refusalsIn(code: Code): readonly Raise[] {
  return nodesIn(code.body).filter((node): node is Raise => node.kind === 'raise' && isRefusal(code, node.exception));
}

export function isRefusal(code: Code, exception: Expr | undefined): boolean {
  if (exception === undefined) return false;
  const status = exceptionStatus(code, exception);
  return status !== undefined && REFUSALS.has(status);
}

export function returnsIn(code: Code): readonly Return[] {
  return nodesIn(code.body).filter((node): node is Return => node.kind === 'return');
}

const REFUSING = new WeakMap<Code, Map<number, boolean>>();

/** True when the body refuses callers itself, or calls something of this project that does. */
export function refuses(facts: Facts, code: Code, depth = 3): boolean {
  const answers = REFUSING.get(code) ?? new Map<number, boolean>();
  REFUSING.set(code, answers);
  const known = answers.get(depth);
  if (known !== undefined) return known;
  // While it is being worked out, a call back to it refuses nothing.
  answers.set(depth, false);
  const answer = refusesBelow(facts, code, depth);
  answers.set(depth, answer);
  return answer;
}

function refusesBelow(facts: Facts, code: Code, depth: number): boolean {
  if (refusalsIn(code).length > 0) return true;
  if (depth === 0) return false;
  return code.calls.some((call) => {
    const inner = call.target === undefined ? undefined : facts.codeOf(call.target);
    return inner !== undefined && inner !== code && refuses(facts, inner, depth - 1);
  });
}

export function siteIn(code: Code, node: { readonly start: number; readonly end: number }): Site {
  return siteOf(code.module, node);
}

/** The line of a `def` with its signature. */
export function signatureSite(code: Code): Site | undefined {
  return code.def === undefined ? undefined : siteIn(code, { start: code.def.defStart, end: code.def.signatureEnd });
}

/** `raise HTTPException(...)` of any status, in the body or in what it calls. */
export function raisesHttp(facts: Facts, code: Code, depth = 2): boolean {
  if (
    nodesIn(code.body).some(
      (node) =>
        node.kind === 'raise' && node.exception !== undefined && exceptionStatus(code, node.exception) !== undefined,
    )
  )
    return true;
  if (depth === 0) return false;
  return code.calls.some((call) => {
    const inner = call.target === undefined ? undefined : facts.codeOf(call.target);
    return inner !== undefined && inner !== code && raisesHttp(facts, inner, depth - 1);
  });
}

/** The call node's facts in this body. */
export function callAt(code: Code, expr: Expr): CallSite | undefined {
  return code.calls.find((call) => call.node === expr);
}

/** `logger.warning(…)`, `print(…)`: it says something and decides nothing. */
export function isLogging({ func }: Call): boolean {
  if (func.kind === 'name') return func.id === 'print';
  if (func.kind !== 'attribute' || !/^(debug|info|warning|error|exception|critical|log|bind)$/.test(func.attr))
    return false;
  return /log/i.test(dottedName(func.value) ?? '');
}

/** A name to show: `get_user`, `deps.get_user`. */
export function shownName(expr: Expr): string {
  return dottedName(expr) ?? 'it';
}

/** The function's own name. */
export function nameOf(code: Code): string {
  return lastName(code.name);
}

/** True when FastAPI resolves the parameters of this function: an endpoint, a dependency, or one that declares dependencies. */
export function servesRequests(facts: Facts, code: Code): boolean {
  if (code.def === undefined) return false;
  return facts.routesOf(code).length > 0 || facts.usesOf(code).length > 0;
}
