import { treeOf } from '../../dependency-tree.ts';
import type { Guard, Route } from '../../model.ts';
import { isKnown, shortName } from './guards.ts';
import { isAdminRoute } from './routes.ts';

/** Its path, its guard's name, or what the guard asks beyond "logged in". */
export function isForAdministrators(route: Route): boolean {
  if (isAdminRoute(route) && route.protection.status !== 'public') return true;
  if (!isKnown(route)) return true;
  if (namesAdministrators(route)) return true;
  return route.protection.guards.some(
    (guard) =>
      asksForMore(guard) || guard.scopes.length > 0 || /admin|superuser|staff|permission|role|owner/i.test(guard.name),
  );
}

/** A dependency says so by its name, whatever status it answers: some answer 400 to "not enough privileges". */
export function namesAdministrators(route: Route): boolean {
  return treeOf(route.dependencies).some(({ name }) => FOR_ADMINISTRATORS.test(shortName(name)));
}

/** `get_current_active_superuser`, `require_admin`; not `get_admin_service`. */
const FOR_ADMINISTRATORS =
  /^(get_)?current_(active_)?(super_?user|(super_?)?admin|administrator|staff)(_user)?$|^(require|ensure|check|verify|must_be)_(\w+_)?(super_?user|admin|administrator|staff)s?$/i;

/** More than a login: that the account is in use is asked of everybody. */
export function asksForMore({ demands }: Guard): boolean {
  return demands.some(
    (one) =>
      !/^(is_)?(active|inactive|enabled|disabled|verified|email_verified|confirmed|blocked|banned|locked|suspended|deleted|deactivated)$/.test(
        one,
      ),
  );
}
