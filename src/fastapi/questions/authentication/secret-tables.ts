import type { Expr, Stmt } from '../../../python/syntax.ts';
import type { Code, Facts } from '../../facts.ts';
import type { DictValue, Value } from '../../value.ts';
import { nodesIn } from '../code.ts';
import { decidesAccess, operandName, secretComparisons } from './compare.ts';
import { namesCredential } from './names.ts';
import { literalsOf, type LiteralSecret } from './secret-literals.ts';

/** Keys of callers that stand in a dict: `API_KEYS = {"partner": "…"}`, compared in a loop or looked up. */
export function tableSecrets(facts: Facts): readonly LiteralSecret[] {
  return facts.codes.flatMap((code) => {
    const uses = [...compared(code), ...lookedUp(code)];
    return uses.length > 0 && decidesAccess(facts, code) ? uses.flatMap((use) => literalIn(code, use)) : [];
  });
}

/** A table, and which of its sides callers have to know. */
interface TableUse {
  readonly table: Expr;
  readonly side: 'keys' | 'values';
}

function compared(code: Code): readonly TableUse[] {
  return secretComparisons(code).flatMap(({ left, right, op }) => {
    if (op === 'in' || op === 'not in') return membership(code, right);
    return [left, right].flatMap((side) => entryOf(code, side));
  });
}

/** `key in API_KEYS`, `key in API_KEYS.values()`. */
function membership(code: Code, expr: Expr): readonly TableUse[] {
  const view = viewOf(expr);
  if (view !== undefined) return [{ table: view.table, side: view.name === 'values' ? 'values' : 'keys' }];
  return code.valueOf(expr).kind === 'dict' ? [{ table: expr, side: 'keys' }] : [];
}

/** `PASSWORDS[name]`, `PASSWORDS.get(name)`, and `key` of `for name, key in API_KEYS.items()`. */
function entryOf(code: Code, expr: Expr): readonly TableUse[] {
  if (expr.kind === 'subscript') return [{ table: expr.value, side: 'values' }];
  if (expr.kind === 'call' && expr.func.kind === 'attribute' && expr.func.attr === 'get')
    return [{ table: expr.func.value, side: 'values' }];
  if (expr.kind !== 'name') return [];
  return nodesIn(code.body).flatMap((node) => loopsOver(node, expr.id));
}

/** What a loop or comprehension binds the name to. */
function loopsOver(node: Expr | Stmt, name: string): readonly TableUse[] {
  const loops = node.kind === 'for' ? [node] : node.kind === 'comprehension' ? node.generators : [];
  return loops.flatMap(({ target, iter }) => {
    const view = viewOf(iter);
    if (view === undefined) return [];
    if (view.name !== 'items')
      return isNamed(target, name) ? [{ table: view.table, side: view.name === 'keys' ? 'keys' : 'values' }] : [];
    if (target.kind !== 'tuple') return [];
    const at = target.items.findIndex((item) => isNamed(item, name));
    return at < 0 ? [] : [{ table: view.table, side: at === 0 ? 'keys' : 'values' }];
  });
}

function viewOf(expr: Expr): { readonly table: Expr; readonly name: string } | undefined {
  if (expr.kind !== 'call' || expr.func.kind !== 'attribute') return undefined;
  const { attr, value } = expr.func;
  return /^(items|keys|values)$/.test(attr) ? { table: value, name: attr } : undefined;
}

const isNamed = (expr: Expr, name: string): boolean => expr.kind === 'name' && expr.id === name;

/** `API_KEYS.get(x_api_key)`, `API_KEYS[x_api_key]`. */
function lookedUp(code: Code): readonly TableUse[] {
  return nodesIn(code.body).flatMap((node): readonly TableUse[] => {
    const [table, key] =
      node.kind === 'subscript'
        ? [node.value, node.index[0]]
        : node.kind === 'call' && node.func.kind === 'attribute' && node.func.attr === 'get'
          ? [node.func.value, node.args[0]?.value]
          : [];
    const name = key === undefined || key.kind === 'string' ? undefined : operandName(key);
    return table !== undefined && name !== undefined && namesCredential(name) ? [{ table, side: 'keys' }] : [];
  });
}

/** The first of them stands for the table. Short and made-up texts are examples. */
function literalIn(code: Code, { table, side }: TableUse): readonly LiteralSecret[] {
  const value = code.valueOf(table);
  if (value.kind !== 'dict') return [];
  const name = operandName(table) ?? 'the table';
  return textsOf(value, side)
    .flatMap((text) => literalsOf(text, name, 'compares'))
    .filter(({ site }) => site.path === value.site.path)
    .slice(0, 1);
}

/** Shorter than that nobody hands out. */
const SHORTEST = 8;

/** What is looked up may be a word that names something; a key has digits in it. */
const WORDLESS = /\d/;

function textsOf({ entries }: DictValue, side: TableUse['side']): readonly Value[] {
  return entries
    .map((entry) => (side === 'keys' ? entry.key : entry.value))
    .filter(
      (text) =>
        text.kind === 'string' && text.value.length >= SHORTEST && (side === 'values' || WORDLESS.test(text.value)),
    );
}
