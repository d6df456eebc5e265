import type { Expr, Stmt } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import type { Code, Facts } from '../../facts.ts';
import { callAt, lastName, mentions, nodesIn, refusalsIn, wordsBelow } from '../code.ts';
import { derivedNames, lookupsIn } from './lookups.ts';
import { namesGuard } from './names.ts';
import { namesOwnerField } from './things.ts';
import { wordsOf } from '../words.ts';

/** Does a body ask whose object it is? Everything that might be such a question counts: a miss costs less than a false alarm. */

/** Names through which the caller is known in the body: the given ones, and what is made of them. */
export function callerNames(code: Code, parameters: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set(parameters);
  for (const node of nodesIn(code.body)) {
    if (node.kind !== 'assign' || node.value === undefined) continue;
    const known = [...wordsBelow(node.value)].some((word) =>
      /^(_?(get_)?current_(user|tenant|org|organi[sz]ation|account|principal|member)(_id)?|user_id_ctx|get_jwt_subject|get_jwt_identity)$/.test(
        word,
      ),
    );
    if (known) for (const target of node.targets) if (target.kind === 'name') names.add(target.id);
  }
  return derivedNames(code, names, (value) => !isDataRead(value));
}

/** The request's body says nothing about who sends it. */
function isDataRead(value: Expr): boolean {
  return nodesIn(value).some(
    (node) => node.kind === 'attribute' && /^(json|body|form|query_params|path_params|headers)$/.test(node.attr),
  );
}

/** True when the body compares, filters or hands on the caller in a way that can tell whose the object is. */
export function asksForOwner(
  facts: Facts,
  code: Code,
  callers: ReadonlySet<string>,
  ids: (expr: Expr) => boolean,
): boolean {
  if (callers.size > 0 && nodesIn(code.body).some((node) => isQuestion(facts, code, node, callers))) return true;
  return lookupsIn(code, ids).some(({ node, results }) => {
    if (mentions(node, callers)) return true;
    const target = node.kind === 'call' ? callAt(code, node)?.target : undefined;
    const inner = target === undefined ? undefined : facts.codeOf(target);
    return (inner !== undefined && speaksOfOwners(inner)) || handsOn(code, callers, results);
  });
}

function isQuestion(facts: Facts, code: Code, node: Expr | Stmt, callers: ReadonlySet<string>): boolean {
  if (node.kind === 'compare') return mentions(node, callers) && !isPresence(node.left, node.comparators);
  if (node.kind === 'if' || node.kind === 'while' || node.kind === 'assert' || node.kind === 'conditional')
    return hasPrivilegeTest(node.test, callers);
  if (node.kind === 'subscript') return node.index.some((index) => mentions(index, callers));
  if (node.kind !== 'call' || !mentions(node, callers)) return false;
  const name = node.func.kind === 'attribute' ? node.func.attr : node.func.kind === 'name' ? node.func.id : '';
  if (
    /^(filter|filter_by|where|get|find|first|select|query|fetch\w*|get_\w+|find_\w+|load_\w+|list_\w+|read_\w+|delete_\w+|update_\w+|remove_\w+)$/.test(
      name,
    )
  )
    return true;
  if (
    namesGuard(name) ||
    /^(can|has|is|check|ensure|require|assert|verify|authorize|enforce|allow|may|must|validate)(_|$)/.test(
      wordsOf(name).join('_'),
    )
  )
    return true;
  const target = callAt(code, node)?.target;
  const inner = target === undefined ? undefined : facts.codeOf(target);
  if (inner === undefined) return false;
  // `authorize.user_in_team(id, user.team_id)` raises an error of the project's own.
  const fails = node.args.length > 1 && nodesIn(inner.body).some(({ kind }) => kind === 'raise');
  return fails || refusalsIn(inner).length > 0 || speaksOfOwners(inner);
}

/** `user is None`, `user == None`: asks whether there is a caller, not who. */
function isPresence(left: Expr, comparators: readonly Expr[]): boolean {
  return left.kind === 'name' && comparators.every((one) => one.kind === 'none');
}

const STATE_ONLY =
  /^(is_active|active|disabled|is_disabled|is_verified|verified|email_verified|is_authenticated|banned|is_banned)$/;

/** `user.is_superuser`, `"admin" in user.roles`, `can_edit(user)`; not the bare `user`. */
function hasPrivilegeTest(test: Expr, callers: ReadonlySet<string>): boolean {
  return (
    nodesIn(test).some((node) => {
      const read = fieldRead(node);
      return read !== undefined && mentions(read.of, callers) && !STATE_ONLY.test(read.name);
    }) || nodesIn(test).some((node) => node.kind === 'call' && mentions(node, callers))
  );
}

/** `user.role`, `user["role"]`. */
function fieldRead(node: Expr | Stmt): { readonly of: Expr; readonly name: string } | undefined {
  if (node.kind === 'attribute') return { of: node.value, name: node.attr };
  const [key] = node.kind === 'subscript' ? node.index : [];
  return node.kind === 'subscript' && key?.kind === 'string' ? { of: node.value, name: key.value } : undefined;
}

/** A called function that gets the object and the caller both. */
function handsOn(code: Code, callers: ReadonlySet<string>, results: ReadonlySet<string>): boolean {
  return code.calls.some(({ node, callee }) => {
    if (
      /^(print|logging|\?\.(info|debug|warning|error|log|exception|add_task|append))/.test(
        callee.replace(/^builtins\./, ''),
      )
    )
      return false;
    if (/(Response|Out|Read|Model)$/.test(lastName(callee))) return false;
    const args = node.args.map(({ value }) => value);
    return mentions(args, callers) && mentions(args, results);
  });
}

/** The body names an owner, tenant or current user of its own accord (context variables, the service's own user). */
function speaksOfOwners(code: Code): boolean {
  const ownOnly = nodesIn(code.body).some((node) => {
    if (node.kind === 'name') return /current_(user|tenant|account)|_ctx$|_var$/.test(node.id);
    return (
      node.kind === 'attribute' &&
      /^_?(user|current_user|user_id|tenant_id|owner_id|principal)$/.test(node.attr) &&
      dottedName(node.value) === 'self'
    );
  });
  return ownOnly || code.calls.some(({ callee }) => namesGuard(lastName(callee)));
}

/** The model that a lookup reads has a column that says whose the row is. */
export function ownerFieldOf(facts: Facts, code: Code, lookup: Expr): string | undefined {
  return ownerFieldNamed(facts, code, lookup) ?? ownerFieldBehind(facts, code, lookup);
}

/** `service.get(order_id)`: the lookup is in the method, by what it is handed. */
function ownerFieldBehind(facts: Facts, code: Code, lookup: Expr): string | undefined {
  const target = lookup.kind === 'call' ? callAt(code, lookup)?.target : undefined;
  const inner = target === undefined ? undefined : facts.codeOf(target);
  if (inner?.def === undefined) return undefined;
  const handed = new Set(inner.def.params.map(({ name }) => name).filter((name) => name !== 'self' && name !== 'cls'));
  return lookupsIn(inner, (expr) => mentions(expr, handed))
    .map(({ node }) => ownerFieldNamed(facts, inner, node))
    .find((field) => field !== undefined);
}

function ownerFieldNamed(facts: Facts, code: Code, lookup: Expr): string | undefined {
  for (const node of nodesIn(lookup)) {
    if (node.kind !== 'name') continue;
    const value = code.valueOf(node);
    if (value.kind !== 'class') continue;
    const model = facts.modelOf(value);
    const field =
      model?.kind === 'orm' || model?.kind === 'sqlmodel'
        ? model.fields.find(({ name }) => namesOwnerField(name))
        : undefined;
    if (field !== undefined) return `${value.qualname}.${field.name}`;
  }
  return undefined;
}
