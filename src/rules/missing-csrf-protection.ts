import { groupBy } from '../core/group.ts';
import { type Site, siteKey } from '../core/span.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { Route } from '../fastapi/model.ts';
import { subjectOf, titleOf } from '../fastapi/questions/authentication/paths.ts';
import { asksMore, credentialCookies, sameSiteOf, sessionOf } from '../fastapi/questions/input/cookies.ts';
import { isAtLeast } from '../fastapi/questions/input/limits.ts';
import { textOfValue } from '../fastapi/values.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'missing-csrf-protection',
  summary: "State changes on a cookie's word alone",
  category: 'input',
  severity: 'medium',
  confidence: 'medium',
  cwe: [352],
  owasp: ['API2'],
  seeds: [],
  reportsAbsence: true,
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
      'Only requests that a foreign page can send without a preflight: POST without a JSON body, or with one where FastAPI is older than 0.132 or `strict_content_type` is off. A cookie that this project never sets is reported with low confidence. More than three routes that believe one cookie are one finding.',
  },

  *check(facts) {
    const byRoute = groupBy(facts.application.routes, ({ site }) => siteKey(site));
    const believed = [...byRoute.values()].flatMap(([route]) =>
      route === undefined ? [] : believedCookie(facts, route),
    );
    for (const same of groupBy(believed, ({ cookie, sent }) => `${String(sent)} ${cookie}`).values()) {
      // One cookie that crosses sites is one cause, however many routes believe it.
      const [first, ...others] = same;
      if (first === undefined) continue;
      if (same.length > MOST) yield problemOf(first, others);
      else for (const one of same) yield problemOf(one, []);
    }
  },
});

const MOST = 3;

interface Believed {
  readonly route: Route;
  readonly cookie: string;
  /** It is known to go along with requests of other sites. */
  readonly sent: boolean;
  readonly setAt?: Site;
}

function believedCookie(facts: Facts, route: Route): readonly Believed[] {
  if (!isSimplePost(facts, route) || route.openDependencies || asksMore(facts, route)) return [];
  const session = route.protection.status === 'protected' ? sessionOf(facts, route) : undefined;
  if (session !== undefined && textOfValue(session.args.keywords.get('same_site'))?.toLowerCase() === 'none')
    return [{ route, cookie: 'session', sent: true, setAt: session.site }];
  const cookies = [...credentialCookies(facts, route)];
  const sites = cookies.map((cookie) => sameSiteOf(facts, cookie));
  const at = sites.findIndex((site) => site === 'sent' || site === 'unset');
  const cookie = cookies[at];
  return cookie === undefined || sites.includes('unknown') ? [] : [{ route, cookie, sent: sites[at] === 'sent' }];
}

function problemOf({ route, cookie, sent, setAt }: Believed, others: readonly Believed[]): Problem {
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more routes`;
  return {
    at: route.site,
    subject: subjectOf(route),
    message: `\`${titleOf(route)}\`${more} act${more === '' ? 's' : ''} on the word of the cookie \`${cookie}\` alone${sent ? ', which is set with `samesite="none"`' : ''}, so a form on any site can call ${more === '' ? 'it' : 'them'} in the user's name. Set the cookie with \`samesite="lax"\`, or ask for a CSRF token.`,
    related: [
      ...(setAt === undefined ? [] : [{ at: setAt, message: 'the cookie is sent to other sites here' }]),
      ...others.map((one) => ({ at: one.route.site, message: `\`${titleOf(one.route)}\` does so too` })),
    ],
    ...(sent ? {} : { confidence: 'low' as const }),
  };
}

/** Who is signed out by another site signs in again; a refreshed cookie comes back to its owner. */
const SIGNING = /\/(log-?out|sign-?out|log-?in|sign-?in|refresh(-\w+)*)\/?$/i;

/** A request that a foreign form can send: POST, and no body that must come as JSON. */
function isSimplePost(facts: Facts, route: Route): boolean {
  if (route.kind !== 'http' || !route.methods.includes('POST') || SIGNING.test(route.path.text)) return false;
  if (!route.parameters.some(({ source }) => source === 'body')) return true;
  const lax = [route.app.args, route.router.args].some((args) => {
    const value = args.keywords.get('strict_content_type');
    return value?.kind === 'bool' && !value.value;
  });
  return lax || isAtLeast(facts.application.framework.fastapi, 0, 132) === false;
}
