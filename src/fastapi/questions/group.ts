import type { Site } from '../../core/span.ts';

/** Items with equal keys together, in order of first appearance. */
export function groupBy<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Equal sites have equal keys. */
export function keyOf(site: Site): string {
  const { startLine, startColumn, endLine, endColumn } = site.span;
  return `${site.path}:${String(startLine)}:${String(startColumn)}:${String(endLine)}:${String(endColumn)}`;
}
