import { groupBy } from '../core/group.ts';
import { explainedRoutes } from '../fastapi/questions/authentication/explained.ts';
import { compareSites } from '../core/span.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { AppObject, Route } from '../fastapi/model.ts';
import { outermost } from '../fastapi/questions/authentication/guards.ts';
import { setsUp } from '../fastapi/questions/authentication/sign-in.ts';
import { subjectOf, titleOf } from '../fastapi/questions/authentication/routes.ts';
import { appTitle, hasHiddenMiddleware, servedApps } from '../fastapi/questions/http/apps.ts';
import { isCredentialRoute, limitOfApp, limitOfRoute, takesPassword } from '../fastapi/questions/http/limits.ts';
import { idleLimiters } from '../fastapi/questions/http/own-limiters.ts';
import { limitersInVain } from '../fastapi/questions/http/vain-limits.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'missing-rate-limit',
  summary: 'Nothing limits how often callers may try',
  category: 'input',
  severity: 'medium',
  confidence: 'medium',
  cwe: [307, 770],
  owasp: ['API4'],
  seeds: ['S3'],
  reportsAbsence: true,
  docs: {
    why: 'FastAPI has no rate limit of its own. A login, token, registration or reset route without one lets passwords and codes be guessed as fast as the server answers, and lets anybody send mails or fill tables at your cost.',
    fix: 'Limit the credential routes (`@limiter.limit("5/minute")` of slowapi, below the route decorator, `Depends(RateLimiter(...))` of fastapi-limiter, or an own dependency that answers 429), or put a limiter before the whole application. Name own limiters in `rate_limiters` of the configuration.',
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.post("/login")
def login(name: str, password: str):
    return {"token": check(name, password)}


def check(name: str, password: str) -> str:
    return name
`,
    good: `from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

app = FastAPI()
limiter = Limiter(key_func=get_remote_address)
app.state.limiter = limiter


@app.post("/login")
@limiter.limit("5/minute")
def login(request: Request, name: str, password: str):
    return {"token": check(name, password)}


def check(name: str, password: str) -> str:
    return name
`,
    references: [
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
      'https://slowapi.readthedocs.io/en/latest/',
    ],
    limits:
      'One finding per application: at the first credential route without a limit, else at the constructor when no limiter is anywhere. Knows slowapi, fastapi-limiter and their like, own code that answers 429 or 423, and what is named a limiter. Silent when a middleware or dependency that could limit cannot be read. A gateway that limits is not seen: switch the rule off then. A limiter that is built and limits nothing belongs to `inert-rate-limit`.',
  },

  *check(facts) {
    // A limiter that does nothing is the cause then: `inert-rate-limit` says so.
    if (limitersInVain(facts).length > 0 || idleLimiters(facts).length > 0) return;
    for (const [app, routes] of groupBy(facts.application.routes, outermost)) {
      if (!servedApps(facts).includes(app) || hasHiddenMiddleware(facts, app) || limitOfApp(facts, app) !== 'no')
        continue;
      const problem = credentialProblem(facts, app, routes) ?? appProblem(facts, app, routes);
      if (problem !== undefined) yield problem;
    }
  },
});

function credentialProblem(facts: Facts, app: AppObject, routes: readonly Route[]): Problem | undefined {
  const unlimited = routes
    .filter((route) => limitOfRoute(facts, route) === 'no' && !setsUp(facts, route))
    .toSorted((a, b) => compareSites(a.site, b.site));
  const named = unlimited.filter(isCredentialRoute);
  const open = named.length > 0 ? named : unlimited.filter((route) => takesPassword(facts, route));
  const [first, ...rest] = open;
  if (first === undefined) return undefined;
  const others = rest.filter((route) => route.endpoint !== first.endpoint);
  const more =
    others.length === 0
      ? ''
      : `, and ${others.length === 1 ? 'so can' : `${String(others.length)} more like it, from`} \`${titleOf(others[0] ?? first)}\`${others.length === 1 ? '' : ' on'}`;
  return {
    at: first.site,
    subject: subjectOf(first),
    message: `\`${titleOf(first)}\` of ${appTitle(app)} can be tried as often as a caller likes${more}: no limiter stands before it. Limit it per client and per account, to a few tries a minute.`,
    related: others.map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` has no limit either` })),
    severity: 'high',
  };
}

function appProblem(facts: Facts, app: AppObject, routes: readonly Route[]): Problem | undefined {
  const served = routes.filter((route) => route.kind === 'http' && route.handler !== undefined);
  if (
    served.length === 0 ||
    served.every((route) => isTrivial(route)) ||
    served.some((route) => limitOfRoute(facts, route) !== 'no' && hasSign(facts, route))
  )
    return undefined;
  return {
    at: app.site,
    subject: `app ${app.name}`,
    message: `Nothing limits how often ${appTitle(app)} may be called: no limiter on it or on any of its ${String(served.length)} route${served.length === 1 ? '' : 's'}. Add one, such as slowapi's decorators or an own dependency that answers 429.`,
  };
}

/** Health and the like. */
function isTrivial(route: Route): boolean {
  return /^\/?(health\w*|livez?|readyz?|ping|metrics|version|\{\?\})?\/?$/i.test(route.path.text);
}

/** A limit, or something unread that could be one. */
function hasSign(facts: Facts, route: Route): boolean {
  // A guard that another rule calls broken is read well enough: it limits nothing.
  return limitOfRoute(facts, route) === 'yes' || (route.openDependencies && !explainedRoutes(facts).has(route));
}
