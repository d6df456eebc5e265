import { below, treeOf } from '../fastapi/dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import { siteKey } from '../core/span.ts';
import { bringsData, shortName } from '../fastapi/questions/authentication/guards.ts';
import { checksScopes, takesScopes } from '../fastapi/questions/authentication/scopes.ts';
import { subjectOf, titleOf } from '../fastapi/questions/authentication/routes.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { DependencyUse, Route } from '../fastapi/model.ts';
import type { Value } from '../fastapi/value.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'unchecked-scopes',
  summary: 'Scopes are asked for and nothing compares them',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  cwe: [863],
  owasp: ['API5'],
  seeds: ['S1'],
  docs: {
    why: '`Security(dep, scopes=["admin"])` writes the scopes into the schema and hands them to dependencies that take `SecurityScopes`. FastAPI itself compares nothing: without such a dependency every caller passes (measured: 200).',
    fix: 'Let the dependency take `SecurityScopes` and raise 403 when the token lacks one of `security_scopes.scopes`.',
    bad: `from fastapi import FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
SESSIONS = {"t-1": {"name": "ada", "scopes": ["items"]}}


def current_user(token: str = Security(oauth2_scheme)) -> dict:
    if token not in SESSIONS:
        raise HTTPException(status_code=401)
    return SESSIONS[token]


@app.get("/users")
def list_users(user: dict = Security(current_user, scopes=["users:read"])):
    return []
`,
    good: `from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
SESSIONS = {"t-1": {"name": "ada", "scopes": ["items"]}}


def current_user(needed: SecurityScopes, token: str = Depends(oauth2_scheme)) -> dict:
    if token not in SESSIONS:
        raise HTTPException(status_code=401)
    user = SESSIONS[token]
    if any(scope not in user["scopes"] for scope in needed.scopes):
        raise HTTPException(status_code=403)
    return user


@app.get("/users")
def list_users(user: dict = Security(current_user, scopes=["users:read"])):
    return []
`,
    references: ['https://fastapi.tiangolo.com/advanced/security/oauth2-scopes/'],
    limits: 'Dependencies from packages are left alone: whether they read the scopes cannot be seen here.',
  },

  *check(facts) {
    const found = facts.application.routes.flatMap((route) => uncheckedIn(facts, route).map((use) => ({ route, use })));
    for (const group of groupBy(found, ({ use }) => siteKey(use.marker)).values()) {
      const [first] = group;
      if (first !== undefined)
        yield problemOf(
          first.use,
          group.map(({ route }) => route),
        );
    }
  },
});

function uncheckedIn(facts: Facts, route: Route): readonly DependencyUse[] {
  return scopedIn(facts, route.dependencies).filter(
    (use) =>
      use.security &&
      use.scopes.length > 0 &&
      !(use.scheme !== undefined && use.via === 'nested') &&
      isOurs(use) &&
      !checksScopes(facts, use),
  );
}

/** All dependencies but those of a signature made at run time: its object keeps the scopes, and shows them for the documentation. */
function scopedIn(facts: Facts, uses: readonly DependencyUse[]): readonly DependencyUse[] {
  return below(uses, ({ value, children }) => (showsSignature(facts, value) ? [] : children));
}

function showsSignature(facts: Facts, value: Value): boolean {
  const fn = value.kind === 'instance' ? facts.methodOf(value.class, '__call__') : value;
  return fn?.kind === 'function' && fn.shows !== undefined;
}

/** The whole tree can be seen: functions and classes of this project, and FastAPI's schemes. */
function isOurs(use: DependencyUse): boolean {
  return treeOf([use]).every(
    (one) =>
      bringsData(one) ||
      (one.resolved &&
        (one.scheme !== undefined ||
          ['function', 'instance', 'class', 'bound-method', 'partial'].includes(one.value.kind))),
  );
}

function problemOf(use: DependencyUse, routes: readonly Route[]): Problem {
  const name = shortName(use.name);
  const unused = treeOf([use]).find(takesScopes);
  const why =
    unused === undefined
      ? `neither \`${name}\` nor what it depends on takes \`SecurityScopes\``
      : `\`${shortName(unused.name)}\` takes \`SecurityScopes\` and only writes them into its answer`;
  const advice =
    unused === undefined
      ? `Take \`SecurityScopes\` in \`${name}\` and raise 403 when one is absent.`
      : `Raise 403 in \`${shortName(unused.name)}\` when the caller lacks one of them.`;
  const scopes = use.scopes.map((scope) => `\`${scope}\``).join(', ');
  const [route] = routes;
  const where =
    route === undefined
      ? 'the route'
      : routes.length > 1
        ? `\`${titleOf(route)}\` and ${String(routes.length - 1)} more`
        : `\`${titleOf(route)}\``;
  return {
    at: use.marker,
    subject: `${route === undefined ? '' : subjectOf(route)} ${use.name} scopes`,
    message: `Nothing compares ${scopes}: ${why}, so ${where} admits callers without ${use.scopes.length === 1 ? 'it' : 'them'}. ${advice}`,
    related: [
      ...(use.value.kind === 'function'
        ? [{ at: use.value.site, message: unused === undefined ? `\`${name}\` takes no \`SecurityScopes\`` : why }]
        : []),
      ...routes.map((one) => ({ at: one.site, message: `\`${titleOf(one)}\` asks for ${scopes}` })),
    ],
  };
}
