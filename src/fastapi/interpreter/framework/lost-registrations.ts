import type { Site } from '../../../core/span.ts';
import type { CallArguments, UnknownValue, Value } from '../../value.ts';
import { textOfValue, unknown } from '../../values.ts';
import type { Machine } from '../machine.ts';
import { isRouteMethod } from './registration.ts';

/** What is registered on something unknown that may be an app or a router: it cannot be listed, so it is named. */

/** Methods that only an app or a router has. */
const OWN_METHODS = new Set(['include_router', 'add_api_route', 'add_api_websocket_route', 'add_websocket_route']);

/** `something.name`, where nothing is known of the object: the reason is kept, and the name for who calls it. */
export function unknownAttribute(object: Value, name: string, site: Site): UnknownValue {
  const why = object.kind === 'unknown' ? object.reason : object.kind;
  return { ...unknown(site, `.${name} of something unknown`), attribute: { name, why } };
}

/** A call of something unknown. `@something.get("/x")` is remembered until it is given its endpoint. */
export function callUnknown(machine: Machine, callee: Value, args: CallArguments, site: Site): Value {
  const result = unknown(site, 'something unknown is called');
  if (callee.kind !== 'unknown') return result;
  if (callee.decorates !== undefined && isEndpoint(args.positional[0])) {
    noteRoute(machine, callee);
    return args.positional[0] ?? result;
  }
  const { attribute } = callee;
  if (attribute === undefined) return result;
  if (isRouteMethod(attribute.name) && isPath(args)) return { ...result, decorates: attribute };
  if (OWN_METHODS.has(attribute.name) || isMount(attribute.name, args))
    machine.note(site, `${attribute.name} on something that could not be resolved (${attribute.why})`);
  return result;
}

/** A route decorator of something unknown, given its endpoint. */
export function noteRoute(machine: Machine, decorator: Value): void {
  if (decorator.kind === 'unknown' && decorator.decorates !== undefined)
    machine.note(decorator.site, `a route on something that could not be resolved (${decorator.decorates.why})`);
}

function isPath(args: CallArguments): boolean {
  const path = textOfValue(args.keywords.get('path') ?? args.positional[0]);
  return path !== undefined && (path === '' || path.startsWith('/'));
}

function isMount(name: string, args: CallArguments): boolean {
  const given = [...args.positional, ...args.keywords.values()];
  return name === 'mount' && given.some((one) => one.kind === 'app');
}

function isEndpoint(value: Value | undefined): boolean {
  return value?.kind === 'function' || value?.kind === 'bound-method' || value?.kind === 'partial';
}
