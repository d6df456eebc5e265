/** Import statements found by scanning text: cheap enough for every file, and enough to know who imports whom. */

export interface ImportMention {
  /** Dotted module as written, without leading dots; '' for `from . import x`. */
  readonly module: string;
  readonly level: number;
  /** Imported names; for `import a.b` none. */
  readonly names: readonly string[];
}

const STATEMENT =
  /^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\((?:[^()#]|#[^\n]*\n)*\)|[^\n#;]+)|import[ \t]+([^\n#;]+))/gm;

/** Every import in a text, in order; comments and strings may add a few that are none. */
export function importMentions(text: string): ImportMention[] {
  const mentions: ImportMention[] = [];
  for (const match of text.matchAll(STATEMENT)) {
    const [, from = '', names, plain] = match;
    const module = from.replace(/^\.+/, '');
    if (names !== undefined) mentions.push({ module, level: from.length - module.length, names: importedNames(names) });
    for (const part of plain?.split(',') ?? []) {
      const name = part.trim().split(/\s+/)[0] ?? '';
      if (/^[\w.]+$/.test(name)) mentions.push({ module: name, level: 0, names: [] });
    }
  }
  return mentions;
}

function importedNames(clause: string): string[] {
  return clause
    .replace(/#[^\n]*/g, '')
    .replace(/[()\\]/g, ' ')
    .split(',')
    .map((part) => part.trim().split(/\s+/)[0] ?? '')
    .filter((name) => name !== '');
}
