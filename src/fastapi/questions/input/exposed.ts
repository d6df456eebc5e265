import type { Expr } from '../../../python/syntax.ts';
import type { DataModel, Facts } from '../../facts.ts';
import type { Route } from '../../model.ts';
import type { Answer } from './answers.ts';
import { isFiltered } from './responses.ts';
import { exposedFields, gradeOf, issuesSecrets, type Sensitive } from './sensitive.ts';

/** Credentials among what a handler gives back. */

export interface Exposed {
  readonly what: string;
  readonly names: string;
  readonly fields: readonly Sensitive[];
}

/** The first answer that holds a credential; `shown` is what the route's own model lets out. */
export function exposedAnswer(
  facts: Facts,
  route: Route,
  answers: readonly Answer[],
  shown?: ReadonlySet<string>,
): Exposed | undefined {
  for (const { model, key, without } of answers) {
    if (
      key !== undefined &&
      (gradeOf(key.name) === 'password' || isPasswordOf(key.value) || isHidden(route, key, shown)) &&
      shown?.has(key.name) !== true &&
      (key.value === undefined || holdsCredential(key.name, key.value))
    )
      return { what: 'a dict', names: `\`${key.name}\``, fields: [] };
    const fields =
      model === undefined
        ? []
        : exposedFields(facts, route, model).filter(
            ({ field }) =>
              !isFiltered(route, field.name) && shown?.has(field.name) !== true && without?.has(field.name) !== true,
          );
    if (model !== undefined && fields.length > 0) return { what: title(model), names: fieldNames(fields), fields };
  }
  return undefined;
}

/** `row.secret_key` that the route's model leaves out: nobody meant it to go. */
function isHidden(
  route: Route,
  { name, value }: Answer['key'] & object,
  shown: ReadonlySet<string> | undefined,
): boolean {
  return (
    shown !== undefined &&
    value?.kind === 'attribute' &&
    gradeOf(value.attr) === 'secret' &&
    gradeOf(name) === 'secret' &&
    !issuesSecrets(route)
  );
}

/** `user.password_hash` under another key; `ErrorCode.WRONG_PASSWORD` is a constant. */
function isPasswordOf(value: Expr | undefined): boolean {
  return value?.kind === 'attribute' && /[a-z]/.test(value.attr) && gradeOf(value.attr) === 'password';
}

/** A password that was just made is shown once, on purpose. */
const FRESH = /^(new|temp|temporary|random|generated|initial)_/i;

/** What stands under `password_hash` in a dict: something read from elsewhere, or a hash as it is. */
function holdsCredential(name: string, value: Expr): boolean {
  switch (value.kind) {
    case 'name':
      return !FRESH.test(value.id);
    case 'attribute':
    case 'subscript':
      return true;
    case 'await':
      return holdsCredential(name, value.value);
    case 'call': {
      const callee =
        value.func.kind === 'attribute' ? value.func.attr : value.func.kind === 'name' ? value.func.id : '';
      return /hash|passw|secret/i.test(callee) && !/mask|redact|check|verify|valid|^(is|has)_/i.test(callee);
    }
    // A text under `password` is most often what is wrong with it.
    case 'string':
      return /hash/i.test(name) && value.value !== '';
    default:
      return false;
  }
}

function title(model: DataModel): string {
  return model.kind === 'orm' ? `rows of \`${model.class.qualname}\`` : `\`${model.class.qualname}\``;
}

export function fieldNames(fields: readonly Sensitive[]): string {
  return fields.map(({ field }) => `\`${field.name}\``).join(', ');
}
