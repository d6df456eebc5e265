import type { Facts } from '../facts.ts';
import type { AppObject, DependencyUse, Route } from '../model.ts';
import type { Value } from '../value.ts';
import { enforces, enforcingNames } from './auth-guards.ts';
import { remembered } from './auth-remember.ts';

/** Something mounted under an application whose own guards do not reach it. */
export interface UnguardedMount {
  readonly mount: Route;
  readonly guards: readonly DependencyUse[];
  /** Routes of the mounted application that are open for it. */
  readonly routes: readonly Route[];
  readonly target: string;
}

/** Mounted things that are known to ask for nothing. */
const BARE_TARGETS = new Set([
  'prometheus_client.make_asgi_app',
  'strawberry.asgi.GraphQL',
  'ariadne.asgi.GraphQL',
  'starlette_graphene3.GraphQLApp',
  'starlette.applications.Starlette',
  'starlette.routing.Router',
]);

export const unguardedMounts = remembered((facts: Facts): readonly UnguardedMount[] => {
  const enforcing = enforcingNames(facts);
  return facts.application.routes.flatMap((mount) => {
    if ((mount.kind !== 'mount' && mount.kind !== 'raw') || mount.condition !== undefined) return [];
    const guards = guardsRound(mount).filter((use) => enforces(use, enforcing));
    if (guards.length === 0) return [];
    const target = targetOf(facts, mount);
    return target === undefined ? [] : [{ mount, guards, ...target }];
  });
});

/** What the application, and the routers on the way, ask of their own routes: none of it reaches a mount. */
function guardsRound(mount: Route): readonly DependencyUse[] {
  return [
    ...mount.app.router.dependencies,
    ...mount.chain.flatMap((include) => include.dependencies),
    ...mount.router.dependencies,
  ];
}

function targetOf(
  facts: Facts,
  mount: Route,
): { readonly target: string; readonly routes: readonly Route[] } | undefined {
  const value = mount.handlerValue;
  if (mount.kind === 'raw')
    return mount.handler !== undefined && mount.protection.status === 'public'
      ? { target: mount.endpoint, routes: [mount] }
      : undefined;
  if (value.kind === 'app') return mountedApp(facts, value.app);
  const callee = calleeOf(value);
  return callee !== undefined && BARE_TARGETS.has(callee) ? { target: callee, routes: [] } : undefined;
}

function mountedApp(
  facts: Facts,
  app: AppObject,
): { readonly target: string; readonly routes: readonly Route[] } | undefined {
  const own = facts.application.routes.filter(
    (route) => route.app === app && (route.kind === 'http' || route.kind === 'websocket'),
  );
  const open = own.filter((route) => route.protection.status === 'public' && !route.openDependencies);
  return own.length > 0 && open.length === own.length ? { target: app.name, routes: open } : undefined;
}

function calleeOf(value: Value): string | undefined {
  return value.kind === 'external-call' ? value.callee : undefined;
}
