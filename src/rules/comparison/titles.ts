import type { AppObject, DependencyUse, RouterObject } from '../../fastapi/model.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';

/** `items.router` for `app.api.items:router`: half the routers of the world are called `router`. */
export function objectTitle(name: string): string {
  if (name.startsWith('<')) return stableName(name);
  const [module = '', object] = name.split(':');
  if (object === undefined) return shortName(name);
  const last = module.split('.').at(-1) ?? '';
  return last === '' || object.includes('.') ? object : `${last}.${object}`;
}

/** The name of an application or router without the line of its construction, which one that is bound to no name has in it. */
export function stableName(name: string): string {
  return name.replaceAll(/(?::\d+){1,2}(?=>)/gu, '');
}

/** The name of a router in a subject; an application's own router goes by the name of its application. */
export function routerName(router: RouterObject, app: AppObject): string {
  return stableName(router === app.router ? app.name : router.name);
}

/** `Depends(get_user)`. */
export function shownUse({ name, security }: DependencyUse): string {
  return `${security ? 'Security' : 'Depends'}(${shortName(name)})`;
}
