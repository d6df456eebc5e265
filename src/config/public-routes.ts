import { matchesSegments } from './segments.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'WEBSOCKET']);

/** Answers which routes a configuration calls public. */
export interface PublicRoutes {
  /** `path` is the full path as declared, `/items/{id}`; `method` an HTTP method or `WEBSOCKET`. */
  isPublic(method: string, path: string): boolean;
}

interface RoutePattern {
  readonly method: string | undefined;
  readonly segments: readonly string[];
}

/** Compiles `GET /health` and `/public/*`. A pattern that isn't valid matches nothing; `parseConfig` refuses it before. */
export function compilePublicRoutes(patterns: readonly string[]): PublicRoutes {
  const compiled = patterns.filter((pattern) => routePatternProblem(pattern) === undefined).map(routePattern);
  return {
    isPublic(method, path) {
      const segments = path.split('/');
      const wanted = method.toUpperCase();
      return compiled.some(
        (pattern) =>
          (pattern.method === undefined || pattern.method === wanted) && matchesSegments(pattern.segments, segments),
      );
    },
  };
}

/** What is wrong with a pattern; undefined when nothing is. */
export function routePatternProblem(pattern: string): string | undefined {
  const { method, segments } = routePattern(pattern);
  if (method !== undefined && !METHODS.has(method)) return 'must be a path, or one HTTP method, a space and a path';
  if (segments[0] !== '' || segments.length < 2) return 'must have a path that begins with "/"';
  if (segments.some((segment) => segment !== '**' && segment.includes('**')))
    return 'may have "**" as a whole segment only';
  return undefined;
}

function routePattern(pattern: string): RoutePattern {
  const trimmed = pattern.trim();
  const space = trimmed.search(/\s/);
  const path = space === -1 ? trimmed : trimmed.slice(space).trim();
  return { method: space === -1 ? undefined : trimmed.slice(0, space).toUpperCase(), segments: path.split('/') };
}
