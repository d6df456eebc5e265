import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { Site } from '../../core/span.ts';
import type { Facts } from '../../fastapi/facts.ts';
import type { DependencyUse, Route } from '../../fastapi/model.ts';
import { answersTooMany } from '../../fastapi/questions/http/limits.ts';
import { shortName } from '../../fastapi/questions/authentication/guards.ts';
import { namesLimit } from '../../fastapi/questions/authentication/names.ts';
import { defaultOf, stringsOf, textOfValue } from '../../fastapi/values.ts';
import type { CallArguments, Value } from '../../fastapi/value.ts';
import { functionsOf } from './body-cause.ts';
import { numberOf } from './weaker.ts';

/** A rate limit on a route: a decorator that runs, or a dependency. */
export interface RateLimit {
  readonly name: string;
  readonly how: 'decorator' | 'dependency';
  readonly site: Site;
  readonly text: string;
  /** Requests a second that it lets through in the long run; undefined where that cannot be told. */
  readonly rate: number | undefined;
  /** Where the rate is written: in the call itself, or in the constant that it names. */
  readonly written?: Site;
  readonly use?: DependencyUse;
}

/** The limits in the order in which they are met. */
export function rateLimitsOf(route: Route, facts: Facts): readonly RateLimit[] {
  const configured = facts.config.rateLimiters;
  const isLimit = (name: string): boolean =>
    namesLimit(shortName(name)) || configured.some((one) => name.replace(':', '.').endsWith(one));
  const dependencies = treeOf(route.dependencies)
    .filter(
      (use) =>
        isLimit(beforeCall(use.name)) ||
        (use.value.kind === 'instance' && isLimit(use.value.class.qualname)) ||
        isOwnLimiter(use, route, facts),
    )
    .map((use) => ({
      name: use.name,
      how: 'dependency' as const,
      site: use.site,
      text: shortName(use.name),
      rate: rateOfArguments(use.value),
      ...writtenIn(use.value),
      use,
    }));
  const decorators = route.decoratorsBelow
    .filter(({ value, text }) => isLimit(calleeOf(value) ?? beforeCall(text)))
    .map(({ site, text, value }) => ({
      name: beforeCall(text),
      how: 'decorator' as const,
      site,
      text,
      rate: rateOfArguments(value) ?? rateOfText(text),
      ...writtenIn(value),
    }));
  return [...dependencies, ...decorators];
}

/** Whatever it is called, it answers 429; a guard that locks an account out is no limit on the route. */
function isOwnLimiter({ name, value }: DependencyUse, { protection }: Route, facts: Facts): boolean {
  if (protection.guards.some((guard) => guard.name === name)) return false;
  return functionsOf(value, facts).some((fn) => {
    const code = facts.codeOf(fn);
    return code !== undefined && answersTooMany(facts)(code);
  });
}

/** `limiter.limit` of `@limiter.limit("5/minute")`. */
function beforeCall(text: string): string {
  return (text.split('(')[0] ?? '').replace(/^@/u, '').trim();
}

function calleeOf(value: Value): string | undefined {
  if (value.kind === 'external-call') return value.callee;
  return value.kind === 'function' ? value.qualname : undefined;
}

function writtenIn(value: Value): { readonly written?: Site } {
  if (value.kind !== 'external-call' && value.kind !== 'instance') return {};
  const { positional, keywords } = value.args;
  const rate = positional[0] ?? keywords.get('limit_value') ?? timesIn(keywords);
  return rate === undefined ? {} : { written: defaultOf(rate).site };
}

function rateOfArguments(value: Value): number | undefined {
  if (value.kind !== 'external-call' && value.kind !== 'instance') return undefined;
  const { args } = value;
  const text = textOfValue(args.positional[0] ?? args.keywords.get('limit_value'));
  if (text !== undefined) return rateOf(text);
  const times = numberOf(timesIn(args.keywords) ?? args.positional[0]);
  return times === undefined ? undefined : times / secondsOf(args);
}

/** How often, as limiters of one's own may call it: `times`, `per_minute`, `max_requests`. */
function timesIn(keywords: ReadonlyMap<string, Value>): Value | undefined {
  const named = [...keywords].find(([name]) => TIMES.test(name));
  return keywords.get('times') ?? named?.[1];
}

const TIMES =
  /^(max_)?(requests|calls|hits|attempts|tries|limit|rate|burst|capacity)(_per_\w+)?$|^per_(second|minute|hour|day)$/u;

function secondsOf({ keywords }: CallArguments): number {
  const part = (name: string, seconds: number): number => (numberOf(keywords.get(name)) ?? 0) * seconds;
  const all = part('milliseconds', 0.001) + part('seconds', 1) + part('minutes', 60) + part('hours', 3600);
  return all === 0 ? 1 : all;
}

function rateOfText(text: string): number | undefined {
  const [, literal] = /\(\s*["']([^"']*)["']/u.exec(text) ?? [];
  return literal === undefined ? undefined : rateOf(literal);
}

const SECONDS: Readonly<Record<string, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  month: 2_592_000,
  year: 31_104_000,
};

/** `5/minute`, `100 per 15 minutes`, `5/minute;100/day`: the strictest in the long run. */
export function rateOf(text: string): number | undefined {
  const rates = text.split(/[;,|]/u).map((part) => {
    const [, count, , every, unit] =
      /^(\d{1,9}) ?(\/|per) ?(?:(\d{1,6}) ?)?([a-z]+)$/iu.exec(part.trim().replaceAll(/\s+/gu, ' ')) ?? [];
    const seconds = SECONDS[unit?.toLowerCase().replace(/s$/u, '') ?? ''];
    return count === undefined || seconds === undefined ? undefined : Number(count) / (seconds * Number(every ?? 1));
  });
  const known = rates.filter((rate) => rate !== undefined);
  return known.length === rates.length && known.length > 0 ? Math.min(...known) : undefined;
}

/** The strictest of a limiter's `default_limits`. */
export function defaultRate(value: Value | undefined): number | undefined {
  const rates = (stringsOf(value) ?? []).map(rateOf).filter((rate) => rate !== undefined);
  return rates.length === 0 ? undefined : Math.min(...rates);
}
