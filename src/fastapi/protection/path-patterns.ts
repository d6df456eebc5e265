import type { Expr } from '../../python/syntax.ts';
import { fits, type Matching } from '../python-pattern.ts';
import type { Value } from '../value.ts';
import { defaultOf } from '../values.ts';

/** A text, or that of a compiled pattern. */
export function textIn(value: Value): string | undefined {
  const settled = defaultOf(value);
  if (settled.kind === 'string') return settled.value;
  const [pattern] = settled.kind === 'external-call' && settled.callee === 're.compile' ? settled.args.positional : [];
  return pattern?.kind === 'string' ? pattern.value : undefined;
}

/** `re.match`, `PATTERN.search`. */
export function isMatching(name: string): name is Matching {
  return /^(match|fullmatch|search)$/.test(name);
}

/** `fnmatch.fnmatch`, `fnmatch`. */
export function isGlob(func: Expr): boolean {
  const name = func.kind === 'name' ? func.id : func.kind === 'attribute' ? func.attr : '';
  return name === 'fnmatch' || name === 'fnmatchcase';
}

/** Whether a path fits a file name's wildcards, among which a star stands for slashes, too. */
export function fitsGlob(glob: string, path: string): boolean | undefined {
  // What stands in brackets is a pattern but for its negation.
  const pattern = glob
    .replace(/[.+^$(){}|\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.')
    .replace(/\[!/g, '[^');
  return fits(pattern, 'fullmatch', path);
}
