/** Reads the stream of `git cat-file --batch`: a header line, the bytes, a line feed; again and again. */

const LINE_FEED = 10;
const HEADER_PATTERN = /^([0-9a-f]{40,64}) (?:(missing|ambiguous)|([a-z]+) (\d+))$/;

export class Blobs {
  readonly found = new Map<string, Uint8Array>();
  /** How many objects git has spoken of, found or not. */
  answered = 0;
  /** Git answered in a form we don't know; nothing after that is believed. */
  broken = false;
  private header = '';
  private current:
    { readonly id: string; readonly isBlob: boolean; readonly bytes: Uint8Array; filled: number } | undefined;

  take(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length && !this.broken)
      at = this.current === undefined ? this.takeHeader(chunk, at) : this.takeBody(chunk, at);
  }

  private takeHeader(chunk: Uint8Array, start: number): number {
    const end = chunk.indexOf(LINE_FEED, start);
    this.header += Buffer.from(chunk.subarray(start, end === -1 ? chunk.length : end)).toString('latin1');
    if (end === -1) return chunk.length;
    const [, id, gone, type, size] = HEADER_PATTERN.exec(this.header) ?? [];
    this.header = '';
    if (id === undefined) this.broken = true;
    else if (gone === undefined)
      this.current = { id, isBlob: type === 'blob', bytes: new Uint8Array(Number(size)), filled: 0 };
    else this.answered += 1;
    return end + 1;
  }

  private takeBody(chunk: Uint8Array, start: number): number {
    const { current } = this;
    if (current === undefined) return start;
    const part = chunk.subarray(start, start + current.bytes.length - current.filled);
    current.bytes.set(part, current.filled);
    current.filled += part.length;
    const end = start + part.length;
    if (current.filled < current.bytes.length || end === chunk.length) return end;
    // The line feed after the bytes.
    this.answered += 1;
    if (current.isBlob) this.found.set(current.id, current.bytes);
    this.current = undefined;
    return end + 1;
  }
}
