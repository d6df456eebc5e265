import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of one small application, by path. */
export type Tree = ReadonlyMap<string, string>;

export interface Fixture {
  readonly name: string;
  readonly files: Tree;
}

export const ROOT = join(import.meta.dirname, '../..');
const RULES = join(ROOT, 'fixtures/rules');

/** The folders of fixtures/rules. */
export function fixtureFolders(): readonly string[] {
  if (!existsSync(RULES)) return [];
  return readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

/** A rule's fixtures: a file is an application of its own, and so is a folder. */
export function fixturesOf(ruleId: string): readonly Fixture[] {
  const folder = join(RULES, ruleId);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): Fixture[] => {
      if (entry.isDirectory()) return [{ name: `${entry.name}/`, files: readTree(join(folder, entry.name)) }];
      if (!entry.name.endsWith('.py')) return [];
      return [{ name: entry.name, files: new Map([[entry.name, readFileSync(join(folder, entry.name), 'utf8')]]) }];
    });
}

/** Every file below a folder, by its path from there. */
export function readTree(folder: string): Tree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).toSorted();
  return new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]));
}

/** An example of a rule's page: one file, or several that `# file: name.py` lines begin. */
export function exampleTree(text: string): Tree {
  const parts = text.split(/^# file: (.+)\n/m);
  if (parts.length === 1) return new Map([['main.py', text]]);
  const files = new Map<string, string>();
  for (let index = 1; index < parts.length; index += 2) files.set((parts[index] ?? '').trim(), parts[index + 1] ?? '');
  return files;
}

export function mapTree(tree: Tree, change: (text: string, path: string) => string): Tree {
  return new Map([...tree].map(([path, text]) => [path, change(text, path)]));
}
