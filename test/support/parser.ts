import { createRequire } from 'node:module';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { loadParser } from '../../src/python/parser.ts';
import type { Module } from '../../src/python/syntax.ts';

const require = createRequire(import.meta.url);

/** The parser as the hosts use it, with the assets from node_modules. */
export const parser = await loadParser(
  {
    runtime: readFileSync(require.resolve('web-tree-sitter/tree-sitter.wasm')),
    grammar: readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
  },
  () => performance.now(),
);

export function parseBytes(bytes: Uint8Array, path = 'app.py'): Module {
  return parser.parse({ path, blob: createHash('sha1').update(bytes).digest('hex'), bytes });
}

export function parseText(text: string, path = 'app.py'): Module {
  return parseBytes(new TextEncoder().encode(text), path);
}
