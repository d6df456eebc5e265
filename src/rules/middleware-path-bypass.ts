import type { Code, Facts } from '../fastapi/facts.ts';
import type { MiddlewareUse } from '../fastapi/model.ts';
import { nameOf, siteIn } from '../fastapi/questions/code.ts';
import { shortName } from '../fastapi/questions/authentication/guards.ts';
import { bodiesOf, readsUrlPath, turnsAway } from '../fastapi/questions/authentication/middleware.ts';
import { exemptionsIn, type PathExemption } from '../fastapi/questions/authentication/path-exemptions.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'middleware-path-bypass',
  summary: 'Authentication middleware lets paths through by a part of their text',
  category: 'authentication',
  severity: 'high',
  confidence: 'medium',
  cwe: [647],
  owasp: ['API2'],
  seeds: [],
  docs: {
    why: '`"/public" in path` is also true for `/admin/public`, and `path.startswith("/docs")` for `/docs-internal`: what the middleware lets through is more than its author meant. Before Starlette 1.0.1 `request.url.path` could moreover be changed by the Host header (CVE-2026-48710), `scope["path"]` could not.',
    fix: 'Compare `request.scope["path"]` with a set of exact paths, end prefixes with a slash, or guard with dependencies instead of middleware.',
    bad: `from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "/public" in request.url.path:
        return await call_next(request)
    if request.headers.get("authorization") != "Bearer t-1":
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


@app.get("/items")
def list_items():
    return []
`,
    good: `from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()
OPEN = {"/public", "/health"}


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if request.scope["path"] in OPEN:
        return await call_next(request)
    if request.headers.get("authorization") != "Bearer t-1":
        return JSONResponse({"detail": "no"}, status_code=401)
    return await call_next(request)


@app.get("/items")
def list_items():
    return []
`,
    references: ['https://starlette.dev/middleware/', 'https://github.com/Kludex/starlette/security/advisories'],
    limits:
      'Only middleware that answers 401 or 403. A prefix without a slash is of low confidence unless a route of the application slips through it.',
  },

  *check(facts) {
    const seen = new Set<Code>();
    for (const app of facts.application.allApps) {
      for (const use of app.middleware) {
        for (const code of bodiesOf(facts, use)) {
          if (seen.has(code) || !turnsAway(code)) continue;
          seen.add(code);
          yield* problemsOf(facts, use, code);
        }
      }
    }
  },
});

function* problemsOf(facts: Facts, use: MiddlewareUse, code: Code): Generator<Problem> {
  const exemptions = exemptionsIn(facts, code);
  for (const [index, exemption] of exemptions.entries()) yield bypass(facts, use, code, exemption, index);
  const url = readsUrlPath(code);
  if (exemptions.length === 0 && url !== undefined && isSpoofable(facts)) {
    yield {
      at: siteIn(code, url),
      subject: `middleware ${use.name} url.path`,
      message: `\`${shownName(use, code)}\` decides by \`request.url.path\`, which the Host header can change in Starlette ${facts.application.framework.starlette?.version ?? ''} (CVE-2026-48710). Use \`request.scope["path"]\`, or update Starlette to 1.0.1.`,
      related: [{ at: use.site, message: 'the middleware is added here' }],
    };
  }
}

function bypass(
  facts: Facts,
  use: MiddlewareUse,
  code: Code,
  { node, how, text, within }: PathExemption,
  index: number,
): Problem {
  const victim =
    how === 'prefix' ? facts.application.routes.find((route) => slipsThrough(route.path.text, text)) : undefined;
  const anywhere = how === 'substring' || how === 'suffix';
  const example = anywhere
    ? `/admin${text.startsWith('/') ? '' : '/'}${text}`
    : `${text === '' ? '/' : text}${text === '/' ? 'admin' : '-internal'}`;
  const reach =
    how === 'pattern'
      ? 'longer paths that hold such a part pass too'
      : victim === undefined
        ? `\`${example}\` passes too`
        : `\`${titleOf(victim)}\` passes too`;
  const advice = anywhere
    ? 'Compare the whole path with a set of exact ones.'
    : how === 'pattern'
      ? 'Match the whole path with `fullmatch`.'
      : 'Compare the whole path, or end the prefix with a slash.';
  const what = `a path that ${VERB[how]} \`${text}\``;
  return {
    at: siteIn(code, node),
    subject: `middleware ${use.name} ${how} ${text}${index === 0 ? '' : ` ${String(index + 1)}`}`,
    message: `\`${shownName(use, code)}\` lets ${what} through without a credential, so ${reach}. ${advice}`,
    related: [
      { at: use.site, message: 'the middleware is added here' },
      ...(within === undefined ? [] : [{ at: within, message: 'this is what it asks' }]),
      ...(victim === undefined ? [] : [{ at: victim.site, message: 'this route slips through' }]),
    ],
    ...(how === 'prefix' && victim === undefined && text !== '/' && text !== ''
      ? { severity: 'medium' as const, confidence: 'low' as const }
      : {}),
  };
}

/** A function's own name: what Starlette wraps it in says nothing. */
function shownName(use: MiddlewareUse, code: Code): string {
  return use.value.kind === 'function' ? nameOf(code) : shortName(use.name);
}

const VERB = {
  substring: 'contains',
  prefix: 'begins with',
  suffix: 'ends with',
  pattern: 'matches',
  spoofable: 'holds',
} as const;

function slipsThrough(path: string, prefix: string): boolean {
  return path.startsWith(prefix) && path.length > prefix.length && path[prefix.length] !== '/' && prefix !== '';
}

/** Below Starlette 1.0.1. */
function isSpoofable(facts: Facts): boolean {
  const pin = facts.application.framework.starlette;
  if (pin === undefined || !pin.exact) return false;
  const [major = 0, minor = 0, patch = 0] = pin.version.split('.').map(Number);
  return major < 1 || (major === 1 && minor === 0 && patch < 1);
}
