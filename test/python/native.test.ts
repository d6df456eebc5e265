import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';

/** The part of both libraries' cursors that the comparison reads. */
interface Cursor {
  readonly nodeType: string;
  readonly startIndex: number;
  readonly endIndex: number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

interface NativeParser {
  setLanguage(language: unknown): void;
  parse(text: string): { walk(): Cursor };
}

const require = createRequire(import.meta.url);

function loadNative(): NativeParser | string {
  try {
    const NativeParser: unknown = require('tree-sitter');
    const language: unknown = require('tree-sitter-python');
    if (typeof NativeParser !== 'function') return 'it exports no parser';
    const parser: unknown = Reflect.construct(NativeParser, []);
    if (!isNativeParser(parser)) return 'its parser is another one';
    parser.setLanguage(language);
    return parser;
  } catch (error: unknown) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isNativeParser(value: unknown): value is NativeParser {
  return typeof value === 'object' && value !== null && 'parse' in value && 'setLanguage' in value;
}

function nodesOf(cursor: Cursor): string[] {
  const nodes: string[] = [];
  let depth = 0;
  for (;;) {
    nodes.push(`${depth} ${cursor.nodeType} ${cursor.startIndex}-${cursor.endIndex}`);
    if (cursor.gotoFirstChild()) {
      depth += 1;
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) return nodes;
      depth -= 1;
    }
  }
}

async function loadWasm(): Promise<Parser> {
  await Parser.init({ wasmBinary: readFileSync(require.resolve('web-tree-sitter/tree-sitter.wasm')) });
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm'))));
  return parser;
}

const native = loadNative();
const FIXTURES = new URL('../../fixtures/python/', import.meta.url);
const missing = typeof native === 'string' ? ` (skipped: ${native.split('\n')[0]})` : '';

describe(`the native parser builds the same tree${missing}`, () => {
  it.runIf(typeof native !== 'string').each(readdirSync(FIXTURES).filter((name) => name.endsWith('.py')))(
    '%s',
    async (name) => {
      if (typeof native === 'string') return;
      const wasm = await loadWasm();
      const text = readFileSync(new URL(name, FIXTURES), 'utf8');
      for (const variant of [text, text.replaceAll('\n', '\r\n'), text.slice(0, text.length / 2)]) {
        const tree = wasm.parse(variant);
        expect(tree && nodesOf(tree.walk())).toEqual(nodesOf(native.parse(variant).walk()));
        tree?.delete();
      }
      wasm.delete();
    },
  );
});
