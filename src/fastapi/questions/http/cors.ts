import type { Site } from '../../../core/span.ts';
import type { AppObject } from '../../model.ts';
import type { Facts } from '../../facts.ts';
import type { Value } from '../../value.ts';
import { middlewareNamed, type AppMiddleware } from './apps.ts';
import { argumentPlace, isOn, literalsOf, passed, type Literal } from './values.ts';

export const CORS = 'starlette.middleware.cors.CORSMiddleware';

/** One use of `CORSMiddleware`, its arguments read as sets of literals. */
export interface CorsUse extends AppMiddleware {
  readonly origins: readonly Literal[];
  readonly regexes: readonly Literal[];
  /** True, false, or undefined where it cannot be told. */
  readonly credentials: boolean | undefined;
}

const POSITIONS = {
  allow_origins: 0,
  allow_methods: 1,
  allow_headers: 2,
  allow_credentials: 3,
  allow_origin_regex: 4,
} as const;
export type CorsArgument = keyof typeof POSITIONS;

export function corsUses(facts: Facts): readonly CorsUse[] {
  return middlewareNamed(facts, CORS).map((found) => {
    const credentials = passed(found.use.args, 'allow_credentials', POSITIONS.allow_credentials);
    return {
      ...found,
      origins: literalsOf(corsArgument(found, 'allow_origins')),
      regexes: literalsOf(corsArgument(found, 'allow_origin_regex')),
      credentials: credentials === 'hidden' ? undefined : credentials === undefined ? false : isOn(credentials),
    };
  });
}

export function corsArgument({ use }: AppMiddleware, name: CorsArgument): Value | undefined {
  const value = passed(use.args, name, POSITIONS[name]);
  return value === 'hidden' ? undefined : value;
}

/** The argument, else the call. */
export function corsPlace({ use }: AppMiddleware, name: CorsArgument): Site {
  return argumentPlace(use, name);
}

/** The literal that lets every origin in. Starlette asks `"*" in allow_origins`, of a string too. */
export function wildcardIn(literals: readonly Literal[]): Literal | undefined {
  const every = literals.filter(({ text, inList }) => (inList ? text === '*' : text.includes('*')));
  return every.find(({ stage }) => stage !== 'unset') ?? every[0];
}

/** True when the application, or one that shares its middleware, has something to protect. */
export function hasAuthentication(facts: Facts, app: AppObject): boolean {
  return facts.application.routes.some(
    (route) =>
      (route.app === app || route.outerApps.includes(app)) &&
      (route.protection.status === 'protected' || route.protection.status === 'unenforced'),
  );
}
