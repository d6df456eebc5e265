import { compareSites, type Site } from '../../../core/span.ts';
import { siteOf, textOf } from '../../../python/position.ts';
import type { Decorator, FunctionDef, Module } from '../../../python/syntax.ts';
import type { Route } from '../../model.ts';
import { endOfLine } from './edits.ts';

/** One edit that puts a decorator below the route decorators of its function; none where they are not plain lines. */
export function movedBelow(
  route: Route,
  stranded: Site,
): { readonly at: Site; readonly replacement: string } | undefined {
  const handler = route.handler;
  if (handler?.def.kind !== 'function') return undefined;
  const { module, def } = handler;
  const from = def.decorators.findIndex((one) => isAt(module, one, stranded));
  const to = def.decorators.findIndex((one) => isAt(module, one, route.registration));
  if (from < 0 || to <= from) return undefined;
  return reordered(module, def, { from, to });
}

function isAt(module: Module, { expression, start, end }: Decorator, site: Site): boolean {
  return [expression, { start, end }].some((node) => compareSites(siteOf(module, node), site) === 0);
}

/** The lines between keep their order and their comments; the moved one comes last. */
function reordered(
  module: Module,
  def: FunctionDef,
  { from, to }: { readonly from: number; readonly to: number },
): { readonly at: Site; readonly replacement: string } | undefined {
  const [moved, next, last] = [def.decorators[from], def.decorators[from + 1], def.decorators[to]];
  if (moved === undefined || next === undefined || last === undefined) return undefined;
  const between = module.text.slice(moved.expression.end, next.start);
  const indent = between.slice(between.lastIndexOf('\n') + 1);
  const comment = between.trim();
  // A comment behind the decorator stays above the lines that follow.
  const kept = comment === '' ? '' : `${comment}${endOfLine(module)}${indent}`;
  const rest = module.text.slice(next.start, last.expression.end);
  const replacement = `${kept}${rest}${endOfLine(module)}${indent}${textOf(module, { start: moved.start, end: moved.expression.end })}`;
  return { at: siteOf(module, { start: moved.start, end: last.expression.end }), replacement };
}
