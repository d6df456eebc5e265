import type { Parameter } from './model.ts';
import { callableName } from './naming.ts';
import type { Value } from './value.ts';

/** Why an endpoint may have dependencies that are not seen; undefined where its signature is read whole. */
export function unreadSignature(endpoint: Value, parameters: readonly Parameter[]): string | undefined {
  if (isOutside(endpoint)) return `the endpoint ${callableName(endpoint)} is not part of this project`;
  const unread = parameters.find(mayHide);
  return unread === undefined ? undefined : `the default of ${unread.name} cannot be read`;
}

/** An endpoint of a package brings a signature of its own. */
function isOutside(endpoint: Value): boolean {
  if (endpoint.kind === 'external') return !/^(fastapi|starlette)\./.test(endpoint.name);
  return endpoint.kind === 'external-call' && !/^(fastapi|starlette|functools)\./.test(endpoint.callee);
}

/** `user: User = made_elsewhere()`: what could not be told may be a `Depends(…)`. */
function mayHide({ default: fallback, annotation, source }: Parameter): boolean {
  return fallback?.kind === 'unknown' && (source === 'unknown' || annotation === undefined);
}
