import type { ParseInput, PythonParser } from './parser.ts';
import type { Module } from './syntax.ts';

/**
 * Reads each file once: base and head of a pull request share most of them. A copy at another path is read by itself,
 * because a definition is known by its node, and two services with the same `schemas.py` have two of each class.
 */
export function createParseCache(parser: PythonParser): PythonParser {
  const byBlob = new Map<string, Map<string, Module>>();
  return {
    parse(input: ParseInput): Module {
      const byPath = byBlob.get(input.blob) ?? new Map<string, Module>();
      byBlob.set(input.blob, byPath);
      const known = byPath.get(input.path) ?? parser.parse(input);
      byPath.set(input.path, known);
      return known;
    },
  };
}
