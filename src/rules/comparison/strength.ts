import { treeOf } from '../../fastapi/dependency-tree.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { wordsOf } from '../../fastapi/questions/authentication/names.ts';
import type { Guard, Route } from '../../fastapi/model.ts';

/** How much a protected route asks of its caller. */
export interface Strength {
  readonly scopes: ReadonlySet<string>;
  /** Attributes, roles and permissions that rejecting conditions test; empty for "logged in" only. */
  readonly demands: ReadonlySet<string>;
  /** True when a guard's own name promises more than a login: `require_admin`. */
  readonly namesPower: boolean;
}

export interface Weakening {
  readonly kind: 'scopes' | 'demands' | 'name';
  readonly lost: readonly string[];
}

const POWER = new Set([
  ...['admin', 'admins', 'administrator', 'superuser', 'superadmin', 'staff', 'root', 'owner', 'manager', 'moderator'],
  ...['role', 'roles', 'permission', 'permissions', 'privilege', 'privileges', 'superusers', 'operator', 'maintainer'],
]);

export function strengthOf(route: Route): Strength {
  const guards = route.protection.guards;
  const uses = treeOf(route.dependencies);
  return {
    scopes: new Set([...uses.flatMap(({ scopes }) => scopes), ...guards.flatMap(({ scopes }) => scopes)]),
    demands: new Set(guards.flatMap(({ demands }) => demands)),
    namesPower: guards.some(guardNamesPower),
  };
}

export function guardNamesPower(guard: Guard): boolean {
  return hasPower(shortName(guard.name));
}

/** What the head asks no longer. A demand that was exchanged for another of its weight is not lost. */
export function weakeningOf(base: Strength, head: Strength): Weakening | undefined {
  const scopes = lostOf(base.scopes, head.scopes);
  if (scopes.length > 0) return { kind: 'scopes', lost: scopes };
  const demands = lostOf(base.demands, head.demands);
  if (demands.length > 0) return { kind: 'demands', lost: demands };
  const isSilent =
    base.demands.size === 0 && head.demands.size === 0 && base.scopes.size === 0 && head.scopes.size === 0;
  return isSilent && base.namesPower && !head.namesPower ? { kind: 'name', lost: [] } : undefined;
}

/** True when the two ask for the same, by whatever name and from whatever place. */
export function isSameStrength(a: Strength, b: Strength): boolean {
  return isSameSet(a.scopes, b.scopes) && isSameSet(a.demands, b.demands) && a.namesPower === b.namesPower;
}

/** `admin|editor` asks for one of two: it is met by what asks for one of them, or for fewer. */
function lostOf(base: ReadonlySet<string>, head: ReadonlySet<string>): readonly string[] {
  const isMet = (one: string): boolean => [...head].some((other) => isWithin(other, one));
  const lost = [...base].filter((one) => !isMet(one));
  const gained = [...head].filter((one) => !base.has(one));
  if (lost.length === 0 || gained.length === 0) return lost;
  const widened = lost.filter((one) => gained.some((other) => isWithin(one, other)));
  if (widened.length > 0) return widened;
  for (const isWeighty of [hasPower, changesThings])
    if (lost.some(isWeighty) && !gained.some(isWeighty)) return lost.filter(isWeighty);
  return [];
}

function isWithin(inner: string, outer: string): boolean {
  const members = new Set(outer.split('|'));
  return inner.split('|').every((one) => members.has(one));
}

export function hasPower(name: string): boolean {
  return wordsOf(name).some((word) => POWER.has(word));
}

/** `items:write` against `items:read`. */
export function changesThings(name: string): boolean {
  return wordsOf(name).some((word) => CHANGES.test(word));
}

const CHANGES = /^(?:write|edit|update|create|delete|remove|manage|execute|run)$/u;

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
