import * as z from 'zod';

import { UserError } from '../core/errors.ts';
import { CONFIDENCES, SEVERITIES } from '../core/severity.ts';

/** Reads one input by name, as the runner hands it over; '' where it is not set. */
export type InputReader = (name: string) => string;

const flag = (fallback: boolean) =>
  z.union([
    z.literal('').transform(() => fallback),
    z.stringbool({ truthy: ['true', 'True', 'TRUE'], falsy: ['false', 'False', 'FALSE'], case: 'sensitive' }),
  ]);

const count = (fallback: number, max: number) =>
  z.union([
    z.literal('').transform(() => fallback),
    z
      .string()
      .regex(/^\d{1,5}$/u)
      .transform(Number)
      .pipe(z.number().max(max)),
  ]);

/** A path inside the repository; never one that leads out of it. */
const innerPath = z
  .string()
  .max(1000)
  .regex(/^[^\0\r\n\\]*$/u, 'must be one line, with forward slashes')
  .refine((path) => !path.startsWith('/') && !path.split('/').includes('..'), 'must stay inside the repository')
  .transform((path) =>
    path
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .join('/'),
  );

const optional = <T extends z.ZodType>(shape: T) => z.union([z.literal('').transform(() => undefined), shape]);

/** Every input of `action.yml`, with what its text may be. A typing error stops the run: it must not turn a check off. */
export const INPUT_SHAPES = {
  token: z.string().min(1, 'must not be empty'),
  path: optional(innerPath),
  'fail-on': optional(z.enum([...SEVERITIES, 'never'])),
  'min-confidence': optional(z.enum(CONFIDENCES)),
  config: optional(innerPath),
  comments: flag(true),
  'max-comments': count(50, 200),
  'check-run': flag(true),
  'check-name': z.string().trim().min(1, 'must not be empty').max(100),
  draft: z.union([z.literal('').transform(() => 'check-only' as const), z.enum(['comment', 'check-only', 'skip'])]),
  'publish-failure-is-fatal': flag(false),
  'allow-head-checkout': flag(false),
  ref: optional(
    z
      .string()
      .max(255)
      .regex(/^[A-Za-z0-9][A-Za-z0-9_./-]*$/u, 'must be a branch, a tag or a commit'),
  ),
  baseline: optional(innerPath),
  'sarif-file': optional(innerPath),
  'json-file': optional(innerPath),
  'html-file': optional(innerPath),
  'artifact-file': optional(innerPath),
  artifact: optional(
    z
      .string()
      .max(200)
      .regex(/^[\w. -]+$/u, 'must be the name of an artifact'),
  ),
  'tracking-issue': flag(false),
} as const;

export type InputName = keyof typeof INPUT_SHAPES;
const Shapes = z.object(INPUT_SHAPES);
export type Inputs = z.infer<typeof Shapes>;

/** Names the input and what it may be; its value is not repeated, it could be the token. */
export function readInputs(read: InputReader): Inputs {
  const given = Object.fromEntries(Object.keys(INPUT_SHAPES).map((name) => [name, read(name).trim()]));
  if (given['check-name'] === '') given['check-name'] = 'FastAPI Hardening report';
  const parsed = Shapes.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `\`${issue.path.join('.')}\` ${allowed(issue)}`);
  throw new UserError('input-invalid', `${problems.join('; ')}.`);
}

const CHOICES: Readonly<Partial<Record<string, string>>> = {
  'fail-on': [...SEVERITIES, 'never'].join(', '),
  'min-confidence': CONFIDENCES.join(', '),
  draft: 'comment, check-only, skip',
  'max-comments': 'a number from 0 to 200',
};

function allowed(issue: z.core.$ZodIssue): string {
  const name = String(issue.path[0]);
  const choices = CHOICES[name];
  if (choices !== undefined) return `must be one of: ${choices}`;
  const isFlag = [
    'comments',
    'check-run',
    'publish-failure-is-fatal',
    'allow-head-checkout',
    'tracking-issue',
  ].includes(name);
  if (isFlag) return 'must be true or false';
  const nested = issue.code === 'invalid_union' ? issue.errors.flat().at(-1)?.message : issue.message;
  return nested ?? 'is not valid';
}
