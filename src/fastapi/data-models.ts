import { siteOf } from '../python/position.ts';
import { hasBase } from './interpreter/attributes.ts';
import { evaluate } from './interpreter/expressions.ts';
import type { Machine } from './interpreter/machine.ts';
import type { DataField, DataModel } from './facts.ts';
import type { ClassValue, Value } from './value.ts';

const KINDS: readonly [DataModel['kind'], RegExp][] = [
  ['settings', /^(pydantic_settings(\.main)?|pydantic(\.env_settings)?)\.BaseSettings$/],
  ['sqlmodel', /^sqlmodel(\.main)?\.SQLModel$/],
  ['pydantic', /^pydantic(\.\w+)*\.(BaseModel|RootModel|GenericModel)$/],
  [
    'orm',
    /^(sqlalchemy(\.\w+)*\.(DeclarativeBase|DeclarativeBaseNoMeta)|sqlalchemy(\.\w+)*\.declarative_base\(\)|tortoise(\.\w+)*\.Model|peewee\.Model|beanie(\.\w+)*\.Document|odmantic(\.\w+)*\.Model|ormar(\.\w+)*\.Model|mongoengine(\.\w+)*\.Document)$/,
  ],
  ['typed-dict', /^(typing|typing_extensions)\.TypedDict$/],
];

/** Reads classes that carry data: their fields, inherited ones included. */
export class DataModels {
  readonly #machine: Machine;
  readonly #known = new Map<object, DataModel | null>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /** The class behind a value: the class itself, an instance, or what an annotation wraps (`list[X]`, `X | None`, `Annotated`). */
  of(value: Value): DataModel | undefined {
    const cls = classIn(value);
    if (cls === undefined) return undefined;
    const known = this.#known.get(cls.def);
    if (known !== undefined) return known ?? undefined;
    const model = this.#read(cls);
    this.#known.set(cls.def, model ?? null);
    return model;
  }

  #read(cls: ClassValue): DataModel | undefined {
    const kind = this.#kindOf(cls);
    if (kind === undefined) return undefined;
    const fields = new Map<string, DataField>();
    this.#collect(cls, fields, new Set());
    return { class: cls, kind, fields: [...fields.values()], config: this.#config(cls), open: isOpen(cls) };
  }

  #kindOf(cls: ClassValue): DataModel['kind'] | undefined {
    const byBase = KINDS.find(([, pattern]) => hasBase(cls, pattern) || hasCallBase(cls, pattern));
    if (byBase !== undefined) return byBase[0];
    const text = cls.def.decorators.map((one) => cls.module.text.slice(one.start, one.end)).join(' ');
    return /\bdataclass\b|\battrs?\.(define|s)\b|@define\b/.test(text) ? 'dataclass' : undefined;
  }

  /** Nearest first: a field redeclared below hides the one above. */
  #collect(cls: ClassValue, into: Map<string, DataField>, seen: Set<object>): void {
    if (seen.has(cls.def)) return;
    seen.add(cls.def);
    for (const statement of cls.def.body) {
      if (statement.kind !== 'assign') continue;
      const [target] = statement.targets;
      if (target?.kind !== 'name' || target.id.startsWith('__') || target.id === 'model_config' || into.has(target.id))
        continue;
      if (statement.annotation === undefined && !isColumn(cls, statement.value)) continue;
      into.set(target.id, {
        name: target.id,
        site: siteOf(cls.module, statement),
        module: cls.module,
        owner: cls,
        ...(statement.annotation === undefined ? {} : { annotation: statement.annotation }),
        ...(statement.value === undefined ? {} : { value: statement.value }),
      });
    }
    for (const base of cls.bases) if (base.kind === 'class') this.#collect(base, into, seen);
  }

  /** `model_config = ConfigDict(...)`, `class Config:`, own before inherited. */
  #config(cls: ClassValue): ReadonlyMap<string, Value> {
    const merged = new Map<string, Value>();
    for (const base of [...cls.bases].reverse())
      if (base.kind === 'class') for (const [name, value] of this.#config(base)) merged.set(name, value);
    const frame = this.#machine.classFrame(cls);
    const declared = frame?.own('model_config');
    if (declared?.kind === 'external-call') for (const [name, value] of declared.args.keywords) merged.set(name, value);
    if (declared?.kind === 'dict')
      for (const entry of declared.entries) if (entry.key.kind === 'string') merged.set(entry.key.value, entry.value);
    const inner = frame?.own('Config');
    if (inner?.kind === 'class')
      for (const name of this.#machine.classFrame(inner)?.vars.keys() ?? []) {
        const value = this.#machine.classFrame(inner)?.own(name);
        if (value !== undefined) merged.set(name, value);
      }
    for (const keyword of cls.def.bases) {
      if (keyword.name === undefined || keyword.name === 'metaclass' || frame?.parent === undefined) continue;
      merged.set(keyword.name, evaluate(this.#machine, keyword.value, frame.parent));
    }
    return merged;
  }
}

/** SQLAlchemy's old style: `password = Column(String)`. */
function isColumn(
  cls: ClassValue,
  value: { readonly kind: string; readonly start: number; readonly end: number } | undefined,
): boolean {
  return (
    value?.kind === 'call' &&
    /^(\w+\.)*(Column|mapped_column|relationship|\w+Field|Field)\(/.test(cls.module.text.slice(value.start, value.end))
  );
}

function hasCallBase(cls: ClassValue, pattern: RegExp): boolean {
  return cls.bases.some((base) =>
    base.kind === 'external-call'
      ? pattern.test(`${base.callee}()`) || pattern.test(base.callee)
      : base.kind === 'class' && hasCallBase(base, pattern),
  );
}

/** True when some base cannot be read: fields may be missing. */
function isOpen(cls: ClassValue): boolean {
  return cls.bases.some((base) =>
    base.kind === 'class' ? isOpen(base) : base.kind === 'unknown' || base.kind === 'choice',
  );
}

/** The one class of ours inside an annotation or value. */
function classIn(value: Value): ClassValue | undefined {
  switch (value.kind) {
    case 'class':
      return value;
    case 'instance':
      return value.class;
    case 'annotated':
      return classIn(value.base);
    case 'external-call': {
      if (!value.callee.endsWith('[]')) return undefined;
      const found = value.args.positional.flatMap((one) => classIn(one) ?? []);
      return found[0];
    }
    default:
      return undefined;
  }
}
