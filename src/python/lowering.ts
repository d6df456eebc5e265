import { hoistStar } from './edges.ts';
import { ERROR, type FlatTree, MISSING } from './flat-tree.ts';
import { foldName } from './literals.ts';
import type { Argument, Expr, Param, Stmt } from './syntax.ts';

/** Deeper nesting than any hand writes; the readers of the result may recurse safely. */
export const MAX_DEPTH = 400;

export type ExprLowerer = (cx: Lowering, node: number) => Expr;
export type StmtLowerer = (cx: Lowering, node: number) => Stmt;

/** One lowerer for each node type of the grammar; assembled in `lower.ts`. */
export interface Lowerers {
  readonly expressions: ReadonlyMap<string, ExprLowerer>;
  readonly statements: ReadonlyMap<string, StmtLowerer>;
  readonly parameters: (cx: Lowering, node: number | undefined) => Param[];
  readonly args: (cx: Lowering, node: number | undefined) => Argument[];
}

/** What the lowerers share: the flat tree, the way back into expressions and bodies, and the depth reached. */
export class Lowering {
  readonly tree: FlatTree;
  /** Offsets where nesting went too deep. */
  readonly tooDeep: number[] = [];
  /** Offsets of Python 2 statements, which no Python 3 runs. */
  readonly legacy: number[] = [];
  readonly #lowerers: Lowerers;
  #depth = 0;

  constructor(tree: FlatTree, lowerers: Lowerers) {
    this.tree = tree;
    this.#lowerers = lowerers;
  }

  /** Any expression node; parentheses are looked through. */
  expr(node: number): Expr {
    const { tree } = this;
    const inner = this.unwrap(node);
    const lowerer = this.#lowerers.expressions.get(tree.type(inner));
    if (lowerer === undefined) return { kind: 'unknown', start: tree.start(inner), end: tree.end(inner) };
    if (this.#depth >= MAX_DEPTH) {
      this.tooDeep.push(tree.start(inner));
      return { kind: 'unknown', start: tree.start(inner), end: tree.end(inner) };
    }
    this.#depth += 1;
    const expr = lowerer(this, inner);
    this.#depth -= 1;
    return tree.text.charCodeAt(expr.start) === ASTERISK ? hoistStar(expr) : expr;
  }

  /** An expression that the grammar may have lost: an unknown one at the place where it should stand. */
  exprOr(node: number | undefined, fallback: number): Expr {
    if (node !== undefined) return this.expr(node);
    const at = this.tree.end(fallback);
    return { kind: 'unknown', start: at, end: at };
  }

  /** The statements of a block, or of the children of any other node. */
  body(block: number | undefined): Stmt[] {
    const body: Stmt[] = [];
    if (block !== undefined) this.#collect(block, body);
    return body;
  }

  /** Cuts a row of parts that nests one level a part, so that the result stays flat. */
  bounded(parts: readonly number[]): readonly number[] {
    const beyond = parts[MAX_DEPTH];
    if (beyond === undefined) return parts;
    this.tooDeep.push(this.tree.start(beyond));
    return parts.slice(0, MAX_DEPTH);
  }

  params(node: number | undefined): Param[] {
    return this.#lowerers.parameters(this, node);
  }

  args(node: number | undefined): Argument[] {
    return this.#lowerers.args(this, node);
  }

  name(node: number | undefined): string {
    return node === undefined ? '' : foldName(this.tree.slice(node));
  }

  /** The node inside parentheses, type wrappers and the like. A loop: parentheses nest without limit. */
  unwrap(node: number): number {
    let inner = node;
    while (TRANSPARENT.has(this.tree.type(inner))) {
      const child = this.tree.children(inner)[0];
      if (child === undefined) return inner;
      inner = child;
    }
    return inner;
  }

  #collect(parent: number, into: Stmt[]): void {
    const { tree } = this;
    const stop = tree.next(parent);
    for (let child = parent + 1; child < stop; child = tree.next(child)) {
      const type = tree.type(child);
      if (type === ERROR) this.#recover(child, into);
      else if (type !== MISSING) this.#statement(child, type, into);
    }
  }

  #statement(node: number, type: string, into: Stmt[]): void {
    const { tree } = this;
    const lowerer = this.#lowerers.statements.get(type);
    if (lowerer === undefined) return;
    if (this.#depth >= MAX_DEPTH) {
      this.tooDeep.push(tree.start(node));
      into.push({ kind: 'unknown', start: tree.start(node), end: tree.end(node) });
      return;
    }
    this.#depth += 1;
    into.push(lowerer(this, node));
    this.#depth -= 1;
    this.#hoist(node, into);
  }

  /** Statements below an error node, at any depth: the grammar lost their frame, not them. */
  #recover(error: number, into: Stmt[]): void {
    const { tree } = this;
    const stop = tree.next(error);
    for (let node = error + 1; node < stop;) {
      const type = tree.type(node);
      if (!this.#lowerers.statements.has(type)) {
        node += 1;
        continue;
      }
      this.#statement(node, type, into);
      node = tree.next(node);
    }
  }

  /** An error node between the parts of a statement (behind a `def` line, say) may hold whole statements: keep them behind it. */
  #hoist(node: number, into: Stmt[]): void {
    const { tree } = this;
    const stop = tree.next(node);
    for (let child = node + 1; child < stop; child = tree.next(child)) {
      if (tree.type(child) === ERROR) this.#recover(child, into);
    }
  }
}

const ASTERISK = 0x2a;
const TRANSPARENT = new Set(['parenthesized_expression', 'type', 'as_pattern_target']);
