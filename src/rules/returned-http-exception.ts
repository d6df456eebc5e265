import { siteIn, nameOf } from '../fastapi/questions/code.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import {
  exceptionName,
  returnedExceptions,
  type ReturnedException,
} from '../fastapi/questions/authentication/returned.ts';
import type { Facts } from '../fastapi/facts.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'returned-http-exception',
  summary: 'An HTTPException is returned instead of raised',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  cwe: [390],
  owasp: ['API2'],
  seeds: ['S3'],
  docs: {
    why: 'FastAPI only stops a request when a dependency *raises*. An `HTTPException` that a dependency returns is handed to the route as if it were the user, or dropped when the dependency stands in a `dependencies=` list: the request passes. A route that returns one answers 200 with its fields as JSON.',
    fix: 'Write `raise` where it says `return`.',
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
SESSIONS = {"s-1": "ada"}


def get_current_user(x_session: str = Header()):
    if x_session not in SESSIONS:
        return HTTPException(status_code=401, detail="Unknown session")
    return SESSIONS[x_session]


@app.get("/reports")
def list_reports(user: str = Depends(get_current_user)):
    return ["daily", "weekly"]
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()
SESSIONS = {"s-1": "ada"}


def get_current_user(x_session: str = Header()):
    if x_session not in SESSIONS:
        raise HTTPException(status_code=401, detail="Unknown session")
    return SESSIONS[x_session]


@app.get("/reports")
def list_reports(user: str = Depends(get_current_user)):
    return ["daily", "weekly"]
`,
    references: ['https://fastapi.tiangolo.com/tutorial/handling-errors/'],
    limits:
      'Helpers that build an exception for a caller that raises it are left alone: only endpoints and dependencies are looked at.',
  },

  *check(facts) {
    for (const returned of returnedExceptions(facts).values()) {
      for (const [index, one] of returned.entries()) yield problemOf(facts, one, index);
    }
  },
});

function problemOf(facts: Facts, { code, statement, certain }: ReturnedException, index: number): Problem {
  const routes = facts.routesOf(code);
  const endpoint = routes[0];
  const exception = statement.value === undefined ? 'HTTPException' : exceptionName(code.valueOf(statement.value));
  const name = `\`${nameOf(code)}\``;
  const consequence =
    endpoint === undefined
      ? 'FastAPI takes it for the result of the dependency, and the request passes.'
      : `\`${titleOf(endpoint)}\` answers 200 with its fields as JSON.`;
  const uses = facts.usesOf(code).slice(0, 10);
  return {
    at: siteIn(code, statement),
    subject: `function ${code.name}${index === 0 ? '' : ` ${String(index + 1)}`}`,
    message: `${name} returns \`${exception}\` instead of raising it: ${consequence} Write \`raise\` here.`,
    related: uses.map((use) => ({ at: use.site, message: `${name} is relied on here` })),
    ...(certain
      ? {
          fix: {
            title: 'Raise the exception',
            edits: [
              {
                at: siteIn(code, { start: statement.start, end: statement.start + 'return'.length }),
                replacement: 'raise',
              },
            ],
          },
        }
      : {}),
  };
}
