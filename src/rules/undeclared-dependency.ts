import { nameOf, siteIn } from '../fastapi/questions/code.ts';
import { wrapInDepends } from '../fastapi/questions/authentication/edits.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { undeclaredGuards, type Undeclared } from '../fastapi/questions/authentication/undeclared.ts';
import type { Facts } from '../fastapi/facts.ts';
import { defineRule, type Fix, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'undeclared-dependency',
  summary: 'A guard is named without Depends, so FastAPI never calls it',
  category: 'authentication',
  severity: 'critical',
  confidence: 'high',
  cwe: [862, 915],
  owasp: ['API2'],
  seeds: ['S1'],
  docs: {
    why: 'FastAPI only calls what stands inside `Depends(...)` or `Security(...)`. With `user=get_current_user` the parameter is the function object and everybody is in. With `Annotated[User, get_current_user]` the guard is ignored metadata: a Pydantic `User` becomes the request body, so callers post their own user, admin flag included. A function that FastAPI does not resolve gets the `Depends` object itself.',
    fix: 'Write `Depends(get_current_user)`. In helper functions take the user as a plain parameter and pass it on.',
    bad: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_current_user(x_token: str = Header()) -> str:
    if x_token != "let-me-in":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/reports")
def list_reports(user=get_current_user):
    return []
`,
    good: `from fastapi import Depends, FastAPI, Header, HTTPException

app = FastAPI()


def get_current_user(x_token: str = Header()) -> str:
    if x_token != "let-me-in":
        raise HTTPException(status_code=401)
    return "ada"


@app.get("/reports")
def list_reports(user=Depends(get_current_user)):
    return []
`,
    references: ['https://fastapi.tiangolo.com/tutorial/dependencies/'],
    limits:
      'Only guards are reported: functions that can answer 401 or 403, security schemes, and functions named like a guard. A helper with `Depends` defaults is reported when the project calls it by hand without that argument.',
  },

  *check(facts) {
    for (const one of undeclaredGuards(facts)) yield problemOf(facts, one);
  },
});

function problemOf(facts: Facts, one: Undeclared): Problem {
  const route = facts.routesOf(one.code)[0];
  const fix = fixOf(one);
  return {
    at: siteIn(one.code, one.param),
    subject: `function ${one.code.name} parameter ${one.param.name}`,
    message: messageOf(one, route === undefined ? `\`${nameOf(one.code)}\`` : `\`${titleOf(route)}\``),
    related:
      one.call === undefined ? [] : [{ at: one.call.site, message: `called by hand without \`${one.param.name}\`` }],
    ...(one.form === 'unresolved' ? { severity: 'high' as const } : {}),
    ...(fix === undefined ? {} : { fix }),
  };
}

function messageOf({ param, form, guard, code }: Undeclared, where: string): string {
  if (form === 'default') {
    return `\`${param.name}\` is the \`${guard}\` object itself: without \`Depends\` FastAPI never calls it, and ${where} lets everybody in. Write \`${param.name}=Depends(${guard})\`.`;
  }
  if (form === 'annotated') {
    return `\`${guard}\` in \`Annotated\` is ignored without \`Depends\`: ${where} takes \`${param.name}\` from the request, so callers send their own. Write \`Annotated[..., Depends(${guard})]\`.`;
  }
  return `FastAPI does not resolve \`${nameOf(code)}\`: called by hand, its \`${param.name}\` is the \`Depends\` object and \`${guard}\` never runs. Take \`${param.name}\` as a plain parameter and let the route depend on \`${guard}\`.`;
}

function fixOf({ code, form, expr, isScheme }: Undeclared): Fix | undefined {
  // A scheme would still need somebody to check what it extracts.
  if (expr === undefined || isScheme || form === 'unresolved' || (expr.kind !== 'name' && expr.kind !== 'attribute'))
    return undefined;
  const edits = wrapInDepends(code.module, expr);
  return edits === undefined ? undefined : { title: 'Declare the dependency', edits };
}
