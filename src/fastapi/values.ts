import type { Site } from '../core/span.ts';
import { canonical } from './canonical.ts';
import type {
  CallArguments,
  ChoiceValue,
  DictValue,
  SequenceValue,
  UnknownValue,
  Value,
  InstanceValue,
} from './value.ts';

/** Making values and asking them; no interpretation here. */

export function unknown(site: Site, reason: string): UnknownValue {
  return { kind: 'unknown', site, reason };
}

/** A list, tuple or set. */
export function sequence(
  kind: SequenceValue['kind'],
  items: readonly Value[],
  site: Site,
  open = false,
): SequenceValue {
  return { kind, items, site, ...(open ? { open } : {}) };
}

/** A call with empty parentheses. */
export const NO_ARGUMENTS: CallArguments = {
  positional: [],
  keywords: new Map(),
  keywordSites: new Map(),
  open: false,
};

/** An argument by keyword, else by position. */
export function argumentOf(args: CallArguments, name: string, position?: number): Value | undefined {
  return args.keywords.get(name) ?? (position === undefined ? undefined : args.positional[position]);
}

const NOWHERE: Site = { path: '', span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 } };

/** Stands for an item that is not in its list. */
const ABSENT: Value = { kind: 'none', site: NOWHERE };

export const MAX_ALTERNATIVES = 40;

/** One of several values; equal ones are folded, nested choices flattened. */
export function choice(alternatives: ChoiceValue['alternatives'], site: Site): Value {
  const single = alternatives.length === 1;
  const flat = alternatives.flatMap(({ value, condition, usual }) =>
    value.kind === 'choice'
      ? value.alternatives.map((inner) =>
          alternative(
            inner.value,
            join(condition, inner.condition),
            inner.usual === true && (usual === true || single),
          ),
        )
      : [alternative(value, condition, usual === true)],
  );
  // More ways than anybody reads: what it is cannot be told.
  if (flat.length > MAX_ALTERNATIVES) return unknown(site, 'one of very many');
  const distinct = flat.filter((one, index) => flat.findIndex((other) => sameValue(one.value, other.value)) === index);
  const [only] = distinct;
  if (only === undefined) return unknown(site, 'no alternative is left');
  return distinct.length === 1 ? only.value : { kind: 'choice', alternatives: distinct, site };
}

function alternative(value: Value, condition: string | undefined, usual: boolean): ChoiceValue['alternatives'][number] {
  return { ...withCondition(value, condition), ...(usual ? { usual } : {}) };
}

/** An item that a container has under a condition, and otherwise has not; `usual`: whether it has it by default. */
export function maybe(value: Value, condition: string, usual?: boolean): Value {
  if (value.kind === 'none') return value;
  return {
    kind: 'choice',
    alternatives: [
      alternative(value, condition, usual === true),
      alternative(ABSENT, `not (${condition})`, usual === false),
    ],
    site: value.site,
  };
}

/** The one that `maybe` made; undefined for every other value. */
export function itemUnderCondition(value: Value): { readonly value: Value; readonly condition?: string } | undefined {
  return value.kind === 'choice' && value.alternatives[1]?.value === ABSENT ? value.alternatives[0] : undefined;
}

function withCondition(value: Value, condition: string | undefined): { value: Value; condition?: string } {
  return condition === undefined ? { value } : { value, condition };
}

/** A longer one nobody reads, and loops could make it grow without end. */
const LONGEST_CONDITION = 1000;

function join(outer: string | undefined, inner: string | undefined): string | undefined {
  if (outer === undefined || inner === undefined) return outer ?? inner;
  return outer === inner || outer.length + inner.length > LONGEST_CONDITION ? outer : `${outer} and ${inner}`;
}

/** True when two values cannot be told apart. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'none') return true;
  if ((a.kind === 'string' || a.kind === 'number' || a.kind === 'bool') && 'value' in b) return a.value === b.value;
  if (a.kind === 'app' && b.kind === 'app') return a.app === b.app;
  if (a.kind === 'router' && b.kind === 'router') return a.router === b.router;
  if (a.kind === 'external' && b.kind === 'external')
    return canonical(a.name) === canonical(b.name) && a.receiver === b.receiver;
  if (a.kind === 'module' && b.kind === 'module') return a.path === b.path;
  if (a.kind === 'function' && b.kind === 'function')
    return a.def === b.def && a.closure === b.closure && a.given === b.given;
  if (a.kind === 'class' && b.kind === 'class') return a.def === b.def && a.closure === b.closure;
  if (a.kind === 'tuple' && b.kind === 'tuple')
    return haveSameItems(a, b, (one, index) => sameValue(one, b.items[index] ?? ABSENT));
  if (a.kind === 'set' && b.kind === 'set')
    return haveSameItems(a, b, (one) => b.items.some((other) => sameValue(one, other)));
  return false;
}

/** A key stands where it was first written, and has what it was last given. */
export function withoutRepeats(entries: DictValue['entries']): DictValue['entries'] {
  const kept: DictValue['entries'][number][] = [];
  const texts = new Map<string, number>();
  for (const entry of entries) {
    const { key } = entry;
    const at = (key.kind === 'string' ? texts.get(key.value) : kept.findIndex((one) => sameValue(one.key, key))) ?? -1;
    if (at >= 0) kept[at] = entry;
    else {
      if (key.kind === 'string') texts.set(key.value, kept.length);
      kept.push(entry);
    }
  }
  return kept;
}

function haveSameItems(a: SequenceValue, b: SequenceValue, isHeld: (item: Value, index: number) => boolean): boolean {
  return a.open !== true && b.open !== true && a.items.length === b.items.length && a.items.every(isHeld);
}

/** All things a value can be: the alternatives of a choice, the default behind an environment variable. */
export function alternativesOf(value: Value): readonly { readonly value: Value; readonly condition?: string }[] {
  if (value.kind === 'choice')
    return value.alternatives.flatMap((one) =>
      alternativesOf(one.value).map((inner) => withCondition(inner.value, join(one.condition, inner.condition))),
    );
  if (value.kind === 'environment' && value.default !== undefined) {
    return alternativesOf(value.default).map((inner) =>
      withCondition(inner.value, join(`${value.name} is not set`, inner.condition)),
    );
  }
  return [{ value }];
}

/** What the value is when nobody configures anything: the default of an environment variable, the usual one of several, else itself. */
export function defaultOf(value: Value): Value {
  if (value.kind === 'environment') return value.default === undefined ? value : defaultOf(value.default);
  const usual = value.kind === 'choice' ? value.alternatives.find((one) => one.usual === true) : undefined;
  return usual === undefined ? value : defaultOf(usual.value);
}

/** The text of a string whose value is certain, or that stands unless somebody configures another. */
export function textOfValue(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  const settled = defaultOf(value);
  return settled.kind === 'string' ? settled.value : undefined;
}

/** True, false, or undefined when it cannot be told. */
export function truthOf(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'bool':
      return value.value;
    case 'none':
      return false;
    case 'string':
      return value.value !== '';
    case 'number':
      return value.value !== 0;
    case 'list':
    case 'tuple':
    case 'set':
      return value.items.length > 0 ? true : value.open === true ? undefined : false;
    case 'dict':
      return value.entries.length > 0 ? true : value.open === true ? undefined : false;
    case 'external-call': {
      const [held] = /^pydantic\.(types\.)?Secret(Str|Bytes)$/.test(value.callee) ? value.args.positional : [];
      return held === undefined ? undefined : truthOf(held);
    }
    case 'app':
    case 'router':
    case 'function':
    case 'class':
    case 'module':
    case 'bound-method':
    case 'partial':
      return true;
    default:
      return undefined;
  }
}

/** The strings of a list of strings; undefined when one of them is not known. */
export function stringsOf(value: Value | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const settled = defaultOf(value);
  if (settled.kind !== 'list' && settled.kind !== 'tuple' && settled.kind !== 'set') return undefined;
  if (settled.open === true) return undefined;
  const texts = settled.items.map(textOfValue);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** True for the attributes of an object that the interpreter made itself. */
export function isGrowing(attributes: InstanceValue['attributes']): attributes is Map<string, Value> {
  return attributes instanceof Map;
}
