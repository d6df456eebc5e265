/** The only file that knows tree-sitter. What leaves it is plain data. */
import { Language, Parser, type Tree } from 'web-tree-sitter';
import { decode } from './decode.ts';
import { type Cursor, flatten, type Flattened, nodeTypes, type NodeTypes } from './flatten.ts';
import { LAYOUT_SAMPLE, MemoryCursor, walkAlike } from './memory-cursor.ts';
import { assemble, notExamined, type Source } from './module.ts';
import { read } from './reading.ts';
import type { Module } from './syntax.ts';

export interface ParserAssets {
  /** `tree-sitter.wasm` of web-tree-sitter. */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm`. */
  readonly grammar: Uint8Array;
}

export interface ParseInput {
  readonly path: string;
  readonly blob: string;
  readonly bytes: Uint8Array;
}

export interface PythonParser {
  /** Throws on no input: what cannot be read is named in `problems`. */
  parse(input: ParseInput): Module;
}

/** A megabyte of Python is generated code or an attack. */
export const MAX_BYTES = 1_000_000;
/** Ordinary files take milliseconds; only hostile ones get near. */
export const MAX_MILLISECONDS = 2000;

/** Node has it; the compiler's libraries for Node do not say so. */
declare const WebAssembly: {
  readonly Memory: new (limits: { readonly initial: number; readonly maximum: number }) => Memory;
};

interface Memory {
  readonly buffer: ArrayBuffer;
}

/** In pages of 64 KB: what web-tree-sitter itself would ask for. */
const MEMORY = { initial: 512, maximum: 32_768 } as const;

/** The runtime starts once in a process, and so does its memory. */
let started: Promise<Memory> | undefined;

async function start(runtime: Uint8Array): Promise<Memory> {
  const wasmMemory = new WebAssembly.Memory(MEMORY);
  await Parser.init({ wasmBinary: runtime, wasmMemory });
  return wasmMemory;
}

/** Without a clock there is no deadline. */
export async function loadParser(assets: ParserAssets, now?: () => number): Promise<PythonParser> {
  started ??= start(assets.runtime);
  const memory = await started;
  const language = await Language.load(assets.grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return new TreeSitterParser({ parser, types: nodeTypes(language), memory: usable(memory, parser), now });
}

/** The memory, if the trees in it are laid out as we think. */
function usable(memory: Memory, parser: Parser): Memory | undefined {
  const tree = parser.parse(LAYOUT_SAMPLE);
  if (tree === null) return undefined;
  const cursor = tree.walk();
  try {
    const ours = memoryCursor(memory, tree);
    return ours !== undefined && walkAlike(cursor, ours) ? memory : undefined;
  } finally {
    cursor.delete();
    tree.delete();
  }
}

function memoryCursor(memory: Memory, tree: Tree): Cursor | undefined {
  const address: unknown = Reflect.get(tree, 0);
  return typeof address === 'number' ? new MemoryCursor(memory.buffer, address) : undefined;
}

interface Parts {
  readonly parser: Parser;
  readonly types: NodeTypes;
  readonly memory: Memory | undefined;
  readonly now: (() => number) | undefined;
}

class TreeSitterParser implements PythonParser {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  parse({ path, blob, bytes }: ParseInput): Module {
    if (bytes.byteLength > MAX_BYTES) {
      const reason = `The file has ${bytes.byteLength} bytes; up to ${MAX_BYTES} are read.`;
      return notExamined({ path, blob, text: '', problems: [] }, { kind: 'too-large', line: 1, reason });
    }
    const { text, problems, readable } = decode(bytes);
    const source: Source = { path, blob, text, problems };
    if (!readable) return notExamined(source);
    try {
      return this.#examine(source);
    } catch (error: unknown) {
      // A defect of ours or of the parser in one file must not end the run; the file counts as not examined.
      const reason = `The parser failed: ${error instanceof Error ? error.message : String(error)}`;
      return notExamined(source, { kind: 'syntax', line: 1, reason });
    }
  }

  #examine(source: Source): Module {
    const { now } = this.#parts;
    const deadline = now === undefined ? undefined : now() + MAX_MILLISECONDS;
    const reading = read(source.text, (part, base) => this.#flatten(source.text, part, base, deadline));
    if (reading !== undefined) return assemble(source, reading);
    const reason = `Reading it took more than ${MAX_MILLISECONDS / 1000} seconds.`;
    return notExamined(source, { kind: 'too-slow', line: 1, reason });
  }

  /** Parses `part`, which begins at `base` in the text; nothing if it took too long. */
  #flatten(text: string, part: string, base: number, deadline: number | undefined): Flattened | undefined {
    const tree = this.#parseTree(part, deadline);
    if (tree === null) return undefined;
    try {
      const source = { text, base, hasFaults: tree.rootNode.hasError };
      const { memory, types } = this.#parts;
      const ours = memory === undefined ? undefined : memoryCursor(memory, tree);
      if (ours !== undefined) return flatten(ours, source, types);
      const cursor = tree.walk();
      try {
        return flatten(cursor, source, types);
      } finally {
        cursor.delete();
      }
    } finally {
      // The heap of WebAssembly is not collected: a tree that is forgotten stays for good.
      tree.delete();
    }
  }

  #parseTree(part: string, deadline: number | undefined): Tree | null {
    const { now, parser } = this.#parts;
    if (now === undefined || deadline === undefined) return parser.parse(part);
    const tree = parser.parse(part, null, { progressCallback: () => now() > deadline });
    // Else the next parse would take up this one where it stopped.
    if (tree === null) parser.reset();
    return tree;
  }
}
