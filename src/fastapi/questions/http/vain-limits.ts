import type { Site } from '../../../core/span.ts';
import type { Stmt } from '../../../python/syntax.ts';
import type { CallSite, Facts } from '../../facts.ts';
import type { MiddlewareUse, Route } from '../../model.ts';
import { mentions } from '../code.ts';
import { remembered } from '../remember.ts';

/** Limiters of libraries that are built and then limit nothing. */

export interface BuiltInVain {
  readonly call: CallSite;
  /** What messages call it. */
  readonly name: string;
  readonly what: string;
  readonly advice: string;
  readonly related: readonly { readonly at: Site; readonly message: string }[];
}

export const limitersInVain = remembered((facts: Facts): readonly BuiltInVain[] => [
  ...facts.calls('slowapi.Limiter', 'slowapi.extension.Limiter').flatMap((call) => slowapi(facts, call)),
  ...facts
    .calls('fastapi_limiter.depends.RateLimiter', 'fastapi_limiter.depends.WebSocketRateLimiter')
    .flatMap((call) => unused(facts, call)),
]);

function slowapi(facts: Facts, call: CallSite): readonly BuiltInVain[] {
  if (call.open) return [];
  const defaults = call.argument('default_limits', 1) ?? call.argument('application_limits');
  const [middleware] = facts.application.allApps
    .flatMap((app) => app.middleware)
    .filter(({ name }) => /^slowapi\./.test(name));
  if (defaults === undefined || (defaults.kind === 'list' && defaults.items.length === 0)) {
    const decorates = facts.modules.some(({ text }) => /\.(limit|shared_limit)\(/.test(text));
    return decorates || middleware !== undefined
      ? []
      : [vain(call, 'is built and never used: no route has `@limiter.limit`')];
  }
  if (middleware === undefined && facts.application.allApps.some((app) => app.middleware.some(adaptsSlowapi)))
    return [];
  if (middleware === undefined)
    return [vain(call, 'has `default_limits` and no `SlowAPIMiddleware` that would apply them')];
  const included = facts.application.framework.clones ? [] : facts.application.routes.filter(isUnseenByMiddleware);
  if (included.length === 0) return [];
  const pinned =
    facts.application.framework.fastapi === undefined ? ' (the newest FastAPI is taken, none is pinned)' : '';
  return [
    {
      ...vain(
        call,
        `limits none of the ${String(included.length)} included routes: since FastAPI 0.137 its middleware does not find them${pinned}`,
      ),
      related: [{ at: middleware.site, message: 'the middleware is added here' }],
    },
  ];
}

/** `class PublicLimits(SlowAPIMiddleware)`: its own `dispatch` decides what is limited. */
function adaptsSlowapi({ value }: MiddlewareUse): boolean {
  return value.kind === 'class' && value.bases.some((base) => base.kind === 'external' && /^slowapi\./.test(base.name));
}

/** Since FastAPI 0.137 an included route is not in `app.routes`, where the middleware looks for it. */
function isUnseenByMiddleware({ kind, chain, handler, decoratorsBelow }: Route): boolean {
  return (
    kind === 'http' &&
    chain.length > 0 &&
    handler !== undefined &&
    !decoratorsBelow.some(({ text }) => /limit/.test(text))
  );
}

function vain(call: CallSite, what: string): BuiltInVain {
  return {
    call,
    name: 'The `Limiter`',
    what,
    advice: 'Put `@limiter.limit(...)` below the route decorators.',
    related: [],
  };
}

/** Bound to a name that nothing reads. */
function unused(facts: Facts, call: CallSite): readonly BuiltInVain[] {
  const holder = call.code.body.find(
    (statement): statement is Extract<Stmt, { kind: 'assign' }> =>
      statement.kind === 'assign' && statement.value === call.node,
  );
  const target = holder?.targets[0];
  if (holder === undefined || target?.kind !== 'name') return [];
  const name = new Set([target.id]);
  const readHere = call.code.body.some((statement) => statement !== holder && mentions(statement, name));
  const imported = facts.modules.some(
    (module) => module !== call.code.module && new RegExp(`\\b${target.id}\\b`).test(module.text),
  );
  if (readHere || imported) return [];
  return [
    {
      call,
      name: `\`${target.id}\``,
      what: 'is built and never used: it limits nothing',
      advice: `Add \`Depends(${target.id})\` to the routes.`,
      related: [],
    },
  ];
}
