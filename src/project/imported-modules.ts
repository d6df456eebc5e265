import type { SourceFile } from '../source/snapshot.ts';
import { importMentions } from './import-graph.ts';
import { importedBy } from './importers.ts';
import { Layout, type Roots } from './layout.ts';

/** Files among `candidates` that one of `sources` imports: their names say test, yet the application runs them. */
export function importedModules(
  candidates: ReadonlyMap<string, SourceFile>,
  sources: ReadonlyMap<string, SourceFile>,
  roots: Roots,
): readonly string[] {
  const byName = new Map([...candidates.keys()].map((path) => [nameOf(path), path]));
  if (byName.size === 0) return [];
  const texts = new Map<string, string>();
  const textOf = (path: string): string => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const text = new TextDecoder().decode((sources.get(path) ?? candidates.get(path))?.bytes);
    texts.set(path, text);
    return text;
  };
  // Most repositories have many tests that nothing imports: names alone tell, before anything is resolved.
  const naming = [...sources.keys()].filter((path) => mentionedNames(textOf(path)).some((name) => byName.has(name)));
  if (naming.length === 0) return [];
  const layout = new Layout([...sources.keys(), ...candidates.keys()], textOf, roots);
  const imported = new Set(naming.flatMap((path) => importedBy(path, layout)));
  return [...candidates.keys()].filter((path) => imported.has(path));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.py'.length);
}

function mentionedNames(text: string): string[] {
  if (!/\btest_|_test\b/.test(text)) return [];
  return importMentions(text).flatMap(({ module, names }) => [module.slice(module.lastIndexOf('.') + 1), ...names]);
}
