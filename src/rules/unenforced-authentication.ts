import { treeOf } from '../fastapi/dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import { type Site, siteKey } from '../core/span.ts';
import { nameOf, nodesIn, raisesHttp, signatureSite } from '../fastapi/questions/code.ts';
import { bodyOf, schemesOf, shortName } from '../fastapi/questions/authentication/guards.ts';
import { namesCaller, namesGuard, namesOptional } from '../fastapi/questions/authentication/names.ts';
import { isPublicPath } from '../fastapi/questions/authentication/paths.ts';
import { subjectOf, titleOf } from '../fastapi/questions/authentication/routes.ts';
import { returnedExceptions } from '../fastapi/questions/authentication/returned.ts';
import { isApiKey, namesClass, namesFactory, schemeClass } from '../fastapi/questions/authentication/schemes.ts';
import { asks, swallowOf } from '../fastapi/questions/authentication/swallow-verdict.ts';
import type { Code, Facts } from '../fastapi/facts.ts';
import type { DependencyUse, Route } from '../fastapi/model.ts';
import { defineRule, type Problem } from './contract/rule.ts';

/** So many routes of one router are the router's affair. */
const MANY = 5;

export default defineRule({
  id: 'unenforced-authentication',
  summary: 'A dependency looks like authentication and cannot reject anybody',
  category: 'authentication',
  severity: 'high',
  confidence: 'high',
  cwe: [287],
  owasp: ['API2'],
  seeds: ['S1', 'S3'],
  docs: {
    why: "FastAPI's security schemes only *extract*: `OAuth2PasswordBearer`, `HTTPBearer` and `HTTPBasic` ask for a header and accept whatever is in it; with `auto_error=False` they hand on `None`. `Depends(HTTPBearer)`, the class, builds a scheme from query parameters and reads no header. Somebody has to check the value and raise.",
    fix: 'Verify the token in a dependency that raises 401 when it is absent, unknown or expired, and let the route depend on that.',
    bad: `from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


@app.get("/reports")
def list_reports(token: str = Depends(oauth2_scheme)):
    return ["first", "second"]
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
SESSIONS: dict[str, str] = {}


def current_user(token: str = Depends(oauth2_scheme)) -> str:
    if token not in SESSIONS:
        raise HTTPException(status_code=401, detail="Unknown token")
    return SESSIONS[token]


@app.get("/reports")
def list_reports(user: str = Depends(current_user)):
    return [user]
`,
    references: [
      'https://fastapi.tiangolo.com/tutorial/security/get-current-user/',
      'https://fastapi.tiangolo.com/reference/security/',
    ],
    limits:
      'Dependencies whose name says that callers may be anonymous (`get_optional_user`) are left alone. API keys are the subject of `unvalidated-api-key`, a guard that returns its exception that of `returned-http-exception`, one that catches it that of `swallowed-authentication-error`.',
  },

  *check(facts) {
    const returned = returnedExceptions(facts);
    const causes = facts.application.routes
      .filter((route) => route.protection.status === 'unenforced' || route.protection.status === 'public')
      .flatMap((route) => causesOf(facts, route).map((cause) => ({ route, ...cause })));
    for (const group of groupsOf(causes)) {
      const [first] = group;
      if (first === undefined || returned.has(first.use.name)) continue;
      yield problemOf(
        first,
        group.map(({ route }) => route),
      );
    }
  },
});

type RouteCause = Cause & { readonly route: Route };

/** By the place to mend; a router whose routes take the same bare scheme one by one is one. */
function groupsOf(causes: readonly RouteCause[]): readonly (readonly RouteCause[])[] {
  const places = [...groupBy(causes, ({ at }) => siteKey(at)).values()];
  const isBare = ([first]: readonly RouteCause[]): boolean => first?.how === 'bare';
  const byRouter = [...groupBy(places.filter(isBare), ([first]) => first?.route.router).values()]
    .flatMap((ofRouter) => [...groupBy(ofRouter, ([first]) => first?.use.name).values()])
    .flatMap((same) => (same.length > MANY ? [same.flat()] : same));
  return [...byRouter, ...places.filter((place) => !isBare(place))];
}

interface Cause {
  readonly at: Site;
  readonly use: DependencyUse;
  readonly scheme?: DependencyUse;
  readonly how: 'class' | 'factory' | 'bare' | 'function';
}

/** The innermost function that has the credential in hand and lets everybody pass; the scheme itself where nobody has. */
function causesOf(facts: Facts, route: Route): readonly Cause[] {
  const tree = treeOf(route.dependencies);
  if (tree.some((use) => namesOptional(shortName(use.name))) && isOptional(facts, route)) return [];
  const causes = tree.flatMap((use) => causeOf(facts, use, route));
  const consumers = causes.filter(({ how }) => how === 'function');
  return consumers.length > 0 ? consumers : oneBare(causes);
}

/** A router and its route that name the scheme once more have one cause: where the value arrives, else the outermost. */
function oneBare(causes: readonly Cause[]): readonly Cause[] {
  const bare = causes.filter(({ how }) => how === 'bare');
  const first = bare.find(({ use }) => use.parameter !== undefined) ?? bare[0];
  return causes.filter((cause) => cause.how !== 'bare' || cause === first);
}

/** Anonymous callers are meant: the handler asks whether there is one, or other routes do turn them away. */
function isOptional(facts: Facts, route: Route): boolean {
  if (facts.application.enforcing.size > 0) return true;
  const names = new Set(route.parameters.flatMap(({ name, dependency }) => (dependency === undefined ? [] : [name])));
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  return code === undefined || names.size === 0 || asks(code, names);
}

function causeOf(facts: Facts, use: DependencyUse, route: Route): readonly Cause[] {
  if (namesClass(facts, use))
    return isApiKey(schemeClass(use.value)?.name ?? '') ? [] : [{ at: use.site, use, how: 'class' }];
  if (namesFactory(facts, use)) return [{ at: use.site, use, how: 'factory' }];
  const body = bodyOf(facts, use);
  if (body !== undefined && swallowOf(facts, body) !== undefined) return [];
  // A route that asks for no credential at all is the subject of missing-authentication.
  if (route.protection.status !== 'unenforced') return [];
  if (use.scheme !== undefined) {
    const direct = route.dependencies.includes(use) && !isApiKey(use.scheme) && !isPublicPath(route.path.text);
    return direct ? [{ at: use.site, use, scheme: use, how: 'bare' }] : [];
  }
  return functionCause(facts, use);
}

function functionCause(facts: Facts, use: DependencyUse): readonly Cause[] {
  const code = use.via === 'class-attribute' && use.value.kind === 'class' ? undefined : bodyOf(facts, use);
  if (code === undefined || isCarrier(use) || swallowOf(facts, code) !== undefined) return [];
  // Another status than 401 or 403 keeps callers out as well.
  if (raisesHttp(facts, code)) return [];
  const scheme = use.children.find((child) => child.scheme !== undefined || schemeClass(child.value)?.how === 'class');
  const wrong = scheme !== undefined && schemeClass(scheme.value)?.how === 'class';
  const reads = use.parameters.some(({ source }) => source === 'header' || source === 'cookie' || source === 'request');
  if (wrong || (scheme === undefined && !(reads && promisesCaller(code)))) return [];
  if (scheme !== undefined && schemesOf(use).every((one) => isApiKey(one.scheme ?? ''))) return [];
  const at = signatureSite(code);
  return at === undefined ? [] : [{ at, use, ...(scheme === undefined ? {} : { scheme }), how: 'function' }];
}

/** `auth: AuthSession = Depends()`, with methods that look at the request when they are called: it is handed on, and checks nothing itself. */
function isCarrier({ value }: DependencyUse): boolean {
  return value.kind === 'class' && value.def.body.some((one) => one.kind === 'function' && !one.name.startsWith('_'));
}

/** `get_auth_service(request)`: it makes what others use. */
const MAKES_A_TOOL =
  /^_*(get|build|create|make|provide|new|init)_\w*_(service|repository|repo|manager|client|provider|handler|backend|store|config|settings|gateway|adapter|use_?case)$/i;

/** By its name a guard; or it takes the `Authorization` header apart to say who calls. */
function promisesCaller(code: Code): boolean {
  // `RequireUser.__call__`: the class has the name.
  const name = code.owner?.name ?? nameOf(code);
  if (MAKES_A_TOOL.test(name)) return false;
  if (namesGuard(name)) return true;
  return (
    (namesCaller(name) || /^(require|ensure|must)/i.test(name)) &&
    nodesIn(code.body).some((node) => node.kind === 'string' && node.value.toLowerCase() === 'authorization')
  );
}

function problemOf(cause: Cause, routes: readonly Route[]): Problem {
  const [first] = routes;
  const route = first === undefined ? '' : `\`${titleOf(first)}\``;
  const reached = routes.length > 1 ? `${route} and ${String(routes.length - 1)} more let` : `${route} lets`;
  return {
    at: cause.at,
    subject:
      cause.how === 'function' || first === undefined
        ? `function ${cause.use.name}`
        : `${subjectOf(first)} ${cause.use.parameter ?? cause.use.name}`,
    message: messageOf(cause, reached),
    related: [
      ...(cause.scheme !== undefined && cause.how !== 'bare'
        ? [{ at: cause.scheme.site, message: 'the credential arrives here' }]
        : []),
      ...routes.map((one) => ({ at: one.site, message: `\`${titleOf(one)}\` relies on it` })),
    ],
  };
}

function messageOf(cause: Cause, reached: string): string {
  const name = shortName(cause.use.name);
  if (cause.how === 'class') {
    const call = cause.use.value.kind === 'class' ? `\`__call__\`` : 'the header';
    return `\`Depends(${name})\` gets the class, not an instance: FastAPI builds it from query parameters and ${call} is never run, so ${reached} everybody in. Write \`Depends(${name}())\` and check what it returns.`;
  }
  if (cause.how === 'factory') {
    return `\`Depends(${name})\` only builds the guard that \`${name}(...)\` returns and never runs it, so ${reached} everybody in. Write \`Depends(${name}(...))\`.`;
  }
  const scheme = cause.scheme;
  const source = scheme?.scheme === undefined ? 'the credential' : `what \`${scheme.scheme}\` extracts`;
  const lax = scheme?.value.kind === 'external-call' && scheme.value.args.keywords.get('auto_error')?.kind === 'bool';
  const nobody = lax ? ', and with `auto_error=False` it may be `None`' : '';
  if (cause.how === 'bare') {
    const taken = reached.replace(/ lets?$/, reached.endsWith('lets') ? ' takes' : ' take');
    const parameter = cause.use.parameter === undefined ? `\`${name}\`` : `\`${cause.use.parameter}\``;
    return `${taken} any value for ${parameter}: \`${scheme?.scheme ?? name}\` only extracts it${nobody}, and nothing verifies it. Depend on a function that checks it and raises 401.`;
  }
  return `\`${name}\` reads ${source}${nobody} and rejects nobody: no path of it raises 401, so ${reached} everybody in. Raise \`HTTPException(status_code=401)\` when the credential is absent or wrong.`;
}
