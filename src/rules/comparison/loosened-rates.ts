import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { Site } from '../../core/span.ts';
import type { Route } from '../../fastapi/model.ts';
import { lastName } from '../../fastapi/questions/code.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { subjectOf, titleOf } from '../../fastapi/questions/authentication/paths.ts';
import { byCause, listed, type Affected } from './affected.ts';
import { codeCause, functionsOf } from './body-cause.ts';
import { pairCalls } from './call-pairs.ts';
import { edgeCause } from './edge-cause.ts';
import type { Cause } from './guard-cause.ts';
import type { Loosened } from './loosened.ts';
import { defaultRate, rateLimitsOf, type RateLimit } from './rates.ts';
import type { RoutePair } from './route-pairs.ts';
import type { Snapshots } from './snapshots.ts';

export interface LoosenedRate extends Loosened {
  readonly routes: readonly Route[];
}

const EXPLAINED = ['missing-rate-limit', 'inert-rate-limit'];

/** Rate limits of routes that were dropped or raised; one result for each cause. */
export function* loosenedRates(snapshots: Snapshots): Generator<LoosenedRate> {
  const affected = snapshots.routes.flatMap((pair) => lostLimits(pair, snapshots));
  for (const { cause, routes } of byCause(affected)) {
    const { at, side, counterparts, subject, what } = cause;
    yield {
      at,
      side,
      counterparts,
      subject,
      what: `${what}: ${listed(routes)} can be called more often`,
      explains: EXPLAINED,
      // Whatever has no limit now, and the limiter that nothing uses any more.
      subjects: ['*'],
      routes,
    };
  }
  yield* loosenedDefaults(snapshots);
}

function lostLimits(pair: RoutePair, snapshots: Snapshots): readonly Affected[] {
  const before = rateLimitsOf(pair.base, snapshots.base);
  const after = rateLimitsOf(pair.head, snapshots.head);
  const hasNew = after.length > before.length || after.some(({ how }) => !before.some((limit) => limit.how === how));
  return before.flatMap((limit, index) => {
    const now =
      after.find(({ name, how }) => how === limit.how && name === snapshots.renames.text(limit.name)) ??
      (after.length === before.length ? after[index] : undefined);
    const inert = now === undefined ? inertCause(pair, limit, snapshots) : undefined;
    if (inert !== undefined) return [{ cause: inert, route: pair.head }];
    if (now === undefined)
      return hasNew || pair.head.openDependencies
        ? []
        : [{ cause: droppedCause(pair, limit, snapshots), route: pair.head }];
    if (limit.rate === undefined || now.rate === undefined || now.rate <= limit.rate) return [];
    return [{ cause: raisedCause(pair, limit, now), route: pair.head }];
  });
}

/** It is asked as before, and answers 429 no longer. */
function inertCause({ head }: RoutePair, { use }: RateLimit, snapshots: Snapshots): Cause | undefined {
  const isAsked = treeOf(head.dependencies).some(({ name }) => name === snapshots.renames.text(use?.name ?? ''));
  if (use === undefined || !isAsked) return undefined;
  const codes = functionsOf(use.value, snapshots.base).flatMap((fn) => snapshots.base.codeOf(fn) ?? []);
  const cause = codeCause(codes, [], snapshots);
  return cause && { ...cause, what: `\`${shortName(use.name)}\` no longer turns anybody away` };
}

function droppedCause(pair: RoutePair, limit: RateLimit, snapshots: Snapshots): Cause {
  if (limit.use !== undefined && pair.base.dependencies.includes(limit.use))
    return edgeCause(pair, limit.use, snapshots);
  const { head } = pair;
  const subject = `${subjectOf(head)} @${limit.name}`;
  const above = head.decoratorsAbove.find(({ text }) => text === limit.text);
  if (above !== undefined) {
    const what = `\`@${limit.name}\` moved above the route decorator, where FastAPI never calls it`;
    return { at: above.site, side: 'RIGHT', counterparts: [], subject, what };
  }
  return {
    at: limit.site,
    side: 'LEFT',
    counterparts: [head.site],
    subject,
    what: `\`${shortName(head.endpoint)}\` lost its limit \`${short(limit.text)}\``,
  };
}

function raisedCause({ head }: RoutePair, limit: RateLimit, now: RateLimit): Cause {
  const said = {
    subject: `${subjectOf(head)} @${limit.name}`,
    what: `the limit of \`${titleOf(head)}\` went up from \`${short(limit.text)}\` to \`${short(now.text)}\``,
  };
  // The limit reads as before: the constant that it names changed.
  if (limit.text === now.text && limit.written !== undefined && now.written !== undefined)
    return { at: limit.written, side: 'LEFT', counterparts: [now.written], ...said, what: constantRaised(limit, now) };
  const [before, after]: readonly [Site, Site] =
    limit.use === undefined || now.use === undefined ? [limit.site, now.site] : [limit.use.marker, now.use.marker];
  return { at: before, side: 'LEFT', counterparts: [after], ...said };
}

function constantRaised(limit: RateLimit, now: RateLimit): string {
  const times = Math.round((now.rate ?? 1) / (limit.rate ?? 1));
  return times > 1
    ? `the limit \`${short(now.text)}\` lets ${times} times as much through`
    : `the limit \`${short(now.text)}\` went up`;
}

function short(text: string): string {
  const folded = text.replaceAll(/\s+/gu, ' ');
  return folded.length > 60 ? `${folded.slice(0, 59)}…` : folded;
}

/** `Limiter(default_limits=["100/minute"])`. */
function* loosenedDefaults(snapshots: Snapshots): Generator<LoosenedRate> {
  for (const { base, head } of pairCalls(snapshots, (callee) => lastName(callee) === 'Limiter')) {
    for (const name of ['default_limits', 'application_limits']) {
      const before = defaultRate(base.argument(name));
      const after = defaultRate(head.argument(name));
      const at = base.argumentSite(name);
      if (before === undefined || at === undefined || head.open) continue;
      const given = head.argument(name);
      if (given !== undefined && (after === undefined || after <= before)) continue;
      const now = head.argumentSite(name);
      yield {
        at,
        side: 'LEFT',
        counterparts: [...(now === undefined ? [] : [now]), head.site],
        subject: `call Limiter in ${head.code.name} ${name}`,
        what: given === undefined ? `\`Limiter(...)\` lost its \`${name}\`` : `\`${name}\` of \`Limiter(...)\` went up`,
        explains: EXPLAINED,
        routes: [],
      };
    }
  }
}
