import { matchesSegments } from './segments.ts';

/** Left out unless asked for: what isn't the running application. Relative to the analysed root, never to what is above it. */
export const DEFAULT_EXCLUDES = [
  '**/tests/**',
  '**/test/**',
  '**/test_*.py',
  '**/*_test.py',
  '**/conftest.py',
  '**/migrations/**',
  '**/alembic/**',
  'docs/**',
  'doc/**',
  '**/docs_src/**',
  '**/docs/conf.py',
  '**/examples/**',
  'example/**',
  'samples/**',
  '**/vendor/**',
  '**/_vendor/**',
  '**/vendored/**',
  '**/third_party/**',
  '**/node_modules/**',
  '**/site-packages/**',
  '**/.venv/**',
  '**/venv/**',
  '**/.tox/**',
  '**/.nox/**',
  '**/.eggs/**',
  '**/*.egg-info/**',
  '**/__pycache__/**',
  '**/__pypackages__/**',
  'build/**',
  '**/build/lib/**',
  'dist/**',
  'noxfile.py',
] as const;

/** Answers which files are left out, and because of which pattern. */
export interface Excludes {
  /** The first pattern that covers the path: as written, for the coverage section. */
  excludedBy(path: string): string | undefined;
}

const MAX_ALTERNATIVES = 64;

/** Compiles the defaults and the configuration's own globs. */
export function compileExcludes(patterns: readonly string[], defaults: readonly string[] = DEFAULT_EXCLUDES): Excludes {
  const valid = patterns.filter((pattern) => globProblem(pattern) === undefined);
  const globs = [...defaults, ...valid].map((pattern) => ({
    pattern,
    alternatives: alternativesOf(pattern).map(toMatcher),
  }));
  return {
    excludedBy(path) {
      const segments = path.split('/');
      return globs.find((glob) => glob.alternatives.some((one) => matches(one, path, segments)))?.pattern;
    },
  };
}

interface Matcher {
  readonly segments: readonly string[];
  /** Segments without a wildcard: a path that lacks one is no match, which settles nearly all paths at once. */
  readonly literals: readonly string[];
}

function toMatcher(segments: readonly string[]): Matcher {
  return { segments, literals: segments.filter((segment) => !/[*?]/.test(segment)) };
}

function matches({ segments, literals }: Matcher, path: string, parts: readonly string[]): boolean {
  return literals.every((literal) => path.includes(literal)) && matchesSegments(segments, parts);
}

/** What is wrong with a glob; undefined when nothing is. */
export function globProblem(pattern: string): string | undefined {
  if (pattern.startsWith('!')) return 'cannot take files back in ("!")';
  if (/[[\]\\]|[@+]\(/.test(pattern)) return 'may use "*", "**", "?" and "{a,b}" only, with forward slashes';
  const path = withoutRoot(pattern);
  if (path === '' || path.split('/').includes('..')) return 'must be a path below the analysed folder';
  if (path.split('/').some((segment) => segment !== '**' && segment.includes('**'))) {
    return 'may have "**" as a whole segment only';
  }
  return expandBraces(path) === undefined ? 'has braces that do not close or make too many alternatives' : undefined;
}

/** Each way to read the braces, as segments; a pattern that names a folder covers all that is in it. */
function alternativesOf(pattern: string): string[][] {
  const paths = expandBraces(withoutRoot(pattern)) ?? [];
  return paths.flatMap((path) => {
    const segments = path.split('/').filter((segment) => segment !== '');
    return segments.at(-1) === '**' ? [segments] : [segments, [...segments, '**']];
  });
}

function withoutRoot(pattern: string): string {
  return pattern.replace(/^(?:\.?\/)+/, '');
}

/** `{a,b}` written out, nested ones too; undefined when unbalanced or too many. */
function expandBraces(pattern: string): string[] | undefined {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (open.length + done.length > MAX_ALTERNATIVES) return undefined;
    const end = next.indexOf('}');
    const start = end === -1 ? next.indexOf('{') : next.lastIndexOf('{', end);
    if (end === -1 && start === -1) done.push(next);
    else if (end === -1 || start === -1) return undefined;
    else {
      const [head, tail] = [next.slice(0, start), next.slice(end + 1)];
      for (const middle of next
        .slice(start + 1, end)
        .split(',')
        .reverse())
        open.push(head + middle + tail);
    }
  }
  return done;
}
