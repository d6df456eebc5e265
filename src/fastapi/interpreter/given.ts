import type { Expr, FunctionDef, Lambda, Param } from '../../python/syntax.ts';
import type { Given, Value } from '../value.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';

/** Literals, and names of what was imported or defined once, are the same whenever they are read. */
const MAY_CHANGE = new Set<Expr['kind']>(['name', 'call', 'attribute', 'subscript', 'conditional', 'binary', 'boolop']);

/** What the parameters of a function are given at its definition; nothing where reading it later finds the same. */
export function givenAt(
  machine: Machine,
  { params }: FunctionDef | Lambda,
  frame: Frame,
): { readonly given?: ReadonlyMap<Param, Given> } {
  if (machine.frozen) return {};
  const given = new Map<Param, Given>();
  for (const param of params) {
    const { annotation: written } = param;
    const fallback = known(param.default, (expr) => evaluate(machine, expr, frame));
    const annotation =
      written !== undefined && MAY_CHANGE.has(written.kind)
        ? known(written, (expr) => evaluate(machine, expr, frame))
        : undefined;
    if (fallback !== undefined || annotation !== undefined)
      given.set(param, {
        ...(fallback === undefined ? {} : { default: fallback }),
        ...(annotation?.kind === 'annotated' ? { annotation } : {}),
      });
  }
  return given.size === 0 ? {} : { given };
}

function known(expr: Expr | undefined, read: (expr: Expr) => Value): Value | undefined {
  if (expr === undefined || !MAY_CHANGE.has(expr.kind)) return undefined;
  const value = read(expr);
  return value.kind === 'unknown' ? undefined : value;
}
