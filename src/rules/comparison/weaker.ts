import { alternativesOf, defaultOf, stringsOf, textOfValue, truthOf } from '../../fastapi/values.ts';
import type { Value } from '../../fastapi/value.ts';

/** Whether an argument says less than it did. `undefined` is an argument that is not passed. */
export type IsWeaker = (base: Value | undefined, head: Value | undefined) => boolean;

/** A switch that was on, or at least asked for, and is off or left to a default that is off. */
export const turnedOff: IsWeaker = (base, head) =>
  base !== undefined && !isOff(base) && (head === undefined || isOff(head));

/** A switch whose default is on. */
export const turnedOffByDefaultOn: IsWeaker = (base, head) =>
  head !== undefined && isOff(head) && !(base !== undefined && isOff(base));

/** Something that was demanded and is not any more: an audience, an issuer. */
export const dropped: IsWeaker = (base, head) =>
  base !== undefined && !isNothing(base) && (head === undefined || isNothing(head));

/** An end that there was, and that `None` takes away. */
export const endless: IsWeaker = (base, head) => numberOf(base) !== undefined && head?.kind === 'none';

/** `lax` is what Starlette sets when nothing is said. */
export const sentEverywhere: IsWeaker = (base, head) =>
  textOfValue(head)?.toLowerCase() === 'none' && (base === undefined || textOfValue(base)?.toLowerCase() !== 'none');

/** A list that names its members, widened to `*`. An absent list is the default: nothing, or all where `absentIsAll`. */
export function opened(absentIsAll: boolean): IsWeaker {
  const isAll = (value: Value | undefined): boolean =>
    value === undefined || isNothing(value) ? absentIsAll : hasWildcard(value);
  return (base, head) =>
    isAll(head) && !isAll(base) && (base === undefined || defaultOf(base).kind !== 'unknown' || head !== undefined);
}

export const lowered: IsWeaker = (base, head) => {
  const before = numberOf(base);
  const after = numberOf(head);
  return before !== undefined && after !== undefined && after < before;
};

/** Signatures checked with `none`, or with public keys and shared secrets alike. */
export const widenedAlgorithms: IsWeaker = (base, head) => {
  if (base === undefined || isNothing(base)) return false;
  if (head === undefined || isNothing(head)) return true;
  const before = algorithmsOf(base);
  const after = algorithmsOf(head);
  if (before === undefined || after === undefined) return false;
  const isMixed = (names: readonly string[]): boolean =>
    names.some((name) => name.startsWith('HS')) && names.some((name) => /^(RS|ES|PS|EdDSA)/u.test(name));
  const hasNone = (names: readonly string[]): boolean => names.some((name) => name.toLowerCase() === 'none');
  return (hasNone(after) && !hasNone(before)) || (isMixed(after) && !isMixed(before));
};

const WEAK_SCHEMES =
  /^(plaintext|md5|sha1|sha256$|sha512$|hex_|ldap_|des_|bsdi|lmhash|nthash|mysql|oracle|unix_|django_.*(md5|sha1|disabled)|crypt16|bigcrypt|cisco|phpass|apr_)/u;

/** A scheme that the base did not have and that a graphics card undoes. */
export const weakScheme: IsWeaker = (base, head) => {
  const before = stringsOf(base);
  const after = stringsOf(head);
  if (before === undefined || after === undefined) return false;
  const isNew = after.some((name) => WEAK_SCHEMES.test(name) && !before.includes(name));
  return isNew || (WEAK_SCHEMES.test(after[0] ?? '') && !WEAK_SCHEMES.test(before[0] ?? ''));
};

/**
 * A URL that was `None`, at least somewhere, and is the default or another one everywhere now; one that still hangs on a condition
 * counts where it is there unless somebody closes it, and was not before.
 */
export const reopened: IsWeaker = (base, head) => {
  if (base === undefined || !mayBeNothing(base)) return false;
  if (head === undefined) return true;
  const isUsual = (textOfValue(head) ?? '') !== '';
  if (!mayBeNothing(head)) return isUsual;
  return isUsual && isNothing(base) && alternativesOf(base).some(({ value }) => !isNothing(value));
};

function mayBeNothing(value: Value): boolean {
  return isNothing(value) || alternativesOf(value).some((one) => isNothing(one.value));
}

export function isOff(value: Value): boolean {
  return truthOf(defaultOf(value)) === false;
}

/** `None` or an empty text. */
export function isNothing(value: Value): boolean {
  const settled = defaultOf(value);
  return settled.kind === 'none' || (settled.kind === 'string' && settled.value === '');
}

function hasWildcard(value: Value): boolean {
  const settled = defaultOf(value);
  if (settled.kind === 'string') return settled.value === '*';
  if (settled.kind !== 'list' && settled.kind !== 'tuple' && settled.kind !== 'set') return false;
  return settled.items.some((item) => textOfValue(item) === '*');
}

export function numberOf(value: Value | undefined): number | undefined {
  if (value === undefined) return undefined;
  const settled = defaultOf(value);
  return settled.kind === 'number' ? settled.value : undefined;
}

function algorithmsOf(value: Value): readonly string[] | undefined {
  const text = textOfValue(value);
  return text === undefined ? stringsOf(value) : [text];
}
