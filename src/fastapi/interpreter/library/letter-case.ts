import type { Site } from '../../../core/span.ts';
import type { Value } from '../../value.ts';
import { WIDEST } from './formats.ts';

/** How Python's string methods write a text's letters. */

const LETTERS = /\p{L}+/gu;

/** `text.title()`, `text.swapcase()` and their like. */
export function inCase(
  text: string,
  method: 'lower' | 'upper' | 'casefold' | 'swapcase' | 'capitalize' | 'title',
): string {
  switch (method) {
    case 'upper':
      return text.toUpperCase();
    case 'swapcase':
      return Array.from(text, (one) => (one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase())).join('');
    case 'capitalize':
      return capitalized(text);
    case 'title':
      return text.replace(LETTERS, capitalized);
    case 'casefold':
      return text.toLowerCase().replaceAll('ß', 'ss');
    default:
      return text.toLowerCase();
  }
}

function capitalized(text: string): string {
  const [first = '', ...rest] = Array.from(text);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

/** `text.zfill(width)`: zeros after the sign. */
export function zeroFilled(text: string, width: Value | undefined, site: Site): Value | undefined {
  if (width?.kind !== 'number' || width.value > WIDEST) return undefined;
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  const value = sign + text.slice(sign.length).padStart(width.value - sign.length, '0');
  return { kind: 'string', value, site };
}
