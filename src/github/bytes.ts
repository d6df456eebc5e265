/** GitHub counts some limits in bytes of UTF-8. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** The beginning that fits, never cut inside a character. */
export function cutToBytes(text: string, maxBytes: number): string {
  if (byteLength(text) <= maxBytes) return text;
  const mark = '…';
  const bytes = Buffer.from(text, 'utf8').subarray(0, Math.max(maxBytes - byteLength(mark), 0));
  let end = bytes.length;
  // A continuation byte right after the cut means that the last character is not whole.
  const whole = Buffer.from(text, 'utf8');
  while (end > 0 && ((whole[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end).toString('utf8') + (maxBytes >= byteLength(mark) ? mark : '');
}
