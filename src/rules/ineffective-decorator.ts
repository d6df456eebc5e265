import { groupBy } from '../core/group.ts';
import { siteKey } from '../core/span.ts';
import type { DecoratorRef, Route } from '../fastapi/model.ts';
import {
  decoratorName,
  hiddenDependencies,
  strandedDecorators,
  type DecoratorRole,
  type HiddenDependencies,
} from '../fastapi/questions/authentication/decorators.ts';
import { movedBelow } from '../fastapi/questions/authentication/decorator-order.ts';
import { shortName } from '../fastapi/questions/authentication/guards.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { siteOf } from '../python/position.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'ineffective-decorator',
  summary: 'A guard or limit stands where requests do not pass it',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  cwe: [862, 770],
  owasp: ['API5', 'API4'],
  seeds: [],
  docs: {
    why: 'The route decorator registers the function it is given. What stands *above* it wraps the name afterwards, and requests never pass it (measured: a guard above answers 200, below 403). A decorator below it whose wrapper takes `*args, **kwargs` without `functools.wraps` hides the signature, and FastAPI no longer sees the parameter dependencies.',
    fix: 'Put the route decorator on top, and `@functools.wraps(func)` on the wrapper.',
    bad: `import functools

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


def admin_only(func):
    @functools.wraps(func)
    async def wrapper(request: Request, *args, **kwargs):
        if request.headers.get("x-admin") != "yes":
            raise HTTPException(status_code=403)
        return await func(request, *args, **kwargs)

    return wrapper


@admin_only
@app.get("/stats")
async def stats(request: Request):
    return {"visits": 3}
`,
    good: `import functools

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()


def admin_only(func):
    @functools.wraps(func)
    async def wrapper(request: Request, *args, **kwargs):
        if request.headers.get("x-admin") != "yes":
            raise HTTPException(status_code=403)
        return await func(request, *args, **kwargs)

    return wrapper


@app.get("/stats")
@admin_only
async def stats(request: Request):
    return {"visits": 3}
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/path-operation-configuration/',
      'https://slowapi.readthedocs.io/en/latest/',
    ],
    limits:
      'Decorators that neither guard nor limit (logging, tracing, caching) may stand anywhere. A decorator from a package that cannot be followed is judged by its name, with low confidence.',
  },

  *check(facts) {
    const found = facts.application.routes.flatMap((route) => {
      const hidden = hiddenDependencies(facts, route);
      const above = strandedDecorators(facts, route).map(({ decorator, role }) => aboveProblem(route, decorator, role));
      return [...above, ...(hidden === undefined ? [] : [hidingProblem(route, hidden)])];
    });
    for (const same of groupBy(found, ({ at }) => siteKey(at)).values()) {
      const [first] = same;
      if (first !== undefined) yield first;
    }
  },
});

function nameOf(decorator: DecoratorRef): string {
  return decoratorName(decorator.text);
}

function aboveProblem(route: Route, decorator: DecoratorRef, role: DecoratorRole): Problem {
  const edit = movedBelow(route, decorator.site);
  const what = role.kind === 'guard' ? 'never meets the guard' : 'is never limited';
  return {
    at: decorator.site,
    subject: `decorator ${nameOf(decorator)} of ${route.endpoint}`,
    message: `\`@${nameOf(decorator)}\` stands above the route decorator: FastAPI registered the bare \`${shortName(route.endpoint)}\`, and a request to \`${titleOf(route)}\` ${what}. Move \`@${nameOf(decorator)}\` below it.`,
    related: [{ at: route.registration, message: 'registered here, before the decorator above runs' }],
    ...(edit === undefined ? {} : { fix: { title: 'Move it below the route decorator', edits: [edit] } }),
    ...(role.proved ? {} : { confidence: 'low' as const }),
    ...(role.kind === 'limit' ? { severity: 'high' as const } : {}),
  };
}

function hidingProblem(route: Route, { decorator, wrapper, lost }: HiddenDependencies): Problem {
  const names = lost.map((name) => `\`${name}\``).join(', ');
  const { value } = decorator;
  const at =
    value.kind === 'function'
      ? siteOf(value.module, { start: wrapper.defStart, end: wrapper.signatureEnd })
      : value.site;
  return {
    at: decorator.site,
    subject: `decorator ${nameOf(decorator)} of ${titleOf(route)}`,
    message: `\`@${nameOf(decorator)}\` hides the signature of the handler of \`${titleOf(route)}\`: its wrapper has no \`functools.wraps\`, so FastAPI never sees ${names} and the route runs without. Add \`@functools.wraps(func)\` to the wrapper.`,
    related: [
      { at: route.registration, message: 'registered here' },
      { at, message: 'this wrapper takes `*args, **kwargs` and no `functools.wraps`' },
    ],
  };
}
