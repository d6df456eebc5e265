import type { Site } from '../../core/span.ts';
import { textOf } from '../../python/position.ts';
import type { Expr, Subscript } from '../../python/syntax.ts';
import { markerOf } from '../dependencies.ts';
import type { AnnotatedValue, Value } from '../value.ts';
import { choice, defaultOf, sameValue, sequence, unknown } from '../values.ts';
import { classAttribute } from './attributes.ts';
import { callValue } from './calls.ts';
import { put } from './library/containers.ts';
import { importByName } from './library/discovery.ts';
import { evaluate, evaluateAnnotation } from './expressions.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { sliceOf } from './slices.ts';

/** `object[index]`: an item, or a type with its arguments. */
export function evaluateSubscript(machine: Machine, expr: Subscript, frame: Frame, site: Site): Value {
  const object = evaluate(machine, expr.value, frame);
  if (object.kind === 'external') {
    const name = object.name;
    if (/(^|\.)Annotated$/.test(name)) return annotated(machine, expr, frame, site);
    if (name === 'os.environ' && expr.index[0] !== undefined)
      return environmentItem(evaluate(machine, expr.index[0], frame), site);
    if (name === 'sys.modules' && expr.index[0] !== undefined)
      return importByName(
        machine,
        { ...machine.noArguments, positional: [evaluate(machine, expr.index[0], frame)] },
        site,
      );
    // Optional[X], list[X]: kept as a call, so that a rule can look inside.
    const positional = expr.index.map((index) => evaluate(machine, index, frame));
    return {
      kind: 'external-call',
      callee: `${name}[]`,
      args: { positional, keywords: new Map(), keywordSites: new Map(), open: false },
      site,
    };
  }
  // `Of[User]` of a generic alias carries what the alias carries.
  if (object.kind === 'annotated') return object;
  const made = madeBySubscript(machine, object, expr, frame, site);
  if (made !== undefined) return made;
  // `Repository[Item]` is still that class.
  if (object.kind === 'class')
    return {
      ...object,
      subscripted: true,
      typeArguments: expr.index.map((one) => evaluateAnnotation(machine, one, frame)),
    };
  const [index] = expr.index;
  if (index === undefined) return unknown(site, 'a subscript without an index');
  if (index.kind === 'slice') {
    const read = (bound: Expr | undefined): Value | undefined =>
      bound === undefined ? undefined : evaluate(machine, bound, frame);
    return sliceOf(object, index, read, site);
  }
  const key = evaluate(machine, index, frame);
  fillMissing(machine, object, key, site);
  return chosenByKey(object, key, { text: textOf(frame.module, index), site }) ?? itemOf(object, key, site);
}

/** `Needs[guard]`: what the project's own `__class_getitem__` or `__getitem__` makes of it; a class stays one unless it becomes an `Annotated` or a `Depends`. */
function madeBySubscript(
  machine: Machine,
  object: Value,
  expr: Subscript,
  frame: Frame,
  site: Site,
): Value | undefined {
  const getter =
    object.kind === 'class'
      ? classAttribute(machine, object, '__class_getitem__', site)
      : object.kind === 'instance'
        ? classAttribute(machine, object.class, '__getitem__', site)
        : undefined;
  if (getter?.kind !== 'function') return undefined;
  const items = expr.index.map((index) => evaluate(machine, index, frame));
  const [only] = items;
  const given = items.length === 1 && only !== undefined ? only : sequence('tuple', items, site);
  const made = callValue(machine, getter, { ...machine.noArguments, positional: [object, given] }, site);
  return object.kind === 'class' && made.kind !== 'annotated' && markerOf(made) === undefined ? undefined : made;
}

/** `groups[name]` of a `defaultdict(list)`: a key that is not there gets what the factory makes. */
function fillMissing(machine: Machine, object: Value, key: Value, site: Site): void {
  if (object.kind !== 'dict' || object.factory === undefined || machine.frozen) return;
  if (key.kind === 'unknown' || object.entries.some((entry) => sameValue(entry.key, key))) return;
  const made = callValue(machine, object.factory, machine.noArguments, site);
  put(object, object.entries.length, { key, value: made });
}

/** `ORIGINS[stage]` with a key that is not known: each value with the key that leads to it. */
function chosenByKey(
  object: Value,
  key: Value,
  place: { readonly text: string; readonly site: Site },
): Value | undefined {
  const container = defaultOf(object);
  if (container.kind !== 'dict' || container.entries.length === 0) return undefined;
  if (key.kind !== 'unknown' && key.kind !== 'environment') return undefined;
  const alternatives = container.entries.map(({ key: one, value }) =>
    one.kind === 'string' ? { value, condition: `${place.text} == ${JSON.stringify(one.value)}` } : { value },
  );
  return choice(alternatives, place.site);
}

function environmentItem(key: Value, site: Site): Value {
  return key.kind === 'string'
    ? { kind: 'environment', name: key.value, site }
    : unknown(site, 'an environment variable');
}

/** FastAPI looks through one `type` statement that is the annotation itself; what another one names brings no dependency. */
export function behindAlias(value: AnnotatedValue): AnnotatedValue {
  return { ...value, metadata: value.metadata.filter((one) => markerOf(one) === undefined) };
}

function annotated(machine: Machine, expr: Subscript, frame: Frame, site: Site): Value {
  const [first, ...rest] = expr.index;
  if (first === undefined) return unknown(site, 'Annotated without a type');
  const base = evaluateAnnotation(machine, first, frame);
  const metadata = rest.map((part) => evaluate(machine, part, frame));
  if (base.kind === 'annotated') {
    const { metadata: inner } = base.alias === true ? behindAlias(base) : base;
    return { kind: 'annotated', base: base.base, metadata: [...inner, ...metadata], site };
  }
  return { kind: 'annotated', base, metadata, site };
}

/** What a container holds under a key. */
export function itemOf(object: Value, key: Value, site: Site): Value {
  const container = defaultOf(object);
  if (container.kind === 'choice')
    return choice(
      container.alternatives.map((one) => ({ ...one, value: itemOf(one.value, key, site) })),
      site,
    );
  if (key.kind === 'choice')
    return choice(
      key.alternatives.map((one) => ({ ...one, value: itemOf(container, one.value, site) })),
      site,
    );
  if (container.kind === 'dict') {
    const found = container.entries.findLast((entry) => sameValue(entry.key, key));
    if (found !== undefined) return found.value;
    const all = container.entries.map((entry) => ({ value: entry.value }));
    return key.kind === 'string' || all.length === 0 ? unknown(site, 'a key that is not there') : choice(all, site);
  }
  if ((container.kind === 'list' || container.kind === 'tuple') && key.kind === 'number') {
    return container.items.at(key.value) ?? unknown(site, 'an index outside the list');
  }
  if (container.kind === 'string' && key.kind === 'number') {
    const character = Array.from(container.value).at(key.value);
    return character === undefined
      ? unknown(site, 'an index outside the text')
      : { kind: 'string', value: character, site };
  }
  return unknown(site, 'an item of something unknown');
}
