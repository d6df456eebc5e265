import type { Site } from '../../core/span.ts';
import type { CallArguments, ClassValue, EnvironmentValue, InstanceValue, Value } from '../value.ts';
import { unknown } from '../values.ts';
import { bind, classAttribute, getAttribute, hasBase } from './attributes.ts';
import { callValue } from './calls.ts';
import type { Machine } from './machine.ts';

/** Declared fields: of settings, whoever deploys decides; of models and dataclasses, the constructor does. */

const SETTINGS = /^(pydantic_settings|pydantic)\.(main\.|env_settings\.)?BaseSettings$/;
export const MODELS = /^(pydantic(\.main)?\.BaseModel|sqlmodel(\.main)?\.SQLModel)$/;

export function isSettings(cls: ClassValue): boolean {
  return hasBase(cls, SETTINGS);
}

/** A part of a settings object inside settings: `settings.api.prefix` is as configurable as `settings.api`. */
export function configured(
  machine: Machine,
  object: EnvironmentValue,
  inner: InstanceValue,
  name: string,
  site: Site,
): Value {
  const value = getAttribute(machine, inner, name, site);
  if (value.kind === 'environment' || value.kind === 'bound-method') return value;
  return { kind: 'environment', name: `${object.name}.${name}`, site, default: value };
}

/** A settings field: whoever deploys decides, the default stands otherwise. */
export function settingsField(
  machine: Machine,
  object: InstanceValue,
  name: string,
  found: Value | undefined,
  site: Site,
): Value {
  if (found?.kind === 'function') return bind(machine, found, object, site) ?? found;
  if (!isDeclared(object.class, name))
    return found === undefined || found.kind === 'external' ? unknown(site, `${object.class.qualname}.${name}`) : found;
  const given = object.args.keywords.get(name);
  const value = given ?? fieldDefault(machine, found);
  return { kind: 'environment', name, site: found?.site ?? site, ...(value === undefined ? {} : { default: value }) };
}

function isDeclared(cls: ClassValue, name: string): boolean {
  const here = cls.def.body.some(
    (one) => one.kind === 'assign' && one.targets.some((target) => target.kind === 'name' && target.id === name),
  );
  return here || cls.bases.some((base) => base.kind === 'class' && isDeclared(base, name));
}

/** `Field(default)`, `Field(default=…)`, `Field(default_factory=…)`, or the plain value. */
function fieldDefault(machine: Machine, value: Value | undefined): Value | undefined {
  if (value === undefined || value.kind === 'external') return undefined;
  if (value.kind !== 'external-call' || !/(^|\.)(Field|field)$/.test(value.callee)) return value;
  const factory = value.args.keywords.get('default_factory');
  if (factory !== undefined) return callValue(machine, factory, machine.noArguments, value.site);
  const given = value.args.keywords.get('default') ?? value.args.positional[0];
  return given?.kind === 'external' && given.name === 'builtins.Ellipsis' ? undefined : given;
}

/** A field of a model or dataclass: what the constructor was given, else its default. */
export function modelField(machine: Machine, object: InstanceValue, name: string, site: Site): Value | undefined {
  const isModel = hasBase(object.class, MODELS) || object.class.def.decorators.length > 0;
  if (!isModel) return undefined;
  const given = object.args.keywords.get(name);
  if (given !== undefined) return given;
  if (object.args.open) return unknown(site, `field ${name}`);
  const own = classAttribute(machine, object.class, name, site);
  return fieldDefault(machine, own) ?? (isDeclared(object.class, name) ? unknown(site, `field ${name}`) : undefined);
}

/** `settings.docs.model_dump()`: what a part of the settings holds, each entry as configurable as the part. */
export function callConfigured(
  machine: Machine,
  callee: EnvironmentValue,
  args: CallArguments,
  site: Site,
): Value | undefined {
  const made = callee.default?.kind === 'external' ? callValue(machine, callee.default, args, site) : undefined;
  if (made?.kind !== 'dict') return undefined;
  const entries = made.entries.map(({ key, value }) => ({
    key,
    value:
      value.kind === 'environment' ? value : { kind: 'environment' as const, name: callee.name, default: value, site },
  }));
  return { ...made, entries };
}
