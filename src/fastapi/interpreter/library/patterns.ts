import type { Site } from '../../../core/span.ts';
import { pythonRegex, type Matching } from '../../python-pattern.ts';
import type { CallArguments, ExternalCallValue, Value } from '../../value.ts';
import { argumentOf, sequence, textOfValue } from '../../values.ts';
import type { Machine } from '../machine.ts';

/** Python's `re` over texts that are known: `re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()` as a prefix. */

/** A longer text names no route. */
const MAX_TEXT = 200;

type Handler = (machine: Machine, args: CallArguments, site: Site) => Value | undefined;

/** Functions of `re`, by their dotted names. */
export const PATTERNS: ReadonlyMap<string, Handler> = new Map(
  ['sub', 'split', 'findall', 'match', 'fullmatch', 'search'].map((name): [string, Handler] => [
    `re.${name}`,
    (_machine, args, site) => applied(name, args, site),
  ]),
);

/** `NAME.sub("-", text)` of what `re.compile` made; undefined for every other object. */
export function callPattern(
  object: ExternalCallValue,
  method: string,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const [pattern] = object.args.positional;
  if (object.callee !== 're.compile' || pattern === undefined || object.args.positional.length > 1) return undefined;
  return applied(method, { ...args, positional: [pattern, ...args.positional] }, site);
}

function applied(name: string, args: CallArguments, site: Site): Value | undefined {
  const pattern = textOfValue(args.positional[0]);
  const text = textOfValue(argumentOf(args, 'string', name === 'sub' ? 2 : 1));
  const isPlain = args.positional.length <= (name === 'sub' ? 3 : 2) && !args.keywords.has('flags');
  if (pattern === undefined || text === undefined || text.length > MAX_TEXT || !isPlain) return undefined;
  switch (name) {
    case 'sub':
      return substituted(pattern, textOfValue(argumentOf(args, 'repl', 1)), text, site);
    case 'split':
    case 'findall': {
      const regex = pythonRegex(pattern, 'search', text, 'g');
      // With groups Python gives those instead.
      if (regex === undefined || /(^|[^\\])\((?!\?[:=!<])/.test(pattern)) return undefined;
      return texts(name === 'split' ? text.split(regex) : (text.match(regex) ?? []), site);
    }
    case 'match':
    case 'fullmatch':
    case 'search':
      return found(pattern, name, text, site);
    default:
      return undefined;
  }
}

/** Python writes groups as `\1`, `\g<1>` and `\g<name>`. */
function substituted(pattern: string, by: string | undefined, text: string, site: Site): Value | undefined {
  const regex = pythonRegex(pattern, 'search', text, 'g');
  if (regex === undefined || by === undefined) return undefined;
  const replacement = by
    .replaceAll('$', '$$$$')
    .replace(/\\g<(\d+)>|\\(\d)/g, (_, long: string | undefined, short = '') => `$${long ?? String(short)}`)
    .replace(/\\g<(\w+)>/g, '$<$1>');
  return { kind: 'string', value: text.replace(regex, replacement), site };
}

/** A match object is asked only whether there is one. */
function found(pattern: string, matching: Matching, text: string, site: Site): Value | undefined {
  const regex = pythonRegex(pattern, matching, text);
  return regex === undefined || regex.test(text) ? undefined : { kind: 'none', site };
}

function texts(values: readonly string[], site: Site): Value {
  return sequence(
    'list',
    values.map((value): Value => ({ kind: 'string', value, site })),
    site,
  );
}
