import type { Site } from '../core/span.ts';

/** A version that the project asks for, and the line that says so. */
export interface PinnedVersion {
  readonly version: string;
  readonly site: Site;
  /** True for `==` and lock files; a lower bound is the oldest version allowed. */
  readonly exact: boolean;
  /** What a range stays below, where it has an upper end. */
  readonly newest?: string;
}

const LOCKS = /(^|\/)(uv\.lock|poetry\.lock|pdm\.lock|Pipfile\.lock)$/;
const REQUIREMENTS =
  /(^|\/)(requirements[\w.-]*\.txt|pyproject\.toml|setup\.(py|cfg)|Pipfile|constraints[\w.-]*\.txt)$|(^|\/)requirements\/[^/]+\.txt$/;

/** Reads the version of a package from lock files first, then from requirements; the file nearest the root wins. */
export function pinOf(texts: ReadonlyMap<string, string>, name: string): PinnedVersion | undefined {
  const paths = [...texts.keys()].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  const readers: [RegExp, (text: string, name: string) => Found | undefined][] = [
    [LOCKS, lockedVersion],
    [REQUIREMENTS, requiredVersion],
  ];
  let range: PinnedVersion | undefined;
  for (const [pattern, read] of readers) {
    for (const path of paths.filter((one) => pattern.test(one))) {
      const found = read(texts.get(path) ?? '', name);
      if (found === undefined) continue;
      const pin = {
        version: found.version,
        exact: found.exact,
        ...(found.newest === undefined ? {} : { newest: found.newest }),
        site: lineSite(path, texts.get(path) ?? '', found.offset),
      };
      if (found.exact) return pin;
      range ??= pin;
    }
  }
  return range;
}

interface Found {
  readonly version: string;
  readonly offset: number;
  readonly exact: boolean;
  readonly newest?: string;
}

/** TOML locks have `name = "x"` and `version = "1"` in one table; Pipfile.lock is JSON. */
function lockedVersion(text: string, name: string): Found | undefined {
  const toml = new RegExp(`^name = "${name}"\\s*\\n(?:[^\\[\\n][^\\n]*\\n)*?version = "([^"]+)"`, 'm').exec(text);
  if (toml?.[1] !== undefined)
    return { version: toml[1], offset: toml.index + toml[0].lastIndexOf('version'), exact: true };
  const json = new RegExp(`"${name}":\\s*\\{[^{}]*"version":\\s*"==([^"]+)"`).exec(text);
  return json?.[1] === undefined
    ? undefined
    : { version: json[1], offset: json.index + json[0].lastIndexOf('"version"'), exact: true };
}

/** `fastapi>=0.100,<0.110`, `fastapi = "^0.115"`: the version itself, or the newest that the range allows. */
function requiredVersion(text: string, name: string): Found | undefined {
  const plain = new RegExp(
    `(?:^|["'\\s])${name}(?:\\[[^\\]]*\\])?\\s*((?:[=~<>!^]{1,3}\\s*v?\\d[\\w.*]*\\s*(?:,\\s*)?)+)`,
    'im',
  ).exec(text);
  const table = new RegExp(`^${name}\\s*=\\s*(?:"|\\{[^}\\n]*version\\s*=\\s*")([^"\\n]+)"`, 'im').exec(text);
  const match = plain ?? table;
  const specifiers = match?.[1];
  if (match === null || specifiers === undefined) return undefined;
  const offset = match.index + match[0].search(/\S/);
  const parts = [...specifiers.matchAll(/(?:([=~<>!^]{1,3})\s*)?v?(\d[\w.]*)/g)].map(
    ([, operator = '', version = '']) => ({
      operator,
      version,
    }),
  );
  const fixed = parts.find(
    ({ operator }) => operator === '==' || operator === '===' || (operator === '' && match === table),
  );
  if (fixed !== undefined) return { version: fixed.version, offset, exact: true };
  const upper = parts.map(upperBound).find((version) => version !== undefined);
  const [first] = parts;
  if (first === undefined) return undefined;
  return upper === undefined
    ? { version: first.version, offset, exact: false }
    : { version: upper, offset, exact: false, newest: upper };
}

/** The version that a specifier stays below (or at). */
function upperBound({
  operator,
  version,
}: {
  readonly operator: string;
  readonly version: string;
}): string | undefined {
  if (operator === '<' || operator === '<=') return version;
  const numbers = numbersOf(version);
  const [major = 0, minor = 0] = numbers;
  if (operator === '^') return major === 0 ? `0.${String(minor + 1)}` : `${String(major + 1)}.0`;
  if (operator === '~=' || operator === '~')
    return numbers.length > 2 ? `${String(major)}.${String(minor + 1)}` : `${String(major + 1)}.0`;
  return undefined;
}

function lineSite(path: string, text: string, offset: number): Site {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const end = text.indexOf('\n', offset);
  const start = before.lastIndexOf('\n') + 1;
  const width = (end < 0 ? text.length : end) - start;
  return { path, span: { startLine: line, startColumn: 1, endLine: line, endColumn: Math.max(1, width) } };
}

/** Orders dotted versions by their numbers. */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a);
  const right = numbersOf(b);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0);
}
