import type { Site } from '../../../core/span.ts';
import type { CallArguments, Value } from '../../value.ts';
import { NO_ARGUMENTS } from '../../values.ts';
import { classOf } from '../attributes.ts';
import { isRouteOf } from '../framework/route-lists.ts';

/** Python's questions about what kind of thing a value is: `isinstance`, `issubclass`, `callable`. */

const KIND_OF_TYPE = new Map([
  ['builtins.str', 'string'],
  ['builtins.list', 'list'],
  ['builtins.dict', 'dict'],
  ['builtins.tuple', 'tuple'],
  ['builtins.set', 'set'],
  ['builtins.bool', 'bool'],
  ['builtins.type', 'class'],
  ['fastapi.APIRouter', 'router'],
  ['fastapi.FastAPI', 'app'],
]);

/** `isinstance(object, type)`, where both are known well enough. */
export function isInstance(args: CallArguments, site: Site): Value | undefined {
  const [object, type] = args.positional;
  if (object === undefined || type === undefined) return undefined;
  if (type.kind === 'tuple') return isAnyOf(object, type.items, site);
  if (type.kind === 'external') {
    const route = isRouteOf(object, type.name);
    if (route !== undefined) return { kind: 'bool', value: route, site };
    const kind = KIND_OF_TYPE.get(type.name);
    if (kind === undefined || object.kind === 'unknown' || object.kind === 'choice' || object.kind === 'environment')
      return undefined;
    // What a package names may be a class of its own.
    if (object.kind === 'external' && kind === 'class') return undefined;
    if (object.kind === 'external' || object.kind === 'external-call') return { kind: 'bool', value: false, site };
    return { kind: 'bool', value: object.kind === kind, site };
  }
  if (type.kind !== 'class') return undefined;
  const own = classOf(object);
  if (own !== undefined) return { kind: 'bool', value: own.def === type.def || hasBaseClass(own, type), site };
  return isOpen(object, type) ? undefined : { kind: 'bool', value: false, site };
}

/** `isinstance(object, (list, tuple))`. */
function isAnyOf(object: Value, types: readonly Value[], site: Site): Value | undefined {
  const answers = types.map((type) => isInstance({ ...NO_ARGUMENTS, positional: [object, type] }, site));
  const held = answers.map((answer) => (answer?.kind === 'bool' ? answer.value : undefined));
  if (held.includes(true)) return { kind: 'bool', value: true, site };
  return held.includes(undefined) ? undefined : { kind: 'bool', value: false, site };
}

/** What can be an object of any class, for all that is known; so can what an outside call makes that was given the class. */
function isOpen(object: Value, type: Value): boolean {
  if (object.kind === 'external-call') return object.args.open || object.args.positional.includes(type);
  return object.kind === 'unknown' || object.kind === 'choice' || object.kind === 'environment';
}

/** `issubclass(cls, base)` of two classes of ours. */
export function isSubclass(args: CallArguments, site: Site): Value | undefined {
  const [cls, base] = args.positional;
  if (cls?.kind !== 'class' || base?.kind !== 'class') return undefined;
  return { kind: 'bool', value: cls.def === base.def || hasBaseClass(cls, base), site };
}

function hasBaseClass(cls: Extract<Value, { kind: 'class' }>, base: Extract<Value, { kind: 'class' }>): boolean {
  return cls.bases.some((one) => one.kind === 'class' && (one.def === base.def || hasBaseClass(one, base)));
}

/** `callable(object)`. */
export function isCallable(args: CallArguments, site: Site): Value | undefined {
  const kind = args.positional[0]?.kind;
  if (kind === 'function' || kind === 'class' || kind === 'bound-method' || kind === 'partial')
    return { kind: 'bool', value: true, site };
  return kind === 'string' ||
    kind === 'list' ||
    kind === 'dict' ||
    kind === 'none' ||
    kind === 'module' ||
    kind === 'router'
    ? { kind: 'bool', value: false, site }
    : undefined;
}
