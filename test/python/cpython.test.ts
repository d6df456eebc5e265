import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseBytes } from '../support/parser.ts';
import { canonicalModule, firstDifference } from './oracle/canonical.ts';
import { askPython, findPython, standardLibrary } from './oracle/cpython.ts';

const python = findPython();
const [major = 0, minor = 0] = (python?.version ?? '').split('.').map(Number);
const isAtLeast = (version: number): boolean => python !== undefined && major === 3 && minor >= version;

/** Every node, its kind, its parts and its place: the same as CPython's. */
function differencesFrom(command: string, paths: readonly string[]): string[] {
  return askPython(command, paths).flatMap((verdict) => {
    if ('error' in verdict) return [`${verdict.path}: ${verdict.error}`];
    const module = parseBytes(readFileSync(verdict.path), verdict.path);
    if (module.problems.length > 0) return [`${verdict.path}: ${JSON.stringify(module.problems)}`];
    const difference = firstDifference(canonicalModule(module), verdict.body);
    return difference === undefined ? [] : [`${verdict.path}: ${difference}`];
  });
}

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/python/${name}`, import.meta.url));

describe(`CPython ${python?.version ?? '(not here: skipped)'} reads the same`, () => {
  it.runIf(isAtLeast(11))('everyday and odd forms', { timeout: 60_000 }, () => {
    expect(differencesFrom(python?.command ?? '', [fixture('everyday.py'), fixture('corners.py')])).toEqual([]);
  });

  it.runIf(isAtLeast(13))('forms of 3.12 and 3.13', { timeout: 60_000 }, () => {
    expect(differencesFrom(python?.command ?? '', [fixture('newer.py')])).toEqual([]);
  });

  it.runIf(isAtLeast(14))('forms of 3.14', { timeout: 60_000 }, () => {
    expect(differencesFrom(python?.command ?? '', [fixture('newest.py')])).toEqual([]);
  });

  it.runIf(isAtLeast(11))('modules of the standard library', { timeout: 120_000 }, () => {
    const modules = standardLibrary(python?.command ?? '').filter((path) => !basename(path).startsWith('_'));
    const sample = modules.filter((_, index) => index % 4 === 0);
    expect(sample.length).toBeGreaterThan(20);
    expect(differencesFrom(python?.command ?? '', sample)).toEqual([]);
  });
});
