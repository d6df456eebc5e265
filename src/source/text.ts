/** Bytes as text, for diffs only. */

/**
 * One character per byte. Decoding as UTF-8 would make two different invalid bytes equal, and a changed line would look
 * unchanged; line numbers are the same either way.
 */
export function byteText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Lines with their ends; split at LF only, as git does. */
export function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const next = end === -1 ? text.length : end + 1;
    lines.push(text.slice(start, next));
    start = next;
  }
  return lines;
}
