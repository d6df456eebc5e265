import { importMentions, type ImportMention } from './import-graph.ts';
import { PACKAGES } from './packages.ts';
import { STDLIB } from './stdlib.ts';

/** Where an import leads: a file of ours, a folder of ours without `__init__.py`, or outside. */
export type Target =
  | { readonly kind: 'file'; readonly path: string; readonly name: string }
  | { readonly kind: 'folder'; readonly path: string; readonly name: string }
  | { readonly kind: 'outside'; readonly name: string };

/** What is known of import roots from outside the code. */
export interface Roots {
  /** Folders that the build configuration names. */
  readonly declared: readonly string[];
  /** Modules as servers import them: `app.main`. */
  readonly deployed: readonly string[];
}

/**
 * Python files, the folders they can be imported from, and their dotted names.
 * Import roots are folders from which some import of the project works, nearest to the importer first.
 */
export class Layout {
  readonly #files: ReadonlySet<string>;
  readonly #folders = new Set<string>();
  /** Top-level importable name → the folders that hold it, packages' insides left out. */
  readonly #roots = new Map<string, Set<string>>();
  readonly #ranked = new Map<string, readonly string[]>();
  readonly #mentions = new Map<string, readonly ImportMention[]>();
  readonly #usedRoots = new Map<string, number>();
  readonly #declaredRoots: readonly string[];
  readonly #deployedRoots: ReadonlySet<string>;
  readonly #texts: (path: string) => string;

  constructor(paths: Iterable<string>, texts: (path: string) => string, roots: Roots) {
    this.#files = new Set(paths);
    this.#texts = texts;
    this.#declaredRoots = roots.declared;
    for (const path of this.#files) for (const folder of ancestorsOf(path)) this.#folders.add(folder);
    for (const path of this.#files) if (!path.endsWith('/__init__.py')) this.#offer(path.slice(0, -'.py'.length));
    for (const folder of this.#folders) if (folder !== '') this.#offer(folder);
    for (const path of this.#files) this.#countRoots(path);
    this.#deployedRoots = new Set(roots.deployed.flatMap((module) => this.#folderOf(module) ?? []));
  }

  /** The folder from which a module's name leads to a file, when there is but one. */
  #folderOf(module: string): string | undefined {
    const stem = module.replaceAll('.', '/');
    const ends = [`${stem}.py`, `${stem}/__init__.py`];
    const folders = [...this.#files].flatMap((path) =>
      ends.flatMap((end) => (path === end ? [''] : path.endsWith(`/${end}`) ? [path.slice(0, -end.length - 1)] : [])),
    );
    return folders.length === 1 ? folders[0] : undefined;
  }

  /** Imports of a file as its text mentions them. */
  mentions(path: string): readonly ImportMention[] {
    let found = this.#mentions.get(path);
    if (found === undefined) this.#mentions.set(path, (found = importMentions(this.#texts(path))));
    return found;
  }

  /** Resolves `module` as written in `importer`, with `level` leading dots. */
  resolve(importer: string, module: string, level: number): Target {
    if (level > 0) return this.#relative(importer, module, level);
    return this.#absolute(importer, module);
  }

  /** The module or folder `name` inside the package that `target` is; undefined when there is none. */
  child(target: Target, name: string): Target | undefined {
    if (target.kind === 'outside') return undefined;
    const folder = target.kind === 'folder' ? target.path : packageFolder(target.path);
    if (folder === undefined) return undefined;
    const here = this.#at(join(folder, name), `${target.name}.${name}`);
    if (here !== undefined || target.kind === 'file' || target.name === '') return here;
    // A namespace package has parts in several roots: what is not here may be in another.
    const elsewhere = this.#absolute(join(folder, '__init__.py'), `${target.name}.${name}`);
    return elsewhere.kind === 'outside' ? undefined : elsewhere;
  }

  /** Modules directly inside a package or folder, by name, as `pkgutil.iter_modules` lists them. */
  childrenOf(target: Target): string[] {
    if (target.kind === 'outside') return [];
    const folder = target.kind === 'folder' ? target.path : packageFolder(target.path);
    if (folder === undefined) return [];
    const names = new Set<string>();
    for (const path of this.#files) {
      if (folder !== '' && !path.startsWith(`${folder}/`)) continue;
      const [first, second] = path.slice(folder === '' ? 0 : folder.length + 1).split('/');
      if (first === undefined) continue;
      if (second === undefined) names.add(first.slice(0, -'.py'.length));
      else if (this.#files.has(join(join(folder, first), '__init__.py'))) names.add(first);
    }
    names.delete('__init__');
    return [...names].sort();
  }

  /** Files and folders, as paths from the root; '' is the root itself. */
  entries(): readonly string[] {
    return [...this.#files, ...this.#folders];
  }

  kindOf(path: string): 'file' | 'folder' | undefined {
    return this.#files.has(path) ? 'file' : this.#folders.has(path) ? 'folder' : undefined;
  }

  /** The dotted name under which a file is (or would be) imported. */
  nameOf(path: string): string {
    const dotted = path
      .replace(/\/__init__\.py$/, '')
      .replace(/\.py$/, '')
      .split('/');
    const root = this.#rootOf(path);
    const parts = root === '' ? dotted : dotted.slice(root.split('/').length);
    return parts.length === 0 ? '__init__' : parts.join('.');
  }

  /** The package (or file) that stands for a folder; used for parents of a dotted import. */
  at(path: string): Target {
    return { kind: 'file', path, name: this.nameOf(path) };
  }

  #offer(stem: string): void {
    const cut = stem.lastIndexOf('/');
    const folder = cut < 0 ? '' : stem.slice(0, cut);
    const name = stem.slice(cut + 1);
    const roots = this.#roots.get(name);
    if (roots === undefined) this.#roots.set(name, new Set([folder]));
    else roots.add(folder);
  }

  #isPackage(folder: string): boolean {
    return folder !== '' && this.#files.has(`${folder}/__init__.py`);
  }

  #relative(importer: string, module: string, level: number): Target {
    let folder = dirname(importer);
    for (let up = 1; up < level; up++) folder = dirname(folder);
    const base = this.#nameOfFolder(folder, importer, level);
    if (module === '') return this.#at(folder, base) ?? { kind: 'outside', name: base };
    const name = base === '' ? module : `${base}.${module}`;
    // A namespace package has parts in several roots: what is not here may be in another.
    return this.#at(join(folder, module.replaceAll('.', '/')), name) ?? this.#absolute(importer, name);
  }

  #nameOfFolder(folder: string, importer: string, level: number): string {
    const parts = this.nameOf(importer).split('.');
    const isPackage = importer.endsWith('__init__.py');
    const kept = parts.slice(0, parts.length - level + (isPackage ? 1 : 0));
    return kept.length > 0 ? kept.join('.') : (folder.split('/').pop() ?? '');
  }

  #absolute(importer: string, module: string): Target {
    const [first = ''] = module.split('.');
    let partial: Target | undefined;
    for (const root of this.#candidates(importer, first)) {
      const found = this.#at(join(root, module.replaceAll('.', '/')), module);
      if (found?.kind === 'file') return found;
      partial ??= found;
    }
    return partial ?? { kind: 'outside', name: module };
  }

  /** Folders that hold the top-level name: those above the importer first, then the nearest, then a script's own. */
  *#candidates(importer: string, first: string): Iterable<string> {
    const roots = this.#roots.get(first);
    if (roots === undefined) return;
    const here = dirname(importer);
    const holding = ancestorsOf(importer).filter((folder) => roots.has(folder));
    // A folder that is a package can still be where a script is started; what is installed wins over that.
    yield* holding.filter((root) => !this.#isPackage(root) && !hidesStdlib(root, here, first)).toReversed();
    yield* this.#besides(here, first, roots);
    if (!STDLIB.has(first) && !PACKAGES.has(first)) yield* holding.filter((root) => this.#isPackage(root)).toReversed();
  }

  /** Folders that hold the name and are not above the importer: in a large tree they are many, and seldom asked for. */
  #besides(here: string, first: string, roots: ReadonlySet<string>): readonly string[] {
    const key = `${here}\0${first}`;
    const known = this.#ranked.get(key);
    if (known !== undefined) return known;
    const ranked = [...roots]
      .filter((root) => !isWithin(here, root) && !this.#isPackage(root))
      .map((root) => ({ root, rank: (this.#declaredRoots.includes(root) ? 500 : 0) + sharedDepth(here, root) }))
      .sort((a, b) => b.rank - a.rank)
      .map(({ root }) => root);
    this.#ranked.set(key, ranked);
    return ranked;
  }

  #at(stem: string, name: string): Target | undefined {
    if (stem !== '' && this.#files.has(`${stem}/__init__.py`))
      return { kind: 'file', path: `${stem}/__init__.py`, name };
    if (this.#files.has(`${stem}.py`)) return { kind: 'file', path: `${stem}.py`, name };
    if (this.#folders.has(stem)) return { kind: 'folder', path: stem, name };
    return undefined;
  }

  #countRoots(path: string): void {
    for (const module of [
      ...this.mentions(path).flatMap((one) => (one.level > 0 ? [] : [one.module])),
      ...this.#served(path),
    ]) {
      const target = this.#absolute(path, module);
      if (target.kind === 'outside') continue;
      const depth = module.split('.').length;
      const stem =
        target.kind === 'folder' ? target.path : target.path.replace(/\/__init__\.py$/, '').replace(/\.py$/, '');
      const root = stem.split('/').slice(0, -depth).join('/');
      this.#usedRoots.set(root, (this.#usedRoots.get(root) ?? 0) + 1);
    }
  }

  /** `uvicorn.run("gateway:app")` imports as surely as an import does. */
  #served(path: string): string[] {
    const text = this.#texts(path);
    if (!/\b(uvicorn|hypercorn|gunicorn|granian)\b/.test(text)) return [];
    return [...text.matchAll(/["']([A-Za-z_][\w.]*):[A-Za-z_]\w*["']/g)].flatMap((match) => match[1] ?? []);
  }

  #rootOf(path: string): string {
    const above = ancestorsOf(path).filter((folder) => !this.#isPackage(folder));
    const nearest = above.at(-1) ?? '';
    const outermostPackage = above.filter((folder) => isWithin(dirname(path), folder));
    const used = outermostPackage.filter((folder) => this.#usedRoots.has(folder));
    // A root that imports really use; the nearest one wins, for monorepos.
    const own = used.at(-1);
    if (own !== undefined) return own;
    // Relative imports prove no root; what a server is told to import does, even from inside a package.
    const deployed = ancestorsOf(path).findLast((folder) => this.#deployedRoots.has(folder));
    if (deployed !== undefined) return deployed;
    const declared = outermostPackage.filter((folder) => this.#declaredRoots.includes(folder)).at(-1);
    const inPackage = this.#isPackage(dirname(path));
    // A requirements file at the top says little of where a package below it is started.
    if (declared !== undefined && (declared !== '' || !inPackage)) return declared;
    return inPackage ? nearest : '';
  }
}

function packageFolder(path: string): string | undefined {
  if (path === '__init__.py') return '';
  return path.endsWith('/__init__.py') ? dirname(path) : undefined;
}

/** Folders above a file, outermost ('' for the root) first. */
function ancestorsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

function dirname(path: string): string {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? '' : path.slice(0, cut);
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A module beside the importer never stands for one of the standard library, whose name it has. */
function hidesStdlib(root: string, here: string, first: string): boolean {
  return STDLIB.has(first) && root === here && root !== '';
}

function isWithin(folder: string, root: string): boolean {
  return root === '' || folder === root || folder.startsWith(`${root}/`);
}

function sharedDepth(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  let depth = 0;
  while (depth < left.length && left[depth] === right[depth] && left[depth] !== '') depth++;
  return depth;
}
