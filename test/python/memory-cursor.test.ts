import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { LAYOUT_SAMPLE, MemoryCursor, walkAlike } from '../../src/python/memory-cursor.ts';

/** Node has it; the compiler's libraries for Node do not say so. */
declare const WebAssembly: {
  readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
};

const require = createRequire(import.meta.url);
const wasmMemory = new WebAssembly.Memory({ initial: 512, maximum: 32_768 });
await Parser.init({ wasmBinary: readFileSync(require.resolve('web-tree-sitter/tree-sitter.wasm')), wasmMemory });
const parser = new Parser();
parser.setLanguage(await Language.load(readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm'))));

function cursorsAgree(text: string, memory: ArrayBuffer = wasmMemory.buffer): boolean {
  const tree = parser.parse(text);
  if (tree === null) throw new Error('not parsed');
  const alike = walkAlike(tree.walk(), new MemoryCursor(memory, addressOf(tree)));
  tree.delete();
  return alike;
}

function addressOf(tree: Tree): number {
  const address: unknown = Reflect.get(tree, 0);
  if (typeof address !== 'number') throw new Error('no address');
  return address;
}

const FIXTURES = new URL('../../fixtures/python/', import.meta.url);
const SOURCES = readdirSync(FIXTURES).filter((name) => name.endsWith('.py'));

it.each(SOURCES)('reads the same tree as the public cursor: %s', (name) => {
  const text = readFileSync(new URL(name, FIXTURES), 'utf8');
  expect(cursorsAgree(text)).toBe(true);
  expect(cursorsAgree(text.replaceAll('\n', '\r\n'))).toBe(true);
  for (let end = 0; end < text.length; end += 211) expect(cursorsAgree(text.slice(0, end))).toBe(true);
});

it('reads the sample of the check at start, and odd sources', () => {
  for (const text of [LAYOUT_SAMPLE, '', '\n\n  x', ')', '\u{1F600}', '('.repeat(20_000), 'x = 1;'.repeat(20_000)]) {
    expect(cursorsAgree(text)).toBe(true);
  }
});

it('notices a memory that holds something else', () => {
  expect(cursorsAgree('x = 1\n', new ArrayBuffer(1 << 20))).toBe(false);
  const noise = new Uint8Array(1 << 20).map((_, index) => (index * 2_654_435_761) >>> 24);
  expect(cursorsAgree('x = 1\n', noise.buffer)).toBe(false);
});
