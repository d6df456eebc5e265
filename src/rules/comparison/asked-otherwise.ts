import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { Code } from '../../fastapi/facts.ts';
import type { Guard } from '../../fastapi/model.ts';
import { nodesIn } from '../../fastapi/questions/code.ts';
import { textOf } from '../../python/position.ts';
import type { Call } from '../../python/syntax.ts';
import { guardCodes } from './body-cause.ts';
import { headCode } from './code-diff.ts';
import type { RoutePair } from './route-pairs.ts';
import type { Snapshots } from './snapshots.ts';

/**
 * True when the guard's body at the head hands the word to a query or a comparison instead of testing it in a condition:
 * `if user.blocked: raise` became `where(User.blocked.is_(False))`, `name != "admin"` became `compare_digest(name, b"admin")`.
 */
export function asksOtherwise(
  guard: Guard,
  demands: readonly string[],
  pair: RoutePair,
  snapshots: Snapshots,
): boolean {
  const use = treeOf(pair.base.dependencies).find(({ name }) => name === guard.name);
  const before = guardCodes(guard, use, snapshots);
  const asked = new Set(before.flatMap(wordsAsked));
  const now = new Set(before.flatMap(({ name }) => headCode(snapshots, name) ?? []).flatMap(wordsAsked));
  return demands.every((demand) => now.has(demand) && !asked.has(demand));
}

const ASKS = /^(?:where|filter|filter_by|find|find_one|first|get_or_none|exists|compare_digest)$/u;

function wordsAsked(code: Code): readonly string[] {
  return nodesIn(code.body).flatMap((node) =>
    node.kind === 'call' && ASKS.test(nameOf(node))
      ? node.args.flatMap((argument) => textOf(code.module, argument.value).match(/\w+/gu) ?? [])
      : [],
  );
}

function nameOf({ func }: Call): string {
  return func.kind === 'attribute' ? func.attr : func.kind === 'name' ? func.id : '';
}
