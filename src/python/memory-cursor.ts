import type { Cursor } from './flatten.ts';

/**
 * A cursor that reads the parser's tree where it lies, in the memory of the WebAssembly module: some ten times faster than
 * calling into it for each node. The layout is private to web-tree-sitter 0.25.10 (`subtree.h`, `tree.h`, `parser.h` for 32 bit),
 * so `parser.ts` compares it with the public cursor at start and goes without it on any difference.
 */

/** Byte offsets in `SubtreeHeapData`. */
const HEAP = { padding: 4, size: 16, childCount: 36, symbol: 40, flags: 44, production: 66 } as const;
/** Byte offsets in `SubtreeInlineData`. */
const INLINE = { symbol: 1, padding: 6, size: 7 } as const;
/** Bits of the first byte of an inline node. */
const INLINE_BIT = { inline: 1, visible: 2, extra: 8, missing: 32 } as const;
/** Bits of the 16 bits of flags of a node on the heap. */
const HEAP_BIT = { visible: 1, extra: 4, missing: 512 } as const;
/** Byte offsets in `TSLanguage`. */
const LANGUAGE = { maxAliases: 36, publicSymbols: 76, aliases: 84 } as const;
const TREE_LANGUAGE = 8;
const SUBTREE_BYTES = 8;
const ERROR_SYMBOL = 0xffff;

/** What a level of the walk needs to go on: one frame in an array of numbers. */
const FRAME = { children: 0, count: 1, index: 2, structural: 3, aliases: 4, position: 5, visible: 6, size: 7 } as const;

export class MemoryCursor implements Cursor {
  nodeTypeId = 0;
  startIndex = 0;
  endIndex = 0;
  nodeIsMissing = false;
  readonly #bytes: Uint8Array;
  readonly #shorts: Uint16Array;
  readonly #words: Uint32Array;
  readonly #language: number;
  #frames = new Int32Array(64 * FRAME.size);
  #top = -1;
  /** The node's heap record, or 0 for a leaf that lies in its parent. */
  #record = 0;
  #start = 0;

  constructor(memory: ArrayBufferLike, tree: number) {
    this.#bytes = new Uint8Array(memory);
    this.#shorts = new Uint16Array(memory);
    this.#words = new Uint32Array(memory);
    this.#language = this.#word(tree + TREE_LANGUAGE);
    this.#enter(tree, this.#padding(tree), 0);
  }

  gotoFirstChild(): boolean {
    if (this.#record === 0 || this.#word(this.#record + HEAP.childCount) === 0) return false;
    const record = this.#record;
    const start = this.#start;
    this.#push(record, start, 1);
    if (this.#advance()) return true;
    this.#top -= 1;
    this.#record = record;
    this.#start = start;
    return false;
  }

  gotoNextSibling(): boolean {
    return this.#advance();
  }

  /** Only the walk goes on from the parent: its own type and place are not read again. */
  gotoParent(): boolean {
    while (this.#top >= 0 && this.#frame(FRAME.visible) === 0) this.#top -= 1;
    if (this.#top < 0) return false;
    this.#top -= 1;
    return true;
  }

  /** The next visible node below the nearest visible parent; hidden ones are gone through. */
  #advance(): boolean {
    while (this.#top >= 0) {
      const index = this.#frame(FRAME.index);
      if (index === this.#frame(FRAME.count)) {
        if (this.#frame(FRAME.visible) === 1) return false;
        this.#top -= 1;
        continue;
      }
      if (this.#take(index)) return true;
    }
    return false;
  }

  /** Steps over a child; true when it is the node to stop at. */
  #take(index: number): boolean {
    const base = this.#top * FRAME.size;
    const frames = this.#frames;
    const slot = (frames[base + FRAME.children] ?? 0) + index * SUBTREE_BYTES;
    const first = this.#bytes[slot] ?? 0;
    const isInline = (first & INLINE_BIT.inline) !== 0;
    const record = isInline ? 0 : this.#word(slot);
    const flags = isInline ? first : this.#short(record + HEAP.flags);
    const isExtra = (flags & (isInline ? INLINE_BIT.extra : HEAP_BIT.extra)) !== 0;
    const aliases = frames[base + FRAME.aliases] ?? 0;
    const structural = frames[base + FRAME.structural] ?? 0;
    const alias = isExtra || aliases === 0 ? 0 : this.#short(aliases + structural * 2);
    const start = (frames[base + FRAME.position] ?? 0) + (index === 0 ? 0 : this.#padding(slot));
    const size = isInline ? (this.#bytes[slot + INLINE.size] ?? 0) : this.#word(record + HEAP.size);
    frames[base + FRAME.index] = index + 1;
    if (!isExtra) frames[base + FRAME.structural] = structural + 1;
    frames[base + FRAME.position] = start + size;
    if (alias !== 0 || (flags & (isInline ? INLINE_BIT.visible : HEAP_BIT.visible)) !== 0) {
      this.#enter(slot, start, alias);
      return true;
    }
    if (record !== 0 && this.#word(record + HEAP.childCount) > 0) this.#push(record, start, 0);
    return false;
  }

  #enter(slot: number, start: number, alias: number): void {
    const first = this.#bytes[slot] ?? 0;
    const isInline = (first & INLINE_BIT.inline) !== 0;
    const record = isInline ? 0 : this.#word(slot);
    const own = isInline ? (this.#bytes[slot + INLINE.symbol] ?? 0) : this.#short(record + HEAP.symbol);
    const symbol = alias === 0 ? own : alias;
    const size = isInline ? (this.#bytes[slot + INLINE.size] ?? 0) : this.#word(record + HEAP.size);
    this.nodeTypeId =
      symbol === ERROR_SYMBOL ? symbol : this.#short(this.#word(this.#language + LANGUAGE.publicSymbols) + symbol * 2);
    // Two bytes are one unit of UTF-16.
    this.startIndex = start >> 1;
    this.endIndex = (start + size) >> 1;
    this.nodeIsMissing = isInline
      ? (first & INLINE_BIT.missing) !== 0
      : (this.#short(record + HEAP.flags) & HEAP_BIT.missing) !== 0;
    this.#record = record;
    this.#start = start;
  }

  #push(record: number, start: number, visible: number): void {
    this.#top += 1;
    const base = this.#top * FRAME.size;
    if (base + FRAME.size > this.#frames.length) {
      const larger = new Int32Array(this.#frames.length * 2);
      larger.set(this.#frames);
      this.#frames = larger;
    }
    const frames = this.#frames;
    const count = this.#word(record + HEAP.childCount);
    const production = this.#short(record + HEAP.production);
    const stride = this.#short(this.#language + LANGUAGE.maxAliases) * 2;
    frames[base + FRAME.children] = record - count * SUBTREE_BYTES;
    frames[base + FRAME.count] = count;
    frames[base + FRAME.index] = 0;
    frames[base + FRAME.structural] = 0;
    frames[base + FRAME.aliases] =
      production === 0 ? 0 : this.#word(this.#language + LANGUAGE.aliases) + production * stride;
    frames[base + FRAME.position] = start;
    frames[base + FRAME.visible] = visible;
  }

  #frame(field: number): number {
    return this.#frames[this.#top * FRAME.size + field] ?? 0;
  }

  #padding(slot: number): number {
    const isInline = ((this.#bytes[slot] ?? 0) & INLINE_BIT.inline) !== 0;
    return isInline ? (this.#bytes[slot + INLINE.padding] ?? 0) : this.#word(this.#word(slot) + HEAP.padding);
  }

  #word(address: number): number {
    return this.#words[address >>> 2] ?? 0;
  }

  #short(address: number): number {
    return this.#shorts[address >>> 1] ?? 0;
  }
}

/** Walks two cursors side by side: true when they tell the same of every node. */
export function walkAlike(a: Cursor, b: Cursor): boolean {
  for (;;) {
    if (!standAlike(a, b)) return false;
    const down = a.gotoFirstChild();
    if (down !== b.gotoFirstChild()) return false;
    let moved = down;
    while (!moved) {
      moved = a.gotoNextSibling();
      if (moved !== b.gotoNextSibling()) return false;
      if (moved) break;
      const up = a.gotoParent();
      if (up !== b.gotoParent()) return false;
      if (!up) return true;
    }
  }
}

function standAlike(a: Cursor, b: Cursor): boolean {
  return (
    a.nodeTypeId === b.nodeTypeId &&
    a.startIndex === b.startIndex &&
    a.endIndex === b.endIndex &&
    a.nodeIsMissing === b.nodeIsMissing
  );
}

/** Shows every trait of the layout: aliases, hidden rules, extras, inline and heap leaves, errors and a missing token. */
export const LAYOUT_SAMPLE = `# comment
@a.b(1, *c, k="é😀")
async def f(x: int = 1, *, y: list[int] | None = None, **z) -> "str":
    """Doc."""
    print(f"{x!r:>{w}} {{}} \\n", not x is not y in z, type, match)
    return [i async for i in x if i] or {1: 2, **z}, (yield)


class ${'L'.repeat(300)}(B, metaclass=M):
    pass
match x:
    case {"a": -1, **r} | A(b=1) | _ if c: d \\
        .e
    case _: pass
x = f(
broken = = 1
with (a as b, c): pass
${'\n'.repeat(20)}          y = 1 if
`;
