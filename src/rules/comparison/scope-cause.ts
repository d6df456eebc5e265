import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { DependencyUse } from '../../fastapi/model.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { subjectOf } from '../../fastapi/questions/authentication/paths.ts';
import { edgeCause } from './edge-cause.ts';
import { isSameUse, type Cause } from './guard-cause.ts';
import type { RoutePair } from './route-pairs.ts';
import type { Snapshots } from './snapshots.ts';
import { isWithin } from './source-text.ts';

/** The `Security(...)` that asked for scopes which the head asks for no longer. */
export function scopeCause(pair: RoutePair, lost: readonly string[], snapshots: Snapshots): Cause | undefined {
  const use = treeOf(pair.base.dependencies).find(({ scopes }) => lost.some((scope) => scopes.includes(scope)));
  if (use === undefined) return undefined;
  const heads = treeOf(pair.head.dependencies).filter((other) => isSameUse(use, other, snapshots));
  const head =
    heads.find(({ via, parameter }) => via === use.via && parameter === use.parameter) ??
    heads.find(({ via }) => via === use.via);
  if (head === undefined) return pair.base.dependencies.includes(use) ? edgeCause(pair, use, snapshots) : undefined;
  const place = placeOf(use);
  return {
    at: place,
    side: 'LEFT',
    counterparts: [placeOf(head), ...(use.via === 'parameter' ? [pair.head.site] : [])],
    subject:
      use.via === 'parameter' || use.via === 'decorator'
        ? `${subjectOf(pair.head)} ${head.name}`
        : `${use.via} ${head.name} of ${pair.head.router.name}`,
    what: head.security
      ? `\`Security(${shortName(use.name)})\` lost ${lost.map((scope) => `\`${scope}\``).join(', ')}`
      : `\`Security(${shortName(use.name)}, scopes=[...])\` became \`Depends(${shortName(use.name)})\``,
  };
}

/** The parameter, unless the marker stands in the definition of an alias. */
function placeOf({ site, marker }: DependencyUse): DependencyUse['site'] {
  return isWithin(marker, site) ? site : marker;
}
