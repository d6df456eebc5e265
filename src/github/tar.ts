import { createGunzip } from 'node:zlib';

import { GitHubFault } from './fault.ts';

/** One file or link of an archive; folders and everything else are left out. */
export interface TarEntry {
  readonly path: string;
  readonly kind: 'file' | 'link';
  readonly executable: boolean;
  readonly size: number;
  /** Undefined where the caller does not want it, or where it is larger than allowed. A link's bytes are its target. */
  readonly bytes: Uint8Array | undefined;
}

export interface TarLimits {
  readonly maxEntries: number;
  readonly maxFileBytes: number;
  /** Of the files that are kept. */
  readonly maxKeptBytes: number;
  /** Of the whole archive, unpacked: what a bomb would exceed. */
  readonly maxTotalBytes: number;
}

export const TAR_LIMITS: TarLimits = {
  maxEntries: 500_000,
  maxFileBytes: 5 * 1024 * 1024,
  maxKeptBytes: 512 * 1024 * 1024,
  maxTotalBytes: 8 * 1024 * 1024 * 1024,
};

const BLOCK = 512;
const MAX_PAX_BYTES = 64 * 1024;

/**
 * Reads what GitHub (`git archive`) makes: ustar with pax headers, gzipped, everything in one folder whose name is cut
 * off. Nothing is written to disk and no link is followed, so a name can do no harm here; it is data.
 */
export async function readTarball(
  gzipped: Uint8Array,
  isWanted: (path: string) => boolean,
  limits: TarLimits = TAR_LIMITS,
): Promise<readonly TarEntry[]> {
  const reader = new TarReader(isWanted, limits);
  try {
    for await (const chunk of unpacked(gzipped)) {
      if (!(chunk instanceof Uint8Array)) throw broken('it is no byte stream');
      reader.push(chunk);
    }
  } catch (error) {
    if (error instanceof GitHubFault) throw error;
    throw broken(error instanceof Error ? error.message : 'it cannot be unpacked');
  }
  return reader.finish();
}

/** What was packed for the way only (`content-encoding`) comes here unpacked. */
function unpacked(archive: Uint8Array): AsyncIterable<unknown> | Iterable<unknown> {
  if (archive[0] !== 0x1f || archive[1] !== 0x8b) return [archive];
  const gunzip = createGunzip();
  gunzip.end(archive);
  return gunzip;
}

function broken(why: string): GitHubFault {
  return new GitHubFault(`The archive cannot be read: ${why}.`, { kind: 'unavailable', status: 200 });
}

interface Header {
  readonly path: string;
  readonly type: string;
  readonly mode: number;
  readonly size: number;
  readonly target: string;
}

class TarReader {
  readonly #isWanted: (path: string) => boolean;
  readonly #limits: TarLimits;
  readonly #entries: TarEntry[] = [];
  #rest: Uint8Array = new Uint8Array(0);
  #current:
    | { readonly header: Header; readonly chunks: Uint8Array[]; readonly keep: boolean; left: number; padding: number }
    | undefined;
  #pax = new Map<string, string>();
  #total = 0;
  #kept = 0;
  #ended = false;

  constructor(isWanted: (path: string) => boolean, limits: TarLimits) {
    this.#isWanted = isWanted;
    this.#limits = limits;
  }

  push(chunk: Uint8Array): void {
    this.#total += chunk.byteLength;
    if (this.#total > this.#limits.maxTotalBytes) throw broken('it is too large');
    let offset = 0;
    while (offset < chunk.byteLength)
      offset = this.#current === undefined ? this.#takeHeader(chunk, offset) : this.#takeBody(chunk, offset);
  }

  finish(): readonly TarEntry[] {
    // Without its end marker an archive is cut short: half a repository must not pass for the whole.
    if (this.#current !== undefined || !this.#ended) throw broken('it breaks off');
    return this.#entries;
  }

  #takeHeader(chunk: Uint8Array, offset: number): number {
    const missing = BLOCK - this.#rest.byteLength;
    const part = chunk.subarray(offset, offset + missing);
    const block = this.#rest.byteLength === 0 ? part : Buffer.concat([this.#rest, part]);
    const next = offset + part.byteLength;
    if (block.byteLength < BLOCK) {
      this.#rest = Buffer.from(block);
      return next;
    }
    this.#rest = new Uint8Array(0);
    if (this.#ended) return next;
    if (block.every((byte) => byte === 0)) this.#ended = true;
    else this.#begin(block);
    return next;
  }

  #begin(block: Uint8Array): void {
    const header = headerOf(block, this.#pax);
    const isMeta = header.type === 'x' || header.type === 'g';
    if (isMeta && header.size > MAX_PAX_BYTES) throw broken('a header is too large');
    if (this.#entries.length >= this.#limits.maxEntries) throw broken('it has too many files');
    const isFile = header.type === '0' || header.type === '\0';
    const keep = isMeta || (isFile && this.#isWanted(header.path) && header.size <= this.#limits.maxFileBytes);
    if (!isMeta) this.#pax = new Map();
    if (keep && !isMeta) {
      this.#kept += header.size;
      if (this.#kept > this.#limits.maxKeptBytes) throw broken('it holds too much Python');
    }
    const padding = (BLOCK - (header.size % BLOCK)) % BLOCK;
    this.#current = { header, chunks: [], keep, left: header.size, padding };
    if (header.size === 0) this.#end();
  }

  #takeBody(chunk: Uint8Array, offset: number): number {
    const current = this.#current;
    if (current === undefined) return offset;
    const part = chunk.subarray(offset, offset + current.left);
    // A copy: the chunk's memory belongs to the stream.
    if (current.keep && part.byteLength > 0) current.chunks.push(Uint8Array.from(part));
    current.left -= part.byteLength;
    const skipped = current.left === 0 ? Math.min(current.padding, chunk.byteLength - offset - part.byteLength) : 0;
    current.padding -= skipped;
    if (current.left === 0 && current.padding === 0) this.#end();
    return offset + part.byteLength + skipped;
  }

  #end(): void {
    if (this.#current === undefined) return;
    const { header, chunks, keep } = this.#current;
    this.#current = undefined;
    const bytes = keep ? new Uint8Array(Buffer.concat(chunks)) : undefined;
    if (header.type === 'x' && bytes !== undefined) this.#pax = paxOf(bytes);
    const { path, size } = header;
    if (path === '') return;
    if (header.type === '2') {
      this.#entries.push({ path, kind: 'link', executable: false, size, bytes: Buffer.from(header.target, 'utf8') });
    } else if (header.type === '0' || header.type === '\0') {
      this.#entries.push({ path, kind: 'file', executable: (header.mode & 0o100) !== 0, size, bytes });
    }
  }
}

function headerOf(block: Uint8Array, pax: ReadonlyMap<string, string>): Header {
  if (!isSummed(block)) throw broken('a header is damaged');
  const prefix = text(block, 345, 155);
  const name = pax.get('path') ?? (prefix === '' ? text(block, 0, 100) : `${prefix}/${text(block, 0, 100)}`);
  const paxSize = pax.get('size');
  const size = paxSize === undefined ? octal(block, 124, 12) : Number(paxSize);
  if (!Number.isSafeInteger(size) || size < 0) throw broken('a size is no number');
  const slash = name.indexOf('/');
  return {
    path: slash === -1 ? '' : name.slice(slash + 1),
    type: String.fromCharCode(block[156] ?? 0),
    mode: octal(block, 100, 8),
    size,
    target: pax.get('linkpath') ?? text(block, 157, 100),
  };
}

function isSummed(block: Uint8Array): boolean {
  let sum = 0;
  for (const [index, byte] of block.entries()) sum += index >= 148 && index < 156 ? 0x20 : byte;
  return sum === octal(block, 148, 8);
}

function text(block: Uint8Array, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return Buffer.from(end === -1 ? field : field.subarray(0, end)).toString('utf8');
}

function octal(block: Uint8Array, start: number, length: number): number {
  const digits = text(block, start, length).trim();
  return digits === '' ? 0 : /^[0-7]+$/u.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

/** Records of the form `27 path=some/long/name\n`, where the number counts the bytes of the whole record. */
function paxOf(bytes: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  let offset = 0;
  while (offset < bytes.byteLength) {
    const blank = bytes.indexOf(0x20, offset);
    const length = blank === -1 ? Number.NaN : Number(Buffer.from(bytes.subarray(offset, blank)).toString('latin1'));
    if (!Number.isSafeInteger(length) || length < 5 || offset + length > bytes.byteLength)
      throw broken('a header is damaged');
    const record = Buffer.from(bytes.subarray(blank + 1, offset + length - 1)).toString('utf8');
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    offset += length;
  }
  return records;
}
