import type { Route } from '../fastapi/model.ts';
import { isConfigured, verifiesSignature } from '../fastapi/questions/authentication/public.ts';
import { isCredentialRoute } from '../fastapi/questions/http/limits.ts';
import {
  absorbed,
  absorbedCauses,
  byCause,
  countOf,
  listed,
  relatedRoutes,
  type Affected,
  type CauseGroup,
} from './comparison/affected.ts';
import { droppedGuards } from './comparison/dropped-checks.ts';
import { guardCause } from './comparison/guard-cause.ts';
import { lostChecks } from './comparison/lost-checks.ts';
import type { RoutePair } from './comparison/route-pairs.ts';
import { snapshotsOf, type Snapshots } from './comparison/snapshots.ts';
import { defineComparison, type ComparisonProblem } from './contract/rule.ts';

/** What plain rules say of a route that lost its guard. */
const OPEN_ROUTES = [
  'missing-authentication',
  'unauthenticated-websocket',
  'unprotected-mount',
  'inconsistent-include',
  'unenforced-authentication',
  'unvalidated-api-key',
  'missing-ownership-check',
  'unchecked-scopes',
];

/** What they say of a guard that lost its teeth: the same thing, when they stand at the same line. */
const BROKEN_GUARDS = [
  'undeclared-dependency',
  'ineffective-decorator',
  'returned-http-exception',
  'swallowed-authentication-error',
  'unawaited-authentication',
  'middleware-path-bypass',
];

export default defineComparison({
  id: 'authentication-removed',
  summary: 'A change takes away what protects a route',
  category: 'comparison',
  severity: 'critical',
  confidence: 'high',
  cwe: [862],
  owasp: ['API2', 'API5'],
  seeds: [],
  docs: {
    why: 'A dependency guards only what it is asked for by. One argument that goes from an `include_router(...)` call opens every route below it, in files that the diff does not show, and nothing fails: the application starts, and the routes answer 200 to anyone.',
    fix: 'Put the dependency back where it was, or one that asks for as much anywhere on the way from the application to the route. Routes that are meant for everybody belong into `public_routes` of the configuration.',
    bad: `from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(oauth2_scheme)):
    user = find_user(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


router = APIRouter(prefix="/invoices")


@router.delete("/{invoice_id}")
def delete_invoice(invoice_id: int):
    return {"deleted": invoice_id}


app = FastAPI()
app.include_router(router)
`,
    good: `from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def get_current_user(token: str = Depends(oauth2_scheme)):
    user = find_user(token)
    if user is None:
        raise HTTPException(status_code=401)
    return user


router = APIRouter(prefix="/invoices")


@router.delete("/{invoice_id}")
def delete_invoice(invoice_id: int):
    return {"deleted": invoice_id}


app = FastAPI()
app.include_router(router, dependencies=[Depends(get_current_user)])
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/bigger-applications/',
      'https://fastapi.tiangolo.com/tutorial/dependencies/global-dependencies/',
      'https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/',
    ],
    limits:
      'Silent when the guard was renamed, moved to the router, the include or the application, or replaced by a stricter one; when the route was deleted; and when the head cannot be resolved: such routes are listed under coverage.',
  },

  *compare(base, head, paths) {
    const snapshots = snapshotsOf(base, head, paths);
    const opened = snapshots.routes.filter((pair) => isOpened(pair, snapshots));
    const affected = opened.flatMap((pair) => causeOf(pair, snapshots));
    for (const group of byCause(affected)) yield problemOf(group, OPEN);
    const unproved = droppedGuards(snapshots).filter(({ route }) => !isConfigured(snapshots.base, route));
    for (const group of byCause(unproved)) yield { ...problemOf(group, OPEN), confidence: 'medium' };
    const explained = new Set(affected.map(({ route }) => route));
    const said = new Set(affected.map(({ cause }) => cause.subject));
    const checks = lostChecks(snapshots, explained).filter(
      ({ about, cause }) => about === 'credential' && !said.has(cause.subject),
    );
    for (const group of byCause(checks)) yield problemOf(group, DECEIVED);
  },
});

function isOpened({ base, head }: RoutePair, snapshots: Snapshots): boolean {
  if (base.protection.status !== 'protected') return false;
  if (head.protection.status !== 'public' && head.protection.status !== 'unenforced') return false;
  if (head.openDependencies || isConfigured(snapshots.base, head)) return false;
  // A login that tries the password in other words: it is there for those who have no credential yet.
  if (base.protection.guards.every(({ kind }) => kind === 'endpoint') && isCredentialRoute(head)) return false;
  // A webhook that proves its sender by a signature now, instead of a login.
  return !verifiesSignature(snapshots.head, head) || verifiesSignature(snapshots.base, base);
}

/** Several guards may have gone; the outermost speaks for the route, since it speaks for others too. */
function causeOf(pair: RoutePair, snapshots: Snapshots): readonly Affected[] {
  const guards = pair.base.protection.guards.toSorted(
    (a, b) => depthOf(pair.base, a.name) - depthOf(pair.base, b.name),
  );
  const [guard] = guards;
  return guard === undefined ? [] : [{ cause: guardCause(pair, guard, snapshots), route: pair.head }];
}

function depthOf(route: Route, name: string): number {
  const index = route.dependencies.findIndex((use) => use.name === name);
  return index < 0 ? route.dependencies.length : index;
}

/** What a caller can do now. */
interface Consequence {
  readonly one: string;
  readonly many: string;
  readonly related: string;
}

const OPEN: Consequence = { one: 'answers anyone now', many: 'routes answer anyone now', related: 'is open now' };

const DECEIVED: Consequence = {
  one: 'takes credentials now that were refused before',
  many: 'routes take credentials now that were refused before',
  related: 'can be reached with a made-up credential',
};

function problemOf({ cause, routes }: CauseGroup, consequence: Consequence): ComparisonProblem {
  const answers =
    countOf(routes) === 1
      ? `${listed(routes)} ${consequence.one}`
      : `${countOf(routes)} ${consequence.many}: ${listed(routes)}`;
  const { what } = cause;
  return {
    at: cause.at,
    side: cause.side,
    counterparts: cause.counterparts,
    subject: cause.subject,
    message: `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${answers}. Put the guard back, or add these routes to \`public_routes\` if they are meant for everybody.`,
    related: relatedRoutes(routes, (title) => `\`${title}\` ${consequence.related}`),
    absorbs: [...absorbed(OPEN_ROUTES, routes, [cause.subject]), ...absorbedCauses(BROKEN_GUARDS, cause.subject)],
  };
}
