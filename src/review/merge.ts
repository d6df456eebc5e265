import { groupBy } from '../core/group.ts';
import { SEVERITIES } from '../core/severity.ts';
import type { ComparisonFinding } from './engine.ts';

/**
 * One edit, one comment: what a rule found by comparison on the same line of the same side has one cause, such as the `middleware=`
 * that is no longer passed. Runs where findings are settled, since only the diff tells that two of them stand on one line.
 */
export function mergeByPlace(findings: readonly ComparisonFinding[]): readonly ComparisonFinding[] {
  const groups = groupBy(findings, ({ ruleId, side, path, startLine }) =>
    [AT_ONCE.has(ruleId) ? 'access' : ruleId, side, path, startLine].join('\u0000'),
  );
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.toSorted(bySeverity);
    return first === undefined ? [] : [others.reduce(joined, first)];
  });
}

/** A guard that goes opens some routes and leaves others with a weaker one: said once, in the graver words first. */
const AT_ONCE: ReadonlySet<string> = new Set(['authentication-removed', 'authorization-weakened']);

function bySeverity(a: ComparisonFinding, b: ComparisonFinding): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
}

function joined(one: ComparisonFinding, other: ComparisonFinding): ComparisonFinding {
  const said = new Set(one.related.map(({ message }) => message));
  return {
    ...one,
    message: one.message.includes(other.message) ? one.message : `${one.message} ${other.message}`,
    related: [...one.related, ...other.related.filter(({ message }) => !said.has(message))],
    problem: { ...one.problem, absorbs: [...(one.problem.absorbs ?? []), ...(other.problem.absorbs ?? [])] },
  };
}
