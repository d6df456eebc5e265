import type { FlatTree } from './flat-tree.ts';
import { ATOMS } from './lower-atoms.ts';
import { callArguments, COLLECTIONS } from './lower-collections.ts';
import { COMPOUND } from './lower-compound.ts';
import { DEFINITIONS, parameters } from './lower-definitions.ts';
import { OPERATORS } from './lower-operators.ts';
import { PATTERNS } from './lower-patterns.ts';
import { SIMPLE } from './lower-simple.ts';
import { Lowering, type Lowerers } from './lowering.ts';
import type { Stmt } from './syntax.ts';

const LOWERERS: Lowerers = {
  expressions: new Map([...ATOMS, ...OPERATORS, ...COLLECTIONS, ...PATTERNS]),
  statements: new Map([...SIMPLE, ...COMPOUND, ...DEFINITIONS]),
  parameters,
  args: callArguments,
};

export interface Lowered {
  readonly body: readonly Stmt[];
  /** Offsets where nesting went too deep to follow. */
  readonly tooDeep: readonly number[];
  /** Offsets of Python 2 statements. */
  readonly legacy: readonly number[];
}

/** A part of the file that was parsed on its own; offsets count from the start of the file. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly tree: FlatTree;
}

/** A whole file's flat tree as statements; where pieces were read again, theirs stand instead. */
export function lower(tree: FlatTree, pieces: readonly Piece[] = []): Lowered {
  const whole = new Lowering(tree, LOWERERS);
  const parts = pieces.map((piece) => new Lowering(piece.tree, LOWERERS));
  const kept = whole.body(0).filter(({ start }) => !pieces.some((piece) => piece.start <= start && start < piece.end));
  const added = parts.flatMap((part) => part.body(0));
  const body = added.length === 0 ? kept : [...kept, ...added].sort((a, b) => a.start - b.start);
  const all = [whole, ...parts];
  return { body, tooDeep: all.flatMap(({ tooDeep }) => tooDeep), legacy: all.flatMap(({ legacy }) => legacy) };
}
