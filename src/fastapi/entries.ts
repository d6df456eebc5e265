import type { Project } from '../project/project.ts';

/** Where an application starts: the modules that a server would import. */
export interface Entries {
  /** Files to run, in order; the ones that a deployment file names come first. */
  readonly modules: readonly string[];
  /** `pkg.main:create_app` factories that a server is told to call. */
  readonly factories: readonly { readonly path: string; readonly name: string }[];
}

const ENTRY_NAMES =
  /(^|\/)(main|app|asgi|wsgi|server|run|serve|__main__|application|api|index|start|web|webapp|service|manage|cli)\.py$/;
/** `app = build(…)` at the left margin: whoever imports the module gets an application. */
const MADE_HERE = /^(app|api|application|asgi|server)\b[^=\n]*=\s*[\w.]+\(/m;
/** `admin_app = build(…)`: scripts make one to look at it. */
const NAMED_HERE = /^\w+_(app|api|application)\b[^=\n]*=\s*[\w.]+\(/m;
const SCRIPTS = /(^|\/)(scripts?|tools?|bin|docs?|examples?|benchmarks?)\//;
const SERVER_STRING = /["'\s=]([A-Za-z_][\w.]*):([A-Za-z_]\w*)(\(\))?(?=["'\s,]|$)/gm;

/** Finds entry points: what deployment files and `uvicorn.run` name, then conventional names above an app, then the app's own file. */
export function findEntries(
  project: Project,
  texts: ReadonlyMap<string, string>,
  scope?: ReadonlySet<string>,
): Entries {
  const seeds = [...project.sources.keys()].filter(
    (path) =>
      /\b(FastAPI|FastAPIOffline|Starlette)\b/.test(project.text(path)) ||
      /\bimport fastapi\b/.test(project.text(path)),
  );
  const named = namedByServers(project, texts);
  const above = project.importers.above(seeds);
  const conventional = [...above].filter(
    (path) =>
      ENTRY_NAMES.test(path) ||
      /\b(uvicorn|hypercorn|granian|gunicorn)\b/.test(project.text(path)) ||
      MADE_HERE.test(project.text(path)) ||
      (!SCRIPTS.test(path) && NAMED_HERE.test(project.text(path))),
  );
  const ordered = [...named.map((one) => one.path), ...conventional.sort(byDepth), ...seeds.sort(byDepth)];
  const inScope = (path: string): boolean => scope?.has(path) ?? true;
  return {
    modules: [...new Set(ordered)].filter(inScope),
    factories: named.filter((one) => one.name !== '' && inScope(one.path)),
  };
}

/** `app.main:app` in Dockerfiles, Procfiles, compose files, pyproject and Python strings. */
function namedByServers(project: Project, texts: ReadonlyMap<string, string>): { path: string; name: string }[] {
  const found: { path: string; name: string }[] = [];
  const sources: [string, string][] = [...texts].filter(([path]) => !/\.lock$/.test(path));
  for (const path of project.sources.keys())
    if (/\b(uvicorn|hypercorn|gunicorn|granian)\b/.test(project.text(path))) sources.push([path, project.text(path)]);
  for (const [path, text] of sources) {
    if (text.length > 200_000) continue;
    for (const match of text.matchAll(SERVER_STRING)) {
      const [, module = '', name = ''] = match;
      const target = project.layout.resolve(path, module, 0);
      if (target.kind !== 'file' || !new RegExp(`\\b${name}\\b`).test(project.text(target.path))) continue;
      found.push({ path: target.path, name });
    }
  }
  return found;
}

function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || (a < b ? -1 : 1);
}
