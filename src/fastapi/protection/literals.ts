import type { Call, Expr } from '../../python/syntax.ts';
import { walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import type { FunctionValue } from '../value.ts';
import type { Body } from './body.ts';

/** For a body that nobody calls with literals. */
export const NO_LITERALS: ReadonlyMap<string, Expr> = new Map();

/** What a call settles of the function that it runs: `check(user, optional=True)`, or the default where it says nothing. */
export function literalsOf(call: Call, target: FunctionValue, code: CodeBody): Pick<Body, 'literals'> {
  const { params } = target.def;
  if (call.args.some((one) => one.unpack !== undefined)) return {};
  const bound = params[0]?.name === 'self' || params[0]?.name === 'cls' ? 1 : 0;
  const positional = call.args.filter((one) => one.name === undefined);
  const literals = new Map<string, Expr>();
  params.slice(bound).forEach((param, place) => {
    const named = call.args.find((one) => one.name === param.name);
    const given = (named ?? (param.kind === 'keyword-only' ? undefined : positional[place]))?.value ?? param.default;
    if (given !== undefined && isLiteral(given) && !isReassigned(code, param.name)) literals.set(param.name, given);
  });
  return literals.size === 0 ? {} : { literals };
}

/** Truth of a condition on settled parameters alone: `optional`, `role is None`. */
export function literalTruth(test: Expr, literals: ReadonlyMap<string, Expr>): boolean | undefined {
  if (test.kind === 'name') {
    const value = literals.get(test.id);
    return value === undefined ? undefined : isTrue(value);
  }
  if (test.kind !== 'compare' || test.left.kind !== 'name') return undefined;
  const value = literals.get(test.left.id);
  const [right] = test.comparators;
  const op = test.ops[0] ?? '';
  if (value === undefined || right === undefined || !isLiteral(right) || !/^(is|is not|==|!=)$/.test(op))
    return undefined;
  const same = literalText(value) === literalText(right);
  return same === (op === 'is' || op === '==');
}

/** `True`, `False` or `None`. */
export function literalText(expr: Expr): string {
  return expr.kind === 'bool' ? String(expr.value) : expr.kind;
}

function isLiteral(expr: Expr): boolean {
  return expr.kind === 'bool' || expr.kind === 'none';
}

function isTrue(expr: Expr): boolean {
  return expr.kind === 'bool' && expr.value;
}

const reassigned = new WeakMap<CodeBody, ReadonlySet<string>>();

function isReassigned(code: CodeBody, name: string): boolean {
  const known = reassigned.get(code) ?? namesBoundIn(code);
  reassigned.set(code, known);
  return known.has(name);
}

function namesBoundIn(code: CodeBody): ReadonlySet<string> {
  const names = new Set<string>();
  walk(
    code.body,
    (node) => {
      const targets =
        node.kind === 'assign'
          ? node.targets
          : node.kind === 'augassign' || node.kind === 'walrus' || node.kind === 'for'
            ? [node.target]
            : [];
      for (const one of targets) if (one.kind === 'name') names.add(one.id);
    },
    { scope: 'own' },
  );
  return names;
}
