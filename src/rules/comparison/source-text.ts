import type { Site } from '../../core/span.ts';
import type { Facts } from '../../fastapi/facts.ts';

/** The source at a site, blanks folded; undefined where the file is not among the modules. */
export function sourceText(facts: Facts, { path, span }: Site): string | undefined {
  const module = facts.modules.find((one) => one.path === path);
  if (module === undefined) return undefined;
  const start = (module.lineStarts[span.startLine - 1] ?? 0) + span.startColumn - 1;
  const end = (module.lineStarts[span.endLine - 1] ?? 0) + span.endColumn;
  return module.text
    .slice(start, end)
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/(?<=[([{]) | (?=[)\]}])|,(?= ?[)\]}])/gu, '')
    .trim();
}

/** True when the site lies in the other, columns left out. */
export function isWithin(inner: Site, outer: Site): boolean {
  return (
    inner.path === outer.path &&
    inner.span.startLine >= outer.span.startLine &&
    inner.span.endLine <= outer.span.endLine
  );
}

export function isSameSite(a: Site, b: Site): boolean {
  return (
    a.path === b.path &&
    a.span.startLine === b.span.startLine &&
    a.span.startColumn === b.span.startColumn &&
    a.span.endLine === b.span.endLine &&
    a.span.endColumn === b.span.endColumn
  );
}
