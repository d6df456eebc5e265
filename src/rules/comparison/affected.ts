import { groupBy } from '../../core/group.ts';
import type { Route } from '../../fastapi/model.ts';
import { subjectOf, titleOf } from '../../fastapi/questions/authentication/paths.ts';
import type { ComparisonProblem, RelatedSite } from '../contract/rule.ts';
import type { Cause } from './guard-cause.ts';
import { isSameSite } from './source-text.ts';
import { routerName } from './titles.ts';

/** A route that a cause reached, as it is at the head. */
export interface Affected {
  readonly cause: Cause;
  readonly route: Route;
}

export interface CauseGroup {
  readonly cause: Cause;
  readonly routes: readonly Route[];
}

/** One group for each cause: the same line on the same side. */
export function byCause(affected: readonly Affected[]): readonly CauseGroup[] {
  const groups = groupBy(affected, ({ cause: { at, side } }) =>
    [side, at.path, at.span.startLine, at.span.startColumn, at.span.endLine].join('\u0000'),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ cause: first.cause, routes: [...new Set(group.map(({ route }) => route))] }];
  });
}

/** `GET /items, POST /items and 3 more`. */
export function listed(routes: readonly Route[]): string {
  const titles = [...new Set(routes.map(titleOf))].map((title) => `\`${title}\``);
  const shown = titles.slice(0, SHOWN);
  const more = titles.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

const SHOWN = 6;

/** Routes as a caller counts them: two applications may serve the same one. */
export function countOf(routes: readonly Route[]): number {
  return new Set(routes.map(titleOf)).size;
}

/** Each affected route once, with what it is now. */
export function relatedRoutes(routes: readonly Route[], says: (title: string) => string): readonly RelatedSite[] {
  const related: RelatedSite[] = [];
  for (const route of routes) {
    const message = says(titleOf(route));
    if (related.some((one) => one.message === message && isSameSite(one.at, route.site))) continue;
    related.push({ at: route.site, message });
  }
  return related;
}

/** What plain rules would say of the cause itself. */
export function absorbedCauses(ruleIds: readonly string[], subject: string): NonNullable<ComparisonProblem['absorbs']> {
  return ruleIds.map((ruleId) => ({ ruleId, subject }));
}

/** What plain rules would say of these routes, their routers, includes and apps. */
export function absorbed(
  ruleIds: readonly string[],
  routes: readonly Route[],
  more: readonly string[] = [],
): NonNullable<ComparisonProblem['absorbs']> {
  const subjects = new Set(more);
  for (const route of routes) {
    subjects.add(subjectOf(route));
    subjects.add(`router ${routerName(route.router, route.app)}`);
    subjects.add(`app ${route.app.name}`);
    for (const { parent, child } of route.chain) {
      subjects.add(`include ${routerName(parent, route.app)} <- ${routerName(child, route.app)}`);
    }
  }
  return ruleIds.flatMap((ruleId) => [...subjects].map((subject) => ({ ruleId, subject })));
}
