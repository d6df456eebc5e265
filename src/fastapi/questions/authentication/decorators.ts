import type { FunctionDef, Stmt } from '../../../python/syntax.ts';
import { dottedName } from '../../../python/walk.ts';
import type { Facts } from '../../facts.ts';
import type { DecoratorRef, Route } from '../../model.ts';
import type { Value } from '../../value.ts';
import { lastName, refuses, siteIn } from '../code.ts';
import { namesGuard, namesLimit } from './names.ts';

/** What a decorator would do if it ran in requests. */
export type DecoratorRole = { readonly kind: 'guard' | 'limit'; readonly proved: boolean };

const LIMITS = /(^|\.)(limit|shared_limit|rate_limit|ratelimit|throttle)$/;

/** `limiter.limit` of `@limiter.limit("5/minute")`. */
export function decoratorName(text: string): string {
  return (text.replace(/^@/, '').split('(')[0] ?? '').trim();
}

function roleOf(facts: Facts, decorator: DecoratorRef): DecoratorRole | undefined {
  const { value, text } = decorator;
  const name = decoratorName(text);
  const callee = value.kind === 'external-call' ? value.callee : value.kind === 'external' ? value.name : undefined;
  if (callee === 'starlette.authentication.requires') return { kind: 'guard', proved: true };
  if (callee !== undefined && /slowapi|fastapi_limiter|ratelimit/.test(callee) && LIMITS.test(callee))
    return { kind: 'limit', proved: true };
  if (value.kind === 'function' || value.kind === 'instance') {
    if (innermost(facts, value).some((def) => defRefuses(facts, def))) return { kind: 'guard', proved: true };
    return undefined;
  }
  const last = lastName(name);
  if (LIMITS.test(last) && namesLimit(name)) return { kind: 'limit', proved: false };
  return namesGuard(last) ? { kind: 'guard', proved: false } : undefined;
}

/** Guards and limits above the route decorator: requests never pass them. */
export function strandedDecorators(
  facts: Facts,
  route: Route,
): readonly { readonly decorator: DecoratorRef; readonly role: DecoratorRole }[] {
  return route.decoratorsAbove.flatMap((decorator) => {
    const role = roleOf(facts, decorator);
    return role === undefined ? [] : [{ decorator, role }];
  });
}

/** A wrapper below the route decorator that hides parameter dependencies, and what is lost with it. */
export interface HiddenDependencies {
  readonly decorator: DecoratorRef;
  readonly wrapper: FunctionDef;
  readonly lost: readonly string[];
}

export function hiddenDependencies(facts: Facts, route: Route): HiddenDependencies | undefined {
  for (const decorator of route.decoratorsBelow) {
    const wrapper = hidingWrapper(facts, decorator);
    const decorated = wrapper === undefined ? undefined : decoratedBy(facts, decorator);
    const kept = wrapper === undefined ? [] : declaredDependencies(wrapper);
    const lost = (decorated === undefined ? [] : declaredDependencies(decorated)).filter(
      (name) => !kept.includes(name),
    );
    if (wrapper !== undefined && lost.length > 0) return { decorator, wrapper, lost };
  }
  return undefined;
}

/** The `def` that the decorator stands on. */
function decoratedBy(facts: Facts, decorator: DecoratorRef): FunctionDef | undefined {
  const { path, span } = decorator.site;
  return facts.codes.find(
    (code) =>
      code.module.path === path &&
      code.def?.decorators.some((one) => siteIn(code, one.expression).span.startLine === span.startLine),
  )?.def;
}

/** `user=Depends(get_user)` and `Annotated[User, Depends(get_user)]` of a signature, by the names inside. */
function declaredDependencies(def: FunctionDef): readonly string[] {
  return def.params.flatMap((param) => {
    const marks = [
      param.default,
      ...(param.annotation?.kind === 'subscript'
        ? param.annotation.index.flatMap((item) => (item.kind === 'tuple' ? item.items : [item]))
        : []),
    ];
    return marks.flatMap((mark) => {
      if (mark?.kind !== 'call' || !/(^|\.)(Depends|Security)$/.test(dottedName(mark.func) ?? '')) return [];
      return [mark.args[0] === undefined ? param.name : (dottedName(mark.args[0].value) ?? param.name)];
    });
  });
}

/** The functions written inside a decorator: one of them is the wrapper that runs in requests. */
function innermost(facts: Facts, value: Value): readonly FunctionDef[] {
  const fn = value.kind === 'instance' ? facts.methodOf(value.class, '__call__') : value;
  if (fn?.kind !== 'function' || fn.def.kind !== 'function') return [];
  const own = value.kind === 'instance' ? [fn.def] : [];
  return [...own, ...nestedDefs(fn.def.body), ...(isWrapper(fn.def) ? [fn.def] : [])];
}

const isWrapper = (def: FunctionDef): boolean =>
  def.params.some(({ kind }) => kind === 'var-keyword' || kind === 'var-positional');

function nestedDefs(body: readonly Stmt[]): readonly FunctionDef[] {
  return body.flatMap((statement) => {
    if (statement.kind === 'function') return [statement, ...nestedDefs(statement.body)];
    if (statement.kind === 'if') return [...nestedDefs(statement.body), ...nestedDefs(statement.orelse)];
    return [];
  });
}

function defRefuses(facts: Facts, def: FunctionDef): boolean {
  const code = facts.codes.find((one) => one.def === def);
  return code !== undefined && refuses(facts, code, 2);
}

/** The wrapper that a project's decorator puts in the function's place, when FastAPI sees its signature alone: no `wraps`. */
function hidingWrapper(facts: Facts, decorator: DecoratorRef): FunctionDef | undefined {
  const { value } = decorator;
  const outer = value.kind === 'function' && value.def.kind === 'function' ? value.def : undefined;
  const inner = outer !== undefined && isWrapper(outer) ? outer : wrapperIn(facts, value, outer);
  if (inner === undefined || inner.decorators.length > 0) return undefined;
  return outer !== undefined && setsSignature(outer.body) ? undefined : inner;
}

/** What a decorator returns in the function's place; of a class, what takes anything. */
function wrapperIn(facts: Facts, value: Value, outer: FunctionDef | undefined): FunctionDef | undefined {
  const returned = outer?.body.findLast(({ kind }) => kind === 'return');
  const name = returned?.kind === 'return' && returned.value?.kind === 'name' ? returned.value.id : undefined;
  const own = outer?.body.find((one): one is FunctionDef => one.kind === 'function' && one.name === name);
  return own ?? innermost(facts, value).find((def) => isWrapper(def));
}

/** `wrapper.__signature__ = …`, `update_wrapper(wrapper, f)`, `return wraps(f)(wrapper)`. */
function setsSignature(body: readonly Stmt[]): boolean {
  return body.some((statement) => {
    if (statement.kind === 'function') return setsSignature(statement.body);
    if (statement.kind === 'assign')
      return statement.targets.some(
        (target) => target.kind === 'attribute' && /^__(signature|wrapped)__$/.test(target.attr),
      );
    const expr = statement.kind === 'return' || statement.kind === 'expr' ? statement.value : undefined;
    if (expr?.kind !== 'call') return false;
    const callee = dottedName(expr.func) ?? (expr.func.kind === 'call' ? dottedName(expr.func.func) : undefined) ?? '';
    return /(^|\.)(update_wrapper|wraps|decorator|decorate|makefun)$/.test(callee);
  });
}
