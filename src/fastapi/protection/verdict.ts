import { pathTo, treeOf } from '../dependency-tree.ts';
import type { Evidence, Guard, Protection } from '../model.ts';
import type { BareRoute } from '../bare-route.ts';
import { unreadSignature } from '../unread.ts';
import type { Judgement } from './judgement.ts';

/** Protected when nobody comes through without a credential and a made-up one is turned away. */
export function verdictOf(row: BareRoute, parts: readonly Judgement[]): Protection {
  const guards = parts.flatMap((part) => part.guards).sort((a, b) => rank(a, parts) - rank(b, parts));
  const stops = parts.some((part) => part.stopsAnonymous && (part.guards.length > 0 || part.readsCredential));
  if (guards.length > 0 && stops) return { status: 'protected', via: proofOf(row, parts, guards), guards };
  const unknown =
    parts.find((part) => part.unknown !== undefined)?.unknown ?? (row.openDependencies ? openReason(row) : undefined);
  if (unknown !== undefined) return { status: 'unknown', via: [], guards, reason: unknown };
  if (parts.some((part) => part.promises) && row.kind !== 'mount')
    return { status: 'unenforced', via: schemesBelow(row), guards };
  return { status: 'public', via: [], guards: [] };
}

/** First what answers 401 or 403 and lets nobody by who sends nothing. */
function rank(guard: Guard, parts: readonly Judgement[]): number {
  const stops = parts.some((part) => part.stopsAnonymous && part.guards.includes(guard));
  const answers = guard.kind !== 'dependency' || guard.statuses.some((status) => status === 401 || status === 403);
  return (stops ? 0 : 2) + (answers ? 0 : 1);
}

function openReason(row: BareRoute): string {
  const unread = row.dependencies.find((use) => !use.resolved);
  if (unread !== undefined) return `${unread.name} cannot be read`;
  return unreadSignature(row.handlerValue, row.parameters) ?? 'a list of dependencies that could not be read';
}

/** What turns a made-up credential away, after what asks for one where that is another part. */
function proofOf(row: BareRoute, parts: readonly Judgement[], guards: readonly Guard[]): readonly Evidence[] {
  const stopsItself = parts.some((part) => part.stopsAnonymous && part.guards.some((guard) => guard === guards[0]));
  return [...(stopsItself ? [] : schemesBelow(row)), ...chainOf(row, guards)];
}

/** The lines from the app down to the one that rejects. */
function chainOf(row: BareRoute, guards: readonly Guard[]): readonly Evidence[] {
  const [guard] = guards;
  if (guard === undefined) return [];
  const way: Evidence[] = [];
  const path = pathTo([...row.dependencies, ...row.conditionalDependencies], guard.name);
  const [root] = path;
  if (root !== undefined) {
    if (root.via === 'include' || root.via === 'app' || root.via === 'router')
      way.push({
        site: root.marker,
        text: `${root.name} for ${root.via === 'include' ? 'everything included here' : `the whole ${root.via}`}`,
      });
    way.push(...path.map(({ site, name }) => ({ site, text: name })));
  } else way.push({ site: guard.site, text: guard.name });
  return [...way, ...guard.proof];
}

function schemesBelow(row: BareRoute): Evidence[] {
  return treeOf(row.dependencies).flatMap(({ scheme, site, name }) =>
    scheme === undefined ? [] : [{ site, text: name }],
  );
}
