import { SCHEMES } from '../../canonical.ts';
import type { Facts } from '../../facts.ts';
import type { DependencyUse } from '../../model.ts';
import type { Value } from '../../value.ts';
import { HTTP_EXCEPTIONS, lastName, refuses, returnsIn } from '../code.ts';

/** `HTTPBearer()` is a scheme; `HTTPBearer` is its class, which checks nothing when depended on. */
export function schemeClass(value: Value): { readonly name: string; readonly how: 'class' | 'instance' } | undefined {
  if (value.kind === 'external' && SCHEMES.has(value.name)) return { name: lastName(value.name), how: 'class' };
  if (value.kind === 'external-call' && SCHEMES.has(value.callee))
    return { name: lastName(value.callee), how: 'instance' };
  return undefined;
}

export function isApiKey(name: string): boolean {
  return lastName(name).startsWith('APIKey');
}

/** `Depends(require)` where `require("admin")` would make the guard: the guard is built, and dropped. */
export function namesFactory(facts: Facts, use: DependencyUse): boolean {
  const code = use.value.kind === 'function' ? facts.codeOf(use.value) : undefined;
  if (code === undefined || refuses(facts, code)) return false;
  const made = returnsIn(code).map(({ value }) => (value?.kind === 'name' ? value.id : ''));
  return code.body.some((one) => {
    const inner =
      one.kind === 'function' && made.includes(one.name) ? facts.codes.find(({ def }) => def === one) : undefined;
    return inner !== undefined && refuses(facts, inner);
  });
}

/** `Depends(HTTPBearer)`, `Depends(RoleChecker)`: what checks is `__call__`, and only `__init__` runs. */
export function namesClass(facts: Facts, use: DependencyUse): boolean {
  if (schemeClass(use.value)?.how === 'class') return true;
  const method = use.value.kind === 'class' ? facts.methodOf(use.value, '__call__') : undefined;
  const code = method === undefined ? undefined : facts.codeOf(method);
  return code?.calls.some((call) => HTTP_EXCEPTIONS.has(call.callee)) ?? false;
}
