import { shortName } from '../../fastapi/questions/auth-guards.ts';

/** `items.router` for `app.api.items:router`: half the routers of the world are called `router`. */
export function objectTitle(name: string): string {
  const [module = '', object] = name.split(':');
  if (object === undefined) return shortName(name);
  const last = module.split('.').at(-1) ?? '';
  return last === '' || object.includes('.') ? object : `${last}.${object}`;
}
