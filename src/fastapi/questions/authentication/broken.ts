import type { Call, Expr, FunctionDef } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import type { CallSite, Code, Facts } from '../../facts.ts';
import type { FunctionValue, Value } from '../../value.ts';
import { callAt, lastName, nodesIn, raisesHttp, returnsIn } from '../code.ts';
import { remembered } from '../remember.ts';

/** A dependency that keeps the application from starting: called where it should be named, bare in a list, or in no list. */
export type BrokenDependency =
  | { readonly how: 'called'; readonly call: CallSite; readonly expr: Call; readonly target: FunctionValue }
  | { readonly how: 'bare'; readonly call: CallSite; readonly expr: Expr; readonly what: 'function' | 'object' }
  | { readonly how: 'held'; readonly call: CallSite; readonly expr: Expr; readonly name: string }
  | { readonly how: 'unlisted'; readonly call: CallSite; readonly expr: Expr };

export const brokenDependencies = remembered((facts: Facts): readonly BrokenDependency[] => [
  ...facts.calls('fastapi.Depends', 'fastapi.Security').flatMap((call) => calledInside(facts, call) ?? []),
  ...facts.codes.flatMap((code) =>
    code.calls.flatMap((call) => (TAKES_LIST.test(lastName(call.callee)) ? bareItems(facts, call) : [])),
  ),
]);

const TAKES_LIST =
  /^(FastAPI|APIRouter|include_router|get|post|put|patch|delete|head|options|trace|api_route|add_api_route|websocket|add_api_websocket_route)$/;

function calledInside(facts: Facts, call: CallSite): BrokenDependency | undefined {
  const inner = call.argumentNode('dependency', 0);
  if (inner?.kind !== 'call') return undefined;
  const made = callAt(call.code, inner);
  const target = made?.target;
  const code = target === undefined ? undefined : facts.codeOf(target);
  if (target === undefined || code === undefined || made?.awaited === true || !givesNoCallable(facts, target, code))
    return undefined;
  return { how: 'called', call, expr: inner, target };
}

/** A coroutine, a generator, or results that are all plain data. */
function givesNoCallable(facts: Facts, target: FunctionValue, code: Code): boolean {
  const def = target.def;
  if (def.kind !== 'function') return false;
  if (def.async || nodesIn(def.body).some((node) => node.kind === 'yield')) return true;
  const returned = returnsIn(code).flatMap(({ value }) => (value === undefined ? [] : [value]));
  // What refuses a caller is the guard itself, not what makes one.
  if (raisesHttp(facts, code)) return !returned.some((expr) => isFunction(code, expr));
  if (isAbstract(def) || returned.some((expr) => canBeCalled(facts, code, expr))) return false;
  return (
    def.params.some(
      ({ default: own }) =>
        own?.kind === 'call' &&
        own.func.kind === 'name' &&
        /^(Depends|Security|Header|Cookie|Query)$/.test(own.func.id),
    ) || returned.every((expr) => isPlain(code, expr))
  );
}

/** A method of an interface says nothing of what it returns. */
function isAbstract(def: FunctionDef): boolean {
  return (
    def.decorators.some(({ expression }) => /abstract/.test(dottedName(expression) ?? '')) ||
    def.body.every(
      (one) =>
        one.kind === 'pass' ||
        one.kind === 'raise' ||
        (one.kind === 'expr' && (one.value.kind === 'ellipsis' || one.value.kind === 'string')),
    )
  );
}

function canBeCalled(facts: Facts, code: Code, expr: Expr): boolean {
  const value = code.valueOf(expr);
  if (value.kind === 'instance') return facts.methodOf(value.class, '__call__') !== undefined;
  return (
    ['function', 'class', 'partial', 'bound-method', 'external', 'external-call'].includes(value.kind) ||
    expr.kind === 'lambda'
  );
}

function isFunction(code: Code, expr: Expr): boolean {
  return (
    expr.kind === 'lambda' ||
    ['function', 'class', 'instance', 'partial', 'bound-method'].includes(code.valueOf(expr).kind)
  );
}

function isPlain(code: Code, expr: Expr): boolean {
  return ['string', 'number', 'bool', 'none', 'dict', 'list', 'tuple', 'set'].includes(code.valueOf(expr).kind);
}

/** `dependencies=[get_user]`, `dependencies=Depends(get_user)`. */
function bareItems(facts: Facts, call: CallSite): readonly BrokenDependency[] {
  const list = call.argumentNode('dependencies');
  if (list?.kind === 'call' && isMarker(call, list)) return [{ how: 'unlisted', call, expr: list }];
  if (list?.kind === 'name') return heldInList(facts, call, list);
  if (list?.kind !== 'list' && list?.kind !== 'tuple') return [];
  return list.items.flatMap((item): BrokenDependency[] => {
    if (item.kind !== 'name' && item.kind !== 'attribute') return [];
    const value = call.code.valueOf(item);
    return isBare(facts, value)
      ? [{ how: 'bare', call, expr: item, what: value.kind === 'function' ? 'function' : 'object' }]
      : [];
  });
}

function isBare(facts: Facts, value: Value): boolean {
  return (
    value.kind === 'function' ||
    value.kind === 'class' ||
    (value.kind === 'instance' && facts.methodOf(value.class, '__call__') !== undefined)
  );
}

/** `GUARDS = [require_key]`, and `dependencies=GUARDS` elsewhere. */
function heldInList(facts: Facts, call: CallSite, expr: Expr): readonly BrokenDependency[] {
  const list = call.code.valueOf(expr);
  if (list.kind !== 'list' && list.kind !== 'tuple') return [];
  const [bare] = list.items.filter((item) => isBare(facts, item));
  return bare === undefined ? [] : [{ how: 'held', call, expr, name: shownAs(bare) }];
}

const shownAs = (value: Value): string => ('qualname' in value ? value.qualname : 'an object');

function isMarker(call: CallSite, expr: Expr): boolean {
  const value = call.code.valueOf(expr);
  return value.kind === 'external-call' && (value.callee === 'fastapi.Depends' || value.callee === 'fastapi.Security');
}
