import { DependencyReader, markerOf } from './dependencies.ts';
import type { Machine } from './interpreter/machine.ts';
import type { ValueList } from './interpreter/nodes.ts';
import type { DependencyUse, DependencyVia } from './model.ts';

/** Reads the dependency lists of routers and includes, for rules that look at them apart from any route. */
export function fillDependencies(machine: Machine): void {
  const reader = new DependencyReader(machine);
  for (const router of [...machine.apps.map((app) => app.router), ...machine.routers]) {
    const own = read(reader, router.dependencyList, router.app === undefined ? 'router' : 'app');
    router.dependencies = own.uses;
    router.openDependencies = own.open;
    for (const include of router.includes) {
      const given = read(reader, include.own, 'include');
      include.dependencies = given.uses;
      include.openDependencies = given.open;
    }
  }
}

function read(reader: DependencyReader, list: ValueList, via: DependencyVia): { uses: DependencyUse[]; open: boolean } {
  const uses = list.items.flatMap((item) => reader.listItem(item, via) ?? []);
  return {
    uses,
    open:
      list.open ||
      list.items.some((item) => markerOf(item) === undefined && (item.kind === 'unknown' || item.kind === 'choice')),
  };
}
