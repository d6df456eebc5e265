import type { FunctionDef, Lambda, Param, Stmt } from '../python/syntax.ts';
import { classAttribute, hasBase } from './interpreter/attributes.ts';
import type { Frame } from './interpreter/frame.ts';
import type { Machine } from './interpreter/machine.ts';
import { lineage } from './interpreter/library/reflection.ts';
import { replacedSignature } from './interpreter/shown.ts';
import type { CallArguments, ClassValue, FunctionValue, Given, ShownParameter, Value } from './value.ts';
import { canonical, SCHEMES } from './canonical.ts';

/** The parameters that FastAPI would read from a callable, and the scope in which their annotations are evaluated. */
export interface Signature {
  readonly params: readonly SignatureParam[];
  readonly scope: Frame;
  readonly def?: FunctionDef | Lambda;
  /** Defaults and annotations that were evaluated already. */
  readonly given?: FunctionValue['given'];
  /** Where an old release evaluates annotations that are text, when that is not the scope; `none`: nowhere. */
  readonly textScope?: Frame | 'none';
}

/** `shown` holds the values of a parameter that was made at run time and is written in no `def`. */
export interface SignatureParam extends Param {
  readonly shown?: ShownParameter;
}

const FIELD_CLASSES =
  /^(pydantic(\.main)?\.BaseModel|sqlmodel(\.main)?\.SQLModel|pydantic_settings\.BaseSettings|pydantic\.BaseSettings|typing\.NamedTuple)$/;
const KNOWN_FRAMEWORK = /^(fastapi|starlette)\./;

/** Undefined when the callable is not ours to read. */
export function signatureOf(machine: Machine, callable: Value): Signature | undefined {
  const signature = plainSignature(machine, callable);
  // Classes, objects and partials have no `__globals__`.
  const hasGlobals = callable.kind === 'function' || callable.kind === 'bound-method';
  return signature === undefined || hasGlobals ? signature : { ...signature, textScope: 'none' };
}

function plainSignature(machine: Machine, callable: Value): Signature | undefined {
  switch (callable.kind) {
    case 'function':
      return functionSignature(machine, callable);
    case 'bound-method': {
      const signature = functionSignature(machine, callable.function);
      return signature === undefined ? undefined : { ...signature, params: signature.params.slice(1) };
    }
    case 'partial': {
      const signature = signatureOf(machine, callable.function);
      return signature === undefined ? undefined : { ...signature, params: unbound(signature.params, callable.args) };
    }
    case 'class':
      return classSignature(machine, callable);
    case 'instance': {
      const call = classAttribute(machine, callable.class, '__call__', callable.site);
      if (call?.kind !== 'function') return undefined;
      const signature = functionSignature(machine, call);
      return signature === undefined ? undefined : { ...signature, params: signature.params.slice(1) };
    }
    default:
      return undefined;
  }
}

function functionSignature(machine: Machine, fn: FunctionValue): Signature | undefined {
  return writtenSignature(machine, fn) ?? ownSignature(machine, fn);
}

function ownSignature(machine: Machine, fn: FunctionValue): Signature | undefined {
  // functools.wraps makes inspect.signature follow the wrapped function.
  const scope = machine.closureOf(fn);
  if (fn.wraps?.keepsSignature === true) {
    const inner = signatureOf(machine, fn.wraps.function);
    return inner === undefined || scope === undefined ? inner : { ...inner, textScope: scope.top };
  }
  if (scope === undefined) return undefined;
  const { given } = fn;
  return {
    params: paramsOf(fn),
    scope,
    def: fn.def,
    ...(given === undefined ? {} : { given }),
  };
}

/** `wrapper.__signature__ = inspect.signature(view).replace(parameters=[…])`: the view's parameters and those added by hand. */
function writtenSignature(machine: Machine, fn: FunctionValue): Signature | undefined {
  const replaced = replacedSignature(machine.functionAttributes(fn).get('__signature__'));
  if (replaced === undefined) return undefined;
  // A function may be shown with what its own signature was before: `view.__signature__ = signature(view).replace(…)`.
  const isOwn = replaced.of.kind === 'function' && replaced.of.def === fn.def;
  const inner = isOwn ? ownSignature(machine, fn) : signatureOf(machine, replaced.of);
  if (inner === undefined) return undefined;
  const { start, end } = fn.def;
  const added = replaced.shown.map((shown) => ({ name: shown.name, kind: shown.kind, start, end, shown }));
  // A list that is not wholly known holds the view's own parameters too.
  return { ...inner, params: replaced.open ? [...inner.params, ...added] : added };
}

function paramsOf({ def, shows }: FunctionValue): readonly SignatureParam[] {
  const { start, end } = def;
  return shows?.map((shown) => ({ name: shown.name, kind: shown.kind, start, end, shown })) ?? def.params;
}

function unbound(params: readonly SignatureParam[], args: CallArguments): readonly SignatureParam[] {
  return params.slice(args.positional.length).filter((param) => !args.keywords.has(param.name));
}

/** `Depends(SomeClass)`: its `__init__`, or its fields where the class makes one of them. */
function classSignature(machine: Machine, cls: ClassValue): Signature | undefined {
  const scopeOfClass = machine.classFrame(cls);
  if (cls.subscripted === true && scopeOfClass !== undefined) return { params: [], scope: scopeOfClass };
  const init = classAttribute(machine, cls, '__init__', cls.site);
  if (init?.kind === 'function') {
    const signature = functionSignature(machine, init);
    return signature === undefined ? undefined : { ...signature, params: signature.params.slice(1) };
  }
  const scope = machine.classFrame(cls);
  if (scope === undefined) return undefined;
  // A plain subclass is made as the dataclass above it is.
  const made = hasBase(cls, FIELD_CLASSES) ? cls : lineage(cls).find(isDataclass);
  if (made === undefined) return init === undefined || hasFrameworkBase(cls) ? { params: [], scope } : undefined;
  const fields = fieldsOf(machine, made);
  return {
    params: fields.map(({ param }) => param),
    scope,
    given: new Map(fields.map(({ param, given }) => [param, given])),
  };
}

function isDataclass(cls: ClassValue): boolean {
  return cls.def.decorators.some((one) => /\bdataclass\b/.test(cls.module.text.slice(one.start, one.end)));
}

function hasFrameworkBase(cls: ClassValue): boolean {
  return cls.bases.every(
    (base) =>
      base.kind === 'class' ||
      (base.kind === 'external' && (KNOWN_FRAMEWORK.test(base.name) || /^(typing|abc|builtins)\./.test(base.name))),
  );
}

interface Field {
  readonly param: Param;
  readonly given: Given;
}

/** Annotated attributes, inherited ones first, as constructor parameters; each is read where its own class stands. */
function fieldsOf(machine: Machine, cls: ClassValue): readonly Field[] {
  const frame = machine.classFrame(cls);
  const isInherited = (base: Value): base is ClassValue =>
    base.kind === 'class' && (!isDataclass(cls) || isDataclass(base));
  const fields = new Map(
    cls.bases
      .filter(isInherited)
      .flatMap((base) => fieldsOf(machine, base).map((one) => [one.param.name, one] as const)),
  );
  for (const param of cls.def.body.flatMap(fieldParam)) {
    // The attribute may go by the name of what it depends on: `db: Session = Depends(db)`.
    const value = param.default === undefined ? undefined : frame?.own(param.name);
    fields.set(param.name, { param, given: value === undefined ? {} : { default: value } });
  }
  return [...fields.values()];
}

/** An annotated attribute as a parameter of the constructor. */
export function fieldParam(statement: Stmt): Param[] {
  if (statement.kind !== 'assign' || statement.annotation === undefined) return [];
  const [target] = statement.targets;
  if (target?.kind !== 'name') return [];
  return [
    {
      name: target.id,
      kind: 'keyword-only',
      start: statement.start,
      end: statement.end,
      annotation: statement.annotation,
      ...(statement.value === undefined ? {} : { default: statement.value }),
    },
  ];
}

/** The scheme class behind a value: `HTTPBearer(...)` or an object of a subclass. */
export function schemeOf(value: Value): string | undefined {
  if (value.kind === 'external-call' && value.callee === 'fastapi_login.LoginManager') return 'LoginManager';
  if (value.kind === 'external-call')
    return SCHEMES.has(canonical(value.callee)) ? value.callee.split('.').at(-1) : undefined;
  if (value.kind === 'instance' && isSchemeClass(value.class)) return value.class.def.name;
  return undefined;
}

/** The class of an object that FastAPI lists as a scheme and that is none of its own. */
export function listedSchemeOf(value: Value): string | undefined {
  return value.kind === 'instance' && hasBase(value.class, /^fastapi\.security\.base\.SecurityBase$/)
    ? value.class.def.name
    : undefined;
}

/** True for a subclass, however far down, of a security scheme. */
export function isSchemeClass(cls: ClassValue): boolean {
  return cls.bases.some((base) =>
    base.kind === 'external' ? SCHEMES.has(canonical(base.name)) : base.kind === 'class' && isSchemeClass(base),
  );
}
