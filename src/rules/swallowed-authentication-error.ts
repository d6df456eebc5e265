import type { Facts, Code } from '../fastapi/facts.ts';
import { mentions, nameOf, nodesIn, servesRequests, siteIn } from '../fastapi/questions/auth-code.ts';
import { schemesOf, treeOf } from '../fastapi/questions/auth-guards.ts';
import { namesGuard, namesOptional } from '../fastapi/questions/auth-names.ts';
import { titleOf } from '../fastapi/questions/auth-routes.ts';
import { swallowsIn, type Swallow } from '../fastapi/questions/auth-swallow.ts';
import type { Route } from '../fastapi/model.ts';
import { defineRule, type Problem } from './rule.ts';

export default defineRule({
  id: 'swallowed-authentication-error',
  summary: 'A guard catches its own refusal and lets the request pass',
  category: 'authentication',
  severity: 'high',
  confidence: 'medium',
  cwe: [755],
  owasp: ['API2'],
  seeds: [],
  docs: {
    why: '`HTTPException` is an `Exception`: an `except Exception` round the check catches the 401 that the check has just raised. A guard that then returns `None`, or passes, lets the request through.',
    fix: 'Catch only what the token library raises, and raise 401 from there; let `HTTPException` go up.',
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
SESSIONS = {"s-1": "ada"}


def current_user(x_session: str = Header(default="")):
    try:
        if x_session not in SESSIONS:
            raise HTTPException(status_code=401)
        return SESSIONS[x_session]
    except Exception:
        return None


@app.get("/me")
def read_me(user=Depends(current_user)):
    return {"user": user}
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
SESSIONS = {"s-1": "ada"}


def current_user(x_session: str = Header(default="")):
    try:
        return SESSIONS[x_session]
    except KeyError:
        raise HTTPException(status_code=401) from None


@app.get("/me")
def read_me(user=Depends(current_user)):
    return {"user": user}
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/',
      'https://fastapi.tiangolo.com/tutorial/handling-errors/',
    ],
    limits:
      'Guards that say in their name that callers may be anonymous (`get_optional_user`) and those whose routes all check for `None` are left alone.',
  },

  *check(facts) {
    for (const code of facts.codes) {
      if (code.def === undefined || !servesRequests(facts, code) || namesOptional(nameOf(code))) continue;
      const [swallow] = swallowsIn(facts, code);
      if (swallow === undefined || !isGuard(facts, code, swallow) || isCheckedLater(facts, code)) continue;
      yield problemOf(facts, code, swallow);
    }
  },
});

/** Reached as a dependency; a token that cannot be read counts only where it came from a scheme, or the name promises a guard. */
function isGuard(facts: Facts, code: Code, swallow: Swallow): boolean {
  if (facts.usesOf(code).length === 0) return false;
  return (
    swallow.what !== 'token' || namesGuard(nameOf(code)) || facts.usesOf(code).some((use) => schemesOf(use).length > 0)
  );
}

function reaching(facts: Facts, code: Code): readonly Route[] {
  return facts.application.routes.filter((route) =>
    treeOf(route.dependencies).some((use) => use.value.kind === 'function' && use.value.def === code.def),
  );
}

/** Everyone who gets its result asks whether there is one: another dependency that refuses, or the endpoint. */
function isCheckedLater(facts: Facts, code: Code): boolean {
  const routes = reaching(facts, code);
  return (
    routes.length > 0 &&
    routes.every((route) => {
      const holders = treeOf(route.dependencies).filter((use) =>
        use.children.some((child) => child.value.kind === 'function' && child.value.def === code.def),
      );
      const above = holders.flatMap((use) => (use.value.kind === 'function' ? (facts.codeOf(use.value) ?? []) : []));
      const own = route.handler === undefined ? undefined : facts.codeOf(route.handler);
      const names = new Set(
        treeOf(route.dependencies).flatMap((use) =>
          use.value.kind === 'function' && use.value.def === code.def && use.parameter !== undefined
            ? [use.parameter]
            : [],
        ),
      );
      return [...above, ...(own === undefined ? [] : [own])].some((one) => asks(one, names));
    })
  );
}

function asks(code: Code, names: ReadonlySet<string>): boolean {
  return nodesIn(code.body).some(
    (node) =>
      (node.kind === 'if' || node.kind === 'conditional' || node.kind === 'assert') && mentions(node.test, names),
  );
}

function problemOf(facts: Facts, code: Code, { handler, cause, what }: Swallow): Problem {
  const name = nameOf(code);
  const header = siteIn(code, { start: handler.start, end: handler.type?.end ?? handler.start + 'except'.length });
  const caught =
    what === 'raise'
      ? 'its own refusal'
      : what === 'call'
        ? 'the refusal of the guard it calls'
        : 'the error of a token that is not valid';
  const routes = reaching(facts, code);
  return {
    at: header,
    subject: `function ${code.name}`,
    message: `\`${name}\` catches ${caught} and goes on, so ${routes[0] === undefined ? 'its routes let' : `\`${titleOf(routes[0])}\` lets`} everybody in. Raise \`HTTPException(status_code=401)\` here, or catch only what the check itself can throw.`,
    related: [
      { at: siteIn(code, cause), message: 'the refusal that is caught' },
      ...routes
        .slice(0, 10)
        .map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` relies on \`${name}\`` })),
    ],
    ...(what === 'raise' ? { confidence: 'high' as const } : {}),
  };
}
