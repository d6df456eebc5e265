import type { Call, Expr, Stmt } from '../../python/syntax.ts';
import { anyBelow, walk } from '../../python/walk.ts';
import type { CodeBody } from '../codes.ts';
import { alternativesIn, anyOf } from './alternatives.ts';
import type { Anonymous } from './anonymous.ts';
import { isCredentialName } from './credentials.ts';
import type { Taint } from './taint.ts';
import type { FlowContext } from './ways.ts';

/**
 * What a condition asks beyond "is somebody there": attributes of the user, and the literals they are held against. Of a list any
 * member will do, so its literals are one demand, joined by `|`; where all are asked for, each is its own.
 */
export function demandsOf(code: CodeBody, taint: Taint, test: Expr): readonly string[] {
  return [...demandsUnder(code, taint, test)].sort();
}

function demandsUnder(code: CodeBody, taint: Taint, test: Expr): ReadonlySet<string> {
  const alternatives = alternativesIn(code, test);
  if (alternatives === undefined) return demandsIn(code, taint, test);
  const each = alternatives.map((one) => demandsUnder(code, taint, one));
  return new Set(anyOf(each));
}

function demandsIn(code: CodeBody, taint: Taint, test: Expr): ReadonlySet<string> {
  const demands = new Set<string>();
  const gathered = gatheredIn(code, test);
  for (const text of gathered.flatMap((expr) => neededIn(expr)).flatMap((expr) => literalsOf(code, expr)))
    demands.add(text);
  walk([test, ...gathered], (node) => {
    // `"user" in request.session` asks whether somebody is there, not who.
    if (isPresence(taint, node)) return false;
    if (
      node.kind === 'attribute' &&
      isHolder(node.value) &&
      taint.of(node.value) !== undefined &&
      !SAYS_WHO.test(node.attr) &&
      !OF_TEXT.test(node.attr)
    )
      demands.add(node.attr);
    const key = keyAskedOf(node);
    if (key !== undefined && taint.of(key.object) === 'credential' && !isCredentialName(key.name))
      demands.add(key.name);
    for (const { expr, asks } of comparedIn(node)) {
      const texts = [...new Set(literalsOf(code, expr))].sort();
      for (const text of asks === 'all' || texts.length === 0 ? texts : [texts.join('|')]) demands.add(text);
    }
    return true;
  });
  return demands;
}

/** `missing = [one for one in needed if one not in user.grants]`: what a condition on `missing` asks stands there. */
function gatheredIn(code: CodeBody, test: Expr): readonly Expr[] {
  const names = new Set<string>();
  walk(test, (node) => {
    if (node.kind === 'name') names.add(node.id);
  });
  const found: Expr[] = [];
  walk(
    code.body,
    (node) => {
      const [target] = node.kind === 'assign' ? node.targets : [];
      if (node.kind !== 'assign' || node.value === undefined || target?.kind !== 'name' || !names.has(target.id))
        return;
      if (node.value.kind === 'comprehension' || (node.value.kind === 'binary' && /^[-&]$/.test(node.value.op)))
        found.push(node.value);
    },
    { scope: 'own' },
  );
  return found;
}

/** What all of is asked for: `NEEDED - set(user.roles)`, `[one for one in NEEDED if …]`. */
function neededIn(expr: Expr): readonly Expr[] {
  if (expr.kind === 'comprehension') return expr.generators.map(({ iter }) => membersOf(iter));
  return expr.kind === 'binary' && expr.op === '-' ? [membersOf(expr.left)] : [];
}

function isPresence(taint: Taint, node: Expr | Stmt): boolean {
  if (node.kind !== 'compare' || node.left.kind !== 'string' || !/^(not )?in$/.test(node.ops[0] ?? '')) return false;
  const [held] = node.comparators;
  return held?.kind === 'attribute' && /^(session|headers|cookies)$/.test(held.attr) && taint.isRequest(held.value);
}

/** `user["is_admin"]`, `claims.get("role")`: the same question as `user.is_admin`. */
function keyAskedOf(node: Expr | Stmt): { readonly object: Expr; readonly name: string } | undefined {
  if (node.kind === 'subscript') return keyIn(node.value, node.index[0]);
  if (node.kind !== 'call' || node.func.kind !== 'attribute' || node.func.attr !== 'get') return undefined;
  return keyIn(node.func.value, node.args[0]?.value);
}

function keyIn(object: Expr, key: Expr | undefined): { readonly object: Expr; readonly name: string } | undefined {
  if (object.kind !== 'name' || key?.kind !== 'string') return undefined;
  return SAYS_WHO.test(key.value) || OF_TOKEN.test(key.value) ? undefined : { object, name: key.value };
}

/** Claims that every token has. */
const OF_TOKEN = /^(sub|exp|iat|nbf|iss|aud|jti|typ|type|token_type|username|email|user_id|uid)$/;

/** Parts of a request or credential that say who asks, not what they may do. */
const SAYS_WHO = /^(credentials|scheme|headers|cookies|id|session|state|user)$/;

/** What every text, list and dict can do: `header.removeprefix("Bearer ")` takes a credential apart. */
const OF_TEXT =
  /^(get|items|keys|values|lower|upper|casefold|l?strip|rstrip|split|rsplit|r?partition|(starts|ends)with|remove(pre|suf)fix|replace|r?find|r?index|count|encode|decode|hex|format|is(alnum|alpha|ascii|digit|numeric))$/;

/** A name that may hold the caller; that a service keeps something is no demand of it. */
function isHolder(expr: Expr): boolean {
  return expr.kind === 'name' && expr.id !== 'self' && expr.id !== 'cls';
}

/** Something that is held against what the caller has. */
interface Compared {
  readonly expr: Expr;
  /** Whether one member of a list is enough. */
  readonly asks: 'any' | 'all';
}

function comparedIn(node: Expr | Stmt): readonly Compared[] {
  if (node.kind === 'compare') {
    const asks = node.ops.some((op) => op === '<=' || op === '>=') ? 'all' : 'any';
    return [node.left, ...node.comparators].map((side) => ({ expr: membersOf(side), asks }));
  }
  // `{"admin"} & set(user.roles)`
  if (node.kind === 'binary' && node.op === '&')
    return [node.left, node.right].map((side) => ({ expr: membersOf(side), asks: 'any' }));
  return node.kind === 'call' ? comparedByCall(node) : [];
}

/** `any(role in user.roles for role in ALLOWED)`, `ALLOWED.isdisjoint(user.roles)`, `NEEDED.issubset(user.scopes)`. */
function comparedByCall({ func, args }: Call): readonly Compared[] {
  if (func.kind === 'name' && (func.id === 'any' || func.id === 'all')) {
    const [over] = args;
    const asks = func.id;
    if (over?.value.kind !== 'comprehension') return [];
    return over.value.generators.map(({ iter }) => ({ expr: membersOf(iter), asks }));
  }
  if (func.kind !== 'attribute' || !/^(intersection|isdisjoint|issubset|issuperset)$/.test(func.attr)) return [];
  const asks = /^iss/.test(func.attr) ? 'all' : 'any';
  return [func.value, ...args.map(({ value }) => value)].map((side) => ({ expr: membersOf(side), asks }));
}

/** What stands in `set(...)`. */
function membersOf(expr: Expr): Expr {
  const isSet = expr.kind === 'call' && expr.func.kind === 'name' && /^(set|frozenset)$/.test(expr.func.id);
  return isSet ? (expr.args[0]?.value ?? expr) : expr;
}

function literalsOf(code: CodeBody, expr: Expr): readonly string[] {
  if (expr.kind === 'none' || expr.kind === 'number' || expr.kind === 'bool') return [];
  if (expr.kind === 'attribute' && expr.value.kind === 'name' && /^[A-Z]/.test(expr.value.id)) return [expr.attr];
  const value = code.valueOf(expr);
  if (value.kind === 'string') return expr.kind !== 'string' || value.value.length < 40 ? [value.value] : [];
  if (value.kind !== 'list' && value.kind !== 'tuple' && value.kind !== 'set') return [];
  return value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}

/** The condition holds what was sent against something, or takes its digest. */
export function comparesCredential(context: FlowContext, anonymous: Anonymous, gate: Expr): boolean {
  const { taint } = context;
  return anyBelow(gate, (node) => {
    if (node.kind === 'call')
      return (
        (anonymous.isDigest(node) || context.holdsAgainst(node)) && node.args.some((one) => taint.isRaw(one.value))
      );
    if (node.kind !== 'compare' || !/^(==|!=|in|not in)$/.test(node.ops[0] ?? '')) return false;
    const sides = [node.left, ...node.comparators];
    // `scheme != "bearer"` asks for the form.
    return sides.some((side) => taint.isRaw(side) && !isForm(side)) && sides.every((side) => side.kind !== 'none');
  });
}

function isForm(side: Expr): boolean {
  const inner = side.kind === 'call' && side.func.kind === 'attribute' ? side.func.value : side;
  const name = inner.kind === 'name' ? inner.id : inner.kind === 'attribute' ? inner.attr : '';
  return /scheme|prefix|kind|type|method/i.test(name);
}
