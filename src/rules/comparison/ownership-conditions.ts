import { treeOf } from '../../fastapi/dependency-tree.ts';
import type { Site } from '../../core/span.ts';
import type { CallSite, Code, Facts } from '../../fastapi/facts.ts';
import type { DependencyUse, Route } from '../../fastapi/model.ts';
import { isLogging, mentions, nodesIn } from '../../fastapi/questions/code.ts';
import { enforces } from '../../fastapi/questions/authentication/guards.ts';
import { namesCaller, namesOwnerField } from '../../fastapi/questions/authentication/names.ts';
import { siteOf } from '../../python/position.ts';
import { isOwnerQuery } from './ownership-sql.ts';
import type { Argument, Call, Compare, Expr, Stmt } from '../../python/syntax.ts';

/** Parameters that carry the caller, injected by something that enforces or named for it. */
export function callersOf(route: Pick<Route, 'parameters'>, enforcing: ReadonlySet<string>): ReadonlySet<string> {
  const callers = route.parameters.filter(
    ({ name, dependency }) =>
      dependency !== undefined && (enforces(dependency, enforcing) || namesCaller(name) || MAY_SEE.test(name)),
  );
  return new Set(callers.map(({ name }) => name));
}

/** What the caller may see: `allowed_cameras: list[str] = Depends(get_allowed_cameras)`. */
const MAY_SEE =
  /^(allowed|permitted|accessible|visible|granted)_(?!\w*(extension|type|format|method|origin|host|header|field|column|size|scheme|protocol|suffix))\w+s$/u;

/** One of the names that stand for the caller, or `request.user`, as Starlette's authentication middleware leaves it. */
export function isOfCaller(expr: Expr, names: ReadonlySet<string>): boolean {
  return mentions(expr, names) || nodesIn(expr).some(isRequestUser);
}

function isRequestUser(node: Expr | Stmt): boolean {
  if (node.kind !== 'attribute' || !namesCaller(node.attr)) return false;
  const { value } = node;
  const holder = value.kind === 'attribute' && value.attr === 'state' ? value.value : value;
  return holder.kind === 'name' && /^(request|req|websocket|conn)$/u.test(holder.id);
}

/** With the locals that are made from them: `user_id = user.id`. */
export function withLocals(code: Code, callers: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set(callers);
  for (const node of nodesIn(code.body)) {
    if (node.kind !== 'assign' || node.value === undefined || !isPlain(node.value) || !isOfCaller(node.value, names))
      continue;
    for (const target of node.targets) if (target.kind === 'name') names.add(target.id);
  }
  return names;
}

/** `user.id`, `user["sub"]`, `str(user.id)`: still the caller, not something looked up by it. */
function isPlain(value: Expr): boolean {
  if (value.kind === 'call') return value.func.kind === 'name' && /^(str|int|UUID)$/u.test(value.func.id);
  return value.kind === 'attribute' || value.kind === 'subscript' || value.kind === 'name';
}

export interface Condition {
  readonly site: Site;
  /** It holds an owner's column against the caller: `Item.owner_id == user.id`. */
  readonly namesOwner: boolean;
}

/** Comparisons and look-up arguments that name the caller. */
export function conditionsIn(code: Code, callers: ReadonlySet<string>): readonly Condition[] {
  const names = withLocals(code, callers);
  return nodesIn(code.body)
    .filter((node) => isCondition(node, names))
    .map((node) => ({
      site: siteOf(code.module, node),
      namesOwner: nodesIn(node).some(
        (inner) =>
          isMembership(inner) ||
          isOwnerQuery(inner) ||
          isOwnerColumn(inner) ||
          isOwnerKey(inner, names) ||
          isHeldAgainstId(inner, names) ||
          isHeldAgainstSame(inner, names),
      ),
    }));
}

/** `Visit.doctor_id == doctor.id`: whatever the column is called, it is held against who the caller is. */
function isHeldAgainstId(node: Expr | Stmt, names?: ReadonlySet<string>): boolean {
  if (node.kind === 'call') return node.args.some((one) => isGivenId(one, names));
  if (node.kind !== 'compare' || !node.ops.every((op) => /^(?:==|!=|(?:not )?in)$/u.test(op))) return false;
  const sides = [node.left, ...node.comparators].flatMap((side) =>
    side.kind === 'tuple' || side.kind === 'list' || side.kind === 'set' ? side.items : [side],
  );
  const isCallersId = (side: Expr): boolean =>
    side.kind === 'attribute' && CALLERS_ID.test(side.attr) && (names === undefined || isOfCaller(side, names));
  const isReference = (side: Expr): boolean => side.kind === 'attribute' && REFERENCE.test(side.attr);
  return sides.some(isCallersId) && sides.some(isReference);
}

/** `filter_by(host_id=user.id)`. */
function isGivenId({ name, value }: Pick<Argument, 'name' | 'value'>, names?: ReadonlySet<string>): boolean {
  if (name === undefined || !REFERENCE.test(name) || value.kind !== 'attribute' || !CALLERS_ID.test(value.attr))
    return false;
  return names === undefined || isOfCaller(value, names);
}

const CALLERS_ID = /^(id|uuid|pk)$/u;
const REFERENCE = /_(id|uuid|pk)$/u;

/** `found.tenant == identity.tenant`, `found.tenant == tenant`: what the object and the caller have in common, by one name. */
function isHeldAgainstSame(node: Expr | Stmt, names: ReadonlySet<string>): boolean {
  if (node.kind !== 'compare' || node.comparators.length > 1) return false;
  const sides = [node.left, ...node.comparators];
  const theirs = sides.find((side) => isOfCaller(side, names));
  const column = sides.find((side) => side !== theirs);
  if (theirs === undefined || column?.kind !== 'attribute' || column.attr === 'id') return false;
  return theirs.kind === 'attribute'
    ? theirs.attr === column.attr
    : theirs.kind === 'name' && theirs.id === column.attr;
}

function isOwnerColumn(node: Expr | Stmt): boolean {
  if (node.kind === 'attribute') return namesOwnerField(node.attr);
  return node.kind === 'call' && node.args.some(({ name }) => name !== undefined && namesOwnerField(name));
}

/** `{"_id": visit_id, "owner": member["_id"]}`: what a store of documents is asked for. */
function isOwnerKey(node: Expr | Stmt, names: ReadonlySet<string>): boolean {
  if (node.kind !== 'dict') return false;
  return node.entries.some(
    ({ key, value }) => key?.kind === 'string' && namesOwnerField(key.value) && isOfCaller(value, names),
  );
}

function isCondition(node: Expr | Stmt, names: ReadonlySet<string>): boolean {
  if (node.kind === 'compare') return namesAnyCaller(node, names) && !isNoneCheck(node.ops);
  if (isMembership(node) || isOwnerQuery(node)) return holdsCaller(node, names);
  if (node.kind !== 'call' || !isLookup(node)) return false;
  return node.args.some(
    ({ name, value }) =>
      isOwnerKey(value, names) ||
      (isOwnerValue(value) &&
        isOfCaller(value, names) &&
        (name === undefined || namesOwnerField(name) || isGivenId({ name, value }, names))),
  );
}

/** `Camera.name.in_(allowed)`, and peewee's `Camera.name << allowed`. */
function isMembership(node: Expr | Stmt): boolean {
  if (node.kind === 'binary') return node.op === '<<' && node.left.kind === 'attribute';
  return node.kind === 'call' && node.func.kind === 'attribute' && node.func.attr === 'in_';
}

function holdsCaller(node: Expr | Stmt, names: ReadonlySet<string>): boolean {
  return nodesIn(node).some((inner) => inner.kind === 'name' && names.has(inner.id));
}

/** Beside the caller's parameter: `current_user_id(request)`, held against an owner's column. */
function namesAnyCaller(node: Compare, names: ReadonlySet<string>): boolean {
  if (isOfCaller(node, names)) return true;
  const sides = [node.left, ...node.comparators];
  return sides.some(isCallerCall) && sides.some(isOwnerColumn);
}

function isCallerCall(expr: Expr): boolean {
  const called = expr.kind === 'await' ? expr.value : expr;
  if (called.kind !== 'call') return false;
  const { func } = called;
  return namesCaller(func.kind === 'attribute' ? func.attr : func.kind === 'name' ? func.id : '');
}

function isNoneCheck(ops: readonly string[]): boolean {
  return ops.every((op) => op === 'is' || op === 'is not');
}

/** `user.id` or a local made from it; a whole user may be passed for many reasons. */
export function isOwnerValue(value: Expr): boolean {
  return value.kind === 'attribute' || value.kind === 'subscript' || value.kind === 'name' || value.kind === 'call';
}

function isLookup({ func }: Call): boolean {
  const name = func.kind === 'attribute' ? func.attr : func.kind === 'name' ? func.id : '';
  return /^(get|find|fetch|load|list|read|delete|remove|update|lookup|query|filter|select|where|one|first|owned|for)(_|$)|^filter_by$|_for_(user|owner)$|_by_/u.test(
    name,
  );
}

/** True when the caller still decides something: any comparison, any argument that is not logged. */
export function usesCaller(code: Code, callers: ReadonlySet<string>): boolean {
  const names = withLocals(code, callers);
  return nodesIn(code.body).some((node) => {
    if (node.kind === 'compare') return namesAnyCaller(node, names) && !isNoneCheck(node.ops);
    if (isMembership(node) && holdsCaller(node, names)) return true;
    if (node.kind !== 'call' || isLogging(node)) return false;
    return node.args.some(({ value }) => isOfCaller(value, names));
  });
}

/** A helper took the question over: `owned_account(account_id, request)`. */
export function asksElsewhere(code: Code, facts: Facts): boolean {
  return code.calls.some(({ target }) => {
    const body = target === undefined ? undefined : facts.codeOf(target);
    return body !== undefined && nodesIn(body.body).some((node) => isOwnerQuestion(node));
  });
}

/** A dependency that the route did not have looks the object up and compares its owner: `Depends(own_shipment)`. */
export function asksInDependency(base: Route, head: Route, facts: Facts): boolean {
  const known = new Set(treeOf(base.dependencies).map(({ name }) => name));
  const bodyOf = ({ value }: DependencyUse): Code | undefined =>
    value.kind === 'function' ? facts.codeOf(value) : undefined;
  return treeOf(head.dependencies).some((use) => {
    const body = known.has(use.name) ? undefined : bodyOf(use);
    return body !== undefined && (nodesIn(body.body).some(isOwnerQuestion) || asksElsewhere(body, facts));
  });
}

/** The parameters of a called function that are given the caller, or who the caller is. */
export function parametersGiven({ node, target }: CallSite, callers: ReadonlySet<string>): ReadonlySet<string> {
  if (target?.def.kind !== 'function') return new Set();
  const names = target.def.params.map(({ name }) => name).filter((name) => name !== 'self' && name !== 'cls');
  const given = node.args.flatMap(({ name, value }, index) =>
    isOwnerValue(value) && isOfCaller(value, callers) ? [name ?? names[index] ?? ''] : [],
  );
  return new Set(given);
}

function isOwnerQuestion(node: Expr | Stmt): boolean {
  if (node.kind !== 'compare' || isNoneCheck(node.ops)) return false;
  return [node.left, ...node.comparators].some(isOwnerColumn) || isHeldAgainstId(node);
}
