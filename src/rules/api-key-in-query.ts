import { groupBy, keyOf } from '../fastapi/questions/auth-group.ts';
import { treeOf } from '../fastapi/questions/auth-guards.ts';
import { namesCredential, namesPassword, wordsOf } from '../fastapi/questions/auth-names.ts';
import { isPublicPath, segmentsOf } from '../fastapi/questions/auth-paths.ts';
import { titleOf } from '../fastapi/questions/auth-routes.ts';
import { shapeOf } from '../fastapi/questions/input-types.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { Parameter, Route } from '../fastapi/model.ts';
import { textOfValue } from '../fastapi/values.ts';
import { defineRule, type Problem } from './rule.ts';

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
    for (const uses of groupBy(parametersOf(facts), ({ parameter }) => keyOf(parameter.site)).values()) {
      const [first] = uses;
      if (first !== undefined)
        yield problemOf(
          first.parameter,
          uses.map(({ route }) => route),
        );
    }
  },
});

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
        .filter((parameter) => isCredential(parameter) && !isLink(parameter, route))
        .map((parameter) => ({ parameter, route }));
    });
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
  const words = segmentsOf(route.path.text).flatMap((segment) => segment.split(/[-_]/));
  if (isPublicPath(route.path.text) || words.some((word) => LINK.test(word))) return true;
  return (
    /^(\w+_)?token$/.test(parameter.name) && !isForEverything(parameter) && words.some((word) => SIGNED_LINK.test(word))
  );
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
  const better = namesPassword(name)
    ? 'Take it from the body or a form'
    : 'Take it from a header (`APIKeyHeader`, `HTTPBearer`)';
  return {
    at: parameter.site,
    subject: `parameter ${name} of ${first?.endpoint ?? '?'}`,
    message: `${where} takes \`${name}\` from the URL, where logs, proxies and browser histories keep it. ${better}.`,
    related: routes.slice(0, 20).map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` takes it` })),
  };
}
