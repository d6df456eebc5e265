import { treeOf } from '../../dependency-tree.ts';
import { contains } from '../../../core/span.ts';
import type { CallSite, Code, Facts } from '../../facts.ts';
import type { Route } from '../../model.ts';
import { brokenDependencies } from './broken.ts';
import { hiddenDependencies, strandedDecorators } from './decorators.ts';
import { bodyOf } from './guards.ts';
import { openIncludes } from './includes.ts';
import { bodiesOf } from './middleware.ts';
import { unguardedMounts } from './mounts.ts';
import { routesRunning } from '../reach.ts';
import { remembered } from '../remember.ts';
import { returnedExceptions } from './returned.ts';
import { namesClass, namesFactory } from './schemes.ts';
import { swallowOf } from './swallow-verdict.ts';
import { droppedChecks } from './unawaited.ts';
import { undeclaredGuards } from './undeclared.ts';

/** Open routes whose cause another rule names: the guard is there and does not work. One cause is one finding. */
export const explainedRoutes = remembered((facts: Facts): ReadonlySet<Route> => {
  const { routes } = facts.application;
  return new Set<Route>([
    ...openIncludes(facts).flatMap((open) => open.routes),
    ...unguardedMounts(facts).flatMap((open) => open.routes),
    ...undeclaredGuards(facts).flatMap(({ code, call }) => [
      ...routesThrough(facts, code),
      ...(call === undefined ? [] : facts.routesOf(call.code)),
    ]),
    ...[...returnedExceptions(facts).values()].flatMap((returned) =>
      returned.flatMap(({ code, refusal }) =>
        refusal || facts.usesOf(code).length > 0 ? routesThrough(facts, code) : [],
      ),
    ),
    ...brokenDependencies(facts).flatMap(({ call }) => routes.filter((route) => isRegisteredBy(route, call))),
    ...droppedChecks(facts).flatMap(({ code }) => routesThrough(facts, code)),
    ...routes.filter(
      (route) =>
        strandedDecorators(facts, route).some(({ role }) => role.kind === 'guard') ||
        hiddenDependencies(facts, route) !== undefined ||
        swallowed(facts, route) ||
        treeOf(route.dependencies).some((use) => namesClass(facts, use) || namesFactory(facts, use)),
    ),
  ]);
});

/** The call makes the route, or the router, app or include that it comes through. */
function isRegisteredBy(route: Route, call: CallSite): boolean {
  const ways = [
    route.site,
    route.registration,
    route.router.site,
    route.app.site,
    ...route.chain.map(({ site }) => site),
  ];
  return ways.some((site) => site.path === call.site.path && contains(site.span, call.site.span));
}

/** Routes that the body serves, as endpoint or as a dependency. */
function routesThrough(facts: Facts, code: Code): readonly Route[] {
  return [...facts.routesOf(code), ...(code.def === undefined ? [] : routesRunning(facts, code.def))];
}

function swallowed(facts: Facts, route: Route): boolean {
  const around = [route.app, ...route.outerApps].flatMap(({ middleware }) => middleware);
  if (around.some((use) => bodiesOf(facts, use).some((code) => swallowOf(facts, code) !== undefined))) return true;
  return treeOf(route.dependencies).some((use) => {
    const code = bodyOf(facts, use);
    return code !== undefined && swallowOf(facts, code) !== undefined;
  });
}
