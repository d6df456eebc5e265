import type { Expr, Stmt } from '../../../python/syntax.ts';
import type { Code, Facts } from '../../facts.ts';
import type { MiddlewareUse } from '../../model.ts';
import { isCredentialName, namesFormToken } from '../../protection/credentials.ts';
import { isRefusal, lastName, nodesIn, refusalsIn, statusOf } from '../code.ts';

/** Middleware that turns callers away; `path-exemptions.ts` says for which paths it does not. */

/** The bodies that run for each request: the function, `dispatch` or `__call__`. */
export function bodiesOf(facts: Facts, use: MiddlewareUse): readonly Code[] {
  const { value } = use;
  if (value.kind === 'function') return [facts.codeOf(value)].filter((code) => code !== undefined);
  const cls = value.kind === 'instance' ? value.class : value.kind === 'class' ? value : undefined;
  if (cls === undefined) return [];
  return ['dispatch', '__call__'].flatMap((name) => {
    const method = facts.methodOf(cls, name);
    const code = method === undefined ? undefined : facts.codeOf(method);
    return code === undefined ? [] : [code];
  });
}

/** Answers 401 or 403 itself. */
export function turnsAway(code: Code): boolean {
  if (refusalsIn(code).length > 0 || nodesIn(code.body).some((node) => startsRefusal(code, node))) return true;
  return code.calls.some((call) => {
    if (!/Response$/.test(lastName(call.callee))) return false;
    const status = statusOf(call.argument('status_code', 1));
    return status === 401 || status === 403;
  });
}

/** Turns away for want of a form's own token, and looks at nothing that says who asks. */
export function asksForFormToken(code: Code): boolean {
  const names = nodesIn(code.body).flatMap((node) =>
    node.kind === 'string'
      ? [node.value]
      : node.kind === 'attribute'
        ? [node.attr]
        : node.kind === 'name'
          ? [node.id]
          : [],
  );
  const saysWho = (name: string): boolean => name === 'user' || (isCredentialName(name) && !LIBRARIES.has(name));
  return names.some(namesFormToken) && !names.some(saysWho);
}

/** Python's own modules for comparing. */
const LIBRARIES: ReadonlySet<string> = new Set(['secrets', 'hmac']);

/** `{"type": "http.response.start", "status": 401, …}`, as plain ASGI middleware answers. */
function startsRefusal(code: Code, node: Expr | Stmt): boolean {
  if (node.kind !== 'dict') return false;
  const entry = (name: string): Expr | undefined =>
    node.entries.find(({ key }) => key?.kind === 'string' && key.value === name)?.value;
  const [type, status] = [entry('type'), entry('status')];
  if (type?.kind !== 'string' || type.value !== 'http.response.start' || status === undefined) return false;
  const answer = statusOf(code.valueOf(status));
  return answer === 401 || answer === 403;
}

/** Conditions under which a request is turned away unless it brings a credential: `if path in DOCS: check(request)`. */
export function guardedTests(code: Code): readonly Expr[] {
  return nodesIn(code.body).flatMap((node) =>
    node.kind === 'if' && turns(code, node.body) && !letsThrough(node.body) && negatedParts(node.test).length === 0
      ? [node.test]
      : [],
  );
}

/** `not path.startswith(…)`, `path not in …`, also among others joined by `and`. */
function negatedParts(test: Expr): readonly Expr[] {
  if (test.kind === 'unary' && test.op === 'not') return [test.operand];
  if (test.kind === 'compare' && test.ops[0] === 'not in') return [test];
  return test.kind === 'boolop' && test.op === 'and' ? test.values.flatMap(negatedParts) : [];
}

export function letsThrough(body: readonly Stmt[]): boolean {
  return nodesIn(body).some(
    (node) =>
      node.kind === 'call' &&
      ((node.func.kind === 'name' && node.func.id === 'call_next') ||
        (node.func.kind === 'attribute' && node.func.attr === 'app')),
  );
}

export function turns(code: Code, body: readonly Stmt[]): boolean {
  return nodesIn(body).some((node) => {
    if (node.kind === 'raise') return isRefusal(code, node.exception);
    if (startsRefusal(code, node)) return true;
    const call = node.kind === 'call' ? code.calls.find((one) => one.node === node) : undefined;
    const status =
      call === undefined || !/Response$/.test(lastName(call.callee))
        ? undefined
        : statusOf(call.argument('status_code', 1));
    return status === 401 || status === 403;
  });
}

/** `request.url.path` is built from the Host header before Starlette 1.0.1; `scope["path"]` is not. */
export function readsUrlPath(code: Code): Expr | undefined {
  return nodesIn(code.body).find(
    (node): node is Expr & { kind: 'attribute' } =>
      node.kind === 'attribute' && node.attr === 'path' && node.value.kind === 'attribute' && node.value.attr === 'url',
  );
}
