import { treeOf } from '../fastapi/dependency-tree.ts';
import { groupBy } from '../core/group.ts';
import { siteKey } from '../core/span.ts';
import { nameOf, nodesIn, servesRequests, siteIn } from '../fastapi/questions/code.ts';
import { turnsAway } from '../fastapi/questions/authentication/middleware.ts';
import { namesCredential, namesPassword, wordsOf } from '../fastapi/questions/authentication/names.ts';
import { isPublicPath, segmentsOf } from '../fastapi/questions/authentication/paths.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import { shapeOf } from '../fastapi/questions/input/types.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { Parameter, Route } from '../fastapi/model.ts';
import { textOfValue } from '../fastapi/values.ts';
import type { Expr, Stmt } from '../python/syntax.ts';
import { defineRule, type Problem } from './contract/rule.ts';

export default defineRule({
  id: 'api-key-in-query',
  summary: 'A credential travels in the URL',
  category: 'authentication',
  severity: 'medium',
  confidence: 'medium',
  cwe: [598],
  owasp: ['API2'],
  seeds: ['S1'],
  docs: {
    why: 'URLs end up in access logs, proxies, browser histories and `Referer` headers. A key in the query is written down by every one of them.',
    fix: 'Take API keys with `APIKeyHeader(name="X-API-Key")`, tokens from the `Authorization` header, passwords from the body or a form.',
    bad: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyQuery

app = FastAPI()
key_in_url = APIKeyQuery(name="api_key")
KEYS = {"k-1"}


def client(key: str = Depends(key_in_url)) -> str:
    if key not in KEYS:
        raise HTTPException(status_code=401)
    return key


@app.get("/items", dependencies=[Depends(client)])
def list_items():
    return []
`,
    good: `from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import APIKeyHeader

app = FastAPI()
key_in_header = APIKeyHeader(name="X-API-Key")
KEYS = {"k-1"}


def client(key: str = Depends(key_in_header)) -> str:
    if key not in KEYS:
        raise HTTPException(status_code=401)
    return key


@app.get("/items", dependencies=[Depends(client)])
def list_items():
    return []
`,
    references: [
      'https://fastapi.tiangolo.com/reference/security/',
      'https://owasp.org/www-community/vulnerabilities/Information_exposure_through_query_strings_in_url',
    ],
    limits:
      'Links from a mail (`/verify?token=`, `/reset-password?token=`) and WebSockets, where browsers can send no header, are left alone; so are names such as `page_token` and `csrf_token`.',
  },

  *check(facts) {
    for (const call of facts.calls('fastapi.security.APIKeyQuery')) {
      const name = textOfValue(call.argument('name'));
      yield {
        at: call.site,
        subject: `scheme APIKeyQuery ${name ?? ''} in ${call.code.name}`,
        message: `${name === undefined ? 'The API key' : `The API key \`${name}\``} is taken from the URL, where logs, proxies and browser histories keep it. Use \`APIKeyHeader\`.`,
        confidence: 'high',
      };
    }
    for (const problem of readsOfUrl(facts)) yield problem;
    for (const uses of groupBy(parametersOf(facts), ({ parameter }) => siteKey(parameter.site)).values()) {
      const [first] = uses;
      if (first !== undefined)
        yield problemOf(
          first.parameter,
          uses.map(({ route }) => route),
        );
    }
  },
});

/** `request.query_params.get("token")`, in a handler, a dependency or a middleware. */
function readsOfUrl(facts: Facts): readonly Problem[] {
  return facts.codes.flatMap((code) => {
    if (!(servesRequests(facts, code) || turnsAway(code))) return [];
    const routes = facts.routesOf(code);
    if (routes.some((route) => route.kind === 'websocket' || isLinkPath(route))) return [];
    return nodesIn(code.body).flatMap((node) => {
      const name = nameInUrl(node);
      return name === undefined || !namesCredential(name)
        ? []
        : [
            {
              at: siteIn(code, node),
              subject: `query ${name} read in ${code.name}`,
              message: `\`${nameOf(code)}\` takes \`${name}\` from the URL, where logs, proxies and browser histories keep it. ${better(name)}.`,
            },
          ];
    });
  });
}

/** The name under which a node reads the request's query; a socket can send nothing else. */
function nameInUrl(node: Expr | Stmt): string | undefined {
  const [query, key] =
    node.kind === 'subscript'
      ? [node.value, node.index[0]]
      : node.kind === 'call' && node.func.kind === 'attribute' && node.func.attr === 'get'
        ? [node.func.value, node.args[0]?.value]
        : [];
  const isQuery =
    query?.kind === 'attribute' &&
    query.attr === 'query_params' &&
    query.value.kind === 'name' &&
    /^req(uest)?$/.test(query.value.id);
  return isQuery && key?.kind === 'string' ? key.value : undefined;
}

interface Taken {
  readonly parameter: Parameter;
  readonly route: Route;
}

/** Query parameters with a credential's name, of endpoints and of what they depend on. */
function parametersOf(facts: Facts): readonly Taken[] {
  return facts.application.routes
    .filter((route) => route.kind === 'http')
    .flatMap((route) => {
      const all = [...route.parameters, ...treeOf(route.dependencies).flatMap((use) => use.parameters)];
      return all
        .flatMap((parameter) => fieldsOf(facts, parameter))
        .filter((parameter) => isCredential(parameter) && !isLink(parameter, route))
        .map((parameter) => ({ parameter, route }));
    });
}

/** The fields of `filters: Annotated[Filters, Query()]`; a plain parameter stands for itself. */
function fieldsOf(facts: Facts, parameter: Parameter): readonly Parameter[] {
  const type = parameter.annotation?.kind === 'annotated' ? parameter.annotation.base : parameter.annotation;
  const model = parameter.source === 'query' && type !== undefined ? facts.modelOf(type) : undefined;
  if (model === undefined) return [parameter];
  return model.fields.map(({ name, site, module, annotation }) => ({
    name,
    site,
    source: 'query',
    ...(annotation === undefined ? {} : { annotation: facts.valueIn(module, annotation) }),
  }));
}

function isCredential(parameter: Parameter): boolean {
  return parameter.source === 'query' && namesCredential(wireName(parameter)) && !isFlag(parameter);
}

/** The name in the URL. */
function wireName(parameter: Parameter): string {
  const marker = parameter.marker;
  const alias = marker?.kind === 'external-call' ? textOfValue(marker.args.keywords.get('alias')) : undefined;
  return alias ?? parameter.name;
}

/** `show_password: bool` asks for one, and is none. */
function isFlag(parameter: Parameter): boolean {
  const type = parameter.annotation;
  if (type === undefined) return false;
  return shapeOf(type).kind === 'number' || (type.kind === 'external' && /^(builtins\.)?bool$/.test(type.name));
}

const LINK =
  /^(verif\w*|confirm\w*|activat\w*|unsubscribe|reset\w*|invit\w*|callback|accept|magic\w*|share\w*|webhooks?|oauth\w*)$/i;
/** Links that a browser follows without headers: signed for one file. */
const SIGNED_LINK = /^(downloads?|exports?|files?|attachments?|media|zip)$/i;

/** A token that a mail or another site put into the link: it has to be there. */
function isLink(parameter: Parameter, route: Route): boolean {
  if (namesPassword(parameter.name)) return false;
  const words = wordsOfPath(route);
  if (isLinkPath(route)) return true;
  return (
    /^(\w+_)?token$/.test(parameter.name) && !isForEverything(parameter) && words.some((word) => SIGNED_LINK.test(word))
  );
}

function isLinkPath(route: Route): boolean {
  return isPublicPath(route.path.text) || wordsOfPath(route).some((word) => LINK.test(word));
}

function wordsOfPath(route: Route): readonly string[] {
  return segmentsOf(route.path.text).flatMap((segment) => segment.split(/[-_]/));
}

/** `access_token`, `api_token`: opens more than one link. */
function isForEverything(parameter: Parameter): boolean {
  return wordsOf(parameter.name).some((word) =>
    /^(access|api|auth|bearer|jwt|session|refresh|id|user|admin)$/.test(word),
  );
}

function problemOf(parameter: Parameter, routes: readonly Route[]): Problem {
  const name = wireName(parameter);
  const [first] = routes;
  const where =
    first === undefined
      ? 'The route'
      : routes.length > 1
        ? `\`${titleOf(first)}\` and ${String(routes.length - 1)} more`
        : `\`${titleOf(first)}\``;
  return {
    at: parameter.site,
    subject: `parameter ${name} of ${first?.endpoint ?? '?'}`,
    message: `${where} takes \`${name}\` from the URL, where logs, proxies and browser histories keep it. ${better(name)}.`,
    related: routes.slice(0, 20).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` takes it` })),
  };
}

function better(name: string): string {
  return namesPassword(name)
    ? 'Take it from the body or a form'
    : 'Take it from a header (`APIKeyHeader`, `HTTPBearer`)';
}
