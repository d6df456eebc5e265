import { asTry, suppresses } from '../../protection/running.ts';
import type { ExceptHandler, Expr, Stmt, Try } from '../../../python/syntax.ts';
import type { CallSite, Code, Facts } from '../../facts.ts';
import { HTTP_EXCEPTIONS, isRefusal, lastName, nodesIn, refuses, within } from '../code.ts';

/** A guard that catches what it raises itself and goes on. */
export interface Swallow {
  readonly handler: ExceptHandler;
  /** What would have kept the caller out. */
  readonly cause: Expr | Stmt;
  readonly what: 'raise' | 'call' | 'token';
}

const TOKEN_CHECKS =
  /^(jwt\.(decode|decode_complete)|jose\.jwt\.decode|jose\.jws\.verify|authlib\.jose\.jwt\.decode|joserfc\.jwt\.decode|firebase_admin\.auth\.verify_id_token|google\.oauth2\.id_token\.verify_\w+)$/;

/** Handlers that let a request pass although the credential was refused in their `try`. */
export function swallowsIn(facts: Facts, code: Code): readonly Swallow[] {
  return nodesIn(code.body)
    .flatMap((node) => (node.kind === 'try' ? [node] : node.kind === 'with' && suppresses(node) ? [asTry(node)] : []))
    .flatMap((statement) => {
      const refusal = refusalIn(facts, code, statement);
      if (refusal === undefined) return [];
      const catching = statement.handlers.filter((handler) => catches(code, handler, refusal.what));
      // An `HTTPException` goes to the first that takes it; what is wrong with a token has many names.
      return (refusal.what === 'token' ? catching : catching.slice(0, 1))
        .filter((handler) => letsPass(facts, code, handler, statement))
        .map((handler) => ({ handler, ...refusal }));
    });
}

export function swallowsRejection(facts: Facts, code: Code): boolean {
  return swallowsIn(facts, code).length > 0;
}

function refusalIn(facts: Facts, code: Code, statement: Try): Omit<Swallow, 'handler'> | undefined {
  const nodes = nodesIn(statement.body);
  const raised = nodes.find((node) => node.kind === 'raise' && isRefusal(code, node.exception));
  if (raised !== undefined) return { cause: raised, what: 'raise' };
  const calls = code.calls.filter((call) => statement.body.some((one) => within(call.node, one)));
  const guard = calls.find((call) => {
    const target = call.target === undefined ? undefined : facts.codeOf(call.target);
    return target !== undefined && refuses(facts, target, 2) && !swallowsRejection(facts, target);
  });
  if (guard !== undefined) return { cause: guard.node, what: 'call' };
  const token = calls.find((call) => checksToken(facts, call));
  return token === undefined ? undefined : { cause: token.node, what: 'token' };
}

/** A library's check, or a function of this project that wraps one and says by its exception what was wrong. */
function checksToken(facts: Facts, call: CallSite): boolean {
  if (TOKEN_CHECKS.test(call.callee)) return true;
  const inner = call.target === undefined ? undefined : facts.codeOf(call.target);
  if (inner === undefined || !inner.calls.some(({ callee }) => TOKEN_CHECKS.test(callee))) return false;
  const nodes = nodesIn(inner.body);
  return !nodes.some(({ kind }) => kind === 'try') || nodes.some(({ kind }) => kind === 'raise');
}

const CATCH_ALL = new Set(['Exception', 'BaseException', 'HTTPException', 'StarletteHTTPException']);
const TOKEN_ERRORS =
  /^(\w*(JWT|Jwt|JWS|Jose|Token|Signature|Decode|Claims|Expired|Invalid|Auth|Credential)\w*|ValueError|Exception|BaseException)$/;

/** True when the handler gets hold of the refusal. */
function catches(code: Code, handler: ExceptHandler, what: Swallow['what']): boolean {
  const types =
    handler.type === undefined ? undefined : handler.type.kind === 'tuple' ? handler.type.items : [handler.type];
  if (types === undefined) return true;
  return types.some((type) => {
    const value = code.valueOf(type);
    const name =
      value.kind === 'external'
        ? lastName(value.name)
        : type.kind === 'name'
          ? type.id
          : type.kind === 'attribute'
            ? type.attr
            : '';
    if (value.kind === 'external' && HTTP_EXCEPTIONS.has(value.name)) return what !== 'token';
    return what === 'token' ? TOKEN_ERRORS.test(name) : CATCH_ALL.has(name);
  });
}

/** The handler neither raises nor hands on anything: it returns nothing, or goes on. */
function letsPass(facts: Facts, code: Code, handler: ExceptHandler, statement: Try): boolean {
  const nodes = nodesIn(handler.body);
  if (nodes.some((node) => node.kind === 'raise' || (node.kind === 'assign' && !isNothing(node.value)))) return false;
  if (
    nodes.some(
      (node) =>
        node.kind === 'call' &&
        code.calls.some(
          (call) =>
            call.node === node &&
            (/(close|abort|exit|deny|reject|unauthorized|forbidden)/i.test(lastName(call.callee)) ||
              raises(facts, call)),
        ),
    )
  )
    return false;
  const returns = nodes.filter((node) => node.kind === 'return');
  if (returns.some(({ value }) => !isNothing(value))) return false;
  return returns.length > 0 || !refusesAfter(code, statement);
}

/** `_handle_login_error(e)`, whose body raises. */
function raises(facts: Facts, { target }: CallSite): boolean {
  const called = target === undefined ? undefined : facts.codeOf(target);
  return called?.body.some(({ kind }) => kind === 'raise') === true;
}

function isNothing(expr: Expr | undefined): boolean {
  return (
    expr === undefined ||
    expr.kind === 'none' ||
    (expr.kind === 'bool' && !expr.value) ||
    // `{}`, and `{"sub": "anonymous"}`: the same for everybody.
    ((expr.kind === 'dict' || expr.kind === 'list') && nodesIn(expr).every((node) => node === expr || isConstant(node)))
  );
}

/** Going on ends in a refusal further down: `if user is None: raise`. */
function refusesAfter(code: Code, statement: Try): boolean {
  return (
    nodesIn(code.body).some((node) => node.kind === 'raise' && node.start >= statement.end) || code.def === undefined
  );
}

function isConstant(node: Expr | Stmt): boolean {
  return node.kind === 'string' || node.kind === 'none' || node.kind === 'number' || node.kind === 'bool';
}
