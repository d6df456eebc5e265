import type { Site } from '../core/span.ts';
import type { AppNode, IncludeNode, MountNode, RouterNode } from './interpreter/nodes.ts';
import type { PathText, Route } from './model.ts';
import { callableName } from './naming.ts';

/** A route without the verdict on what protects it. */
export type BareRoute = Omit<Route, 'protection'>;

/** Where a walk over the routers stands. */
export interface Position {
  readonly app: AppNode;
  readonly outerApps: readonly AppNode[];
  readonly chain: readonly IncludeNode[];
  readonly mounts: readonly Site[];
  /** All prefixes before the router's own. */
  readonly path: PathText;
  readonly conditions: readonly string[];
  /** Below FastAPI 0.137: what was registered after this moment was not copied. */
  readonly before: number;
}

/** The row of a mount itself. */
export function mountRow(mount: MountNode, at: Position, router: RouterNode): BareRoute {
  return {
    kind: 'mount',
    app: at.app,
    outerApps: at.outerApps,
    path: at.path,
    methods: [],
    endpoint: callableName(mount.target),
    handlerValue: mount.target,
    site: mount.site,
    registration: mount.site,
    file: mount.site.path,
    line: mount.site.span.startLine,
    router,
    chain: at.chain,
    mounts: at.mounts,
    args: { positional: [], keywords: new Map(), keywordSites: new Map(), open: false },
    dependencies: [],
    conditionalDependencies: [],
    openDependencies: false,
    routeClass: undefined,
    parameters: [],
    decoratorsBelow: [],
    decoratorsAbove: [],
    ...(at.conditions.length === 0 ? {} : { condition: [...new Set(at.conditions)].join(' and ') }),
    order: mount.order,
  };
}
