import type { DependencyUse } from './model.ts';

/**
 * The dependencies and all below them, in the order FastAPI resolves them, each once: one that several others need is below
 * each of them, and going down every way to it would take time that doubles with each level.
 */
export function treeOf(uses: readonly DependencyUse[]): readonly DependencyUse[] {
  const known = trees.get(uses);
  if (known !== undefined) return known;
  const found = below(uses, ({ children }) => children);
  trees.set(uses, found);
  return found;
}

/** Dependencies never change, and every rule asks for their trees. */
const trees = new WeakMap<readonly DependencyUse[], readonly DependencyUse[]>();

/** As `treeOf`, through those children alone that the caller follows. */
export function below(
  uses: readonly DependencyUse[],
  followed: (use: DependencyUse) => readonly DependencyUse[],
): readonly DependencyUse[] {
  const found = new Set<DependencyUse>();
  const open = uses.toReversed();
  for (let use = open.pop(); use !== undefined; use = open.pop()) {
    if (found.has(use)) continue;
    found.add(use);
    open.push(...followed(use).toReversed());
  }
  return [...found];
}

/** The uses from one of these down to the first of that name; none when it is not below them. */
export function pathTo(uses: readonly DependencyUse[], name: string): readonly DependencyUse[] {
  const root = uses.find((use) => use.name === name || treeOf(use.children).some((one) => one.name === name));
  if (root === undefined) return [];
  return root.name === name ? [root] : [root, ...pathTo(root.children, name)];
}

/** The dependencies and all below them as FastAPI calls them, each once: after those that it depends on. */
export function callOrder(uses: readonly DependencyUse[]): readonly DependencyUse[] {
  const seen = new Set<DependencyUse>();
  const called: DependencyUse[] = [];
  const call = (use: DependencyUse): void => {
    if (seen.has(use)) return;
    seen.add(use);
    use.children.forEach(call);
    called.push(use);
  };
  uses.forEach(call);
  return called;
}
