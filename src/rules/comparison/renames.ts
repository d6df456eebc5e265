/** What a change calls by another name: files that git pairs, and with them the modules that subjects mention. */
export interface Renames {
  /** The path at the head of a file of the base. */
  path(basePath: string): string;
  /** A dotted name, `module:qualname` or a whole subject of the base, said with the module names of the head. */
  text(baseText: string): string;
}

export const NO_RENAMES: Renames = { path: (path) => path, text: (text) => text };

/** Built from the change: path at the base → path at the head. */
export function renamesOf(paths: ReadonlyMap<string, string>): Renames {
  if (paths.size === 0) return NO_RENAMES;
  const modules = new Map<string, string>();
  for (const [from, to] of paths) {
    for (const [before, after] of moduleNames(from, to)) modules.set(before, after);
  }
  return {
    path: (path) => paths.get(path) ?? path,
    text: (text) => (modules.size === 0 ? text : translated(text, modules)),
  };
}

/**
 * The import root of a file is not known here, so every suffix of the dotted path is a name it may be imported by. A root is
 * assumed to be common to both paths; where it is not, matching falls back to names without modules.
 */
function* moduleNames(from: string, to: string): Generator<readonly [string, string]> {
  const before = moduleParts(from);
  const after = moduleParts(to);
  if (before === undefined || after === undefined) return;
  for (let root = 0; root < before.length; root += 1) {
    if (root > 0 && before[root - 1] !== after[root - 1]) return;
    if (root >= after.length) return;
    yield [before.slice(root).join('.'), after.slice(root).join('.')];
  }
}

function moduleParts(path: string): readonly string[] | undefined {
  if (!path.endsWith('.py')) return undefined;
  const parts = path.slice(0, -'.py'.length).split('/');
  return parts.at(-1) === '__init__' && parts.length > 1 ? parts.slice(0, -1) : parts;
}

/** Replaces whole dotted words, the longest module first, and only where a name follows: `model app.db:User` keeps its `model`. */
function translated(text: string, modules: ReadonlyMap<string, string>): string {
  return text.replaceAll(/(?<![\w./:])([A-Za-z_]\w*(?:\.\w+)*)(:?)/gu, (whole, word: string, colon: string) => {
    const parts = word.split('.');
    for (let length = colon === '' ? parts.length - 1 : parts.length; length > 0; length -= 1) {
      const head = modules.get(parts.slice(0, length).join('.'));
      if (head !== undefined) return [head, ...parts.slice(length)].join('.') + colon;
    }
    return whole;
  });
}
