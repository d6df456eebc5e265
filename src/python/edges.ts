import type { Expr } from './syntax.ts';

/**
 * Repairs at the left and right edge of an expression, for the places where the grammar binds a prefix or suffix to the nearest
 * operand while Python binds it to the whole.
 */

/** Replaces the leftmost operand, following the operands that begin where the expression does; all of them then begin at the new one. */
export function replaceLeft(expr: Expr, matches: (operand: Expr) => boolean, replace: (operand: Expr) => Expr): Expr {
  if (matches(expr)) return replace(expr);
  const again = (operand: Expr): Expr => replaceLeft(operand, matches, replace);
  switch (expr.kind) {
    case 'attribute':
    case 'subscript': {
      const value = again(expr.value);
      return { ...expr, value, start: value.start };
    }
    case 'call': {
      const func = again(expr.func);
      return { ...expr, func, start: func.start };
    }
    case 'binary':
    case 'compare': {
      const left = again(expr.left);
      return { ...expr, left, start: left.start };
    }
    case 'conditional': {
      const body = again(expr.body);
      return { ...expr, body, start: body.start };
    }
    case 'boolop': {
      const [first, ...others] = expr.values;
      if (first === undefined) return expr;
      const value = again(first);
      return { ...expr, values: [value, ...others], start: value.start };
    }
    default:
      return expr;
  }
}

/** `*a.b(c)` and `*a or b`: the star belongs to the whole, not to the first name. */
export function hoistStar(expr: Expr): Expr {
  if (expr.kind === 'starred') return expr;
  const { start, end } = expr;
  const stars: Expr[] = [];
  const isStar = (operand: Expr): boolean => operand.kind === 'starred' && operand.start === start;
  const value = replaceLeft(expr, isStar, (operand) => {
    stars.push(operand);
    return operand.kind === 'starred' ? operand.value : operand;
  });
  return stars.length === 0 ? expr : { kind: 'starred', value, start, end };
}

/**
 * `type(x).y = z` and `type[x] = y`, which the grammar takes for type aliases. `left` is what stands behind the word `type`, and
 * `bracket` where it begins.
 */
export function typeOperand(left: Expr, wordStart: number, bracket: number): Expr {
  const word: Expr = { kind: 'name', id: 'type', start: wordStart, end: wordStart + 'type'.length };
  const isBracketed = (operand: Expr): boolean =>
    operand.start !== bracket ||
    operand.kind === 'tuple' ||
    operand.kind === 'list' ||
    operand.kind === 'comprehension';
  return replaceLeft(left, isBracketed, (operand) => {
    const { start, end } = operand;
    if (start !== bracket)
      return { kind: 'call', func: word, args: [{ value: operand, start, end }], start: wordStart, end: end + 1 };
    if (operand.kind === 'list') return { kind: 'subscript', value: word, index: operand.items, start: wordStart, end };
    const values = operand.kind === 'tuple' ? operand.items : [operand];
    const args = values.map((value) => ({ value, start: value.start, end: value.end }));
    return { kind: 'call', func: word, args, start: wordStart, end };
  });
}

/** Ends an expression earlier: `a if b else c as d` is read as `a if b else (c as d)`. */
export function endAt(expr: Expr, oldEnd: number, end: number): Expr {
  if (expr.end !== oldEnd) return expr;
  switch (expr.kind) {
    case 'conditional':
      return { ...expr, orelse: endAt(expr.orelse, oldEnd, end), end };
    case 'boolop':
      return { ...expr, values: expr.values.map((value) => endAt(value, oldEnd, end)), end };
    case 'compare':
      return { ...expr, comparators: expr.comparators.map((value) => endAt(value, oldEnd, end)), end };
    case 'lambda':
      return { ...expr, body: endAt(expr.body, oldEnd, end), end };
    case 'unary':
      return { ...expr, operand: endAt(expr.operand, oldEnd, end), end };
    default:
      return { ...expr, end };
  }
}
