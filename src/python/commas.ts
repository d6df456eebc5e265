/** Where a comma stands between two offsets, outside comments, or -1. Only for stretches that hold no string. */
export function commaIn(text: string, start: number, end: number): number {
  const blanked = text.slice(start, end).replace(/#[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const at = blanked.indexOf(',');
  return at === -1 ? -1 : start + at;
}
