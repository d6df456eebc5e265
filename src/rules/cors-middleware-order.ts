import { siteKey } from '../core/span.ts';
import type { Code, Facts } from '../fastapi/facts.ts';
import type { AppObject, MiddlewareUse } from '../fastapi/model.ts';
import { argumentOf } from '../fastapi/values.ts';
import { lastName, statusOf } from '../fastapi/questions/code.ts';
import { turnsAway } from '../fastapi/questions/authentication/middleware.ts';
import { appTitle, middlewareSubject, shortMiddleware, takesEffect } from '../fastapi/questions/http/apps.ts';
import { middlewareBodies } from '../fastapi/questions/http/bodies.ts';
import { CORS } from '../fastapi/questions/http/cors.ts';
import { expressionsIn } from '../python/walk.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'cors-middleware-order',
  summary: 'Middleware outside CORS answers without CORS headers',
  category: 'cors',
  severity: 'medium',
  confidence: 'high',
  cwe: [696],
  owasp: ['API8'],
  seeds: [],
  docs: {
    why: 'The middleware added last is outermost. What stands outside `CORSMiddleware` sees the preflight first: authentication there answers it with 401 (measured; with CORS added last it is 200), so browsers refuse every call, and teams then open CORS or the guard to make it work. Error answers made there carry no CORS headers, so the front end cannot read them.',
    fix: 'Add `CORSMiddleware` last (first in a `middleware=[...]` list).',
    bad: `from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])


async def authenticate(request: Request, call_next):
    if request.headers.get("authorization") != "Bearer t-1":
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


app.middleware("http")(authenticate)
`,
    good: `from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()


async def authenticate(request: Request, call_next):
    if request.headers.get("authorization") != "Bearer t-1":
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


app.middleware("http")(authenticate)
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])
`,
    references: ['https://fastapi.tiangolo.com/tutorial/middleware/', 'https://fastapi.tiangolo.com/tutorial/cors/'],
    limits:
      "Reads own middleware, and slowapi's. Middleware that mentions `OPTIONS` is taken to let preflights pass. The host check, the HTTPS redirect and compression may stand outside.",
  },

  *check(facts) {
    const seen = new Set<string>();
    for (const app of facts.application.allApps) {
      const uses = app.middleware.filter(takesEffect);
      const at = uses.findIndex((use) => use.name === CORS);
      const cors = uses[at];
      if (cors === undefined || seen.has(siteKey(cors.site))) continue;
      seen.add(siteKey(cors.site));
      const problem = problemOf(facts, app, cors, uses.slice(0, at));
      if (problem !== undefined) yield problem;
    }
  },
});

function problemOf(
  facts: Facts,
  app: AppObject,
  cors: MiddlewareUse,
  outside: readonly MiddlewareUse[],
): Problem | undefined {
  const guards = outside.filter((use) => rejectsPreflight(facts, use));
  const others = outside.filter((use) => !guards.includes(use) && answersErrors(facts, use));
  const [first] = guards.length > 0 ? guards : others;
  if (first === undefined) return undefined;
  const name = `\`${shortMiddleware(first)}\``;
  return {
    at: cors.site,
    subject: middlewareSubject({ app, use: cors }),
    message:
      guards.length > 0
        ? `${name} stands outside \`CORSMiddleware\` on ${appTitle(app)} and refuses preflights, which carry no credential. Add \`CORSMiddleware\` after it.`
        : `Errors that ${name} answers carry no CORS headers: it stands outside \`CORSMiddleware\` on ${appTitle(app)}. Add \`CORSMiddleware\` after it.`,
    related: [...guards, ...others].map((use) => ({ at: use.site, message: `\`${shortMiddleware(use)}\` is outside` })),
    ...(guards.length > 0 ? {} : { severity: 'low' as const, confidence: 'medium' as const }),
  };
}

function rejectsPreflight(facts: Facts, use: MiddlewareUse): boolean {
  const bodies = middlewareBodies(facts, use);
  if (!bodies.some((code) => turnsAway(code) && readsCredential(code))) return false;
  return !knowsPreflights(bodies);
}

/** A preflight is refused for the credential that it lacks; an address or a host it has. */
function readsCredential(code: Code): boolean {
  return expressionsIn([...code.body]).some((expr) => {
    const text =
      expr.kind === 'string' || expr.kind === 'bytes'
        ? expr.value
        : expr.kind === 'name'
          ? expr.id
          : expr.kind === 'attribute'
            ? expr.attr
            : '';
    return /authoriz|authent|token|api[-_]?key|cookie|session|jwt|bearer|credential/i.test(text);
  });
}

/** Written with CORS in mind. */
function knowsPreflights(bodies: readonly Code[]): boolean {
  return bodies.some((code) =>
    expressionsIn([...code.body]).some((expr) => expr.kind === 'string' && expr.value.toUpperCase() === 'OPTIONS'),
  );
}

/** Starlette's `AuthenticationMiddleware` answers 400 when its backend raises. */
function refusesInBackend(facts: Facts, use: MiddlewareUse): boolean {
  if (use.name !== 'starlette.middleware.authentication.AuthenticationMiddleware') return false;
  const backend = argumentOf(use.args, 'backend', 0);
  const method = backend?.kind === 'instance' ? facts.methodOf(backend.class, 'authenticate') : undefined;
  const code = method === undefined ? undefined : facts.codeOf(method);
  return code?.calls.some(({ callee }) => callee === 'starlette.authentication.AuthenticationError') === true;
}

/** Makes an error answer of its own. */
function answersErrors(facts: Facts, use: MiddlewareUse): boolean {
  if (/^slowapi\./.test(use.name) || refusesInBackend(facts, use)) return true;
  const bodies = middlewareBodies(facts, use);
  if (knowsPreflights(bodies)) return false;
  return bodies.some((code) =>
    code.calls.some((call) => {
      if (!/Response$/.test(lastName(call.callee))) return false;
      const status = statusOf(call.argument('status_code', 1));
      // 499: the caller is gone already.
      return status !== undefined && status >= 400 && status !== 499;
    }),
  );
}
