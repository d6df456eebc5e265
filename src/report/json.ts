import type { Facts } from '../fastapi/facts.ts';
import type { Evidence, Route } from '../fastapi/model.ts';
import { methodsOf } from '../review/inventory.ts';
import type {
  AuditResult,
  Finding,
  ReviewFinding,
  ReviewResult,
  Surface,
  SuppressedFinding,
} from '../review/finding.ts';
import type { AuditReport } from './audit.ts';
import { routesOfApp, unresolvedOf } from './routes.ts';
import type { AuditJson, FindingJson, PlainFindingJson, ReviewJson, RoutesJson, SuppressedJson } from './schema.ts';

const NO_SURFACE: Surface = { added: [], removed: [], moved: [], changed: [] };

/** JSON with a stable order of keys and a line feed at its end. */
export function toJson(value: ReviewJson | AuditJson | RoutesJson): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function reviewJson(result: ReviewResult): ReviewJson {
  return {
    schemaVersion: 1,
    command: 'review',
    verdict: result.verdict,
    findings: result.findings.map(reviewFinding),
    fixed: result.fixed.map(plainFinding),
    ...common(result),
    surface: mutable(result.surface),
  };
}

export function auditJson(report: AuditReport): AuditJson {
  const { result, checklist, inventory, remedies, snippets } = report;
  return {
    schemaVersion: 1,
    command: 'audit',
    verdict: result.verdict,
    grade: result.grade,
    score: result.score,
    findings: result.findings.map((finding) => ({ ...plainFinding(finding), state: finding.state })),
    fixed: [],
    accepted: result.accepted.map(plainFinding),
    ...common(result),
    surface: mutable(NO_SURFACE),
    checklist: checklist.map((item) => ({ ...item, lines: item.lines.map(evidence), rules: [...item.rules] })),
    inventory: {
      protected: inventory.protected.map(inventoryRoute),
      unenforced: inventory.unenforced.map(inventoryRoute),
      public: inventory.public.map(inventoryRoute),
      unknown: inventory.unknown.map(inventoryRoute),
    },
    remediation: remedies.map(({ ruleId, severity, points, fix, findings }) => ({
      ruleId,
      severity,
      points,
      findings: findings.length,
      fix,
      places: findings.map((finding) => `${finding.path}:${finding.startLine}`),
    })),
    snippets: snippets.map(({ title, file, lines }) => ({ title, file, code: `${lines.join('\n')}\n` })),
  };
}

export function routesJson(facts: Facts): RoutesJson {
  const { application } = facts;
  return {
    schemaVersion: 1,
    apps: application.apps.map((app) => ({
      app: app.name,
      path: app.site.path,
      line: app.site.span.startLine,
      routes: routesOfApp(application, app),
      middleware: app.middleware.map((use) => ({
        class: use.name.replace(':', '.'),
        file: use.site.path,
        line: use.site.span.startLine,
        ...(use.condition === undefined ? {} : { condition: use.condition }),
      })),
    })),
    unresolved: unresolvedOf(facts),
  };
}

function common(result: ReviewResult | AuditResult) {
  const { coverage } = result;
  return {
    suppressed: result.suppressed.map(suppressedFinding),
    notices: result.notices.map((notice) => ({ ...notice, ruleIds: [...notice.ruleIds] })),
    notes: [...result.notes],
    coverage: {
      files: coverage.files,
      parsed: coverage.parsed,
      partlyParsed: coverage.partlyParsed.map((file) => ({ ...file, lines: [...file.lines] })),
      routes: coverage.routes,
      unresolved: coverage.unresolved.map(({ path, line, reason }) => ({ path, line, reason })),
      excluded: coverage.excluded.map((entry) => ({ ...entry })),
      crashes: coverage.crashes.map((crash) => ({ ...crash })),
    },
  };
}

function plainFinding(finding: Finding): PlainFindingJson {
  const { ruleId, severity, confidence, path, startLine, endLine, startColumn, endColumn } = finding;
  const { side, message, subject, fingerprint, related, fix } = finding;
  return {
    ruleId,
    severity,
    confidence,
    path,
    startLine,
    endLine,
    startColumn,
    endColumn,
    side,
    message,
    subject,
    fingerprint,
    related: related.map(({ at, message: text }) => ({
      path: at.path,
      startLine: at.span.startLine,
      endLine: at.span.endLine,
      message: text,
    })),
    ...(fix === undefined ? {} : { fix: fixJson(fix) }),
  };
}

function fixJson(fix: NonNullable<Finding['fix']>): NonNullable<FindingJson['fix']> {
  const edits = fix.edits.map(({ at, replacement }) => ({ path: at.path, ...at.span, replacement }));
  return { title: fix.title, edits };
}

function reviewFinding(finding: ReviewFinding): FindingJson {
  return { ...plainFinding(finding), state: finding.state, placement: { ...finding.placement } };
}

function suppressedFinding({ finding, reason, path, line }: SuppressedFinding): SuppressedJson {
  return { finding: plainFinding(finding), reason, path, line };
}

function evidence({ site, text }: Evidence) {
  return { file: site.path, line: site.span.startLine, text };
}

function inventoryRoute(route: Route) {
  return {
    method: methodsOf(route),
    path: route.path.text,
    endpoint: route.endpoint,
    file: route.file,
    line: route.line,
    guards: route.protection.guards.map((guard) => guard.name),
  };
}

/** The schema's types are mutable lists; copies keep the result itself read-only. */
function mutable(surface: Surface): ReviewJson['surface'] {
  const copy = (entries: Surface['added']): ReviewJson['surface']['added'] =>
    entries.map((entry) => ({ ...entry, before: state(entry.before), after: state(entry.after) }));
  return {
    added: copy(surface.added),
    removed: copy(surface.removed),
    moved: copy(surface.moved),
    changed: copy(surface.changed),
  };
}

type StateJson = ReviewJson['surface']['added'][number]['before'];

function state(before: Surface['added'][number]['before']): StateJson {
  if (before === null) return null;
  return {
    path: before.path,
    status: before.status,
    via: before.via.map((step) => ({ ...step })),
    scopes: [...before.scopes],
    responseModel: before.responseModel,
    limits: [...before.limits],
  };
}
