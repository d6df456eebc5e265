import { UserError } from '../core/errors.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { parseConfig } from './parse.ts';
import type { Config } from './config.ts';
import type { ConfigSource } from './parse.ts';

const YAML_PATHS = ['.github/fastapi-hardening.yml', '.github/fastapi-hardening.yaml'];
const TOML_PATH = 'pyproject.toml';
const TOML_MARK = 'fastapi-hardening';

/** Where a configuration may stand, the first that exists being the one that counts. */
export const CONFIG_PATHS: readonly string[] = [...YAML_PATHS, TOML_PATH];

type Files = ReadonlyMap<string, { readonly path: string; readonly bytes: Uint8Array }>;

/** The configuration of a snapshot. For a review it is the base's: a pull request must not loosen what judges it. */
export function findConfig(files: Files, knownRules: readonly { readonly id: string }[]): Config {
  for (const path of YAML_PATHS) {
    const file = files.get(path);
    if (file !== undefined) return parseConfig(decode(file.bytes, path), { path, format: 'yaml' }, knownRules);
  }
  const pyproject = files.get(TOML_PATH);
  // A pyproject.toml that never names us is not ours to judge, valid or not.
  if (pyproject === undefined || !Buffer.from(pyproject.bytes).includes(TOML_MARK)) return DEFAULT_CONFIG;
  const source: ConfigSource = { path: TOML_PATH, format: 'toml' };
  return parseConfig(decode(pyproject.bytes, TOML_PATH), source, knownRules);
}

/** The configuration in a file that the user names with `--config`. */
export function parseConfigFile(
  path: string,
  bytes: Uint8Array,
  knownRules: readonly { readonly id: string }[],
): Config {
  const format = path.endsWith('.toml') ? 'toml' : 'yaml';
  return parseConfig(decode(bytes, path), { path, format }, knownRules);
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError('config-invalid', `${path}: the text is not valid UTF-8.`, { cause });
  }
}
