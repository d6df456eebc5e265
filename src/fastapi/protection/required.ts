import type { Parameter } from '../model.ts';
import { argumentOf } from '../values.ts';

/** A header or cookie has to be there: without it FastAPI answers 422 before the body runs. */
export function asksForHeader(parameters: readonly Parameter[]): boolean {
  return parameters.some((parameter) => /^(header|cookie)$/.test(parameter.source) && isRequired(parameter));
}

function isRequired({ default: fallback, marker }: Parameter): boolean {
  if (fallback !== undefined && fallback !== marker) return false;
  const given = marker?.kind === 'external-call' ? argumentOf(marker.args, 'default', 0) : undefined;
  return given === undefined || (given.kind === 'external' && given.name === 'builtins.Ellipsis');
}
