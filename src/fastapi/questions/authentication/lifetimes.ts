import type { Site } from '../../../core/span.ts';
import type { Expr, Stmt } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import type { Code, Facts } from '../../facts.ts';
import type { Value } from '../../value.ts';
import { argumentOf, defaultOf } from '../../values.ts';
import { mentions, nodesIn, siteIn } from '../code.ts';

/** How long something lives that is made here. */
export interface Lifetime {
  readonly seconds: number;
  readonly site: Site;
  /** Where its numbers are written: there, or in the constant or setting that is named there. */
  readonly written: readonly Site[];
}

/** `timedelta(days=30)` in the body, or in a constant or class attribute that it names; `time.time() + 86400 * 30`. */
export function lifetimesOf(facts: Facts, code: Code): readonly Lifetime[] {
  const own = code.calls.flatMap(({ callee, node, site }) =>
    DELTA.test(callee) ? [lifetimeOf(code.valueOf(node), site)] : [],
  );
  return [...own, ...heldDeltas(facts, code), ...addedSeconds(code)];
}

const SECONDS: Record<string, number> = { weeks: 604800, days: 86400, hours: 3600, minutes: 60, seconds: 1 };
const DELTA = /(^|\.)timedelta$/;

/** The deltas of constants that the body names: of its module, or of its class as `self.lifetime`. */
function heldDeltas(facts: Facts, code: Code): readonly Lifetime[] {
  const nodes = nodesIn(code.body);
  const own = (code.owner?.body ?? []).filter((one) =>
    nodes.some((node) => node.kind === 'attribute' && node.attr === nameAssigned(one)),
  );
  const holders = code.module.body.filter((one) => mentions(code.body, new Set([nameAssigned(one) ?? ''])));
  return [...own, ...holders].flatMap((one) =>
    one.kind === 'assign' && one.value?.kind === 'call' && !/refresh/i.test(nameAssigned(one) ?? '')
      ? [lifetimeOf(facts.valueIn(code.module, one.value), siteIn(code, one.value))]
      : [],
  );
}

function nameAssigned(statement: Stmt): string | undefined {
  const target = statement.kind === 'assign' ? statement.targets[0] : undefined;
  return target?.kind === 'name' ? target.id : undefined;
}

/** `int(time.time()) + settings.TOKEN_SECONDS`. */
function addedSeconds(code: Code): readonly Lifetime[] {
  return nodesIn(code.body).flatMap((node) => {
    if (node.kind !== 'binary' || node.op !== '+' || !readsClock(node.left)) return [];
    const added = defaultOf(code.valueOf(node.right));
    return added.kind === 'number'
      ? [{ seconds: added.value, site: siteIn(code, node.right), written: [added.site] }]
      : [];
  });
}

/** `time.time()`, `int(time())`, `datetime.now().timestamp()`: seconds. */
function readsClock(expr: Expr): boolean {
  return nodesIn(expr).some(
    (node) =>
      node.kind === 'call' && /(^|\.)(time|timestamp|timegm)$/.test(dottedName(node.func) ?? lastAttribute(node.func)),
  );
}

function lastAttribute(expr: Expr): string {
  return expr.kind === 'attribute' ? expr.attr : '';
}

function lifetimeOf(delta: Value, site: Site): Lifetime {
  if (delta.kind !== 'external-call' || !DELTA.test(delta.callee)) return { seconds: 0, site, written: [] };
  const parts = Object.entries(SECONDS).flatMap(([unit, seconds]) => {
    const value = argumentOf(delta.args, unit, unit === 'days' ? 0 : unit === 'seconds' ? 1 : undefined);
    const settled = value === undefined ? undefined : defaultOf(value);
    return settled?.kind === 'number' ? [{ seconds: settled.value * seconds, at: settled.site }] : [];
  });
  return { seconds: parts.reduce((sum, one) => sum + one.seconds, 0), site, written: parts.map(({ at }) => at) };
}
