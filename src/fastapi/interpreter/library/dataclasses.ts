import type { Site } from '../../../core/span.ts';
import type { CallArguments, ClassValue, InstanceValue, Value } from '../../value.ts';
import { getAttribute, hasBase } from '../attributes.ts';
import { callValue } from '../calls.ts';
import { iterate } from './iteration.ts';
import type { Machine } from '../machine.ts';
import { textOfValue } from '../../values.ts';

/** Objects whose constructor is made of their fields: dataclasses, attrs classes, named tuples. */

/** Its objects are tuples of their fields. */
export const NAMED_TUPLE = /^typing\.NamedTuple$/;

/** `dataclasses.replace(config, debug=True)`: another object with some fields otherwise. */
export function replaced(machine: Machine, args: CallArguments, site: Site): Value | undefined {
  const [object] = args.positional;
  if (object?.kind !== 'instance' || args.open) return undefined;
  const keywords = new Map([...object.args.keywords, ...object.attributes, ...args.keywords]);
  return callValue(machine, object.class, { ...machine.noArguments, keywords }, site);
}

/** `settings.docs.model_dump()`, `asdict(options)`: its fields by name; those that are left out by their names are. */
export function dumped(machine: Machine, object: InstanceValue, args: CallArguments, site: Site): Value | undefined {
  const excluded = args.keywords.get('exclude');
  const others = [...args.keywords.keys()].filter((name) => name !== 'exclude' && name !== 'exclude_none');
  const names = excluded === undefined ? [] : iterate(machine, excluded)?.map(textOfValue);
  if (names === undefined || others.length > 0 || args.open) return undefined;
  const entries = fieldNames(object.class)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      key: { kind: 'string' as const, value: name, site },
      value: getAttribute(machine, object, name, site),
    }));
  const isKept = (value: Value): boolean => !args.keywords.has('exclude_none') || value.kind !== 'none';
  return { kind: 'dict', entries: entries.filter(({ value }) => isKept(value)), site };
}

/** `Point(1, 2)` of a dataclass: positional arguments go to the fields in order. */
export function bindDataclassFields(machine: Machine, instance: InstanceValue): void {
  if (!hasFields(instance.class)) return;
  const attributes = machine.attributesOf(instance);
  fieldNames(instance.class).forEach((name, index) => {
    const value =
      instance.args.keywords.get(name) ??
      instance.args.positional[index] ??
      madeByFactory(machine, instance.class, name, instance.site);
    if (value !== undefined) attributes.set(name, value);
  });
}

/** A class whose constructor takes its annotated attributes in order. */
export function hasFields(cls: ClassValue): boolean {
  const decorated = cls.def.decorators.some((one) =>
    /\bdataclass\b|\bdefine\b|\battrs\b/.test(cls.module.text.slice(one.start, one.end)),
  );
  return decorated || hasBase(cls, NAMED_TUPLE) || cls.bases.some((base) => base.kind === 'class' && hasFields(base));
}

/** Names of the fields, those of the bases first. */
export function fieldNames(cls: ClassValue): readonly string[] {
  const own = cls.def.body.flatMap((one) =>
    one.kind === 'assign' && one.annotation !== undefined && one.targets[0]?.kind === 'name' ? [one.targets[0].id] : [],
  );
  return [...new Set([...cls.bases.flatMap((base) => (base.kind === 'class' ? fieldNames(base) : [])), ...own])];
}

/** `field(default_factory=APIRouter)`: each object gets one of its own. */
function madeByFactory(machine: Machine, cls: ClassValue, name: string, site: Site): Value | undefined {
  const declared = machine.classFrame(cls)?.own(name);
  const factory =
    declared?.kind === 'external-call' && /(^|\.)(field|Factory)$/.test(declared.callee)
      ? (declared.args.keywords.get('default_factory') ?? declared.args.keywords.get('factory'))
      : undefined;
  return factory === undefined ? undefined : callValue(machine, factory, machine.noArguments, site);
}
