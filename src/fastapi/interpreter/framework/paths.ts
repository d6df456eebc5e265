import type { PathText } from '../../model.ts';
import type { ChoiceValue, Value } from '../../value.ts';
import { defaultOf, maybe, sameValue } from '../../values.ts';
import type { ValueList } from '../nodes.ts';

/** A path argument: its text, or a blur where it cannot be told. A configurable path stands at its default. */
export function pathOf(value: Value | undefined): PathText {
  if (value === undefined) return { text: '', known: true };
  const settled = defaultOf(value);
  if (settled.kind === 'string') return { text: settled.value, known: true };
  if (settled.kind === 'none') return { text: '', known: true };
  if (settled.kind === 'choice') {
    const first = settled.alternatives.find((one) => one.usual === true) ?? settled.alternatives[0];
    if (first !== undefined && defaultOf(first.value).kind === 'string')
      return { text: pathOf(first.value).text, known: first.usual === true };
  }
  return { text: '{?}', known: false };
}

/** Prefixes and path in order; known when all of them are. */
export function joinPaths(...parts: readonly PathText[]): PathText {
  return { text: parts.map((part) => part.text).join(''), known: parts.every((part) => part.known) };
}

/** A `dependencies=` argument. What is chosen by a condition, or cannot be read, leaves the list open. */
export function readList(value: Value | undefined, openIfAbsent: boolean): ValueList {
  if (value === undefined) return { items: [], open: openIfAbsent };
  const settled = value.kind === 'choice' ? value : defaultOf(value);
  switch (settled.kind) {
    case 'none':
      return { items: [], open: false };
    case 'list':
    case 'tuple':
    case 'set':
      return { items: [...settled.items], open: settled.open === true };
    case 'choice': {
      const usual = settled.alternatives.find((one) => one.usual === true);
      if (usual !== undefined) return withOthers(readList(usual.value, false), settled.alternatives);
      return readAlternatives(settled.alternatives);
    }
    default:
      return { items: [], open: true };
  }
}

/** `[Depends(guard)] if settings.key else []`: what is not there by default may be there all the same. */
function withOthers({ items, open }: ValueList, alternatives: ChoiceValue['alternatives']): ValueList {
  const others = alternatives.flatMap(({ value, condition = '' }) =>
    readList(value, false)
      .items.filter((item) => !items.includes(item))
      .map((item) => maybe(item, condition, false)),
  );
  return { items: [...items, ...others], open };
}

/** Lists that a condition chooses between: what all of them hold is there, the rest may be; one that cannot be read leaves it open. */
function readAlternatives(alternatives: ChoiceValue['alternatives']): ValueList {
  const lists = alternatives.map((one) => readList(one.value, false));
  const [first] = lists;
  if (first === undefined || lists.some((list) => list.open))
    return { items: [...(lists.find((list) => list.items.length > 0)?.items ?? [])], open: true };
  const isInAll = (item: Value): boolean => lists.every((list) => list.items.some((other) => isAlike(item, other)));
  const others = lists.flatMap(({ items }, index) =>
    items.filter((item) => !isInAll(item)).map((item) => maybe(item, alternatives[index]?.condition ?? '', true)),
  );
  return { items: [...first.items.filter(isInAll), ...others], open: false };
}

/** The same marker, written twice. */
function isAlike(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== 'external-call' || b.kind !== 'external-call' || a.callee !== b.callee) return false;
  const { positional, keywords } = a.args;
  const others = b.args.positional;
  return (
    keywords.size === 0 &&
    b.args.keywords.size === 0 &&
    positional.length === others.length &&
    positional.every((one, index) => {
      const other = others[index];
      return other !== undefined && sameValue(one, other);
    })
  );
}
