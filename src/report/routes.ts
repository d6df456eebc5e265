import { treeOf } from '../fastapi/dependency-tree.ts';
import type { Facts } from '../fastapi/facts.ts';
import type { AppObject, Application, Route } from '../fastapi/model.ts';
import { methodsOf } from '../review/inventory.ts';
import {
  code,
  count,
  heading,
  list,
  paragraph,
  place,
  table,
  type Block,
  type Document,
  type Prose,
} from './document.ts';
import type { RoutesJson } from './schema.ts';

type RouteJson = RoutesJson['apps'][number]['routes'][number];

/** The routes of one application as the JSON contract lists them. */
export function routesOfApp(application: Application, app: AppObject): RouteJson[] {
  return application.routes.filter((route) => (route.outerApps[0] ?? route.app) === app).map(routeJson);
}

function routeJson(route: Route): RouteJson {
  const closure = treeOf(route.dependencies);
  const schemes = closure.flatMap((use) => use.scheme ?? use.listedAs ?? []);
  return {
    kind: route.kind,
    // Starlette keeps a mount at the root as an empty path.
    path: route.path.text || (route.kind === 'mount' ? '/' : ''),
    methods: [...route.methods],
    endpoint: route.endpoint,
    file: route.file,
    line: route.line,
    dependencies: [...new Set(closure.map((use) => use.name))],
    security: [...new Set(schemes)],
    scopes: [...new Set(closure.flatMap((use) => use.scopes))],
    protection: {
      status: route.protection.status,
      via: route.protection.via.map(({ site, text }) => ({ file: site.path, line: site.span.startLine, text })),
    },
    ...(route.condition === undefined ? {} : { condition: route.condition }),
  };
}

/** What could not be told: constructs of the application, protections, and files that are not understood whole. */
export function unresolvedOf(facts: Facts): RoutesJson['unresolved'] {
  const { application, modules } = facts;
  const unread = modules.flatMap(({ path, problems }) => {
    const [first] = problems;
    return first === undefined ? [] : [{ path, line: first.line, reason: first.reason }];
  });
  const unresolved = application.unresolved.map(({ path, line, reason }) => ({ path, line, reason }));
  return [...unresolved, ...unknownProtections(facts), ...unread];
}

/** Routes of which nobody can say what protects them, and why. */
export function unknownProtections({ application }: Facts): RoutesJson['unresolved'] {
  return application.routes
    .filter((route) => route.protection.status === 'unknown')
    .map((route) => ({
      path: route.file,
      line: route.line,
      reason: `What protects \`${route.path.text}\` cannot be told: ${route.protection.reason ?? 'a dependency is not resolved'}`,
    }));
}

/** The route table for people. */
export function routesDocument(facts: Facts): Document {
  const { application } = facts;
  if (application.apps.length === 0) {
    return [paragraph('No FastAPI application was found.'), ...unresolvedBlocks(facts)];
  }
  const apps = application.apps.flatMap((app): Block[] => {
    const routes = application.routes.filter((route) => (route.outerApps[0] ?? route.app) === app);
    return [
      heading(2, app.name),
      paragraph(place(app.site.path, app.site.span.startLine), `, ${count(routes.length, 'route')}`),
      ...(routes.length === 0 ? [] : [routeTable(routes)]),
      ...middlewareBlocks(app),
    ];
  });
  return [...apps, ...unresolvedBlocks(facts)];
}

function routeTable(routes: readonly Route[]): Block {
  return table(
    'routes',
    ['Method', 'Path', 'Endpoint', 'Where', 'Protection', 'By'],
    routes.map((route): Prose[] => [
      [route.kind === 'mount' ? 'MOUNT' : methodsOf(route)],
      [code(route.path.text)],
      [code(route.endpoint)],
      [place(route.file, route.line)],
      [route.kind === 'mount' ? '—' : route.protection.status],
      [guardNames(route)],
    ]),
  );
}

function guardNames(route: Route): string {
  const names = route.protection.guards.map((guard) => guard.name.split(':').at(-1) ?? guard.name);
  return [...new Set(names)].join(', ');
}

function middlewareBlocks(app: AppObject): Block[] {
  if (app.middleware.length === 0) return [];
  const items = app.middleware.map((use) => ({
    text: [code(use.name), ' at ', place(use.site.path, use.site.span.startLine)],
  }));
  return [paragraph('Middleware, outermost first:'), list('middleware', items)];
}

function unresolvedBlocks(facts: Facts): Block[] {
  const unresolved = unresolvedOf(facts);
  if (unresolved.length === 0) return [];
  const items = unresolved.map(({ path, line, reason }) => ({ text: [place(path, line), `: ${reason}`] }));
  return [heading(2, 'Not resolved'), list('places', items)];
}
