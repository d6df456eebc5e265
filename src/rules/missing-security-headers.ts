import type { AppObject } from '../fastapi/model.ts';
import { appTitle, hasHiddenMiddleware, servedApps } from '../fastapi/questions/http/apps.ts';
import {
  FRAMES,
  HSTS,
  NOSNIFF,
  PERMISSIONS,
  POLICY,
  REFERRER,
  type HardeningHeader,
} from '../fastapi/questions/http/header-names.ts';
import { headersSetBy, type HeaderCover } from '../fastapi/questions/http/headers.ts';
import { servesHtml } from '../fastapi/questions/http/html.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'missing-security-headers',
  summary: 'Responses carry no security headers',
  category: 'transport',
  severity: 'medium',
  confidence: 'medium',
  cwe: [693],
  owasp: ['API8'],
  seeds: ['S0', 'S3'],
  reportsAbsence: true,
  docs: {
    why: 'FastAPI and Starlette set no security header on their own, and have no middleware that does (measured: `content-length` and `content-type` are all there is). Browsers then guess content types, let other sites frame the pages, send whole addresses as referrer, and may be talked down to plain HTTP.',
    fix: 'Add one middleware that sets `Strict-Transport-Security`, `X-Content-Type-Options`, `X-Frame-Options` (or `frame-ancestors`), `Referrer-Policy` and `Permissions-Policy`, and a `Content-Security-Policy` where pages are served. Where a proxy sets them, say so with `behind_proxy: true` in the configuration.',
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def list_items():
    return []
`,
    good: `from fastapi import FastAPI
from starlette.middleware.base import BaseHTTPMiddleware


class SecurityHeadersMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=()"
        return response


app = FastAPI()
app.add_middleware(SecurityHeadersMiddleware)


@app.get("/items")
def list_items():
    return []
`,
    references: [
      'https://owasp.org/www-project-secure-headers/',
      'https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html',
    ],
    limits:
      'Reads own middleware (classes, ASGI, functions, dictionaries of headers) and the packages `secure`, `Secweb` and `fastapi-armor`. Silent when a middleware that could set headers cannot be read, and with `behind_proxy: true`. The values are judged by `weak-security-header`.',
  },

  *check(facts) {
    if (facts.config.behindProxy) return;
    for (const app of servedApps(facts)) {
      const cover = headersSetBy(facts, app);
      if (cover.open || hasHiddenMiddleware(facts, app)) continue;
      const missing = missingFrom(cover, servesHtml(facts));
      if (missing.length === 0) continue;
      const cosmetic = missing.every((header) => header === PERMISSIONS || header === REFERRER);
      yield {
        at: app.site,
        subject: `app ${app.name}`,
        message: message(app, missing),
        ...(cosmetic ? { severity: 'low' as const } : {}),
      };
    }
  },
});

function missingFrom({ names, policies }: HeaderCover, html: boolean): readonly HardeningHeader[] {
  const wanted = [HSTS, NOSNIFF, FRAMES, REFERRER, PERMISSIONS, ...(html ? [POLICY] : [])];
  return wanted.filter(
    (header) => !names.has(header.name.toLowerCase()) && !(header === FRAMES && policies.length > 0),
  );
}

function message(app: AppObject, missing: readonly HardeningHeader[]): string {
  const list = missing.map(({ name }) => `\`${name}\``).join(', ');
  const [first] = missing;
  const example = first === undefined ? '' : `, such as \`${first.name}: ${first.advice}\``;
  return `No middleware of ${appTitle(app)} sets ${list}. Set ${missing.length === 1 ? 'it' : 'them'} in one middleware${example}.`;
}
