import type { Layout } from './layout.ts';

/** Code that picks modules by names which no import statement shows. */
const DYNAMIC = /\b(importlib|pkgutil|__import__|import_string|import_module|iter_modules|iter_entry_points)\b/;

/** Who imports whom, read off the text of every file: nothing is parsed. */
export class Importers {
  readonly #importers = new Map<string, string[]>();
  readonly #dynamic: string[] = [];
  readonly #paths: readonly string[];

  constructor(paths: Iterable<string>, layout: Layout, textOf: (path: string) => string) {
    this.#paths = [...paths];
    for (const path of this.#paths) {
      if (DYNAMIC.test(textOf(path))) this.#dynamic.push(path);
      for (const imported of importedBy(path, layout)) {
        const list = this.#importers.get(imported);
        if (list === undefined) this.#importers.set(imported, [path]);
        else list.push(path);
      }
    }
  }

  /** Files that import one of these, directly or not. */
  above(paths: Iterable<string>): ReadonlySet<string> {
    const above = new Set<string>();
    const waiting = [...paths];
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      for (const importer of this.#importers.get(path) ?? []) {
        if (above.has(importer)) continue;
        above.add(importer);
        waiting.push(importer);
      }
    }
    return above;
  }

  /**
   * Files in which a change of these files can be felt: themselves, what imports them, and what picks modules by
   * name, since that may pick them.
   */
  feltIn(changed: Iterable<string>): ReadonlySet<string> {
    const seeds = new Set([...changed].flatMap((path) => [path, ...this.#insiders(path)]).concat(this.#dynamic));
    return new Set([...seeds, ...this.above(seeds)]);
  }

  /** Modules of a package: importing one runs the package's `__init__.py` first, unmentioned. */
  #insiders(path: string): readonly string[] {
    if (!/(^|\/)__init__\.py$/.test(path)) return [];
    const folder = path.slice(0, -'__init__.py'.length);
    return this.#paths.filter((one) => one.startsWith(folder));
  }
}

/** Files that a file's imports lead to. */
export function importedBy(path: string, layout: Layout): readonly string[] {
  return layout.mentions(path).flatMap((mention) => {
    const target = layout.resolve(path, mention.module, mention.level);
    const named = mention.names.map((name) => layout.child(target, name));
    return [target, ...named].flatMap((one) => (one?.kind === 'file' ? one.path : []));
  });
}
