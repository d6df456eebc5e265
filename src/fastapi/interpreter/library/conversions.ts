import type { Site } from '../../../core/span.ts';
import type { CallArguments, Value } from '../../value.ts';
import { defaultOf, itemUnderCondition, sameValue, sequence, truthOf } from '../../values.ts';
import { formatValue } from './formats.ts';

/** `bool`, `int`, `json.loads`, `re.escape`: what they make of a known value; of an environment variable it stays the deployer's to change. */

/** `bool(x)`; of an environment variable it is the deployer's to change. */
export function truth(args: CallArguments, site: Site): Value | undefined {
  const [first] = args.positional;
  const value = first === undefined ? false : truthOf(defaultOf(first));
  if (value === undefined) return undefined;
  const answer: Value = { kind: 'bool', value, site };
  return first?.kind === 'environment' ? { ...first, default: answer, site } : answer;
}

/** A longer text is no setting. */
const MAX_JSON = 2000;

/** `json.loads('["*"]')`, also of the fallback of an environment variable. */
export function readJson(args: CallArguments, site: Site): Value | undefined {
  const [first] = args.positional;
  const settled = first === undefined ? undefined : defaultOf(first);
  if (settled?.kind !== 'string' || settled.value.length > MAX_JSON) return undefined;
  try {
    const answer = valueOfJson(JSON.parse(settled.value), site);
    return first?.kind === 'environment' ? { ...first, default: answer, site } : answer;
  } catch {
    return undefined;
  }
}

function valueOfJson(json: unknown, site: Site): Value {
  if (typeof json === 'string') return { kind: 'string', value: json, site };
  if (typeof json === 'number') return { kind: 'number', value: json, site };
  if (typeof json === 'boolean') return { kind: 'bool', value: json, site };
  if (Array.isArray(json))
    return sequence(
      'list',
      json.map((item) => valueOfJson(item, site)),
      site,
    );
  if (typeof json !== 'object' || json === null) return { kind: 'none', site };
  const entries = Object.entries(json).map(([name, held]) => ({
    key: { kind: 'string' as const, value: name, site },
    value: valueOfJson(held, site),
  }));
  return { kind: 'dict', entries, site };
}

/** `int("1")`, as in `bool(int(os.getenv("DEBUG", "0")))`. */
export function integer(args: CallArguments, site: Site): Value | undefined {
  const [first] = args.positional;
  const settled = first === undefined ? undefined : defaultOf(first);
  const text = settled?.kind === 'string' || settled?.kind === 'number' ? String(settled.value).trim() : '';
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const answer: Value = { kind: 'number', value: Number(text), site };
  return first?.kind === 'environment' ? { ...first, default: answer, site } : answer;
}

/** `str(x)`, `format(x, "02d")`: what a known value looks like in a text. */
export function shownAs(args: CallArguments, site: Site): Value | undefined {
  const [first, specification] = args.positional;
  if (first === undefined) return { kind: 'string', value: '', site };
  if (specification === undefined && (first.kind === 'string' || first.kind === 'environment')) return first;
  if (specification !== undefined && specification.kind !== 'string') return undefined;
  const shown = formatValue(first, specification === undefined ? '' : `:${specification.value}`, site);
  return shown.kind === 'unknown' ? undefined : shown;
}

/** `len(x)` of what is known whole. */
export function lengthOf(args: CallArguments, site: Site): Value | undefined {
  const [first] = args.positional;
  const settled = first === undefined ? undefined : defaultOf(first);
  const length = settled === undefined ? undefined : sizeOf(settled);
  if (length === undefined) return undefined;
  const answer: Value = { kind: 'number', value: length, site };
  return first?.kind === 'environment' ? { ...first, default: answer, site } : answer;
}

function sizeOf(value: Value): number | undefined {
  if (value.kind === 'string') return Array.from(value.value).length;
  if (value.kind === 'dict') return value.open === true ? undefined : distinct(value.entries.map((one) => one.key));
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set') return undefined;
  if (value.open === true || value.items.some((item) => itemUnderCondition(item) !== undefined)) return undefined;
  return value.kind === 'set' ? distinct(value.items) : value.items.length;
}

function distinct(values: readonly Value[]): number {
  return values.filter((one, index) => values.findIndex((other) => sameValue(one, other)) === index).length;
}

/** `re.escape(HOST)`; of an environment variable what its fallback gives. */
export function escaped(args: CallArguments, site: Site): Value | undefined {
  const [first] = args.positional;
  const settled = first === undefined ? undefined : defaultOf(first);
  if (settled?.kind !== 'string') return undefined;
  const answer: Value = { kind: 'string', value: settled.value.replace(/[^\w!"%',/:;<=>@`]/g, '\\$&'), site };
  return first?.kind === 'environment' ? { ...first, default: answer, site } : answer;
}
