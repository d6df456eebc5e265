import { siteKey } from '../core/span.ts';
import { appTitle, middlewareSubject, shortMiddleware } from '../fastapi/questions/http/apps.ts';
import type { AppObject, MiddlewareUse } from '../fastapi/model.ts';
import type { Facts } from '../fastapi/facts.ts';
import { CORS } from '../fastapi/questions/http/cors.ts';
import { HTTPS_REDIRECT, TRUSTED_HOST } from '../fastapi/questions/http/hosts.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'middleware-after-start',
  summary: 'Middleware is added where it never runs',
  category: 'transport',
  severity: 'medium',
  confidence: 'high',
  cwe: [696],
  owasp: ['API8'],
  seeds: [],
  docs: {
    why: 'The stack of middleware is built when the server starts. Added in a startup event or in the lifespan it is refused with `RuntimeError: Cannot add middleware after an application has started` (measured), and where that error is swallowed the protection is missing. Middleware of a mounted application covers only that one, not the routes of the outer application.',
    fix: 'Add middleware right after the application is made, and on the application that is served.',
    bad: `from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])
    yield


app = FastAPI(lifespan=lifespan)
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])
`,
    references: ['https://fastapi.tiangolo.com/tutorial/middleware/', 'https://www.starlette.io/middleware/'],
    limits:
      'For mounted applications only the host check, the HTTPS redirect and own or library middleware that the outer application, which has routes of its own, lacks.',
  },

  *check(facts) {
    const seen = new Set<string>();
    for (const app of facts.application.allApps) {
      for (const use of app.middleware) {
        if (!use.afterStart || seen.has(siteKey(use.site))) continue;
        seen.add(siteKey(use.site));
        yield {
          at: use.site,
          subject: middlewareSubject({ app, use }),
          message: `\`${shortMiddleware(use)}\` is added to ${appTitle(app)} while it starts: Starlette refuses that with a \`RuntimeError\`, and the middleware never runs. Add it right after the application is made.`,
          related: [{ at: app.site, message: 'the application is made here' }],
        };
      }
      const outer = app.mountedIn ?? hostOf(facts, app);
      if (outer !== undefined)
        for (const use of app.middleware) if (isMisplaced(facts, app, outer, use)) yield misplaced(app, outer, use);
    }
  },
});

/** `outer.include_router(app.router)`: the routes are served by another application, without this one's middleware. */
function hostOf(facts: Facts, app: AppObject): AppObject | undefined {
  return facts.application.routes.find((route) => route.router === app.router && route.app !== app)?.app;
}

const WHOLE_SERVICE = new Set([TRUSTED_HOST, HTTPS_REDIRECT]);

/** A control for the whole service that only the inner application has, while the outer one serves routes. */
function isMisplaced(facts: Facts, app: AppObject, outer: AppObject, use: MiddlewareUse): boolean {
  if (use.afterStart || use.name === CORS || !WHOLE_SERVICE.has(use.name)) return false;
  if (outer.middleware.some((other) => other.name === use.name)) return false;
  return (
    facts.application.routes.some(
      (route) => route.app === outer && route.kind === 'http' && route.handler !== undefined,
    ) && app !== outer
  );
}

function misplaced(app: AppObject, outer: AppObject, use: MiddlewareUse): Problem {
  return {
    at: use.site,
    subject: middlewareSubject({ app, use }),
    message: `\`${shortMiddleware(use)}\` stands on ${appTitle(app)}, which ${app.mountedIn === undefined ? 'lends out its router' : 'is mounted'}: the routes of ${appTitle(outer)} are served without it. Add it to ${appTitle(outer)}.`,
    related: [{ at: outer.site, message: 'the outer application is made here' }],
  };
}
