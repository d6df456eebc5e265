import type { Site } from '../core/span.ts';
import type { AppObject, MiddlewareUse } from '../fastapi/model.ts';
import { shortName } from '../fastapi/questions/authentication/guards.ts';
import { isInForce, stageOf } from '../fastapi/stage.ts';
import { pairApps, type AppPair } from './comparison/apps.ts';
import { middlewareOf } from './comparison/guard-cause.ts';
import { installerCall } from './comparison/installer.ts';
import { installedAt, ownName, purposeOf, type Purpose } from './comparison/middleware-purpose.ts';
import { snapshotsOf, type Snapshots } from './comparison/snapshots.ts';
import { isWithin } from './comparison/source-text.ts';
import { objectTitle } from './comparison/titles.ts';
import { defineComparison, type ComparisonProblem } from './contract/rule.ts';

/** What its absence means, and the plain rules that would say so. */
const MEANING: Readonly<Record<Purpose, { readonly means: string; readonly explains: readonly string[] }>> = {
  hosts: { means: 'any `Host` header is taken for this application', explains: ['missing-trusted-host'] },
  https: { means: 'plain HTTP requests are answered', explains: ['missing-https-redirect'] },
  cors: { means: 'the list of trusted origins is no longer applied', explains: [] },
  session: { means: 'sessions are no longer signed and checked here', explains: [] },
  limiter: { means: 'requests are no longer limited', explains: ['missing-rate-limit', 'inert-rate-limit'] },
  'body-limit': {
    means: 'request bodies of any size are read',
    explains: ['unbounded-request-body', 'unbounded-upload'],
  },
  headers: {
    means: 'answers go out without its security headers',
    explains: ['missing-security-headers', 'missing-cache-control', 'missing-https-redirect'],
  },
  csrf: { means: 'requests of other sites pass with the cookie alone', explains: ['missing-csrf-protection'] },
};

/** These rules are silent where a middleware cannot be read, since it could do what they miss: what they say now has this cause. */
const UNREADABLE = [
  'missing-trusted-host',
  'missing-https-redirect',
  'missing-security-headers',
  'missing-cache-control',
];

export default defineComparison({
  id: 'middleware-removed',
  summary: 'A change takes a protecting middleware away',
  category: 'comparison',
  severity: 'high',
  confidence: 'high',
  cwe: [693],
  owasp: ['API8'],
  seeds: [],
  docs: {
    why: 'A middleware protects every route of its application at once, and nothing refers to it. When the call goes, every test of a route stays green.',
    fix: 'Add the middleware again, or one that does the same. When the proxy in front does it, say so with `behind_proxy: true`.',
    bad: `from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def index():
    return {"ok": True}
`,
    good: `from fastapi import FastAPI
from fastapi.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])


@app.get("/")
def index():
    return {"ok": True}
`,
    references: ['https://fastapi.tiangolo.com/advanced/middleware/'],
    limits:
      'Silent when the middleware moved to another file or to the outer application, when another one of the same purpose takes its place, and when the whole application went.',
  },

  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const seen = new Set<MiddlewareUse>();
    for (const pair of pairApps(snapshots)) {
      for (const use of pair.base.middleware) {
        const purpose = purposeOf(use, snapshots.base);
        if (purpose === undefined || seen.has(use) || isKept(use, purpose, pair, snapshots)) continue;
        if ((purpose === 'hosts' || purpose === 'https') && base.config.behindProxy) continue;
        seen.add(use);
        const installed = installedAt(use, base);
        const site = installerCall(installed, snapshots) ?? listGiven(use, pair) ?? installed;
        const left = sameIn(pair.head, use, snapshots)[0];
        yield problemOf({ site, name: ownName(use, base), left }, purpose, pair.head);
      }
    }
  },
});

function isKept(use: MiddlewareUse, purpose: Purpose, pair: AppPair, snapshots: Snapshots): boolean {
  const { base, head, renames } = snapshots;
  const heads = middlewareOf(pair.head);
  const same = sameIn(pair.head, use, snapshots);
  if (same.length > 0) return isInForce(stageOf(use.condition)) ? same.some(mayServe) : true;
  const bases = new Set(middlewareOf(pair.base).map((other) => renames.text(ownName(other, base))));
  // One that does the same and was not there before took its place.
  return heads.some((other) => !bases.has(ownName(other, head)) && purposeOf(other, head) === purpose);
}

function sameIn(app: AppObject, use: MiddlewareUse, { base, head, renames }: Snapshots): readonly MiddlewareUse[] {
  const name = renames.text(ownName(use, base));
  return middlewareOf(app).filter((other) => ownName(other, head) === name);
}

/** Below `if settings.debug:` it stands before developers alone; of any other condition nothing is known. */
function mayServe({ condition }: MiddlewareUse): boolean {
  return stageOf(condition) !== 'development';
}

/** `FastAPI(middleware=MIDDLEWARE)`: the list may well stand where the argument that hands it over went. */
function listGiven({ how, site }: MiddlewareUse, { base, head }: AppPair): Site | undefined {
  const given = base.args.keywordSites.get('middleware');
  if (how !== 'argument' || given === undefined || isWithin(site, given) || head.args.open) return undefined;
  return head.args.keywords.has('middleware') ? undefined : given;
}

/** Where a middleware was installed, and what it is called. */
interface NamedUse {
  readonly site: Site;
  readonly name: string;
  /** Where it stands before developers only. */
  readonly left?: MiddlewareUse | undefined;
}

function problemOf({ site, name, left }: NamedUse, purpose: Purpose, app: AppObject): ComparisonProblem {
  const { means, explains } = MEANING[purpose];
  return {
    at: site,
    side: 'LEFT',
    counterparts: [...(left === undefined ? [] : [left.site]), app.site],
    subject: `middleware ${name} of ${app.name}`,
    message: `\`${objectTitle(app.name)}\` loses \`${shortName(name)}\`${left?.condition === undefined ? '' : ` where not \`${left.condition}\``}: ${means}. Keep it, or add one that does the same.`,
    related: [{ at: app.site, message: 'the application that it protected' }],
    absorbs: [...explains, ...UNREADABLE].map((ruleId) => ({ ruleId, subject: '*' })),
    ...(purpose === 'cors' || purpose === 'session' ? { severity: 'medium' as const } : {}),
  };
}
