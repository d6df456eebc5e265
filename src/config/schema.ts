/** The shape of a configuration file. One schema: it checks the file, and the published JSON Schema is made of it. */
import * as z from 'zod';
import { CONFIDENCES, SEVERITIES } from '../core/severity.ts';
import { routePatternProblem } from './public-routes.ts';
import { globProblem } from './exclude.ts';

export const RULE_LEVELS = ['off', ...SEVERITIES] as const;

const MAX_ENTRIES = 500;
const MAX_CHARS = 300;
const QUALIFIED_NAME = /^[\p{L}_][\p{L}\p{N}_]*(?:[.:][\p{L}_][\p{L}\p{N}_]*)*$/u;

const text = z.string().min(1).max(MAX_CHARS);
const qualifiedNames = z
  .array(text.regex(QUALIFIED_NAME, 'must be a qualified name such as "app.deps.current_user"'))
  .max(MAX_ENTRIES);

/** A list of patterns; `problemOf` says what is wrong with one. */
function patterns(problemOf: (pattern: string) => string | undefined) {
  const pattern = text.superRefine((value, context) => {
    const problem = problemOf(value);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });
  return z.array(pattern).max(MAX_ENTRIES);
}

/** Strict: a key that isn't here is an error, so that a typo can't switch a check off in silence. */
export const configSchema = z.strictObject({
  version: z.literal(1).optional().describe('The version of this format.'),
  rules: z
    .record(z.string(), z.enum(RULE_LEVELS))
    .optional()
    .describe('Per rule: off, or the severity it is reported with.'),
  public_routes: patterns(routePatternProblem)
    .optional()
    .describe(
      'Routes that are public on purpose: "GET /health", "/public/*" (within a segment), "/public/**" (across).',
    ),
  auth_dependencies: qualifiedNames.optional().describe('Qualified names of dependencies that enforce authentication.'),
  rate_limiters: qualifiedNames.optional().describe('Qualified names of decorators or dependencies that limit rates.'),
  behind_proxy: z.boolean().optional().describe('TLS, host check and headers are the work of a proxy in front.'),
  public_docs: z.boolean().optional().describe('The API documentation is public on purpose.'),
  exclude: patterns(globProblem).optional().describe('Globs of files to leave out, beside the defaults.'),
  min_confidence: z.enum(CONFIDENCES).optional().describe('Findings less sure than this are not reported.'),
  fail_on: z
    .enum([...SEVERITIES, 'never'])
    .optional()
    .describe('The least severity that fails the run.'),
});

export type ConfigFile = z.infer<typeof configSchema>;

/** The JSON Schema (draft 2020-12) that editors complete and check the file with; rule ids are listed in it. */
export function configJsonSchema(ruleIds: readonly string[]): Readonly<Record<string, unknown>> {
  const { properties, ...rest } = z.toJSONSchema(configSchema, { target: 'draft-2020-12' });
  const level = { type: 'string', enum: [...RULE_LEVELS] };
  const rules = {
    type: 'object',
    description: configSchema.shape.rules.description,
    properties: Object.fromEntries([...ruleIds].sort().map((id) => [id, level])),
    additionalProperties: false,
  };
  return { title: 'FastAPI Hardening configuration', ...rest, properties: { ...properties, rules } };
}
