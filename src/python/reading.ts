import type { Flattened, Stretch } from './flatten.ts';
import { checkLayout, type Oddity } from './layout.ts';
import type { Piece } from './lower.ts';
import {
  lostStretches,
  type Repair,
  withoutBracketedNewlines,
  withoutTypeDefaults,
  withSemicolons,
} from './repairs.ts';

/** Parses a part of a file; `base` is where it begins. Nothing when time is up. */
export type ParsePart = (part: string, base: number) => Flattened | undefined;

/** A file as the grammar sees it, after all that we know to help it. */
export interface Reading {
  readonly flat: Flattened;
  /** Parts that were read once more, each on its own; they stand for what `flat` holds of them. */
  readonly pieces: readonly Piece[];
  readonly oddities: readonly Oddity[];
}

export function read(text: string, parse: ParsePart): Reading | undefined {
  const first = parse(text, 0);
  if (first === undefined) return undefined;
  const flat = first.faults.length === 0 ? first : repaired(text, first, parse);
  if (flat.faults.length > 0) return { flat, pieces: readAgain(text, flat, parse), oddities: [] };
  return settled(text, flat, parse);
}

/** The best of the original and its repairs. */
function repaired(text: string, first: Flattened, parse: ParsePart): Flattened {
  let best = first;
  let current = text;
  for (const repair of [withoutTypeDefaults, withoutBracketedNewlines]) {
    const result = repair(current);
    const again = result === undefined ? undefined : parse(result.text, 0);
    if (result === undefined || again === undefined || again.faults.length >= best.faults.length) continue;
    best = withComments(again, result);
    current = result.text;
    if (best.faults.length === 0) break;
  }
  return best;
}

/** Mends the line ends that the grammar overlooked; what stays unclear is named. */
function settled(text: string, flat: Flattened, parse: ParsePart): Reading {
  const { breaks, oddities } = checkLayout(text, flat);
  if (breaks.length === 0) return { flat, pieces: [], oddities };
  const repair = withSemicolons(text, breaks, flat.comments);
  const again = parse(repair.text, 0);
  if (again?.faults.length === 0 && checkLayout(repair.text, again).breaks.length === 0) {
    return { flat: withComments(again, repair), pieces: [], oddities };
  }
  const unclear = breaks.slice(0, 50).map((at) => ({ at, reason: 'Where this statement ends is not understood.' }));
  return { flat, pieces: [], oddities: [...oddities, ...unclear] };
}

function withComments(flat: Flattened, { comments }: Repair): Flattened {
  const all: Stretch[] = [...flat.comments, ...comments].sort((a, b) => a.start - b.start);
  return { ...flat, comments: all };
}

/** The statements that an error at the left edge swallowed, each read on its own. */
function readAgain(text: string, flat: Flattened, parse: ParsePart): Piece[] {
  const pieces: Piece[] = [];
  for (const { start, end } of lostStretches(text, flat)) {
    const piece = parse(text.slice(start, end), start);
    if (piece === undefined) return [];
    pieces.push({ start, end, tree: piece.tree });
  }
  return pieces;
}
