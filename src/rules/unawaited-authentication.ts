import type { CallSite, Code, Facts } from '../fastapi/facts.ts';
import { nameOf, servesRequests, siteIn } from '../fastapi/questions/code.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { droppedChecks } from '../fastapi/questions/authentication/unawaited.ts';
import { textOf } from '../python/position.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'unawaited-authentication',
  summary: 'An async check is called without await, so it never runs',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  cwe: [252, 862],
  owasp: ['API2'],
  seeds: [],
  docs: {
    why: 'Calling an `async def` only makes a coroutine. Without `await` its body never runs: nothing is checked, Python prints a warning at most, and `if check(...)` is always true.',
    fix: 'Write `await` in front of the call.',
    bad: `from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


async def require_admin(request: Request) -> None:
    if request.headers.get("x-role") != "admin":
        raise HTTPException(status_code=403)


@app.delete("/cache")
async def clear_cache(request: Request):
    require_admin(request)
    return {"cleared": True}
`,
    good: `from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


async def require_admin(request: Request) -> None:
    if request.headers.get("x-role") != "admin":
        raise HTTPException(status_code=403)


@app.delete("/cache")
async def clear_cache(request: Request):
    await require_admin(request)
    return {"cleared": True}
`,
    references: [
      'https://fastapi.tiangolo.com/async/',
      'https://docs.python.org/3/library/asyncio-dev.html#detect-never-awaited-coroutines',
    ],
    limits: 'Coroutines that are kept and awaited later, gathered, or made into a task are left alone.',
  },

  *check(facts) {
    for (const { code, call } of droppedChecks(facts)) yield problemOf(facts, code, call);
  },
});

function problemOf(facts: Facts, code: Code, call: CallSite): Problem {
  const name = textOf(code.module, call.node.func);
  const route = facts.routesOf(code)[0];
  const where = route === undefined ? `\`${nameOf(code)}\`` : `\`${titleOf(route)}\``;
  const async = code.def?.async === true;
  const advice = async
    ? `Write \`await ${name}(...)\`.`
    : `Make \`${nameOf(code)}\` async and write \`await ${name}(...)\`.`;
  const serves = servesRequests(facts, code);
  return {
    at: call.site,
    subject: `function ${code.name} calls ${call.callee}`,
    message: `\`${name}\` is async and is not awaited: its check never runs, and ${where} goes on for everybody. ${advice}`,
    related: call.target === undefined ? [] : [{ at: call.target.site, message: `\`${name}\` is \`async def\`` }],
    ...(serves ? {} : { confidence: 'medium' as const }),
    ...(async
      ? {
          fix: {
            title: 'Await the check',
            edits: [{ at: siteIn(code, call.node), replacement: `await ${textOf(code.module, call.node)}` }],
          },
        }
      : {}),
  };
}
