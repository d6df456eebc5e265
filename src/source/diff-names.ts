/**
 * Which file a section of a diff is about. A diff file is the one source where names come out of text, so a name is
 * taken only when all lines of the section agree on it; what can be read in two ways is refused.
 */
import { isUnsafeName } from './wanted.ts';

/** The header lines of one section that hold names; each without its keyword, undefined where the section has none. */
export interface NameLines {
  readonly git?: string;
  readonly from?: string;
  readonly to?: string;
  readonly minus?: string;
  readonly plus?: string;
  readonly isAdded: boolean;
  readonly isRemoved: boolean;
}

/** `undecided` holds when only other sections can tell whether `b/x.py` is `x.py`. */
export interface SectionNames {
  readonly oldName: string | undefined;
  readonly newName: string | undefined;
  readonly style: 'prefixed' | 'bare' | 'undecided';
}

const DEV_NULL = '/dev/null';

/** The names of a section; undefined when its lines contradict each other or can be read in two ways. */
export function sectionNames(lines: NameLines): SectionNames | undefined {
  const minus = lines.minus === undefined ? undefined : nameIn(lines.minus);
  const plus = lines.plus === undefined ? undefined : nameIn(lines.plus);
  if (lines.from !== undefined || lines.to !== undefined) return renamedNames(lines, minus, plus);
  const pair = lines.git === undefined ? { old: minus, new: plus } : gitPair(lines.git);
  if (pair?.old === undefined || pair.new === undefined) return undefined;
  if (lines.git !== undefined && !agrees(pair.old, minus, lines.isAdded)) return undefined;
  if (lines.git !== undefined && !agrees(pair.new, plus, lines.isRemoved)) return undefined;
  const isAdded = lines.isAdded || minus === DEV_NULL;
  const isRemoved = lines.isRemoved || plus === DEV_NULL;
  if (isAdded && isRemoved) return undefined;
  return namesOf(pair.old, pair.new, isAdded, isRemoved);
}

/** Takes the one-letter folder (`a/`, `b/`, `i/`, `w/`, …) off a name. */
export function withoutPrefix(name: string): string | undefined {
  return /^[a-z0-9]\/./.test(name) ? name.slice(2) : undefined;
}

/** The names with their prefixes taken off or left, as the whole diff has it; undefined when a name isn't safe. */
export function settledNames(names: SectionNames, style: 'prefixed' | 'bare'): SectionNames | undefined {
  const settle = (name: string | undefined): string | undefined =>
    name === undefined || names.style !== 'undecided' || style === 'bare' ? name : (withoutPrefix(name) ?? '');
  const [oldName, newName] = [settle(names.oldName), settle(names.newName)];
  const isSafe = [oldName, newName].every((name) => name === undefined || !isUnsafeName(name));
  return isSafe ? { oldName, newName, style } : undefined;
}

function namesOf(old: string, now: string, isAdded: boolean, isRemoved: boolean): SectionNames | undefined {
  const names = (oldName: string, newName: string, style: SectionNames['style']): SectionNames => ({
    oldName: isAdded ? undefined : oldName,
    newName: isRemoved ? undefined : newName,
    style,
  });
  if (old === now) return names(old, now, 'bare');
  const [bareOld, bareNew] = [withoutPrefix(old), withoutPrefix(now)];
  if (bareOld !== undefined && bareOld === bareNew) return names(bareOld, bareNew, 'prefixed');
  if (old === DEV_NULL || now === DEV_NULL) {
    const one = old === DEV_NULL ? now : old;
    return names(one, one, withoutPrefix(one) === undefined ? 'bare' : 'undecided');
  }
  return undefined;
}

function renamedNames(lines: NameLines, minus: string | undefined, plus: string | undefined): SectionNames | undefined {
  const oldName = lines.from === undefined ? undefined : nameIn(lines.from);
  const newName = lines.to === undefined ? undefined : nameIn(lines.to);
  if (oldName === undefined || newName === undefined || lines.isAdded || lines.isRemoved) return undefined;
  if (minus === undefined && plus === undefined) return { oldName, newName, style: 'undecided' };
  if (minus === oldName && plus === newName) return { oldName, newName, style: 'bare' };
  const isPrefixed = minus !== undefined && plus !== undefined;
  const fits = isPrefixed && withoutPrefix(minus) === oldName && withoutPrefix(plus) === newName;
  return fits ? { oldName, newName, style: 'prefixed' } : undefined;
}

/** `X Y` of `diff --git X Y`. Without a rename both are equally long, so a space inside a name misleads nobody. */
function gitPair(text: string): { readonly old: string; readonly new: string } | undefined {
  if (text.startsWith('"')) {
    const end = closingQuote(text);
    const old = nameIn(text.slice(0, end + 1));
    const now = nameIn(text.slice(end + 2));
    return end === -1 || text[end + 1] !== ' ' || old === undefined || now === undefined
      ? undefined
      : { old, new: now };
  }
  const middle = (text.length - 1) / 2;
  if (text[middle] !== ' ') return undefined;
  const [old, now] = [decode(text.slice(0, middle)), decode(text.slice(middle + 1))];
  return old === undefined || now === undefined ? undefined : { old, new: now };
}

function agrees(name: string, line: string | undefined, mayBeMissing: boolean): boolean {
  return line === undefined || line === name || (line === DEV_NULL && mayBeMissing);
}

function closingQuote(text: string): number {
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}

/** One name as git or diff writes it: C-quoted, or plain up to a tab (git ends names with spaces so, diff adds a date). */
function nameIn(text: string): string | undefined {
  if (!text.startsWith('"')) return decode(text.split('\t', 1)[0] ?? '');
  const end = closingQuote(text);
  if (end === -1 || !/^\t?$/.test(text.slice(end + 1))) return undefined;
  return unquote(text.slice(1, end));
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['"', '"'],
  ['\\', '\\'],
]);

function unquote(text: string): string | undefined {
  if (!/^(?:[^\\]|\\[abtnvfr"\\]|\\[0-3][0-7]{2})*$/.test(text)) return undefined;
  const bytes = text.replace(/\\([0-3][0-7]{2}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES.get(code) ?? ''),
  );
  return decode(bytes);
}

/** The diff's text has one character per byte; names are UTF-8. */
function decode(bytes: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}
