import type { Module } from '../python/syntax.ts';
import type { SourceFile } from '../source/snapshot.ts';
import { Importers } from './importers.ts';
import { Layout, type Roots } from './layout.ts';

const decoder = new TextDecoder('utf-8');

/** The Python files of one snapshot: parsed when asked for, found by the names that imports use. */
export class Project {
  readonly layout: Layout;
  /** Python files that are analysed, by path. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly #parse: (file: SourceFile) => Module;
  readonly #modules = new Map<string, Module>();
  readonly #texts = new Map<string, string>();
  #importers: Importers | undefined;

  constructor(sources: ReadonlyMap<string, SourceFile>, parse: (file: SourceFile) => Module, roots: Roots) {
    this.sources = sources;
    this.#parse = parse;
    this.layout = new Layout(sources.keys(), (path) => this.text(path), roots);
  }

  /** The parsed file; undefined when there is none at that path. */
  module(path: string): Module | undefined {
    const known = this.#modules.get(path);
    if (known !== undefined) return known;
    const file = this.sources.get(path);
    if (file === undefined) return undefined;
    const module = this.#parse(file);
    this.#modules.set(path, module);
    return module;
  }

  /** The text without parsing: for scans that decide what is worth parsing. */
  text(path: string): string {
    const known = this.#texts.get(path);
    if (known !== undefined) return known;
    const file = this.sources.get(path);
    const text = file === undefined ? '' : decoder.decode(file.bytes);
    this.#texts.set(path, text);
    return text;
  }

  get importers(): Importers {
    this.#importers ??= new Importers(this.sources.keys(), this.layout, (path) => this.text(path));
    return this.#importers;
  }

  /** Modules that have been parsed so far. */
  get parsed(): readonly Module[] {
    return [...this.#modules.values()];
  }
}
