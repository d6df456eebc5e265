import { siteKey } from '../core/span.ts';
import type { Code, Facts } from '../fastapi/facts.ts';
import type { AppObject } from '../fastapi/model.ts';
import { nodesIn } from '../fastapi/questions/code.ts';
import { guardedTests, turnsAway } from '../fastapi/questions/authentication/middleware.ts';
import { appTitle, outerAppsOf, reachableApps, takesEffect } from '../fastapi/questions/http/apps.ts';
import { middlewareBodies } from '../fastapi/questions/http/bodies.ts';
import { sourceAt } from '../fastapi/questions/http/source.ts';
import { literalsOf } from '../fastapi/questions/http/values.ts';
import type { Expr } from '../python/syntax.ts';
import { expressionsIn } from '../python/walk.ts';
import { defineRule } from './contract/rule.ts';

export default defineRule({
  id: 'exposed-api-docs',
  summary: 'The API documentation is open to everybody',
  category: 'exposure',
  severity: 'medium',
  confidence: 'high',
  cwe: [200],
  owasp: ['API9'],
  seeds: ['S3'],
  reportsAbsence: true,
  docs: {
    why: 'By default `/docs`, `/redoc` and `/openapi.json` list every route, parameter and schema, internal ones included. They are registered before everything else and no dependency of the application guards them (measured: 200 under `FastAPI(dependencies=[deny])`). `docs_url=None` alone hides the page and leaves the schema; only `openapi_url=None` closes all three. Setting `app.docs_url = None` later closes nothing.',
    fix: 'Pass `openapi_url=None` in production (for instance `openapi_url="/openapi.json" if settings.debug else None`), or serve the documentation from an own route behind a guard. Say `public_docs: true` in the configuration where the API is meant to be public.',
    bad: `from fastapi import FastAPI

app = FastAPI(title="Orders", docs_url=None)


@app.get("/orders")
def list_orders():
    return []
`,
    good: `from fastapi import FastAPI

app = FastAPI(title="Orders", openapi_url=None)


@app.get("/orders")
def list_orders():
    return []
`,
    references: [
      'https://fastapi.tiangolo.com/how-to/conditional-openapi/',
      'https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/',
    ],
    limits:
      'Silent when one of the URLs comes from settings or a condition, when middleware turns everybody without a credential away, and with `public_docs: true`.',
  },

  *check(facts) {
    if (facts.config.publicDocs) return;
    const starlette = new Set(facts.calls('starlette.applications.Starlette').map(({ site }) => siteKey(site)));
    for (const app of reachableApps(facts)) {
      if (
        starlette.has(siteKey(app.site)) ||
        [app, ...outerAppsOf(app)].some((one) => isGuardedByMiddleware(facts, one))
      )
        continue;
      const open = openPages(facts, app);
      if (open.length === 0) continue;
      const onlySchema = open.length === 1;
      yield {
        at: app.site,
        subject: `app ${app.name}`,
        message: onlySchema
          ? `${capital(appTitle(app))} hides its documentation pages, but the schema at ${open.join('')} still lists every route and model to anyone. Pass \`openapi_url=None\`.`
          : `${capital(appTitle(app))} shows ${open.join(', ')} to anyone; dependencies do not guard them. Pass \`openapi_url=None\` in production, or \`public_docs: true\` in the configuration if that is intended.`,
      };
    }
  },
});

const PAGES = [
  ['docs_url', '/docs'],
  ['redoc_url', '/redoc'],
  ['openapi_url', '/openapi.json'],
] as const;

/** The pages that answer, by their paths; none where somebody decides elsewhere. */
function openPages(facts: Facts, app: AppObject): readonly string[] {
  const found: string[] = [];
  for (const [argument, standard] of PAGES) {
    const state = stateOf(facts, app, argument);
    if (state === 'decided elsewhere') return [];
    if (state === 'closed' && argument === 'openapi_url') return [];
    if (state !== 'closed') found.push(`\`${state === 'default' ? standard : state}\``);
  }
  return found;
}

/** A path, `default`, or why there is none. */
function stateOf(facts: Facts, app: AppObject, argument: string): string {
  const value = app.args.keywords.get(argument);
  if (value === undefined) return app.args.open ? 'decided elsewhere' : 'default';
  if (value.kind === 'none' || (value.kind === 'string' && value.value === '')) return 'closed';
  if (value.kind === 'string') return value.value;
  if (value.kind !== 'environment' || value.default?.kind !== 'string' || value.default.value === '')
    return 'decided elsewhere';
  // A path with a variable part is a path all the same: it cannot be switched off.
  const site = app.args.keywordSites.get(argument);
  return site !== undefined && /=\s*[fF]?["'].*\w/.test(sourceAt(facts, site))
    ? value.default.value
    : 'decided elsewhere';
}

/** Middleware that refuses everybody and makes no exception for the documentation. */
function isGuardedByMiddleware(facts: Facts, app: AppObject): boolean {
  return app.middleware.filter(takesEffect).some((use) => {
    const bodies = middlewareBodies(facts, use);
    if (!bodies.some(turnsAway)) return false;
    return !bodies.some(exemptsDocs);
  });
}

/** It names the documentation, and not to ask for a credential there. */
function exemptsDocs(code: Code): boolean {
  const guarded = new Set(guardedTests(code).flatMap((test) => nodesIn(test)));
  return expressionsIn([...code.body]).some((expr) => namesDocs(code, expr) && !guarded.has(expr));
}

/** A text, or a name for some, that speaks of the documentation. */
function namesDocs(code: Code, expr: Expr): boolean {
  if (expr.kind === 'string') return /docs|openapi|redoc/.test(expr.value);
  if (expr.kind !== 'name' && expr.kind !== 'attribute') return false;
  return literalsOf(code.valueOf(expr)).some(({ text }) => /docs|openapi|redoc/.test(text));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
