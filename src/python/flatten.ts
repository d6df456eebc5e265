import { ERROR, FlatTree, MISSING, SLOTS } from './flat-tree.ts';

/** What the flat pass needs of a tree cursor; tree-sitter's own type stays in `parser.ts`. */
export interface Cursor {
  readonly nodeTypeId: number;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly nodeIsMissing: boolean;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** What it needs of the language. */
export interface Grammar {
  readonly types: readonly (string | null | undefined)[];
  nodeTypeIsNamed(id: number): boolean;
}

/** A place the grammar could not read; `missing` names the token it had to invent. */
export interface Fault {
  readonly start: number;
  readonly end: number;
  readonly missing?: string;
}

export interface Flattened {
  readonly tree: FlatTree;
  readonly comments: readonly Stretch[];
  /** String literals; not those inside another's braces. */
  readonly strings: readonly Stretch[];
  /** Statements without a body. */
  readonly statements: readonly Stretch[];
  readonly faults: readonly Fault[];
}

/** A stretch of the text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Node types by number, and what to do with each. Made once per grammar. */
export interface NodeTypes {
  readonly names: readonly string[];
  readonly named: Uint8Array;
  readonly action: Uint8Array;
  readonly error: number;
  readonly missing: number;
}

/** Random text has an error at every other character; the first ones tell enough. */
const MAX_FAULTS = 500;

const DROP = 0;
const LEAF = 1;
const BRANCH = 2;
const COMMENT = 3;
const STRING = 4;
const STATEMENT = 5;

/** Tokens without a name that lowering looks at; brackets, commas and most keywords are implied by their parent's type. */
const TOKENS = new Set([
  'async',
  'from',
  'as',
  'in',
  'not in',
  'is',
  'is not',
  'and',
  'or',
  '_',
  ':',
  '<>',
  '!=',
  '==',
]);
const OPERATOR = /^(?:[-+*/%@&|^~<>]|\*\*|\/\/|<<|>>|<=|>=)=?$/;

const LEAVES = new Set([
  'identifier',
  'integer',
  'float',
  'true',
  'false',
  'none',
  'ellipsis',
  'wildcard_import',
  'import_prefix',
  'keyword_separator',
  'positional_separator',
]);
const SIMPLE_STATEMENTS = new Set([
  'future_import_statement',
  'import_statement',
  'import_from_statement',
  'print_statement',
  'assert_statement',
  'expression_statement',
  'return_statement',
  'delete_statement',
  'raise_statement',
  'pass_statement',
  'break_statement',
  'continue_statement',
  'global_statement',
  'nonlocal_statement',
  'exec_statement',
  'type_alias_statement',
]);
const DROPPED = new Set(['string_start', 'string_content', 'string_end', 'type_conversion', 'line_continuation']);

export function nodeTypes(grammar: Grammar): NodeTypes {
  const names = grammar.types.map((name) => name ?? '');
  const error = names.length;
  const missing = error + 1;
  const named = new Uint8Array(missing + 1);
  const action = new Uint8Array(missing + 1);
  for (const [id, name] of names.entries()) {
    const isNamed = grammar.nodeTypeIsNamed(id);
    named[id] = isNamed ? 1 : 0;
    action[id] = actionFor(name, isNamed);
  }
  named[missing] = 1;
  action[error] = BRANCH;
  action[missing] = LEAF;
  return { names: [...names, ERROR, MISSING], named, action, error, missing };
}

function actionFor(name: string, isNamed: boolean): number {
  if (!isNamed) return TOKENS.has(name) || OPERATOR.test(name) ? LEAF : DROP;
  if (name === 'comment') return COMMENT;
  if (name === 'string') return STRING;
  if (SIMPLE_STATEMENTS.has(name)) return STATEMENT;
  if (DROPPED.has(name)) return DROP;
  return LEAVES.has(name) ? LEAF : BRANCH;
}

/** One pass over a tree. Iterative, since hostile sources nest a hundred thousand levels deep. */
export function flatten(cursor: Cursor, source: FlattenSource, types: NodeTypes): Flattened {
  const pass = new FlatPass(cursor, source, types);
  pass.run();
  return {
    tree: new FlatTree(source.text, pass.finished(), types.names, types.named),
    comments: pass.comments,
    strings: pass.strings,
    statements: pass.statements,
    faults: pass.faults,
  };
}

export interface FlattenSource {
  readonly text: string;
  /** Where the parsed part begins in the text. */
  readonly base: number;
  readonly hasFaults: boolean;
}

class FlatPass {
  readonly comments: Stretch[] = [];
  readonly strings: Stretch[] = [];
  readonly statements: Stretch[] = [];
  readonly faults: Fault[] = [];
  readonly #cursor: Cursor;
  readonly #text: string;
  readonly #types: NodeTypes;
  readonly #hasFaults: boolean;
  readonly #base: number;
  readonly #open: number[] = [];
  #data: Int32Array;
  #count = 0;

  constructor(cursor: Cursor, { text, base, hasFaults }: FlattenSource, types: NodeTypes) {
    this.#cursor = cursor;
    this.#text = text;
    this.#types = types;
    this.#hasFaults = hasFaults;
    this.#base = base;
    this.#data = new Int32Array(SLOTS * (256 + ((cursor.endIndex - cursor.startIndex) >> 2)));
  }

  finished(): Int32Array {
    return this.#data.subarray(0, this.#count * SLOTS);
  }

  run(): void {
    const cursor = this.#cursor;
    for (;;) {
      if (this.#enter() && cursor.gotoFirstChild()) {
        this.#open.push(this.#count - 1);
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        const parent = this.#open.pop();
        if (parent === undefined || !cursor.gotoParent()) return;
        this.#data[parent * SLOTS + 3] = this.#count;
      }
    }
  }

  /** Writes the cursor's node, if it is one to keep; true when its children are to be read. */
  #enter(): boolean {
    const id = this.#cursor.nodeTypeId;
    const isError = id >= this.#types.error;
    const action = isError ? BRANCH : this.#types.action[id];
    if (this.#hasFaults && this.#entersFault(id, isError)) return false;
    if (action === DROP) return false;
    const start = this.#base + this.#cursor.startIndex;
    const end = this.#base + this.#cursor.endIndex;
    if (action === COMMENT) {
      this.comments.push({ start, end });
      return false;
    }
    this.#write(isError ? this.#types.error : id, start, end);
    if (action === STATEMENT) this.statements.push({ start, end });
    if (action !== STRING) return action === BRANCH || action === STATEMENT;
    if (start >= (this.strings.at(-1)?.end ?? 0)) this.strings.push({ start, end });
    return this.#hasFaults || isInterpolating(this.#text, start);
  }

  /** Lists errors and missing tokens; true for a missing one, which has no children. */
  #entersFault(id: number, isError: boolean): boolean {
    const cursor = this.#cursor;
    const start = this.#base + cursor.startIndex;
    const end = this.#base + cursor.endIndex;
    if (isError) this.#report({ start, end });
    if (start !== end || !cursor.nodeIsMissing) return false;
    this.#report({ start, end, missing: this.#types.names[id] ?? '' });
    if (this.#types.named[id] === 1) this.#write(this.#types.missing, start, end);
    return true;
  }

  #report(fault: Fault): void {
    if (this.faults.length < MAX_FAULTS) this.faults.push(fault);
  }

  #write(type: number, start: number, end: number): void {
    const at = this.#count * SLOTS;
    if (at + SLOTS > this.#data.length) {
      const larger = new Int32Array(this.#data.length * 2);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[at] = type;
    this.#data[at + 1] = start;
    this.#data[at + 2] = end;
    this.#count += 1;
    this.#data[at + 3] = this.#count;
  }
}

/** Only f-strings and t-strings hold expressions; the others are leaves. */
function isInterpolating(text: string, start: number): boolean {
  for (let at = start; at < start + 3; at += 1) {
    const letter = text.charCodeAt(at) | 0x20;
    if (letter === 0x66 || letter === 0x74) return true;
    if (letter === 0x22 || letter === 0x27) return false;
  }
  return false;
}
