import { wordsOf } from '../words.ts';

/** Segments without slashes; `{name:path}` keeps its braces. */
export function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** A segment's words, joined: `Reset_Password` → `reset-password`. */
export function normal(segment: string): string {
  return wordsOf(segment.replace(/\.(json|ico|txt|xml|well)/g, ' $1')).join('-');
}
