import type { Facts } from '../../facts.ts';
import type { DependencyUse, Route } from '../../model.ts';
import type { ExternalCallValue } from '../../value.ts';
import { textOfValue } from '../../values.ts';
import { lastName } from '../code.ts';
import { enforces } from './guards.ts';
import { remembered } from '../remember.ts';
import { wordsOf } from '../words.ts';

/** Something mounted under an application whose own guards do not reach it. */
export interface UnguardedMount {
  readonly mount: Route;
  readonly guards: readonly DependencyUse[];
  /** Routes of the mounted application that are open for it. */
  readonly routes: readonly Route[];
  readonly target: string;
}

/** Mounted things that are known to ask for nothing. */
const BARE_TARGETS = new Set([
  'prometheus_client.make_asgi_app',
  'strawberry.asgi.GraphQL',
  'ariadne.asgi.GraphQL',
  'starlette_graphene3.GraphQLApp',
  'starlette.applications.Starlette',
  'starlette.routing.Router',
]);

export const unguardedMounts = remembered((facts: Facts): readonly UnguardedMount[] => {
  const enforcing = facts.application.enforcing;
  return facts.application.routes.flatMap((mount) => {
    if ((mount.kind !== 'mount' && mount.kind !== 'raw') || mount.condition !== undefined) return [];
    const guards = guardsRound(mount).filter((use) => enforces(use, enforcing));
    if (guards.length === 0) return [];
    const target = targetOf(facts, mount);
    return target === undefined ? [] : [{ mount, guards, ...target }];
  });
});

/** What the application, and the routers on the way, ask of their own routes: none of it reaches a mount. */
function guardsRound(mount: Route): readonly DependencyUse[] {
  return [
    ...mount.app.router.dependencies,
    ...mount.chain.flatMap((include) => include.dependencies),
    ...mount.router.dependencies,
  ];
}

function targetOf(
  facts: Facts,
  mount: Route,
): { readonly target: string; readonly routes: readonly Route[] } | undefined {
  const value = mount.handlerValue;
  if (mount.kind === 'raw')
    return mount.handler !== undefined && mount.protection.status === 'public'
      ? { target: mount.endpoint, routes: [mount] }
      : undefined;
  if (value.kind !== 'external-call') return mountedRoutes(facts, mount);
  const bare = BARE_TARGETS.has(value.callee) || isPrivateFiles(mount, value) || isBareWsgi(facts, value);
  return bare ? { target: value.callee, routes: [] } : undefined;
}

/** An application or a router of ours, all of whose routes are open. */
function mountedRoutes(
  facts: Facts,
  mount: Route,
): { readonly target: string; readonly routes: readonly Route[] } | undefined {
  const own = facts.application.routes.filter((route) => route.kind !== 'mount' && route.mounts.at(-1) === mount.site);
  const open = own.filter((route) => route.protection.status === 'public' && !route.openDependencies);
  const value = mount.handlerValue;
  const target = value.kind === 'app' ? value.app.name : mount.endpoint;
  return own.length > 0 && open.length === own.length ? { target, routes: open } : undefined;
}

const PRIVATE_FILES = new Set(
  'private protected internal confidential secret secrets secure invoice invoices upload uploads uploaded export exports backup backups attachment attachments receipt receipts contract contracts payroll'.split(
    ' ',
  ),
);

/** `StaticFiles(directory="private/invoices")`: files that their place calls nobody else's business. */
function isPrivateFiles(mount: Route, value: ExternalCallValue): boolean {
  if (lastName(value.callee) !== 'StaticFiles') return false;
  const directory = textOfValue(value.args.keywords.get('directory') ?? value.args.positional[0]) ?? '';
  const words = wordsOf(`${mount.path.text}/${directory}`.replaceAll('/', '_'));
  return words.some((word) => PRIVATE_FILES.has(word)) && !words.includes('public');
}

/** `WSGIMiddleware(flask_app)`, of a Flask application whose project says nothing of a login in Flask's words. */
function isBareWsgi(facts: Facts, value: ExternalCallValue): boolean {
  const inner = value.args.keywords.get('app') ?? value.args.positional[0];
  if (lastName(value.callee) !== 'WSGIMiddleware' || inner?.kind !== 'external-call' || inner.callee !== 'flask.Flask')
    return false;
  return !facts.modules.some(({ text }) => /\bflask\b/i.test(text) && FLASK_GUARDS.test(text));
}

const FLASK_GUARDS =
  /before_request|login|\babort\(40[13]|jwt|httpauth|basicauth|flask_(security|principal|admin|appbuilder)|wsgi_app\s*=|session/i;
