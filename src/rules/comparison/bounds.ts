import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { Site } from '../../core/span.ts';
import { defaultOf } from '../../fastapi/values.ts';
import type { Parameter, Route } from '../../fastapi/model.ts';
import type { CallArguments, Value } from '../../fastapi/value.ts';
import { isWithin } from './source-text.ts';

/** An upper bound, and where it is said. */
export interface Bound {
  /** As the code names it: `le`, `max_length`. */
  readonly name: string;
  readonly value: number;
  /** `le=100` whole; the constant behind it, where the number is written elsewhere. */
  readonly site: Site;
  readonly literal: Site;
}

/** Bounds of the same kind, whatever they are called. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ['le', 'size'],
  ['lt', 'size'],
  ['max_length', 'length'],
  ['max_items', 'length'],
  ['max_digits', 'digits'],
  ['max_body_size', 'body'],
  ['max_size', 'body'],
  ['max_upload_size', 'body'],
  ['max_part_size', 'part'],
  ['max_files', 'files'],
  ['max_fields', 'fields'],
  ['page_size', 'page'],
]);

/** What a limiter of one's own may call its bound: `max_bytes`, `requests`, `limit`; the names of the bounds that are known count as theirs. */
export function anyLimit(name: string): string | undefined {
  const isLimit = /^(max|limit|times|requests|calls|burst|capacity)|_(limit|bytes|size|length|requests|calls)$/u;
  return KINDS.get(name) ?? (isLimit.test(name) ? name : undefined);
}

/** Upper bounds among the arguments of `Query(...)`, `Field(...)`, `conint(...)`, `FastAPI(...)`. */
export function boundsOf(
  args: readonly CallArguments[],
  kindOf = (name: string): string | undefined => KINDS.get(name),
): ReadonlyMap<string, Bound> {
  const bounds = new Map<string, Bound>();
  for (const { keywords, keywordSites } of args) {
    for (const [name, given] of keywords) {
      const kind = kindOf(name);
      const value = defaultOf(given);
      if (kind === undefined || value.kind !== 'number') continue;
      const site = keywordSites.get(name) ?? given.site;
      bounds.set(kind, { name, value: name === 'lt' ? value.value - 1 : value.value, site, literal: value.site });
    }
  }
  return bounds;
}

/** Calls that carry constraints: the marker, and what `Annotated` lists. */
export function constraintsIn(values: readonly (Value | undefined)[]): readonly CallArguments[] {
  return values.flatMap((value) => {
    if (value?.kind === 'external-call') return [named(value)];
    if (value?.kind === 'annotated') return constraintsIn([value.base, ...value.metadata]);
    if (value?.kind === 'choice') return value.alternatives.flatMap((one) => constraintsIn([one.value]));
    return [];
  });
}

/** `Le(100)` and `MaxLen(80)` of annotated_types say by their name what `Field(le=100)` says by its keyword. */
function named({ callee, args }: Extract<Value, { kind: 'external-call' }>): CallArguments {
  const name = BY_CALLEE.get(callee);
  const [value] = callee.endsWith('.Len') ? args.positional.slice(1) : args.positional;
  return name === undefined || value === undefined ? args : { ...args, keywords: new Map([[name, value]]) };
}

const BY_CALLEE: ReadonlyMap<string, string> = new Map([
  ['annotated_types.Le', 'le'],
  ['annotated_types.Lt', 'lt'],
  ['annotated_types.MaxLen', 'max_length'],
  ['annotated_types.Len', 'max_length'],
]);

/** What a parameter says of itself: its type, its marker, its default. */
export function valuesOf({ marker, annotation, default: given }: Parameter): readonly (Value | undefined)[] {
  return [annotation, marker, given];
}

/** `limit le=100`, by the names of the parameters that a route and its dependencies take. */
export function parameterBounds(route: Route): ReadonlyMap<string, readonly string[]> {
  const parameters = [...route.parameters, ...treeOf(route.dependencies).flatMap((use) => use.parameters)];
  return new Map(
    parameters.map((parameter) => [
      parameter.name,
      [...boundsOf(constraintsIn(valuesOf(parameter))).values()].map(
        ({ name, value }) => `${parameter.name} ${name}=${value}`,
      ),
    ]),
  );
}

/** True when something about the constraints cannot be told, so that an absent bound is not known to be absent. */
export function isOpen(args: readonly CallArguments[], values: readonly (Value | undefined)[]): boolean {
  return (
    args.some(({ open }) => open) ||
    values.some((value) => value?.kind === 'annotated' && value.metadata.some(({ kind }) => kind === 'unknown'))
  );
}

export interface LoosenedBound {
  readonly base: Bound;
  readonly head?: Bound;
}

/** Bounds that were dropped or raised. */
export function loosenedBounds(
  base: ReadonlyMap<string, Bound>,
  head: ReadonlyMap<string, Bound>,
): readonly LoosenedBound[] {
  const found: LoosenedBound[] = [];
  for (const [kind, bound] of base) {
    const now = head.get(kind);
    if (now === undefined) found.push({ base: bound });
    else if (now.value > bound.value) found.push({ base: bound, head: now });
  }
  return found;
}

/** Where the base said it, and where the head says it now: the constants, when these and not the arguments changed. */
export function placesOf({ base, head }: LoosenedBound): { readonly at: Site; readonly counterparts: readonly Site[] } {
  const isConstant = !isWithin(base.literal, base.site);
  if (head !== undefined && isConstant && !isWithin(head.literal, head.site))
    return { at: base.literal, counterparts: [head.literal] };
  return { at: base.site, counterparts: head === undefined ? [] : [head.site] };
}

export function wordsFor({ base, head }: LoosenedBound): string {
  return head === undefined
    ? `\`${base.name}=${base.value}\` is gone`
    : `\`${head.name}\` goes from ${base.value} to ${head.value}`;
}
