/** Expressions as plain data; part of `syntax.ts`, which is where everybody takes them from. */
import type { Param } from './syntax.ts';

/** Offsets into `Module.text` in UTF-16 units, end exclusive. */
export interface NodeBase {
  readonly start: number;
  readonly end: number;
}

export type Expr =
  | Name
  | Attribute
  | Call
  | Str
  | Bytes
  | Num
  | Bool
  | NoneLiteral
  | Ellipsis
  | Sequence
  | Dict
  | Subscript
  | Slice
  | Unary
  | Binary
  | BoolOp
  | Compare
  | Conditional
  | Lambda
  | Await
  | Yield
  | Starred
  | Comprehension
  | NamedExpr
  | FString
  | UnknownExpr;

/** Identifier, folded with NFKC as Python does. */
export interface Name extends NodeBase {
  readonly kind: 'name';
  readonly id: string;
}
export interface Attribute extends NodeBase {
  readonly kind: 'attribute';
  readonly value: Expr;
  readonly attr: string;
  /** Offset of the attribute's name. */
  readonly attrStart: number;
}
export interface Call extends NodeBase {
  readonly kind: 'call';
  readonly func: Expr;
  readonly args: readonly Argument[];
}
export interface Argument extends NodeBase {
  /** `*` and `**` unpack the value; a keyword argument has a `name`. */
  readonly unpack?: '*' | '**';
  readonly name?: string;
  readonly value: Expr;
}
/** String literal with escapes evaluated; adjacent literals are joined into one. */
export interface Str extends NodeBase {
  readonly kind: 'string';
  readonly value: string;
}
export interface Bytes extends NodeBase {
  readonly kind: 'bytes';
  readonly value: string;
}
export interface Num extends NodeBase {
  readonly kind: 'number';
  readonly value: number;
  readonly raw: string;
}
export interface Bool extends NodeBase {
  readonly kind: 'bool';
  readonly value: boolean;
}
export interface NoneLiteral extends NodeBase {
  readonly kind: 'none';
}
export interface Ellipsis extends NodeBase {
  readonly kind: 'ellipsis';
}
export interface Sequence extends NodeBase {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly items: readonly Expr[];
}
/** An entry without key is `**value`. */
export interface Dict extends NodeBase {
  readonly kind: 'dict';
  readonly entries: readonly { readonly key?: Expr; readonly value: Expr }[];
}
export interface Subscript extends NodeBase {
  readonly kind: 'subscript';
  readonly value: Expr;
  readonly index: readonly Expr[];
}
export interface Slice extends NodeBase {
  readonly kind: 'slice';
  readonly lower?: Expr;
  readonly upper?: Expr;
  readonly step?: Expr;
}
export interface Unary extends NodeBase {
  readonly kind: 'unary';
  readonly op: 'not' | '-' | '+' | '~';
  readonly operand: Expr;
}
export interface Binary extends NodeBase {
  readonly kind: 'binary';
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
}
export interface BoolOp extends NodeBase {
  readonly kind: 'boolop';
  readonly op: 'and' | 'or';
  readonly values: readonly Expr[];
}
/** `a < b <= c` has two ops and two comparators. Ops: == != < <= > >= in, not in, is, is not. */
export interface Compare extends NodeBase {
  readonly kind: 'compare';
  readonly left: Expr;
  readonly ops: readonly string[];
  readonly comparators: readonly Expr[];
}
export interface Conditional extends NodeBase {
  readonly kind: 'conditional';
  readonly test: Expr;
  readonly body: Expr;
  readonly orelse: Expr;
}
export interface Lambda extends NodeBase {
  readonly kind: 'lambda';
  readonly params: readonly Param[];
  readonly body: Expr;
}
export interface Await extends NodeBase {
  readonly kind: 'await';
  readonly value: Expr;
}
export interface Yield extends NodeBase {
  readonly kind: 'yield';
  readonly from: boolean;
  readonly value?: Expr;
}
export interface Starred extends NodeBase {
  readonly kind: 'starred';
  readonly value: Expr;
}
export interface Comprehension extends NodeBase {
  readonly kind: 'comprehension';
  readonly type: 'list' | 'set' | 'dict' | 'generator';
  readonly element: Expr;
  /** The key, for a dict comprehension. */
  readonly key?: Expr;
  readonly generators: readonly { readonly target: Expr; readonly iter: Expr; readonly conditions: readonly Expr[] }[];
}
export interface NamedExpr extends NodeBase {
  readonly kind: 'walrus';
  readonly target: Name;
  readonly value: Expr;
}
/** f-string (or t-string): literal parts and interpolated expressions in order. Adjacent plain literals are folded in. */
export interface FString extends NodeBase {
  readonly kind: 'fstring';
  readonly parts: readonly (string | Expr)[];
  /** What stands after the expression of a part: its conversion and specification, `!r:>10`. */
  readonly formats?: readonly { readonly part: number; readonly text: string }[];
}
/** Something the grammar could not read, or deeper than the limit. */
export interface UnknownExpr extends NodeBase {
  readonly kind: 'unknown';
}
