/** The only way from a configuration file to a `Config`: capped, checked, and every problem named at once. */
import { UserError } from '../core/errors.ts';
import { quoted } from '../core/quoted.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { didYouMean } from './did-you-mean.ts';
import { UnreadableConfig } from './raw-config.ts';
import { readToml } from './read-toml.ts';
import { readYaml } from './read-yaml.ts';
import { configSchema } from './schema.ts';
import type { z } from 'zod';
import type { Config } from './config.ts';
import type { ConfigProblem, KeyPath, RawConfig } from './raw-config.ts';
import type { ConfigFile } from './schema.ts';

export interface ConfigSource {
  readonly path: string;
  readonly format: 'yaml' | 'toml';
}

/** A pyproject.toml isn't ours alone, so it may be longer. */
const MAX_CHARS = { yaml: 64 * 1024, toml: 512 * 1024 };
const MAX_PROBLEMS = 10;
const KEYS = Object.keys(configSchema.shape);

/** Reads a configuration; throws a `UserError` that names each problem's line and key. */
export function parseConfig(
  text: string,
  source: ConfigSource,
  knownRules: readonly { readonly id: string }[],
): Config {
  const raw = readRaw(text, source);
  if (raw?.value === undefined || raw.value === null) return { ...DEFAULT_CONFIG, source: source.path };
  const checked = configSchema.safeParse(raw.value);
  const problems = (checked.error?.issues ?? []).flatMap((issue) => problemsOf(issue, raw));
  problems.push(...unknownRules(raw, knownRules));
  if (problems.length > 0 || checked.data === undefined) throw invalid(source, problems);
  return configOf(checked.data, source);
}

function readRaw(text: string, source: ConfigSource): RawConfig | undefined {
  if (text.length > MAX_CHARS[source.format]) {
    throw invalid(source, [
      { line: undefined, message: `the file is longer than ${MAX_CHARS[source.format] / 1024} KB` },
    ]);
  }
  try {
    return source.format === 'yaml' ? readYaml(text) : readToml(text);
  } catch (error) {
    if (error instanceof UnreadableConfig) throw invalid(source, [error.problem]);
    throw error;
  }
}

function problemsOf(issue: z.core.$ZodIssue, raw: RawConfig): ConfigProblem[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ line: raw.lineOf([...path, key]), message: `unknown key ${named(key, KEYS)}` }));
  }
  return [{ line: raw.lineOf(path), message: `${keyName(path)} ${complaint(issue, valueAt(raw.value, path))}` }];
}

/** What is wrong, and never the value whole: it may be long, or made to be read by something else. */
function complaint(issue: z.core.$ZodIssue, value: unknown): string {
  const given = typeof value === 'string' ? `; ${quoted(value)} is not` : '';
  switch (issue.code) {
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      if (allowed.length === 1) return `must be ${allowed.join('')}`;
      const meant = value === false && allowed.includes('off') ? 'off' : didYouMean(String(value), allowed);
      return `must be ${allowed.map((word) => `"${word}"`).join(', ')}${given}${hint(meant)}`;
    }
    case 'invalid_type':
      return `must be ${KINDS.get(issue.expected) ?? issue.expected}`;
    case 'too_big':
      return `is too long: at most ${issue.maximum} are allowed`;
    case 'too_small':
      return 'must not be empty';
    default:
      return `${issue.message}${given}`;
  }
}

const KINDS: ReadonlyMap<string, string> = new Map([
  ['array', 'a list'],
  ['string', 'a text'],
  ['boolean', 'true or false'],
  ['object', 'a table of keys and values'],
  ['record', 'a table of keys and values'],
]);

/** Looked for in the text's own keys: `__proto__` would not come through the schema's copy. */
function unknownRules(raw: RawConfig, knownRules: readonly { readonly id: string }[]): ConfigProblem[] {
  const rules = valueAt(raw.value, ['rules']);
  if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) return [];
  const ids = knownRules.map((rule) => rule.id);
  return Object.getOwnPropertyNames(rules)
    .filter((id) => !ids.includes(id))
    .map((id) => ({ line: raw.lineOf(['rules', id]), message: `unknown rule ${named(id, ids)}` }));
}

function named(word: string, candidates: readonly string[]): string {
  return quoted(word) + hint(didYouMean(word, candidates));
}

function hint(meant: string | undefined): string {
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

function keyName(path: KeyPath): string {
  if (path.length === 0) return 'the configuration';
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step + 1}]` : (index === 0 ? '' : '.') + plain(step)))
    .join('');
}

function plain(key: string): string {
  return /^[\w-]{1,60}$/.test(key) ? key : quoted(key);
}

function valueAt(value: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((current, step) => {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    return Object.entries(current).find(([key]) => key === String(step))?.[1];
  }, value);
}

function invalid(source: ConfigSource, problems: readonly ConfigProblem[]): UserError {
  const sorted = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const shown = sorted
    .slice(0, MAX_PROBLEMS)
    .map(({ line, message }) => (line === undefined ? message : `line ${line}: ${message}`));
  const more = problems.length > MAX_PROBLEMS ? [`and ${problems.length - MAX_PROBLEMS} more`] : [];
  const file = /^[\w./-]{1,200}$/.test(source.path) ? source.path : quoted(source.path);
  return new UserError(
    'config-invalid',
    [`${file}:`, ...[...shown, ...more].map((problem) => `  ${problem}`)].join('\n'),
  );
}

function configOf(file: ConfigFile, source: ConfigSource): Config {
  return {
    rules: new Map(Object.entries(file.rules ?? {})),
    publicRoutes: file.public_routes ?? DEFAULT_CONFIG.publicRoutes,
    authDependencies: (file.auth_dependencies ?? DEFAULT_CONFIG.authDependencies).map(dotted),
    rateLimiters: (file.rate_limiters ?? DEFAULT_CONFIG.rateLimiters).map(dotted),
    behindProxy: file.behind_proxy ?? DEFAULT_CONFIG.behindProxy,
    publicDocs: file.public_docs ?? DEFAULT_CONFIG.publicDocs,
    exclude: file.exclude ?? DEFAULT_CONFIG.exclude,
    minConfidence: file.min_confidence ?? DEFAULT_CONFIG.minConfidence,
    failOn: file.fail_on ?? DEFAULT_CONFIG.failOn,
    source: source.path,
  };
}

/** Our reports name a callable `app.deps:current_user`; what is copied from there is meant as well. */
function dotted(name: string): string {
  return name.replaceAll(':', '.');
}
