import type { Expr, Stmt } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';

/**
 * Conditions of which any one lets the caller in: `not (user.is_admin or user.is_staff)`, `not user.is_admin and not user.is_staff`,
 * or a local that was given such an expression.
 */
export function alternativesIn(code: CodeBody, test: Expr): readonly Expr[] | undefined {
  const plain = settled(code, test);
  if (plain.kind === 'unary' && plain.op === 'not') return alternativesIn(code, plain.operand);
  if (plain.kind !== 'boolop') return undefined;
  const isAlike = plain.op === 'or' ? speaksFor : speaksAgainst;
  return plain.values.every((value) => isAlike(settled(code, value))) ? plain.values : undefined;
}

/** One demand of many that do: what all of them ask for is asked for, and of the rest any member will do. */
export function anyOf(demands: readonly ReadonlySet<string>[]): readonly string[] {
  const [first = new Set<string>()] = demands;
  const common = [...first].filter((one) => demands.every((other) => other.has(one)));
  const own = demands.map((one) => [...one].filter((demand) => !common.includes(demand)));
  if (own.every((one) => one.length === 1)) return [...common, [...new Set(own.flat())].sort().join('|')];
  return [...new Set(demands.flatMap((one) => [...one]))];
}

/** A local that is bound once, and to a condition. */
function settled(code: CodeBody, expr: Expr): Expr {
  if (expr.kind !== 'name') return expr;
  const values: (Expr | undefined)[] = [];
  walk(
    code.body,
    (node) => {
      if (bindsName(node, expr.id)) values.push(node.kind === 'assign' ? node.value : undefined);
    },
    { scope: 'own' },
  );
  const [value] = values;
  return values.length === 1 && value !== undefined && CONDITIONS.has(value.kind) ? value : expr;
}

const CONDITIONS: ReadonlySet<Expr['kind']> = new Set(['boolop', 'unary', 'compare', 'attribute'] as const);

function bindsName(node: Expr | Stmt, name: string): boolean {
  const targets = node.kind === 'assign' ? node.targets : node.kind === 'augassign' ? [node.target] : [];
  return targets.some((target) => target.kind === 'name' && target.id === name);
}

function speaksAgainst(expr: Expr): boolean {
  if (expr.kind === 'compare') return expr.ops.every((op) => op === '!=' || op === 'not in' || op === 'is not');
  return expr.kind === 'unary' && expr.op === 'not';
}

/** Not what shuts an account out, `user.disabled or user.banned`, nor what asks whether there is one. */
function speaksFor(expr: Expr): boolean {
  if (expr.kind === 'attribute') return !SHUTS_OUT.test(expr.attr);
  if (expr.kind === 'compare') return expr.ops.every((op) => op === '==' || op === 'in');
  return expr.kind === 'boolop' || expr.kind === 'call' || expr.kind === 'name';
}

const SHUTS_OUT =
  /(?:^|_)(?:disabled|blocked|banned|locked|suspended|expired|deleted|revoked|archived|deactivated|inactive|anonymous|missing|invalid)$/;
