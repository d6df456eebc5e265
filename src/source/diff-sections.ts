/** A whole unified diff, cut into one section per file. Strict: a line that fits nowhere ends it, nothing is passed over. */
import { UserError } from '../core/errors.ts';
import { quoted } from '../core/quoted.ts';
import { sectionNames, settledNames } from './diff-names.ts';
import type { SectionNames } from './diff-names.ts';

export interface DiffSection {
  /** Absent for a file that the diff adds. */
  readonly oldName: string | undefined;
  /** Absent for a file that the diff removes. */
  readonly newName: string | undefined;
  readonly isCopy: boolean;
  /** No lines to read: a binary file, a link, a submodule. */
  readonly isOpaque: boolean;
  /** Hunks, from the first `@@` on; empty for a change of name or mode. */
  readonly patch: string;
  /** Line of the diff where the section begins. */
  readonly line: number;
}

interface OpenSection {
  readonly headers: Map<string, string>;
  readonly patch: string[];
  readonly line: number;
  isOpaque: boolean;
}

const HUNK = /^@@ -\d{1,9}(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/;
const NAME_HEADERS = ['rename from', 'rename to', 'copy from', 'copy to'];
const OTHER_HEADERS =
  /^(old mode|new mode|deleted file mode|new file mode|similarity index|dissimilarity index|index) (.*)$/;
const SPECIAL_MODE = /1[26]0000$/;

/** Cuts a diff, given as one character per byte. */
export function diffSections(text: string): DiffSection[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const sections: OpenSection[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.startsWith('diff --git ')) at = readGitSection(lines, at, sections);
    else if (isFileHeader(lines, at)) at = readBody(lines, at, opened(sections, at));
    else if (isFiller(line)) at += 1;
    else throw unreadable(at, `${quoted(line)} is no part of a unified diff`);
  }
  return settled(sections);
}

/** A `UserError` that names the line of the diff; `index` counts from 0. */
function unreadable(index: number, detail: string): UserError {
  return new UserError('diff-unreadable', `Line ${index + 1}: ${detail}.`);
}

function opened(sections: OpenSection[], at: number): OpenSection {
  const section: OpenSection = { headers: new Map(), patch: [], line: at + 1, isOpaque: false };
  sections.push(section);
  return section;
}

function isFileHeader(lines: readonly string[], at: number): boolean {
  return (lines[at] ?? '').startsWith('--- ') && (lines[at + 1] ?? '').startsWith('+++ ');
}

/** What `diff -r` and Subversion print between files; a combined diff is none of it. */
function isFiller(line: string): boolean {
  return line === '' || /^(?:Index: .*|={20,}|diff -(?!-c).*)$/.test(line);
}

function readGitSection(lines: readonly string[], start: number, sections: OpenSection[]): number {
  const section = opened(sections, start);
  section.headers.set('git', (lines[start] ?? '').slice('diff --git '.length));
  let at = start + 1;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const name = NAME_HEADERS.find((header) => line.startsWith(`${header} `));
    const [, key, value = ''] = OTHER_HEADERS.exec(line) ?? [];
    if (name !== undefined) section.headers.set(name, line.slice(name.length + 1));
    else if (key === undefined) break;
    else {
      section.headers.set(key, value);
      section.isOpaque ||= SPECIAL_MODE.test(value);
    }
  }
  const line = lines[at] ?? '';
  if (isFileHeader(lines, at)) return readBody(lines, at, section);
  if (line.startsWith('Binary files ')) {
    section.isOpaque = true;
    return at + 1;
  }
  if (line !== 'GIT binary patch') return at;
  section.isOpaque = true;
  while (at < lines.length && !(lines[at] ?? '').startsWith('diff --git ')) at += 1;
  return at;
}

/** `---`, `+++` and the hunks, each as long as its header says: content that looks like a header is content. */
function readBody(lines: readonly string[], start: number, section: OpenSection): number {
  section.headers.set('---', (lines[start] ?? '').slice(4));
  section.headers.set('+++', (lines[start + 1] ?? '').slice(4));
  let at = start + 2;
  for (let hunk = HUNK.exec(lines[at] ?? ''); hunk !== null; hunk = HUNK.exec(lines[at] ?? '')) {
    const header = at;
    let oldLeft = Number(hunk[1] ?? 1);
    let newLeft = Number(hunk[2] ?? 1);
    at += 1;
    for (; oldLeft > 0 || newLeft > 0; at += 1) {
      const sign = lines[at]?.[0];
      if (sign === undefined || !' +-\\'.includes(sign))
        throw unreadable(header, 'the hunk is shorter than its header says');
      if (sign === ' ' || sign === '-') oldLeft -= 1;
      if (sign === ' ' || sign === '+') newLeft -= 1;
    }
    if ((lines[at] ?? '').startsWith('\\')) at += 1;
    for (let index = header; index < at; index += 1) section.patch.push(lines[index] ?? '');
  }
  if (section.patch.length === 0) throw unreadable(start, 'a file without a hunk');
  return at;
}

/** Decides for the whole diff whether names carry `a/` and `b/`. */
function settled(sections: readonly OpenSection[]): DiffSection[] {
  const read = sections.map((section) => ({ section, names: namesIn(section) }));
  const styles = new Set(read.map(({ names }) => names.style).filter((style) => style !== 'undecided'));
  if (styles.size > 1)
    throw new UserError('diff-unreadable', 'Some of its names have the prefixes a/ and b/, some have none.');
  const [style] = styles;
  return read.map(({ section, names }) => {
    const isRename = section.headers.has('rename from') || section.headers.has('copy from');
    if (names.style === 'undecided' && !isRename && style === undefined) {
      throw unreadable(section.line - 1, 'the name can be read in two ways; use `git diff`');
    }
    const final = settledNames(isRename ? { ...names, style: 'bare' } : names, style ?? 'bare');
    if (final === undefined) throw unreadable(section.line - 1, 'the name of the file is not safe');
    return {
      oldName: final.oldName,
      newName: final.newName,
      isCopy: section.headers.has('copy from'),
      isOpaque: section.isOpaque,
      patch: section.patch.join('\n'),
      line: section.line,
    };
  });
}

function namesIn({ headers, line }: OpenSection): SectionNames {
  const optional = { git: 'git', from: 'rename from', to: 'rename to', minus: '---', plus: '+++' };
  const present = Object.entries(optional).flatMap(([key, header]) => {
    const value = headers.get(header) ?? headers.get(header.replace('rename', 'copy'));
    return value === undefined ? [] : [[key, value] as const];
  });
  const names = sectionNames({
    ...Object.fromEntries(present),
    isAdded: headers.has('new file mode'),
    isRemoved: headers.has('deleted file mode'),
  });
  if (names === undefined)
    throw unreadable(line - 1, 'the name of the file cannot be told from its lines; use `git diff`');
  return names;
}
