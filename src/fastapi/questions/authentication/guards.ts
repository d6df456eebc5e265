import { treeOf } from '../../dependency-tree.ts';
import { groupBy } from '../../../core/group.ts';
import type { Code, Facts } from '../../facts.ts';
import type { DependencyUse, Parameter, Route, RouterObject } from '../../model.ts';
import { namesFormToken } from '../../protection/credentials.ts';
import type { Value } from '../../value.ts';
import { exceptionStatus, raisesHttp, refusalsIn, refuses } from '../code.ts';
import { asksForFormToken } from './middleware.ts';
import { namesCaller, namesGuard, namesOptional, namesStore } from './names.ts';

/** Questions about dependency trees: who enforces, who carries the caller. */

/** True when the dependency, or one below it, enforces. */
export function enforces(use: DependencyUse, enforcing: ReadonlySet<string>): boolean {
  return treeOf([use]).some((one) => enforcing.has(one.name));
}

/** `Depends(get_db)` from elsewhere: cannot be read, and by its name only brings data. */
export function bringsData({ resolved, children, name }: DependencyUse): boolean {
  return !resolved && children.every((child) => child.resolved) && namesStore(shortName(name));
}

/** What protects the route is known, but for dependencies that only bring data. */
export function isKnown(route: Route): boolean {
  if (!route.openDependencies && route.protection.status !== 'unknown') return true;
  const open = treeOf(route.dependencies).filter(
    ({ resolved, children }) => !resolved && children.every((child) => child.resolved),
  );
  return open.length > 0 && open.every(bringsData);
}

/** The security schemes below a dependency, itself included. */
export function schemesOf(use: DependencyUse): readonly DependencyUse[] {
  return treeOf([use]).filter((one) => one.scheme !== undefined);
}

const CREDENTIAL_READERS = /(^|\.)(Request|HTTPConnection|WebSocket)$/;

/** True when the dependency could know who calls: a scheme, the request, a credential header or cookie, or an own guard below it. */
export function knowsCaller(use: DependencyUse, enforcing: ReadonlySet<string>): boolean {
  return treeOf([use]).some(
    (one) =>
      enforcing.has(one.name) ||
      one.scheme !== undefined ||
      (!one.resolved && !namesStore(shortName(one.name))) ||
      one.parameters.some(
        (parameter) => readsRequest(parameter) || parameter.source === 'header' || parameter.source === 'cookie',
      ),
  );
}

function readsRequest(parameter: Parameter): boolean {
  const type = parameter.annotation;
  return parameter.source === 'request' && type?.kind === 'external' && CREDENTIAL_READERS.test(type.name);
}

/** Parameters of the endpoint through which the caller is known: injected users, claims, repositories bound to a user. */
export function callerParameters(route: Route, enforcing: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const parameter of route.parameters) {
    const use = parameter.dependency;
    if (use !== undefined && (knowsCaller(use, enforcing) || namesCaller(parameter.name))) names.add(parameter.name);
    if (parameter.source === 'request' || parameter.source === 'unknown') names.add(parameter.name);
  }
  return names;
}

/** `FromDishka[Diary]`: an object of a container, which may hold the request and ask it for the caller. */
export function takesFromContainer(route: Route): boolean {
  return route.parameters.some(
    ({ annotation }) =>
      annotation?.kind === 'external-call' && /(^|\.)(FromDishka|Injected|FromContainer)\[\]$/.test(annotation.callee),
  );
}

/** The value without the choice of scopes or partial arguments round it: what is called in the end. */
export function calledValue(value: Value): Value {
  if (value.kind === 'partial') return calledValue(value.function);
  if (value.kind === 'bound-method') return value.function;
  return value;
}

/** `get_current_user` of a dependency: the name that the code uses; `app of app/reports.py` for what has none. */
export function shortName(name: string): string {
  const unnamed = /^<(\w+) at ([^:>]+)/.exec(name);
  if (unnamed !== null) return `${unnamed[1] ?? ''} of ${unnamed[2] ?? ''}`;
  // A name that its module turned out not to have is still what the code says.
  const missing = / does not define (\w+)\)$/.exec(name);
  if (missing !== null) return missing[1] ?? name;
  const cut = Math.max(name.lastIndexOf(':'), name.lastIndexOf('.'));
  return name.slice(cut + 1);
}

/** How a message names a guard: `require_role(...)` for the function that a factory of that name makes. */
export function shownGuard(name: string): string {
  const [factory, inner] = name.split('.<locals>.');
  if (inner === undefined || factory === undefined) return shortName(name);
  // Written where the routes are: the one round it makes no guard.
  return /^_*(set_?up|init|register|configure|install|mount)(_|$)|^_*(create|build|make|get)_(\w+_)?(app|application|router|server|routes)$/i.test(
    shortName(factory).split('.').at(-1) ?? '',
  )
    ? inner
    : `${shortName(factory)}(...)`;
}

/** True when the dependency's own name reads as a guard. */
export function looksLikeGuard(use: DependencyUse): boolean {
  return namesGuard(shortName(use.name));
}

/** The body that runs when the dependency is called. */
export function bodyOf(facts: Facts, { value }: DependencyUse): Code | undefined {
  const called =
    value.kind === 'instance'
      ? facts.methodOf(value.class, '__call__')
      : value.kind === 'class'
        ? facts.methodOf(value, '__init__')
        : calledValue(value);
  return called?.kind === 'function' ? facts.codeOf(called) : undefined;
}

/** Some dependency reads the request and can answer 401 or 403: whatever it asks for, it keeps callers out. */
export function refusedByDependency(facts: Facts, route: Route): boolean {
  return treeOf(route.dependencies).some((use) => {
    const code = use.parameters.some(({ source }) => source !== 'path' && source !== 'unknown')
      ? bodyOf(facts, use)
      : undefined;
    const sent = use.parameters.filter(({ source }) => source === 'header' || source === 'cookie');
    if (sent.length > 0 && sent.every(({ name }) => namesFormToken(name))) return false;
    if (code !== undefined && asksForFormToken(code)) return false;
    const reads = sent.length > 0 || use.children.some(({ scheme }) => scheme !== undefined);
    return code !== undefined && (refuses(facts, code) || (reads && raisesHttp(facts, code)));
  });
}

/** The endpoint reads the request and can answer 401 or 403, or answers 401 to what it is sent: it checks for itself. */
export function refusedByEndpoint(facts: Facts, route: Route): boolean {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  if (code === undefined) return false;
  if (refusalsIn(code).some(({ exception }) => exception !== undefined && exceptionStatus(code, exception) === 401))
    return true;
  return (
    route.parameters.some(({ source }) => source === 'request' || source === 'header' || source === 'cookie') &&
    refuses(facts, code)
  );
}

/** A router's name without the line where it was made; an app's own router has the app's name. */
export function routerSubject(facts: Facts, router: RouterObject): string {
  const app = facts.application.allApps.find((one) => one.router === router);
  return (app?.name ?? router.name).replace(/:\d+(:\d+)?>/, '>');
}

/** How to speak of a router: by its variable, where it has one. */
export function routerTitle(facts: Facts, router: RouterObject): string {
  const name = routerSubject(facts, router);
  return /[:.][A-Za-z_]\w*$/.test(name) ? `\`${shortName(name)}\`` : 'its router';
}

/** Routes of the same family: the served app and what is mounted in it. */
export function outermost(route: Route): Route['app'] {
  let app = route.app;
  while (app.mountedIn !== undefined && app.mountedIn !== app) app = app.mountedIn;
  return app;
}

/** The guard that most routes of the family have. */
export function usualGuard(family: readonly Route[]): string | undefined {
  const names = family.flatMap((route) =>
    route.protection.guards
      .filter(({ kind, name }) => kind === 'dependency' && !namesOptional(shortName(name)))
      .map(({ name }) => name),
  );
  return [...groupBy(names, (name) => name).values()].sort((a, b) => b.length - a.length)[0]?.[0];
}
