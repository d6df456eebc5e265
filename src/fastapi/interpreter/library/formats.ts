import type { Site } from '../../../core/span.ts';
import type { NumberValue, StringValue, Value } from '../../value.ts';
import { choice, unknown } from '../../values.ts';

/** What values look like in a text: `{i:02d}`, `"{:>4}".format(x)`, `"%02d" % i`. What is not modelled is unknown, never a guess. */

const SPECIFICATION = /^(?:(.)?([<>^=]))?(0)?(\d+)?(?:\.(\d+))?([sdxXob])?$/u;

const BASES: ReadonlyMap<string, number> = new Map([
  ['x', 16],
  ['X', 16],
  ['o', 8],
  ['b', 2],
]);

interface Specification {
  readonly fill: string;
  readonly align: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

/** A value as a replacement field shows it; `format` is what stands after the expression: `!s`, `:02d`. */
export function formatValue(value: Value, format: string, site: Site): Value {
  switch (value.kind) {
    case 'choice':
      return choice(
        value.alternatives.map((one) => ({ ...one, value: formatValue(one.value, format, site) })),
        site,
      );
    case 'environment': {
      const shown = value.default === undefined ? undefined : formatValue(value.default, format, site);
      return shown?.kind === 'string' || shown?.kind === 'environment'
        ? { ...value, default: shown }
        : unknown(site, `a formatted text of ${value.name}`);
    }
    case 'string':
    case 'number': {
      const text = formatted(value, format);
      return text === undefined ? unknown(site, `the format ${format}`) : { kind: 'string', value: text, site };
    }
    default:
      return unknown(site, 'a formatted text');
  }
}

/** Undefined for a format that is not modelled. */
function formatted(value: StringValue | NumberValue, format: string): string | undefined {
  const field = /^(?:!s)?(?::(.*))?$/s.exec(format);
  if (field === null) return undefined;
  const isText = value.kind === 'string' || format.startsWith('!s');
  return specified(value, isText, field[1] ?? '');
}

function specified(value: StringValue | NumberValue, isText: boolean, text: string): string | undefined {
  const plain = printed(value);
  if (text === '') return plain;
  const read = readSpecification(text, isText);
  if (read === undefined) return undefined;
  if (isText) {
    const isOfText = read.type === '' || read.type === 's';
    return isOfText && read.align !== '=' ? padded('', firstOf(plain, read.precision), read) : undefined;
  }
  const isWhole = value.kind === 'number' && value.float !== true && Number.isSafeInteger(value.value);
  if (!isWhole || read.type === 's' || read.precision !== undefined) return undefined;
  const digits = Math.abs(value.value).toString(BASES.get(read.type) ?? 10);
  return padded(value.value < 0 ? '-' : '', read.type === 'X' ? digits.toUpperCase() : digits, read);
}

function readSpecification(text: string, isText: boolean): Specification | undefined {
  const match = SPECIFICATION.exec(text);
  if (match === null) return undefined;
  const [, fill, align, zero, width = '0', precision, type = ''] = match;
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align ?? (isText ? '<' : zero === undefined ? '>' : '='),
    width: Number(width),
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

function firstOf(text: string, count: number | undefined): string {
  return count === undefined ? text : Array.from(text).slice(0, count).join('');
}

/** A width that nobody would write in a path is not carried out. */
export const WIDEST = 200;

function padded(sign: string, body: string, { fill, align, width }: Specification): string | undefined {
  if (width > WIDEST) return undefined;
  const missing = Math.max(0, width - Array.from(sign + body).length);
  const before = align === '<' ? 0 : align === '^' ? Math.floor(missing / 2) : missing;
  const after = fill.repeat(missing - before);
  return align === '=' ? sign + fill.repeat(before) + body + after : fill.repeat(before) + sign + body + after;
}

/** `str(value)`: a float keeps its point. */
export function printed(value: StringValue | NumberValue): string {
  const text = String(value.value);
  return value.kind === 'number' && value.float === true && /^-?\d+$/.test(text) ? `${text}.0` : text;
}
