import type { Value } from '../../value.ts';
import { alternativesOf } from '../../values.ts';

/** What an annotation lets in, as far as its type alone says. */

export interface TypeShape {
  readonly kind: 'text' | 'bytes' | 'list' | 'mapping' | 'number' | 'any' | 'other';
  /** Everything after the type in `Annotated[...]`, inner layers included. */
  readonly metadata: readonly Value[];
  /** Item types of a container. */
  readonly items: readonly Value[];
}

const BARE: ReadonlyMap<string, TypeShape['kind']> = new Map([
  ['builtins.str', 'text'],
  ['typing.Text', 'text'],
  ['typing.AnyStr', 'text'],
  ['pydantic.StrictStr', 'text'],
  ['pydantic.types.StrictStr', 'text'],
  ['builtins.bytes', 'bytes'],
  ['pydantic.StrictBytes', 'bytes'],
  ['builtins.int', 'number'],
  ['builtins.float', 'number'],
  ['decimal.Decimal', 'number'],
  ['pydantic.StrictInt', 'number'],
  ['pydantic.StrictFloat', 'number'],
  ['typing.Any', 'any'],
  ['builtins.object', 'any'],
  ['starlette.requests.Any', 'other'],
]);
const LISTS =
  /^(builtins\.(list|set|frozenset)|typing\.(List|Set|FrozenSet|Sequence|MutableSequence|Collection|Iterable|AbstractSet)|collections\.abc\.(Sequence|MutableSequence|Collection|Iterable|Set))(\[\])?$/;
const MAPPINGS =
  /^(builtins\.dict|typing\.(Dict|Mapping|MutableMapping|DefaultDict|OrderedDict)|collections\.(abc\.(Mapping|MutableMapping)|OrderedDict|defaultdict))(\[\])?$/;
const WRAPPERS =
  /^(typing|typing_extensions)\.(Optional|Union|Required|NotRequired|Final)\[\]$|^sqlalchemy(\.\w+)*\.Mapped\[\]$/;

const OTHER: TypeShape = { kind: 'other', metadata: [], items: [] };

/** `constr(...)`, `conlist(str, ...)`: a type and its limits in one. */
const CONSTRAINED: ReadonlyMap<string, TypeShape['kind']> = new Map([
  ['constr', 'text'],
  ['conbytes', 'bytes'],
  ['conlist', 'list'],
  ['conset', 'list'],
  ['confrozenset', 'list'],
  ['conint', 'number'],
  ['confloat', 'number'],
  ['condecimal', 'number'],
]);

/** `str | None` is text; a union of two types, an enumeration or an unknown name is `other`. */
export function shapeOf(type: Value): TypeShape {
  switch (type.kind) {
    case 'annotated': {
      const inner = shapeOf(type.base);
      return { ...inner, metadata: [...type.metadata, ...inner.metadata] };
    }
    case 'external': {
      const kind = BARE.get(type.name) ?? containerOf(type.name);
      return kind === undefined ? OTHER : { kind, metadata: [], items: [] };
    }
    case 'external-call':
      return shapeOfConstrained(type) ?? shapeOfSubscript(type.callee, type.args.positional);
    case 'choice': {
      const [first, ...others] = alternativesOf(type);
      return first === undefined || others.length > 0 ? OTHER : shapeOf(first.value);
    }
    default:
      return OTHER;
  }
}

function containerOf(name: string): TypeShape['kind'] | undefined {
  if (LISTS.test(name)) return 'list';
  return MAPPINGS.test(name) ? 'mapping' : undefined;
}

function shapeOfConstrained(type: Extract<Value, { kind: 'external-call' }>): TypeShape | undefined {
  const name = constrainedName(type);
  const kind = name === undefined ? undefined : CONSTRAINED.get(name);
  return kind === undefined ? undefined : { kind, metadata: [type], items: type.args.positional.slice(0, 1) };
}

/** `conint` of `pydantic.conint(ge=1)`. */
export function constrainedName(type: Value): string | undefined {
  return type.kind === 'external-call' ? /^pydantic(?:\.\w+)*\.(con[a-z]+)$/.exec(type.callee)?.[1] : undefined;
}

function shapeOfSubscript(callee: string, items: readonly Value[]): TypeShape {
  if (WRAPPERS.test(callee)) {
    const shapes = items.filter((one) => one.kind !== 'none').map(shapeOf);
    const [first] = shapes;
    if (first === undefined) return OTHER;
    if (shapes.length === 1) return first;
    // `int | float` is a number; `str | Model` is not told.
    return shapes.every((one) => one.kind === first.kind)
      ? { ...first, metadata: shapes.flatMap((one) => one.metadata) }
      : OTHER;
  }
  const kind = callee.endsWith('[]') ? containerOf(callee) : undefined;
  return kind === undefined ? OTHER : { kind, metadata: [], items };
}

/** Every class named somewhere in an annotation: `list[Item]`, `dict[str, Item] | None`. */
export function partsOf(type: Value): readonly Value[] {
  switch (type.kind) {
    case 'annotated':
      return partsOf(type.base);
    case 'external-call':
      return type.callee.endsWith('[]') ? type.args.positional.flatMap(partsOf) : [type];
    case 'choice':
      return type.alternatives.flatMap((one) => partsOf(one.value));
    case 'class':
      return [type, ...(type.typeArguments ?? []).flatMap(partsOf)];
    default:
      return [type];
  }
}
