import { pathTo } from '../../fastapi/dependency-tree.ts';
import type { Site } from '../../core/span.ts';
import type { DependencyUse, Guard, MiddlewareUse } from '../../fastapi/model.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { objectTitle } from './titles.ts';
import { subjectOf } from '../../fastapi/questions/authentication/paths.ts';
import { aliasCause } from './alias.ts';
import { bodyCause, calledBy, codeCause } from './body-cause.ts';
import { installedAt, ownName } from './middleware-purpose.ts';
import { edgeCause } from './edge-cause.ts';
import { installerCall } from './installer.ts';
import type { RoutePair } from './route-pairs.ts';
import { isSameSite, sourceText } from './source-text.ts';
import type { Snapshots } from './snapshots.ts';
import { constructionCause, valueCause } from './value-cause.ts';

/** Why a route lost a guard: one edit, however many routes it affects. */
export interface Cause {
  /** Where the base said it (LEFT), or where the head says what undid it (RIGHT). */
  readonly at: Site;
  readonly side: 'LEFT' | 'RIGHT';
  /** With LEFT: places of the head that could be the same line, modified. */
  readonly counterparts: readonly Site[];
  /** Names the cause; survives edits. */
  readonly subject: string;
  /** What happened, as the first half of a sentence. */
  readonly what: string;
}

/** The edge that went, from the route down to the guard; or the guard's own body. */
export function guardCause(pair: RoutePair, guard: Guard, snapshots: Snapshots): Cause {
  switch (guard.kind) {
    case 'dependency':
    case 'library':
      return dependencyCause(pair, guard, snapshots);
    case 'decorator':
      return decoratorCause(pair, guard, snapshots);
    case 'middleware':
      return middlewareCause(pair, guard, snapshots);
    case 'endpoint':
      return handlerCause(pair, guard, snapshots);
    case 'route-class':
      return routeClassCause(pair, guard);
  }
}

/** A dependency at the root of a route's tree that went, or is asked for with other words. */
export function dependencyEdge(pair: RoutePair, root: DependencyUse, snapshots: Snapshots): Cause {
  const head = pair.head.dependencies.find((use) => isSameUse(root, use, snapshots));
  if (head === undefined) return edgeCause(pair, root, snapshots);
  return rewrittenCause([root], pair, snapshots) ?? reworded(root, head, pair, snapshots);
}

/** A factory that makes the `Depends(...)` itself stands in the signature under its own name. */
function reworded(base: DependencyUse, head: DependencyUse, pair: RoutePair, snapshots: Snapshots): Cause {
  const before = sourceText(snapshots.base, base.site) ?? base.name;
  const after = sourceText(snapshots.head, head.site) ?? head.name;
  return {
    at: base.site,
    side: 'LEFT',
    counterparts: [head.site],
    subject: `${subjectOf(pair.head)} ${head.name}`,
    what: `\`${before}\` became \`${after}\``,
  };
}

function dependencyCause(pair: RoutePair, guard: Guard, snapshots: Snapshots): Cause {
  const path = pathTo(pair.base.dependencies, guard.name);
  const [root] = path;
  if (root === undefined) return unexplained(pair, guard);
  let current = pair.head.dependencies.find((use) => isSameUse(root, use, snapshots));
  if (current === undefined) return edgeCause(pair, root, snapshots);
  let parent = root;
  for (const use of path.slice(1)) {
    const next: DependencyUse | undefined = current.children.find((child) => isSameUse(use, child, snapshots));
    if (next === undefined) return nestedCause(use, { base: parent, head: current }, snapshots);
    parent = use;
    current = next;
  }
  return (
    rewrittenCause(path, pair, snapshots) ??
    constructionCause(parent, current, snapshots) ??
    bodyCause(guard, parent, snapshots) ??
    innerCause({ base: parent, head: current }, snapshots) ??
    unexplained(pair, guard)
  );
}

export function isSameUse(base: DependencyUse, head: DependencyUse, { renames }: Snapshots): boolean {
  return renames.text(base.name) === head.name;
}

/** A use of the base and the same at the head. */
interface UsePair {
  readonly base: DependencyUse;
  readonly head: DependencyUse;
}

/** A guard that asks another guard, and asks it no longer. */
function nestedCause(use: DependencyUse, parent: UsePair, snapshots: Snapshots): Cause {
  const parameter = parent.head.parameters.find(({ name }) => name === use.parameter);
  const alias = parameter === undefined ? undefined : aliasCause(use, parameter.site, snapshots);
  if (alias !== undefined) return alias;
  const definition = parent.head.value.site;
  return {
    at: use.site,
    side: 'LEFT',
    counterparts: [...(parameter === undefined ? [] : [parameter.site]), definition],
    subject: `function ${parent.head.name}`,
    what: `\`${shortName(parent.head.name)}\` no longer depends on \`${shortName(use.name)}\``,
  };
}

/** A guard that stands as it did, and goes by what another one gave it: that one went, or one below it. */
function innerCause({ base, head }: UsePair, snapshots: Snapshots, seen = new Set<DependencyUse>()): Cause | undefined {
  for (const use of base.children) {
    if (seen.has(use)) continue;
    seen.add(use);
    const next = head.children.find((child) => isSameUse(use, child, snapshots));
    if (next === undefined) return nestedCause(use, { base, head }, snapshots);
    const deeper = innerCause({ base: use, head: next }, snapshots, seen);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

/** The same callable, made or asked for with other words: `require("admin")` became `require("user")`. */
function rewrittenCause(path: readonly DependencyUse[], pair: RoutePair, snapshots: Snapshots): Cause | undefined {
  let heads: readonly DependencyUse[] = pair.head.dependencies;
  for (const use of path) {
    const head = heads.find((other) => isSameUse(use, other, snapshots));
    if (head === undefined) return undefined;
    const before = sourceText(snapshots.base, use.marker);
    const after = sourceText(snapshots.head, head.marker);
    if (before !== undefined && after !== undefined && before !== after) {
      return {
        at: use.marker,
        side: 'LEFT',
        counterparts: [head.marker],
        subject: `${subjectOf(pair.head)} ${head.name}`,
        what: `\`${before}\` became \`${after}\``,
      };
    }
    heads = head.children;
  }
  return undefined;
}

function decoratorCause(pair: RoutePair, guard: Guard, snapshots: Snapshots): Cause {
  const { base, head } = pair;
  const ref =
    base.decoratorsBelow.find(({ site }) => isInside(guard.site, site)) ??
    base.decoratorsBelow.find(({ text }) => text.includes(shortName(guard.name)));
  if (ref === undefined) return unexplained(pair, guard);
  const above = head.decoratorsAbove.find(({ text }) => text === ref.text);
  const subject = `${subjectOf(head)} @${shortName(guard.name)}`;
  if (above !== undefined) {
    const what = `\`@${shortName(guard.name)}\` moved above the route decorator, where FastAPI never calls it`;
    return { at: above.site, side: 'RIGHT', counterparts: [], subject, what };
  }
  const below = head.decoratorsBelow.find(({ text }) => text === ref.text);
  if (below !== undefined) {
    const code = snapshots.base.codes.filter(({ name }) => name === guard.name || name.startsWith(`${guard.name}.`));
    return codeCause(code, guard.proof, snapshots) ?? unexplained(pair, guard);
  }
  const what = `\`${shortName(head.endpoint)}\` lost its decorator \`@${shortName(guard.name)}\``;
  return { at: ref.site, side: 'LEFT', counterparts: [head.site], subject, what };
}

function middlewareCause(pair: RoutePair, guard: Guard, snapshots: Snapshots): Cause {
  const uses = middlewareOf(pair.base.app).filter(({ name }) => name === guard.name);
  const use = uses.find(({ site }) => isSameSite(site, guard.site)) ?? uses[0];
  if (use === undefined) return unexplained(pair, guard);
  const name = ownName(use, snapshots.base);
  const nameNow = snapshots.renames.text(name);
  if (middlewareOf(pair.head.app).some((other) => ownName(other, snapshots.head) === nameNow)) {
    const code = snapshots.base.codes.filter((one) => one.name === name || one.name.startsWith(`${name}.`));
    return codeCause(code, guard.proof, snapshots) ?? valueCause(code, snapshots) ?? unexplained(pair, guard);
  }
  const installed = installedAt(use, snapshots.base);
  return {
    at: installerCall(installed, snapshots) ?? installed,
    side: 'LEFT',
    counterparts: [],
    subject: `middleware ${name} of ${pair.base.app.name}`,
    what: `\`${objectTitle(pair.base.app.name)}\` lost its middleware \`${shortName(name)}\``,
  };
}

/** Of the app and of those it is mounted in: their middleware runs round it. */
export function middlewareOf(app: RoutePair['base']['app']): readonly MiddlewareUse[] {
  const own = [...app.middleware];
  const seen = new Set([app]);
  for (let outer = app.mountedIn; outer !== undefined && !seen.has(outer); outer = outer.mountedIn) {
    seen.add(outer);
    own.push(...outer.middleware);
  }
  return own;
}

function handlerCause(pair: RoutePair, guard: Guard, snapshots: Snapshots): Cause {
  const code = pair.base.handler === undefined ? undefined : snapshots.base.codeOf(pair.base.handler);
  const cause =
    code === undefined ? undefined : codeCause([code, ...calledBy(code, snapshots, 2)], guard.proof, snapshots);
  return cause ?? unexplained(pair, guard);
}

function routeClassCause(pair: RoutePair, guard: Guard): Cause {
  const argument = pair.base.router.args.keywordSites.get('route_class');
  return {
    at: argument ?? guard.site,
    side: 'LEFT',
    counterparts: [pair.head.router.site],
    subject: `router ${pair.head.router.name}`,
    what: `\`${objectTitle(pair.head.router.name)}\` lost \`route_class=${shortName(guard.name)}\``,
  };
}

/** The guard is where it was and says what it said; something that we do not see behind it changed. */
function unexplained(pair: RoutePair, guard: Guard): Cause {
  return {
    at: guard.proof[0]?.site ?? guard.site,
    side: 'LEFT',
    counterparts: [pair.head.registration, pair.head.site],
    subject: subjectOf(pair.head),
    what: `\`${shortName(guard.name)}\` no longer turns anyone away`,
  };
}

function isInside(inner: Site, outer: Site): boolean {
  return (
    inner.path === outer.path &&
    inner.span.startLine >= outer.span.startLine &&
    inner.span.endLine <= outer.span.endLine
  );
}
