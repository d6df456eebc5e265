import type { ParseInput, PythonParser } from './parser.ts';
import type { Module } from './syntax.ts';

/**
 * Reads each blob once. Base and head of a pull request share most of their files, and a file may stand at two paths:
 * the syntax is shared, only the path differs.
 */
export function createParseCache(parser: PythonParser): PythonParser {
  const byBlob = new Map<string, Map<string, Module>>();
  return {
    parse(input: ParseInput): Module {
      const byPath = byBlob.get(input.blob) ?? new Map<string, Module>();
      byBlob.set(input.blob, byPath);
      const known = byPath.get(input.path);
      if (known !== undefined) return known;
      const [twin] = byPath.values();
      const module = twin === undefined ? parser.parse(input) : { ...twin, path: input.path };
      byPath.set(input.path, module);
      return module;
    },
  };
}
