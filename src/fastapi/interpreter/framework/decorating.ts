import type { Site } from '../../../core/span.ts';
import type { CallArguments, DecoratorUse, ExternalCallValue, FunctionValue, Value } from '../../value.ts';
import { innermost } from './views.ts';
import type { Machine } from '../machine.ts';
import { isRouteDecorator, type Around } from './registration.ts';

/** `requires("admin")(view)`: what a package's decorator makes of a function of ours; it is taken to keep it. */
export function decoratedBy(decorator: ExternalCallValue, args: CallArguments, site: Site): Value | undefined {
  const [given] = args.positional;
  if (given?.kind !== 'function' || args.positional.length > 1 || args.keywords.size > 0) return undefined;
  if (/^builtins\.|\)\(\)$|\[\]$/.test(decorator.callee)) return undefined;
  const use: DecoratorUse = { site, value: decorator, text: decorator.callee.replace(/^.*\./, '') };
  return { ...given, applied: [use, ...(given.applied ?? [])] };
}

/** The decorators of packages that stand round a function by now, outermost first. */
export function appliedTo(endpoint: Value): readonly DecoratorUse[] {
  if (endpoint.kind === 'bound-method') return appliedTo(endpoint.function);
  if (endpoint.kind === 'partial') return appliedTo(endpoint.function);
  if (endpoint.kind !== 'function') return [];
  const inner = endpoint.wraps === undefined ? [] : appliedTo(endpoint.wraps.function);
  const own = endpoint.decorators.filter(({ value }) => !isRouteDecorator(value));
  return [...(endpoint.applied ?? []), ...own, ...inner];
}

/** A decorator of ours that is being applied to a `def`, with its neighbours. */
export interface Decorating {
  readonly def: FunctionValue['def'];
  readonly site: Site;
  readonly around: Around;
}

/** The decorator that registers the function, where a decorator of ours does it: the route stands there, not in the helper. */
export function decoratingOf(machine: Machine, endpoint: Value): Decorating | undefined {
  const fn = endpoint.kind === 'bound-method' ? endpoint.function : endpoint;
  if (fn.kind !== 'function') return undefined;
  const { def } = innermost(fn);
  return machine.decorating.findLast((one) => one.def === def);
}
