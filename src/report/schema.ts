/**
 * The shape of `--format json`, version 1: a promise to whoever reads it. docs/schema is generated from here, and the
 * tests hold every output against it. Keys are added; none is renamed or taken away before version 2.
 */
import * as z from 'zod';
import { CONFIDENCES, SEVERITIES } from '../core/severity.ts';

const line = z.int().min(1).describe('1-based');
const column = z.int().min(0).describe('1-based, in UTF-16 units; ends are inclusive');
const path = z.string().describe('Relative to the analysed root, with forward slashes');
const verdict = z.enum(['pass', 'fail', 'incomplete']);
const severity = z.enum(SEVERITIES);
const side = z.enum(['LEFT', 'RIGHT']).describe('LEFT: lines of the base');
const status = z.enum(['protected', 'unenforced', 'public', 'unknown']);

const range = { path, startLine: line, endLine: line, startColumn: column, endColumn: column };
const evidence = z.strictObject({ file: path, line, text: z.string() });

const placement = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('line'), path, line, side, startLine: line.optional() }),
    z.strictObject({ kind: z.literal('file'), path }),
    z.strictObject({ kind: z.literal('summary') }),
  ])
  .describe('Where a pull request shows it');

const finding = z.strictObject({
  ruleId: z.string(),
  severity,
  confidence: z.enum(CONFIDENCES),
  ...range,
  side,
  message: z.string(),
  subject: z.string().describe('What it is about, by a name that survives edits'),
  fingerprint: z.string().describe('The same for the same defect after unrelated lines moved it'),
  state: z.enum(['introduced', 'touched', 'existing']),
  related: z.array(z.strictObject({ path, startLine: line, endLine: line, message: z.string() })),
  fix: z
    .strictObject({
      title: z.string(),
      edits: z.array(z.strictObject({ ...range, replacement: z.string() })),
    })
    .optional(),
  placement: placement.optional(),
});

const plainFinding = finding.omit({ state: true, placement: true });

const suppressed = z.strictObject({
  finding: plainFinding,
  reason: z.string(),
  path,
  line,
});

const notice = z.strictObject({
  kind: z.enum(['unused', 'unknown-rule', 'no-reason', 'new']),
  path,
  line,
  ruleIds: z.array(z.string()),
  message: z.string(),
});

const routeState = z.strictObject({
  path: z.string(),
  status,
  via: z.array(evidence),
  scopes: z.array(z.string()),
  responseModel: z.string().nullable(),
  limits: z.array(z.string()),
});

const surfaceEntry = z.strictObject({
  method: z.string(),
  path: z.string(),
  endpoint: z.string(),
  file: path,
  line,
  before: routeState.nullable(),
  after: routeState.nullable(),
});

const surface = z.strictObject({
  added: z.array(surfaceEntry),
  removed: z.array(surfaceEntry),
  moved: z.array(surfaceEntry),
  changed: z.array(surfaceEntry),
});

const coverage = z.strictObject({
  files: z.int(),
  parsed: z.int(),
  partlyParsed: z.array(z.strictObject({ path, reason: z.string(), lines: z.array(line) })),
  routes: z.int(),
  unresolved: z.array(z.strictObject({ path, line: z.int().min(0), reason: z.string() })),
  excluded: z.array(z.strictObject({ pattern: z.string(), files: z.int() })),
  crashes: z.array(z.strictObject({ ruleId: z.string(), message: z.string() })),
});

const common = {
  schemaVersion: z.literal(1),
  verdict,
  findings: z.array(finding),
  fixed: z.array(plainFinding),
  suppressed: z.array(suppressed),
  notices: z.array(notice),
  surface,
  coverage,
  notes: z.array(z.string()),
};

export const reviewSchema = z.strictObject({ ...common, command: z.literal('review') });

const inventoryRoute = z.strictObject({
  method: z.string(),
  path: z.string(),
  endpoint: z.string(),
  file: path,
  line,
  guards: z.array(z.string()),
});

export const auditSchema = z.strictObject({
  ...common,
  command: z.literal('audit'),
  grade: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
  score: z.int().min(0).max(100),
  accepted: z.array(plainFinding).describe('Findings that the baseline accepts'),
  checklist: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      group: z.string(),
      status: z.enum(['pass', 'fail', 'unknown']),
      reason: z.string(),
      lines: z.array(evidence),
      rules: z.array(z.string()),
    }),
  ),
  inventory: z.strictObject({
    protected: z.array(inventoryRoute),
    unenforced: z.array(inventoryRoute),
    public: z.array(inventoryRoute),
    unknown: z.array(inventoryRoute),
  }),
  remediation: z.array(
    z.strictObject({
      ruleId: z.string(),
      severity,
      points: z.number().describe('What these findings take from the score'),
      findings: z.int(),
      fix: z.string(),
      places: z.array(z.string()),
    }),
  ),
  snippets: z.array(z.strictObject({ title: z.string(), file: z.string(), code: z.string() })),
});

export const reportSchema = z
  .discriminatedUnion('command', [reviewSchema, auditSchema])
  .describe('What `fastapi-hardening review` and `audit` print with --format json');

const routeEntry = z.strictObject({
  kind: z.enum(['http', 'websocket', 'mount', 'raw']),
  path: z.string().describe('With all prefixes and mounts'),
  methods: z.array(z.string()),
  endpoint: z.string().describe('module:qualname, as FastAPI would see the callable'),
  file: path,
  line: line.describe('The line of the def'),
  dependencies: z.array(z.string()).describe('The closure, each once'),
  security: z.array(z.string()).describe('Classes of security schemes in the closure'),
  scopes: z.array(z.string()),
  protection: z.strictObject({ status, via: z.array(evidence) }),
  condition: z.string().optional().describe('Source text of the condition under which it is registered'),
});

export const routesSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    apps: z.array(
      z.strictObject({
        app: z.string(),
        path,
        line,
        routes: z.array(routeEntry),
        middleware: z
          .array(
            z.strictObject({
              class: z.string().describe('Dotted name'),
              file: path,
              line,
              condition: z.string().optional().describe('Source text of the condition under which it is added'),
            }),
          )
          .describe('Outermost first'),
      }),
    ),
    unresolved: z.array(z.strictObject({ path, line: z.int().min(0), reason: z.string() })),
  })
  .describe('What `fastapi-hardening routes` prints with --format json');

export type ReviewJson = z.infer<typeof reviewSchema>;
export type AuditJson = z.infer<typeof auditSchema>;
export type RoutesJson = z.infer<typeof routesSchema>;
export type FindingJson = z.infer<typeof finding>;
export type PlainFindingJson = z.infer<typeof plainFinding>;
export type SuppressedJson = z.infer<typeof suppressed>;
