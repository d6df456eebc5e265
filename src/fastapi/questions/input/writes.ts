import type { Expr, For } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import type { CallSite, Code, DataModel, Facts } from '../../facts.ts';
import { nodesIn, within } from '../code.ts';
import { keysOf, sourceOf } from './sources.ts';

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

export function writesIn(facts: Facts, code: Code): readonly Write[] {
  return code.calls.flatMap((call): readonly Write[] => [
    ...constructed(facts, code, call),
    ...validated(facts, code, call),
    ...looped(facts, code, call),
    ...updated(facts, code, call),
    ...kept(facts, code, call),
  ]);
}

/** `session.add(user)`, `await user.insert()`, where the row itself is what the caller sent. */
function kept(facts: Facts, code: Code, call: CallSite): readonly Write[] {
  const { func, args } = call.node;
  if (func.kind !== 'attribute') return [];
  const [first] = args;
  const row = /^(add|merge)$/.test(func.attr)
    ? first?.value
    : /^(insert|save|create)$/.test(func.attr) && args.length === 0
      ? func.value
      : undefined;
  const param = row?.kind === 'name' ? code.def?.params.find(({ name }) => name === row.id) : undefined;
  const stored = param?.annotation === undefined ? undefined : storedClass(facts, code, param.annotation);
  if (param === undefined || stored === undefined || param.default !== undefined) return [];
  const fixed = nodesIn(code.body).flatMap((node) =>
    node.kind === 'assign'
      ? node.targets.flatMap((target) =>
          target.kind === 'attribute' && target.value.kind === 'name' && target.value.id === param.name
            ? [target.attr]
            : [],
        )
      : [],
  );
  return [{ call, stored, body: stored, fixed: new Set(fixed) }];
}

/** `User(**body.model_dump())`, `User.create(**body.model_dump())`. */
function constructed(facts: Facts, code: Code, call: CallSite): readonly Write[] {
  const { func } = call.node;
  const stored =
    storedClass(facts, code, func) ??
    (func.kind === 'attribute' && /^(create|get_or_create|update_or_create)$/.test(func.attr)
      ? storedClass(facts, code, withoutManager(func.value))
      : undefined);
  const unpacked = call.node.args.find(({ unpack }) => unpack === '**');
  if (stored === undefined || unpacked === undefined) return [];
  return write(facts, code, {
    call,
    stored,
    value: unpacked.value,
    extra: call.node.args.flatMap(({ name }) => name ?? []),
  });
}

/** `User` of `User.objects`. */
function withoutManager(expr: Expr): Expr {
  return expr.kind === 'attribute' && expr.attr === 'objects' ? expr.value : expr;
}

/** `User.model_validate(body)`, `User.from_orm(body)`; `update={...}` wins over the body. */
function validated(facts: Facts, code: Code, call: CallSite): readonly Write[] {
  const { func } = call.node;
  if (func.kind !== 'attribute' || !/^(model_validate|from_orm|parse_obj)$/.test(func.attr)) return [];
  const stored = storedClass(facts, code, func.value);
  const value = call.argumentNode('obj', 0);
  return stored === undefined || value === undefined
    ? []
    : write(facts, code, { call, stored, value, extra: updateKeys(code, call) });
}

/** `for key, value in body.model_dump().items(): setattr(user, key, value)`. */
function looped(facts: Facts, code: Code, call: CallSite): readonly Write[] {
  if (call.callee !== 'builtins.setattr') return [];
  const [object, key] = call.node.args.map(({ value }) => value);
  const stored = object === undefined ? undefined : storedObject(facts, code, object);
  if (stored === undefined || key?.kind !== 'name') return [];
  const loop = nodesIn(code.body).find(
    (node): node is For => node.kind === 'for' && within(call.node, node) && bindsKey(node.target, key.id),
  );
  const value = loop === undefined ? undefined : loopedOver(loop);
  if (loop === undefined || value === undefined) return [];
  const chosen = nodesIn(code.body).some(
    (node) =>
      node.kind === 'if' &&
      within(node, loop) &&
      nodesIn(node.test).some((one) => one.kind === 'name' && one.id === key.id && !isAskedFor(node.test, one)),
  );
  return chosen ? [] : write(facts, code, { call, stored, value, extra: [] });
}

/** `if hasattr(user, key)`: every field that there is. */
function isAskedFor(test: Expr, key: Expr): boolean {
  return nodesIn(test).some(
    (one) => one.kind === 'call' && one.func.kind === 'name' && one.func.id === 'hasattr' && one.args[1]?.value === key,
  );
}

function bindsKey(target: Expr, key: string): boolean {
  const [first] = target.kind === 'tuple' ? target.items : [target];
  return first?.kind === 'name' && first.id === key;
}

/** `for key, value in data.items()`, `for key, value in model`, `for key in data`, `for key in data.keys()`. */
function loopedOver({ target, iter }: For): Expr | undefined {
  const method =
    iter.kind === 'call' && iter.func.kind === 'attribute' && iter.args.length === 0 ? iter.func : undefined;
  if (target.kind === 'tuple') return method?.attr === 'items' ? method.value : iter.kind === 'name' ? iter : undefined;
  return method?.attr === 'keys' ? method.value : iter;
}

/** `user.sqlmodel_update(body)`, `db.query(User).update(body.dict())`, `update(User).values(**body.dict())`. */
function updated(facts: Facts, code: Code, call: CallSite): readonly Write[] {
  const { func, args } = call.node;
  if (func.kind !== 'attribute' || !/^(sqlmodel_update|update|values|update_from_dict|set)$/.test(func.attr)) return [];
  const value = args.find(({ name, unpack }) => (unpack === '**' || unpack === undefined) && name === undefined)?.value;
  const stored = storedObject(facts, code, func.value);
  return stored === undefined || value === undefined
    ? []
    : write(facts, code, { call, stored, value, extra: updateKeys(code, call) });
}

function updateKeys(code: Code, call: CallSite): readonly string[] {
  const value = call.argumentNode('update');
  return value === undefined ? [] : keysOf(code, value);
}

function write(
  facts: Facts,
  code: Code,
  at: { readonly call: CallSite; readonly stored: DataModel; readonly value: Expr; readonly extra: readonly string[] },
): readonly Write[] {
  const source = sourceOf(facts, code, at.value, 4);
  if (source === undefined) return [];
  return [{ call: at.call, stored: at.stored, body: source.body, fixed: new Set([...source.fixed, ...at.extra]) }];
}

function storedClass(facts: Facts, code: Code, expr: Expr | undefined): DataModel | undefined {
  if (expr === undefined || dottedName(expr) === undefined) return undefined;
  const value = code.valueOf(expr);
  const model = value.kind === 'class' ? facts.modelOf(value) : undefined;
  return model !== undefined && isStored(model) ? model : undefined;
}

/** The class of the rows that an expression gives: `db.query(User)`, `update(User).where(...)`, `await db.get(User, id)`. */
export function storedObject(facts: Facts, code: Code, expr: Expr, depth = 8): DataModel | undefined {
  if (depth === 0) return undefined;
  if (expr.kind === 'await' || (expr.kind === 'attribute' && expr.attr === '__dict__'))
    return storedObject(facts, code, expr.value, depth);
  if (expr.kind === 'name') {
    const value = code.valueOf(expr);
    const model = value.kind === 'instance' || value.kind === 'class' ? facts.modelOf(value) : undefined;
    if (model !== undefined) return isStored(model) ? model : undefined;
    const assigned = nodesIn(code.body).find(
      (node) =>
        node.kind === 'assign' && node.targets.some((target) => target.kind === 'name' && target.id === expr.id),
    );
    return assigned?.kind === 'assign' && assigned.value !== undefined
      ? storedObject(facts, code, assigned.value, depth - 1)
      : undefined;
  }
  if (expr.kind !== 'call') return undefined;
  const first = expr.args[0]?.value;
  const named = storedClass(facts, code, first) ?? storedClass(facts, code, expr.func);
  if (named !== undefined) return named;
  const inner =
    first?.kind === 'call' || first?.kind === 'name' ? storedObject(facts, code, first, depth - 1) : undefined;
  return inner ?? (expr.func.kind === 'attribute' ? storedObject(facts, code, expr.func.value, depth - 1) : undefined);
}

const NAMED_STORED = /(InDB|InDb|DB|Record|Row|Entity)$/;

/** Where there is no database, the name says what is kept. */
export function isStored(model: DataModel): boolean {
  return (
    isTable(model) ||
    ((model.kind === 'pydantic' || model.kind === 'dataclass') && NAMED_STORED.test(model.class.qualname))
  );
}

/** SQLModel classes are tables only with `table=True`. */
export function isTable(model: DataModel): boolean {
  return (
    model.kind === 'orm' ||
    (model.kind === 'sqlmodel' &&
      model.class.def.bases.some(({ name, value }) => name === 'table' && value.kind === 'bool' && value.value))
  );
}
