import type { Site } from '../../../core/span.ts';
import type { CallArguments, EnvironmentValue, StringValue, Value } from '../../value.ts';
import { argumentOf, sequence, textOfValue, unknown } from '../../values.ts';
import { formatValue } from './formats.ts';
import { iterate } from './iteration.ts';
import { inCase, zeroFilled } from './letter-case.ts';
import { pathMethod } from './file-system.ts';
import type { Machine } from '../machine.ts';

/** A method of a string; on an environment variable it works on the default, and stays the deployer's to change. */
export function stringMethod(
  machine: Machine,
  receiver: StringValue | EnvironmentValue,
  method: string,
  args: CallArguments,
  site: Site,
): Value | undefined {
  if (receiver.kind === 'environment') {
    const inner =
      receiver.default?.kind === 'string' || receiver.default?.kind === 'environment'
        ? stringMethod(machine, receiver.default, method, args, site)
        : undefined;
    return inner === undefined
      ? { kind: 'environment', name: receiver.name, site }
      : { kind: 'environment', name: receiver.name, default: inner, site };
  }
  return changed(receiver, method, args, site) ?? read(machine, receiver, method, args, site);
}

/** Methods that make another string of it. */
function changed(receiver: StringValue, method: string, args: CallArguments, site: Site): Value | undefined {
  const text = receiver.value;
  const [first, second] = args.positional.map(textOfValue);
  const make = (value: string): Value => ({ kind: 'string', value, site });
  switch (method) {
    case 'lower':
    case 'upper':
    case 'casefold':
    case 'swapcase':
    case 'capitalize':
    case 'title':
      return make(inCase(text, method));
    case 'zfill':
      return zeroFilled(text, args.positional[0], site);
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      return make(strip(text, method, first));
    case 'replace':
      return first === undefined || second === undefined ? undefined : make(text.replaceAll(first, second));
    case 'removeprefix':
      return first === undefined ? undefined : make(text.startsWith(first) ? text.slice(first.length) : text);
    case 'removesuffix':
      return first === undefined
        ? undefined
        : make(text.endsWith(first) ? text.slice(0, text.length - first.length) : text);
    case 'format':
      return format(text, args, site);
    case 'encode':
    case 'decode':
      return receiver;
    default:
      return undefined;
  }
}

/** Methods that tell or take apart what it says. */
function read(
  machine: Machine,
  receiver: StringValue,
  method: string,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const text = receiver.value;
  const [first] = args.positional.map(textOfValue);
  switch (method) {
    case 'startswith':
    case 'endswith':
      return borders(text, method, args, site);
    case 'split':
    case 'rsplit':
      return split(text, method, args, site);
    case 'partition':
    case 'rpartition':
      return partition(text, method, first, site);
    case 'join':
      return join(machine, text, args, site);
    default:
      return pathMethod(machine, text, method, args, site);
  }
}

/** `name.startswith("_")`, `name.endswith((".py", ".pyc"))`. */
function borders(text: string, method: 'startswith' | 'endswith', args: CallArguments, site: Site): Value | undefined {
  const [given] = args.positional;
  const parts = given?.kind === 'tuple' ? given.items.map(textOfValue) : [textOfValue(given)];
  if (!parts.every((part) => part !== undefined)) return undefined;
  const value = parts.some((part) => (method === 'startswith' ? text.startsWith(part) : text.endsWith(part)));
  return { kind: 'bool', value, site };
}

function strip(text: string, method: string, characters: string | undefined): string {
  const set = new Set(characters ?? ' \t\n\r\f\v');
  let start = 0;
  let end = text.length;
  if (method !== 'rstrip') while (start < end && set.has(text.charAt(start))) start++;
  if (method !== 'lstrip') while (end > start && set.has(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function split(text: string, method: string, args: CallArguments, site: Site): Value {
  const separator = textOfValue(argumentOf(args, 'sep', 0));
  const most = argumentOf(args, 'maxsplit', 1);
  const parts = separator === undefined ? text.split(/\s+/).filter((part) => part !== '') : text.split(separator);
  const kept =
    most?.kind === 'number' && most.value >= 0 ? rejoined(parts, separator ?? ' ', most.value, method) : parts;
  return sequence(
    'list',
    kept.map((value) => ({ kind: 'string' as const, value, site })),
    site,
  );
}

/** `"module:name".partition(":")`: what is before the separator, the separator, what is after. */
function partition(text: string, method: string, separator: string | undefined, site: Site): Value | undefined {
  if (separator === undefined || separator === '') return undefined;
  const at = method === 'partition' ? text.indexOf(separator) : text.lastIndexOf(separator);
  const whole = method === 'partition' ? [text, '', ''] : ['', '', text];
  const parts = at < 0 ? whole : [text.slice(0, at), separator, text.slice(at + separator.length)];
  return sequence(
    'tuple',
    parts.map((value) => ({ kind: 'string' as const, value, site })),
    site,
  );
}

/** At most `most` cuts, from the left, or from the right for `rsplit`. */
function rejoined(parts: readonly string[], separator: string, most: number, method: string): readonly string[] {
  if (parts.length <= most + 1) return parts;
  if (method === 'split') return [...parts.slice(0, most), parts.slice(most).join(separator)];
  const cut = parts.length - most;
  return [parts.slice(0, cut).join(separator), ...parts.slice(cut)];
}

function join(machine: Machine, separator: string, args: CallArguments, site: Site): Value | undefined {
  const items = args.positional[0] === undefined ? undefined : iterate(machine, args.positional[0]);
  const texts = items?.map(textOfValue);
  return texts?.every((one) => one !== undefined) === true
    ? { kind: 'string', value: texts.join(separator), site }
    : undefined;
}

/** `"/{}/{name:02d}".format(x, name=1)`. */
function format(text: string, args: CallArguments, site: Site): Value {
  let next = 0;
  const missing: string[] = [];
  const value = text.replace(
    /\{\{|\}\}|\{(\w*)((?:[!:][^{}]*)?)\}|[{}]/g,
    (hole: string, name: string | undefined, how: string | undefined) => {
      if (hole === '{{' || hole === '}}') return hole.charAt(0);
      const index = name === '' ? next++ : Number(name);
      const given = Number.isNaN(index) ? args.keywords.get(name ?? '') : args.positional[index];
      const shown = given === undefined ? undefined : textOfValue(formatValue(given, how ?? '', site));
      if (shown === undefined) missing.push(hole);
      return shown ?? '';
    },
  );
  return missing.length === 0 ? { kind: 'string', value, site } : unknown(site, 'a formatted string');
}
