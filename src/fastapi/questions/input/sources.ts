import type { Call, Dict, Expr } from '../../../python/syntax.ts';
import type { Code, DataModel, Facts } from '../../facts.ts';
import { callAt, nodesIn } from '../code.ts';
import { callsTo } from '../reach.ts';

/** Where the value of a write comes from. */

export interface Source {
  readonly body: DataModel | 'mapping';
  readonly fixed: ReadonlySet<string>;
}

const DUMPS = /^(dict|model_dump)$/;

/** What a value is made of: a parameter, its dump, a copy of either with some keys set or taken out. */
export function sourceOf(facts: Facts, code: Code, expr: Expr, depth: number): Source | undefined {
  if (depth === 0) return undefined;
  if (expr.kind === 'name') return parameterSource(facts, code, expr) ?? localSource(facts, code, expr.id, depth);
  if (expr.kind === 'dict') return dictSource(facts, code, expr, depth);
  if (expr.kind === 'await') return sourceOf(facts, code, expr.value, depth);
  if (expr.kind !== 'call') return undefined;
  if (isRequestJson(facts, code, expr)) return { body: 'mapping', fixed: new Set() };
  if (expr.func.kind === 'attribute' && DUMPS.test(expr.func.attr))
    return dumped(facts, code, expr, expr.func.value, depth);
  const callee = callAt(code, expr)?.callee ?? '';
  const first = expr.args[0]?.value;
  return first !== undefined && /^(builtins\.dict|fastapi\.encoders\.jsonable_encoder)$/.test(callee)
    ? dumped(facts, code, expr, first, depth)
    : undefined;
}

/** `request.json()` of a parameter that is the request. */
function isRequestJson(facts: Facts, code: Code, { func }: Call): boolean {
  if (func.kind !== 'attribute' || func.attr !== 'json' || func.value.kind !== 'name') return false;
  const { id } = func.value;
  const annotation = code.def?.params.find(({ name }) => name === id)?.annotation;
  const type = annotation === undefined ? undefined : facts.valueIn(code.module, annotation);
  return type?.kind === 'external' && /(^|\.)Request$/.test(type.name);
}

function dumped(facts: Facts, code: Code, call: Call, object: Expr, depth: number): Source | undefined {
  if (call.args.some(({ name, unpack }) => name === 'include' || unpack !== undefined)) return undefined;
  const inner = sourceOf(facts, code, object, depth - 1);
  const exclude = call.args.find(({ name }) => name === 'exclude')?.value;
  if (inner === undefined || exclude === undefined) return inner;
  const names = keysOf(code, exclude);
  return names.length === 0 ? undefined : { ...inner, fixed: new Set([...inner.fixed, ...names]) };
}

function parameterSource(facts: Facts, code: Code, expr: Expr & { readonly kind: 'name' }): Source | undefined {
  const param = code.def?.params.find((one) => one.name === expr.id);
  if (param === undefined) return undefined;
  if (param.annotation === undefined) return handedSource(facts, code, expr.id);
  const type = facts.valueIn(code.module, param.annotation);
  const model = facts.modelOf(type);
  if (model !== undefined)
    return model.kind === 'orm' || model.kind === 'settings'
      ? undefined
      : { body: model, fixed: setLater(code, expr.id) };
  const base = type.kind === 'annotated' ? type.base : type;
  const isMapping =
    (base.kind === 'external' && /^(builtins\.dict|typing\.Dict)$/.test(base.name)) ||
    (base.kind === 'external-call' && /^(builtins\.dict|typing\.Dict)\[\]$/.test(base.callee));
  return isMapping ? { body: 'mapping', fixed: setLater(code, expr.id) } : undefined;
}

/** `create(db, body)` of `def create(db, obj_in)`: what the callers hand over. */
function handedSource(facts: Facts, code: Code, name: string): Source | undefined {
  if (code.def === undefined) return undefined;
  const params = code.def.params.map((param) => param.name);
  const shift = code.owner !== undefined && /^(self|cls)$/.test(params[0] ?? '') ? 1 : 0;
  for (const { code: caller, node } of callsTo(facts, code.def)) {
    const handed = node.args.find((arg) => arg.name === name) ?? node.args[params.indexOf(name) - shift];
    const value = handed?.name === undefined || handed.name === name ? handed?.value : undefined;
    const source = caller !== code && value?.kind === 'name' ? parameterSource(facts, caller, value) : undefined;
    if (source !== undefined) return { ...source, fixed: new Set([...source.fixed, ...setLater(code, name)]) };
  }
  return undefined;
}

function localSource(facts: Facts, code: Code, name: string, depth: number): Source | undefined {
  const values = nodesIn(code.body).flatMap((node) =>
    node.kind === 'assign' &&
    node.value !== undefined &&
    node.targets.some((target) => target.kind === 'name' && target.id === name)
      ? [node.value]
      : [],
  );
  const [only] = values;
  const inner = values.length === 1 && only !== undefined ? sourceOf(facts, code, only, depth - 1) : undefined;
  return inner === undefined ? undefined : { ...inner, fixed: new Set([...inner.fixed, ...setLater(code, name)]) };
}

/** `{**body.dict(), "is_admin": False}`, `{"$set": body.dict()}`. */
function dictSource(facts: Facts, code: Code, dict: Dict, depth: number): Source | undefined {
  const unpacked = dict.entries.find(({ key }) => key === undefined || (key.kind === 'string' && key.value === '$set'));
  const inner = unpacked === undefined ? undefined : sourceOf(facts, code, unpacked.value, depth - 1);
  return inner === undefined ? undefined : { ...inner, fixed: new Set([...inner.fixed, ...keysOf(code, dict)]) };
}

/** `data["role"] = "user"`, `data.pop("role")`, `del data["role"]`, `body.role = "user"`. */
function setLater(code: Code, name: string): ReadonlySet<string> {
  const isIt = (expr: Expr): boolean => expr.kind === 'name' && expr.id === name;
  return new Set(
    nodesIn(code.body).flatMap((node): readonly string[] => {
      if (node.kind === 'assign' || node.kind === 'delete') {
        return node.targets.flatMap((target) => {
          if (target.kind === 'attribute' && isIt(target.value)) return [target.attr];
          const index = target.kind === 'subscript' && isIt(target.value) ? target.index[0] : undefined;
          return index?.kind === 'string' ? [index.value] : [];
        });
      }
      const first =
        node.kind === 'call' && node.func.kind === 'attribute' && node.func.attr === 'pop' && isIt(node.func.value)
          ? node.args[0]?.value
          : undefined;
      return first?.kind === 'string' ? [first.value] : [];
    }),
  );
}

export function keysOf(code: Code, expr: Expr): readonly string[] {
  const value = code.valueOf(expr);
  if (value.kind === 'dict') return value.entries.flatMap(({ key }) => (key.kind === 'string' ? [key.value] : []));
  if (value.kind === 'set' || value.kind === 'list' || value.kind === 'tuple')
    return value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  return [];
}
