import type { Facts, Code } from '../fastapi/facts.ts';
import { nameOf, siteIn } from '../fastapi/questions/code.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { reaching, swallowOf } from '../fastapi/questions/authentication/swallow-verdict.ts';
import type { Swallow } from '../fastapi/questions/authentication/swallow.ts';
import { defineRule, type Problem } from './contract/rule.ts';

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
      const swallow = swallowOf(facts, code);
      if (swallow !== undefined) yield problemOf(facts, code, swallow);
    }
  },
});

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
