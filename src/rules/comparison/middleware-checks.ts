import type { AppObject } from '../../fastapi/model.ts';
import { pairApps } from './apps.ts';
import type { Cause } from './guard-cause.ts';
import { middlewareOf } from './guard-cause.ts';
import { lostIn } from './lost-checks.ts';
import type { Snapshots } from './snapshots.ts';

/**
 * Middleware of our own that stays and whose body no longer refuses what it refused. What exactly it keeps from whom is often
 * more than can be told, so no single route is named.
 */
export function lostMiddlewareChecks(
  snapshots: Snapshots,
): readonly { readonly cause: Cause; readonly app: AppObject }[] {
  // What a route is known to be guarded by is compared route by route.
  const guards = snapshots.base.application.routes.flatMap(({ protection }) => protection.guards);
  const seen = new Set(guards.filter(({ kind }) => kind === 'middleware').map(({ name }) => name));
  return pairApps(snapshots).flatMap(({ base, head }) => {
    const kept = new Set(middlewareOf(head).map(({ name }) => name));
    return middlewareOf(base).flatMap(({ name }) => {
      if (seen.has(name) || !kept.has(snapshots.renames.text(name))) return [];
      seen.add(name);
      const codes = snapshots.base.codes.filter((code) => code.name === name || code.name.startsWith(`${name}.`));
      const [lost] = codes.flatMap((code) => lostIn(code, 'guard', snapshots) ?? []);
      return lost?.refuses === true ? [{ cause: lost.cause, app: head }] : [];
    });
  });
}
