import { SEVERITIES, type Severity } from '../core/severity.ts';
import type { Application, Protection, Route } from '../fastapi/model.ts';
import type { RuleMeta } from '../rules/contract/rule.ts';
import type { Finding } from './finding.ts';
import { pointsByRule } from './grade.ts';

export type Inventory = Readonly<Record<Protection['status'], readonly Route[]>>;

/** The routes of the served applications by what protects them. Mounts lead elsewhere; what they lead to is listed. */
export function inventoryOf(application: Application): Inventory {
  const routes = application.routes.filter((route) => route.kind !== 'mount');
  const having = (status: Protection['status']): readonly Route[] =>
    routes.filter((route) => route.protection.status === status);
  return {
    public: having('public'),
    unenforced: having('unenforced'),
    unknown: having('unknown'),
    protected: having('protected'),
  };
}

/** `GET`, or `GET, HEAD`; what takes every method says so. */
export function methodsOf(route: Route): string {
  if (route.kind === 'websocket') return 'WEBSOCKET';
  return route.methods.length === 0 ? 'ANY' : route.methods.join(', ');
}

/** One thing to do: a rule's findings together. */
export interface Remedy {
  readonly ruleId: string;
  readonly severity: Severity;
  /** What mending all of it gives back to the score. */
  readonly points: number;
  readonly fix: string;
  readonly findings: readonly Finding[];
}

/** What to do first: the worst, and of these what weighs most in the grade. */
export function remediesOf(
  findings: readonly Finding[],
  rules: ReadonlyMap<string, Pick<RuleMeta, 'docs'>>,
): readonly Remedy[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = byRule.get(finding.ruleId);
    if (known === undefined) byRule.set(finding.ruleId, [finding]);
    else known.push(finding);
  }
  const points = pointsByRule(findings);
  const remedies = [...byRule].map(([ruleId, ofRule]): Remedy => {
    const severity = SEVERITIES.find((s) => ofRule.some((finding) => finding.severity === s)) ?? 'info';
    return {
      ruleId,
      severity,
      points: points.get(ruleId) ?? 0,
      fix: rules.get(ruleId)?.docs.fix.trim() ?? '',
      findings: ofRule,
    };
  });
  return remedies.toSorted(
    (a, b) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
      b.points - a.points ||
      (a.ruleId < b.ruleId ? -1 : 1),
  );
}
