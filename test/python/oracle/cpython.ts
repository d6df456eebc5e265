import { execFileSync } from 'node:child_process';
import { type Canonical } from './canonical.ts';

/** What CPython makes of a file: its syntax, or why it refuses. */
export type Verdict =
  { readonly path: string; readonly body: Canonical } | { readonly path: string; readonly error: string };

const DUMP = new URL('dump_ast.py', import.meta.url).pathname;

/** The interpreter of the oracle tests: `PYTHON`, else `python3`; nothing where neither runs. */
export function findPython(): { readonly command: string; readonly version: string } | undefined {
  const command = process.env['PYTHON'] ?? 'python3';
  try {
    const version = execFileSync(command, ['-c', 'import platform; print(platform.python_version())'], {
      encoding: 'utf8',
    });
    return { command, version: version.trim() };
  } catch {
    return undefined;
  }
}

/** Modules of the standard library, in the order of their names. */
export function standardLibrary(command: string): string[] {
  const script = 'import glob, os; print("\\n".join(sorted(glob.glob(os.path.dirname(os.__file__) + "/*.py"))))';
  return execFileSync(command, ['-c', script], { encoding: 'utf8' }).trim().split('\n');
}

export function askPython(command: string, paths: readonly string[]): Verdict[] {
  const output = execFileSync(command, [DUMP], {
    input: `${paths.join('\n')}\n`,
    maxBuffer: 1 << 30,
    encoding: 'utf8',
  });
  return output
    .trim()
    .split('\n')
    .map((line) => verdictOf(JSON.parse(line)));
}

function verdictOf(value: unknown): Verdict {
  if (typeof value !== 'object' || value === null || !('path' in value) || typeof value.path !== 'string') {
    throw new TypeError('not an answer of dump_ast.py');
  }
  const { path } = value;
  if ('error' in value) return { path, error: String(value.error) };
  if (!('body' in value) || !isCanonical(value.body)) throw new TypeError('not an answer of dump_ast.py');
  return { path, body: value.body };
}

function isCanonical(value: unknown): value is Canonical {
  if (Array.isArray(value)) return value.every(isCanonical);
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
