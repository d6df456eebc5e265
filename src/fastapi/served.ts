import type { Machine } from './interpreter/machine.ts';
import type { AppNode, RouterNode } from './interpreter/nodes.ts';

/** Apps that a server would serve: not mounted into another or, without a name, included, and each construction once. */
export function servedApps(machine: Machine): readonly AppNode[] {
  for (const app of machine.apps) markMounts(machine, app, app.router, new Set());
  const roots = machine.apps.filter((app) => app.mountedIn === undefined);
  const served = roots.filter((app) => !isCopy(app, roots));
  const others = served.filter((app) => !isForATool(machine, app));
  return others.length === 0 ? served : others;
}

/** Made by a function of a script that writes its schema to a file or only asks it through a test client, beside the application that a server takes. */
function isForATool(machine: Machine, app: AppNode): boolean {
  if (!app.name.endsWith('()') || app.servedBy.length > 0) return false;
  const text = machine.project.text(app.site.path);
  if (/\b(uvicorn|hypercorn|gunicorn|granian)\b/.test(text)) return false;
  return /\bTestClient\(/.test(text) || (/\.openapi\(\)/.test(text) && /__main__/.test(text));
}

function markMounts(machine: Machine, app: AppNode, router: RouterNode, seen: Set<RouterNode>): void {
  if (seen.has(router)) return;
  seen.add(router);
  for (const mount of router.mounts) {
    if (mount.target.kind === 'router') markMounts(machine, app, machine.routerNode(mount.target.router), seen);
    if (mount.target.kind !== 'app') continue;
    const target = machine.appNode(mount.target.app);
    if (target !== app) target.mountedIn ??= app;
  }
  for (const include of router.includes) {
    // `app.include_router(other.router)`: what the other serves is served here; one that has a name a server could take too.
    const owner = include.child.app;
    if (owner !== undefined && owner !== app && owner.name.startsWith('<')) owner.mountedIn ??= app;
    markMounts(machine, app, include.child, seen);
  }
}

/** A factory that ran twice made the same app twice: the one with a name stays. */
function isCopy(app: AppNode, roots: readonly AppNode[]): boolean {
  const twins = roots.filter(
    (one) =>
      one.site.path === app.site.path && one.site.span.startLine === app.site.span.startLine && size(one) === size(app),
  );
  const [kept] = [...twins].sort((a, b) => remoteness(a) - remoteness(b));
  return kept !== app && (app.name.startsWith('<') || app.name.endsWith('()') || kept?.name === app.name);
}

/** A name that a server takes, a function that it may call, no name at all. */
function remoteness({ name }: AppNode): number {
  return name.startsWith('<') ? 2 : name.endsWith('()') ? 1 : 0;
}

function size(app: AppNode): number {
  return app.router.registrations.length * 1000 + app.router.includes.length;
}
