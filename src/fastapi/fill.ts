import { DependencyReader } from './dependencies.ts';
import { readUses } from './dependency-lists.ts';
import type { Machine } from './interpreter/machine.ts';

/** Reads the dependency lists of routers and includes, for rules that look at them apart from any route. */
export function fillDependencies(machine: Machine): void {
  const reader = new DependencyReader(machine);
  for (const router of [...machine.apps.map((app) => app.router), ...machine.routers]) {
    const own = readUses(reader, router.dependencyList, router.app === undefined ? 'router' : 'app');
    router.dependencies = [...own.uses];
    router.openDependencies = own.open || own.conditional.length > 0;
    for (const include of router.includes) {
      const given = readUses(reader, include.own, 'include');
      include.dependencies = [...given.uses];
      include.openDependencies = given.open || given.conditional.length > 0;
    }
  }
}
