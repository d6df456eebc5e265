import type { Site } from '../../../core/span.ts';
import { stageOf } from '../../stage.ts';
import type { Value } from '../../value.ts';
import type { Machine } from '../machine.ts';
import type { RouterNode } from '../nodes.ts';
import { type Alternative, isInside, joinedDependencies } from './one-app.ts';

interface Making extends Alternative {
  readonly router: RouterNode;
}

/** `if settings.password: router = APIRouter(dependencies=[…]) else: router = APIRouter()`: one router, guarded under a condition. */
export function asOneRouter(machine: Machine, value: Value, within: Site): Value {
  if (value.kind !== 'choice' || machine.frozen) return value;
  const makings = value.alternatives.flatMap((one): Making[] => {
    const router = one.value.kind === 'router' ? machine.routerNode(one.value.router) : undefined;
    return router !== undefined && isInside(router.site, within) && isUntouched(machine, router)
      ? [{ ...one, router }]
      : [];
  });
  const [first] = makings;
  if (first === undefined || makings.length < value.alternatives.length || !areAlike(makings)) return value;
  const kept = (
    makings.find((one) => one.usual === true) ??
    makings.find((one) => stageOf(one.condition) !== 'development') ??
    first
  ).router;
  kept.dependencyList.items = joinedDependencies(makings);
  kept.dependencyList.open = makings.some(({ router }) => router.dependencyList.open);
  for (const { router } of makings) {
    if (router === kept) continue;
    machine.routers.splice(machine.routers.indexOf(router), 1);
    router.sameAs = kept;
  }
  return { kind: 'router', router: kept, site: value.site };
}

/** Nothing is on it, and it is on nothing: what a branch did with its own router stays that branch's. */
function isUntouched(machine: Machine, router: RouterNode): boolean {
  const all = [...machine.routers, ...machine.apps.map((app) => app.router)];
  return (
    router.registrations.length + router.includes.length + router.mounts.length === 0 &&
    !all.some(({ includes }) => includes.some(({ child }) => child === router))
  );
}

/** They differ in their dependencies at most. */
function areAlike(makings: readonly Making[]): boolean {
  const routers = new Set(makings.map(({ router }) => router));
  const looks = new Set(
    [...routers].map(({ prefix, class: cls, routeClass }) => JSON.stringify([prefix, cls?.qualname, routeClass?.kind])),
  );
  return routers.size > 1 && looks.size === 1;
}
