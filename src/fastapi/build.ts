import type { Config } from '../config/config.ts';
import type { Expr, Module } from '../python/syntax.ts';
import { compareVersions, pinOf } from '../project/pins.ts';
import { Project } from '../project/project.ts';
import type { SourceFile } from '../source/snapshot.ts';
import { readOthers, runApplication } from './application.ts';
import { FactsOf } from './facts-of.ts';
import type { Facts } from './facts.ts';
import type { Machine } from './interpreter/machine.ts';
import type { Application, FrameworkVersions, Pin, Route } from './model.ts';
import { fillDependencies } from './fill.ts';
import { Protector } from './protection/protector.ts';
import { RouteTable } from './route-table.ts';
import { servedApps } from './served.ts';

/** From this release an include keeps a reference; before it, `include_router` copied the routes that existed. */
const LIVE_INCLUDES = '0.137';

/** What the facts are built from: the files of one snapshot, read already. */
export interface FactsInput {
  /** Python files that are analysed, by path. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** Pins, configuration and deployment files, by path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly parse: (file: SourceFile) => Module;
  readonly config: Config;
}

/** Rebuilds the application that FastAPI would build from these files, and answers what rules ask about it. */
export function buildFacts(input: FactsInput): Facts {
  const project = new Project(input.sources, input.parse, importRoots(input.texts));
  const machine = runApplication(project, input.texts, expressionParser(input.parse));
  const framework = frameworkVersions(input.texts);
  const table = new RouteTable(machine, framework.clones);
  const apps = servedApps(machine);
  const bare = apps.flatMap((app) => table.rowsOf(app));
  machine.frozen = true;
  readOthers(machine, project);
  fillDependencies(machine);
  const protector = new Protector(machine, input.config);
  const routes: Route[] = bare.map((row) => ({ ...row, protection: protector.protect(row) }));
  const application: Application = {
    apps,
    allApps: machine.apps,
    routers: machine.routers,
    routes,
    framework,
    unresolved: machine.unresolved,
  };
  return new FactsOf({ machine, application, config: input.config, texts: input.texts, finder: protector.finder });
}

/** Reads a string annotation as an expression. */
function expressionParser(parse: FactsInput['parse']): Machine['parseExpression'] {
  const known = new Map<string, { module: Module; expr: Expr } | undefined>();
  return (text) => {
    if (known.has(text)) return known.get(text);
    const path = '<annotation>';
    const module = parse({ path, blob: `${path} ${text}`, bytes: new TextEncoder().encode(text.trim()) });
    const [first] = module.body;
    const read = first?.kind === 'expr' ? { module, expr: first.value } : undefined;
    known.set(text, read);
    return read;
  };
}

function frameworkVersions(texts: ReadonlyMap<string, string>): FrameworkVersions {
  const fastapi = pinOf(texts, 'fastapi');
  const starlette = pinOf(texts, 'starlette');
  const pins: { fastapi?: Pin; starlette?: Pin } = {};
  if (fastapi !== undefined) pins.fastapi = fastapi;
  if (starlette !== undefined) pins.starlette = starlette;
  // A lower bound says nothing of what is installed: the newest is taken, as when nothing is pinned.
  const newest = fastapi?.exact === true ? fastapi.version : fastapi?.newest;
  const bound = fastapi?.exact === true ? -1 : 0;
  return { ...pins, clones: newest !== undefined && compareVersions(newest, LIVE_INCLUDES) <= bound };
}

/** Folders that the build configuration names as roots of packages. */
function importRoots(texts: ReadonlyMap<string, string>): readonly string[] {
  const roots = new Set<string>(['src']);
  for (const [path, text] of texts) {
    if (
      !/(^|\/)(pyproject\.toml|setup\.(cfg|py)|requirements[\w.-]*\.txt|Pipfile|Dockerfile[\w.-]*|Procfile)$/.test(path)
    )
      continue;
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const under = (name: string): string => [folder, name].filter((part) => part !== '' && part !== '.').join('/');
    roots.add(folder);
    for (const match of text.matchAll(
      /(?:\bwhere|\bfrom|pythonpath|package[-_]dir|"")\s*[=:]\s*(?:\[\s*)?(?:\{\s*)?(?:""\s*[=:]\s*)?["']?([\w./-]+)["']?/g,
    )) {
      if (match[1] !== undefined) roots.add(under(match[1].replace(/^\.\/|\/$/g, '')));
    }
  }
  return [...roots];
}
