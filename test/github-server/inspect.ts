/** Renders a pull request for a terminal as GitHub would show it: the diff with the comments beneath their lines, then the check runs. */
import { filesOf } from './diffs.ts';
import type { ChangedFile } from './changes.ts';
import { parseHunks, type Hunk, type HunkLine } from './hunks.ts';
import type { CheckRun, Pull, Repository, Thread } from './model.ts';

export interface InspectOptions {
  readonly color?: boolean;
  readonly width?: number;
  /** Leaves out what a check run says at length. */
  readonly brief?: boolean;
}

interface Paper {
  readonly width: number;
  readonly paint: (code: number, text: string) => string;
}

const BOLD = 1;
const DIM = 2;
const RED = 31;
const GREEN = 32;
const YELLOW = 33;
const CYAN = 36;
const INDENT = '            ';

export function inspectPull(repository: Repository, pull: Pull, options: InspectOptions = {}): string {
  const paper = paperOf(options);
  const files = filesOf(repository, pull);
  const title = `#${pull.number} ${pull.title}`;
  const reviews = pull.reviews.filter((review) => review.body !== '');
  return [
    paper.paint(BOLD, title),
    `${pull.author} wants to merge ${pull.head.ref} (${pull.head.sha.slice(0, 7)}) into ${pull.base.ref}`,
    ...reviews.flatMap((review) => [
      '',
      paper.paint(CYAN, `${review.author} reviewed (${review.state.toLowerCase()})`),
      ...boxed(paper, review.body),
    ]),
    ...files.flatMap((file) => ['', ...fileLines(paper, pull, file)]),
    ...outdatedLines(paper, pull, files),
  ].join('\n');
}

export function inspectChecks(repository: Repository, sha: string, options: InspectOptions = {}): string {
  const paper = paperOf(options);
  return repository.checkRuns
    .filter((run) => run.headSha === sha)
    .flatMap((run) => checkLines(paper, run, options.brief ?? false))
    .join('\n');
}

function paperOf(options: InspectOptions): Paper {
  const color = options.color ?? false;
  return { width: options.width ?? 110, paint: (code, text) => (color ? `\u001b[${code}m${text}\u001b[0m` : text) };
}

/** What a terminal would obey, and what would hide a marker, is not for a reader. */
function readable(text: string): string {
  const withoutMarkers = text.replace(/<!--[\s\S]*?-->/g, '').trimEnd();
  return withoutMarkers.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

function fileLines(paper: Paper, pull: Pull, file: ChangedFile): readonly string[] {
  const from = file.previousPath === undefined ? '' : `${file.previousPath} → `;
  const counts = `${paper.paint(GREEN, `+${file.additions}`)} ${paper.paint(RED, `−${file.deletions}`)}`;
  const head = `── ${paper.paint(BOLD, readable(from + file.path))}  ${file.status}  ${counts} `;
  const threads = pull.threads.filter((thread) => thread.path === file.path && !thread.outdated);
  const onFile = threads.filter((thread) => thread.subject === 'file');
  const hunks = file.patch === undefined ? [] : parseHunks(file.patch);
  return [
    head + '─'.repeat(Math.max(0, paper.width - 20 - from.length - file.path.length - file.status.length)),
    ...onFile.flatMap((thread) => threadLines(paper, thread, 'on the file')),
    ...(file.patch === undefined ? [paper.paint(DIM, '   (no diff shown)')] : []),
    ...hunks.flatMap((hunk) => hunkLines(paper, hunk, threads)),
  ];
}

function hunkLines(paper: Paper, hunk: Hunk, threads: readonly Thread[]): readonly string[] {
  return [
    paper.paint(CYAN, `  ${readable(hunk.header)}`),
    ...hunk.lines.flatMap((line) => [
      diffLine(paper, line),
      ...threadsAt(threads, line).flatMap((thread) => threadLines(paper, thread, placeOf(thread))),
    ]),
  ];
}

function diffLine(paper: Paper, line: HunkLine): string {
  const number = (value: number | undefined): string => (value === undefined ? '' : String(value)).padStart(5);
  const text = `${number(line.oldLine)}${number(line.newLine)} ${line.kind} ${readable(line.text)}`;
  if (line.kind === '+') return paper.paint(GREEN, text);
  return line.kind === '-' ? paper.paint(RED, text) : text;
}

function threadsAt(threads: readonly Thread[], line: HunkLine): readonly Thread[] {
  return threads.filter((thread) =>
    thread.side === 'LEFT'
      ? line.kind === '-' && thread.line === line.oldLine
      : line.kind !== '-' && thread.line === line.newLine,
  );
}

function placeOf(thread: Thread): string {
  const range =
    thread.startLine === undefined ? `line ${thread.line ?? '?'}` : `lines ${thread.startLine}–${thread.line ?? '?'}`;
  return thread.side === 'LEFT' ? `deleted ${range}` : range;
}

function threadLines(paper: Paper, thread: Thread, place: string): readonly string[] {
  const resolved = thread.resolvedBy === undefined ? '' : `  ✔ resolved by ${thread.resolvedBy}`;
  return thread.comments.flatMap((comment, index) => {
    const minimized = comment.minimizedReason === undefined ? '' : `  (hidden: ${comment.minimizedReason})`;
    const title = index === 0 ? `${comment.author} on ${place.replace(/^on /, '')}${resolved}` : `↳ ${comment.author}`;
    return [`${INDENT}${paper.paint(YELLOW, `┌ ${title}${minimized}`)}`, ...boxed(paper, comment.body)];
  });
}

function boxed(paper: Paper, body: string): readonly string[] {
  const lines = readable(body)
    .split('\n')
    .flatMap((line) => wrapped(line, paper.width - INDENT.length - 2));
  return lines.map((line) => `${INDENT}${paper.paint(YELLOW, '│')} ${line}`);
}

function wrapped(line: string, width: number): readonly string[] {
  // A table's row is one line, however long.
  if (line.length <= width || line.startsWith('|')) return [line];
  const at = line.lastIndexOf(' ', width);
  const cut = at > width / 3 ? at : width;
  return [line.slice(0, cut), ...wrapped(line.slice(cut).trimStart(), width)];
}

/** GitHub folds these away in the conversation; here they follow the diff. */
function outdatedLines(paper: Paper, pull: Pull, files: readonly ChangedFile[]): readonly string[] {
  const threads = pull.threads.filter((thread) => thread.outdated || files.every((file) => file.path !== thread.path));
  if (threads.length === 0) return [];
  const title = paper.paint(BOLD, 'Outdated');
  return [
    '',
    title,
    ...threads.flatMap((thread) => [
      `  ${thread.path}`,
      ...threadLines(paper, thread, `line ${thread.originalLine ?? '?'} of ${thread.originalCommit.slice(0, 7)}`),
    ]),
  ];
}

const SIGN: Readonly<Record<string, string>> = {
  success: '✔',
  failure: '✖',
  neutral: '■',
  skipped: '■',
  action_required: '!',
};

function checkLines(paper: Paper, run: CheckRun, brief: boolean): readonly string[] {
  const conclusion = run.conclusion ?? run.status;
  const color = conclusion === 'success' ? GREEN : RED;
  return [
    '',
    `${paper.paint(color, SIGN[conclusion] ?? '•')} ${paper.paint(BOLD, run.name)}  ${conclusion}${run.output.title === null ? '' : ` — ${run.output.title}`}`,
    ...(brief || run.output.summary === null ? [] : boxed(paper, run.output.summary)),
    ...(brief || run.output.text === null ? [] : boxed(paper, run.output.text)),
    ...(run.annotations.length === 0 ? [] : ['', `  ${run.annotations.length} annotations`]),
    ...run.annotations.map((note) => {
      const lines = note.start_line === note.end_line ? `${note.start_line}` : `${note.start_line}-${note.end_line}`;
      return `  ${note.annotation_level.padEnd(8)} ${readable(note.path)}:${lines}  ${readable(note.title ?? note.message).split('\n')[0] ?? ''}`;
    }),
  ];
}
