import { DependencyReader, type ReadParameters } from './dependencies.ts';
import { treeOf } from './dependency-tree.ts';
import { NO_USES, readUses, type Uses } from './dependency-lists.ts';
import type { Machine } from './interpreter/machine.ts';
import { type AppNode, type IncludeNode, type MountNode, type Registration, RouterNode } from './interpreter/nodes.ts';
import { joinPaths, readList } from './interpreter/framework/paths.ts';
import { routesSource } from './interpreter/framework/route-lists.ts';
import { registerRouteObjects } from './interpreter/framework/route-objects.ts';
import { mountRow, type BareRoute, type Position } from './bare-route.ts';
import type { DecoratorRef, DependencyUse, Parameter, PathText, Route } from './model.ts';
import { callableName } from './naming.ts';
import { placeOf } from './route-place.ts';
import type { DecoratorUse, Value } from './value.ts';
import { argumentOf } from './values.ts';
import { unreadSignature } from './unread.ts';

const EMPTY: PathText = { text: '', known: true };

/** Leaves room for five thousand rows: twenty routers that each include the one before twice would make a million. */
const STEPS_OF_A_ROW = 600;
const STEPS_OF_AN_INCLUDE = 20;

/** Lists every route of an app: each registration once per chain of includes that reaches it. */
export class RouteTable {
  readonly #machine: Machine;
  readonly #clones: boolean;
  readonly #rows: BareRoute[] = [];
  readonly #read = new Map<string, ReadParameters>();

  constructor(machine: Machine, clones: boolean) {
    this.#machine = machine;
    this.#clones = clones;
  }

  rowsOf(app: AppNode): readonly BareRoute[] {
    this.#rows.length = 0;
    this.#walkRouter(app.router, {
      app,
      outerApps: [],
      chain: [],
      mounts: [],
      path: EMPTY,
      conditions: [],
      before: Number.POSITIVE_INFINITY,
    });
    return [...this.#rows];
  }

  #walkRouter(router: RouterNode, at: Position): void {
    const path = joinPaths(at.path, router.prefix);
    const items = [
      ...router.registrations.map((one) => ({ order: one.order, run: () => this.#registration(one, at, path) })),
      ...router.includes.map((one) => ({ order: one.order, run: () => this.#include(one, at, path) })),
      ...router.mounts.map((one) => ({ order: one.order, run: () => this.#mount(one, at, router) })),
    ].sort((a, b) => a.order - b.order);
    for (const item of items) if (item.order < at.before) item.run();
  }

  #include(include: IncludeNode, at: Position, path: PathText): void {
    if (at.chain.length > 30 || at.chain.some((one) => one.child === include.child && one.parent === include.parent))
      return;
    const { room } = this.#machine;
    if (!room.take(STEPS_OF_AN_INCLUDE)) return room.stop(include.site);
    this.#walkRouter(include.child, {
      ...at,
      chain: [...at.chain, include],
      path: joinPaths(include.byHand === true ? at.path : path, include.prefix),
      conditions: include.condition === undefined ? at.conditions : [...at.conditions, include.condition],
      before: this.#clones ? (include.copiedAt ?? include.order) : at.before,
    });
  }

  #registration(registration: Registration, at: Position, path: PathText): void {
    const { room } = this.#machine;
    if (!room.take(STEPS_OF_A_ROW)) return room.stop(registration.site);
    const raw = registration.kind === 'raw';
    // A raw route keeps the prefixes of the includes, but not its own router's.
    const full = joinPaths(raw || registration.byHand === true ? at.path : path, registration.path);
    const reader = this.#readerFor(pathNames(full.text));
    const inherited = raw ? NO_USES : this.#inherited(reader, registration, at);
    const parameters = raw ? [] : this.#parameters(reader, registration);
    const own = this.#decorator(reader, registration);
    const view = registration.view === undefined ? [] : this.#view(reader, registration.view);
    const fromParameters = parameters.flatMap((one) => one.dependency ?? []);
    const dependencies = raw ? [] : [...inherited.uses, ...own.uses, ...view, ...fromParameters];
    const conditions =
      registration.condition === undefined ? at.conditions : [...at.conditions, registration.condition];
    this.#noteUnread(dependencies);
    this.#rows.push({
      kind: registration.kind,
      app: at.app,
      outerApps: at.outerApps,
      path: full,
      methods: registration.methods,
      endpoint: callableName(registration.endpoint),
      handlerValue: registration.endpoint,
      ...placeOf(this.#machine, registration),
      registration: registration.site,
      router: registration.router,
      chain: at.chain,
      mounts: at.mounts,
      args: registration.args,
      dependencies,
      conditionalDependencies: raw ? [] : [...inherited.conditional, ...own.conditional],
      openDependencies:
        inherited.open ||
        own.open ||
        dependencies.some((use) => !use.resolved) ||
        (!raw && unreadSignature(registration.endpoint, parameters) !== undefined),
      routeClass: registration.routeClass,
      parameters,
      decoratorsBelow: registration.decoratorsBelow.map(decoratorRef),
      decoratorsAbove: registration.decoratorsAbove.map(decoratorRef),
      ...(conditions.length === 0 ? {} : { condition: [...new Set(conditions)].join(' and ') }),
      order: registration.order,
    });
  }

  /** A dependency that is there, and whose callable cannot be told, is named in the coverage. */
  #noteUnread(uses: readonly DependencyUse[]): void {
    for (const { site, value } of treeOf(uses))
      if (value.kind === 'unknown')
        this.#machine.note(site, `a dependency that could not be resolved (${value.reason})`);
  }

  #readerFor(names: readonly string[]): DependencyReader {
    const key = names.join(' ');
    const read = this.#read.get(key) ?? new Map<Value, readonly Parameter[]>();
    this.#read.set(key, read);
    return new DependencyReader(this.#machine, new Set(names), read);
  }

  /** App, includes and routers on the way, in the order FastAPI runs them. */
  #inherited(reader: DependencyReader, registration: Registration, at: Position): Uses {
    const parts: Uses[] = [];
    for (const include of at.chain) {
      parts.push(readUses(reader, include.parentList, include.parent.app === undefined ? 'router' : 'app'));
      parts.push(readUses(reader, include.own, 'include'));
    }
    parts.push(
      readUses(reader, registration.routerDependencies, registration.router.app === undefined ? 'router' : 'app'),
    );
    return {
      uses: parts.flatMap((part) => part.uses),
      conditional: parts.flatMap((part) => part.conditional),
      open: parts.some((part) => part.open),
    };
  }

  #decorator(reader: DependencyReader, registration: Registration): Uses {
    if (registration.kind === 'raw') return NO_USES;
    return readUses(
      reader,
      readList(argumentOf(registration.args, 'dependencies'), registration.args.open),
      'decorator',
    );
  }

  #parameters(reader: DependencyReader, registration: Registration): Route['parameters'] {
    const parameters = reader.parameters(registration.endpoint);
    return registration.view === undefined ? parameters : parameters.filter((one) => one.name !== 'self');
  }

  /** A class-based view: FastAPI sees the class as a dependency, and its attributes below it. */
  #view(reader: DependencyReader, view: NonNullable<Registration['view']>): DependencyUse[] {
    const children = [
      ...reader.parameters(view, 1).flatMap((one) => one.dependency ?? []),
      ...(view.subscripted === true ? [] : reader.viewAttributes(view)),
    ];
    const distinct = children.filter(
      (one, index) =>
        children.findIndex((other) => other.name === one.name && other.parameter === one.parameter) === index,
    );
    return [
      {
        name: callableName(view),
        value: view,
        via: 'class-attribute',
        site: view.site,
        marker: view.site,
        security: false,
        scopes: [],
        children: distinct,
        parameters: [],
        resolved: distinct.every((child) => child.resolved),
      },
    ];
  }

  #mount(mount: MountNode, at: Position, router: RouterNode): void {
    // Before 0.137 a mount inside a router is lost when the router is included.
    if (this.#clones && at.chain.length > 0) return;
    const path = joinPaths(at.path, mount.host ? EMPTY : trimmed(mount.path));
    const conditions = mount.condition === undefined ? at.conditions : [...at.conditions, mount.condition];
    this.#rows.push(mountRow(mount, { ...at, path: mount.host ? mount.path : path, conditions }, router));
    const inner: Position = {
      ...at,
      path,
      conditions,
      chain: [],
      mounts: [...at.mounts, mount.site],
      outerApps: [...at.outerApps, at.app],
      before: Number.POSITIVE_INFINITY,
    };
    const { target } = mount;
    if (at.mounts.length > 10) return;
    if (target.kind === 'app') {
      const app = this.#machine.appNode(target.app);
      if (app !== at.app && !at.outerApps.includes(app)) this.#walkRouter(app.router, { ...inner, app });
    } else if (target.kind === 'router') this.#walkRouter(this.#machine.routerNode(target.router), inner);
    else if (isListOfRoutes(this.#machine, target)) this.#walkRouter(this.#listed(target, mount), inner);
    // A route object can stand as the application itself.
    else if (target.kind === 'external-call' && target.callee === 'starlette.routing.Mount')
      this.#walkRouter(this.#listed({ kind: 'list', items: [target], site: target.site }, mount), inner);
  }

  /** `Mount("/api", routes=[…])`: a nameless router of raw routes. */
  #listed(target: Value, mount: MountNode): RouterNode {
    const router = new RouterNode(
      `<routes at ${mount.site.path}:${String(mount.site.span.startLine)}>`,
      mount.site,
      this.#machine.noArguments,
    );
    registerRouteObjects(this.#machine, router, target);
    return router;
  }
}

/** `[Route(…)]`, `other.routes`. */
function isListOfRoutes(machine: Machine, target: Value): boolean {
  return target.kind === 'list' || target.kind === 'tuple' || routesSource(machine, target) !== undefined;
}

/** A mount at "/x/" serves "/x". */
function trimmed(path: PathText): PathText {
  let end = path.text.length;
  while (path.text[end - 1] === '/') end--;
  return { text: path.text.slice(0, end), known: path.known };
}

function pathNames(path: string): string[] {
  return [...path.matchAll(/\{(\w+)(?::\w+)?\}/g)].flatMap((match) => match[1] ?? []);
}

function decoratorRef(use: DecoratorUse): DecoratorRef {
  return { site: use.site, text: use.text, value: use.value };
}
