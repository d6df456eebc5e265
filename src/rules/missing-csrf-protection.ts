import type { Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import { keyOf } from '../fastapi/questions/auth-group.ts';
import { subjectOf, titleOf } from '../fastapi/questions/auth-paths.ts';
import { asksMore, credentialCookies, sameSiteOf } from '../fastapi/questions/input-cookies.ts';
import { isAtLeast } from '../fastapi/questions/input-limits.ts';
import { defineRule } from './rule.ts';

export default defineRule({
  id: 'missing-csrf-protection',
  summary: "State changes on a cookie's word alone",
  category: 'input',
  severity: 'medium',
  confidence: 'medium',
  cwe: [352],
  owasp: ['API2'],
  seeds: [],
  docs: {
    why: 'A browser adds cookies to requests that other sites start. Where a cookie is all that a route asks for, and it is sent across sites (`samesite="none"`), a form on any page acts in the user\'s name. FastAPI has no CSRF protection of its own.',
    fix: 'Set the cookie with `samesite="lax"` or `"strict"` (Starlette\'s default is `lax`). Where it must cross sites, ask for something that a foreign form cannot send: a CSRF token, a header of your own, or a check of `Origin`.',
    bad: `from fastapi import Cookie, FastAPI, Form, HTTPException, Response

app = FastAPI()
SESSIONS = {"s-1": "ada"}


@app.post("/login")
def login(response: Response):
    response.set_cookie("session_id", "s-1", secure=True, httponly=True, samesite="none")


@app.post("/transfer")
def transfer(amount: int = Form(), session_id: str = Cookie()):
    if session_id not in SESSIONS:
        raise HTTPException(status_code=401)
    return {"sent": amount}
`,
    good: `from fastapi import Cookie, FastAPI, Form, HTTPException, Response

app = FastAPI()
SESSIONS = {"s-1": "ada"}


@app.post("/login")
def login(response: Response):
    response.set_cookie("session_id", "s-1", secure=True, httponly=True, samesite="lax")


@app.post("/transfer")
def transfer(amount: int = Form(), session_id: str = Cookie()):
    if session_id not in SESSIONS:
        raise HTTPException(status_code=401)
    return {"sent": amount}
`,
    references: [
      'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html',
      'https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Set-Cookie#samesitesamesite-value',
    ],
    limits:
      'Only requests that a foreign page can send without a preflight: POST without a JSON body, or with one where FastAPI is older than 0.132 or `strict_content_type` is off. A cookie that this project never sets is reported with low confidence. Sessions of `SessionMiddleware` belong to `insecure-session`.',
  },

  *check(facts) {
    const seen = new Set<string>();
    for (const route of facts.application.routes) {
      if (
        seen.has(keyOf(route.site)) ||
        !isSimplePost(facts, route) ||
        route.openDependencies ||
        asksMore(facts, route)
      )
        continue;
      const cookies = [...credentialCookies(facts, route)];
      const sites = cookies.map((cookie) => sameSiteOf(facts, cookie));
      const at = sites.findIndex((site) => site === 'sent' || site === 'unset');
      const cookie = cookies[at];
      if (cookie === undefined || sites.includes('unknown')) continue;
      seen.add(keyOf(route.site));
      yield {
        at: route.site,
        subject: subjectOf(route),
        message: `\`${titleOf(route)}\` acts on the word of the cookie \`${cookie}\` alone${sites[at] === 'sent' ? ', which is set with `samesite="none"`' : ''}, so a form on any site can call it in the user's name. Set the cookie with \`samesite="lax"\`, or ask for a CSRF token.`,
        ...(sites[at] === 'sent' ? {} : { confidence: 'low' }),
      };
    }
  },
});

/** A request that a foreign form can send: POST, and no body that must come as JSON. */
function isSimplePost(facts: Facts, route: Route): boolean {
  if (route.kind !== 'http' || !route.methods.includes('POST')) return false;
  if (!route.parameters.some(({ source }) => source === 'body')) return true;
  const lax = [route.app.args, route.router.args].some((args) => {
    const value = args.keywords.get('strict_content_type');
    return value?.kind === 'bool' && !value.value;
  });
  return lax || isAtLeast(facts.application.framework.fastapi, 0, 132) === false;
}
