import type { Site } from '../../core/span.ts';
import type { DependencyUse, IncludeUse, Route, RouterObject } from '../../fastapi/model.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { objectTitle, routerName, shownUse, stableName } from './titles.ts';
import { subjectOf, titleOf } from '../../fastapi/questions/authentication/paths.ts';
import { aliasCause, definitionCounterpart } from './alias.ts';
import type { Cause } from './guard-cause.ts';
import type { RoutePair } from './route-pairs.ts';
import { isSameSite, sourceText } from './source-text.ts';
import type { Snapshots } from './snapshots.ts';

/** A dependency that the base asked for at the root of a route's tree, and the head does not: which edge carried it. */
export function edgeCause(pair: RoutePair, root: DependencyUse, snapshots: Snapshots): Cause {
  const cause = ownerCause(pair, root, snapshots);
  const rebound = reboundCause(root, cause, snapshots);
  if (rebound !== undefined) return rebound;
  // The list may stand in a constant that several owners share.
  const constant = cause.side === 'LEFT' ? definitionCounterpart(cause.at, snapshots)?.site : undefined;
  return constant === undefined ? cause : { ...cause, counterparts: [...cause.counterparts, constant] };
}

/** It is asked for in the same words, by a name that means another guard now. */
function reboundCause(root: DependencyUse, { counterparts }: Cause, snapshots: Snapshots): Cause | undefined {
  const asked = sourceText(snapshots.base, root.marker);
  const stands = counterparts.some((site) => asked !== undefined && sourceText(snapshots.head, site)?.includes(asked));
  const now = stands ? definitionCounterpart(root.value.site, snapshots) : undefined;
  if (now === undefined) return undefined;
  const what = `\`${now.name}\` is another guard now`;
  return left(root.value.site, [now.site], { subject: `dependency ${now.name}`, what });
}

function ownerCause(pair: RoutePair, root: DependencyUse, snapshots: Snapshots): Cause {
  switch (root.via) {
    case 'app':
      return appCause(pair, root, snapshots);
    case 'include':
      return includeCause(pair, root, snapshots);
    case 'router':
      return routerCause(pair, root, snapshots);
    case 'decorator':
      return left(root.site, [pair.head.registration], {
        subject: `${subjectOf(pair.head)} dependencies`,
        what: `\`${titleOf(pair.head)}\` lost \`${shownUse(root)}\` from its \`dependencies\``,
      });
    case 'parameter':
    case 'class-attribute':
    case 'nested':
      return parameterCause(pair, root, snapshots);
  }
}

function parameterCause(pair: RoutePair, root: DependencyUse, snapshots: Snapshots): Cause {
  const { head } = pair;
  const parameter = head.parameters.find(({ name }) => name === root.parameter);
  const alias = parameter === undefined ? undefined : aliasCause(root, parameter.site, snapshots);
  if (alias !== undefined) return alias;
  return left(root.site, [...(parameter === undefined ? [] : [parameter.site]), head.site], {
    subject: `${subjectOf(head)} ${root.parameter ?? shortName(root.name)}`,
    what: `\`${shortName(head.endpoint)}\` no longer depends on \`${shortName(root.name)}\``,
  });
}

function appCause(pair: RoutePair, root: DependencyUse, snapshots: Snapshots): Cause {
  const { base, head } = pair;
  const name = stableName(snapshots.renames.text(base.app.name));
  const stands = snapshots.head.application.allApps.some((app) => stableName(app.name) === name);
  if (stableName(head.app.name) !== name && stands) {
    const [outermost] = head.chain;
    const what = `\`${titleOf(head)}\` is served by \`${objectTitle(head.app.name)}\` now, which the dependencies of \`${objectTitle(base.app.name)}\` do not reach`;
    const subject = outermost === undefined ? subjectOf(head) : includeSubject(outermost, head);
    return right(outermost?.site ?? head.registration, { subject, what });
  }
  return left(root.site, [head.app.site], {
    subject: `app ${stableName(head.app.name)}`,
    what: `\`${objectTitle(base.app.name)}\` lost \`${shownUse(root)}\` from its \`dependencies\``,
  });
}

function includeCause(pair: RoutePair, root: DependencyUse, snapshots: Snapshots): Cause {
  const { base, head } = pair;
  const include = base.chain.find(({ dependencies }) => dependencies.some(({ site }) => isSameSite(site, root.site)));
  if (include === undefined)
    return left(root.site, [head.registration], { subject: subjectOf(head), what: lost(head, root) });
  const same = head.chain.find((other) => isSameInclude(include, other, snapshots));
  const near = same ?? head.chain.find(({ child }) => isSameName(include.child, child, snapshots.renames));
  if (near !== undefined) {
    return left(root.site, [near.site], {
      subject: includeSubject(near, head),
      what: `the include of \`${objectTitle(near.child.name)}\` lost \`${shownUse(root)}\``,
    });
  }
  return movedCause(pair, root, {
    ownerStands: standsAtHead(include, snapshots),
    owner: objectTitle(include.child.name),
  });
}

function routerCause(pair: RoutePair, root: DependencyUse, snapshots: Snapshots): Cause {
  const { base, head } = pair;
  const owner = routersOf(base).find(({ dependencies }) =>
    dependencies.some(({ site }) => isSameSite(site, root.site)),
  );
  if (owner === undefined)
    return left(root.site, [head.router.site], { subject: subjectOf(head), what: lost(head, root) });
  const isOwner = (router: RouterObject): boolean => isSameName(owner, router, snapshots.renames);
  const same = routersOf(head).find(isOwner);
  if (same !== undefined) {
    return left(root.site, [same.site], {
      subject: `router ${routerName(same, head.app)}`,
      what: `\`${objectTitle(same.name)}\` lost \`${shownUse(root)}\` from its \`dependencies\``,
    });
  }
  const ownerStands = snapshots.head.application.routers.some(isOwner);
  if (owner === base.router) return movedCause(pair, root, { ownerStands, owner: objectTitle(owner.name) });
  // An outer router: the route's own one is included elsewhere now.
  const below = base.chain.find(({ parent }) => parent === owner);
  const include =
    head.chain.find(({ child }) => below !== undefined && isSameName(below.child, child, snapshots.renames)) ??
    head.chain.at(-1);
  if (include === undefined) return movedCause(pair, root, { ownerStands, owner: objectTitle(owner.name) });
  const subject = includeSubject(include, head);
  const what = `\`${objectTitle(include.child.name)}\` is included into \`${objectTitle(include.parent.name)}\` now, without \`${shownUse(root)}\` of \`${objectTitle(owner.name)}\``;
  return ownerStands
    ? right(include.site, { subject, what })
    : left(root.site, [include.site, include.parent.site], { subject, what });
}

/** The route left the router that guarded it. When that router is gone too, its deleted dependency is the cause. */
function movedCause(
  pair: RoutePair,
  root: DependencyUse,
  { ownerStands, owner }: { readonly ownerStands: boolean; readonly owner: string },
): Cause {
  const { head } = pair;
  const what = `\`${titleOf(head)}\` left \`${owner}\` for \`${objectTitle(head.router.name)}\`, which does not ask for \`${shownUse(root)}\``;
  if (ownerStands) return right(head.registration, { subject: subjectOf(head), what });
  const include = head.chain.at(-1);
  return left(root.site, [head.router.site, ...(include === undefined ? [] : [include.site]), head.registration], {
    subject: `router ${routerName(head.router, head.app)}`,
    what: `\`${objectTitle(head.router.name)}\` does not ask for \`${shownUse(root)}\`, as \`${owner}\` did`,
  });
}

function isSameInclude(base: IncludeUse, head: IncludeUse, { renames }: Snapshots): boolean {
  return isSameName(base.parent, head.parent, renames) && isSameName(base.child, head.child, renames);
}

function standsAtHead(include: IncludeUse, snapshots: Snapshots): boolean {
  const { application } = snapshots.head;
  const parents = [...application.routers, ...application.allApps.map(({ router }) => router)];
  return parents.some(({ includes }) => includes.some((other) => isSameInclude(include, other, snapshots)));
}

function isSameName(base: RouterObject, head: RouterObject, renames: Snapshots['renames']): boolean {
  return stableName(renames.text(base.name)) === stableName(head.name);
}

/** The route's own router first, then those above it. */
export function routersOf(route: Route): readonly RouterObject[] {
  return [...new Set([route.router, ...route.chain.toReversed().flatMap(({ parent, child }) => [child, parent])])];
}

function includeSubject({ parent, child }: IncludeUse, { app }: Route): string {
  return `include ${routerName(parent, app)} <- ${routerName(child, app)}`;
}

function lost(route: Route, root: DependencyUse): string {
  return `\`${titleOf(route)}\` lost \`${shownUse(root)}\``;
}

type Said = Pick<Cause, 'subject' | 'what'>;

function left(at: Site, counterparts: readonly Site[], said: Said): Cause {
  return { at, side: 'LEFT', counterparts, ...said };
}

function right(at: Site, said: Said): Cause {
  return { at, side: 'RIGHT', counterparts: [], ...said };
}
