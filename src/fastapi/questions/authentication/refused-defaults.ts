import { contains, type Site } from '../../../core/span.ts';
import { siteOf } from '../../../python/position.ts';
import type { Expr, FunctionDef, Stmt } from '../../../python/syntax.ts';
import type { DataField, DataModel, Facts } from '../../facts.ts';
import { textOfValue } from '../../values.ts';
import { nodesIn } from '../code.ts';

/** Defaults of settings that the settings themselves turn away: whoever forgets to set them gets an error, not a known key. */
export function refusedDefaults(facts: Facts, models: readonly DataModel[]): readonly Site[] {
  return models.flatMap((model) =>
    model.fields.flatMap((field) =>
      field.value !== undefined && functionsOf(model).some((one) => refusesDefault(facts, one, field))
        ? [siteOf(field.module, field.value), ...writtenElsewhere(facts, field)]
        : [],
    ),
  );
}

export function standsIn(sites: readonly Site[], site: Site): boolean {
  return sites.some((one) => one.path === site.path && contains(one.span, site.span));
}

function functionsOf(model: DataModel): readonly FunctionDef[] {
  return model.class.def.body.filter((one): one is FunctionDef => one.kind === 'function');
}

/** It can raise, and it speaks of the field and of the very text that is the field's default, or of a part of it. */
function refusesDefault(facts: Facts, def: FunctionDef, field: DataField): boolean {
  const text = defaultText(facts, field);
  const nodes = nodesIn(def.body);
  if (text === undefined || !nodes.some(({ kind }) => kind === 'raise') || !speaksOf(def, nodes, field.name))
    return false;
  return nodes.some((node) => node.kind === 'compare' && [node.left, ...node.comparators].some((one) => holds(one)));

  function holds(expr: Expr): boolean {
    if (expr.kind === 'string') return expr.value.length > 3 && text?.includes(expr.value) === true;
    if (expr.kind === 'list' || expr.kind === 'tuple' || expr.kind === 'set') return expr.items.some(holds);
    // `frozenset({"…"})`.
    if (expr.kind === 'call') return expr.args.some(({ value }) => holds(value));
    // `[key.lower() for key in WEAK_KEYS]`.
    if (expr.kind === 'comprehension') return expr.generators.some(({ iter }) => holds(iter));
    if (expr.kind !== 'name') return false;
    const own = [...nodes, ...field.module.body].find(
      (node) =>
        node.kind === 'assign' && node.targets.some((target) => target.kind === 'name' && target.id === expr.id),
    );
    if (own?.kind === 'assign' && own.value !== undefined) return own.value.kind !== 'name' && holds(own.value);
    return textOfValue(facts.valueIn(field.module, expr)) === text;
  }
}

/** `SECRET_KEY: str = DEV_KEY`: the text stands where the constant is made. */
function writtenElsewhere(facts: Facts, field: DataField): readonly Site[] {
  const given = givenDefault(field);
  return given === undefined || given.kind === 'string' ? [] : [facts.valueIn(field.module, given).site];
}

function defaultText(facts: Facts, field: DataField): string | undefined {
  const given = givenDefault(field);
  // As an annotation, a string would be read as a name.
  if (given === undefined || given.kind === 'string') return given?.value;
  return textOfValue(facts.valueIn(field.module, given));
}

/** `"…"` of `Field(default=SecretStr("…"))`. */
function givenDefault({ value }: DataField): Expr | undefined {
  let given = value;
  while (given?.kind === 'call') {
    const { args } = given;
    given = (args.find(({ name }) => name === 'default') ?? args.find(({ name }) => name === undefined))?.value;
  }
  return given;
}

/** `self.SECRET_KEY`, or a validator of the field. */
function speaksOf(def: FunctionDef, nodes: readonly (Expr | Stmt)[], name: string): boolean {
  return (
    nodes.some((node) => node.kind === 'attribute' && node.attr === name) ||
    def.decorators.some(({ expression }) =>
      nodesIn(expression).some((node) => node.kind === 'string' && node.value === name),
    )
  );
}
