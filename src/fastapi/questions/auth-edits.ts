import type { Site } from '../../core/span.ts';
import { siteOf } from '../../python/position.ts';
import type { Module } from '../../python/syntax.ts';

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
  for (const statement of module.body) {
    if (
      statement.kind !== 'import-from' ||
      statement.level !== 0 ||
      statement.module !== from ||
      statement.names === '*'
    )
      continue;
    const known = statement.names.find((one) => one.name === name);
    if (known !== undefined) return { as: known.as ?? name, edits: [] };
    const last = statement.names.at(-1);
    if (last === undefined) continue;
    const at = siteOf(module, last);
    return { as: name, edits: [{ at, replacement: `${module.text.slice(last.start, last.end)}, ${name}` }] };
  }
  return undefined;
}

/** Makes a module available under its own name, by adding `import name` in front of the file's first import. */
export function importModule(module: Module, name: string): { readonly edits: Edits } | undefined {
  for (const statement of module.body) {
    if (statement.kind === 'import' && statement.names.some((one) => one.name === name && one.as === undefined))
      return { edits: [] };
  }
  const first = module.body.find(
    (statement) =>
      statement.kind === 'import' || (statement.kind === 'import-from' && statement.module !== '__future__'),
  );
  if (first === undefined) return undefined;
  const taken = module.body.some(
    (statement) =>
      statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.id === name),
  );
  if (taken) return undefined;
  return {
    edits: [{ at: siteOf(module, first), replacement: `import ${name}\n${module.text.slice(first.start, first.end)}` }],
  };
}
