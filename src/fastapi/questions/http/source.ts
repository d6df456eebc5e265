import type { Site } from '../../../core/span.ts';
import { siteOf, textOf } from '../../../python/position.ts';
import type { Module } from '../../../python/syntax.ts';
import { walk } from '../../../python/walk.ts';
import type { Facts } from '../../facts.ts';

/** Questions about the text at a place. */

/** The text that stands at a site; empty for a file that is not known. */
export function sourceAt(facts: Facts, site: Site): string {
  const module = facts.modules.find(({ path }) => path === site.path);
  if (module === undefined) return '';
  const { startLine, startColumn, endLine, endColumn } = site.span;
  const start = (module.lineStarts[startLine - 1] ?? 0) + startColumn - 1;
  const end = (module.lineStarts[endLine - 1] ?? 0) + endColumn;
  return module.text.slice(start, end);
}

/** The tests of the `if` statements and conditional expressions round a place, outermost first; `not (…)` for an `else`. */
export function conditionsRound(module: Module, site: Site): readonly string[] {
  const found: string[] = [];
  const holds = (nodes: readonly { readonly start: number; readonly end: number }[]): boolean => {
    const [first] = nodes;
    const last = nodes.at(-1);
    return (
      first !== undefined && last !== undefined && covers(siteOf(module, { start: first.start, end: last.end }), site)
    );
  };
  walk(module, (node) => {
    if (node.kind !== 'if') return;
    const test = textOf(module, node.test);
    if (holds(node.body)) found.push(test);
    else if (holds(node.orelse)) found.push(`not (${test})`);
  });
  return found;
}

export function covers(outer: Site, inner: Site): boolean {
  if (outer.path !== inner.path) return false;
  const a = outer.span;
  const b = inner.span;
  const begins = a.startLine < b.startLine || (a.startLine === b.startLine && a.startColumn <= b.startColumn);
  return begins && (a.endLine > b.endLine || (a.endLine === b.endLine && a.endColumn >= b.endColumn));
}

/** The same text with its `True` turned to `False`; undefined where it does not end with one. */
export function switchedOff(text: string): string | undefined {
  return text.endsWith('True') ? `${text.slice(0, -4)}False` : undefined;
}
