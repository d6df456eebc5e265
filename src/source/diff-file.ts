/** A change given as a folder and a unified diff: one side is the folder, the other is made with the diff. */
import { UserError } from '../core/errors.ts';
import { quoted } from '../core/quoted.ts';
import { applyPatch } from './apply-patch.ts';
import { diffSections } from './diff-sections.ts';
import { touchedLines } from './diff-texts.ts';
import { blobId, readFolder } from './folder.ts';
import { byteText } from './text.ts';
import { hunksOfPatch } from './touched-lines.ts';
import { isWanted } from './wanted.ts';
import type { DiffSection } from './diff-sections.ts';
import type { Side } from './diff-texts.ts';
import type { Change, FileChange, SkippedFile, Snapshot, SourceFile } from './snapshot.ts';

export interface DiffFileRequest {
  readonly path: string;
  /** As bytes where possible: text that was decoded wrongly fits no file. */
  readonly diffText: string | Uint8Array;
}

/** The folder is taken for the head; where the diff doesn't fit it so, for the base. Exact or refused. */
export async function readDiffFile(request: DiffFileRequest): Promise<Change> {
  const sections = wantedSections(diffSections(diffBytes(request.diffText)));
  refuseRepeated(sections);
  const folder = await readFolder(request.path);
  const asHead = otherSide(folder, sections, 'reverse');
  if (asHead.kind === 'snapshot') return changeOf(asHead.snapshot, folder, sections);
  const asBase = otherSide(folder, sections, 'forward');
  if (asBase.kind === 'snapshot') return changeOf(folder, asBase.snapshot, sections);
  throw new UserError('diff-unreadable', `It does not fit the folder: ${asHead.reason}.`);
}

type OtherSide =
  { readonly kind: 'snapshot'; readonly snapshot: Snapshot } | { readonly kind: 'misfit'; readonly reason: string };

/** One character per byte; a byte order mark and the line ends of a Windows shell taken off. */
function diffBytes(diff: string | Uint8Array): string {
  const bytes = typeof diff === 'string' ? Buffer.from(diff, 'utf8') : diff;
  const text = byteText(bytes).replace(/^\u00ef\u00bb\u00bf/, '');
  const lines = text.split('\n');
  const isWindows = lines.every((line, index) => line.endsWith('\r') || (index === lines.length - 1 && line === ''));
  return isWindows ? lines.map((line) => line.replace(/\r$/, '')).join('\n') : text;
}

/** Files that nobody reads need not fit; renamed into what is read, they are new. */
function wantedSections(sections: readonly DiffSection[]): DiffSection[] {
  return sections.filter(({ oldName, newName }) =>
    [oldName, newName].some((name) => name !== undefined && isWanted(name)),
  );
}

function refuseRepeated(sections: readonly DiffSection[]): void {
  const seen = new Set<string>();
  for (const { newName, oldName, line } of sections) {
    const name = newName ?? oldName ?? '';
    if (seen.has(name)) throw new UserError('diff-unreadable', `Line ${line}: ${quoted(name)} is in it twice.`);
    seen.add(name);
  }
}

function otherSide(folder: Snapshot, sections: readonly DiffSection[], direction: 'forward' | 'reverse'): OtherSide {
  const files = new Map(folder.files);
  const skipped = new Map<string, SkippedFile>(folder.skipped.map((file) => [file.path, file]));
  const ends = sections.map((section) =>
    direction === 'forward'
      ? { section, here: section.oldName, there: section.newName }
      : { section, here: section.newName, there: section.oldName },
  );
  for (const { section, here } of ends) {
    if (here !== undefined && !(section.isCopy && direction === 'forward')) files.delete(here);
  }
  for (const { section, here, there } of ends) {
    if (isUnread(folder, section, here)) {
      const detail = 'the diff does not tell its content';
      if (there !== undefined && isWanted(there)) skipped.set(there, { path: there, reason: 'unreadable', detail });
      continue;
    }
    const source = here === undefined ? undefined : folder.files.get(here);
    const reason = misfitOf(files, section, here, there, source);
    if (reason !== undefined) return { kind: 'misfit', reason };
    const applied = applyPatch(source === undefined ? '' : byteText(source.bytes), section.patch, direction);
    if (applied.kind === 'misfit') {
      return { kind: 'misfit', reason: `line ${applied.line} of ${quoted(here ?? there ?? '')} differs` };
    }
    if (there === undefined && applied.text !== '') {
      return { kind: 'misfit', reason: `${quoted(here ?? '')} holds more than the diff says` };
    }
    const isCopySource = section.isCopy && direction === 'reverse'; // it stays as it is on both sides
    if (there !== undefined && isWanted(there) && !isCopySource) files.set(there, fileOf(there, applied.text));
  }
  const sorted = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
  const snapshot = {
    id: 'diff',
    files: new Map(sorted.map((file) => [file.path, file])),
    skipped: [...skipped.values()],
  };
  return { kind: 'snapshot', snapshot };
}

function misfitOf(
  files: ReadonlyMap<string, SourceFile>,
  section: DiffSection,
  here: string | undefined,
  there: string | undefined,
  source: SourceFile | undefined,
): string | undefined {
  if (here !== undefined && source === undefined) return `${quoted(here)} is not there`;
  if (there !== undefined && files.has(there) && !section.isCopy) return `${quoted(there)} is there already`;
  const reading = section.patch === '' ? undefined : hunksOfPatch(section.patch);
  return reading?.kind === 'refused' ? `line ${section.line} of the diff: ${reading.reason}` : undefined;
}

/** Nothing can be made of a binary file or a link, nor of a file that isn't among those we read. */
function isUnread(folder: Snapshot, section: DiffSection, here: string | undefined): boolean {
  if (section.isOpaque || (here !== undefined && !isWanted(here))) return true;
  return folder.skipped.some(({ path }) => path === section.newName || path === section.oldName);
}

function fileOf(path: string, text: string): SourceFile {
  const bytes = new Uint8Array(Buffer.from(text, 'latin1'));
  return { path, blob: blobId(bytes), bytes };
}

function changeOf(base: Snapshot, head: Snapshot, sections: readonly DiffSection[]): Change {
  const files = sections.flatMap((section) => fileChanges(base, head, section));
  return { base, head, files: files.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))) };
}

/** Renamed out of what is read is removed, into it is added. */
function fileChanges(base: Snapshot, head: Snapshot, section: DiffSection): FileChange[] {
  const oldName = section.oldName !== undefined && isWanted(section.oldName) ? section.oldName : undefined;
  const newName = section.newName !== undefined && isWanted(section.newName) ? section.newName : undefined;
  const path = newName ?? oldName;
  if (path === undefined || (section.isCopy && newName === undefined)) return [];
  const moved = oldName !== undefined && newName !== undefined && oldName !== newName;
  const status = statusOf(oldName, newName, section.isCopy);
  const lines = touchedLines(sideOf(base, oldName), sideOf(head, newName), section.patch);
  return [{ status, path, ...(moved ? { previousPath: oldName } : {}), lines }];
}

function sideOf(snapshot: Snapshot, name: string | undefined): Side {
  if (name === undefined) return 'absent';
  return snapshot.files.get(name)?.bytes ?? 'unreadable';
}

function statusOf(oldName: string | undefined, newName: string | undefined, isCopy: boolean): FileChange['status'] {
  if (oldName === undefined) return 'added';
  if (newName === undefined) return 'removed';
  if (isCopy) return 'copied';
  return oldName === newName ? 'modified' : 'renamed';
}
