import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { DEFAULT_CONFIG } from '../../src/config/config.ts';
import { CONFIG_PATHS, findConfig, parseConfigFile } from '../../src/config/find.ts';
import { parseConfig } from '../../src/config/parse.ts';
import type { Config } from '../../src/config/config.ts';

const RULES = [{ id: 'missing-authentication' }, { id: 'missing-rate-limit' }, { id: 'missing-cache-control' }];
const YML = { path: '.github/fastapi-hardening.yml', format: 'yaml' } as const;
const TOML = { path: 'pyproject.toml', format: 'toml' } as const;

const yaml = (text: string): Config => parseConfig(text, YML, RULES);
const toml = (text: string): Config => parseConfig(text, TOML, RULES);

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError && error.code === 'config-invalid') return error.message;
    throw error;
  }
  return 'no failure';
}

const FULL: Config = {
  rules: new Map<string, 'off' | 'low'>([
    ['missing-cache-control', 'off'],
    ['missing-rate-limit', 'low'],
  ]),
  publicRoutes: ['GET /health', 'POST /webhooks/stripe', '/public/*'],
  authDependencies: ['app.deps.current_user'],
  rateLimiters: ['app.limits.limit'],
  behindProxy: true,
  publicDocs: true,
  exclude: ['examples/**'],
  minConfidence: 'medium',
  failOn: 'never',
};

describe('a configuration', () => {
  it('is read from YAML', () => {
    const text = `version: 1
rules:                       # id: off | severity
  missing-cache-control: off
  missing-rate-limit: low
public_routes: ["GET /health", "POST /webhooks/stripe", "/public/*"]
auth_dependencies: ["app.deps.current_user"]
rate_limiters: ["app.limits:limit"]
behind_proxy: true
public_docs: true
exclude: ["examples/**"]
min_confidence: medium
fail_on: never
`;
    expect(yaml(text)).toEqual({ ...FULL, source: YML.path });
    expect(yaml(text.replaceAll('\n', '\r\n'))).toEqual({ ...FULL, source: YML.path });
  });

  it('is read from pyproject.toml, with the same keys', () => {
    const text = `[project]
name = "x"
[tool.fastapi-hardening]
public_routes = ["GET /health", "POST /webhooks/stripe", "/public/*"]
auth_dependencies = ["app.deps.current_user"]
rate_limiters = ["app.limits.limit"]
behind_proxy = true
public_docs = true
exclude = ["examples/**"]
min_confidence = "medium"
fail_on = "never"
[tool.fastapi-hardening.rules]
missing-cache-control = "off"
missing-rate-limit = "low"
`;
    expect(toml(text)).toEqual({ ...FULL, source: TOML.path });
  });

  it.each(['', '# nothing\n', '---\n', 'version: 1\n', '{}', 'rules: {}'])('may be empty: %j', (text) => {
    expect(yaml(text)).toEqual({ ...DEFAULT_CONFIG, source: YML.path });
  });
});

describe('a problem is named with its file, line and key', () => {
  it.each([
    [
      'an unknown key',
      'behind_proxy: true\npublic-routes: []\n',
      'line 2: unknown key "public-routes"; did you mean "public_routes"?',
    ],
    ['a key like nothing we know', 'colour: red\n', 'line 1: unknown key "colour"'],
    [
      'an unknown rule',
      'rules:\n  mising-authentication: off\n',
      'line 2: unknown rule "mising-authentication"; did you mean "missing-authentication"?',
    ],
    [
      'a severity that is none',
      'rules:\n  missing-rate-limit: hihg\n',
      'line 2: rules.missing-rate-limit must be "off", "critical", "high", "medium", "low", "info"; "hihg" is not; did you mean "high"?',
    ],
    ['off as YAML 1.1 had it', 'rules:\n  missing-rate-limit: false\n', 'did you mean "off"?'],
    ['a version to come', 'version: 2\n', 'line 1: version must be 1'],
    ['a text for a switch', 'behind_proxy: "yes"\n', 'line 1: behind_proxy must be true or false'],
    ['a text for a list', 'exclude: tests\n', 'line 1: exclude must be a list'],
    ['a number in a list', 'exclude:\n  - a\n  - 3\n', 'line 3: exclude[2] must be a text'],
    ['an empty entry', 'exclude: [""]\n', 'exclude[1] must not be empty'],
    ['too many entries', `exclude: [${'a,'.repeat(501)}]\n`, 'exclude is too long'],
    [
      'a route without a slash',
      'public_routes: [health]\n',
      'public_routes[1] must have a path that begins with "/"; "health" is not',
    ],
    ['a method that is none', 'public_routes: ["GTE /x"]\n', 'must be a path, or one HTTP method, a space and a path'],
    ['a name that is none', 'auth_dependencies: ["app/deps.py"]\n', 'auth_dependencies[1] must be a qualified name'],
    ['a glob that takes back', 'exclude: ["!a"]\n', 'cannot take files back in'],
    ['a glob that leaves the folder', 'exclude: ["../x/**"]\n', 'must be a path below the analysed folder'],
    [
      'a threshold that is none',
      'fail_on: hgih\n',
      'fail_on must be "critical", "high", "medium", "low", "info", "never"; "hgih" is not; did you mean "high"?',
    ],
    ['a list at the top', '- a\n', 'the configuration must be a table of keys and values'],
    ['a text at the top', 'off\n', 'the configuration must be a table of keys and values'],
    ['a key given twice', 'fail_on: high\nfail_on: never\n', 'line 2: a key is given twice'],
    ['a second document', 'fail_on: high\n---\nfail_on: never\n', 'there is more than one document'],
    ['a tag', 'exclude: !!js/function "x"\n', 'line 1: a tag'],
    ['an alias', 'exclude: &x [a]\nrate_limiters: *x\n', 'line 2: an alias is used'],
    ['a merge key', 'rules: {<<: {missing-rate-limit: off}}\n', 'unknown rule'],
    ['an open bracket', 'rules: [\n', 'the indentation or a bracket is not right'],
    ['broken YAML', 'rules: "x\n', 'is not valid YAML'],
    ['__proto__', 'rules:\n  __proto__: off\n', 'line 2: unknown rule "__proto__"'],
    ['__proto__ at the top', '__proto__: {fail_on: never}\n', '__proto__'],
    ['constructor', 'constructor: 1\n', 'unknown key "constructor"'],
  ])('%s', (_, text, words) => {
    const message = messageOf(() => yaml(text));
    expect(message).toContain(`${YML.path}:`);
    expect(message).toContain(words);
  });

  it.each([
    [
      'an unknown key',
      '[project]\nname = "x"\n[tool.fastapi-hardening]\nfail-on = "high"\n',
      'line 4: unknown key "fail-on"; did you mean "fail_on"?',
    ],
    [
      'an unknown rule',
      '[tool.fastapi-hardening.rules]\nmissing-x-limit = "off"\n',
      'line 2: unknown rule "missing-x-limit"',
    ],
    ['an inline table', '[tool.fastapi-hardening]\nrules = { nothing = "off" }\n', 'line 2: unknown rule "nothing"'],
    ['broken TOML', '[tool.fastapi-hardening]\nfail_on = \n', 'line 2: the text is not valid TOML'],
    ['a table that is none', 'tool = { fastapi-hardening = 3 }\n', 'must be a table'],
    ['__proto__', '[tool.fastapi-hardening.rules]\n__proto__ = "off"\n', '__proto__'],
  ])('in TOML: %s', (_, text, words) => {
    const message = messageOf(() => toml(text));
    expect(message).toContain('pyproject.toml:');
    expect(message).toContain(words);
  });

  it('all at once, in their order, and not without end', () => {
    const message = messageOf(() => yaml('c: 1\nfail_on: x\nb: 1\n'));
    expect(
      message
        .split('\n')
        .slice(1)
        .map((line) => line.trim().slice(0, 7)),
    ).toEqual(['line 1:', 'line 2:', 'line 3:']);
    const many = messageOf(() => yaml(Array.from({ length: 30 }, (_, index) => `k${index}: 1\n`).join('')));
    expect(many.split('\n')).toHaveLength(12);
    expect(many).toContain('and 20 more');
  });

  it('without repeating what could be read by something else', () => {
    const hostile = '"\\e[31m##[error]\\n::error::x <img> @user `x`"';
    for (const text of [
      `${hostile}: 1\n`,
      `fail_on: ${hostile}\n`,
      `rules:\n  ${hostile}: off\n`,
      `exclude: [${hostile}]\nx: y\n`,
    ]) {
      const message = messageOf(() => yaml(text));
      expect(message.replaceAll('\n', '')).not.toMatch(/[\p{Cc}<>`#]/u);
      expect(message.split('\n').some((line) => line.trim().startsWith('::'))).toBe(false);
    }
    expect(messageOf(() => yaml(`fail_on: ${'x'.repeat(10_000)}\n`)).length).toBeLessThan(400);
  });
});

describe('a hostile file costs little', () => {
  const DEEP = 30_000;
  it.each([
    ['a long one', 'a: 1\n'.repeat(20_000)],
    ['nested lists', '['.repeat(DEEP)],
    ['nested tables', '{a: '.repeat(DEEP / 2)],
    ['closed nested lists', '['.repeat(DEEP) + ']'.repeat(DEEP)],
    ['nested list items', '- '.repeat(DEEP)],
    ['nested keys', '? '.repeat(DEEP)],
    ['growing indentation', Array.from({ length: 300 }, (_, index) => `${' '.repeat(index)}a:\n`).join('')],
    [
      'anchors in anchors',
      `a: &a [x]\n${Array.from({ length: 99 }, (_, index) => `b${index}: &b${index} [*a, *a]\n`).join('')}`,
    ],
    ['many keys', Array.from({ length: 8000 }, (_, index) => `k${index}: 1\n`).join('')],
    ['many list items', `exclude:\n${'  - a\n'.repeat(9000)}`],
    ['quotes that stay open', '"'.repeat(60_000)],
    ['many comments', '#\n'.repeat(30_000) + 'x: 1'],
  ])('%s', (_, text) => {
    const start = performance.now();
    expect(messageOf(() => yaml(text))).not.toBe('no failure');
    expect(performance.now() - start).toBeLessThan(2500);
  });

  it.each([
    ['nested arrays', `[tool.fastapi-hardening]\nexclude = ${'['.repeat(DEEP)}`],
    ['a long one', `[tool.fastapi-hardening]\n${'# x\n'.repeat(200_000)}`],
    ['a deep table', `[tool.fastapi-hardening.${Array.from({ length: DEEP }, () => 'a').join('.')}]\n`],
  ])('in TOML: %s', (_, text) => {
    const start = performance.now();
    expect(messageOf(() => toml(text))).not.toBe('no failure');
    expect(performance.now() - start).toBeLessThan(2500);
  });

  it('but a long pyproject.toml of somebody else is no fault', () => {
    const text = `[tool.other]\nx = [${'"a",'.repeat(30_000)}]\n[tool.fastapi-hardening]\nfail_on = "low"\n`;
    expect(toml(text).failOn).toBe('low');
  });
});

describe('findConfig', () => {
  const files = (entries: Readonly<Record<string, string | Uint8Array>>) =>
    new Map(
      Object.entries(entries).map(([path, content]) => [
        path,
        { path, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content },
      ]),
    );
  const [yml = '', yamlPath = '', pyproject = ''] = CONFIG_PATHS;
  const table = '[tool.fastapi-hardening]\nfail_on = "low"\n';

  it.each([
    ['nothing', {}, undefined, 'high'],
    ['the yml', { [yml]: 'fail_on: info', [yamlPath]: 'fail_on: low', [pyproject]: table }, yml, 'info'],
    ['the yaml', { [yamlPath]: 'fail_on: info', [pyproject]: table }, yamlPath, 'info'],
    ['the table', { [pyproject]: table }, pyproject, 'low'],
    ['no table', { [pyproject]: '[tool.black]\n' }, undefined, 'high'],
    ['a broken pyproject.toml that does not name us', { [pyproject]: '[tool.black\n' }, undefined, 'high'],
    [
      'us as a dependency only',
      { [pyproject]: '[project]\ndependencies = ["fastapi-hardening"]\n' },
      undefined,
      'high',
    ],
    ['an empty yml', { [yml]: '', [pyproject]: table }, yml, 'high'],
    ['a byte order mark', { [yml]: '\ufefffail_on: info' }, yml, 'info'],
    ['one in a subfolder', { 'x/pyproject.toml': table, [`x/${yml}`]: 'fail_on: info' }, undefined, 'high'],
  ])('%s', (_, entries, source, failOn) => {
    const config = findConfig(files(entries), RULES);
    expect(config.failOn).toBe(failOn);
    if (failOn !== 'high') expect(config.source).toBe(source);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(messageOf(() => findConfig(files({ [yml]: Uint8Array.of(0xff, 0xfe) }), RULES))).toContain(
      'not valid UTF-8',
    );
  });

  it('reads a file that the user names, by its extension', () => {
    expect(parseConfigFile('x/my.toml', new TextEncoder().encode(table), RULES)).toMatchObject({
      failOn: 'low',
      source: 'x/my.toml',
    });
    expect(parseConfigFile('x/my.yml', new TextEncoder().encode('fail_on: info'), RULES)).toMatchObject({
      failOn: 'info',
    });
  });
});
