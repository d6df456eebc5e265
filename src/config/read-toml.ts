import { parse, TomlError } from 'smol-toml';
import { MAX_DEPTH, UnreadableConfig } from './raw-config.ts';
import type { KeyPath, RawConfig } from './raw-config.ts';

const TABLE = ['tool', 'fastapi-hardening'];
const HEADER = /^\s*\[\s*tool\s*\.\s*["']?fastapi-hardening["']?\s*(?:\.\s*["']?([\w-]+)["']?\s*)?\]/;

/** Reads `[tool.fastapi-hardening]` of a pyproject.toml; undefined when there is no such table. */
export function readToml(text: string): RawConfig | undefined {
  const table = TABLE.reduce<unknown>((value, key) => ownValue(value, key), parseToml(text));
  return table === undefined ? undefined : { value: table, lineOf: (path) => lineOf(text, path) };
}

function parseToml(text: string): unknown {
  try {
    return parse(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (error instanceof TomlError) throw new UnreadableConfig(error.line, 'the text is not valid TOML');
    throw error;
  }
}

function ownValue(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Object.entries(value).find(([name]) => name === key)?.[1];
}

/** The parser keeps no places, so the line is looked up: our tables are flat, one key a line. */
function lineOf(text: string, [key, inner]: KeyPath): number | undefined {
  const wanted = typeof inner === 'string' ? inner : key;
  const section = typeof inner === 'string' ? key : undefined;
  let current: string | undefined;
  let isOurs = false;
  let fallback: number | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*\[/.test(line)) {
      const header = HEADER.exec(line);
      isOurs = header !== null;
      current = header?.[1];
      if (isOurs && (current === undefined || current === key)) fallback ??= index + 1;
      continue;
    }
    const [, name] = /^\s*["']?([^"'=\s]+)["']?\s*=/.exec(line) ?? [];
    if (!isOurs || name === undefined) continue;
    if (current === section && name === wanted) return index + 1;
    if (current === undefined && name === key) fallback = index + 1;
  }
  return fallback;
}
