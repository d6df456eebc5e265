import type { Route } from '../model.ts';
import { isAdminRoute } from './auth-routes.ts';

/** Its path, its guard's name, or what the guard asks beyond "logged in". */
export function isForAdministrators(route: Route): boolean {
  if (isAdminRoute(route) && route.protection.status !== 'public') return true;
  if (route.protection.status === 'unknown') return true;
  return route.protection.guards.some(
    ({ name, demands, scopes }) =>
      demands.some((one) => !/^(is_)?(active|enabled|verified|disabled)$/.test(one)) ||
      scopes.length > 0 ||
      /admin|superuser|staff|permission|role|owner/i.test(name),
  );
}
