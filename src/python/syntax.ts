/**
 * One Python file as plain data. Names follow CPython's `ast` where they can; nothing of the parser leaks through.
 * Every node carries `start` and `end`: offsets into `Module.text` in UTF-16 units, end exclusive.
 */
import type { Argument, Expr, NodeBase } from './expressions.ts';

export type * from './expressions.ts';

export interface Module {
  readonly path: string;
  /** Identity of the bytes: equal blobs have equal modules. */
  readonly blob: string;
  /** Decoded text, without a byte order mark. */
  readonly text: string;
  /** Offset of the first character of each line; index 0 is line 1. Lines end at LF only. */
  readonly lineStarts: readonly number[];
  readonly body: readonly Stmt[];
  readonly comments: readonly Comment[];
  /** What could not be read; empty for a file that was understood whole. */
  readonly problems: readonly SyntaxProblem[];
}

export interface Comment extends NodeBase {
  /** Text after `#`, trimmed. */
  readonly text: string;
  /** True when nothing but blanks stands before it on its line. */
  readonly ownLine: boolean;
}

export interface SyntaxProblem {
  readonly kind: 'syntax' | 'too-large' | 'too-slow' | 'encoding' | 'bare-cr' | 'too-deep' | 'not-text';
  readonly line: number;
  readonly reason: string;
}

export type Stmt =
  | Import
  | ImportFrom
  | FunctionDef
  | ClassDef
  | Assign
  | AugAssign
  | ExprStmt
  | Return
  | Raise
  | If
  | For
  | While
  | With
  | Try
  | Match
  | Delete
  | Scope
  | Assert
  | TypeAlias
  | Simple
  | UnknownStmt;

/** `import a.b as c, d` */
export interface Import extends NodeBase {
  readonly kind: 'import';
  readonly names: readonly ImportName[];
}
/** `from ..a import b as c`; `level` counts the dots; `names` is '*' for a star import. */
export interface ImportFrom extends NodeBase {
  readonly kind: 'import-from';
  readonly module: string;
  readonly level: number;
  readonly names: readonly ImportName[] | '*';
}
export interface ImportName extends NodeBase {
  readonly name: string;
  readonly as?: string;
}

export interface FunctionDef extends NodeBase {
  readonly kind: 'function';
  readonly name: string;
  readonly async: boolean;
  readonly decorators: readonly Decorator[];
  readonly params: readonly Param[];
  readonly returns?: Expr;
  readonly body: readonly Stmt[];
  readonly docstring?: string;
  /** Offset of `def` (or of `async`); `start` is that of the first decorator. */
  readonly defStart: number;
  /** Offset just behind the colon that ends the signature. */
  readonly signatureEnd: number;
}
export interface Decorator extends NodeBase {
  readonly expression: Expr;
}
export interface Param extends NodeBase {
  readonly name: string;
  readonly kind: 'positional-only' | 'positional' | 'keyword-only' | 'var-positional' | 'var-keyword';
  readonly annotation?: Expr;
  readonly default?: Expr;
}
export interface ClassDef extends NodeBase {
  readonly kind: 'class';
  readonly name: string;
  readonly decorators: readonly Decorator[];
  /** Bases and keywords such as `metaclass=`. */
  readonly bases: readonly Argument[];
  readonly body: readonly Stmt[];
  readonly docstring?: string;
  /** Offset of `class`. */
  readonly defStart: number;
}
/** `a = b = value`, `a: T = value`, `a: T`. */
export interface Assign extends NodeBase {
  readonly kind: 'assign';
  readonly targets: readonly Expr[];
  readonly annotation?: Expr;
  readonly value?: Expr;
}
export interface AugAssign extends NodeBase {
  readonly kind: 'augassign';
  readonly target: Expr;
  readonly op: string;
  readonly value: Expr;
}
export interface ExprStmt extends NodeBase {
  readonly kind: 'expr';
  readonly value: Expr;
}
export interface Return extends NodeBase {
  readonly kind: 'return';
  readonly value?: Expr;
}
export interface Raise extends NodeBase {
  readonly kind: 'raise';
  readonly exception?: Expr;
  readonly cause?: Expr;
}
/** `elif` is an `If` alone in `orelse`. */
export interface If extends NodeBase {
  readonly kind: 'if';
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}
export interface For extends NodeBase {
  readonly kind: 'for';
  readonly async: boolean;
  readonly target: Expr;
  readonly iter: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}
export interface While extends NodeBase {
  readonly kind: 'while';
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}
export interface With extends NodeBase {
  readonly kind: 'with';
  readonly async: boolean;
  readonly items: readonly { readonly context: Expr; readonly target?: Expr }[];
  readonly body: readonly Stmt[];
}
export interface Try extends NodeBase {
  readonly kind: 'try';
  readonly body: readonly Stmt[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Stmt[];
  readonly finalbody: readonly Stmt[];
}
export interface ExceptHandler extends NodeBase {
  readonly type?: Expr;
  readonly name?: string;
  readonly body: readonly Stmt[];
}
/** Patterns are kept as expressions where they read as such; captures are listed by name. */
export interface Match extends NodeBase {
  readonly kind: 'match';
  readonly subject: Expr;
  readonly cases: readonly {
    readonly pattern: Expr;
    readonly captures: readonly string[];
    readonly guard?: Expr;
    readonly body: readonly Stmt[];
  }[];
}
export interface Delete extends NodeBase {
  readonly kind: 'delete';
  readonly targets: readonly Expr[];
}
export interface Scope extends NodeBase {
  readonly kind: 'global' | 'nonlocal';
  readonly names: readonly string[];
}
export interface Assert extends NodeBase {
  readonly kind: 'assert';
  readonly test: Expr;
  readonly message?: Expr;
}
export interface TypeAlias extends NodeBase {
  readonly kind: 'type-alias';
  readonly name: string;
  readonly value: Expr;
}
export interface Simple extends NodeBase {
  readonly kind: 'pass' | 'break' | 'continue';
}
export interface UnknownStmt extends NodeBase {
  readonly kind: 'unknown';
}

export type Node = Expr | Stmt | Module | Comment | Decorator | Param | Argument | ImportName | ExceptHandler;
