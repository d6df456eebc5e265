import type { AppObject, MiddlewareUse } from '../fastapi/model.ts';
import type { Facts } from '../fastapi/facts.ts';
import { appTitle, hasHiddenMiddleware, isOpaque, servedApps, takesEffect } from '../fastapi/questions/http/apps.ts';
import { checksHost } from '../fastapi/questions/http/hosts.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'missing-trusted-host',
  summary: 'The application answers to every Host header',
  category: 'transport',
  severity: 'medium',
  confidence: 'medium',
  cwe: [644],
  owasp: ['API8'],
  seeds: ['S0', 'S1'],
  reportsAbsence: true,
  docs: {
    why: 'Without `TrustedHostMiddleware` the caller chooses the host. Starlette builds the slash redirect, `HTTPSRedirectMiddleware` its target and `request.url` from that header (measured: `GET /x` with `Host: evil.example` answers `Location: http://evil.example/x/`), so caches, reset links and redirects can point to a foreign site.',
    fix: 'Add `TrustedHostMiddleware` with the host names that the service has. Where a proxy checks the host, say so with `behind_proxy: true` in the configuration.',
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def list_items():
    return []
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])


@app.get("/items")
def list_items():
    return []
`,
    references: [
      'https://fastapi.tiangolo.com/advanced/middleware/#trustedhostmiddleware',
      'https://cwe.mitre.org/data/definitions/644.html',
    ],
    limits:
      'Silent when an outer application has the middleware, when own middleware compares the host, when a middleware cannot be read, and with `behind_proxy: true`. A list that lets every host in is reported by `trusted-host-wildcard`.',
  },

  *check(facts) {
    if (facts.config.behindProxy) return;
    for (const app of servedApps(facts)) {
      if (hasHiddenMiddleware(facts, app) || app.middleware.some((use) => couldCheck(facts, use))) continue;
      yield {
        at: app.site,
        subject: `app ${app.name}`,
        message: `${capital(appTitle(app))} accepts any \`Host\` header, and redirects and \`request.url\` are built from it. Add \`TrustedHostMiddleware\` with the names of this service${late(app)}.`,
      };
    }
  },
});

function couldCheck(facts: Facts, use: MiddlewareUse): boolean {
  return takesEffect(use) && (checksHost(facts, use) || isOpaque(use));
}

function late(app: AppObject): string {
  return app.middleware.some((use) => use.afterStart && /TrustedHost/.test(use.name))
    ? ' (the one added at startup comes too late)'
    : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
