import type { Site } from '../../core/span.ts';
import type { Facts } from '../../fastapi/facts.ts';
import { defaultOf, textOfValue } from '../../fastapi/values.ts';
import type { Value } from '../../fastapi/value.ts';
import { responseFilterOf, sentFields, isSensitive } from './response-models.ts';
import type { RoutePair } from './route-pairs.ts';

/** Fields that `response_model_exclude` kept inside, or that `response_model_include` did not let out, and that go out now. */
export interface LostExclusion {
  readonly at: Site;
  readonly now: Site | undefined;
  readonly fields: readonly string[];
}

/**
 * Where the whole argument went, whatever it kept inside was kept on purpose; where it says less than it did, only names of things
 * that should not leave the server count.
 */
export function lostExclusion({ base, head }: RoutePair, facts: Facts): LostExclusion | undefined {
  const filter = responseFilterOf(head, facts);
  if (head.args.open || filter.kind !== 'model') return undefined;
  const sent = new Set(sentFields(filter.model, facts).map(({ field }) => field.name));
  const excluded = namesIn(base.args.keywords.get('response_model_exclude'));
  const included = namesIn(base.args.keywords.get('response_model_include'));
  if (excluded !== undefined) {
    const now = namesIn(head.args.keywords.get('response_model_exclude'));
    const lost = excluded.filter((name) => sent.has(name) && now?.includes(name) !== true);
    return found('response_model_exclude', { base, head }, lost);
  }
  if (included === undefined) return undefined;
  const now = namesIn(head.args.keywords.get('response_model_include'));
  const lost = [...sent].filter((name) => !included.includes(name) && now?.includes(name) !== false);
  return found('response_model_include', { base, head }, lost);
}

function found(name: string, { base, head }: RoutePair, lost: readonly string[]): LostExclusion | undefined {
  const at = base.args.keywordSites.get(name);
  const given = head.args.keywords.get(name);
  if (given !== undefined && namesIn(given) === undefined) return undefined;
  const fields = given === undefined ? lost : lost.filter(isSensitive);
  return at === undefined || fields.length === 0 ? undefined : { at, now: head.args.keywordSites.get(name), fields };
}

/** `{"password"}`, `["password"]`, `{"__all__": {"password"}, "owner": ...}`. */
function namesIn(value: Value | undefined): readonly string[] | undefined {
  const settled = value === undefined ? undefined : defaultOf(value);
  if (settled === undefined) return undefined;
  if (settled.kind === 'dict') {
    if (settled.open === true) return undefined;
    return settled.entries.flatMap(({ key, value: inner }) => namesIn(inner) ?? textOfValue(key) ?? []);
  }
  if (settled.kind !== 'list' && settled.kind !== 'tuple' && settled.kind !== 'set') return undefined;
  const texts = settled.items.map(textOfValue);
  return settled.open === true || texts.includes(undefined) ? undefined : texts.filter((text) => text !== undefined);
}
