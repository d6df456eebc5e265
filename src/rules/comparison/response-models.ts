import type { Site } from '../../core/span.ts';
import type { DataField, DataModel, Facts } from '../../fastapi/facts.ts';
import type { Route } from '../../fastapi/model.ts';
import { wordsOf } from '../../fastapi/questions/authentication/names.ts';
import { gradeOf, issuesSecrets } from '../../fastapi/questions/input/sensitive.ts';
import { nodesIn } from '../../fastapi/questions/code.ts';
import type { ClassValue, Value } from '../../fastapi/value.ts';
import { siteOf } from '../../python/position.ts';

/** What filters the answer of a route. */
export type ResponseFilter =
  | { readonly kind: 'model'; readonly model: DataModel; readonly site: Site; readonly text: string }
  | { readonly kind: 'none'; readonly site: Site }
  | { readonly kind: 'unknown' };

/** The model of `response_model`, else that of the return annotation. */
export function responseFilterOf(route: Route, facts: Facts): ResponseFilter {
  const given = route.args.keywords.get('response_model');
  const def = route.handler?.def.kind === 'function' ? route.handler.def : undefined;
  if (given !== undefined) return filterOf(given, route.args.keywordSites.get('response_model') ?? given.site, facts);
  if (route.args.open || route.handler === undefined) return { kind: 'unknown' };
  if (def?.returns === undefined) return { kind: 'none', site: route.registration };
  const site = siteOf(route.handler.module, def.returns);
  return filterOf(facts.valueIn(route.handler.module, def.returns), site, facts);
}

const SHAPELESS =
  /^(builtins\.)?(dict|list|object|tuple)$|^typing\.(Any|Dict|List|Mapping)$|^collections\.abc\.Mapping$|Response$/u;

function filterOf(value: Value, site: Site, facts: Facts): ResponseFilter {
  const model = facts.modelOf(value);
  if (model !== undefined)
    return isOpenEnvelope(model, value, facts)
      ? { kind: 'unknown' }
      : { kind: 'model', model, site, text: model.class.qualname };
  if (value.kind === 'none') return { kind: 'none', site };
  const isShapeless = value.kind === 'external' && SHAPELESS.test(value.name);
  return isShapeless ? { kind: 'none', site } : { kind: 'unknown' };
}

/** `Answer` with `data: Any`, or with `data: T` and no `T` given: whatever is put into it goes out. */
function isOpenEnvelope(model: DataModel, value: Value, facts: Facts): boolean {
  const isGiven = value.kind === 'class' && value.typeArguments !== undefined;
  return model.fields.some(({ annotation, module }) => {
    const type = annotation === undefined ? undefined : facts.valueIn(module, annotation);
    return type !== undefined && partsOf(type).some((part) => isAnything(part, isGiven));
  });
}

/** `Optional[T]` and `T | None` are `T` here. */
function partsOf(type: Value): readonly Value[] {
  if (type.kind === 'choice') return type.alternatives.map(({ value }) => value);
  return type.kind === 'external-call' && /^typing\.(Optional|Union)\[\]$/u.test(type.callee)
    ? type.args.positional
    : [type];
}

function isAnything(type: Value, isGiven: boolean): boolean {
  if (type.kind === 'external') return /^(typing\.Any|builtins\.object)$/u.test(type.name);
  return !isGiven && type.kind === 'external-call' && /^typing(_extensions)?\.TypeVar$/u.test(type.callee);
}

/** True when every answer of the handler is an object of the class, or nothing at all: what the class has no field for stays inside. */
export function returnsOnly(route: Route, facts: Facts, name: string): boolean {
  const code = route.handler === undefined ? undefined : facts.codeOf(route.handler);
  if (code === undefined) return false;
  const returned = nodesIn(code.body).filter((node) => node.kind === 'return');
  return returned.every(({ value }) => {
    const made = value === undefined ? undefined : code.valueOf(value);
    if (made === undefined || made.kind === 'none') return true;
    return made.kind === 'instance' && made.class.qualname === name;
  });
}

/** A field, with the class in which the answer holds it. */
export interface SentField {
  readonly field: DataField;
  /** The model of the answer that has the field, itself or inherited. */
  readonly holder: ClassValue;
}

/** Fields of a model and of the models inside it that should not leave the server on this route, by `Class.field`. */
export function sensitiveFields(model: DataModel, route: Route, facts: Facts): ReadonlyMap<string, SentField> {
  // A token goes out where handing it out is what the route is for.
  const issues = issuesSecrets(route);
  return new Map(
    sentFields(model, facts)
      .filter(({ field }) => isSensitive(field.name) || (!issues && gradeOf(field.name) !== undefined))
      .map((sent) => [`${sent.holder.qualname}.${sent.field.name}`, sent]),
  );
}

/** What leaves the server in an answer of this model, the models inside it included. */
export function sentFields(model: DataModel, facts: Facts): readonly SentField[] {
  const found: SentField[] = [];
  const seen = new Set<object>();
  const waiting = [model];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next.class.def)) continue;
    seen.add(next.class.def);
    for (const field of next.fields) {
      if (!isExcluded(field, facts)) found.push({ field, holder: next.class });
      const inner =
        field.annotation === undefined ? undefined : facts.modelOf(facts.valueIn(field.module, field.annotation));
      if (inner !== undefined) waiting.push(inner);
    }
  }
  return found;
}

/** `Field(exclude=True)` keeps a field inside. */
function isExcluded({ module, value }: DataField, facts: Facts): boolean {
  if (value?.kind !== 'call') return false;
  const given = facts.valueIn(module, value);
  const exclude = given.kind === 'external-call' ? given.args.keywords.get('exclude') : undefined;
  return exclude?.kind === 'bool' && exclude.value;
}

const SECRET = new Set([
  ...[
    'password',
    'passwd',
    'pwd',
    'passphrase',
    'passcode',
    'hash',
    'hashed',
    'digest',
    'salt',
    'secret',
    'secrets',
    'ssn',
    'cvv',
    'cvc',
    'iban',
  ],
  ...['totp', 'otp', 'mfa', 'apikey', 'credential', 'credentials', 'mnemonic'],
]);
const SECRET_PAIRS =
  /\b(api|private|secret|signing|encryption|access|master) keys?\b|\b(card|account|passport|security|tax) (number|no)\b|\b(reset|verification|confirmation|remember|session|auth) (token|code)\b|\bpin code\b|\brecovery codes?\b/u;
const HARMLESS =
  /\b(has|is|needs|requires|last|expires|changed|updated|created|at|count|policy|strength|hint|enabled|required|hashtag|content|file|commit|block|etag)\b/u;

export function isSensitive(name: string): boolean {
  const words = wordsOf(name);
  const text = words.join(' ');
  if (HARMLESS.test(text)) return false;
  return words.some((word) => SECRET.has(word)) || SECRET_PAIRS.test(text);
}
