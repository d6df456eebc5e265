import type { Guard, Route } from '../../model.ts';
import { isKnown } from './guards.ts';
import { isAdminRoute } from './routes.ts';

/** Its path, its guard's name, or what the guard asks beyond "logged in". */
export function isForAdministrators(route: Route): boolean {
  if (isAdminRoute(route) && route.protection.status !== 'public') return true;
  if (!isKnown(route)) return true;
  return route.protection.guards.some(
    (guard) =>
      asksForMore(guard) || guard.scopes.length > 0 || /admin|superuser|staff|permission|role|owner/i.test(guard.name),
  );
}

/** More than a login: that the account is in use is asked of everybody. */
export function asksForMore({ demands }: Guard): boolean {
  return demands.some(
    (one) =>
      !/^(is_)?(active|inactive|enabled|disabled|verified|email_verified|confirmed|blocked|banned|locked|suspended|deleted|deactivated)$/.test(
        one,
      ),
  );
}
