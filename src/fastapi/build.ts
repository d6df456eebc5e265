import type { Config } from '../config/config.ts';
import type { ParseInput } from '../python/parser.ts';
import type { Expr, Module } from '../python/syntax.ts';
import { compareVersions, pinOf } from '../project/pins.ts';
import type { Project } from '../project/project.ts';
import { readOthers, runApplication } from './application.ts';
import { findEntries } from './entries.ts';
import { FactsOf } from './facts-of.ts';
import type { Facts } from './facts.ts';
import type { Machine } from './interpreter/machine.ts';
import { STEPS } from './interpreter/room.ts';
import type { Application, FrameworkVersions, Pin, Route } from './model.ts';
import { fillDependencies } from './fill.ts';
import { Protector } from './protection/protector.ts';
import { RouteTable } from './route-table.ts';
import { servedApps } from './served.ts';

/** From this release an include keeps a reference; before it, `include_router` copied the routes that existed. */
const LIVE_INCLUDES = '0.137';

/** From this release annotations that are text are evaluated where they were written, whatever the callable is. */
const EVALUATED_SIGNATURES = '0.123.7';

/** From this release FastAPI looks through one `type` statement. */
const READ_ALIASES = '0.128.2';

/** What the facts are built from: the files of one snapshot, read already. */
export interface FactsInput {
  /** Python files that are analysed. */
  readonly project: Project;
  /** Pins, configuration and deployment files, by path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly parse: (file: ParseInput) => Module;
  readonly config: Config;
  /** Build only what these files can alter: applications that reach one of them. Everything when left out. */
  readonly scope?: ReadonlySet<string>;
}

/** Rebuilds the application that FastAPI would build from these files, and answers what rules ask about it. */
export function buildFacts(input: FactsInput): Facts {
  const { project, scope } = input;
  const entries = findEntries(project, input.texts, scope);
  const framework = frameworkVersions(input.texts);
  const machine = runApplication(project, entries, expressionParser(input.parse));
  machine.ownGlobals = framework.ownGlobals;
  machine.opaqueAliases = framework.opaqueAliases;
  const table = new RouteTable(machine, framework.clones);
  const apps = servedApps(machine);
  const { value: bare, stoppedAt } = machine.room.within(STEPS, () => apps.flatMap((app) => table.rowsOf(app)));
  if (stoppedAt !== undefined)
    machine.note(stoppedAt, 'more routes and dependencies than can be read: those from here on are not listed');
  machine.frozen = true;
  readOthers(machine, project, scope);
  fillDependencies(machine);
  const protector = new Protector(machine, input.config);
  const routes: Route[] = bare.map((row) => ({ ...row, protection: protector.protect(row) }));
  const application: Application = {
    apps,
    allApps: machine.apps,
    routers: machine.routers,
    routes,
    enforcing: new Set([...routes.flatMap(namesOfGuards), ...machine.apps.flatMap((app) => protector.enforcedBy(app))]),
    framework,
    unresolved: machine.unresolved,
  };
  return new FactsOf({ machine, application, config: input.config, texts: input.texts, finder: protector.finder });
}

function namesOfGuards({ protection }: Route): readonly string[] {
  return protection.guards.flatMap(({ kind, name }) => (kind === 'dependency' || kind === 'library' ? [name] : []));
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
  const isBelow = (release: string): boolean => newest !== undefined && compareVersions(newest, release) <= bound;
  return {
    ...pins,
    clones: isBelow(LIVE_INCLUDES),
    ownGlobals: isBelow(EVALUATED_SIGNATURES),
    opaqueAliases: isBelow(READ_ALIASES),
  };
}
