import type { Site } from '../../../core/span.ts';
import type { CallArguments, Value } from '../../value.ts';
import { argumentOf } from '../../values.ts';
import type { Machine } from '../machine.ts';
import type { RouterNode } from '../nodes.ts';
import { provenRouter } from './outside-routers.ts';
import { pathOf, readList } from './paths.ts';

/** `parent.include_router(child, …)`. */
export function include(machine: Machine, parent: RouterNode, args: CallArguments, site: Site): void {
  const child = argumentOf(args, 'router', 0);
  if (child === undefined) {
    machine.note(site, 'an include whose router could not be read');
    return;
  }
  if (child.kind === 'choice') {
    for (const one of child.alternatives)
      machine.under(one.condition, () => includeOne(machine, parent, one.value, args, site));
  } else includeOne(machine, parent, child, args, site);
}

function includeOne(machine: Machine, parent: RouterNode, child: Value, args: CallArguments, site: Site): void {
  const router =
    child.kind === 'router'
      ? machine.routerNode(child.router)
      : child.kind === 'app'
        ? machine.appNode(child.app).router
        : provenRouter(machine, child);
  if (router === undefined) {
    if (child.kind !== 'none') machine.note(site, includeReason(child));
    return;
  }
  if (router === parent || machine.frozen) return;
  const own = readList(argumentOf(args, 'dependencies'), args.open);
  const prefix = pathOf(argumentOf(args, 'prefix'));
  if (!prefix.known) machine.note(site, 'an include whose prefix could not be resolved');
  const condition = machine.conditionFor(parent);
  parent.includes.push({
    parent,
    child: router,
    site,
    prefix,
    dependencies: [],
    openDependencies: false,
    own,
    parentList: { items: [...parent.dependencyList.items], open: parent.dependencyList.open },
    args,
    order: machine.tick(),
    ...(condition === undefined ? {} : { condition }),
  });
}

function includeReason(child: Value): string {
  if (child.kind === 'external-call') return `a router made by ${child.callee}: its routes are not listed`;
  if (child.kind === 'external')
    return `the router ${child.name} is not part of this project: its routes are not listed`;
  return `a router that could not be resolved${child.kind === 'unknown' ? ` (${child.reason})` : ''}`;
}
