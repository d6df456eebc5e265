import type { Site } from '../../../core/span.ts';
import type { Module } from '../../../python/syntax.ts';
import type { Facts } from '../../facts.ts';

/** Source text behind a site, for edits that keep what stands there. */

export function moduleAt(facts: Facts, site: Site): Module | undefined {
  return facts.modules.find((module) => module.path === site.path);
}

export function textAt(module: Module, { span }: Site): string {
  const start = (module.lineStarts[span.startLine - 1] ?? 0) + span.startColumn - 1;
  const end = (module.lineStarts[span.endLine - 1] ?? 0) + span.endColumn;
  return module.text.slice(start, end);
}

/** `Query(20)` with one more keyword; undefined where the text is no plain call. */
export function withKeyword(call: string, keyword: string): string | undefined {
  if (!call.endsWith(')') || call.includes('#')) return undefined;
  const body = call.slice(0, -1).trimEnd();
  if (body.endsWith('(')) return `${body}${keyword})`;
  return body.endsWith(',') ? `${body} ${keyword})` : `${body}, ${keyword})`;
}
