import { treeOf } from '../../dependency-tree.ts';
import type { Expr, Stmt } from '../../../python/syntax.ts';
import { walk } from '../../../python/walk.ts';
import type { Code, Facts } from '../../facts.ts';
import type { DependencyUse } from '../../model.ts';
import type { FunctionValue, Value } from '../../value.ts';
import { callAt, mentions, nodesIn } from '../code.ts';

/** Who takes `SecurityScopes`, and whether anything becomes of it beside the text of a challenge. */

export function takesScopes({ parameters }: DependencyUse): boolean {
  return parameters.some(({ annotation }) => isScopes(annotation));
}

/** The dependency, or one below it, holds the scopes against what the caller has. */
export function checksScopes(facts: Facts, use: DependencyUse): boolean {
  return treeOf([use]).some((one) => {
    const fn = calledFunction(facts, one.value);
    const code = fn === undefined ? undefined : facts.codeOf(fn);
    if (fn?.def.kind !== 'function' || code === undefined) return takesScopes(one);
    const names = fn.def.params.flatMap(({ name, annotation }) =>
      annotation !== undefined && isScopes(facts.valueIn(fn.module, annotation)) ? [name] : [],
    );
    return names.some((name) => isHeld(facts, code, name, 3));
  });
}

function isScopes(annotation: Value | undefined): boolean {
  if (annotation?.kind === 'annotated') return isScopes(annotation.base);
  return annotation?.kind === 'external' && annotation.name.endsWith('SecurityScopes');
}

function calledFunction(facts: Facts, value: Value): FunctionValue | undefined {
  switch (value.kind) {
    case 'function':
      return value;
    case 'bound-method':
      return value.function;
    case 'partial':
      return calledFunction(facts, value.function);
    case 'instance':
      return facts.methodOf(value.class, '__call__');
    case 'class':
      return facts.methodOf(value, '__init__');
    default:
      return undefined;
  }
}

/** Something is done with the scopes that is neither a text of them nor the question whether there are any. */
function isHeld(facts: Facts, code: Code, name: string, depth: number): boolean {
  const texts = nodesIn(code.body).flatMap(textParts);
  let held = false;
  walk(code.body, (node) => {
    if (held || isText(texts, node)) return false;
    if (node.kind === 'attribute' && node.value.kind === 'name' && node.value.id === name) {
      held = true;
      return false;
    }
    if (node.kind === 'call') held = isHandedOn(facts, code, node, name, depth);
    return !held;
  });
  return held;
}

function isText(texts: readonly Expr[], node: Expr | Stmt): boolean {
  return texts.some((text) => text === node);
}

/** `f"Bearer scope={scopes.scope_str}"`, `"Bearer " + scopes.scope_str`, `if scopes.scopes:`, `" ".join(scopes.scopes)`. */
function textParts(node: Expr | Stmt): readonly Expr[] {
  if (node.kind === 'fstring') return [node];
  if (node.kind === 'if' || node.kind === 'conditional') return [bare(node.test)];
  if (node.kind === 'binary' && (node.op === '+' || node.op === '%'))
    return [node.left, node.right].filter(isJoinedText);
  if (node.kind === 'call' && node.func.kind === 'attribute' && /^(join|format)$/.test(node.func.attr)) return [node];
  // `{"scope": scopes.scope_str}`, `authenticate = scopes.scope_str`.
  if (node.kind === 'dict') return node.entries.map(({ value }) => value).filter(isJoinedText);
  return [];
}

function isJoinedText(expr: Expr): boolean {
  return expr.kind === 'attribute' && expr.attr === 'scope_str';
}

/** `scopes.scopes` of `not scopes.scopes` and `len(scopes.scopes) > 0`. */
function bare(test: Expr): Expr {
  if (test.kind === 'unary') return bare(test.operand);
  if (test.kind === 'compare') return bare(test.left);
  const isCount = test.kind === 'call' && test.func.kind === 'name' && /^(len|bool)$/.test(test.func.id);
  const inner = isCount ? test.args[0]?.value : test;
  return inner?.kind === 'attribute' && /^(scopes|scope_str)$/.test(inner.attr) ? inner : { ...test };
}

/** The scopes as a whole go to another function: to one of ours, which is asked the same; to one that cannot be read. */
function isHandedOn(
  facts: Facts,
  code: Code,
  node: Extract<Expr, { kind: 'call' }>,
  name: string,
  depth: number,
): boolean {
  const given = node.args.findIndex(({ value }) => value.kind === 'name' && value.id === name);
  const argument = node.args[given];
  if (argument === undefined) return false;
  const target = callAt(code, node)?.target;
  const inner = target === undefined ? undefined : facts.codeOf(target);
  if (target?.def.kind !== 'function' || inner === undefined || depth === 0) return true;
  const { params } = target.def;
  const bound = params[0]?.name === 'self' || params[0]?.name === 'cls' ? 1 : 0;
  const taken = argument.name ?? params[given + bound]?.name;
  return taken === undefined || !mentions(inner.body, new Set([taken]))
    ? false
    : isHeld(facts, inner, taken, depth - 1);
}
