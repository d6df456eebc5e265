import { MISSING } from './flat-tree.ts';
import { evaluateNumber, evaluateText, foldName, stringShape } from './literals.ts';
import type { ExprLowerer, Lowering } from './lowering.ts';
import type { Expr } from './syntax.ts';

/** Names, literals and strings. */
export const ATOMS: readonly (readonly [string, ExprLowerer])[] = [
  [
    'identifier',
    ({ tree }, node) => ({
      kind: 'name',
      id: foldName(tree.slice(node)),
      start: tree.start(node),
      end: tree.end(node),
    }),
  ],
  ['integer', number],
  ['float', number],
  ['true', ({ tree }, node) => ({ kind: 'bool', value: true, start: tree.start(node), end: tree.end(node) })],
  ['false', ({ tree }, node) => ({ kind: 'bool', value: false, start: tree.start(node), end: tree.end(node) })],
  ['none', ({ tree }, node) => ({ kind: 'none', start: tree.start(node), end: tree.end(node) })],
  ['ellipsis', ({ tree }, node) => ({ kind: 'ellipsis', start: tree.start(node), end: tree.end(node) })],
  ['string', string],
  ['concatenated_string', string],
  ['_', ({ tree }, node) => ({ kind: 'name', id: '_', start: tree.start(node), end: tree.end(node) })],
  [MISSING, ({ tree }, node) => ({ kind: 'unknown', start: tree.start(node), end: tree.end(node) })],
];

function number({ tree }: Lowering, node: number): Expr {
  const raw = tree.slice(node);
  return { kind: 'number', value: evaluateNumber(raw), raw, start: tree.start(node), end: tree.end(node) };
}

interface Pieces {
  readonly parts: (string | Expr)[];
  readonly formats: { part: number; text: string }[];
  bytes: boolean;
  /** A t-string is a template object even when nothing is interpolated. */
  template: boolean;
}

/** One literal, or several that stand side by side. An f-string that interpolates nothing is a plain string. */
function string(cx: Lowering, node: number): Expr {
  const { tree } = cx;
  const start = tree.start(node);
  const end = tree.end(node);
  const pieces: Pieces = { parts: [], formats: [], bytes: false, template: false };
  if (tree.type(node) === 'string') addLiteral(cx, node, pieces);
  else for (const literal of tree.children(node)) addLiteral(cx, literal, pieces);
  const { parts, formats, bytes, template } = pieces;
  const [first = ''] = parts;
  if (!template && parts.length <= 1 && typeof first === 'string') {
    return bytes ? { kind: 'bytes', value: first, start, end } : { kind: 'string', value: first, start, end };
  }
  return { kind: 'fstring', parts, start, end, ...(formats.length === 0 ? {} : { formats }) };
}

function addLiteral(cx: Lowering, literal: number, pieces: Pieces): void {
  const { tree } = cx;
  if (tree.type(literal) !== 'string') {
    pieces.parts.push(cx.expr(literal));
    return;
  }
  const shape = stringShape(tree.text, tree.start(literal), tree.end(literal));
  pieces.bytes ||= shape.bytes;
  pieces.template ||= shape.format === 't';
  let at = shape.start;
  if (shape.format !== '') {
    for (const child of tree.children(literal)) {
      if (tree.type(child) !== 'interpolation') continue;
      addText(pieces.parts, evaluateText(tree.text.slice(at, tree.start(child)), shape));
      addInterpolation(cx, child, pieces);
      at = tree.end(child);
    }
  }
  addText(pieces.parts, evaluateText(tree.text.slice(at, shape.end), shape));
}

function addText(parts: (string | Expr)[], text: string): void {
  if (text === '') return;
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + text;
  else parts.push(text);
}

/** `{x=}` prints its own source before the value. */
function debugText(text: string, start: number, valueEnd: number, end: number): string {
  const equals = /^\s*=\s*(?=[!:}])/.exec(text.slice(valueEnd, end));
  return equals === null ? '' : text.slice(start + 1, valueEnd + equals[0].length);
}

/** `{x:=5}` formats `x` with `=5`; an assignment needs parentheses there. */
function interpolated(cx: Lowering, value: number | undefined, interpolation: number): Expr {
  const { tree } = cx;
  const isFormat = value !== undefined && tree.type(value) === 'named_expression';
  return cx.exprOr(isFormat ? tree.children(value)[0] : value, interpolation);
}

/** The expression with its format, and the expressions that are nested in that. */
function addInterpolation(cx: Lowering, node: number, pieces: Pieces): void {
  const { tree } = cx;
  const { parts, formats } = pieces;
  const [value, ...rest] = tree.children(node);
  const debug = value === undefined ? '' : debugText(tree.text, tree.start(node), tree.end(value), tree.end(node));
  addText(parts, debug);
  const text = formatText(cx, value, node);
  if (text !== '') formats.push({ part: parts.length, text });
  parts.push(interpolated(cx, value, node));
  for (const child of rest) {
    if (tree.type(child) !== 'format_specifier') continue;
    for (const nested of tree.children(child)) {
      if (tree.type(nested) === 'format_expression') addInterpolation(cx, nested, pieces);
    }
  }
}

/** `!r:>10` of `{x!r:>10}`; `{x=}` shows the `repr` where nothing else is asked for. */
function formatText({ tree }: Lowering, value: number | undefined, node: number): string {
  if (value === undefined) return '';
  const isFormat = tree.type(value) === 'named_expression';
  const shown = isFormat ? (tree.children(value)[0] ?? value) : value;
  const text = tree.text.slice(tree.end(shown), tree.end(node) - 1).trimStart();
  if (isFormat || !text.startsWith('=')) return text;
  const rest = text.slice(1).trimStart();
  return rest === '' ? '!r' : rest;
}
