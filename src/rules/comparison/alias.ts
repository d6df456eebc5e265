import type { Site } from '../../core/span.ts';
import type { DependencyUse } from '../../fastapi/model.ts';
import { siteOf } from '../../python/position.ts';
import type { Module, Stmt } from '../../python/syntax.ts';
import { shownUse } from './titles.ts';
import type { Cause } from './guard-cause.ts';
import type { Snapshots } from './snapshots.ts';
import { isWithin, sourceText } from './source-text.ts';

/** The parameter reads as before, by a name whose definition carries the dependency no longer: `user: CurrentUser`. */
export function aliasCause(use: DependencyUse, parameter: Site, snapshots: Snapshots): Cause | undefined {
  const isSame = sourceText(snapshots.base, use.site) === sourceText(snapshots.head, parameter);
  if (!isSame || isWithin(use.marker, use.site)) return undefined;
  const counterpart = definitionCounterpart(use.marker, snapshots);
  return {
    at: use.marker,
    side: 'LEFT',
    counterparts: counterpart === undefined ? [] : [counterpart.site],
    subject: `alias ${counterpart?.name ?? use.name}`,
    what: `\`${counterpart?.name ?? 'an alias'}\` no longer carries \`${shownUse(use)}\``,
  };
}

/** The statement of the head that defines the name (an alias, a list of dependencies) in whose definition a site of the base is written. */
export function definitionCounterpart(
  site: Site,
  { base, head, renames }: Snapshots,
): { readonly name: string; readonly site: Site } | undefined {
  const before = base.modules.find(({ path }) => path === site.path);
  const after = head.modules.find(({ path }) => path === renames.path(site.path));
  if (before === undefined || after === undefined) return undefined;
  const name = definitionsIn(before).find((definition) => isWithin(site, definition.site))?.name;
  return name === undefined ? undefined : definitionsIn(after).find((definition) => definition.name === name);
}

function definitionsIn(module: Module): readonly { readonly name: string; readonly site: Site }[] {
  return module.body.flatMap((stmt) => {
    const name = nameOf(stmt);
    return name === undefined ? [] : [{ name, site: siteOf(module, stmt) }];
  });
}

function nameOf(stmt: Stmt): string | undefined {
  if (stmt.kind === 'type-alias') return stmt.name;
  if (stmt.kind !== 'assign') return undefined;
  const [target] = stmt.targets;
  return target?.kind === 'name' ? target.id : undefined;
}
