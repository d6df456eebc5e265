import type { Site } from '../core/span.ts';
import type { CallArguments, FunctionValue, Value } from './value.ts';

/** What FastAPI would build, and how we know. Everything a rule may ask about the application stands here. */
export interface Application {
  /** Applications that are served: constructed, reached from an entry point, and not mounted into another. */
  readonly apps: readonly AppObject[];
  /** Every `FastAPI(...)` met, mounted ones included. */
  readonly allApps: readonly AppObject[];
  readonly routers: readonly RouterObject[];
  /** Every route of every served app, in order of registration; one entry per (registration, include chain). */
  readonly routes: readonly Route[];
  /** Names of the dependencies that turn callers away, of routers with no path operation too. */
  readonly enforcing: ReadonlySet<string>;
  readonly framework: FrameworkVersions;
  /** What could not be resolved: named here, never guessed. */
  readonly unresolved: readonly Unresolved[];
}

/** The versions of the framework that the project pins. */
export interface FrameworkVersions {
  readonly fastapi?: Pin;
  readonly starlette?: Pin;
  /** True below FastAPI 0.137: `include_router` copies the routes that exist at the call. */
  readonly clones: boolean;
  /** True below FastAPI 0.123.7: text annotations are evaluated in the globals of the callable itself, if it has any. */
  readonly ownGlobals: boolean;
  /** True below FastAPI 0.128.2: it does not look through `type Name = Annotated[…]`. */
  readonly opaqueAliases: boolean;
}

/** A version that the project pins, and the line that says so. */
export interface Pin {
  readonly version: string;
  readonly site: Site;
  readonly exact: boolean;
}

/** Something that could not be told, for the coverage section. */
export interface Unresolved {
  readonly path: string;
  readonly line: number;
  readonly reason: string;
}

/** A step of a proof: a line and what it says. */
export interface Evidence {
  readonly site: Site;
  readonly text: string;
}

/** A `FastAPI()` (or `Starlette()`) of the project. */
export interface AppObject {
  readonly kind: 'app';
  /** `pkg.module:app`; `pkg.module:create_app()` when a factory's result is bound nowhere. */
  readonly name: string;
  readonly site: Site; // the FastAPI(...) call
  readonly module: string;
  readonly args: CallArguments;
  /** The app's own router: prefix "", dependencies of `FastAPI(dependencies=...)`. */
  readonly router: RouterObject;
  /** In effective order, outermost first. */
  readonly middleware: readonly MiddlewareUse[];
  readonly exceptionHandlers: readonly ExceptionHandlerUse[];
  /** `app.debug = …` and other attributes assigned later, last one wins. */
  readonly assigned: ReadonlyMap<string, { readonly value: Value; readonly site: Site; readonly condition?: string }>;
  /** `Starlette(...)` rather than `FastAPI(...)`: no documentation, no dependencies. */
  readonly plain: boolean;
  readonly mountedIn?: AppObject;
  readonly dependencyOverrides: readonly Site[];
  /** uvicorn.run(...) calls that serve it, where seen. */
  readonly servedBy: readonly { readonly site: Site; readonly args: CallArguments; readonly underMain: boolean }[];
}

/** One layer of middleware round an app. */
export interface MiddlewareUse {
  /** Canonical class name (`starlette.middleware.cors.CORSMiddleware`) or `module:qualname` of an own class/function. */
  readonly name: string;
  readonly value: Value;
  readonly how: 'add_middleware' | 'decorator' | 'argument' | 'wrap';
  readonly site: Site; // the call
  readonly args: CallArguments;
  readonly condition?: string;
  /** The condition holds unless somebody configures it otherwise. */
  readonly usual?: boolean;
  /** True when added inside a startup event or lifespan: too late. */
  readonly afterStart: boolean;
}

/** A handler that an app registers for an exception or a status. */
export interface ExceptionHandlerUse {
  /** Canonical exception name, or status code as text. */
  readonly exception: string;
  readonly value: Value;
  readonly handler: Value;
  readonly site: Site;
}

/** An `APIRouter()` of the project, or the router of an app. */
export interface RouterObject {
  readonly kind: 'router';
  /** `pkg.items:router`, or by construction site when bound to no name. */
  readonly name: string;
  readonly site: Site; // the APIRouter(...) call, or the FastAPI(...) call of an app's own router
  readonly prefix: PathText;
  readonly args: CallArguments;
  readonly dependencies: readonly DependencyUse[];
  /** True when some dependency of its list could not be resolved. */
  readonly openDependencies: boolean;
  readonly includes: readonly IncludeUse[];
}

/** A path: its text, with `{?}` for a part that could not be told. */
export interface PathText {
  readonly text: string;
  readonly known: boolean;
}

/** `parent.include_router(child, prefix=…, dependencies=[…])`. */
export interface IncludeUse {
  readonly parent: RouterObject;
  readonly child: RouterObject;
  readonly site: Site; // the call
  readonly prefix: PathText;
  readonly dependencies: readonly DependencyUse[];
  readonly openDependencies: boolean;
  readonly args: CallArguments;
  readonly condition?: string;
  readonly order: number;
}

/** How a route answers: an operation, a socket, a mounted application, or Starlette's own route. */
export type RouteKind = 'http' | 'websocket' | 'mount' | 'raw';

/** One route as a request meets it: every include on the way taken into account. */
export interface Route {
  readonly kind: RouteKind;
  /** The app that holds it; `outerApps` are those it is mounted in, outermost first: their middleware runs, their dependencies do not. */
  readonly app: AppObject;
  readonly outerApps: readonly AppObject[];
  /** With all prefixes and mounts. */
  readonly path: PathText;
  /** Upper case, sorted; empty for websockets, mounts, and raw routes that take every method. */
  readonly methods: readonly string[];
  /** `pkg.items:read_item` as FastAPI would see the callable. */
  readonly endpoint: string;
  /** The endpoint's definition where it is ours. */
  readonly handler?: FunctionValue;
  readonly handlerValue: Value;
  /** The anchor: from the first decorator line to the end of the signature; the call for add_api_route and its like. */
  readonly site: Site;
  /** The registering decorator or call. */
  readonly registration: Site;
  /** File and line of the `def`; of the call where there is none. */
  readonly file: string;
  readonly line: number;
  readonly router: RouterObject;
  /** Include steps from the app down to the router that holds the route; mounts crossed before them. */
  readonly chain: readonly IncludeUse[];
  readonly mounts: readonly Site[];
  /** Arguments of the registration (`response_model`, `dependencies`, `include_in_schema` …). */
  readonly args: CallArguments;
  /** The tree's roots in the order FastAPI runs them: app, includes, router, decorator, parameters. */
  readonly dependencies: readonly DependencyUse[];
  /** Those that are there only when the application is set up so: `if settings.login: dependencies.append(…)`. */
  readonly conditionalDependencies: readonly DependencyUse[];
  /** True when something in the effective tree could not be resolved: then nothing is called unprotected. */
  readonly openDependencies: boolean;
  /** The class of the route object, when the router has one of its own. */
  readonly routeClass: Value | undefined;
  /** Endpoint parameters, with what FastAPI takes them for. */
  readonly parameters: readonly Parameter[];
  /** Decorators between the route decorator and the `def`: these run in requests; those above do not. */
  readonly decoratorsBelow: readonly DecoratorRef[];
  readonly decoratorsAbove: readonly DecoratorRef[];
  /** Source text of the condition(s) under which it is registered. */
  readonly condition?: string;
  readonly order: number;
  readonly protection: Protection;
}

/** A decorator of an endpoint beside the one that registers it. */
export interface DecoratorRef {
  readonly site: Site;
  readonly text: string;
  readonly value: Value;
}

/** A parameter of an endpoint or dependency, and where FastAPI takes it from. */
export interface Parameter {
  readonly name: string;
  readonly site: Site;
  readonly source:
    'path' | 'query' | 'header' | 'cookie' | 'body' | 'form' | 'file' | 'dependency' | 'request' | 'unknown';
  readonly annotation?: Value;
  /** `Query(...)`, `Body(...)` and their like, or the plain default. */
  readonly default?: Value;
  readonly marker?: Value;
  readonly dependency?: DependencyUse;
}

/** Where a dependency was asked for. */
export type DependencyVia = 'app' | 'include' | 'router' | 'decorator' | 'parameter' | 'nested' | 'class-attribute';

/** One `Depends(...)`/`Security(...)` as used, with what it pulls in. */
export interface DependencyUse {
  /** As FastAPI would name the callable; the source text where it is unknown. */
  readonly name: string;
  readonly value: Value;
  readonly via: DependencyVia;
  /** The parameter, list item or attribute that brings it in. */
  readonly site: Site;
  /** `Depends(...)` itself, where it is written (may stand in another file, for an alias). */
  readonly marker: Site;
  readonly parameter?: string;
  readonly security: boolean; // Security(...) rather than Depends(...)
  readonly scopes: readonly string[];
  readonly children: readonly DependencyUse[];
  /** What it can be, where a condition that nobody can decide here chooses. */
  readonly alternatives?: readonly DependencyUse[];
  readonly parameters: readonly Parameter[];
  /** False when the callable, or something below it, is not known. */
  readonly resolved: boolean;
  /** The scheme class name when it is a security scheme: `OAuth2PasswordBearer`. */
  readonly scheme?: string;
  /** The name of an own class that FastAPI lists among the schemes, though it may do anything: a bare `SecurityBase`. */
  readonly listedAs?: string;
}

/** What protects a route, and the proof. */
export interface Protection {
  readonly status: 'protected' | 'unenforced' | 'public' | 'unknown';
  /** The chain of lines that proves it: from the app or include down to the line that rejects. */
  readonly via: readonly Evidence[];
  /** Names of what enforces (dependency, decorator, middleware, the endpoint itself), for comparing strength. */
  readonly guards: readonly Guard[];
  readonly reason?: string;
}

/** Something on the way to an endpoint that turns a made-up credential away. */
export interface Guard {
  readonly name: string;
  readonly kind: 'dependency' | 'decorator' | 'middleware' | 'endpoint' | 'route-class' | 'library';
  readonly site: Site;
  readonly scopes: readonly string[];
  /** Proof lines inside the guard: the raise, the verifier's call. */
  readonly proof: readonly Evidence[];
  /** What it can answer: 401, 403 … */
  readonly statuses: readonly number[];
  /** Names of attributes, roles or permissions its rejecting conditions test (`is_superuser`, `admin`): its strength beyond "logged in". */
  readonly demands: readonly string[];
}
