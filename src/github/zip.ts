import { inflateRawSync } from 'node:zlib';

import { GitHubFault } from './fault.ts';

export interface ZipLimits {
  readonly maxEntries: number;
  readonly maxEntryBytes: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const END_SIZE = 22;
const MAX_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 0x1;

/**
 * Reads an archive that somebody else may have made: plain and deflated entries only, each within its limit, nothing
 * written to disk. Names are returned as they stand and must not be used as paths.
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits): ReadonlyMap<string, Uint8Array> {
  try {
    return entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), limits);
  } catch (error) {
    if (error instanceof GitHubFault) throw error;
    throw broken('it is damaged');
  }
}

function broken(why: string): GitHubFault {
  return new GitHubFault(`The artifact cannot be read: ${why}.`, { kind: 'rejected', status: 200 });
}

function entriesOf(zip: Buffer, limits: ZipLimits): ReadonlyMap<string, Uint8Array> {
  const end = endOfDirectory(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > limits.maxEntries) throw broken('it holds too many files');
  const entries = new Map<string, Uint8Array>();
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw broken('its directory is damaged');
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (!name.endsWith('/')) {
      if (entries.has(name)) throw broken('it holds a name twice');
      entries.set(name, contentOf(zip, at, limits));
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

/** The record stands at the very end, before a comment of at most 65,535 bytes. */
function endOfDirectory(zip: Buffer): number {
  const first = Math.max(zip.length - END_SIZE - MAX_COMMENT, 0);
  for (let at = zip.length - END_SIZE; at >= first; at -= 1) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw broken('it is no zip archive');
}

function contentOf(zip: Buffer, entry: number, limits: ZipLimits): Uint8Array {
  const flags = zip.readUInt16LE(entry + 8);
  const method = zip.readUInt16LE(entry + 10);
  const packedSize = zip.readUInt32LE(entry + 20);
  const size = zip.readUInt32LE(entry + 24);
  const local = zip.readUInt32LE(entry + 42);
  if ((flags & ENCRYPTED_FLAG) !== 0) throw broken('it is encrypted');
  if (size > limits.maxEntryBytes || packedSize > limits.maxEntryBytes) throw broken('a file in it is too large');
  if (zip.readUInt32LE(local) !== LOCAL_ENTRY) throw broken('an entry is damaged');
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (start + packedSize > zip.length) throw broken('it breaks off');
  const packed = zip.subarray(start, start + packedSize);
  if (method !== STORED && method !== DEFLATED) throw broken('it is packed in an unknown way');
  // The size that is written may be a lie: unpacking stops at the limit, whatever it says.
  const content =
    method === STORED ? Buffer.from(packed) : inflateRawSync(packed, { maxOutputLength: limits.maxEntryBytes });
  if (content.length !== size) throw broken('a file in it has not the size that it claims');
  return content;
}
