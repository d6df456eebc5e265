import type { Site } from '../../../core/span.ts';
import type { MiddlewareUse } from '../../model.ts';
import type { CallArguments, Value } from '../../value.ts';
import { alternativesOf, argumentOf, truthOf } from '../../values.ts';
import { isInForce, stageOf, type Stage } from '../../stage.ts';

/** Values with the stage at which they hold. */

export interface Standing {
  readonly value: Value;
  readonly stage: Stage;
}

/** A text that an argument can hold. */
export interface Literal {
  readonly text: string;
  readonly site: Site;
  readonly stage: Stage;
  /** Written inside a list, and not as the argument itself. */
  readonly inList: boolean;
}

/**
 * All that a value can be, with the stage of each. Beside a branch for production, what has no condition is for development;
 * beside a branch that somebody has to choose (`settings.hosts or ["*"]`) it is the fallback.
 */
export function standing(value: Value): readonly Standing[] {
  const all = alternativesOf(value).map((one) => ({ value: one.value, stage: stageOf(one.condition) }));
  const rest = all.some(({ stage }) => stage === 'production')
    ? 'development'
    : all.some(({ stage }) => stage === 'other')
      ? 'unset'
      : 'always';
  return all.map((one) => (one.stage === 'always' ? { ...one, stage: rest } : one));
}

/** Strings that the value is or holds, where they are in force outside development. */
export function literalsOf(value: Value | undefined): readonly Literal[] {
  if (value === undefined) return [];
  return standing(value)
    .filter(({ stage }) => isInForce(stage))
    .flatMap(({ value: one, stage }) => textsIn(one, stage));
}

function textsIn(value: Value, stage: Stage): readonly Literal[] {
  if (value.kind === 'string') return [{ text: value.value, site: value.site, stage, inList: false }];
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set') return [];
  return value.items.flatMap((item) =>
    standing(item).flatMap((inner): readonly Literal[] => {
      if (!isInForce(inner.stage) || inner.value.kind !== 'string') return [];
      return [{ text: inner.value.value, site: inner.value.site, stage: weaker(stage, inner.stage), inList: true }];
    }),
  );
}

function weaker(a: Stage, b: Stage): Stage {
  return a === 'always' ? b : a;
}

/** Whether a flag is on outside development; undefined when it cannot be told. */
export function isOn(value: Value | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  const truths = standing(value)
    .filter(({ stage }) => stage !== 'development')
    .map((one) => (isInForce(one.stage) ? truthOf(one.value) : undefined));
  if (truths.includes(true)) return true;
  return truths.length > 0 && truths.every((truth) => truth === false) ? false : undefined;
}

/** The stage at which a flag is on, the surest first. */
export function stageWhenOn(value: Value): Stage | undefined {
  const stages = standing(value).flatMap((one) =>
    isInForce(one.stage) && truthOf(one.value) === true ? [one.stage] : [],
  );
  return (['always', 'production', 'unset'] as const).find((stage) => stages.includes(stage));
}

/** What is passed, by name or place; undefined when nothing is, `'hidden'` when it cannot be told. */
export function passed(args: CallArguments, name: string, position?: number): Value | 'hidden' | undefined {
  return argumentOf(args, name, position) ?? (args.open ? 'hidden' : undefined);
}

/** Where an argument stands, else the call. */
export function argumentPlace(use: Pick<MiddlewareUse, 'args' | 'site'>, name: string): Site {
  return use.args.keywordSites.get(name) ?? use.site;
}
