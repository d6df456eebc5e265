import type { Site } from '../../core/span.ts';
import type { ExternalValue, InstanceValue, Value } from '../value.ts';
import { unknown } from '../values.ts';
import { bind, classAttribute } from './attributes.ts';
import { callValue } from './calls.ts';
import { isSettings, modelField, settingsField } from './fields.ts';
import type { Machine } from './machine.ts';

/** `object.name` of an object of ours. */
export function instanceAttribute(machine: Machine, object: InstanceValue, name: string, site: Site): Value {
  const assigned = object.attributes.get(name);
  if (assigned !== undefined) return assigned;
  const found = classAttribute(machine, object.class, name, site);
  if (isSettings(object.class)) return settingsField(machine, object, name, found, site);
  const field = found?.kind === 'function' ? undefined : modelField(machine, object, name, site);
  const own = found?.kind === 'external' ? inheritedFromOutside(found, object) : bind(machine, found, object, site);
  const value = field ?? own ?? madeOnDemand(machine, object, name, site);
  return value ?? unknown(site, `${object.class.qualname} has no ${name}`);
}

/** What the project's own `__getattr__` answers. */
function madeOnDemand(machine: Machine, object: InstanceValue, name: string, site: Site): Value | undefined {
  const hook = name.startsWith('__') ? undefined : classAttribute(machine, object.class, '__getattr__', site);
  if (hook?.kind !== 'function') return undefined;
  const named: Value = { kind: 'string', value: name, site };
  return callValue(machine, hook, { ...machine.noArguments, positional: [object, named] }, site);
}

/** A method of an outside base knows whose it is: what the object was made with decides what the method gives. */
function inheritedFromOutside(found: ExternalValue, object: InstanceValue): ExternalValue {
  return found.receiver !== undefined ? found : { ...found, receiver: object };
}
