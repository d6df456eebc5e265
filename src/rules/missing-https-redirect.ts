import type { AppObject } from '../fastapi/model.ts';
import { appTitle, hasHiddenMiddleware, isOpaque, servedApps, takesEffect } from '../fastapi/questions/http/apps.ts';
import { headersSetBy } from '../fastapi/questions/http/headers.ts';
import { redirectsToHttps } from '../fastapi/questions/http/hosts.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'missing-https-redirect',
  summary: 'Nothing sends callers from HTTP to HTTPS',
  category: 'transport',
  severity: 'low',
  confidence: 'medium',
  cwe: [319],
  owasp: ['API8'],
  seeds: ['S1'],
  reportsAbsence: true,
  docs: {
    why: 'A request over plain HTTP is answered as it is: tokens, cookies and bodies can be read on the way. Neither `HTTPSRedirectMiddleware` nor a `Strict-Transport-Security` header tells callers to come back encrypted.',
    fix: 'Add `HTTPSRedirectMiddleware`, and send `Strict-Transport-Security` so that browsers remember. Where a proxy ends TLS and redirects, say so with `behind_proxy: true` in the configuration.',
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def list_items():
    return []
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware

app = FastAPI()
app.add_middleware(HTTPSRedirectMiddleware)


@app.get("/items")
def list_items():
    return []
`,
    references: [
      'https://fastapi.tiangolo.com/advanced/middleware/#httpsredirectmiddleware',
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Strict-Transport-Security',
    ],
    limits:
      'Silent when the middleware or the header is there, when `uvicorn.run` is given a certificate, when a middleware cannot be read, and with `behind_proxy: true`. Starlette redirects with 307 and sets no HSTS itself (measured).',
  },

  *check(facts) {
    if (facts.config.behindProxy) return;
    for (const app of servedApps(facts)) {
      const uses = app.middleware.filter(takesEffect);
      if (hasHiddenMiddleware(facts, app) || hasCertificate(app)) continue;
      if (uses.some((use) => redirectsToHttps(facts, use) || isOpaque(use))) continue;
      const cover = headersSetBy(facts, app);
      if (cover.open || cover.names.has('strict-transport-security')) continue;
      yield {
        at: app.site,
        subject: `app ${app.name}`,
        message: `Plain HTTP to ${appTitle(app)} is answered: there is neither \`HTTPSRedirectMiddleware\` nor a \`Strict-Transport-Security\` header. Add them, or set \`behind_proxy: true\` when a proxy does it.`,
      };
    }
  },
});

/** Served with TLS by uvicorn itself. */
function hasCertificate(app: AppObject): boolean {
  return app.servedBy.some(
    ({ args }) => args.open || args.keywords.has('ssl_certfile') || args.keywords.has('ssl_keyfile'),
  );
}
