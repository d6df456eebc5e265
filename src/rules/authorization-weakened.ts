import type { AppObject, Guard, Route } from '../fastapi/model.ts';
import {
  absorbed,
  byCause,
  countOf,
  listed,
  relatedRoutes,
  type Affected,
  type CauseGroup,
} from './comparison/affected.ts';
import { asksOtherwise } from './comparison/asked-otherwise.ts';
import { asksForPower, droppedChecks } from './comparison/dropped-checks.ts';
import { guardCause, type Cause } from './comparison/guard-cause.ts';
import { optionalSchemes } from './comparison/optional-scheme.ts';
import { lostChecks } from './comparison/lost-checks.ts';
import { lostMiddlewareChecks } from './comparison/middleware-checks.ts';
import { lostOwnership } from './comparison/ownership.ts';
import type { RoutePair } from './comparison/route-pairs.ts';
import { scopeCause } from './comparison/scope-cause.ts';
import { snapshotsOf, type Snapshots } from './comparison/snapshots.ts';
import { objectTitle } from './comparison/titles.ts';
import { guardNamesPower, strengthOf, weakeningOf, type Weakening } from './comparison/strength.ts';
import { defineComparison, type ComparisonProblem } from './contract/rule.ts';

const EXPLAINED = [
  'insufficient-privilege',
  'unchecked-scopes',
  'missing-ownership-check',
  'unenforced-authentication',
  'returned-http-exception',
  'swallowed-authentication-error',
  'unawaited-authentication',
];

/** What plain rules say as soon as no middleware stands in front that they cannot read. */
const UNREADABLE = ['missing-authentication', 'unauthenticated-websocket', 'exposed-api-docs'];

export default defineComparison({
  id: 'authorization-weakened',
  summary: 'A change lets callers do what they could not do before',
  category: 'comparison',
  severity: 'high',
  confidence: 'high',
  cwe: [863],
  owasp: ['API5', 'API1'],
  seeds: [],
  docs: {
    why: 'The route still asks for a login, so nothing looks open. But it asks for less: a scope, a role or the condition that the object belongs to the caller is gone, and every signed-in user can do what only some could.',
    fix: 'Ask for the scope, the role or the owner again; when the new rule is meant, say so in the pull request.',
    bad: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(oauth2_scheme)):
    user = find_user(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


def require_admin(user=Depends(get_current_user)):
    if not user.is_admin:
        raise HTTPException(status_code=403)
    return user


app = FastAPI()


@app.delete("/tenants/{name}")
def delete_tenant(name: str, user=Depends(get_current_user)):
    return {"deleted": name}
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(oauth2_scheme)):
    user = find_user(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


def require_admin(user=Depends(get_current_user)):
    if not user.is_admin:
        raise HTTPException(status_code=403)
    return user


app = FastAPI()


@app.delete("/tenants/{name}")
def delete_tenant(name: str, user=Depends(require_admin)):
    return {"deleted": name}
`,
    references: [
      'https://fastapi.tiangolo.com/advanced/security/oauth2-scopes/',
      'https://owasp.org/API-Security/editions/2023/en/0xa5-broken-function-level-authorization/',
    ],
    limits:
      'Silent when a guard was renamed or moved, when one demand was exchanged for another of its weight, and when a scheme became optional in front of a guard that looks for `None`.',
  },

  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const affected: (Affected & { readonly weakening: Weakening })[] = [];
    for (const pair of snapshots.routes) {
      const weakening = weakened(pair);
      const cause = weakening === undefined ? undefined : causeOf(pair, weakening, snapshots);
      if (weakening !== undefined && cause !== undefined) affected.push({ cause, route: pair.head, weakening });
    }
    for (const group of byCause(affected)) {
      const found = affected.find(({ route }) => group.routes.includes(route));
      if (found !== undefined) yield problemOf(group, found.weakening);
    }
    const explained = new Set(affected.map(({ route }) => route));
    const dropped = droppedChecks(snapshots, explained);
    for (const group of byCause(dropped)) yield problemOf(group, { kind: 'name', lost: [] });
    for (const { route } of dropped) explained.add(route);
    const said = new Set(affected.map(({ cause }) => cause.subject));
    const checks = lostChecks(snapshots, explained).filter(
      ({ about, cause }) => about === 'power' && !said.has(cause.subject),
    );
    for (const group of byCause(checks)) yield problemOf(group, { kind: 'name', lost: [] });
    for (const { route } of checks) explained.add(route);
    for (const { cause } of checks) said.add(cause.subject);
    for (const lost of lostMiddlewareChecks(snapshots))
      if (!said.has(lost.cause.subject)) yield middlewareProblem(lost);
    for (const lost of lostOwnership(snapshots, explained)) yield ownershipProblem(lost);
    for (const group of optionalSchemes(snapshots, explained)) yield schemeProblem(group);
  },
});

function weakened({ base, head }: RoutePair): Weakening | undefined {
  if (head.openDependencies) return undefined;
  if (base.protection.status === 'unenforced' && head.protection.status !== 'unknown') return lessDeclared(base, head);
  if (base.protection.status !== 'protected' || head.protection.status !== 'protected') return undefined;
  return weakeningOf(strengthOf(base), strengthOf(head));
}

/** What holds the scopes against the caller is not seen; that they are declared no longer is. */
function lessDeclared(base: Route, head: Route): Weakening | undefined {
  const weakening = weakeningOf(strengthOf(base), strengthOf(head));
  return weakening?.kind === 'scopes' ? weakening : undefined;
}

/** The guard that asked for what is lost; where scopes were lost, the `Security(...)` that named them. */
function causeOf(pair: RoutePair, weakening: Weakening, snapshots: Snapshots): Cause | undefined {
  if (weakening.kind === 'scopes') {
    const cause = scopeCause(pair, weakening.lost, snapshots);
    if (cause !== undefined) return cause;
  }
  const guard = pair.base.protection.guards.find((one) => asksFor(one, weakening));
  if (guard === undefined) return undefined;
  if (weakening.kind === 'demands' && asksOtherwise(guard, weakening.lost, pair, snapshots)) return undefined;
  // A check that stood in the handler beside one that cannot be read: that one may well ask for it.
  if (guard.kind === 'endpoint' && asksForPower(pair.head, snapshots.head)) return undefined;
  return guardCause(pair, guard, snapshots);
}

function asksFor(guard: Guard, { kind, lost }: Weakening): boolean {
  if (kind === 'name') return guardNamesPower(guard);
  return lost.some((one) => (kind === 'scopes' ? guard.scopes : guard.demands).includes(one));
}

function problemOf({ cause, routes }: CauseGroup, weakening: Weakening): ComparisonProblem {
  const words = weakening.lost.map(worded).join(', ');
  const asked = { scopes: `for the scope ${words}`, demands: `for ${words}`, name: 'for more than a login' }[
    weakening.kind
  ];
  const subject =
    countOf(routes) === 1
      ? `${listed(routes)} does not ask ${asked} any more`
      : `${countOf(routes)} routes do not ask ${asked} any more: ${listed(routes)}`;
  return {
    ...placeOf(cause),
    message: `${sentence(cause.what, subject)}. Ask for it again, or say in the pull request why everyone who is signed in may do this.`,
    related: relatedRoutes(routes, (title) => `\`${title}\` asks for less now`),
    absorbs: absorbed(EXPLAINED, routes, [cause.subject]),
    ...(weakening.kind === 'name' ? { confidence: 'medium' as const } : {}),
  };
}

/** One of several that would do. */
function worded(demand: string): string {
  return demand
    .split('|')
    .map((one) => `\`${one}\``)
    .join(' or ');
}

function middlewareProblem({ cause, app }: { readonly cause: Cause; readonly app: AppObject }): ComparisonProblem {
  return {
    ...placeOf(cause),
    message: `${sentence(cause.what, `\`${objectTitle(app.name)}\` lets requests through that this middleware refused`)}. Refuse them again, or say in the pull request what does so now.`,
    related: [{ at: app.site, message: 'the application that it stands in front of' }],
    absorbs: UNREADABLE.map((ruleId) => ({ ruleId, subject: '*' })),
    confidence: 'medium',
  };
}

function ownershipProblem({ cause, route }: { readonly cause: Cause; readonly route: Route }): ComparisonProblem {
  return {
    ...placeOf(cause),
    message: `${sentence(cause.what, `${listed([route])} gives everyone who is signed in the objects of others`)}. Put the owner back into the lookup, or compare it afterwards.`,
    related: relatedRoutes([route], (title) => `\`${title}\` no longer looks at the owner`),
    absorbs: absorbed(EXPLAINED, [route], [cause.subject]),
    confidence: 'medium',
  };
}

function schemeProblem({ cause, routes }: CauseGroup): ComparisonProblem {
  return {
    ...placeOf(cause),
    message: `${sentence(cause.what, `a request without a credential reaches the code behind it on ${listed(routes)}`)}. Keep \`auto_error\` on, or answer 401 where the value is \`None\`.`,
    related: relatedRoutes(routes, (title) => `\`${title}\` depends on it`),
    absorbs: absorbed(EXPLAINED, routes, [cause.subject]),
    confidence: 'medium',
  };
}

function placeOf({
  at,
  side,
  counterparts,
  subject,
}: Cause): Pick<ComparisonProblem, 'at' | 'side' | 'counterparts' | 'subject'> {
  return { at, side, counterparts, subject };
}

function sentence(what: string, so: string): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${so}`;
}
