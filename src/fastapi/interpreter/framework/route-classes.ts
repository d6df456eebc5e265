import type { Site } from '../../../core/span.ts';
import type { CallArguments, InstanceValue, Value } from '../../value.ts';
import { argumentOf, sequence, unknown } from '../../values.ts';
import { classAttribute } from '../attributes.ts';
import { runInit } from '../calls.ts';
import type { Machine } from '../machine.ts';
import { readList } from './paths.ts';

/** A route as its router asks the route class for it. */
interface Asked {
  readonly endpoint: Value;
  readonly args: CallArguments;
  readonly site: Site;
}

/** A route class whose own `__init__` hands other dependencies on to `APIRoute.__init__`: those are the route's. */
export function throughRouteClass(machine: Machine, routeClass: Value | undefined, asked: Asked): CallArguments {
  const { args, site } = asked;
  if (routeClass?.kind !== 'class') return args;
  if (classAttribute(machine, routeClass, '__init__', site)?.kind !== 'function') return args;
  const list = readList(argumentOf(args, 'dependencies'), args.open);
  const keywords = new Map(args.keywords).set('dependencies', sequence('list', list.items, site, list.open));
  keywords.delete('path');
  keywords.delete('endpoint');
  const path = argumentOf(args, 'path', 0) ?? unknown(site, 'a path');
  const route: InstanceValue = { kind: 'instance', class: routeClass, args, attributes: new Map(), site };
  runInit(machine, routeClass, route, { ...args, positional: [path, asked.endpoint], keywords }, site);
  const made = route.attributes.get('dependencies');
  return made === undefined ? args : { ...args, keywords: new Map(args.keywords).set('dependencies', made) };
}
