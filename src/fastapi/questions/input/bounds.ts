import type { DataField, DataModel, Facts } from '../../facts.ts';
import type { ClassValue, Value } from '../../value.ts';
import type { FunctionDef } from '../../../python/syntax.ts';
import { anyBelow } from '../../../python/walk.ts';
import { wordsOf } from '../authentication/names.ts';
import { shapeOf, type TypeShape } from './types.ts';

/** Whether something limits what a field or parameter takes. */

const SIZE = new Set(['max_length', 'max_items', 'maxLength', 'pattern', 'regex', 'const', 'discriminator']);
const RANGE = new Set(['le', 'lt', 'ge', 'gt', 'multiple_of', 'max_digits', 'const']);
const FIELD =
  /^(pydantic(\.\w+)*|sqlmodel(\.\w+)*|fastapi|dataclasses|annotated_types)\.(con[a-z]+|Field|FieldInfo|Query|Body|Form|Path|Header|Cookie|File|StringConstraints|field|Len|MaxLen|Interval)$/;
const HARMLESS =
  /^(typing_extensions\.Doc|annotated_doc\.Doc|pydantic(\.\w+)*\.(WithJsonSchema|SkipJsonSchema|Strict|PlainSerializer))$/;

/** Numbers whose meaning asks for a range: a negative price, a quantity of a billion. */
const RANGED = new Set([
  'price',
  'quantity',
  'qty',
  'amount',
  'limit',
  'discount',
  'percent',
  'percentage',
  'rating',
  'stock',
  'cost',
]);

/** What kind of limit the field lacks; undefined where it has one or nothing can be told. */
export function missingBound(facts: Facts, model: DataModel, field: DataField): 'length' | 'range' | undefined {
  if (field.name.startsWith('_') || field.annotation === undefined) return undefined;
  const shape = shapeOf(facts.valueIn(field.module, field.annotation));
  const wanted = wantedBound(field.name, shape);
  if (wanted === undefined) return undefined;
  // A plain text is a default; read as an annotation it would be a forward reference.
  const value =
    field.value === undefined || field.value.kind === 'string' ? undefined : facts.valueIn(field.module, field.value);
  const limits = wanted === 'length' ? SIZE : RANGE;
  if ([...shape.metadata, ...(value === undefined ? [] : [value])].some((one) => mayLimit(one, limits)))
    return undefined;
  if (wanted === 'length' && shape.kind === 'text' && limitsAllText(model)) return undefined;
  return isChecked(model.class, field.name) ? undefined : wanted;
}

function wantedBound(name: string, { kind }: TypeShape): 'length' | 'range' | undefined {
  if (kind === 'number') return RANGED.has(wordsOf(name).at(-1) ?? '') ? 'range' : undefined;
  return kind === 'text' || kind === 'bytes' || kind === 'list' || kind === 'mapping' ? 'length' : undefined;
}

/** `Field(max_length=…)` does, `Field(...)` does not; a validator or anything unknown may. */
export function mayLimit(value: Value, limits: ReadonlySet<string>): boolean {
  switch (value.kind) {
    case 'external-call':
      if (HARMLESS.test(value.callee) || /^builtins\.\w+\(?\)?$/.test(value.callee)) return false;
      if (!FIELD.test(value.callee)) return true;
      if (/\.(Len|MaxLen|Interval)$/.test(value.callee)) return true;
      return (
        value.args.open ||
        [...value.args.keywords.keys()].some(
          (name) => limits.has(name) && value.args.keywords.get(name)?.kind !== 'none',
        )
      );
    case 'string':
    case 'number':
    case 'bool':
    case 'none':
    case 'list':
    case 'dict':
    case 'set':
    case 'tuple':
    case 'environment':
      return false;
    case 'external':
      // `...` and the default factories of the language.
      return !/^(builtins\.|types\.EllipsisType|Ellipsis)/.test(value.name);
    case 'unknown':
      return !/ellipsis|\.\.\./i.test(value.reason);
    default:
      return true;
  }
}

function limitsAllText(model: DataModel): boolean {
  return ['str_max_length', 'max_anystr_length', 'anystr_max_length'].some((name) => model.config.has(name));
}

/** A validator of the class, or of one above it, that can refuse the field. */
function isChecked(cls: ClassValue, field: string): boolean {
  if (cls.def.body.some((statement) => statement.kind === 'function' && validates(statement, field))) return true;
  return cls.bases.some((base) => base.kind === 'class' && isChecked(base, field));
}

function validates(def: FunctionDef, field: string): boolean {
  for (const { expression } of def.decorators) {
    const call = expression.kind === 'call' ? expression : undefined;
    const func = call?.func ?? expression;
    const name = func.kind === 'name' ? func.id : func.kind === 'attribute' ? func.attr : '';
    if (/^(field_validator|validator)$/.test(name)) {
      const named =
        call?.args.some(({ value }) => value.kind === 'string' && (value.value === field || value.value === '*')) ===
        true;
      if (named && canRefuse(def)) return true;
    } else if (/^(model_validator|root_validator)$/.test(name) && canRefuse(def) && names(def, field)) return true;
  }
  return false;
}

function canRefuse(def: FunctionDef): boolean {
  return anyBelow(
    def.body,
    (node) =>
      node.kind === 'raise' ||
      node.kind === 'assert' ||
      node.kind === 'slice' ||
      (node.kind === 'call' && node.func.kind === 'name' && /valid|check|ensure|limit/i.test(node.func.id)),
  );
}

function names(def: FunctionDef, field: string): boolean {
  return anyBelow(
    def.body,
    (node) => (node.kind === 'attribute' && node.attr === field) || (node.kind === 'string' && node.value === field),
  );
}
