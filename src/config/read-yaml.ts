import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { MAX_DEPTH, UnreadableConfig } from './raw-config.ts';
import type { KeyPath, RawConfig } from './raw-config.ts';
import type { Document } from 'yaml';

const MAX_INDENT = 80;

/** In our words: the parser's own messages repeat the file's text. */
const SYNTAX_PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['DUPLICATE_KEY', 'a key is given twice'],
  ['MULTIPLE_DOCS', 'there is more than one document'],
  ['TAB_AS_INDENT', 'a tab is used to indent'],
  ['BAD_INDENT', 'the indentation or a bracket is not right'],
  ['TAG_RESOLVE_FAILED', 'a tag ("!…") is used; tags are not supported'],
  ['BAD_ALIAS', 'an alias is used; aliases are not supported'],
]);

/** Reads YAML 1.2 core: no tags, no aliases, no merge keys, no second document. */
export function readYaml(text: string): RawConfig {
  refuseDeepText(text);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: false,
    prettyErrors: false,
    schema: 'core',
    strict: true,
    uniqueKeys: true,
    version: '1.2',
  });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const words = SYNTAX_PROBLEMS.get(problem.code) ?? `the text is not valid YAML (${problem.code})`;
    throw new UnreadableConfig(lines.linePos(problem.pos[0]).line, words);
  }
  refuseAliases(document, lines);
  return { value: document.toJS({ maxAliasCount: 0 }), lineOf: (path) => lineOf(document, lines, path) };
}

/** Thousands of nested lists fit in a small file and keep a parser busy for seconds, so depth is seen to before. */
function refuseDeepText(text: string): void {
  let brackets = 0;
  text.split('\n').forEach((line, index) => {
    const [lead = ''] = /^[-?: \t]*/.exec(line) ?? [];
    const indicators = lead.replace(/[ \t]/g, '').length;
    for (const char of line) {
      if (char === '[' || char === '{') brackets += 1;
      if (char === ']' || char === '}') brackets = Math.max(0, brackets - 1);
      if (brackets > MAX_DEPTH) break;
    }
    const isRuler = /^-+\s*$/.test(lead);
    if (brackets > MAX_DEPTH || lead.length > MAX_INDENT || (indicators > MAX_DEPTH && !isRuler)) {
      throw new UnreadableConfig(index + 1, 'the text is nested too deeply');
    }
  });
}

function refuseAliases(document: Document, lines: LineCounter): void {
  visit(document, {
    Alias(_, alias) {
      throw new UnreadableConfig(lineAt(lines, alias.range?.[0]), 'an alias is used; aliases are not supported');
    },
  });
}

function lineOf(document: Document, lines: LineCounter, path: KeyPath): number | undefined {
  let node: unknown = document.contents;
  let line: number | undefined;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined || !isNode(pair.key)) return line;
      line = lineAt(lines, pair.key.range?.[0]) ?? line;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      if (isNode(node) && !isAlias(node)) line = lineAt(lines, node.range?.[0]) ?? line;
    } else return line;
  }
  return line;
}

function lineAt(lines: LineCounter, offset: number | undefined): number | undefined {
  return offset === undefined ? undefined : lines.linePos(offset).line;
}
