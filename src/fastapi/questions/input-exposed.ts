import type { DataModel, Facts } from '../facts.ts';
import type { Route } from '../model.ts';
import type { Answer } from './input-answers.ts';
import { isFiltered } from './input-responses.ts';
import { exposedFields, gradeOf, type Sensitive } from './input-sensitive.ts';

/** Credentials among what a handler gives back. */

export interface Exposed {
  readonly what: string;
  readonly names: string;
  readonly fields: readonly Sensitive[];
}

/** The first answer that holds a credential. */
export function exposedAnswer(
  facts: Facts,
  route: Route,
  answers: readonly Answer[],
  shown: ReadonlySet<string> = new Set(),
): Exposed | undefined {
  for (const { model, key } of answers) {
    if (
      key !== undefined &&
      gradeOf(key.name) === 'password' &&
      !shown.has(key.name) &&
      ['attribute', 'name', 'subscript'].includes(key.value.kind)
    )
      return { what: 'a dict', names: `\`${key.name}\``, fields: [] };
    const fields =
      model === undefined
        ? []
        : exposedFields(facts, route, model).filter(
            ({ field }) => !isFiltered(route, field.name) && !shown.has(field.name),
          );
    if (model !== undefined && fields.length > 0) return { what: title(model), names: fieldNames(fields), fields };
  }
  return undefined;
}

function title(model: DataModel): string {
  return model.kind === 'orm' ? `rows of \`${model.class.qualname}\`` : `\`${model.class.qualname}\``;
}

export function fieldNames(fields: readonly Sensitive[]): string {
  return fields.map(({ field }) => `\`${field.name}\``).join(', ');
}
