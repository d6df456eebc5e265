import { callAt, lastName, nodesIn, returnsIn, siteIn } from '../fastapi/questions/auth-code.ts';
import type { CallSite, Code, Facts } from '../fastapi/facts.ts';
import type { FunctionValue } from '../fastapi/value.ts';
import { textOf } from '../python/position.ts';
import type { Expr, FunctionDef } from '../python/syntax.ts';
import { dottedName } from '../python/walk.ts';
import { defineRule, type Problem } from './rule.ts';

export default defineRule({
  id: 'broken-dependency',
  summary: 'A dependency is called where it should be named, or named without Depends in a list',
  category: 'authentication',
  severity: 'low',
  confidence: 'high',
  cwe: [691],
  owasp: ['API2'],
  seeds: ['S1'],
  docs: {
    why: '`Depends(get_user())` calls the function once, while the module loads, and depends on its result; `dependencies=[get_user]` puts a bare function where FastAPI expects a `Depends`. Neither application starts. It is a bug rather than a hole, until somebody mends it by taking the guard out.',
    fix: 'Write `Depends(get_user)`, without the parentheses.',
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


async def get_user(x_token: str = Header(default="")):
    if x_token != "t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/me")
def read_me(user: str = Depends(get_user())):
    return user
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


async def get_user(x_token: str = Header(default="")):
    if x_token != "t-1":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/me")
def read_me(user: str = Depends(get_user)):
    return user
`,
    references: ['https://fastapi.tiangolo.com/tutorial/dependencies/'],
    limits:
      'Factories that return a callable (`Depends(require("admin"))`) are right, and silent; so is every call whose result cannot be told.',
  },

  *check(facts) {
    for (const call of facts.calls('fastapi.Depends', 'fastapi.Security')) {
      const problem = calledInside(facts, call);
      if (problem !== undefined) yield problem;
    }
    for (const code of facts.codes)
      for (const call of code.calls) if (TAKES_LIST.test(lastName(call.callee))) yield* bareItems(facts, call);
  },
});

const TAKES_LIST =
  /^(FastAPI|APIRouter|include_router|get|post|put|patch|delete|head|options|trace|api_route|add_api_route|websocket|add_api_websocket_route)$/;

function calledInside(facts: Facts, call: CallSite): Problem | undefined {
  const inner = call.argumentNode('dependency', 0);
  if (inner?.kind !== 'call') return undefined;
  const made = callAt(call.code, inner);
  const target = made?.target;
  const code = target === undefined ? undefined : facts.codeOf(target);
  if (target === undefined || code === undefined || made?.awaited === true || !givesNoCallable(facts, target, code))
    return undefined;
  const name = textOf(call.code.module, inner.func);
  return {
    at: siteIn(call.code, inner),
    subject: `dependency ${target.moduleName}:${target.qualname} called in ${call.code.name}`,
    message: `\`${textOf(call.code.module, call.node.func)}(${name}())\` depends on the result of one call, which is no callable: the application does not start. Write \`Depends(${name})\`.`,
    related: [{ at: target.site, message: `\`${name}\` is itself the dependency` }],
  };
}

/** A coroutine, a generator, or results that are all plain data. */
function givesNoCallable(facts: Facts, target: FunctionValue, code: Code): boolean {
  const def = target.def;
  if (def.kind !== 'function') return false;
  if (def.async || nodesIn(def.body).some((node) => node.kind === 'yield')) return true;
  const returned = returnsIn(code).flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (isAbstract(def) || returned.some((expr) => canBeCalled(facts, code, expr))) return false;
  return (
    def.params.some(
      ({ default: own }) =>
        own?.kind === 'call' &&
        own.func.kind === 'name' &&
        /^(Depends|Security|Header|Cookie|Query)$/.test(own.func.id),
    ) || returned.every((expr) => isPlain(code, expr))
  );
}

/** A method of an interface says nothing of what it returns. */
function isAbstract(def: FunctionDef): boolean {
  return (
    def.decorators.some(({ expression }) => /abstract/.test(dottedName(expression) ?? '')) ||
    def.body.every(
      (one) =>
        one.kind === 'pass' ||
        one.kind === 'raise' ||
        (one.kind === 'expr' && (one.value.kind === 'ellipsis' || one.value.kind === 'string')),
    )
  );
}

function canBeCalled(facts: Facts, code: Code, expr: Expr): boolean {
  const value = code.valueOf(expr);
  if (value.kind === 'instance') return facts.methodOf(value.class, '__call__') !== undefined;
  return (
    ['function', 'class', 'partial', 'bound-method', 'external', 'external-call'].includes(value.kind) ||
    expr.kind === 'lambda'
  );
}

function isPlain(code: Code, expr: Expr): boolean {
  return ['string', 'number', 'bool', 'none', 'dict', 'list', 'tuple', 'set'].includes(code.valueOf(expr).kind);
}

/** `dependencies=[get_user]`. */
function* bareItems(facts: Facts, call: CallSite): Generator<Problem> {
  const list = call.argumentNode('dependencies');
  if (list?.kind !== 'list' && list?.kind !== 'tuple') return;
  for (const item of list.items) {
    if (item.kind !== 'name' && item.kind !== 'attribute') continue;
    const value = call.code.valueOf(item);
    const callable =
      value.kind === 'function' ||
      value.kind === 'class' ||
      (value.kind === 'instance' && facts.methodOf(value.class, '__call__') !== undefined);
    if (!callable) continue;
    const name = textOf(call.code.module, item);
    yield {
      at: siteIn(call.code, item),
      subject: `dependency ${name} bare in ${call.code.name}`,
      message: `\`dependencies=[${name}]\` holds the bare ${value.kind === 'function' ? 'function' : 'object'}: the application does not start. Write \`Depends(${name})\`.`,
    };
  }
}
