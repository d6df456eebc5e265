/** The hunks of one file's patch, and the places in them that a comment can stand on. */

export type Side = 'LEFT' | 'RIGHT';

export interface HunkLine {
  readonly kind: ' ' | '+' | '-';
  readonly text: string;
  /** Counted from the first line below the first hunk header: the legacy `position`. */
  readonly position: number;
  readonly oldLine?: number;
  readonly newLine?: number;
}

export interface Hunk {
  readonly header: string;
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
  readonly lines: readonly HunkLine[];
}

export interface Spot {
  readonly hunk: Hunk;
  readonly index: number;
}

const HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

export function parseHunks(patch: string): readonly Hunk[] {
  const hunks: { hunk: Hunk; lines: HunkLine[]; oldLine: number; newLine: number }[] = [];
  patch.split('\n').forEach((text, position) => {
    const current = hunks.at(-1);
    const header = HEADER.exec(text);
    if (header !== null && (current === undefined || isComplete(current.hunk))) {
      const lines: HunkLine[] = [];
      const [, oldStart = '0', oldCount = '1', newStart = '0', newCount = '1'] = header;
      const hunk = {
        header: text,
        oldStart: +oldStart,
        oldCount: +oldCount,
        newStart: +newStart,
        newCount: +newCount,
        lines,
      };
      hunks.push({ hunk, lines, oldLine: +oldStart, newLine: +newStart });
      return;
    }
    if (current === undefined || text.startsWith('\\')) return;
    current.lines.push(hunkLine(text, position, current));
  });
  return hunks.map((entry) => entry.hunk);
}

function hunkLine(text: string, position: number, counters: { oldLine: number; newLine: number }): HunkLine {
  const rest = text.slice(1);
  if (text.startsWith('+')) return { kind: '+', text: rest, position, newLine: counters.newLine++ };
  if (text.startsWith('-')) return { kind: '-', text: rest, position, oldLine: counters.oldLine++ };
  return { kind: ' ', text: rest, position, oldLine: counters.oldLine++, newLine: counters.newLine++ };
}

function isComplete(hunk: Hunk): boolean {
  const old = hunk.lines.filter((line) => line.kind !== '+').length;
  return old >= hunk.oldCount && hunk.lines.filter((line) => line.kind !== '-').length >= hunk.newCount;
}

/** Where a comment would stand. LEFT takes deleted lines only: unchanged lines belong to RIGHT, as GitHub's page says. */
export function findSpot(hunks: readonly Hunk[], line: number, side: Side): Spot | undefined {
  for (const hunk of hunks) {
    const index = hunk.lines.findIndex((candidate) =>
      side === 'LEFT' ? candidate.kind === '-' && candidate.oldLine === line : candidate.newLine === line,
    );
    if (index >= 0) return { hunk, index };
  }
  return undefined;
}

export function findPosition(hunks: readonly Hunk[], position: number): { line: number; side: Side } | undefined {
  const found = hunks.flatMap((hunk) => hunk.lines).find((line) => line.position === position);
  if (found?.newLine !== undefined) return { line: found.newLine, side: 'RIGHT' };
  return found?.oldLine === undefined ? undefined : { line: found.oldLine, side: 'LEFT' };
}

/** The `diff_hunk` of a comment: its hunk, cut below the line it stands on. */
export function hunkText(spot: Spot): string {
  const lines = spot.hunk.lines.slice(0, spot.index + 1).map((line) => line.kind + line.text);
  return [spot.hunk.header, ...lines].join('\n');
}

/** Follows a line of the old text through the hunks of a diff; `undefined` when that line itself was changed. */
export function followLine(hunks: readonly Hunk[], line: number): number | undefined {
  let shift = 0;
  for (const hunk of hunks) {
    const first = hunk.oldCount === 0 ? hunk.oldStart + 1 : hunk.oldStart;
    if (line < first) break;
    if (line < first + hunk.oldCount) return hunk.lines.find((candidate) => candidate.oldLine === line)?.newLine;
    shift += hunk.newCount - hunk.oldCount;
  }
  return line + shift;
}
