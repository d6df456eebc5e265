import type { Site } from '../../core/span.ts';
import type {
  AppObject,
  DependencyUse,
  ExceptionHandlerUse,
  IncludeUse,
  MiddlewareUse,
  PathText,
  RouterObject,
} from '../model.ts';
import type { CallArguments, ClassValue, DecoratorUse, Value } from '../value.ts';

/** The application while it is being built: what the interpreter writes and the route table reads. */

export class RouterNode implements RouterObject {
  readonly kind = 'router';
  name: string;
  readonly site: Site;
  prefix: PathText = { text: '', known: true };
  args: CallArguments;
  /** The list itself: `router.dependencies.append(...)` changes it, and later registrations see that. */
  readonly dependencyList: ValueList;
  /** The subclass it was made from, for its overrides. */
  readonly class: ClassValue | undefined;
  readonly attributes = new Map<string, Value>();
  readonly registrations: Registration[] = [];
  readonly includes: IncludeNode[] = [];
  readonly mounts: MountNode[] = [];
  routeClass: Value | undefined;
  /** Filled by the route table. */
  dependencies: readonly DependencyUse[] = [];
  openDependencies = false;
  /** The app whose own router this is. */
  app: AppNode | undefined;
  /** Made below `if __name__ == "__main__"`. */
  underMain = false;
  /** It is another way of making that router. */
  sameAs?: RouterNode;

  constructor(name: string, site: Site, args: CallArguments, cls?: ClassValue) {
    this.name = name;
    this.site = site;
    this.args = args;
    this.class = cls;
    this.dependencyList = { items: [], open: false };
  }
}

/** A list that grows: what is known of it, and whether something in it is not. */
export interface ValueList {
  items: Value[];
  open: boolean;
}

/** An app while it is being built. */
export class AppNode implements AppObject {
  readonly kind = 'app';
  name: string;
  readonly site: Site;
  readonly module: string;
  args: CallArguments;
  readonly router: RouterNode;
  readonly class: ClassValue | undefined;
  readonly attributes = new Map<string, Value>();
  readonly middleware: MiddlewareUse[] = [];
  readonly exceptionHandlers: ExceptionHandlerUse[] = [];
  readonly assigned = new Map<string, { readonly value: Value; readonly site: Site; readonly condition?: string }>();
  readonly dependencyOverrides: Site[] = [];
  readonly servedBy: { readonly site: Site; readonly args: CallArguments; readonly underMain: boolean }[] = [];
  /** Starlette() rather than FastAPI(): its routes run no dependencies. */
  readonly plain: boolean;
  mountedIn?: AppNode;
  /** It is another way of making that application. */
  sameAs?: AppNode;
  /** Wrapped since it was named: the name of the outermost layer is what a server is told. */
  renamable = false;

  constructor(
    name: string,
    site: Site,
    args: CallArguments,
    origin: { readonly module: string; readonly plain: boolean; readonly class?: ClassValue },
  ) {
    this.name = name;
    this.site = site;
    this.module = origin.module;
    this.args = args;
    this.plain = origin.plain;
    this.class = origin.class;
    this.router = new RouterNode(`${name}.router`, site, args);
    this.router.app = this;
  }
}

/** A route as it was registered, with its router's state at that moment. */
export interface Registration {
  readonly kind: 'http' | 'websocket' | 'raw';
  readonly router: RouterNode;
  readonly methods: readonly string[];
  readonly path: PathText;
  /** What is registered: decorators below already applied. */
  readonly endpoint: Value;
  readonly args: CallArguments;
  /** The decorator or the call. */
  readonly site: Site;
  readonly how: 'decorator' | 'call';
  readonly routerDependencies: ValueList;
  /** The router's class of routes at that time. */
  readonly routeClass: Value | undefined;
  /** Put into the list of routes by hand: the router's own prefix and dependencies do not apply. */
  readonly byHand?: boolean;
  readonly decoratorsBelow: readonly DecoratorUse[];
  readonly decoratorsAbove: readonly DecoratorUse[];
  readonly condition?: string;
  order: number;
  /** A class-based view whose annotated attributes are dependencies. */
  view?: ClassValue;
}

/** An include as it was made, with the parent's state at that moment. */
export interface IncludeNode extends IncludeUse {
  readonly parent: RouterNode;
  readonly child: RouterNode;
  readonly own: ValueList;
  /** The parent's list at the time of the include. */
  readonly parentList: ValueList;
  dependencies: readonly DependencyUse[];
  openDependencies: boolean;
  /** Put into another router's list of routes by hand: that router's own prefix does not apply. */
  readonly byHand?: boolean;
  /** When it was made, where it was put into another list later: below FastAPI 0.137 routes were copied then. */
  readonly copiedAt?: number;
}

/** An application mounted below a path or a host. */
export interface MountNode {
  readonly path: PathText;
  readonly target: Value;
  readonly site: Site;
  readonly order: number;
  readonly host: boolean;
  readonly condition?: string;
}

/** `uvicorn.run(target, …)`, or another server's call of its kind. */
export interface ServerCall {
  readonly target: Value;
  readonly args: CallArguments;
  readonly site: Site;
  readonly underMain: boolean;
}
