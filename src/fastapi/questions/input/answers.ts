import type { Assign, Call, Comprehension, Expr, Return } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import type { Code, DataModel, Facts } from '../../facts.ts';
import type { Value } from '../../value.ts';
import { textOfValue } from '../../values.ts';
import { callAt, lastName, nodesIn, returnsIn } from '../code.ts';
import { assignedTo, standing } from './bindings.ts';
import { partsOf } from './types.ts';

/** What a handler gives back, as far as it can be followed: rows and objects of known classes, keys of literal dicts. */

export interface Answer {
  /** The object that goes out, whole but for the keys that are taken out first. */
  readonly model?: DataModel;
  readonly without?: ReadonlySet<string>;
  /** A key of a literal dict, with what it is given where the handler itself gives it. */
  readonly key?: { readonly name: string; readonly value?: Expr };
  /** It goes out inside a `Response` of the handler's own making: no response model filters it. */
  readonly raw: boolean;
}

interface Walker {
  readonly facts: Facts;
  readonly code: Code;
  /** Names that stand for something else: variables of a comprehension, parameters with what a caller hands over. */
  readonly names: ReadonlyMap<string, Bound>;
  readonly depth: number;
  readonly raw: boolean;
}

/** What a name stands for, and where that is written; nothing once it has been followed. */
type Bound = { readonly at: Walker; readonly expr: Expr } | undefined;

const RESPONSE =
  /^(starlette\.responses|fastapi\.responses)\.(Response|JSONResponse|ORJSONResponse|UJSONResponse|PlainTextResponse)$/;
/** They hand on what they are called on. */
const PASSES =
  /^(all|first|one|one_or_none|scalar|scalars|scalar_one|scalar_one_or_none|unique|fetchall|fetchone|to_list|filter|filter_by|where|order_by|limit|offset|join|outerjoin|execution_options|options|distinct|group_by|with_for_update|prefetch_related|get_or_none|copy|model_copy|values|items)$/;
const DUMPS = /^(dict|model_dump|json|model_dump_json)$/;
const WRAPS =
  /^(fastapi\.encoders\.jsonable_encoder|builtins\.(dict|list|vars|sorted|tuple|reversed)|json\.dumps|orjson\.dumps|dataclasses\.asdict)$/;
const RUNS = /^(execute|exec|scalars|scalar|fetch_all|fetch_one|fetchrow|stream)$/;

/** What each `return` of the body gives. */
export function answersOf(
  facts: Facts,
  code: Code,
): readonly { readonly statement: Return; readonly answers: readonly Answer[] }[] {
  return returnsIn(code).map((statement) => ({
    statement,
    answers:
      statement.value === undefined
        ? []
        : given({ facts, code, names: new Map(), depth: 2, raw: false }, statement.value),
  }));
}

function given(at: Walker, expr: Expr): readonly Answer[] {
  switch (expr.kind) {
    case 'await':
    case 'starred':
      return given(at, expr.value);
    case 'name':
      return givenByName(at, expr.id, expr);
    case 'conditional':
      return [...given(at, expr.body), ...given(at, expr.orelse)];
    case 'boolop':
      return expr.values.flatMap((value) => given(at, value));
    case 'list':
    case 'tuple':
      return expr.items.flatMap((item) => given(at, item));
    case 'dict':
      return expr.entries.flatMap(({ key, value }) => [
        ...(key?.kind === 'string' ? [{ key: { name: key.value, value }, raw: at.raw }] : []),
        ...given(at, value),
      ]);
    case 'comprehension': {
      const row = expr.generators.map(({ iter }) => rowOfColumns(iter)).find((one) => one !== undefined);
      if (row !== undefined) return given(at, row);
      const names = new Map(at.names);
      for (const { target, iter } of expr.generators)
        if (target.kind === 'name') names.set(target.id, { at, expr: iter });
      return given({ ...at, names }, attributesCopied(expr) ?? expr.element);
    }
    case 'attribute':
      return expr.attr === '__dict__' ? given(at, expr.value) : [];
    case 'call':
      return givenByCall(at, expr);
    case 'subscript':
      // `USERS[name]` is one of them; `user["name"]` a part of one.
      return expr.index[0]?.kind === 'string' ? [] : given(at, expr.value);
    default:
      return [];
  }
}

/** `user.__dict__` of `{k: v for k, v in user.__dict__.items() if not k.startswith("_")}`: nothing that anybody chose is left out. */
function attributesCopied({ type, element, generators: [first] }: Comprehension): Expr | undefined {
  const { target, iter, conditions = [] } = first ?? {};
  const [key, value] = target?.kind === 'tuple' ? target.items : [];
  const of =
    iter?.kind === 'call' && iter.func.kind === 'attribute' && iter.func.attr === 'items' ? iter.func.value : undefined;
  const whole = of?.kind === 'call' || (of?.kind === 'attribute' && of.attr === '__dict__');
  const copies = type === 'dict' && value?.kind === 'name' && element.kind === 'name' && element.id === value.id;
  const chosen = conditions.some((one) =>
    nodesIn(one).some(
      (node) => node.kind === 'compare' && (key === undefined || dottedName(node.left) === dottedName(key)),
    ),
  );
  return whole && copies && !chosen ? of : undefined;
}

/** `user` of `user.__table__.columns`: each of its columns is read. */
function rowOfColumns(iter: Expr): Expr | undefined {
  if (iter.kind === 'call') return iter.func.kind === 'attribute' ? rowOfColumns(iter.func.value) : undefined;
  if (iter.kind !== 'attribute') return undefined;
  return iter.attr === '__table__' ? iter.value : rowOfColumns(iter.value);
}

function givenByName(at: Walker, name: string, expr: Expr): readonly Answer[] {
  // Each name is followed once.
  const names = new Map(at.names).set(name, undefined);
  if (at.names.has(name)) {
    const bound = at.names.get(name);
    return bound === undefined
      ? []
      : given({ ...bound.at, raw: at.raw, ...(bound.at.code === at.code ? { names } : {}) }, bound.expr);
  }
  const assigned = assignedTo(at.code, name);
  if (assigned.length > 0)
    return withoutKeys(
      standing(at.code, assigned, expr).flatMap(({ value, before }) =>
        // What the name stood for before: `user = UserOut.model_validate(user)`.
        given({ ...at, names: before === undefined ? names : new Map(names).set(name, { at, expr: before }) }, value),
      ),
      takenOut(at.code, name),
    );
  const value = at.code.valueOf(expr);
  if (value.kind === 'instance') return ofModel(at, at.facts.modelOf(value));
  const held = stored(at, value);
  return held.length > 0 ? held : declaredItem(at, name);
}

/** `data.pop("password")`, `del data["password"]`. */
function takenOut(code: Code, name: string): ReadonlySet<string> {
  const keys = nodesIn(code.body).flatMap((node): readonly Expr[] => {
    if (node.kind === 'delete')
      return node.targets.flatMap((target) =>
        target.kind === 'subscript' && isName(target.value, name) ? target.index : [],
      );
    const isPop =
      node.kind === 'call' &&
      node.func.kind === 'attribute' &&
      node.func.attr === 'pop' &&
      isName(node.func.value, name);
    return isPop ? node.args.slice(0, 1).map(({ value }) => value) : [];
  });
  return new Set(keys.flatMap((key) => (key.kind === 'string' ? [key.value] : [])));
}

function isName(expr: Expr, name: string): boolean {
  return expr.kind === 'name' && expr.id === name;
}

function withoutKeys(answers: readonly Answer[], keys: ReadonlySet<string>): readonly Answer[] {
  if (keys.size === 0) return answers;
  return answers.flatMap((answer) => {
    if (answer.key !== undefined) return keys.has(answer.key.name) ? [] : [answer];
    return [{ ...answer, without: new Set([...(answer.without ?? []), ...keys]) }];
  });
}

/** What a dict or list of the project holds: `USERS = {"ada": {"hashed_password": "…"}}`. */
function stored(at: Walker, container: Value): readonly Answer[] {
  const items =
    container.kind === 'dict'
      ? container.entries.map(({ value }) => value)
      : container.kind === 'list'
        ? container.items
        : [];
  return items.flatMap((item): readonly Answer[] => {
    if (item.kind === 'instance') return ofModel(at, at.facts.modelOf(item));
    if (item.kind !== 'dict') return [];
    return item.entries.flatMap(({ key, value }) =>
      key.kind === 'string' && value.kind !== 'none' && value.kind !== 'bool' && value.kind !== 'dict'
        ? [{ key: { name: key.value }, raw: at.raw }]
        : [],
    );
  });
}

/** `USERS: dict[str, User] = {}` of the module holds users. */
function declaredItem(at: Walker, name: string): readonly Answer[] {
  const { module } = at.code;
  const annotation = module.body.find(
    (statement): statement is Assign =>
      statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.id === name),
  )?.annotation;
  const parts = annotation === undefined ? [] : partsOf(at.facts.valueIn(module, annotation));
  return parts.flatMap((part) => (part.kind === 'class' ? ofModel(at, at.facts.modelOf(part)) : []));
}

function ofModel({ raw }: Walker, model: DataModel | undefined): readonly Answer[] {
  return model === undefined ? [] : [{ model, raw }];
}

/** The model class that an expression names. */
function modelNamed(at: Walker, expr: Expr | undefined): DataModel | undefined {
  if (expr === undefined || dottedName(expr) === undefined) return undefined;
  const value = at.code.valueOf(expr);
  return value.kind === 'class' ? at.facts.modelOf(value) : undefined;
}

function givenByCall(at: Walker, call: Call): readonly Answer[] {
  const site = callAt(at.code, call);
  const callee = site?.callee ?? '';
  const first = call.args.find(({ name, unpack }) => name === undefined && unpack === undefined)?.value;
  if (RESPONSE.test(callee)) {
    const content = site?.argumentNode('content', 0);
    return content === undefined ? [] : given({ ...at, raw: true }, content);
  }
  const made = modelNamed(at, call.func);
  if (made !== undefined) return ofModel(at, made);
  if (WRAPS.test(callee)) return first === undefined || narrows(call) ? [] : given(at, first);
  if (/(^|\.)select$/.test(callee)) return call.args.length === 1 ? ofModel(at, modelNamed(at, first)) : [];
  if (site?.target !== undefined) return givenByFunction(at, call);
  return call.func.kind === 'attribute' ? givenByMethod(at, call, call.func.attr, call.func.value) : [];
}

function givenByMethod(at: Walker, call: Call, method: string, object: Expr): readonly Answer[] {
  const first = call.args[0]?.value;
  if (method === 'get' && first?.kind !== 'string' && at.code.valueOf(object).kind === 'dict') return given(at, object);
  if (method === 'query' || ((method === 'get' || method === 'get_one') && modelNamed(at, first) !== undefined))
    return method === 'query' && call.args.length !== 1 ? [] : ofModel(at, modelNamed(at, first));
  if (DUMPS.test(method)) return narrows(call) ? [] : given(at, object);
  if (RUNS.test(method) && first !== undefined) return [...columnsOf(at, first), ...given(at, first)];
  // `select(User).options(load_only(User.id))` reads some columns only.
  if (
    method === 'options' &&
    call.args.some(
      ({ value }) =>
        value.kind === 'call' &&
        /load_only|defer/.test(dottedName(value.func) ?? (value.func.kind === 'attribute' ? value.func.attr : '')),
    )
  )
    return [];
  const own = modelNamed(at, object);
  if (own !== undefined)
    return /^(count|exists|table|delete|update|insert|aggregate|sum)$/.test(method) ? [] : ofModel(at, own);
  return PASSES.test(method) ? given(at, object) : [];
}

/** What `SELECT id, password_hash FROM users` names, as it is or in `text(...)`. */
function columnsOf(at: Walker, query: Expr): readonly Answer[] {
  const inner = query.kind === 'call' && query.args.length === 1 ? query.args[0]?.value : query;
  const words = (inner === undefined ? undefined : textOfValue(at.code.valueOf(inner)))?.split(/[\s,"`]+/) ?? [];
  const from = words.findIndex((word) => /^from$/i.test(word));
  if (!words.slice(0, 2).some((word) => /^select$/i.test(word)) || from < 0) return [];
  return words.slice(0, from).map((word) => ({ key: { name: lastName(word) }, raw: at.raw }));
}

/** `model_dump(exclude={"password"})`. */
function narrows(call: Call): boolean {
  return call.args.some(
    ({ name, unpack }) => unpack !== undefined || name === 'exclude' || name === 'include' || name === 'exclude_fields',
  );
}

/** An own function: the class that it says it returns, else what it returns. */
function givenByFunction(at: Walker, call: Call): readonly Answer[] {
  const target = callAt(at.code, call)?.target;
  const code = target === undefined ? undefined : at.facts.codeOf(target);
  if (code === undefined || at.depth === 0 || lastName(code.name) === '__init__') return [];
  const declared =
    code.def?.returns === undefined ? undefined : at.facts.modelOf(at.facts.valueIn(code.module, code.def.returns));
  if (declared !== undefined) return ofModel(at, declared);
  const names = handedOver(at, call, code);
  return returnsIn(code).flatMap(({ value }) =>
    value === undefined ? [] : given({ ...at, code, names, depth: at.depth - 1 }, value),
  );
}

/** Parameters of a function, with the expressions that a call gives them. */
function handedOver(at: Walker, call: Call, code: Code): ReadonlyMap<string, Bound> {
  const params = code.def?.params ?? [];
  const shift = code.owner !== undefined && /^(self|cls)$/.test(params[0]?.name ?? '') ? 1 : 0;
  return new Map(
    call.args.flatMap(({ name, unpack, value }, index): readonly (readonly [string, Bound])[] => {
      const to = name ?? params[index + shift]?.name;
      return to === undefined || unpack !== undefined ? [] : [[to, { at, expr: value }]];
    }),
  );
}
