/** The changed files between two commits, under the rules by which GitHub lists them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Git } from './git.ts';

export type FileStatus = 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed';

export interface ChangedFile {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: FileStatus;
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** As GitHub prints it: from the first hunk header, no final newline. Absent for binary files and pure renames. */
  readonly patch?: string;
}

interface RawRow {
  readonly status: string;
  readonly oldSha: string;
  readonly newSha: string;
  readonly path: string;
  readonly previousPath?: string;
}

const STATUS: Readonly<Record<string, FileStatus>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
};
const DIFF = ['diff', '-M', '-l5000', '--no-color', '--no-ext-diff', '--no-textconv'];

export function changedFiles(git: Git, from: string, to: string): readonly ChangedFile[] {
  return withAttributes(git, to, (config) => {
    const rows = rawRows(git.bytes([...config, ...DIFF, '--raw', '-z', '--abbrev=40', from, to]).toString('utf8'));
    const sections = patchSections(git.bytes([...config, ...DIFF, '-p', '-U3', from, to]).toString('utf8'));
    let next = 0;
    return rows.map((row) => {
      const section = sections[next++] ?? [];
      // git prints a change of type as a removal and an addition.
      const body = row.status === 'T' ? [...section, ...(sections[next++] ?? [])] : section;
      return changedFile(row, body);
    });
  });
}

/** A bare repository has no work tree to read `.gitattributes` from; GitHub does obey those of the head (`*.py -diff`). */
function withAttributes<T>(git: Git, head: string, run: (config: readonly string[]) => T): T {
  const attributes = git.attempt(['cat-file', 'blob', `${head}:.gitattributes`]);
  if (attributes === undefined) return run([]);
  const folder = mkdtempSync(join(tmpdir(), 'github-server-'));
  try {
    const file = join(folder, 'attributes');
    writeFileSync(file, `${attributes}\n`);
    return run(['-c', `core.attributesFile=${file}`]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rawRows(output: string): readonly RawRow[] {
  const fields = output.split('\0');
  const rows: RawRow[] = [];
  for (let index = 0; index + 1 < fields.length;) {
    const [, , oldSha = '', newSha = '', letter = ''] = (fields[index] ?? '').split(' ');
    const status = letter.charAt(0);
    const first = fields[index + 1] ?? '';
    const isPair = status === 'R' || status === 'C';
    const second = isPair ? (fields[index + 2] ?? '') : first;
    rows.push({ status, oldSha, newSha, path: second, ...(isPair ? { previousPath: first } : {}) });
    index += isPair ? 3 : 2;
  }
  return rows;
}

/** Cuts a whole diff at its file headers. Counts the lines of hunks, so that text which looks like a header stays text. */
function patchSections(output: string): readonly (readonly string[])[] {
  const sections: string[][] = [];
  let old = 0;
  let fresh = 0;
  for (const line of output.split('\n')) {
    const inHunk = old > 0 || fresh > 0;
    if (!inHunk && line.startsWith('diff --git ')) sections.push([]);
    const section = sections.at(-1);
    const header = inHunk ? null : /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
    if (header !== null) {
      old = Number(header[1] ?? 1);
      fresh = Number(header[2] ?? 1);
    } else if (inHunk && !line.startsWith('\\')) {
      if (!line.startsWith('+')) old -= 1;
      if (!line.startsWith('-')) fresh -= 1;
    }
    section?.push(line);
  }
  return sections;
}

function changedFile(row: RawRow, section: readonly string[]): ChangedFile {
  const start = section.findIndex((line) => line.startsWith('@@ '));
  const lines = start < 0 ? [] : section.slice(start);
  if (lines.at(-1) === '') lines.pop();
  const isModeOnly = row.status === 'M' && row.oldSha === row.newSha;
  return {
    path: row.path,
    ...(row.previousPath === undefined ? {} : { previousPath: row.previousPath }),
    status: isModeOnly ? 'changed' : (STATUS[row.status] ?? 'changed'),
    sha: row.status === 'D' ? row.oldSha : row.newSha,
    additions: lines.filter((line) => line.startsWith('+')).length,
    deletions: lines.filter((line) => line.startsWith('-')).length,
    ...(lines.length === 0 ? {} : { patch: lines.join('\n') }),
  };
}
