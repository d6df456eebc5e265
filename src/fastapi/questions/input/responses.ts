import type { DataModel, Facts } from '../../facts.ts';
import type { Route } from '../../model.ts';
import type { Value } from '../../value.ts';
import { stringsOf } from '../../values.ts';
import { modelsIn } from './bodies.ts';

/** What filters a route's answers. */
export type Filter =
  | { readonly kind: 'models'; readonly models: readonly DataModel[] }
  /** No model: what the handler returns goes out whole. */
  | { readonly kind: 'none' }
  /** Something that cannot be read. */
  | { readonly kind: 'unknown' };

const OPEN =
  /^(builtins\.(dict|list|object)|typing\.(Any|Dict|List|Mapping)|collections\.abc\.\w+|starlette\.responses\.\w+|fastapi\.responses\.\w+)(\[\])?$/;

export function filterOf(facts: Facts, route: Route): Filter {
  if (route.args.open) return { kind: 'unknown' };
  const given = route.args.keywords.get('response_model');
  if (given !== undefined) return given.kind === 'none' ? { kind: 'none' } : ofType(facts, given);
  const def = route.handler?.def;
  if (def === undefined || def.kind !== 'function' || route.handler === undefined) return { kind: 'unknown' };
  return def.returns === undefined ? { kind: 'none' } : ofType(facts, facts.valueIn(route.handler.module, def.returns));
}

function ofType(facts: Facts, type: Value): Filter {
  const models = modelsIn(facts, type);
  if (models.length > 0) return { kind: 'models', models };
  return isOpen(type) ? { kind: 'none' } : { kind: 'unknown' };
}

/** `dict`, `Any`, `list[Any]`, a response class. */
function isOpen(type: Value): boolean {
  if (type.kind === 'external') return OPEN.test(type.name);
  if (type.kind !== 'external-call') return type.kind === 'none';
  if (/(Optional|Union)\[\]$/.test(type.callee)) return type.args.positional.every(isOpen);
  return OPEN.test(type.callee);
}

/** `response_model_exclude={"password"}`; `response_model_include` without it does the same. */
export function isFiltered(route: Route, field: string): boolean {
  const exclude = route.args.keywords.get('response_model_exclude');
  const include = route.args.keywords.get('response_model_include');
  if (exclude !== undefined && (stringsOf(exclude) ?? [field]).includes(field)) return true;
  return include !== undefined && !(stringsOf(include) ?? []).includes(field);
}
