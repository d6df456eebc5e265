import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  compareOrder,
  compareProtection,
  compareRoutes,
  labelsOf,
  type RouteRow,
  type RoutesDocument,
} from './compare.ts';
import { appNames, directoryOf, manifestOf, protectionOf, recordingOf } from './fixtures.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The model's entry point, test/support/routes.ts; without it the comparison is skipped and seen to be. */
interface Model {
  routesOf(projectDirectory: string): Promise<RoutesDocument>;
}

const entry = fileURLToPath(new URL('../support/routes.ts', import.meta.url));
const loaded: unknown = existsSync(entry) ? await import(pathToFileURL(entry).href) : undefined;
const model = isModel(loaded) ? loaded : undefined;

function isModel(value: unknown): value is Model {
  return typeof value === 'object' && value !== null && 'routesOf' in value && typeof value.routesOf === 'function';
}

describe.runIf(model !== undefined)('the model equals what FastAPI built', () => {
  describe.each(appNames)('%s', (name) => {
    const modelled = model?.routesOf(directoryOf(name)) ?? Promise.resolve({ apps: [] });

    it('has the same rows and middleware', async () => {
      expect(compareRoutes(recordingOf(name), await modelled, manifestOf(name))).toEqual([]);
    });

    it('has them in the same order', async () => {
      expect(compareOrder(recordingOf(name), await modelled)).toEqual([]);
    });

    it('says of each route what an expert would sign', async () => {
      expect(compareProtection(protectionOf(name), await modelled)).toEqual([]);
    });
  });
});

describe('the recordings', () => {
  it.each(appNames)('%s: every route has one signed protection, and nothing else has', (name) => {
    const rows = recordingOf(name).apps.flatMap((app) => app.routes.map((row) => ({ row, names: labelsOf(app, row) })));
    const labels = protectionOf(name);
    const { beyond = [] } = manifestOf(name);
    const judged = rows.filter(
      ({ row }) => ['http', 'websocket'].includes(row.kind) && row.file !== null && !beyond.includes(row.endpoint),
    );
    const unsigned = judged.filter(({ names: own }) => !own.some((label) => label in labels));
    expect(unsigned.map(({ names: own }) => own[0])).toEqual([]);
    const contradicted = rows.filter(({ row, names: own }) => {
      const signed = own.filter((label) => label in labels).map((label) => labels[label]);
      return row.methods.length < 2 && new Set(signed).size > 1;
    });
    expect(contradicted.map(({ names: own }) => own[0])).toEqual([]);
    const known = new Set(rows.flatMap(({ names: own }) => own));
    expect(Object.keys(labels).filter((label) => !known.has(label))).toEqual([]);
  });
});

describe('compareProtection', () => {
  const row: RouteRow = {
    kind: 'websocket',
    path: '/ws',
    methods: [],
    endpoint: 'm:ws',
    file: 'm.py',
    line: 3,
    dependencies: [],
    security: [],
    scopes: [],
    protection: { status: 'public' },
  };
  const table: RoutesDocument = { apps: [{ app: 'm:app', path: 'm.py', routes: [row], middleware: [] }] };

  it.each([
    ['WEBSOCKET /ws', 'public', []],
    ['WEBSOCKET /ws', 'unenforced|public', []],
    ['WEBSOCKET /ws -> m:ws', 'protected', ['WEBSOCKET /ws -> m:ws: protected was signed, the model says public']],
    ['m.py: WEBSOCKET /ws', 'unknown', ['m.py: WEBSOCKET /ws: unknown was signed, the model says public']],
    ['GET /ws', 'public', ['GET /ws: no such row']],
  ] as [string, string, string[]][])('%s signed %s', (label, status, differences) => {
    expect(compareProtection({ [label]: status }, table)).toEqual(differences);
  });
});

describe('compareRoutes', () => {
  const row: RouteRow = {
    kind: 'http',
    path: '/a',
    methods: ['GET'],
    endpoint: 'm:a',
    file: 'm.py',
    line: 3,
    dependencies: ['m:guard'],
    security: [],
    scopes: [],
  };
  const table = (
    routes: readonly RouteRow[],
    middleware: { class: string; condition?: string }[] = [],
  ): RoutesDocument => ({
    apps: [{ app: 'm:app', path: 'm.py', routes, middleware }],
  });

  it('is silent about equal tables, whatever the order of rows and dependencies', () => {
    const other = { ...row, path: '/b', dependencies: ['m:one', 'm:two'] };
    expect(compareRoutes(table([row, other]), table([{ ...other, dependencies: ['m:two', 'm:one'] }, row]))).toEqual(
      [],
    );
    expect(compareOrder(table([row, other]), table([other, row]))).toHaveLength(1);
  });

  it.each([
    ['a lost row', [], 'm:app: missing: http GET /a m:a'],
    ['an invented row', [row, { ...row, path: '/z', endpoint: 'm:z' }], 'm:app: invented: http GET /z m:z'],
    ['a second copy', [row, row], 'm:app: invented: http GET /a m:a'],
    ['another path', [{ ...row, path: '/b' }], 'm:app: differs: http GET /a m:a; the model has http GET /b m:a'],
    ['another line', [{ ...row, line: 2 }], 'm:app: http GET /a m:a: line is 3, the model says 2'],
    ['another file', [{ ...row, file: 'n.py' }], 'm:app: http GET /a m:a: file is m.py, the model says n.py'],
    ['a lost dependency', [{ ...row, dependencies: [] }], 'm:app: http GET /a m:a: dependencies lacks m:guard'],
    [
      'a dependency too many',
      [{ ...row, dependencies: ['m:guard', 'm:x'] }],
      'm:app: http GET /a m:a: dependencies has besides m:x',
    ],
    ['other scopes', [{ ...row, scopes: ['s'] }], 'm:app: http GET /a m:a: scopes has besides s'],
  ] as [string, RouteRow[], string][])('tells %s', (_, routes, difference) => {
    expect(compareRoutes(table([row]), table(routes))).toEqual([difference]);
  });

  it('passes over endpoints of packages, and rows that are registered under a condition', () => {
    const foreign = { ...row, path: '/docs', endpoint: 'fastapi:docs', file: null, line: null };
    expect(compareRoutes(table([row, foreign]), table([row, { ...foreign, file: 'm.py' }]))).toEqual([]);
    expect(compareRoutes(table([row]), table([row, { ...row, path: '/debug', condition: 'settings.debug' }]))).toEqual(
      [],
    );
  });

  it('allows what no reader of the source can know, when the model says that it does not', () => {
    const allowed = { beyond: ['m:a'], foreign: ['acme'] };
    expect(compareRoutes(table([row]), { ...table([]), unresolved: ['import_module(...)'] }, allowed)).toEqual([]);
    expect(compareRoutes(table([row]), table([]), allowed)).toHaveLength(1);
    const guarded = { ...row, dependencies: ['acme.auth:require.<locals>.inner'] };
    expect(compareRoutes(table([guarded]), table([{ ...row, dependencies: ['acme:require()'] }]), allowed)).toEqual([]);
    expect(
      compareRoutes(table([guarded]), table([{ ...row, dependencies: ['acmelib:require()'] }]), allowed),
    ).toHaveLength(2);
  });

  it('allows a dependency under a condition to be kept, and a mount to be shown as the root or as a host', () => {
    const conditional = { ...row, dependencies: ['m:guard', 'm:maybe'] };
    expect(compareRoutes(table([row]), table([conditional]), { maybe: { 'm:a': ['m:maybe'] } })).toEqual([]);
    expect(compareRoutes(table([row]), table([conditional]), { maybe: { 'm:b': ['m:maybe'] } })).toHaveLength(1);
    const mount: RouteRow = { ...row, kind: 'mount', path: '/', methods: [], file: null, line: null, dependencies: [] };
    expect(compareRoutes(table([mount]), table([{ ...mount, path: '', file: 'm.py' }]))).toEqual([]);
    expect(compareRoutes(table([mount]), table([]))).toEqual(['m:app: missing: mount /']);
    expect(compareRoutes(table([]), table([{ ...mount, path: '/files' }]))).toEqual(['m:app: invented: mount /files']);
    const inner = { ...mount, path: '/admin/statics' };
    expect(compareRoutes(table([{ ...mount, path: '/admin' }, inner]), table([{ ...mount, path: '/admin' }]))).toEqual(
      [],
    );
    expect(compareRoutes(table([{ ...mount, path: 'a.example' }]), table([{ ...mount, path: '' }]))).toEqual([]);
  });

  it('compares the order of middleware, by canonical names', () => {
    const cors = { class: 'starlette.middleware.cors.CORSMiddleware' };
    const own = { class: 'm.Own' };
    expect(
      compareRoutes(
        table([], [cors, own]),
        table([], [{ class: 'fastapi.middleware.cors.CORSMiddleware' }, { class: 'm:Own' }]),
      ),
    ).toEqual([]);
    expect(compareRoutes(table([], [cors]), table([], [{ ...own, condition: 'debug' }, cors]))).toEqual([]);
    expect(compareRoutes(table([], [cors, own]), table([], [own, cors]))).toHaveLength(1);
    expect(compareRoutes(table([], [cors]), table([], [cors, own]))).toHaveLength(1);
    expect(compareRoutes(table([], [cors]), table([]))).toHaveLength(1);
  });

  it('tells apps that only one side has', () => {
    expect(compareRoutes(table([]), { apps: [] })).toEqual(['m:app: app is missing from the model']);
    expect(compareRoutes({ apps: [] }, table([]))).toEqual(['m:app: no such app was recorded']);
  });
});

/** An interpreter with the wanted kind of FastAPI: from the environment, else the machine's own where it has one. */
function interpreter(kind: 'new' | 'old'): string | undefined {
  const named = process.env[`FASTAPI_HARDENING_PYTHON_${kind.toUpperCase()}`];
  for (const candidate of named === undefined ? ['python3', 'python'] : [named]) {
    const probe = spawnSync(candidate, ['-c', 'import fastapi, httpx; print(fastapi.__version__)'], {
      encoding: 'utf8',
    });
    const [major = 0, minor = 0] = probe.stdout.trim().split('.').map(Number);
    if (probe.status === 0 && (major > 0 || minor >= 137 ? 'new' : 'old') === kind) return candidate;
  }
  if (named !== undefined)
    throw new Error(`FASTAPI_HARDENING_PYTHON_${kind.toUpperCase()}=${named} has no ${kind} FastAPI`);
  return undefined;
}

describe.each(['new', 'old'] as const)('FastAPI, the %s one, still builds what was recorded', (kind) => {
  const python = interpreter(kind);

  it.runIf(python !== undefined)('the route tables', { timeout: 300_000 }, () => {
    const run = spawnSync(python ?? '', [join(here, 'record_all.py'), '--check'], { encoding: 'utf8' });
    expect(run.status, run.stdout + run.stderr).toBe(0);
  });

  it.runIf(python !== undefined)('what the signed labels say, asked without a credential', { timeout: 300_000 }, () => {
    const run = spawnSync(python ?? '', [join(here, 'probe.py')], { encoding: 'utf8' });
    expect(run.status, run.stdout + run.stderr).toBe(0);
  });

  it.runIf(python !== undefined)('the measured facts', { timeout: 300_000 }, () => {
    const run = spawnSync(python ?? '', [join(here, 'experiments', 'run.py'), '--check'], { encoding: 'utf8' });
    expect(run.status, run.stdout + run.stderr).toBe(0);
  });
});
