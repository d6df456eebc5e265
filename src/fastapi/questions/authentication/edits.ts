import type { Site } from '../../../core/span.ts';
import { siteOf, textOf } from '../../../python/position.ts';
import type { Expr, Module } from '../../../python/syntax.ts';

/** Spans and what they become, as a fix wants them. */
type Edits = readonly { readonly at: Site; readonly replacement: string }[];

/**
 * Makes a name available: how to write it, and the edits that import it.
 * Undefined when the file gives no safe place for the import.
 */
export function importName(
  module: Module,
  from: string,
  name: string,
): { readonly as: string; readonly edits: Edits } | undefined {
  const lists = module.body.flatMap((statement) =>
    statement.kind === 'import-from' && statement.level === 0 && statement.module === from && statement.names !== '*'
      ? [statement.names]
      : [],
  );
  const known = lists.flat().find((one) => one.name === name);
  if (known !== undefined) return { as: known.as ?? name, edits: [] };
  const whole = module.body
    .flatMap((statement) => (statement.kind === 'import' ? statement.names : []))
    .find((one) => one.name === from);
  if (whole !== undefined) return { as: `${whole.as ?? from}.${name}`, edits: [] };
  const last = lists[0]?.at(-1);
  if (last !== undefined) {
    const at = siteOf(module, last);
    return { as: name, edits: [{ at, replacement: `${module.text.slice(last.start, last.end)}, ${name}` }] };
  }
  const edits = importLine(module, `from ${from} import ${name}`, name);
  return edits === undefined ? undefined : { as: name, edits };
}

/** Makes a module available under its own name, by adding `import name` in front of the file's first import. */
export function importModule(module: Module, name: string): { readonly edits: Edits } | undefined {
  for (const statement of module.body) {
    if (statement.kind === 'import' && statement.names.some((one) => one.name === name && one.as === undefined))
      return { edits: [] };
  }
  const edits = importLine(module, `import ${name}`, name);
  return edits === undefined ? undefined : { edits };
}

/** The import as a line of its own in front of the file's first one, unless the name is taken. */
function importLine(module: Module, line: string, name: string): Edits | undefined {
  const first = module.body.find(
    (statement) =>
      statement.kind === 'import' || (statement.kind === 'import-from' && statement.module !== '__future__'),
  );
  if (first === undefined || bindsAtTop(module, name)) return undefined;
  const replacement = `${line}${endOfLine(module)}${module.text.slice(first.start, first.end)}`;
  return [{ at: siteOf(module, first), replacement }];
}

function bindsAtTop(module: Module, name: string): boolean {
  return module.body.some((statement) => {
    if (statement.kind === 'function' || statement.kind === 'class') return statement.name === name;
    if (statement.kind === 'import-from')
      return statement.names !== '*' && statement.names.some((one) => (one.as ?? one.name) === name);
    return (
      statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.id === name)
    );
  });
}

/** What ends the file's lines. */
export function endOfLine(module: Module): string {
  return module.text.includes('\r\n') ? '\r\n' : '\n';
}

/** `get_user` to `Depends(get_user)`, with the import where it is missing. */
export function wrapInDepends(module: Module, expr: Expr): Edits | undefined {
  const depends = importName(module, 'fastapi', 'Depends');
  if (depends === undefined) return undefined;
  return [...depends.edits, { at: siteOf(module, expr), replacement: `${depends.as}(${textOf(module, expr)})` }];
}
