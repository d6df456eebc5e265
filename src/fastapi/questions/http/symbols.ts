import type { FrameworkVersions } from '../../model.ts';
import { SYMBOLS, type PackageSymbols } from '../../data/symbols.ts';

/** What is wrong with importing a name from FastAPI or Starlette. */
export type ImportFault =
  /** No release looked at has it; `homes` are modules that export the same name. */
  | { readonly kind: 'never'; readonly version: string; readonly module: boolean; readonly homes: readonly string[] }
  | { readonly kind: 'later'; readonly since: string; readonly pinned: string }
  | { readonly kind: 'gone'; readonly last: string; readonly pinned: string };

/** Names that promise protection. Others are a type checker's business. */
const CONTROL =
  /secur|csrf|xsrf|rate_?limit|limiter|throttl|cors|trusted|https|auth|jwt|api_?key|bearer|token|session|helmet|hsts|csp|header|middleware|body_?limit|proxy|permission|guard|sanitiz|firewall|ip_?(filter|block|allow)/i;

/** `name` undefined: the module alone is imported. */
export function importFault(
  module: string,
  name: string | undefined,
  framework: FrameworkVersions,
): ImportFault | undefined {
  const root = module.split('.')[0] ?? '';
  const symbols = root === 'fastapi' || root === 'starlette' ? SYMBOLS[root] : undefined;
  if (symbols === undefined || !CONTROL.test(`${module.slice(root.length)}.${name ?? ''}`)) return undefined;
  const full = name === undefined ? module : `${module}.${name}`;
  const pinned = root === 'fastapi' ? framework.fastapi : framework.starlette;
  const version = pinned?.exact === true ? pinned.version : undefined;
  if (exists(symbols, module, name)) return laterFault(symbols, [module, full], version);
  const last = symbols.gone[full];
  if (last !== undefined)
    return version !== undefined && isAfter(version, nextOf(symbols, last))
      ? { kind: 'gone', last, pinned: version }
      : undefined;
  if (version !== undefined && compareVersions(version, symbols.version) > 0) return undefined;
  return {
    kind: 'never',
    version: `${capital(root)} ${symbols.version}`,
    module: symbols.modules[module] === undefined,
    homes: homesOf(name),
  };
}

function exists(symbols: PackageSymbols, module: string, name: string | undefined): boolean {
  const names = symbols.modules[module];
  if (names === undefined) return false;
  return name === undefined || names === '' || name.startsWith('_') || names.split(' ').includes(name);
}

/** Pinned to a release that is known not to have it yet. */
function laterFault(
  symbols: PackageSymbols,
  names: readonly string[],
  version: string | undefined,
): ImportFault | undefined {
  const since = names.map((name) => symbols.newSince[name]).find((one) => one !== undefined);
  if (since === undefined || version === undefined) return undefined;
  const before = symbols.sampled[symbols.sampled.indexOf(since) - 1];
  return before !== undefined && compareVersions(version, before) <= 0
    ? { kind: 'later', since, pinned: version }
    : undefined;
}

function nextOf(symbols: PackageSymbols, version: string): string {
  return symbols.sampled[symbols.sampled.indexOf(version) + 1] ?? symbols.version;
}

function isAfter(version: string, other: string): boolean {
  return compareVersions(version, other) >= 0;
}

function homesOf(name: string | undefined): readonly string[] {
  if (name === undefined) return [];
  return Object.values(SYMBOLS).flatMap(({ modules }) =>
    Object.entries(modules).flatMap(([module, names]) => (names.split(' ').includes(name) ? [module] : [])),
  );
}

/** Compares the numbers of two versions. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const right = b.split('.').map((part) => Number.parseInt(part, 10) || 0);
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function capital(text: string): string {
  return text === 'fastapi' ? 'FastAPI' : 'Starlette';
}
