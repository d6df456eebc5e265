import type { ExternalCallValue, Value } from './value.ts';
import { NO_ARGUMENTS } from './values.ts';

/** `Depends(callable)`. */
export function dependsOn(callable: Value): ExternalCallValue {
  const args = { ...NO_ARGUMENTS, positional: [callable] };
  return { kind: 'external-call', callee: 'fastapi.Depends', args, site: callable.site };
}

/** `Depends(CurrentUser)` of an `Annotated` alias: to call it makes an object of the type; what it carries is never looked at. */
export function callableIn(value: Value): Value {
  if (value.kind !== 'annotated') return value;
  const { base } = value;
  return base.kind === 'class' ? { ...base, subscripted: true } : base;
}
