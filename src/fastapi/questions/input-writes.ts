import type { Call, Dict, Expr } from '../../python/syntax.ts';
import { dottedName } from '../../python/walk.ts';
import type { CallSite, Code, DataModel, Facts } from '../facts.ts';
import { callAt, nodesIn, within } from './auth-code.ts';

/** Places where a whole body is written into a stored object. */

export interface Write {
  readonly call: CallSite;
  /** The class of the stored object. */
  readonly stored: DataModel;
  /** What is written: the body model, or a mapping without a type. */
  readonly body: DataModel | 'mapping';
  /** Keys that are left out or set by the code itself. */
  readonly fixed: ReadonlySet<string>;
}

interface Source {
  readonly body: DataModel | 'mapping';
  readonly fixed: ReadonlySet<string>;
}

const DUMPS = /^(dict|model_dump)$/;

export function writesIn(facts: Facts, code: Code): readonly Write[] {
  return code.calls.flatMap((call): readonly Write[] => [...constructed(facts, code, call), ...validated(facts, code, call), ...looped(facts, code, call), ...updated(facts, code, call)]);
}

/** `User(**body.model_dump())`. */
function constructed(facts: Facts, code: Code, call: CallSite): readonly Write[] {
  const stored = storedClass(facts, code, call.node.func);
  const unpacked = call.node.args.find(({ unpack }) => unpack === '**');
  if (stored === undefined || unpacked === undefined) return [];
  return write(facts, code, { call, stored, value: unpacked.value, extra: call.node.args.flatMap(({ name }) => name ?? []) });
}

/** `User.model_validate(body)`, `User.from_orm(body)`; `update={...}` wins over the body. */
function validated(facts: Facts, code: Code, call: CallSite): readonly Write[] {
  const { func } = call.node;
  if (func.kind !== 'attribute' || !/^(model_validate|from_orm|parse_obj)$/.test(func.attr)) return [];
  const stored = storedClass(facts, code, func.value);
  const value = call.argumentNode('obj', 0);
  return stored === undefined || value === undefined ? [] : write(facts, code, { call, stored, value, extra: updateKeys(code, call) });
}

/** `for key, value in body.model_dump().items(): setattr(user, key, value)`. */
function looped(facts: Facts, code: Code, call: CallSite): readonly Write[] {
  if (call.callee !== 'builtins.setattr') return [];
  const [object, key] = call.node.args.map(({ value }) => value);
  const stored = object === undefined ? undefined : storedObject(facts, code, object);
  if (stored === undefined || key?.kind !== 'name') return [];
  const loop = nodesIn(code.body).find((node) => node.kind === 'for' && within(call.node, node) && node.target.kind === 'tuple' && node.target.items.some((item) => item.kind === 'name' && item.id === key.id));
  if (loop?.kind !== 'for' || loop.iter.kind !== 'call' || loop.iter.func.kind !== 'attribute' || loop.iter.func.attr !== 'items') return [];
  const chosen = nodesIn(code.body).some((node) => node.kind === 'if' && within(node, loop) && nodesIn(node.test).some((one) => one.kind === 'name' && one.id === key.id));
  return chosen ? [] : write(facts, code, { call, stored, value: loop.iter.func.value, extra: [] });
}

/** `user.sqlmodel_update(body)`, `db.query(User).update(body.dict())`, `update(User).values(**body.dict())`. */
function updated(facts: Facts, code: Code, call: CallSite): readonly Write[] {
  const { func, args } = call.node;
  if (func.kind !== 'attribute' || !/^(sqlmodel_update|update|values|update_from_dict)$/.test(func.attr)) return [];
  const value = args.find(({ name, unpack }) => (unpack === '**' || unpack === undefined) && name === undefined)?.value;
  const stored = storedObject(facts, code, func.value);
  return stored === undefined || value === undefined ? [] : write(facts, code, { call, stored, value, extra: updateKeys(code, call) });
}

function updateKeys(code: Code, call: CallSite): readonly string[] {
  const value = call.argumentNode('update');
  return value === undefined ? [] : keysOf(code, value);
}

function write(facts: Facts, code: Code, at: { readonly call: CallSite; readonly stored: DataModel; readonly value: Expr; readonly extra: readonly string[] }): readonly Write[] {
  const source = sourceOf(facts, code, at.value, 4);
  if (source === undefined) return [];
  return [{ call: at.call, stored: at.stored, body: source.body, fixed: new Set([...source.fixed, ...at.extra]) }];
}

/** What a value is made of: a parameter, its dump, a copy of either with some keys set or taken out. */
function sourceOf(facts: Facts, code: Code, expr: Expr, depth: number): Source | undefined {
  if (depth === 0) return undefined;
  if (expr.kind === 'name') return parameterSource(facts, code, expr) ?? localSource(facts, code, expr.id, depth);
  if (expr.kind === 'dict') return dictSource(facts, code, expr, depth);
  if (expr.kind !== 'call') return undefined;
  if (expr.func.kind === 'attribute' && DUMPS.test(expr.func.attr)) return dumped(facts, code, expr, expr.func.value, depth);
  const callee = callAt(code, expr)?.callee ?? '';
  const first = expr.args[0]?.value;
  return first !== undefined && /^(builtins\.dict|fastapi\.encoders\.jsonable_encoder)$/.test(callee) ? dumped(facts, code, expr, first, depth) : undefined;
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
  if (param?.annotation === undefined) return undefined;
  const type = facts.valueIn(code.module, param.annotation);
  const model = facts.modelOf(type);
  if (model !== undefined) return model.kind === 'orm' || model.kind === 'settings' ? undefined : { body: model, fixed: setLater(code, expr.id) };
  const base = type.kind === 'annotated' ? type.base : type;
  const isMapping = (base.kind === 'external' && /^(builtins\.dict|typing\.Dict)$/.test(base.name)) || (base.kind === 'external-call' && /^(builtins\.dict|typing\.Dict)\[\]$/.test(base.callee));
  return isMapping ? { body: 'mapping', fixed: setLater(code, expr.id) } : undefined;
}

function localSource(facts: Facts, code: Code, name: string, depth: number): Source | undefined {
  const values = nodesIn(code.body).flatMap((node) => (node.kind === 'assign' && node.value !== undefined && node.targets.some((target) => target.kind === 'name' && target.id === name) ? [node.value] : []));
  const [only] = values;
  const inner = values.length === 1 && only !== undefined ? sourceOf(facts, code, only, depth - 1) : undefined;
  return inner === undefined ? undefined : { ...inner, fixed: new Set([...inner.fixed, ...setLater(code, name)]) };
}

/** `{**body.dict(), "is_admin": False}`. */
function dictSource(facts: Facts, code: Code, dict: Dict, depth: number): Source | undefined {
  const unpacked = dict.entries.find(({ key }) => key === undefined);
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
      const first = node.kind === 'call' && node.func.kind === 'attribute' && node.func.attr === 'pop' && isIt(node.func.value) ? node.args[0]?.value : undefined;
      return first?.kind === 'string' ? [first.value] : [];
    }),
  );
}

function keysOf(code: Code, expr: Expr): readonly string[] {
  const value = code.valueOf(expr);
  if (value.kind === 'dict') return value.entries.flatMap(({ key }) => (key.kind === 'string' ? [key.value] : []));
  if (value.kind === 'set' || value.kind === 'list' || value.kind === 'tuple') return value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  return [];
}

function storedClass(facts: Facts, code: Code, expr: Expr | undefined): DataModel | undefined {
  if (expr === undefined || dottedName(expr) === undefined) return undefined;
  const value = code.valueOf(expr);
  const model = value.kind === 'class' ? facts.modelOf(value) : undefined;
  return model !== undefined && isStored(model) ? model : undefined;
}

/** The class of the rows that an expression gives: `db.query(User)`, `update(User).where(...)`, `await db.get(User, id)`. */
function storedObject(facts: Facts, code: Code, expr: Expr, depth = 8): DataModel | undefined {
  if (depth === 0) return undefined;
  if (expr.kind === 'await') return storedObject(facts, code, expr.value, depth);
  if (expr.kind === 'name') {
    const value = code.valueOf(expr);
    const model = value.kind === 'instance' ? facts.modelOf(value) : undefined;
    if (model !== undefined) return isStored(model) ? model : undefined;
    const assigned = nodesIn(code.body).find((node) => node.kind === 'assign' && node.targets.some((target) => target.kind === 'name' && target.id === expr.id));
    return assigned?.kind === 'assign' && assigned.value !== undefined ? storedObject(facts, code, assigned.value, depth - 1) : undefined;
  }
  if (expr.kind !== 'call') return undefined;
  const first = expr.args[0]?.value;
  const named = storedClass(facts, code, first) ?? storedClass(facts, code, expr.func);
  if (named !== undefined) return named;
  const inner = first?.kind === 'call' || first?.kind === 'name' ? storedObject(facts, code, first, depth - 1) : undefined;
  return inner ?? (expr.func.kind === 'attribute' ? storedObject(facts, code, expr.func.value, depth - 1) : undefined);
}

/** SQLModel classes are tables only with `table=True`. */
export function isStored(model: DataModel): boolean {
  return model.kind === 'orm' || (model.kind === 'sqlmodel' && model.class.def.bases.some(({ name, value }) => name === 'table' && value.kind === 'bool' && value.value));
}
