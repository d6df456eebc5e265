import type { Facts } from '../fastapi/facts.ts';

/** Looks up the text of a line, trimmed; empty where there is none. Files are split once, when first asked for. */
export function lineTexts(facts: Facts): (path: string, line: number) => string {
  const modules = new Map(facts.modules.map(({ path, text }) => [path, text]));
  const split = new Map<string, readonly string[]>();
  return (path, line) => {
    let lines = split.get(path);
    if (lines === undefined) {
      lines = (modules.get(path) ?? facts.texts.get(path) ?? '').split('\n');
      split.set(path, lines);
    }
    return (lines[line - 1] ?? '').trim();
  };
}
