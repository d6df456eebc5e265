import { siteKey } from '../../../core/span.ts';
import type { AppObject, MiddlewareUse } from '../../model.ts';
import type { Facts } from '../../facts.ts';
import { remembered } from '../remember.ts';
import { conditionsRound } from './source.ts';
import { stageOf } from '../../stage.ts';

/** Served applications and the middleware that stands before them. */

export interface AppMiddleware {
  readonly app: AppObject;
  readonly use: MiddlewareUse;
}

/**
 * Applications that are served to users, each name once: of `if debug: app = FastAPI() else: app = FastAPI(…)` the one that is
 * not for developers.
 */
export const servedApps = remembered((facts: Facts): readonly AppObject[] => {
  const apps = new Map<string, AppObject>();
  for (const app of facts.application.apps) {
    const standing = apps.get(app.name);
    if (standing === undefined || (isForDevelopers(facts, standing) && !isForDevelopers(facts, app)))
      apps.set(app.name, app);
  }
  return [...apps.values()];
});

/** Served applications, and those mounted in them, which answer with pages of their own. */
export function reachableApps(facts: Facts): readonly AppObject[] {
  const served = servedApps(facts);
  const mounted = facts.application.allApps.filter(
    (app) => app.mountedIn !== undefined && outerAppsOf(app).some((outer) => served.includes(outer)),
  );
  return [...served, ...new Map(mounted.map((app) => [siteKey(app.site), app])).values()];
}

/** The applications that an application is mounted in, innermost first. */
export function outerAppsOf(app: AppObject): readonly AppObject[] {
  const found: AppObject[] = [];
  for (let outer = app.mountedIn; outer !== undefined && !found.includes(outer); outer = outer.mountedIn)
    found.push(outer);
  return found;
}

function isForDevelopers(facts: Facts, app: AppObject): boolean {
  const module = facts.modules.find(({ path }) => path === app.site.path);
  return (
    module !== undefined && conditionsRound(module, app.site).some((condition) => stageOf(condition) === 'development')
  );
}

/** How messages name an application: `app` of `main:app`. */
export function appTitle(app: AppObject): string {
  const name = app.name.slice(app.name.indexOf(':') + 1);
  return /^[A-Za-z_][\w.]*(\(\))?$/.test(name) ? `\`${name}\`` : 'the application';
}

/** Uses of a middleware on any application, each place once, what runs in development only left out. */
export function middlewareNamed(facts: Facts, name: string): readonly AppMiddleware[] {
  const found = new Map<string, AppMiddleware>();
  for (const app of facts.application.allApps) {
    for (const use of app.middleware) {
      const key = siteKey(use.site);
      if (use.name === name && takesEffect(use) && !found.has(key)) found.set(key, { app, use });
    }
  }
  return [...found.values()];
}

/** Added in time, and not for developers only. */
export function takesEffect(use: MiddlewareUse): boolean {
  return !use.afterStart && stageOf(use.condition) !== 'development';
}

export function middlewareSubject({ app, use }: AppMiddleware): string {
  return `middleware ${shortMiddleware(use)} on ${app.name}`;
}

export function shortMiddleware(use: MiddlewareUse): string {
  const own = use.value.kind === 'function' ? use.value : use.args.keywords.get('dispatch');
  if (own?.kind === 'function') return own.qualname.slice(own.qualname.lastIndexOf('.') + 1);
  return use.name.slice(Math.max(use.name.lastIndexOf('.'), use.name.lastIndexOf(':')) + 1);
}

/** Packages and classes whose purpose is another one: they set no security header, check no host, limit no rate. */
const HARMLESS_PACKAGE =
  /^(starlette|fastapi|uvicorn|asgi_correlation_id|prometheus\w*|starlette_exporter|starlette_prometheus|sentry_sdk|opentelemetry|logfire|brotli_asgi|zstd_asgi|starlette_context|elasticapm|ddtrace|datadog|newrelic|fastapi_cache|fastapi_pagination|sqladmin|authlib|timing_asgi|aws_xray_sdk|debug_toolbar|fastapi_sqlalchemy|a2wsgi|asgiref|socketio|mangum|starsessions|starlette_csrf|fastapi_csrf_protect|asgi_csrf|pyinstrument|fastapi_profiler|asgi_logger|structlog|loguru|fastapi_babel|asgi_babel|sqlalchemy|tortoise|slowapi|fastapi_limiter|ratelimit|fastapi_throttling|scout_apm|rollbar|bugsnag|dishka)\./;
const HARMLESS_NAME =
  /log|trac(e|ing)|metric|prometheus|timing|timer|request_?id|correlation|gzip|brotli|compress|cors|session|locale|i18n|language|apm|sentry|telemetry|profil|database|db_?session|sqlalchemy|cache|static/i;

/** A middleware whose code cannot be read and that could do anything, this rule's business included. */
export function isOpaque(use: MiddlewareUse): boolean {
  if (use.name === '?') return true;
  if (use.name.includes(':')) return false;
  return !HARMLESS_PACKAGE.test(use.name) && !HARMLESS_NAME.test(shortMiddleware(use));
}

/** True when the list of middleware may be longer than what was read. */
export function hasHiddenMiddleware(facts: Facts, app: AppObject): boolean {
  if (app.args.open && !app.args.keywords.has('middleware')) return true;
  return facts.application.unresolved.some(({ reason, path }) => /middleware/i.test(reason) && path === app.site.path);
}
