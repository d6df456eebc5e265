import { appTitle } from '../fastapi/questions/http/apps.ts';
import { titleOf } from '../fastapi/questions/authentication/routes.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { FrameworkVersions, Route } from '../fastapi/model.ts';
import { parametersOf } from '../fastapi/questions/input/bodies.ts';
import { bodyLimit, hasRouteLimit, isAtLeast } from '../fastapi/questions/input/limits.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'unbounded-request-body',
  summary: 'Request bodies may be of any size',
  category: 'input',
  severity: 'medium',
  confidence: 'medium',
  cwe: [770],
  owasp: ['API4'],
  seeds: ['S3'],
  reportsAbsence: true,
  docs: {
    why: 'Neither FastAPI nor Uvicorn bounds a request body: 30 MB of JSON passed when measured, and it is read and parsed before the first dependency runs, so nobody needs a credential to fill the memory. Uploads go to the temporary disk without a limit.',
    fix: 'Since 0.164 `FastAPI(max_body_size=...)` answers 413 beyond the limit; a router or route that takes files can be given a larger one. Starlette 1.10 brings `RequestBodyLimitMiddleware`. Before these, count the bytes in an ASGI middleware of your own, or let the proxy do it and say so with `behind_proxy: true` in the configuration.',
    bad: `from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Note(BaseModel):
    text: str = Field(max_length=1000)


@app.post("/notes")
def create_note(note: Note):
    return note
`,
    good: `from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI(max_body_size=1_000_000)


class Note(BaseModel):
    text: str = Field(max_length=1000)


@app.post("/notes")
def create_note(note: Note):
    return note
`,
    references: [
      'https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/',
      'https://cwe.mitre.org/data/definitions/770.html',
    ],
    limits:
      'One finding per application that reads a body or an upload. Any middleware that looks at `Content-Length`, answers 413 or is named for the purpose counts; one that cannot be read keeps the rule silent, and so does `behind_proxy: true`.',
  },

  *check(facts) {
    if (facts.config.behindProxy) return;
    const seen = new Set<string>();
    for (const app of facts.application.apps) {
      // `app = FastAPI(...)` on both branches of a condition is one application.
      if (seen.has(app.name)) continue;
      if (bodyLimit(facts, app) !== 'no') continue;
      const served = facts.application.routes.filter((route) => (route.outerApps[0] ?? route.app) === app);
      const open = served.filter(
        (route) =>
          readsBody(facts, route) &&
          !hasRouteLimit(route) &&
          route.outerApps.concat(route.app).every((one) => one === app || bodyLimit(facts, one) === 'no'),
      );
      const [first] = open;
      if (first === undefined) continue;
      seen.add(app.name);
      yield {
        at: app.site,
        subject: `app ${app.name}`,
        message: `Nothing bounds what \`${titleOf(first)}\`${open.length > 1 ? ` and ${String(open.length - 1)} more route${open.length > 2 ? 's' : ''}` : ''} of ${appTitle(app)} ${open.length > 1 ? 'read' : 'reads'} from a request, before any dependency runs. ${advice(facts.application.framework)}`,
        related: open.map((route) => ({ at: route.site, message: `\`${titleOf(route)}\` reads a body` })),
      };
    }
  },
});

function advice({ fastapi, starlette }: FrameworkVersions): string {
  if (isAtLeast(fastapi, 0, 164) ?? true) return 'Set `FastAPI(max_body_size=...)`.';
  if (isAtLeast(starlette, 1, 10) === true) return 'Add `RequestBodyLimitMiddleware`.';
  return `FastAPI ${fastapi?.version ?? ''} has no option for it: count the bytes in a middleware, or upgrade to 0.164 and set \`max_body_size\`.`;
}

const READS = /(^|\.)(body|json|form|stream)$/;

function readsBody(facts: Facts, route: Route): boolean {
  if (route.kind !== 'http') return false;
  if (parametersOf(route).some(({ source }) => source === 'body' || source === 'form' || source === 'file'))
    return true;
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const requests = new Set(route.parameters.flatMap(({ name, source }) => (source === 'request' ? [name] : [])));
  return (
    code?.calls.some(
      ({ node: { func }, callee }) =>
        func.kind === 'attribute' && READS.test(callee) && func.value.kind === 'name' && requests.has(func.value.id),
    ) === true
  );
}
