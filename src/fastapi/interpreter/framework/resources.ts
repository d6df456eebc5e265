import type { Site } from '../../../core/span.ts';
import type { CallArguments, ExternalValue, InstanceValue, Value } from '../../value.ts';
import { argumentOf } from '../../values.ts';
import { makeRouter } from './construction.ts';
import { include } from './includes.ts';
import type { Machine } from '../machine.ts';
import type { RouterNode } from '../nodes.ts';
import { record, VERBS } from './registration.ts';
import { methodsOfClass } from './views.ts';

const API = /^(fastapi_restful|fastapi_utils)(\.cbv_base)?\.Api$/;

/** fastapi-restful's `api.add_resource(resource, "/a", "/b", prefix=…)`: each method named like a verb, at each path. */
export function addResource(
  machine: Machine,
  callee: ExternalValue,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const { receiver } = callee;
  if (!callee.name.endsWith('().add_resource') || receiver?.kind !== 'external-call' || !API.test(receiver.callee))
    return undefined;
  const none: Value = { kind: 'none', site };
  const app = argumentOf(receiver.args, 'app', 0);
  const resource = argumentOf(args, 'resource', 0);
  if (app?.kind !== 'app' || resource?.kind !== 'instance') {
    machine.note(site, 'a resource of fastapi-restful that could not be read');
    return none;
  }
  const router = makeRouter(machine, machine.noArguments, site);
  if (router.kind !== 'router') return none;
  const urls = args.positional.slice(args.keywords.has('resource') ? 0 : 1);
  for (const url of urls) registerMethods(machine, machine.routerNode(router.router), resource, url);
  include(machine, machine.appNode(app.app).router, { ...args, positional: [router] }, site);
  return none;
}

function registerMethods(machine: Machine, router: RouterNode, resource: InstanceValue, url: Value): void {
  for (const [name, method] of methodsOfClass(machine, resource.class)) {
    if (!VERBS.has(name)) continue;
    record(machine, router, 'http', [name.toUpperCase()], {
      method: name,
      endpoint: method,
      args: { ...machine.noArguments, positional: [url] },
      site: method.site,
      how: 'decorator',
      around: { below: [], above: [] },
    });
    const last = router.registrations.at(-1);
    // The object is there already: FastAPI is shown a class that takes nothing.
    if (last !== undefined) last.view = { ...resource.class, subscripted: true };
  }
}
