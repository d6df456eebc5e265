import { treeOf } from '../dependency-tree.ts';
import type { CallSite, Facts } from '../facts.ts';
import type { IncludeUse, Route } from '../model.ts';
import type { FunctionValue } from '../value.ts';
import { bodyOf } from './authentication/guards.ts';
import { remembered } from './remember.ts';

/** What reaches a function or an include. Asked for one after the other, so it is sorted once: a walk each would be quadratic. */

type Def = FunctionValue['def'];

/** Calls of one of our functions, wherever they stand. */
export function callsTo(facts: Facts, def: Def): readonly CallSite[] {
  return callsByTarget(facts).get(def) ?? [];
}

/** Routes whose dependencies hold the function itself. */
export function routesWithDependency(facts: Facts, def: Def): readonly Route[] {
  return routesByDependency(facts).get(def) ?? [];
}

/** Routes whose dependencies run the body: the function's, or that of a class's `__call__`. */
export function routesRunning(facts: Facts, def: Def): readonly Route[] {
  return routesByBody(facts).get(def) ?? [];
}

/** Routes that came through the include. */
export function routesThroughInclude(facts: Facts, include: IncludeUse): readonly Route[] {
  return routesByInclude(facts).get(include) ?? [];
}

const callsByTarget = remembered((facts) =>
  sorted(
    facts.codes.flatMap(({ calls }) => calls),
    ({ target }) => (target === undefined ? [] : [target.def]),
  ),
);

const routesByDependency = remembered((facts) =>
  sorted(facts.application.routes, ({ dependencies }) =>
    treeOf(dependencies).flatMap(({ value }) => (value.kind === 'function' ? [value.def] : [])),
  ),
);

const routesByBody = remembered((facts) =>
  sorted<Route, Def>(facts.application.routes, ({ dependencies }) =>
    treeOf(dependencies).flatMap((use) => bodyOf(facts, use)?.def ?? []),
  ),
);

const routesByInclude = remembered((facts) => sorted(facts.application.routes, ({ chain }) => chain));

function sorted<Item, Key>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly Key[],
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
