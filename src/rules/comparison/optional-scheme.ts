import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { DependencyUse, Route } from '../../fastapi/model.ts';
import { calledValue, shortName } from '../../fastapi/questions/authentication/guards.ts';
import { mentions, nodesIn } from '../../fastapi/questions/code.ts';
import type { Code, Facts } from '../../fastapi/facts.ts';
import type { FunctionValue } from '../../fastapi/value.ts';
import { defaultOf } from '../../fastapi/values.ts';
import { byCause, type Affected, type CauseGroup } from './affected.ts';
import type { RoutePair } from './route-pairs.ts';
import type { Snapshots } from './snapshots.ts';

/** Schemes that answered for a missing credential and hand on `None` now, to code that does not look for it. */
export function optionalSchemes(snapshots: Snapshots, explained: ReadonlySet<Route>): readonly CauseGroup[] {
  const affected: Affected[] = [];
  for (const pair of snapshots.routes) {
    if (
      pair.base.protection.status !== 'protected' ||
      pair.head.protection.status !== 'protected' ||
      explained.has(pair.head)
    )
      continue;
    affected.push(...optionalIn(pair, snapshots));
  }
  return byCause(affected);
}

function optionalIn({ base, head }: RoutePair, snapshots: Snapshots): readonly Affected[] {
  const before = schemesOf(base);
  return schemesOf(head).flatMap(({ use, consumer }, index) => {
    const old = before[index];
    if (old === undefined || old.use.scheme !== use.scheme || isOptional(old.use) || !isOptional(use)) return [];
    const code = consumer === undefined ? handlerCode(snapshots.head, head) : codeOf(snapshots.head, consumer);
    if (code === undefined || looksForNone(code, use.parameter)) return [];
    const cause = {
      at: old.use.value.site,
      side: 'LEFT' as const,
      counterparts: [use.value.site],
      subject: `scheme ${use.name} of ${head.app.name}`,
      what: `\`${shortName(use.scheme ?? use.name)}\` became optional (\`auto_error=False\`)`,
    };
    return [{ cause, route: head }];
  });
}

interface SchemeUse {
  readonly use: DependencyUse;
  /** The dependency that takes its value; the endpoint where there is none. */
  readonly consumer?: DependencyUse;
}

function schemesOf(route: Route): readonly SchemeUse[] {
  const own = route.dependencies.filter(({ scheme }) => scheme !== undefined).map((use) => ({ use }));
  const nested = treeOf(route.dependencies).flatMap((consumer) =>
    consumer.children.filter(({ scheme }) => scheme !== undefined).map((use) => ({ use, consumer })),
  );
  return [...own, ...nested];
}

function isOptional({ value }: DependencyUse): boolean {
  if (value.kind !== 'external-call' && value.kind !== 'instance') return false;
  const given = value.args.keywords.get('auto_error');
  const settled = given === undefined ? undefined : defaultOf(given);
  return settled?.kind === 'bool' && !settled.value;
}

function handlerCode(facts: Facts, route: Route): Code | undefined {
  return route.handler === undefined ? undefined : facts.codeOf(route.handler);
}

function codeOf(facts: Facts, { value }: DependencyUse): Code | undefined {
  const called = calledValue(value);
  const fn: FunctionValue | undefined =
    called.kind === 'function'
      ? called
      : called.kind === 'instance'
        ? facts.methodOf(called.class, '__call__')
        : undefined;
  return fn === undefined ? undefined : facts.codeOf(fn);
}

/** `if not token`, `if token is None`, `if token:`. */
function looksForNone(code: Code, parameter: string | undefined): boolean {
  if (parameter === undefined) return true;
  const names = new Set([parameter]);
  return nodesIn(code.body).some(
    (node) => (node.kind === 'if' || node.kind === 'conditional') && mentions(node.test, names),
  );
}
