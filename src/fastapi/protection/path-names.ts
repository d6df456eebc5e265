import type { Module } from '../../python/syntax.ts';

const NAMES = new WeakMap<Module, ReadonlySet<string>>();

const GIVEN_A_PATH =
  /\b(\w+)\s*(?::\s*str\s*)?:?=\s*[\w.]*(?:url\.path|(?:scope|request|req)(?:\[["']path["']\]|\.get\(["']path["']))/gu;

/** Names that some line of the module gives the request's path: `path = request.url.path`. */
export function namesOfPaths(module: Module): ReadonlySet<string> {
  const known = NAMES.get(module);
  if (known !== undefined) return known;
  const names = new Set([...module.text.matchAll(GIVEN_A_PATH)].flatMap(([, name]) => name ?? []));
  NAMES.set(module, names);
  return names;
}
