import { treeOf } from '../../dependency-tree.ts';
import type { Expr } from '../../../python/syntax.ts';
import { anyBelow } from '../../../python/walk.ts';
import type { Code, Facts } from '../../facts.ts';
import type { Parameter, Route } from '../../model.ts';
import type { Value } from '../../value.ts';
import { textOfValue } from '../../values.ts';
import { nodesIn } from '../code.ts';
import { wordsOf } from '../authentication/names.ts';
import { mayLimit } from './bounds.ts';
import { constrainedName, partsOf, shapeOf } from './types.ts';
import { reachableCode, reachableFrom } from '../http/bodies.ts';

/** Query parameters that say how much of a list is read. */

const CERTAIN =
  /^(limit|page_size|per_page|pagesize|perpage|items_per_page|results_per_page|rows_per_page|max_results|num_results|page_limit|limit_per_page|result_limit|max_items|page_length)$/;
const LIKELY = /^(size|count|take|top|first|rows|num|n|length)$/;
const BESIDE = /^(page|page_number|page_num|skip|offset|start|cursor|after|before|page_token|page_index)$/;
const UPPER: ReadonlySet<string> = new Set(['le', 'lt', 'maximum']);

/** True when the name says so, alone or beside an offset. */
export function namesPageSize(name: string, beside: readonly string[]): boolean {
  const plain = wordsOf(name).join('_');
  return CERTAIN.test(plain) || (LIKELY.test(plain) && beside.some((other) => BESIDE.test(wordsOf(other).join('_'))));
}

/** The name that callers send: `alias="pageSize"` where there is one. */
export function sentName({ name, marker, annotation }: Parameter): string {
  const declared = [
    ...(marker === undefined ? [] : [marker]),
    ...(annotation === undefined ? [] : shapeOf(annotation).metadata),
  ];
  for (const one of declared) {
    const alias = one.kind === 'external-call' ? textOfValue(one.args.keywords.get('alias')) : undefined;
    if (alias !== undefined) return alias;
  }
  return name;
}

/** A whole number without an upper bound in its declaration. */
export function lacksUpperBound(parameter: Parameter): boolean {
  const { annotation, marker, default: fallback } = parameter;
  if (annotation === undefined || !isWholeNumber(annotation)) return false;
  const shape = shapeOf(annotation);
  return ![
    ...shape.metadata,
    ...(marker === undefined ? [] : [marker]),
    ...(fallback === undefined ? [] : [fallback]),
  ].some((one) => mayLimit(one, UPPER));
}

/** `int`, `PositiveInt`, optional or not; a `float` is no page size. */
export function isWholeNumber(annotation: Value): boolean {
  const whole = partsOf(annotation).filter(({ kind }) => kind !== 'none');
  return (
    whole.length > 0 &&
    whole.every((part) => constrainedName(part) === 'conint' || (part.kind === 'external' && WHOLE.test(part.name)))
  );
}

const WHOLE = /^(builtins\.int|pydantic(\.types)?\.(StrictInt|PositiveInt|NonNegativeInt))$/;

/** The code that sees the value compares it or takes a minimum: `limit = min(limit, 100)`, `if limit > 100`. */
export function isClamped(facts: Facts, route: Route, name: string): boolean {
  const handler = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  const bodies = [
    ...(handler === undefined ? [] : reachableCode(facts, handler, 2)),
    ...treeOf(route.dependencies).flatMap(({ value }) => reachableFrom(facts, value, 1)),
  ];
  return bodies.some((code) => clamps(code, name));
}

function clamps(code: Code, name: string): boolean {
  return nodesIn(code.body).some((node) => {
    if (
      node.kind === 'call' &&
      node.func.kind === 'name' &&
      /^(min|clamp|validate_\w*|check_\w*|clip|normali[sz]e_\w*)$/.test(node.func.id)
    )
      return node.args.some(({ value }) => reads(value, name));
    if (node.kind === 'call' && node.func.kind === 'attribute' && /^(min|clamp|clip)$/.test(node.func.attr))
      return node.args.some(({ value }) => reads(value, name));
    if (node.kind !== 'compare' || !node.ops.some((op) => /^[<>]=?$|^(not )?in$/.test(op))) return false;
    return isUpper(node.ops, [node.left, ...node.comparators], name);
  });
}

/** `limit > 100`, `1 <= limit <= 100`, not `limit > 0`. */
function isUpper(ops: readonly string[], operands: readonly Expr[], name: string): boolean {
  return ops.some((op, index) => {
    const [left, right] = [operands[index], operands[index + 1]];
    if (left === undefined || right === undefined) return false;
    if (op.endsWith('in')) return reads(left, name);
    const other = reads(left, name) ? right : reads(right, name) ? left : undefined;
    return other !== undefined && !(other.kind === 'number' && other.value <= 1);
  });
}

function reads(expr: Expr, name: string): boolean {
  return anyBelow(
    expr,
    (node) => (node.kind === 'name' && node.id === name) || (node.kind === 'attribute' && node.attr === name),
  );
}
