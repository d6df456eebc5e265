/** The table that `record.py` prints and `routes --format json` must equal. */
export interface RoutesDocument {
  readonly apps: readonly AppTable[];
  /** Modelled documents only: what could not be told. */
  readonly unresolved?: readonly unknown[] | undefined;
}

export interface AppTable {
  /** `pkg.module:app` or `pkg.module:factory()`. */
  readonly app: string;
  readonly path?: string | null | undefined;
  readonly line?: number | null | undefined;
  readonly routes: readonly RouteRow[];
  readonly middleware: readonly MiddlewareRow[];
}

export interface RouteRow {
  readonly kind: 'http' | 'websocket' | 'mount' | 'raw';
  readonly path: string;
  readonly methods: readonly string[];
  readonly endpoint: string;
  /** Null when the endpoint belongs to a package. */
  readonly file: string | null;
  readonly line: number | null;
  readonly dependencies: readonly string[];
  readonly security: readonly string[];
  readonly scopes: readonly string[];
  /** Modelled rows only. */
  readonly condition?: string | undefined;
  readonly protection?: { readonly status: string } | undefined;
}

export interface MiddlewareRow {
  readonly class: string;
  /** The function of `@app.middleware("http")`. */
  readonly dispatch?: string | undefined;
  readonly condition?: string | undefined;
}

export interface Allowances {
  /** Endpoints that no reader of the source can know of: they may be absent when the model says that something is unresolved. */
  readonly beyond?: readonly string[] | undefined;
  /** Packages whose source is not there: of a dependency from one, only the package can be told. */
  readonly foreign?: readonly string[] | undefined;
  /** By endpoint: dependencies that hang on a condition; the model may keep them although the recorded environment does not. */
  readonly maybe?: Readonly<Record<string, readonly string[]>> | undefined;
}

/**
 * What the model says otherwise than FastAPI built; nothing when they agree. Rows are paired by kind, methods, path and
 * endpoint, as often as each occurs. Endpoints of packages (file null) are not compared; of a mount only its path is, and
 * not when it stands inside another. A modelled row under a condition may be absent from the recording, never the reverse.
 */
export function compareRoutes(recorded: RoutesDocument, modelled: RoutesDocument, allowed: Allowances = {}): string[] {
  const differences: string[] = [];
  const honest = (modelled.unresolved ?? []).length > 0;
  const allowances = honest ? allowed : { ...allowed, beyond: [] };
  for (const [truth, model] of pairApps(recorded.apps, modelled.apps)) {
    if (truth === undefined) differences.push(`${model?.app}: no such app was recorded`);
    else if (model === undefined) differences.push(`${truth.app}: app is missing from the model`);
    else differences.push(...compareApp(truth, model, allowances).map((line) => `${truth.app}: ${line}`));
  }
  return differences;
}

/** First place where the rows both sides have stand in another order: the first match serves a request. */
export function compareOrder(recorded: RoutesDocument, modelled: RoutesDocument): string[] {
  const differences: string[] = [];
  for (const [truth, model] of pairApps(recorded.apps, modelled.apps)) {
    if (truth === undefined || model === undefined) continue;
    const comparable = truth.routes.filter((row) => row.file !== null && row.kind !== 'mount').map(keyOf);
    const known = new Set(model.routes.map(keyOf));
    const expected = comparable.filter((key) => known.has(key));
    const wanted = new Set(expected);
    const actual = model.routes.map(keyOf).filter((key) => wanted.has(key));
    const at = expected.findIndex((key, index) => key !== actual[index]);
    if (at >= 0)
      differences.push(
        `${truth.app}: row ${at + 1} is ${expected[at]}, the model has ${actual[at] ?? 'nothing'} there`,
      );
  }
  return differences;
}

/**
 * `"METHOD /path"` (`WEBSOCKET` for a method too) to the status an expert would sign; `a|b` where two experts would differ. Where several rows share that,
 * `"METHOD /path -> module:endpoint"` tells them apart, and `"path/of/app.py: METHOD /path"` those of several apps.
 */
export type ProtectionLabels = Readonly<Record<string, string>>;

export function compareProtection(labels: ProtectionLabels, modelled: RoutesDocument): string[] {
  const differences: string[] = [];
  const rows = modelled.apps.flatMap((app) => app.routes.map((row) => ({ row, names: labelsOf(app, row) })));
  for (const [label, expected] of Object.entries(labels)) {
    const matching = rows.filter(({ names }) => names.includes(label));
    if (matching.length === 0) differences.push(`${label}: no such row`);
    for (const { row } of matching) {
      const status = row.protection?.status ?? 'not judged';
      if (!expected.split('|').includes(status))
        differences.push(`${label}: ${expected} was signed, the model says ${status}`);
    }
  }
  return differences;
}

/** Every label that names the row, the shortest first; one set for each method. */
export function labelsOf(app: AppTable, row: RouteRow): string[] {
  const methods = row.kind === 'websocket' ? ['WEBSOCKET'] : row.methods;
  const short = methods.flatMap((method) => [`${method} ${row.path}`, `${method} ${row.path} -> ${row.endpoint}`]);
  return [...short, ...short.map((label) => `${app.path}: ${label}`)];
}

function pairApps(
  recorded: readonly AppTable[],
  modelled: readonly AppTable[],
): [AppTable | undefined, AppTable | undefined][] {
  const left = [...modelled];
  const take = (match: (app: AppTable) => boolean): AppTable | undefined => {
    const index = left.findIndex(match);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const pairs: [AppTable | undefined, AppTable | undefined][] = recorded.map((truth) => [
    truth,
    take((app) => app.app === truth.app && app.path === truth.path),
  ]);
  for (const pair of pairs) pair[1] ??= take((app) => app.app === pair[0]?.app);
  const missing = pairs.filter((pair) => pair[1] === undefined);
  for (const pair of missing) pair[1] = take((app) => missing.length === 1 || app.path === pair[0]?.path);
  return [...pairs, ...left.map((app): [undefined, AppTable] => [undefined, app])];
}

function compareApp(truth: AppTable, model: AppTable, allowed: Allowances): string[] {
  const differences: string[] = [];
  const expected = truth.routes.filter((row) => row.kind !== 'mount' && row.file !== null);
  const ofPackages = new Set(truth.routes.filter((row) => row.file === null).flatMap((row) => placesOf(row)));
  const left = model.routes.filter((row) => row.kind !== 'mount' && row.file !== null);

  const unpaired: RouteRow[] = [];
  for (const row of expected) {
    const index = left.findIndex((candidate) => keyOf(candidate) === keyOf(row));
    const twin = index < 0 ? undefined : left.splice(index, 1)[0];
    if (twin === undefined) unpaired.push(row);
    else differences.push(...compareRow(row, twin, allowed));
  }
  for (const row of unpaired) {
    const near = nearest(row, left);
    if (near === undefined) {
      if (allowed.beyond?.includes(row.endpoint) !== true) differences.push(`missing: ${describe(row)}`);
      continue;
    }
    left.splice(left.indexOf(near), 1);
    // A path that only the environment knows is blurred in the model, and says so.
    const blurred = near.path.includes('{?}') && allowed.beyond?.includes(row.endpoint) === true;
    if (!blurred)
      differences.push(`differs: ${describe(row)}; the model has ${describe(near)}`, ...compareRow(row, near, allowed));
  }
  for (const row of left) {
    const ofPackage = placesOf(row).some((place) => ofPackages.has(place));
    if (row.condition === undefined && !ofPackage) differences.push(`invented: ${describe(row)}`);
  }
  return [...differences, ...compareMounts(truth, model), ...compareMiddleware(truth.middleware, model.middleware)];
}

function compareRow(truth: RouteRow, model: RouteRow, allowed: Allowances): string[] {
  const differences: string[] = [];
  const say = (what: string, wanted: unknown, got: unknown): void => {
    differences.push(`${describe(truth)}: ${what} is ${String(wanted)}, the model says ${String(got)}`);
  };
  if (truth.file !== model.file) say('file', truth.file, model.file);
  // An instance has no `def` of its own; any line of its class will do.
  else if (truth.line !== model.line && !truth.endpoint.endsWith('()')) say('line', truth.line, model.line);
  const packageOf = (name: string): string | undefined =>
    allowed.foreign?.find((foreign) => /^[.:]/.test(name.slice(foreign.length)) && name.startsWith(foreign));
  const blur = (name: string): string => packageOf(name) ?? name;
  const maybe = allowed.maybe?.[truth.endpoint] ?? [];
  for (const field of ['dependencies', 'security', 'scopes'] as const) {
    const wanted = truth[field].map(blur);
    const got = model[field].map(blur);
    const lost = wanted.filter((name) => !got.includes(name));
    const added = got.filter((name) => !wanted.includes(name) && !maybe.includes(name));
    if (lost.length > 0) differences.push(`${describe(truth)}: ${field} lacks ${lost.join(', ')}`);
    if (added.length > 0) differences.push(`${describe(truth)}: ${field} has besides ${added.join(', ')}`);
  }
  return differences;
}

/** A host is no path: how the model shows one, and the mount FastAPI makes of an include prefix inside it, is left to it. */
function compareMounts(truth: AppTable, model: AppTable): string[] {
  const pathsOf = (rows: readonly RouteRow[]): string[] =>
    rows.filter((row) => row.kind === 'mount').map((row) => row.path || '/');
  const recorded = pathsOf(truth.routes);
  const modelled = pathsOf(model.routes);
  const isHost = (path: string): boolean => !path.startsWith('/');
  const isInside = (path: string): boolean =>
    recorded.some((other) => other !== path && other !== '/' && path.startsWith(`${other}/`));
  const missing = recorded.filter((path) => !isHost(path) && !isInside(path) && !modelled.includes(path));
  const unconditional = pathsOf(model.routes.filter((row) => row.condition === undefined));
  const invented = recorded.some(isHost) ? [] : unconditional.filter((path) => !recorded.includes(path));
  return [...missing.map((path) => `missing: mount ${path}`), ...invented.map((path) => `invented: mount ${path}`)];
}

function compareMiddleware(truth: readonly MiddlewareRow[], model: readonly MiddlewareRow[]): string[] {
  const same = (wanted: MiddlewareRow, got: MiddlewareRow): boolean => {
    const name = canonical(got.class);
    const dispatch = wanted.dispatch === undefined ? undefined : canonical(wanted.dispatch);
    return (
      name === dispatch ||
      (name === canonical(wanted.class) && (got.dispatch === undefined || canonical(got.dispatch) === dispatch))
    );
  };
  let at = 0;
  for (const got of model) {
    const wanted = truth[at];
    if (wanted !== undefined && same(wanted, got)) at += 1;
    else if (got.condition === undefined) at = Number.NaN;
    if (Number.isNaN(at)) break;
  }
  if (at === truth.length) return [];
  const list = (rows: readonly MiddlewareRow[]): string =>
    rows.map((row) => row.dispatch ?? row.class).join(', ') || 'none';
  return [`middleware, outermost first, is ${list(truth)}; the model says ${list(model)}`];
}

function canonical(name: string): string {
  return name.replace(':', '.').replace(/^fastapi\.middleware\./, 'starlette.middleware.');
}

function nearest(row: RouteRow, candidates: readonly RouteRow[]): RouteRow | undefined {
  return (
    candidates.find(
      (other) => other.path === row.path && methodsOf(other) === methodsOf(row) && other.kind === row.kind,
    ) ??
    candidates.find((other) => other.endpoint === row.endpoint && methodsOf(other) === methodsOf(row)) ??
    candidates.find((other) => other.endpoint === row.endpoint)
  );
}

function methodsOf(row: RouteRow): string {
  return row.kind === 'websocket' ? '' : [...row.methods].sort().join(',');
}

function keyOf(row: RouteRow): string {
  return describe(row);
}

function placesOf(row: RouteRow): string[] {
  return row.methods.length === 0 ? [`* ${row.path}`] : row.methods.map((method) => `${method} ${row.path}`);
}

function describe(row: RouteRow): string {
  return [row.kind, methodsOf(row), row.path, row.endpoint].filter((part) => part !== '').join(' ');
}
