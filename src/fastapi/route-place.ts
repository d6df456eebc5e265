import { lineOf, siteOf } from '../python/position.ts';
import { classAttribute } from './interpreter/attributes.ts';
import type { Machine } from './interpreter/machine.ts';
import type { Registration } from './interpreter/nodes.ts';
import { innermost } from './interpreter/framework/views.ts';
import type { Route } from './model.ts';
import type { FunctionValue, Value } from './value.ts';

/** The function behind an endpoint, through methods, partials and wrappers that keep the signature. */
export function handlerOf(endpoint: Value): FunctionValue | undefined {
  if (endpoint.kind === 'function')
    return endpoint.wraps?.keepsSignature === true && endpoint.wraps.keepsName !== true
      ? handlerOf(endpoint.wraps.function)
      : endpoint;
  if (endpoint.kind === 'bound-method') return innermost(endpoint.function);
  if (endpoint.kind === 'partial') return handlerOf(endpoint.function);
  return undefined;
}

/** An object as endpoint runs its `__call__`. */
function callOf(machine: Machine, endpoint: Value): FunctionValue | undefined {
  const call =
    endpoint.kind === 'instance' ? classAttribute(machine, endpoint.class, '__call__', endpoint.site) : undefined;
  return call?.kind === 'function' ? call : undefined;
}

/** Where the route stands: the decorated `def` whole, or the registering call. */
export function placeOf(
  machine: Machine,
  registration: Registration,
): Pick<Route, 'site' | 'file' | 'line' | 'handler'> {
  const handler = handlerOf(registration.endpoint) ?? callOf(machine, registration.endpoint);
  if (handler === undefined) {
    const site = registration.endpoint.kind === 'class' ? registration.endpoint.site : registration.site;
    return { site: registration.site, file: site.path, line: site.span.startLine };
  }
  const { module, def } = handler;
  const line = lineOf(module, def.kind === 'lambda' ? def.start : def.defStart);
  const anchor =
    registration.how === 'decorator' && def.kind !== 'lambda'
      ? siteOf(module, { start: def.start, end: def.signatureEnd })
      : registration.site;
  return { site: anchor, file: module.path, line, handler };
}
