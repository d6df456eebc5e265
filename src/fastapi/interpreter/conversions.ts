import type { Site } from '../../core/span.ts';
import type { CallArguments, Value } from '../value.ts';
import { defaultOf, sequence, truthOf } from '../values.ts';

/** `bool`, `int`, `json.loads`: what they make of a known value; of an environment variable it stays the deployer's to change. */

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
