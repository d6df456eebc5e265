import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { PythonParser } from '../python/parser.ts';

/** The parser's two binaries: where a package has them, what they are called beside the bundle, and what they must be. */
export const PARSER_FILES = [
  {
    name: 'tree-sitter.wasm',
    source: 'web-tree-sitter/tree-sitter.wasm',
    sha256: 'f38dcc4b43b818f9a0785bc1c6d5611a75ac4cdd428ff3f02757c34ca4e46d7f',
  },
  {
    name: 'tree-sitter-python.wasm',
    source: 'tree-sitter-python/tree-sitter-python.wasm',
    sha256: '16108b50df4ee9a30168794252ab55e7c93bfc5765d7fa0aa3e335752c515f47',
  },
] as const;

/** Loads the parser only when there is something to parse: it costs more than everything else a quick run does. */
export async function loadPythonParser(): Promise<PythonParser> {
  const [{ loadParser }, runtime, grammar] = await Promise.all([
    import('../python/parser.ts'),
    readChecked(PARSER_FILES[0]),
    readChecked(PARSER_FILES[1]),
  ]);
  return loadParser({ runtime, grammar }, () => performance.now());
}

async function readChecked(file: (typeof PARSER_FILES)[number]): Promise<Uint8Array> {
  const bytes = await readNearby(file);
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (actual !== file.sha256) throw new Error(`${file.name} is not the file that this version was built with.`);
  return bytes;
}

/** Beside the bundle, or one folder up from a chunk of it; in a checkout without a build, in the packages. */
async function readNearby({ name, source }: (typeof PARSER_FILES)[number]): Promise<Uint8Array> {
  for (const place of [`./${name}`, `../${name}`]) {
    try {
      return await readFile(fileURLToPath(new URL(place, import.meta.url)));
    } catch (error: unknown) {
      if (!isMissing(error)) throw error;
    }
  }
  return readFile(createRequire(import.meta.url).resolve(source));
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
