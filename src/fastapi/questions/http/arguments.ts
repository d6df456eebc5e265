import type { Site } from '../../../core/span.ts';
import { compareSites } from '../../../core/span.ts';
import type { Facts } from '../../facts.ts';
import { sourceAt } from './source.ts';

/** Edits of a call's arguments. */

export interface Edit {
  readonly at: Site;
  readonly replacement: string;
}

/** Sets keywords to `True`: those that are there are replaced, the others follow the last argument. */
export function withTrue(
  facts: Facts,
  names: readonly string[],
  present: ReadonlyMap<string, Site>,
  last: Site | undefined,
): readonly Edit[] | undefined {
  const edits = new Map<Site, string>();
  const added = names.filter((name) => !present.has(name));
  for (const name of names) {
    const site = present.get(name);
    if (site !== undefined) edits.set(site, `${name}=True`);
  }
  if (added.length > 0) {
    if (last === undefined) return undefined;
    const replaced = [...edits.keys()].find((site) => compareSites(site, last) === 0);
    const before = replaced === undefined ? sourceAt(facts, last) : (edits.get(replaced) ?? '');
    if (before === '') return undefined;
    edits.set(replaced ?? last, [before, ...added.map((name) => `${name}=True`)].join(', '));
  }
  return [...edits].map(([at, replacement]) => ({ at, replacement }));
}

/** The site that stands last in the text. */
export function lastSite(sites: Iterable<Site>): Site | undefined {
  return [...sites].toSorted(compareSites).at(-1);
}
