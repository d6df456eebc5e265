import type { Fault } from './flatten.ts';
import { lower } from './lower.ts';
import type { Reading } from './reading.ts';
import type { Comment, Module, SyntaxProblem } from './syntax.ts';

/** A file's text and what decoding already found. */
export interface Source {
  readonly path: string;
  readonly blob: string;
  readonly text: string;
  readonly problems: readonly SyntaxProblem[];
}

/** A hostile file has an error on every line; the first ones tell enough. */
const MAX_PROBLEMS = 50;

/** A module of which nothing but the text is known. */
export function notExamined(source: Source, problem?: SyntaxProblem): Module {
  const problems = problem === undefined ? source.problems : [...source.problems, problem];
  return { ...source, problems, lineStarts: lineStartsOf(source.text), body: [], comments: [] };
}

export function assemble(source: Source, { flat, pieces, oddities }: Reading): Module {
  const { path, blob, text } = source;
  const lineStarts = lineStartsOf(text);
  const lowered = lower(flat.tree, pieces);
  const lines = new LineFinder(lineStarts);
  const problems = [
    ...source.problems,
    ...bareReturns(text, lines),
    ...flat.faults.map((fault) => faultProblem(fault, lines)),
    ...oddities.map(({ at, reason }) => problemAt('syntax', lines.at(at), reason)),
    ...lowered.legacy.map((at) => problemAt('syntax', lines.at(at), 'A statement of Python 2.')),
    ...lowered.tooDeep.map((at) => problemAt('too-deep', lines.at(at), 'Nesting too deep to follow.')),
  ];
  return {
    path,
    blob,
    text,
    lineStarts,
    body: lowered.body,
    comments: flat.comments.map((range) => comment(text, range)),
    problems: distinct(problems),
  };
}

export function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

class LineFinder {
  readonly #starts: readonly number[];

  constructor(starts: readonly number[]) {
    this.#starts = starts;
  }

  at(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

function problemAt(kind: SyntaxProblem['kind'], line: number, reason: string): SyntaxProblem {
  return { kind, line, reason };
}

function faultProblem(fault: Fault, lines: LineFinder): SyntaxProblem {
  const line = lines.at(fault.start);
  if (fault.missing === undefined) return problemAt('syntax', line, 'Not understood as Python.');
  return problemAt('syntax', line, `Missing ${fault.missing === '' ? 'token' : `"${fault.missing}"`}.`);
}

/** Python ends a line at a bare CR, the parser and GitHub do not: behind one in a comment, code runs unseen. */
function bareReturns(text: string, lines: LineFinder): SyntaxProblem[] {
  const found: SyntaxProblem[] = [];
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) === 0x0a) continue;
    const line = lines.at(at);
    if (found.at(-1)?.line !== line)
      found.push(problemAt('bare-cr', line, 'A carriage return that is no end of line here but is one for Python.'));
    if (found.length > MAX_PROBLEMS) break;
  }
  return found;
}

function comment(text: string, range: { readonly start: number; readonly end: number }): Comment {
  const end = text.charAt(range.end - 1) === '\r' ? range.end - 1 : range.end;
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  const ownLine = range.start === 0 || text.slice(lineStart, range.start).trim() === '';
  return { text: text.slice(range.start + 1, end).trim(), ownLine, start: range.start, end };
}

/** One problem of a kind for each line, and not endlessly many. */
function distinct(problems: readonly SyntaxProblem[]): SyntaxProblem[] {
  const found = new Map<string, SyntaxProblem>();
  for (const problem of problems) {
    const key = `${problem.line} ${problem.kind}`;
    if (!found.has(key)) found.set(key, problem);
    if (found.size >= MAX_PROBLEMS) break;
  }
  return [...found.values()];
}
