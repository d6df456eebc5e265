import { compileExcludes, DEFAULT_EXCLUDES } from '../config/exclude.ts';
import type { Config } from '../config/config.ts';
import type { Facts } from '../fastapi/facts.ts';
import { deployedModules, importRoots } from '../project/import-roots.ts';
import { importedModules } from '../project/imported-modules.ts';
import type { Roots } from '../project/layout.ts';
import { Project } from '../project/project.ts';
import { createParseCache } from '../python/parse-cache.ts';
import type { PythonParser } from '../python/parser.ts';
import { unknownProtections } from '../report/routes.ts';
import type { Coverage } from '../review/finding.ts';
import type { Change, SkippedFile, Snapshot, SourceFile } from '../source/snapshot.ts';
import type { Tools } from './ports.ts';

/** A snapshot and what it means. */
export interface Analysis {
  readonly facts: Facts;
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly excluded: Coverage['excluded'];
  /** Python files that exist and were not read. */
  readonly skipped: readonly SkippedFile[];
}

/** Analyses snapshots with one parser, so that files they share are read once. */
export async function createAnalyser(tools: Tools, snapshots: readonly Snapshot[]): Promise<Analyser> {
  const hasPython = snapshots.some((snapshot) => [...snapshot.files.keys()].some(isPython));
  const parser = hasPython ? createParseCache(await tools.loadParser()) : NOTHING_TO_PARSE;
  return new Analyser(tools, parser);
}

const NOTHING_TO_PARSE: PythonParser = {
  parse({ path }) {
    throw new Error(`The parser was not loaded, but ${path} is to be parsed.`);
  },
};

export class Analyser {
  readonly #tools: Tools;
  readonly #parser: PythonParser;

  constructor(tools: Tools, parser: PythonParser) {
    this.#tools = tools;
    this.#parser = parser;
  }

  /** A whole tree. */
  analyse(snapshot: Snapshot, config: Config): Analysis {
    return this.#build(this.#open(snapshot, config), config);
  }

  /** Both sides of a change, as far as the change can be felt. */
  analyseChange(change: Change, config: Config): { readonly base: Analysis; readonly head: Analysis } {
    const base = this.#open(change.base, config);
    const head = this.#open(change.head, config);
    const scope = scopeOf(change, [base, head]);
    return { base: this.#build(base, config, scope), head: this.#build(head, config, scope) };
  }

  #open(snapshot: Snapshot, config: Config): OpenSnapshot {
    const { sources, texts, roots, excluded } = sortFiles(snapshot, config);
    let parsed = 0;
    const parse: PythonParser['parse'] = (file) => {
      if (sources.has(file.path)) parsed += 1;
      this.#tools.progress?.(`Reading ${parsed} of ${sources.size} files`);
      return this.#parser.parse(file);
    };
    const project = new Project(sources, parse, roots);
    return { project, texts, parse, excluded, skipped: snapshot.skipped.filter(({ path }) => isPython(path)) };
  }

  #build(open: OpenSnapshot, config: Config, scope?: ReadonlySet<string>): Analysis {
    const { project, texts, parse, excluded, skipped } = open;
    const facts = this.#tools.buildFacts({ project, texts, parse, config, ...(scope === undefined ? {} : { scope }) });
    return { facts, sources: project.sources, excluded, skipped };
  }
}

/** A snapshot that is ready to be understood: its files are parsed when the interpreter first asks for them. */
interface OpenSnapshot extends Omit<Analysis, 'facts' | 'sources'> {
  readonly project: Project;
  readonly texts: ReadonlyMap<string, string>;
  readonly parse: PythonParser['parse'];
}

/**
 * The files whose meaning a change can alter, the same for both sides, so that an application is built on both or on
 * neither. Undefined when a pin or a deployment file changed, or the change is not known whole: then everything.
 */
function scopeOf(change: Change, sides: readonly OpenSnapshot[]): ReadonlySet<string> | undefined {
  const changed = change.files.flatMap(({ path, previousPath }) =>
    previousPath === undefined ? [path] : [path, previousPath],
  );
  const isText = (path: string): boolean => sides.some(({ texts }) => texts.has(path));
  if (change.incomplete !== undefined || changed.some(isText)) return undefined;
  return new Set(sides.flatMap(({ project }) => [...project.importers.feltIn(changed)]));
}

/** Defaults that go by a file's name alone: an application may have a module of such a name. */
const NAMED_LIKE_TESTS: ReadonlySet<string> = new Set(['**/test_*.py', '**/*_test.py']);

function sortFiles(snapshot: Snapshot, config: Config) {
  const excludes = compileExcludes(config.exclude);
  const sources = new Map<string, SourceFile>();
  const texts = new Map<string, string>();
  const left = new Map<string, string>();
  for (const [path, file] of snapshot.files) {
    if (!isPython(path)) {
      texts.set(path, new TextDecoder().decode(file.bytes));
      continue;
    }
    const pattern = excludes.excludedBy(path);
    if (pattern === undefined) sources.set(path, file);
    else left.set(path, pattern);
  }
  const roots: Roots = { declared: importRoots(texts), deployed: deployedModules(texts) };
  for (const path of importedModules(namedLikeTests(snapshot, left, config), sources, roots)) {
    const file = snapshot.files.get(path);
    if (file !== undefined) sources.set(path, file);
    left.delete(path);
  }
  return { sources, texts, roots, excluded: countPatterns(left) };
}

/** What only its name leaves out: neither its folder nor the configuration. */
function namedLikeTests(
  snapshot: Snapshot,
  left: ReadonlyMap<string, string>,
  config: Config,
): ReadonlyMap<string, SourceFile> {
  const asked = compileExcludes(
    config.exclude,
    DEFAULT_EXCLUDES.filter((pattern) => !NAMED_LIKE_TESTS.has(pattern)),
  );
  const found = new Map<string, SourceFile>();
  for (const [path, pattern] of left) {
    const file = snapshot.files.get(path);
    if (file !== undefined && NAMED_LIKE_TESTS.has(pattern) && asked.excludedBy(path) === undefined)
      found.set(path, file);
  }
  return found;
}

function countPatterns(left: ReadonlyMap<string, string>): Coverage['excluded'] {
  const counts = new Map<string, number>();
  for (const pattern of left.values()) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  const excluded = [...counts].map(([pattern, files]) => ({ pattern, files }));
  return excluded.toSorted((a, b) => b.files - a.files || (a.pattern < b.pattern ? -1 : 1));
}

export function isPython(path: string): boolean {
  return path.endsWith('.py') || path.endsWith('.pyi');
}

/** What was looked at and what was not. `crashes` are rules that failed. */
export function coverageOf(analysis: Analysis, crashes: Coverage['crashes']): Coverage {
  const { facts, sources, excluded, skipped } = analysis;
  const partly = facts.modules
    .filter((module) => module.problems.length > 0)
    .map(({ path, problems }) => ({
      path,
      reason: problems[0]?.reason ?? '',
      lines: [...new Set(problems.map((problem) => problem.line))],
    }));
  const unread = skipped.map(({ path, reason, detail }) => ({
    path,
    reason: `Not read: ${SKIPPED[reason]}${detail === undefined ? '' : ` (${detail})`}.`,
    lines: [],
  }));
  return {
    files: sources.size,
    parsed: facts.modules.length,
    partlyParsed: [...partly, ...unread],
    routes: facts.application.routes.filter(({ kind }) => kind !== 'mount').length,
    unresolved: [...facts.application.unresolved, ...unknownProtections(facts)],
    excluded,
    crashes,
  };
}

const SKIPPED: Readonly<Record<SkippedFile['reason'], string>> = {
  symlink: 'a symbolic link',
  submodule: 'a submodule',
  'lfs-pointer': 'its content is in git LFS',
  'too-large': 'too large',
  unreadable: 'it cannot be read',
  'unsafe-name': 'its name could mean another place',
};

/** A link or a submodule holds no code of this tree; the others hide some. */
export function isUnread(file: SkippedFile): boolean {
  return file.reason !== 'symlink' && file.reason !== 'submodule';
}

/** Lines of the analysed files, split when first asked for. */
export function linesOf(analysis: Analysis): (path: string) => readonly string[] | undefined {
  const modules = new Map(analysis.facts.modules.map((module) => [module.path, module.text]));
  const split = new Map<string, readonly string[]>();
  return (path) => {
    const known = split.get(path);
    if (known !== undefined) return known;
    const text = modules.get(path) ?? analysis.facts.texts.get(path) ?? decoded(analysis.sources.get(path));
    if (text === undefined) return undefined;
    const lines = text.split('\n');
    split.set(path, lines);
    return lines;
  };
}

function decoded(file: SourceFile | undefined): string | undefined {
  return file === undefined ? undefined : new TextDecoder().decode(file.bytes);
}
