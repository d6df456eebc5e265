import type { Site } from '../../core/span.ts';
import type { CallArguments, ExternalValue, Value } from '../value.ts';
import { argumentOf } from '../values.ts';
import type { Machine } from './machine.ts';
import { addMiddleware } from './framework/middleware.ts';

/** Packages' helpers that are handed the application and add a middleware to it. */
const SETUPS: readonly { readonly pattern: RegExp; readonly app: number; readonly middleware: Named }[] = [
  // dishka 1.10
  { pattern: /^dishka\.integrations\.(fastapi|starlette)\.setup_dishka$/, app: 1, middleware: dishkaMiddleware },
];

type Named = (args: CallArguments) => string;

/** `setup_dishka(container, app)`: true when the call is such a helper's. */
export function setUpByPackage(machine: Machine, callee: ExternalValue, args: CallArguments, site: Site): boolean {
  const setup = SETUPS.find(({ pattern }) => pattern.test(callee.name));
  const app = setup === undefined ? undefined : argumentOf(args, 'app', setup.app);
  if (setup === undefined || app?.kind !== 'app') return false;
  const value: Value = { kind: 'external', name: setup.middleware(args), site };
  addMiddleware(machine, machine.appNode(app.app), { how: 'add_middleware', value, args: machine.noArguments, site });
  return true;
}

function dishkaMiddleware(args: CallArguments): string {
  const container = argumentOf(args, 'container', 0);
  const isSync = container?.kind === 'external-call' && /(^|\.)make_container$/.test(container.callee);
  return isSync
    ? 'dishka.integrations.starlette.SyncContainerMiddleware'
    : 'dishka.integrations.starlette.ContainerMiddleware';
}
