import { type Canonical, canonicalModule, isList } from '../python/oracle/canonical.ts';
import { parseText } from './parser.ts';

/** Syntax in short: `(call f 1)`; lists in brackets, `-` for what is absent, no offsets. */
export function shapeOf(source: string): string {
  const canonical = canonicalModule(parseText(source));
  return isList(canonical) ? canonical.map(print).join(' ') : print(canonical);
}

function print(value: Canonical): string {
  if (value === null) return '-';
  if (!isList(value)) return typeof value === 'string' ? quoteIfOdd(value) : String(value);
  const [kind, start, end, ...parts] = value;
  if (typeof kind !== 'string' || typeof start !== 'number' || typeof end !== 'number')
    return `[${value.map(print).join(' ')}]`;
  if (kind === 'name') return String(parts[0]);
  if (kind === 'string' || kind === 'bytes') return `${kind === 'bytes' ? 'b' : ''}${JSON.stringify(parts[0])}`;
  if (kind === 'fstring')
    return `(fstring [${list(parts[0])
      .map((part) => (typeof part === 'string' ? JSON.stringify(part) : print(part)))
      .join(' ')}])`;
  if (kind === 'number') return print(parts[0] ?? 'NaN');
  return `(${[kind, ...parts.map(print)].join(' ')})`;
}

function quoteIfOdd(text: string): string {
  return /^[\w.:*+<>=/|&^%@~! -]+$/.test(text) ? text : JSON.stringify(text);
}

function list(value: Canonical | undefined): readonly Canonical[] {
  return isList(value) ? value : [];
}
