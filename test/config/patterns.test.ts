import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExcludes, DEFAULT_EXCLUDES, globProblem } from '../../src/config/exclude.ts';
import { compilePublicRoutes, routePatternProblem } from '../../src/config/public-routes.ts';
import { configJsonSchema } from '../../src/config/schema.ts';
import { matchesSegment, matchesSegments } from '../../src/config/segments.ts';

describe('public routes', () => {
  it.each([
    ['GET /health', 'GET', '/health', true],
    ['GET /health', 'get', '/health', true],
    ['get /health', 'GET', '/health', true],
    ['GET /health', 'POST', '/health', false],
    ['GET /health', 'GET', '/health/', false],
    ['GET /health', 'GET', '/healthz', false],
    ['GET /health', 'GET', '/api/health', false],
    ['/health', 'DELETE', '/health', true],
    ['WEBSOCKET /ws', 'WEBSOCKET', '/ws', true],
    ['  GET   /health  ', 'GET', '/health', true],
    ['/public/*', 'GET', '/public/a', true],
    ['/public/*', 'GET', '/public/{item_id}', true],
    ['/public/*', 'GET', '/public/a/b', false],
    ['/public/*', 'GET', '/public/', false],
    ['/public/*', 'GET', '/public', false],
    ['/public/**', 'GET', '/public/a/b', true],
    ['/public/**', 'GET', '/public', true],
    ['/public/**', 'GET', '/publicity', false],
    ['/**/health', 'GET', '/health', true],
    ['/**/health', 'GET', '/api/v1/health', true],
    ['/api/v*/health', 'GET', '/api/v12/health', true],
    ['/api/v*/health', 'GET', '/api/v1/x/health', false],
    ['/', 'GET', '/', true],
    ['/', 'GET', '/a', false],
    ['/Items', 'GET', '/items', false],
    ['/a.b', 'GET', '/axb', false],
    ['/files/{path:path}', 'GET', '/files/{path:path}', true],
    ['/**', 'GET', '/anything/at/all', true],
  ])('%s and %s %s: %s', (pattern, method, path, expected) => {
    expect(compilePublicRoutes([pattern]).isPublic(method, path)).toBe(expected);
  });

  it.each(['health', '', 'GTE /x', 'GET', 'GET health', 'GET POST /x', '/a**', '* /x'])('refuses %j', (pattern) => {
    expect(routePatternProblem(pattern)).toBeDefined();
    expect(compilePublicRoutes([pattern]).isPublic('GET', pattern)).toBe(false);
  });
});

describe('excludes', () => {
  const excludes = compileExcludes(['legacy', 'gen/{a,b}/*.py', './scripts/', '**/*_pb2.py', 'x?.py']);
  it.each([
    ['tests/a.py', '**/tests/**'],
    ['svc/api/tests/deep/a.py', '**/tests/**'],
    ['app/test_a.py', '**/test_*.py'],
    ['app/a_test.py', '**/*_test.py'],
    ['conftest.py', '**/conftest.py'],
    ['app/migrations/0001.py', '**/migrations/**'],
    ['alembic/versions/1.py', '**/alembic/**'],
    ['docs/conf.py', 'docs/**'],
    ['examples/a.py', '**/examples/**'],
    ['web/node_modules/x/a.py', '**/node_modules/**'],
    ['.venv/lib/a.py', '**/.venv/**'],
    ['lib/python3.12/site-packages/a.py', '**/site-packages/**'],
    ['legacy/deep/a.py', 'legacy'],
    ['gen/b/x.py', 'gen/{a,b}/*.py'],
    ['scripts/a.py', './scripts/'],
    ['a/b/c_pb2.py', '**/*_pb2.py'],
    ['xy.py', 'x?.py'],
    ['app/main.py', undefined],
    ['app/latest.py', undefined],
    ['app/contest.py', undefined],
    ['app/testing_tools.py', undefined],
    ['app/routers/docs/router.py', undefined],
    ['app/build/router.py', undefined],
    ['app/legacy/a.py', undefined],
    ['gen/c/x.py', undefined],
    ['gen/a/deep/x.py', undefined],
    ['tests.py', undefined],
  ])('%s: %s', (path, pattern) => expect(excludes.excludedBy(path)).toBe(pattern));

  it.each(['', '/', '!x', '../x', 'a/../b', 'a[bc]', 'a\\b', '{a', 'a}', '+(a)', '@(a|b)', 'a**b', '{a,b}'.repeat(8)])(
    'refuses %j',
    (pattern) => {
      expect(globProblem(pattern)).toBeDefined();
    },
  );

  it('has no default that it would refuse itself', () => {
    for (const pattern of DEFAULT_EXCLUDES) expect(globProblem(pattern)).toBeUndefined();
  });
});

describe('globs', () => {
  const PIECE = fc.constantFrom('a', 'b', 'ab', '*', '?', '.');
  it('mean what a plain regular expression says', () => {
    const segment = fc
      .array(PIECE, { minLength: 1, maxLength: 5 })
      .map((pieces) => pieces.join('').replace(/\*+/g, '*'));
    const pattern = fc.array(fc.oneof(segment, fc.constant('**')), { minLength: 1, maxLength: 4 });
    const path = fc.array(fc.stringMatching(/^[ab.]{1,5}$/), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(pattern, path, (globs, segments) => {
        const source = globs
          .map((glob) => {
            if (glob === '**') return '(?:/[^/]+)*';
            if (glob === '*') return '/[^/]+';
            return `/${glob.replaceAll('.', '\\.').replaceAll('?', '[^/]').replaceAll('*', '[^/]*')}`;
          })
          .join('');
        expect(matchesSegments(globs, segments)).toBe(new RegExp(`^${source}$`).test(`/${segments.join('/')}`));
      }),
      { numRuns: 2000 },
    );
  });

  it('take no time to speak of on what stalls others', () => {
    const start = performance.now();
    expect(matchesSegment(`${'a*'.repeat(100)}b`, 'a'.repeat(4000))).toBe(false);
    expect(
      matchesSegments(
        [...Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? '**' : 'a')), 'b'],
        Array.from({ length: 1000 }, () => 'a'),
      ),
    ).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('the published JSON Schema', () => {
  const schema = configJsonSchema(['missing-rate-limit', 'a-rule']);
  const validate = new Ajv2020({ strict: true }).compile(schema);

  it('takes what the parser takes, and refuses unknown keys and rules', () => {
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    const good = {
      version: 1,
      rules: { 'missing-rate-limit': 'off' },
      public_routes: ['GET /x'],
      auth_dependencies: ['a.b'],
      fail_on: 'never',
    };
    expect(validate(good), JSON.stringify(validate.errors)).toBe(true);
    for (const bad of [
      { version: 2 },
      { rules: { nothing: 'off' } },
      { rulez: {} },
      { auth_dependencies: ['a/b'] },
      { fail_on: 'x' },
    ]) {
      expect(validate(bad)).toBe(false);
    }
  });

  it('is the same whatever order the rules come in', () => {
    expect(JSON.stringify(configJsonSchema(['a-rule', 'missing-rate-limit']))).toBe(JSON.stringify(schema));
  });
});
